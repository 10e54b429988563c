#pragma once

#include "app/job/job.h"
#include "patterns/kit/run.h"

G_BEGIN_DECLS

/**
 * JigWalkOutcome:
 * @run: a run of which a step is up to date, or cannot be done
 * @right: (nullable): the same without mistakes, if there are any
 *
 * The result of a job.
 */
typedef struct
{
  JigRun *run;
  JigRun *right;
} JigWalkOutcome;

JigJob *jig_walk_job_start (const JigPattern   *pattern,
                            JigDataset         *dataset,
                            JigRun             *run,
                            const JigValues    *wanted,
                            guint64             seed,
                            gsize               step,
                            GAsyncReadyCallback callback,
                            gpointer            user_data) G_GNUC_WARN_UNUSED_RESULT;
void    jig_walk_outcome_free (JigWalkOutcome *self);

G_END_DECLS
