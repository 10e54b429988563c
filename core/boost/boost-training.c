#include "core/boost/boost-private.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What part of the progress bar binning gets. */
#define BINNING_SHARE 0.05

static void
clear_training (JigBoostTraining *self)
{
  g_clear_pointer (&self->booster, jig_booster_free);
  g_clear_pointer (&self->grow, jig_grow_free);
  g_clear_pointer (&self->binned, jig_binned_free);
  g_clear_pointer (&self->binning, jig_binning_free);
  g_clear_pointer (&self->gradient, jig_gradient_free);
  g_clear_pointer (&self->exact, jig_exact_free);
  jig_held_rows_clear (&self->split);
  jig_free (self->renewal.room);
  jig_free (self->predictions);
  jig_boost_dropout_clear (&self->dropout);
  jig_free (self->grad);
  jig_free (self->hess);
  jig_free (self->margins);
  jig_free (self->watched);
  jig_free (self->seen);
  jig_free (self->rows);
  jig_free (self->columns);
  jig_free (self->keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigBoostTraining, clear_training)

static gboolean
make_room (JigBoostTraining  *self,
           GError           **error)
{
  const gsize n_rows = self->samples.n_rows;
  const gsize n_features = self->samples.n_features;
  const gsize n_outputs = self->booster->n_outputs;
  const gsize n_watched = self->fit->watched != NULL ? self->fit->watched->n_rows : 0;
  const struct
  {
    gpointer place;
    gsize    n_items;
    gsize    item_size;
  } rooms[] = {
    { &self->grad, n_rows, n_outputs * sizeof (float) },
    { &self->hess, n_rows, n_outputs * sizeof (float) },
    { &self->margins, n_rows, n_outputs * sizeof (float) },
    { &self->watched, n_watched, n_outputs * sizeof (float) },
    { &self->seen, n_rows, sizeof (guint32) },
    { &self->rows, n_rows, sizeof (guint32) },
    { &self->columns, n_features, sizeof (guint32) },
    { &self->keys, n_features, sizeof (guint64) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      gpointer memory = jig_alloc (rooms[i].n_items, rooms[i].item_size, _("training"), error);

      if (memory == NULL)
        return FALSE;
      *(gpointer *) rooms[i].place = memory;
    }

  return TRUE;
}

/* Some losses have no bend: how far their leaves go is left to the residuals. */
static gboolean
prepare_renewal (JigBoostTraining  *self,
                 GError           **error)
{
  const gsize n_rows = self->samples.n_rows;

  if (!self->objective->is_renewed)
    return TRUE;

  self->renewal = (JigRenewal) {
    self->margins, self->samples.targets, self->hess, self->rules->shape,
    jig_alloc (n_rows, sizeof *self->renewal.room, _("training"), error)
  };
  if (self->grow != NULL)
    jig_grow_renew (self->grow, &self->renewal);

  return self->renewal.room != NULL;
}

static gboolean
do_rounds (JigBoostTraining   *self,
           GArray             *curve,
           const JigProgress  *progress,
           GError            **error)
{
  const guint n_rounds = self->rules->n_rounds;

  for (guint round = self->first_round + 1; round <= n_rounds; round++)
    {
      if (!jig_boost_round_grow (self, round, error) ||
          !jig_boost_scores_add (self, round, curve, error) ||
          !jig_progress_step (progress, round, n_rounds, _("Growing trees"), error))
        return FALSE;
      if (jig_boost_scores_stop (self, round))
        break;
    }

  return TRUE;
}

static gboolean
hold_rows (JigBoostTraining  *self,
           GError           **error)
{
  if (!jig_held_rows_init (&self->split, self->fit->samples, self->fit->seed, error))
    return FALSE;

  self->samples = self->split.learnt;
  self->held = self->split.held;

  return TRUE;
}

static gboolean
prepare (JigBoostTraining   *self,
         GArray             *curve,
         const JigProgress  *progress,
         GError            **error)
{
  if (self->rules->early_stop > 0 && !hold_rows (self, error))
    return FALSE;

  return jig_boost_method_prepare (self, progress, error) && make_room (self, error) &&
         prepare_renewal (self, error) && jig_boost_dropout_prepare (self, error) &&
         jig_boost_scores_prepare (self, error) && jig_boost_start (self, curve, error);
}

/* What a loss is derived of, or judged by. */
JigLossRows
jig_boost_training_view (const JigBoostTraining *self,
                         const JigSamples       *samples,
                         const float            *margins)
{
  return (JigLossRows) { margins, samples->targets, samples->weights, samples->n_rows,
                         self->booster->n_outputs, self->grad, self->hess,
                         self->rules->shape };
}

/* What came after the best round is given back, unless somebody wants it. */
static void
keep_best (JigBoostTraining *self)
{
  if (self->best_round == 0)
    return;

  if (self->fit->best_round != NULL)
    *self->fit->best_round = self->best_round;
  if (self->rules->keep_all_trees)
    return;

  jig_booster_trim (self->booster, (gsize) self->best_round * self->booster->n_outputs);
  jig_boost_dropout_recall (self);
}

/**
 * jig_boost_training_run:
 * @fit: what to learn from
 * @rules: how
 * @curve: of #JigCurvePoint, to be added to
 * @progress: (nullable): told after each round
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_VALUE,
 *   %JIG_ERROR_LIMIT, %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Grows trees on the derivatives of the loss (Friedman 2001; Chen and Guestrin
 * 2016). Early stopping never looks at the watched rows: it sets a fifth of the
 * training rows aside and keeps the rounds up to the best one on these.
 *
 * A model that is continued gets rounds until it has as many as @rules say.
 *
 * Returns: (transfer full): the booster, or %NULL with @error set
 */
JigBooster *
jig_boost_training_run (const JigFit           *fit,
                        const JigBoosterRules  *rules,
                        GArray                 *curve,
                        const JigProgress      *progress,
                        GError                **error)
{
  const guint n_outputs = jig_task_n_outputs (fit->task, fit->n_classes);
  const JigProgress first = jig_progress_slice (progress, 0.0, BINNING_SHARE);
  const JigProgress rest = jig_progress_slice (progress, BINNING_SHARE, 1.0);
  g_auto(JigBoostTraining) training = { fit, rules, rules->objective };

  if (training.objective == NULL)
    training.objective = jig_objective_of_task (fit->task);
  if (!jig_objective_check (training.objective, fit, error))
    return NULL;

  training.samples = *fit->samples;
  if (progress != NULL)
    training.quiet.cancellable = progress->cancellable;

  training.booster = jig_booster_new (n_outputs, fit->samples->n_features,
                                      (gsize) n_outputs * rules->n_rounds, error);
  if (training.booster == NULL ||
      !prepare (&training, curve, &first, error) ||
      !do_rounds (&training, curve, &rest, error))
    return NULL;

  keep_best (&training);

  return g_steal_pointer (&training.booster);
}
