/* Losses of numbers of either sign. */

#include "core/base/alloc.h"
#include "core/base/weighted-quantile.h"
#include "core/boost/objective-private.h"
#include "core/model/baseline.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Further out than that, the square of a ratio would be infinite. */
#define MAX_RATIO 1e150

gboolean
jig_objective_start_mean (const JigFit  *fit,
                          double         shape,
                          double        *margins,
                          GError       **error)
{
  g_auto(JigBaseline) baseline = { 0 };

  if (!jig_baseline_fit (fit->task, fit->n_classes, fit->samples, &baseline, error))
    return FALSE;

  margins[0] = baseline.mean;

  return TRUE;
}

double
jig_objective_read_mean (double mean)
{
  return mean;
}

gboolean
jig_objective_identity (double  score,
                        double *margin)
{
  *margin = score;

  return isfinite (score);
}

/* Squared loss, 1/2 (m - y)^2: g = m - y, h = 1. */

static void
squared_derive (const JigLossRows *rows,
                gsize              begin,
                gsize              end)
{
  for (gsize row = begin; row < end; row++)
    {
      const float weight = rows->weights != NULL ? (float) rows->weights[row] : 1.0f;

      rows->grad[row] = weight * (rows->margins[row] - (float) rows->targets[row]);
      rows->hess[row] = weight;
    }
}

static double
squared_of_row (double margin,
                double target,
                double shape)
{
  return 0.5 * (margin - target) * (margin - target);
}

static double
squared_sum (const JigLossRows *rows,
             gsize              begin,
             gsize              end)
{
  return jig_loss_sum (rows, begin, end, squared_of_row);
}

static double
read_root (double mean)
{
  return sqrt (2.0 * mean);
}

const JigObjective jig_objective_squared = {
  .id = "squared",
  .task = JIG_TASK_REGRESSION,
  .link = JIG_LINK_VALUE,
  .start = jig_objective_start_mean,
  .derive = squared_derive,
  .sum = squared_sum,
  .read = read_root,
  .to_margin = jig_objective_identity,
};

/* Quantile loss of share a, where r = y - m: a r above, (a - 1) r below; h = 1. */

static void
quantile_of_slope (double  margin,
                   double  target,
                   double  shape,
                   double *slope,
                   double *bend)
{
  *slope = margin >= target ? 1.0 - shape : -shape;
  *bend = 1.0;
}

static void
quantile_derive (const JigLossRows *rows,
                 gsize              begin,
                 gsize              end)
{
  jig_loss_derive (rows, begin, end, quantile_of_slope);
}

static double
quantile_of_row (double margin,
                 double target,
                 double shape)
{
  return margin >= target ? (1.0 - shape) * (margin - target) : shape * (target - margin);
}

static double
quantile_sum (const JigLossRows *rows,
              gsize              begin,
              gsize              end)
{
  return jig_loss_sum (rows, begin, end, quantile_of_row);
}

static gboolean
quantile_start (const JigFit  *fit,
                double         shape,
                double        *margins,
                GError       **error)
{
  const JigSamples *samples = fit->samples;
  jig_autofree JigWeighted *items = jig_alloc (samples->n_rows, sizeof *items, _("the labels"),
                                               error);

  if (items == NULL)
    return FALSE;

  for (gsize row = 0; row < samples->n_rows; row++)
    items[row] = (JigWeighted) {
      samples->targets[row], samples->weights != NULL ? samples->weights[row] : 1.0
    };
  margins[0] = jig_weighted_quantile (items, samples->n_rows, shape);

  return TRUE;
}

const JigObjective jig_objective_quantile = {
  .id = "quantile",
  .task = JIG_TASK_REGRESSION,
  .link = JIG_LINK_VALUE,
  .setting = "quantile",
  .is_renewed = TRUE,
  .start = quantile_start,
  .derive = quantile_derive,
  .sum = quantile_sum,
  .read = jig_objective_read_mean,
  .to_margin = jig_objective_identity,
};

/* Absolute loss |m - y|: g = sign (m - y), h = 1. */

static void
absolute_of_slope (double  margin,
                   double  target,
                   double  shape,
                   double *slope,
                   double *bend)
{
  *slope = (margin > target) - (margin < target);
  *bend = 1.0;
}

static void
absolute_derive (const JigLossRows *rows,
                 gsize              begin,
                 gsize              end)
{
  jig_loss_derive (rows, begin, end, absolute_of_slope);
}

static double
absolute_of_row (double margin,
                 double target,
                 double shape)
{
  return fabs (margin - target);
}

static double
absolute_sum (const JigLossRows *rows,
              gsize              begin,
              gsize              end)
{
  return jig_loss_sum (rows, begin, end, absolute_of_row);
}

const JigObjective jig_objective_absolute = {
  .id = "absolute",
  .task = JIG_TASK_REGRESSION,
  .link = JIG_LINK_VALUE,
  .shape = 0.5,
  .is_renewed = TRUE,
  .start = quantile_start,
  .derive = absolute_derive,
  .sum = absolute_sum,
  .read = jig_objective_read_mean,
  .to_margin = jig_objective_identity,
};

/* Pseudo-Huber loss, d^2 (r - 1) with r = sqrt (1 + (z / d)^2), z = m - y: g = z / r,
 * h = 1 / r^3 (Charbonnier et al. 1997). */

static double
get_ratio (double margin,
           double target,
           double shape)
{
  return CLAMP ((margin - target) / shape, -MAX_RATIO, MAX_RATIO);
}

static void
huber_of_slope (double  margin,
                double  target,
                double  shape,
                double *slope,
                double *bend)
{
  const double ratio = get_ratio (margin, target, shape);
  const double root = sqrt (1.0 + ratio * ratio);

  *slope = shape * (ratio / root);
  *bend = 1.0 / root / root / root;
}

static void
huber_derive (const JigLossRows *rows,
              gsize              begin,
              gsize              end)
{
  jig_loss_derive (rows, begin, end, huber_of_slope);
}

static double
huber_of_row (double margin,
              double target,
              double shape)
{
  const double ratio = get_ratio (margin, target, shape);
  const double root = sqrt (1.0 + ratio * ratio);

  return shape * ratio * (shape * (ratio / (root + 1.0)));
}

static double
huber_sum (const JigLossRows *rows,
           gsize              begin,
           gsize              end)
{
  return jig_loss_sum (rows, begin, end, huber_of_row);
}

const JigObjective jig_objective_huber = {
  .id = "huber",
  .task = JIG_TASK_REGRESSION,
  .link = JIG_LINK_VALUE,
  .setting = "huber_delta",
  .start = jig_objective_start_mean,
  .derive = huber_derive,
  .sum = huber_sum,
  .read = jig_objective_read_mean,
  .to_margin = jig_objective_identity,
};
