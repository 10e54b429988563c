#pragma once

#include "app/document/document.h"
#include "patterns/kit/run.h"

G_BEGIN_DECLS

gboolean jig_walk_project_has_actions (const JigPattern *pattern);
void     jig_walk_project_act         (const JigRun *run,
                                       JigDocument  *document);

G_END_DECLS
