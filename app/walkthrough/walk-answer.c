/* What is known about a walk: what was tried, what may be shown, what could be done. */
#include "app/walkthrough/walk-private.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#define MAX_TRIES 3      /* the last one shows the result, right or wrong */

/* Whether its run is what the settings, the data and the dice of the walk make of this step. */
gboolean
jig_walk_is_up_to_date (JigWalk *self)
{
  return self->run != NULL && self->wanted == NULL
         && jig_run_is_own_data (self->run) == self->is_own
         && jig_run_get_seed (self->run) == self->seed
         && jig_run_get_state (self->run, self->step, NULL) != JIG_STEP_STALE;
}

/**
 * jig_walk_show:
 * @self: a walk
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what this step shows; %NULL without an
 *   error while there is nothing that goes with the settings
 */
JigExhibit *
jig_walk_show (JigWalk *self,
               GError **error)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return jig_walk_is_up_to_date (self)
         && jig_run_get_state (self->run, self->step, NULL) == JIG_STEP_DONE
         ? jig_run_show (self->run, self->step, error) : NULL;
}

/**
 * jig_walk_show_right:
 * @self: a walk
 *
 * Returns: (transfer full) (nullable): what this step would show without the
 *   mistakes; %NULL if none is made
 */
JigExhibit *
jig_walk_show_right (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NULL);

  return self->right != NULL && jig_walk_is_up_to_date (self)
         && jig_run_get_state (self->right, self->step, NULL) == JIG_STEP_DONE
         ? jig_run_show (self->right, self->step, NULL) : NULL;
}

/**
 * jig_walk_get_n_tries:
 * @self: a walk
 *
 * Returns: how often the learner has answered the prompt of this step
 */
guint
jig_walk_get_n_tries (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), 0);

  return self->tries[self->step].n_tries;
}

/**
 * jig_walk_get_tried:
 * @self: a walk
 *
 * Returns: the first answer to the prompt of this step
 */
double
jig_walk_get_tried (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), NAN);

  return self->tries[self->step].n_tries > 0 ? self->tries[self->step].first : NAN;
}

/**
 * jig_walk_is_open:
 * @self: a walk
 *
 * Returns: whether the result of this step may be seen: its prompt is answered,
 *   or there is none
 */
gboolean
jig_walk_is_open (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);

  if (self->run == NULL)
    return self->pattern->steps[self->step].ask == NULL;

  return jig_run_is_answered (self->run, self->step);
}

/**
 * jig_walk_reveal:
 * @self: a walk
 *
 * Shows the result of this step, with the first answer or without one.
 */
void
jig_walk_reveal (JigWalk *self)
{
  const JigWalkTries *tries;

  g_return_if_fail (JIG_IS_WALK (self));

  if (!jig_walk_can_answer (self))
    return;

  tries = &self->tries[self->step];
  jig_run_set_answer (self->run, self->step, tries->n_tries > 0 ? tries->first
                                                                   : JIG_ANSWER_SKIPPED);
  jig_walk_changed (self);
  jig_walk_record (self);
}

/**
 * jig_walk_can_answer:
 * @self: a walk
 *
 * Returns: whether this step asks something, and what is right is known
 */
gboolean
jig_walk_can_answer (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);

  return self->run != NULL && !jig_walk_is_open (self)
         && !isnan (jig_run_get_right (self->run, self->step));
}

/**
 * jig_walk_answer:
 * @self: a walk
 * @answer: a number, or the index of a choice
 *
 * Answers the prompt of this step. The result is shown if that is right, or was
 * the last try; else there is a hint. It does nothing while nobody knows yet
 * what is right.
 */
void
jig_walk_answer (JigWalk *self,
                 double   answer)
{
  JigWalkTries *tries;
  gboolean is_over;

  g_return_if_fail (JIG_IS_WALK (self));

  if (!jig_walk_can_answer (self))
    return;

  tries = &self->tries[self->step];
  if (tries->n_tries++ == 0)
    tries->first = answer;

  jig_run_set_answer (self->run, self->step, answer);
  is_over = jig_run_is_right (self->run, self->step) || tries->n_tries == MAX_TRIES;
  jig_run_set_answer (self->run, self->step, is_over ? tries->first : NAN);
  jig_walk_changed (self);
  jig_walk_record (self);
}

/**
 * jig_walk_is_behind:
 * @self: a walk
 * @step: the index of a step
 *
 * Returns: whether the learner has seen a result of the step that is older than
 *   the settings it depends on
 */
gboolean
jig_walk_is_behind (JigWalk *self,
                    gsize    step)
{
  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);
  g_return_val_if_fail (step < self->n_steps, FALSE);

  return self->run != NULL && jig_run_get_state (self->run, step, NULL) == JIG_STEP_STALE
         && self->pattern->steps[step].ask != NULL && jig_run_is_answered (self->run, step);
}

/**
 * jig_walk_can_use_own_data:
 * @self: a walk
 * @why: (out) (nullable): why not, or what the pattern does without
 *
 * Returns: whether the document's table fits the pattern
 */
gboolean
jig_walk_can_use_own_data (JigWalk *self,
                           char   **why)
{
  JigDataset *dataset;

  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);

  dataset = jig_document_get_dataset (self->document);
  if (dataset != NULL)
    return jig_pattern_fits (self->pattern, dataset->schema, why);

  *why = g_strdup (_("Open a table first, to walk through the pattern with it"));
  return FALSE;
}

/**
 * jig_walk_get_n_done:
 * @self: a walk
 *
 * Returns: of how many steps the learner has seen the result
 */
guint
jig_walk_get_n_done (JigWalk *self)
{
  guint n_done = 0;

  g_return_val_if_fail (JIG_IS_WALK (self), 0);

  for (gsize i = 0; self->run != NULL && i < self->n_steps; i++)
    if (jig_run_get_state (self->run, i, NULL) == JIG_STEP_DONE
        && jig_run_is_answered (self->run, i))
      n_done++;

  return n_done;
}

/**
 * jig_walk_is_outdated:
 * @self: a walk
 *
 * Returns: whether it shows what came of another table of the user's than the
 *   one that is there now
 */
gboolean
jig_walk_is_outdated (JigWalk *self)
{
  g_return_val_if_fail (JIG_IS_WALK (self), FALSE);

  return self->is_own && self->run != NULL && jig_run_is_own_data (self->run)
         && jig_run_get_dataset (self->run) != jig_document_get_dataset (self->document);
}

/**
 * jig_walk_count_answers:
 * @self: a walk
 * @n_right: (out): how many of them were right at the first try
 *
 * Returns: how many prompts were answered or skipped
 */
guint
jig_walk_count_answers (JigWalk *self,
                        guint   *n_right)
{
  guint n_answers = 0;

  g_return_val_if_fail (JIG_IS_WALK (self), 0);

  *n_right = 0;
  for (gsize i = 0; self->run != NULL && i < self->n_steps; i++)
    if (self->pattern->steps[i].ask != NULL && jig_run_is_answered (self->run, i))
      {
        n_answers++;
        *n_right += jig_run_is_right (self->run, i) ? 1 : 0;
      }

  return n_answers;
}
