/* How good the rounds so far are, and whether they are enough. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/boost/boost-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * jig_boost_scores_prepare:
 * @self: a training
 * @error: return location for %JIG_ERROR_VALUE or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE if rounds can be judged
 */
gboolean
jig_boost_scores_prepare (JigBoostTraining  *self,
                          GError           **error)
{
  const JigMetricInfo *info = jig_metric_get_info (self->rules->metric);
  const gsize n_watched = self->fit->watched != NULL ? self->fit->watched->n_rows : 0;
  const gsize n_rows = MAX (self->samples.n_rows, n_watched);

  if (!self->rules->has_metric)
    return TRUE;

  if (!(info->takes & JIG_TASK_TAKES (self->fit->task)))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The metric \"%s\" does not judge this task: %s."), info->id,
                   jig_task_name (self->fit->task));
      return FALSE;
    }

  self->predictions = jig_alloc (n_rows, self->booster->n_outputs * sizeof *self->predictions,
                                 _("judging a model"), error);

  return self->predictions != NULL;
}

/* Margins one output after the other to predictions row by row. */
static void
predict (const JigBoostTraining *self,
         gsize                   n_rows,
         const float            *margins)
{
  const guint n_outputs = self->booster->n_outputs;

  for (guint k = 0; k < n_outputs; k++)
    for (gsize row = 0; row < n_rows; row++)
      self->predictions[row * n_outputs + k] = (double) margins[k * n_rows + row];

  jig_link_apply (self->objective->link, self->predictions, n_rows, n_outputs, self->predictions);
}

static gboolean
judge (const JigBoostTraining  *self,
       const JigSamples        *samples,
       const float             *margins,
       double                  *score,
       GError                 **error)
{
  const JigLossRows rows = jig_boost_training_view (self, samples, margins);

  if (!self->rules->has_metric)
    return jig_objective_loss (self->objective, &rows, score, &self->quiet, error);

  predict (self, samples->n_rows, margins);

  return jig_metric_measure (self->rules->metric, self->fit->task, self->fit->n_classes,
                             self->predictions, samples->targets, samples->weights,
                             samples->n_rows, score, error);
}

static gboolean
is_better (const JigBoostTraining *self,
           double                  held)
{
  const gboolean is_higher = self->rules->has_metric &&
                             jig_metric_get_info (self->rules->metric)->higher_is_better > 0;
  const double gain = is_higher ? held - self->best_score : self->best_score - held;

  return self->best_round == 0 || gain > self->rules->early_delta;
}

/* Rows that were set aside decide what is worth keeping. */
static gboolean
decide (JigBoostTraining  *self,
        guint              round,
        double             held,
        GError           **error)
{
  if (isnan (held))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("Early stopping cannot judge round %u by the rows set aside: switch it off"
                     " (early_stop 0), choose another metric or use more rows."), round);
      return FALSE;
    }
  if (!is_better (self, held))
    return TRUE;

  self->best_score = held;
  self->best_round = round;

  return self->rules->keep_all_trees || jig_boost_dropout_remember (self, error);
}

/**
 * jig_boost_scores_add:
 * @self: a training
 * @round: the round that was grown last
 * @curve: of #JigCurvePoint, to be added to
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_MEMORY or
 *   %G_IO_ERROR_CANCELLED
 *
 * Judges what has been grown by all rows there are.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_scores_add (JigBoostTraining  *self,
                      guint              round,
                      GArray            *curve,
                      GError           **error)
{
  const JigSamples *watched = self->fit->watched;
  JigCurvePoint point = { round, NAN, NAN, NAN };

  if (!judge (self, &self->samples, self->margins, &point.train, error) ||
      (watched != NULL && !judge (self, watched, self->watched, &point.test, error)) ||
      (self->held.n_rows > 0 && (!judge (self, &self->held, self->margins, &point.held, error) ||
                                 !decide (self, round, point.held, error))))
    return FALSE;

  jig_fit_add_point (self->fit, curve, &point);

  return TRUE;
}

gboolean
jig_boost_scores_stop (const JigBoostTraining *self,
                       guint                   round)
{
  return self->held.n_rows > 0 && round - self->best_round >= self->rules->early_stop;
}
