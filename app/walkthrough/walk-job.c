/* What is done away from the window: a run is made, or brought up to date. */
#include "app/walkthrough/walk-job.h"

#include "patterns/kit/command-walk.h"

#include <glib/gi18n-lib.h>

/* What a worker gets. */
typedef struct
{
  const JigPattern *pattern;
  JigDataset       *dataset;      /* NULL: the built-in sample */
  JigRun           *run;          /* NULL: from the beginning */
  JigValues        *wanted;       /* NULL: what the run is */
  guint64           seed;
  gsize             step;
} Order;

static void
free_order (Order *order)
{
  g_clear_pointer (&order->dataset, jig_dataset_unref);
  g_clear_pointer (&order->run, jig_run_free);
  g_clear_pointer (&order->wanted, jig_values_free);
  g_free (order);
}

/* The run without its mistakes; NULL if it has none. */
static JigRun *
copy_right (const JigRun *run)
{
  const JigPattern *pattern = jig_run_get_pattern (run);
  JigRun *right = NULL;

  for (const JigStep *step = pattern->steps; step->id != NULL; step++)
    for (const JigMistake *mistake = step->mistakes; mistake && mistake->id; mistake++)
      if (jig_run_has_mistake (run, step->id, mistake->id))
        {
          if (right == NULL)
            right = jig_run_copy (run);
          jig_run_set_mistake (right, step->id, mistake->id, FALSE, NULL);
        }

  return right;
}

/* Worker thread. */
static gpointer
update_job (const JigProgress *progress,
            gpointer           data,
            GError           **error)
{
  Order *order = data;
  g_autoptr(JigRun) right = NULL;
  JigProgress slice;
  JigWalkOutcome *outcome;

  if (order->run == NULL)
    order->run = jig_run_new (order->pattern, order->dataset, order->seed, error);
  else if (!jig_run_set_seed (order->run, order->seed, error))
    return NULL;
  if (order->run == NULL ||
      (order->wanted != NULL && !jig_walk_action_apply (order->wanted, order->run, error)))
    return NULL;

  /* What cannot be done with these data is no error: the page says why. */
  if (jig_run_get_state (order->run, order->step, NULL) == JIG_STEP_STALE ||
      (order->wanted != NULL
       && jig_run_get_state (order->run, order->step, NULL) != JIG_STEP_CANNOT))
    {
      right = copy_right (order->run);
      slice = jig_progress_slice (progress, 0.0, right != NULL ? 0.5 : 1.0);
      if (!jig_run_update (order->run, order->step, &slice, error))
        return NULL;
      slice = jig_progress_slice (progress, 0.5, 1.0);
      if (right != NULL && !jig_run_update (right, order->step, &slice, error))
        return NULL;
    }

  outcome = g_new0 (JigWalkOutcome, 1);
  outcome->run = g_steal_pointer (&order->run);
  outcome->right = g_steal_pointer (&right);

  return outcome;
}

/**
 * jig_walk_job_start:
 * @pattern: what is walked through
 * @dataset: (nullable): the user's table; %NULL: the built-in sample
 * @run: (transfer full) (nullable): the run to go on with; %NULL: a new one
 * @wanted: (nullable): settings of an action that the run is made to agree with
 * @seed: where every random choice comes from
 * @step: the step to bring up to date
 * @callback: told on the main loop; jig_job_run_finish() gives a #JigWalkOutcome
 * @user_data: for @callback
 *
 * Returns: (transfer full): the job, started
 */
JigJob *
jig_walk_job_start (const JigPattern   *pattern,
                    JigDataset         *dataset,
                    JigRun             *run,
                    const JigValues    *wanted,
                    guint64             seed,
                    gsize               step,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  JigJob *job = jig_job_new (_(pattern->steps[step].title));
  Order *order = g_new0 (Order, 1);

  order->pattern = pattern;
  order->dataset = dataset != NULL ? jig_dataset_ref (dataset) : NULL;
  order->run = run;
  order->wanted = wanted != NULL ? jig_values_copy (wanted) : NULL;
  order->seed = seed;
  order->step = step;
  jig_job_run_async (job, update_job, order, (GDestroyNotify) free_order,
                     (GDestroyNotify) jig_walk_outcome_free, callback, user_data);

  return job;
}

void
jig_walk_outcome_free (JigWalkOutcome *self)
{
  jig_run_free (self->run);
  jig_run_free (self->right);
  g_free (self);
}
