#pragma once

#include "core/export/program.h"

G_BEGIN_DECLS

gboolean    jig_c_source_check_prefix (const char        *prefix,
                                       GError           **error);
char       *jig_c_source_dup_field    (const char        *name,
                                       GHashTable        *taken) G_GNUC_WARN_UNUSED_RESULT;
GBytes     *jig_c_source_write        (const JigProgram  *program,
                                       const JigRecipe   *recipe,
                                       const JigModel    *model,
                                       const char        *target,
                                       const char        *prefix,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* What it says, without the names. */
JigProgram *jig_c_source_read         (GBytes            *bytes,
                                       const char        *name,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
