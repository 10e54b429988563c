/* The prompts and checks of a run. Tested by tests/patterns/kit/run.c. */

#include "patterns/kit/run-private.h"

#include <math.h>

/**
 * jig_run_get_answer:
 * @self: a run
 * @step: the index of a step
 *
 * Returns: the number or the index of the choice that the learner gave; NaN if
 *   there is none yet, %JIG_ANSWER_SKIPPED
 */
double
jig_run_get_answer (const JigRun *self,
                    gsize         step)
{
  g_return_val_if_fail (step < self->n_steps, NAN);

  return self->steps[step].answer;
}

/**
 * jig_run_set_answer:
 * @self: a run
 * @step: the index of a step
 * @answer: a number, the index of a choice, NaN or %JIG_ANSWER_SKIPPED
 */
void
jig_run_set_answer (JigRun *self,
                    gsize   step,
                    double  answer)
{
  g_return_if_fail (step < self->n_steps);

  self->steps[step].answer = answer;
}

/**
 * jig_run_is_answered:
 * @self: a run
 * @step: the index of a step
 *
 * Returns: whether the step may show its result: its prompt is answered or
 *   skipped, or there is none
 */
gboolean
jig_run_is_answered (const JigRun *self,
                     gsize         step)
{
  g_return_val_if_fail (step < self->n_steps, FALSE);

  return self->pattern->steps[step].ask == NULL || !isnan (self->steps[step].answer);
}

/**
 * jig_run_get_right:
 * @self: a run
 * @step: the index of a step
 *
 * Returns: the right answer to its prompt; NaN while the step is not done, or if
 *   it has no prompt
 */
double
jig_run_get_right (const JigRun *self,
                   gsize         step)
{
  const JigAsk *ask;

  g_return_val_if_fail (step < self->n_steps, NAN);

  ask = self->pattern->steps[step].ask;

  return ask != NULL && self->steps[step].made != NULL ? ask->right (self) : NAN;
}

/**
 * jig_run_is_right:
 * @self: a run
 * @step: the index of a step
 *
 * Returns: whether the learner's answer is right; never while the step is not
 *   done
 */
gboolean
jig_run_is_right (const JigRun *self,
                  gsize         step)
{
  double right = jig_run_get_right (self, step);
  double answer = jig_run_get_answer (self, step);
  const JigAsk *ask = self->pattern->steps[step].ask;

  if (isnan (right) || !isfinite (answer))
    return FALSE;

  return fabs (answer - right) <= (ask->choices == NULL ? ask->tolerance * fabs (right) : 0.0);
}

/**
 * jig_run_is_checked:
 * @self: a run
 * @step: the index of a step
 *
 * Returns: whether the learner has once done what the step is about
 */
gboolean
jig_run_is_checked (const JigRun *self,
                    gsize         step)
{
  g_return_val_if_fail (step < self->n_steps, FALSE);

  return self->steps[step].is_checked;
}
