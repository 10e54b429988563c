/* What a prediction costs, as a function of its margins: half the squared error
 * of a number, minus the logarithm of the probability of a class. */

#include "core/model/likelihood.h"

#include "core/base/elementary.h"
#include "core/model/softmax.h"

#include <math.h>

/**
 * jig_likelihood_loss:
 * @task: what is predicted
 * @margins: (n_outputs,) of one row
 * @n_outputs: how many there are
 * @target: the number, or the index of the class
 *
 * Returns: what the row costs
 */
double
jig_likelihood_loss (JigTask       task,
                     const double *margins,
                     gsize         n_outputs,
                     double        target)
{
  double largest;
  double sum;

  switch (task)
    {
    case JIG_TASK_REGRESSION:
      return 0.5 * (margins[0] - target) * (margins[0] - target);

    case JIG_TASK_BINARY:
      return jig_softplus (target > 0.5 ? -margins[0] : margins[0]);

    case JIG_TASK_MULTICLASS:
      sum = jig_softmax_sum (margins, n_outputs, &largest);
      return jig_log (sum) + largest - margins[(gsize) target];

    default:
      g_return_val_if_reached (0.0);
    }
}

static void
derive_softmax (const double *margins,
                gsize         n_outputs,
                double        target,
                double       *slopes,
                double       *bends)
{
  jig_softmax (margins, n_outputs, slopes);
  for (gsize k = 0; k < n_outputs; k++)
    for (gsize l = 0; l < n_outputs; l++)
      bends[k * n_outputs + l] = slopes[k] * ((k == l ? 1.0 : 0.0) - slopes[l]);
  slopes[(gsize) target] -= 1.0;
}

/**
 * jig_likelihood_derive:
 * @task: what is predicted
 * @margins: (n_outputs,) of one row
 * @n_outputs: how many there are
 * @target: the number, or the index of the class
 * @slopes: (out caller-allocates): (n_outputs,) first derivatives
 * @bends: (out caller-allocates): (n_outputs, n_outputs) second derivatives
 */
void
jig_likelihood_derive (JigTask       task,
                       const double *margins,
                       gsize         n_outputs,
                       double        target,
                       double       *slopes,
                       double       *bends)
{
  switch (task)
    {
    case JIG_TASK_REGRESSION:
      slopes[0] = margins[0] - target;
      bends[0] = 1.0;
      break;

    case JIG_TASK_BINARY:
      slopes[0] = jig_sigmoid (margins[0]);
      bends[0] = slopes[0] * (1.0 - slopes[0]);
      slopes[0] -= target;
      break;

    case JIG_TASK_MULTICLASS:
      derive_softmax (margins, n_outputs, target, slopes, bends);
      break;

    default:
      g_return_if_reached ();
    }
}

/**
 * jig_likelihood_read:
 * @task: what is predicted
 * @mean: the mean cost of some rows
 *
 * Returns: the same as people read it: RMSE, or log-loss
 */
double
jig_likelihood_read (JigTask task,
                     double  mean)
{
  return task == JIG_TASK_REGRESSION ? sqrt (2.0 * mean) : mean;
}
