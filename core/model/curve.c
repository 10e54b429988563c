#include "core/model/curve.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"
#include "core/model/metric.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Weight of positive and negative rows at and above one score. */
typedef struct
{
  double score;
  double positives;
  double negatives;
} Step;

/**
 * jig_curve_free:
 * @self: (transfer full): a curve
 */
void
jig_curve_free (JigCurve *self)
{
  if (self == NULL)
    return;

  jig_free (self->x);
  jig_free (self->y);
  jig_free (self->thresholds);
  jig_free (self->counts);
  g_free (self);
}

static JigCurve *
new_curve (gsize     n_points,
           GError  **error)
{
  g_autoptr(JigCurve) self = g_new0 (JigCurve, 1);
  double **arrays[] = { &self->x, &self->y, &self->thresholds, &self->counts };

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      *arrays[i] = jig_alloc (n_points, sizeof (double), _("a curve"), error);
      if (*arrays[i] == NULL)
        return NULL;
    }
  self->n_points = n_points;

  return g_steal_pointer (&self);
}

static gboolean
check_scores (const double  *scores,
              gsize          n_rows,
              GError       **error)
{
  JigPlace place = JIG_PLACE_NOWHERE;

  for (gsize i = 0; i < n_rows; i++)
    if (isnan (scores[i]))
      {
        place.row = i + 1;
        jig_error_set_at (error, JIG_ERROR_DATA, &place, _("the prediction is not a number."));
        return FALSE;
      }

  return TRUE;
}

static gboolean
check (const double  *scores,
       const double  *targets,
       const double  *weights,
       gsize          n_rows,
       GError       **error)
{
  return jig_metric_check_rows (JIG_TASK_BINARY, 2, targets, weights, n_rows, error) &&
         check_scores (scores, n_rows, error);
}

/* Fills one step per different score, highest first; returns how many. */
static gsize
make_steps (const double  *scores,
            const double  *targets,
            const double  *weights,
            gsize          n_rows,
            const guint32 *order,
            Step          *steps)
{
  gsize n_steps = 0;
  double positives = 0.0;
  double negatives = 0.0;

  for (gsize i = n_rows; i-- > 0;)
    {
      const gsize row = order[i];
      const double weight = weights != NULL ? weights[row] : 1.0;

      if (targets[row] > 0.5)
        positives += weight;
      else
        negatives += weight;

      if (i == 0 || scores[order[i - 1]] < scores[row])
        steps[n_steps++] = (Step) { scores[row], positives, negatives };
    }

  return n_steps;
}

static Step *
collect_steps (const double  *scores,
               const double  *targets,
               const double  *weights,
               gsize          n_rows,
               gsize         *n_steps,
               GError       **error)
{
  jig_autofree guint32 *order = NULL;
  jig_autofree Step *steps = NULL;

  if (!check (scores, targets, weights, n_rows, error))
    return NULL;

  order = jig_alloc (n_rows, sizeof *order, _("a curve"), error);
  if (order == NULL || !jig_stats_order (scores, n_rows, order, error))
    return NULL;

  steps = jig_alloc (n_rows, sizeof *steps, _("a curve"), error);
  if (steps == NULL)
    return NULL;

  *n_steps = make_steps (scores, targets, weights, n_rows, order, steps);

  return g_steal_pointer (&steps);
}

static void
set_point (JigCurve *self,
           gsize     i,
           double    x,
           double    y,
           double    threshold,
           double    count)
{
  self->x[i] = x;
  self->y[i] = y;
  self->thresholds[i] = threshold;
  self->counts[i] = count;
}

/**
 * jig_curve_roc:
 * @scores: (n_rows,) on any scale; higher speaks for the positive class
 * @targets: (n_rows,) 1 or 0
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * One point per different score and (0, 0), whose threshold is infinite: false
 * positive rate and true positive rate of calling rows at and above it positive.
 *
 * Returns: (transfer full): the curve, or %NULL with @error set, also if all
 *   rows have the same class
 */
JigCurve *
jig_curve_roc (const double  *scores,
               const double  *targets,
               const double  *weights,
               gsize          n_rows,
               GError       **error)
{
  gsize n_steps;
  jig_autofree Step *steps = collect_steps (scores, targets, weights, n_rows, &n_steps, error);
  JigCurve *self;
  Step all;

  if (steps == NULL)
    return NULL;

  all = n_steps > 0 ? steps[n_steps - 1] : (Step) { 0 };
  if (!(all.positives > 0.0 && all.negatives > 0.0))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("A ROC curve needs rows of both classes; all rows have the same one."));
      return NULL;
    }

  self = new_curve (n_steps + 1, error);
  if (self == NULL)
    return NULL;

  set_point (self, 0, 0.0, 0.0, INFINITY, 0.0);
  for (gsize i = 0; i < n_steps; i++)
    set_point (self, i + 1, steps[i].negatives / all.negatives, steps[i].positives / all.positives,
               steps[i].score, steps[i].positives + steps[i].negatives);

  return self;
}

/**
 * jig_curve_precision_recall:
 * @scores: (n_rows,) on any scale; higher speaks for the positive class
 * @targets: (n_rows,) 1 or 0
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * One point per different score and (0, 1), whose threshold is infinite: recall
 * and precision of calling rows at and above it positive.
 *
 * Returns: (transfer full): the curve, or %NULL with @error set, also if no row
 *   is positive
 */
JigCurve *
jig_curve_precision_recall (const double  *scores,
                            const double  *targets,
                            const double  *weights,
                            gsize          n_rows,
                            GError       **error)
{
  gsize n_steps;
  jig_autofree Step *steps = collect_steps (scores, targets, weights, n_rows, &n_steps, error);
  JigCurve *self;

  if (steps == NULL)
    return NULL;

  if (n_steps == 0 || !(steps[n_steps - 1].positives > 0.0))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("A precision-recall curve needs rows of the positive class."));
      return NULL;
    }

  self = new_curve (n_steps + 1, error);
  if (self == NULL)
    return NULL;

  set_point (self, 0, 0.0, 1.0, INFINITY, 0.0);
  for (gsize i = 0; i < n_steps; i++)
    {
      const double weight = steps[i].positives + steps[i].negatives;

      /* Rows of no weight at the top: nothing has been called yet. */
      set_point (self, i + 1, steps[i].positives / steps[n_steps - 1].positives,
                 weight > 0.0 ? steps[i].positives / weight : 1.0, steps[i].score, weight);
    }

  return self;
}

/* Drops bins that no row fell into, and turns sums into means. */
static void
finish_bins (JigCurve *self)
{
  gsize n_used = 0;

  for (gsize i = 0; i < self->n_points; i++)
    {
      if (!(self->counts[i] > 0.0))
        continue;
      set_point (self, n_used++, self->x[i] / self->counts[i], self->y[i] / self->counts[i],
                 self->thresholds[i], self->counts[i]);
    }

  self->n_points = n_used;
}

/**
 * jig_curve_calibration:
 * @probabilities: (n_rows,) from 0 to 1
 * @targets: (n_rows,) 1 or 0
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @n_bins: into how many equal parts [0, 1] is cut
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * One point per part that has rows: the mean prediction, the share of positive
 * rows, the lower end of the part and the weight of its rows.
 *
 * Returns: (transfer full): the curve, or %NULL with @error set
 */
JigCurve *
jig_curve_calibration (const double  *probabilities,
                       const double  *targets,
                       const double  *weights,
                       gsize          n_rows,
                       gsize          n_bins,
                       GError       **error)
{
  JigCurve *self;

  g_return_val_if_fail (n_bins > 0, NULL);

  if (!check (probabilities, targets, weights, n_rows, error))
    return NULL;

  self = new_curve (n_bins, error);
  if (self == NULL)
    return NULL;

  for (gsize i = 0; i < n_bins; i++)
    self->thresholds[i] = (double) i / (double) n_bins;

  for (gsize row = 0; row < n_rows; row++)
    {
      const double weight = weights != NULL ? weights[row] : 1.0;
      const double place = CLAMP (probabilities[row], 0.0, 1.0) * (double) n_bins;
      const gsize bin = MIN ((gsize) place, n_bins - 1);

      self->x[bin] += weight * probabilities[row];
      self->y[bin] += weight * targets[row];
      self->counts[bin] += weight;
    }
  finish_bins (self);

  return self;
}

static gsize
call_class (const double *shares,
            guint         n_classes,
            double        threshold)
{
  gsize best = 0;

  if (n_classes == 2)
    return shares[0] >= threshold;

  for (gsize k = 1; k < n_classes; k++)
    if (shares[k] > shares[best])
      best = k;

  return best;
}

/**
 * jig_curve_confusion:
 * @predictions: (n_rows,) probabilities of the positive class if there are two
 *   classes, else (n_rows, n_classes)
 * @targets: (n_rows,) the index of the class
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @n_classes: 2 or more
 * @threshold: from which probability on the positive one of two classes is
 *   called; of several the likeliest is called
 * @confusion: (out caller-allocates): (n_classes, n_classes), row-major: the
 *   weight of rows of class i that were called class j
 * @error: return location for %JIG_ERROR_DATA
 *
 * Returns: %TRUE, or %FALSE with @error set and @confusion as it was
 */
gboolean
jig_curve_confusion (const double  *predictions,
                     const double  *targets,
                     const double  *weights,
                     gsize          n_rows,
                     guint          n_classes,
                     double         threshold,
                     double        *confusion,
                     GError       **error)
{
  const JigTask task = n_classes == 2 ? JIG_TASK_BINARY : JIG_TASK_MULTICLASS;
  const gsize n_outputs = n_classes == 2 ? 1 : n_classes;

  g_return_val_if_fail (n_classes >= 2, FALSE);

  if (!jig_metric_check_rows (task, n_classes, targets, weights, n_rows, error) ||
      !check_scores (predictions, n_rows * n_outputs, error))
    return FALSE;

  for (gsize i = 0; i < (gsize) n_classes * n_classes; i++)
    confusion[i] = 0.0;

  for (gsize row = 0; row < n_rows; row++)
    {
      const gsize called = call_class (predictions + row * n_outputs, n_classes, threshold);

      confusion[(gsize) targets[row] * n_classes + called] += weights != NULL ? weights[row] : 1.0;
    }

  return TRUE;
}
