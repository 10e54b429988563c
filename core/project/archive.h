#pragma once

#include "core/project/project.h"

G_BEGIN_DECLS

/* The project file `.jigproj`: a row of records (see record.h) that holds every
 * action and every result. Nothing in it is a path, and opening one runs nothing
 * and calls nobody. */

gboolean    jig_archive_save (JigProject                *project,
                              const char                *path,
                              gboolean                   with_data,
                              const JigProgress         *progress,
                              GError                   **error);
JigProject *jig_archive_open (const char                *path,
                              const JigCommand * const  *commands,
                              const JigProgress         *progress,
                              GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
