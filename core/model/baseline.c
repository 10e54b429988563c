#include "core/model/baseline.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/model/metric.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static inline double
weight_of (const JigSamples *train,
           gsize             row)
{
  return train->weights != NULL ? train->weights[row] : 1.0;
}

/* Sums of sums of 4096 rows, to keep rounding small. */
static void
sum_rows (const JigSamples *train,
          double           *weight,
          double           *total)
{
  *weight = 0.0;
  *total = 0.0;

  for (gsize begin = 0; begin < train->n_rows; begin += 4096)
    {
      const gsize end = MIN (begin + 4096, train->n_rows);
      double part_weight = 0.0;
      double part_total = 0.0;

      for (gsize row = begin; row < end; row++)
        {
          part_weight += weight_of (train, row);
          part_total += weight_of (train, row) * train->targets[row];
        }
      *weight += part_weight;
      *total += part_total;
    }
}

/**
 * jig_baseline_clear:
 * @self: a baseline
 */
void
jig_baseline_clear (JigBaseline *self)
{
  g_clear_pointer (&self->shares, jig_free);
}

static gboolean
fit_shares (const JigSamples  *train,
            double             weight,
            JigBaseline       *self,
            GError           **error)
{
  self->shares = jig_alloc (self->n_classes, sizeof *self->shares, _("the baseline"), error);
  if (self->shares == NULL)
    return FALSE;

  for (gsize row = 0; row < train->n_rows; row++)
    self->shares[(gsize) train->targets[row]] += weight_of (train, row);
  for (guint k = 0; k < self->n_classes; k++)
    self->shares[k] /= weight;

  return TRUE;
}

/**
 * jig_baseline_fit:
 * @task: what is predicted
 * @n_classes: 1 for a regression
 * @train: the rows the model learns from; features are not looked at
 * @baseline: (out): what the simplest rule says, for jig_baseline_clear()
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * Learns the weighted mean, or the weighted share of each class.
 *
 * Returns: %TRUE, or %FALSE with @error set and @baseline as it was
 */
gboolean
jig_baseline_fit (JigTask            task,
                  guint              n_classes,
                  const JigSamples  *train,
                  JigBaseline       *baseline,
                  GError           **error)
{
  JigBaseline fitted = { NAN, NULL, n_classes };
  double weight;
  double total;

  g_return_val_if_fail (train != NULL, FALSE);
  g_return_val_if_fail (baseline != NULL, FALSE);

  if (!jig_metric_check_samples (task, n_classes, train, error))
    return FALSE;

  sum_rows (train, &weight, &total);
  if (!(weight > 0.0))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("There is no training row with a weight above 0."));
      return FALSE;
    }

  if (task == JIG_TASK_REGRESSION)
    fitted.mean = total / weight;
  else if (!fit_shares (train, weight, &fitted, error))
    return FALSE;

  *baseline = fitted;

  return TRUE;
}
