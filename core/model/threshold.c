#include "core/model/threshold.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/stats.h"
#include "core/model/metric.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Two costs of which at least one costs something. */
static gboolean
costs_are_valid (const JigCosts *costs)
{
  return isfinite (costs->false_positive) && isfinite (costs->false_negative) &&
         costs->false_positive >= 0.0 && costs->false_negative >= 0.0 &&
         costs->false_positive + costs->false_negative > 0.0;
}

/**
 * jig_costs_parse:
 * @text: such as "5:1"
 * @costs: (out caller-allocates): what mistakes cost
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE, or %FALSE with @error set and @costs as it was
 */
gboolean
jig_costs_parse (const char  *text,
                 JigCosts    *costs,
                 GError     **error)
{
  const char *colon;
  JigCosts made;

  g_return_val_if_fail (text != NULL, FALSE);

  colon = strchr (text, ':');
  if (colon == NULL ||
      !jig_number_parse (text, (gsize) (colon - text), '.', &made.false_positive) ||
      !jig_number_parse (colon + 1, strlen (colon + 1), '.', &made.false_negative) ||
      !costs_are_valid (&made))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" is not what mistakes cost: it takes two numbers of 0 or more, such "
                     "as 5:1 for a false positive and a false negative."), text);
      return FALSE;
    }

  *costs = made;

  return TRUE;
}

/**
 * jig_costs_get_threshold:
 * @self: what mistakes cost
 *
 * Elkan, "The foundations of cost-sensitive learning", IJCAI 2001.
 *
 * Returns: the probability from which on calling a row positive costs less, if
 *   the model's probabilities are calibrated
 */
double
jig_costs_get_threshold (const JigCosts *self)
{
  return self->false_positive / (self->false_positive + self->false_negative);
}

/**
 * jig_cost_curve_free:
 * @self: (nullable): a curve
 */
void
jig_cost_curve_free (JigCostCurve *self)
{
  if (self == NULL)
    return;

  jig_free (self->thresholds);
  jig_free (self->costs);
  jig_free (self->false_positives);
  jig_free (self->false_negatives);
  g_free (self);
}

static JigCostCurve *
curve_alloc (gsize    n_points,
             GError **error)
{
  g_autoptr(JigCostCurve) self = g_new0 (JigCostCurve, 1);
  double **arrays[] = { &self->thresholds, &self->costs, &self->false_positives,
                        &self->false_negatives };

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      *arrays[i] = jig_alloc (n_points, sizeof **arrays[i], _("a cost curve"), error);
      if (*arrays[i] == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

/* From the highest score to the lowest, one point for each group of equals. */
static void
sweep (JigCostCurve  *self,
       const double  *scores,
       const double  *targets,
       const double  *weights,
       const guint32 *order,
       gsize          n_rows)
{
  double positives = 0.0;
  double negatives = 0.0;

  for (gsize i = 0; i < n_rows; i++)
    if (targets[i] > 0.5)
      positives += weights != NULL ? weights[i] : 1.0;

  self->thresholds[0] = INFINITY;
  self->false_negatives[0] = positives;
  self->n_points = 1;

  for (gsize i = n_rows; i > 0; self->n_points++)
    {
      const double score = scores[order[i - 1]];

      for (; i > 0 && scores[order[i - 1]] == score; i--)
        {
          const double weight = weights != NULL ? weights[order[i - 1]] : 1.0;

          if (targets[order[i - 1]] > 0.5)
            positives -= weight;
          else
            negatives += weight;
        }

      self->thresholds[self->n_points] = score;
      self->false_positives[self->n_points] = negatives;
      /* Nobody is left below the lowest score, whatever rounding says. */
      self->false_negatives[self->n_points] = i > 0 ? fmax (positives, 0.0) : 0.0;
    }
}

static void
price (JigCostCurve   *self,
       const JigCosts *costs)
{
  const double weight = self->false_negatives[0] + self->false_positives[self->n_points - 1];

  for (gsize i = 0; i < self->n_points; i++)
    {
      self->costs[i] = (costs->false_positive * self->false_positives[i] +
                        costs->false_negative * self->false_negatives[i]) / weight;
      if (self->costs[i] < self->costs[self->best])
        self->best = i;
    }
}

static gboolean
check (const double    *scores,
       const double    *targets,
       const double    *weights,
       gsize            n_rows,
       const JigCosts  *costs,
       GError         **error)
{
  JigPlace place = JIG_PLACE_NOWHERE;
  double weight = 0.0;

  if (!costs_are_valid (costs))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("What mistakes cost must be two numbers of 0 or more, not both 0."));
      return FALSE;
    }

  if (!jig_metric_check_rows (JIG_TASK_BINARY, 2, targets, weights, n_rows, error))
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    {
      weight += weights != NULL ? weights[i] : 1.0;
      place.row = i + 1;
      if (isnan (scores[i]))
        {
          jig_error_set_at (error, JIG_ERROR_DATA, &place, _("the prediction is not a number."));
          return FALSE;
        }
    }

  if (weight > 0.0)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, _("There are no rows to find a threshold on."));

  return FALSE;
}

/**
 * jig_cost_curve_new:
 * @scores: (n_rows,) on any scale; higher speaks for the positive class
 * @targets: (n_rows,) 1 or 0
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @costs: what mistakes cost
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_DATA or
 *   %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the cost of every threshold that calls other rows
 *   positive, or %NULL with @error set
 */
JigCostCurve *
jig_cost_curve_new (const double    *scores,
                    const double    *targets,
                    const double    *weights,
                    gsize            n_rows,
                    const JigCosts  *costs,
                    GError         **error)
{
  g_autoptr(JigCostCurve) self = NULL;
  jig_autofree guint32 *order = NULL;

  g_return_val_if_fail (costs != NULL, NULL);

  if (!check (scores, targets, weights, n_rows, costs, error))
    return NULL;

  order = jig_alloc (n_rows, sizeof *order, _("a cost curve"), error);
  if (order == NULL || !jig_stats_order (scores, n_rows, order, error))
    return NULL;

  self = curve_alloc (n_rows + 1, error);
  if (self == NULL)
    return NULL;

  sweep (self, scores, targets, weights, order, n_rows);
  price (self, costs);

  return g_steal_pointer (&self);
}

/**
 * jig_cost_curve_find:
 * @self: a curve
 * @threshold: any number
 *
 * Returns: the point at which the same rows count as positive
 */
gsize
jig_cost_curve_find (const JigCostCurve *self,
                     double              threshold)
{
  gsize below = 0;
  gsize above = self->n_points;

  /* The last point whose threshold is not below. */
  while (above - below > 1)
    {
      const gsize middle = below + (above - below) / 2;

      if (self->thresholds[middle] >= threshold)
        below = middle;
      else
        above = middle;
    }

  return below;
}
