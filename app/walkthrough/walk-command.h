#pragma once

#include "patterns/kit/run.h"

G_BEGIN_DECLS

char *jig_walk_command_new (const JigRun *run,
                            gsize         step) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
