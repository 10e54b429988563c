#pragma once

#include "core/model/bundle.h"

G_BEGIN_DECLS

/* To which leaves the trees of a model send rows. */

gboolean  jig_leaf_table_check (const JigModel     *model,
                                GError            **error);
JigFrame *jig_leaf_table_new   (const JigBundle    *bundle,
                                JigFrame           *frame,
                                const JigProgress  *progress,
                                GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
