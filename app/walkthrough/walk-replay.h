#pragma once

#include "app/job/job.h"
#include "patterns/kit/run.h"

G_BEGIN_DECLS

char   *jig_walk_replay_write  (const JigRun *run,
                                gsize         step,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JigJob *jig_walk_replay_start  (const JigRun       *run,
                                gsize               step,
                                GAsyncReadyCallback callback,
                                gpointer            user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
