#include "core/model/judged.h"

#include "core/base/elementary.h"

#include <math.h>

/* Probabilities are kept this far from 0 and 1 before their logarithm is taken,
 * so that one certain mistake costs 34.5 and not infinity. */
#define CLIP 1e-15

double
jig_judged_residual (const JigJudged *self,
                     gsize            row)
{
  return jig_judged_prediction (self, row) - self->targets[row];
}

double
jig_judged_absolute_residual (const JigJudged *self,
                              gsize            row)
{
  return fabs (jig_judged_residual (self, row));
}

double
jig_judged_squared_residual (const JigJudged *self,
                             gsize            row)
{
  return jig_judged_residual (self, row) * jig_judged_residual (self, row);
}

static double
minus_log (double probability)
{
  return -jig_log (CLAMP (probability, CLIP, 1.0 - CLIP));
}

static const double *
get_shares (const JigJudged *self,
            gsize            row)
{
  return self->predictions + (self->is_constant ? 0 : row * self->n_classes);
}

/* The probability of a row's own class. */
static double
hit (const JigJudged *self,
     gsize            row)
{
  if (self->task == JIG_TASK_BINARY)
    return self->targets[row] > 0.5
           ? jig_judged_prediction (self, row)
           : 1.0 - jig_judged_prediction (self, row);

  return get_shares (self, row)[(gsize) self->targets[row]];
}

double
jig_judged_log_loss (const JigJudged *self,
                     gsize            row)
{
  return minus_log (hit (self, row));
}

double
jig_judged_brier (const JigJudged *self,
                  gsize            row)
{
  const double *shares;
  double sum = 0.0;

  if (self->task == JIG_TASK_BINARY)
    return jig_judged_squared_residual (self, row);

  shares = get_shares (self, row);
  for (guint k = 0; k < self->n_classes; k++)
    {
      const double difference = shares[k] - ((gsize) self->targets[row] == k ? 1.0 : 0.0);

      sum += difference * difference;
    }

  return sum;
}

/**
 * jig_judged_call:
 * @self: what is judged; not a regression
 * @row: which row
 *
 * The likeliest class, the first of equals; of two classes the positive one from
 * a probability of 1/2 on. A constant calls the majority.
 *
 * Returns: the class the row is called
 */
gsize
jig_judged_call (const JigJudged *self,
                 gsize            row)
{
  const double *shares;
  gsize best = 0;

  if (self->task == JIG_TASK_BINARY)
    return self->is_constant ? self->predictions[0] > 0.5
                             : jig_judged_prediction (self, row) >= 0.5;

  shares = get_shares (self, row);
  for (gsize k = 1; k < self->n_classes; k++)
    if (shares[k] > shares[best])
      best = k;

  return best;
}

double
jig_judged_is_wrong (const JigJudged *self,
                     gsize            row)
{
  return jig_judged_call (self, row) == (gsize) self->targets[row] ? 0.0 : 1.0;
}

/* (JIG_N_METRICS,) The terms of metrics that are means; the RMSE is the root of
 * one. */
static double (* const terms_of[JIG_N_METRICS]) (const JigJudged *self,
                                                 gsize            row) = {
  [JIG_METRIC_RMSE] = jig_judged_squared_residual,
  [JIG_METRIC_MAE] = jig_judged_absolute_residual,
  [JIG_METRIC_BIAS] = jig_judged_residual,
  [JIG_METRIC_ERROR] = jig_judged_is_wrong,
  [JIG_METRIC_LOGLOSS] = jig_judged_log_loss,
  [JIG_METRIC_BRIER] = jig_judged_brier,
};

/**
 * jig_judged_is_mean:
 * @metric: a metric
 *
 * Returns: whether it is the weighted mean of what each row says, or its root
 */
gboolean
jig_judged_is_mean (JigMetricId metric)
{
  g_return_val_if_fail ((guint) metric < JIG_N_METRICS, FALSE);

  return terms_of[metric] != NULL;
}

/**
 * jig_judged_fill:
 * @self: what is judged
 * @metric: a mean over rows that applies to the task
 * @stride: how far the terms of two rows are apart
 * @terms: (n_rows, stride) the first of each row is overwritten: their weighted
 *   mean is the metric, or the square of the RMSE
 */
void
jig_judged_fill (const JigJudged *self,
                 JigMetricId      metric,
                 gsize            stride,
                 double          *terms)
{
  g_return_if_fail (jig_judged_is_mean (metric));

  for (gsize row = 0; row < self->n_rows; row++)
    terms[row * stride] = terms_of[metric] (self, row);
}
