/* Losses of counts and amounts: the margin is the logarithm of what is predicted.
 * Each is half a deviance, so that 0 is a perfect prediction. Tested by
 * tests/core/boost/objective-values.c. */

#include "core/base/elementary.h"
#include "core/boost/objective-private.h"

#include <math.h>

/* What rows start from if all labels are 0, whose logarithm is infinite. */
#define LEAST_MEAN 1e-6

static gboolean
start_log_mean (const JigFit  *fit,
                double         shape,
                double        *margins,
                GError       **error)
{
  double mean;

  if (!jig_objective_start_mean (fit, shape, &mean, error))
    return FALSE;

  margins[0] = jig_log (mean > 0.0 ? mean : LEAST_MEAN);

  return TRUE;
}

static gboolean
logarithm (double  score,
           double *margin)
{
  if (!(score > 0.0 && isfinite (score)))
    return FALSE;

  *margin = jig_log (score);

  return TRUE;
}

/* From half a deviance to a deviance. */
static double
read_deviance (double mean)
{
  return 2.0 * mean;
}

/* How far a leaf of few events may jump, about, unless somebody says otherwise. */
#define POISSON_STEP 0.7

/* Poisson, e^m - y m: g = e^m - y, h = e^(m + step). */

static void
poisson_of_slope (double  margin,
                  double  target,
                  double  shape,
                  double *slope,
                  double *bend)
{
  *slope = jig_exp (margin) - target;
  *bend = jig_exp (margin + shape);
}

static void
poisson_derive (const JigLossRows *rows,
                gsize              begin,
                gsize              end)
{
  jig_loss_derive (rows, begin, end, poisson_of_slope);
}

static double
poisson_of_row (double margin,
                double target,
                double shape)
{
  const double mean = jig_exp (margin);

  return target > 0.0 ? target * (jig_log (target) - margin) - (target - mean) : mean;
}

static double
poisson_sum (const JigLossRows *rows,
             gsize              begin,
             gsize              end)
{
  return jig_loss_sum (rows, begin, end, poisson_of_row);
}

const JigObjective jig_objective_poisson = {
  .id = "poisson",
  .task = JIG_TASK_REGRESSION,
  .link = JIG_LINK_EXP,
  .setting = "max_delta_step",
  .shape = POISSON_STEP,
  .labels = JIG_LABELS_AMOUNTS,
  .start = start_log_mean,
  .derive = poisson_derive,
  .sum = poisson_sum,
  .read = read_deviance,
  .to_margin = logarithm,
};

/* Gamma, m + y e^-m: g = 1 - y e^-m, h = y e^-m. */

static void
gamma_of_slope (double  margin,
                double  target,
                double  shape,
                double *slope,
                double *bend)
{
  const double ratio = target * jig_exp (-margin);

  *slope = 1.0 - ratio;
  *bend = ratio;
}

static void
gamma_derive (const JigLossRows *rows,
              gsize              begin,
              gsize              end)
{
  jig_loss_derive (rows, begin, end, gamma_of_slope);
}

static double
gamma_of_row (double margin,
              double target,
              double shape)
{
  return target * jig_exp (-margin) - 1.0 - (jig_log (target) - margin);
}

static double
gamma_sum (const JigLossRows *rows,
           gsize              begin,
           gsize              end)
{
  return jig_loss_sum (rows, begin, end, gamma_of_row);
}

const JigObjective jig_objective_gamma = {
  .id = "gamma",
  .task = JIG_TASK_REGRESSION,
  .link = JIG_LINK_EXP,
  .labels = JIG_LABELS_POSITIVE,
  .start = start_log_mean,
  .derive = gamma_derive,
  .sum = gamma_sum,
  .read = read_deviance,
  .to_margin = logarithm,
};

/* Tweedie of power p between 1 and 2, y e^((1-p) m) / (p-1) + e^((2-p) m) / (2-p):
 * g = e^((2-p) m) - y e^((1-p) m), h = (2-p) e^((2-p) m) + (p-1) y e^((1-p) m). */

static void
tweedie_of_slope (double  margin,
                  double  target,
                  double  shape,
                  double *slope,
                  double *bend)
{
  const double up = jig_exp ((2.0 - shape) * margin);
  const double down = target * jig_exp ((1.0 - shape) * margin);

  *slope = up - down;
  *bend = (2.0 - shape) * up + (shape - 1.0) * down;
}

static void
tweedie_derive (const JigLossRows *rows,
                gsize              begin,
                gsize              end)
{
  jig_loss_derive (rows, begin, end, tweedie_of_slope);
}

static double
tweedie_of_row (double margin,
                double target,
                double shape)
{
  const double up = jig_exp ((2.0 - shape) * margin) / (2.0 - shape);

  if (!(target > 0.0))
    return up;

  return up + target * jig_exp ((1.0 - shape) * margin) / (shape - 1.0) -
         jig_exp ((2.0 - shape) * jig_log (target)) / ((shape - 1.0) * (2.0 - shape));
}

static double
tweedie_sum (const JigLossRows *rows,
             gsize              begin,
             gsize              end)
{
  return jig_loss_sum (rows, begin, end, tweedie_of_row);
}

const JigObjective jig_objective_tweedie = {
  .id = "tweedie",
  .task = JIG_TASK_REGRESSION,
  .link = JIG_LINK_EXP,
  .setting = "tweedie_power",
  .labels = JIG_LABELS_AMOUNTS,
  .start = start_log_mean,
  .derive = tweedie_derive,
  .sum = tweedie_sum,
  .read = read_deviance,
  .to_margin = logarithm,
};
