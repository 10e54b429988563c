#include "core/model/softmax.h"

#include "core/base/elementary.h"

/**
 * jig_softmax_sum:
 * @margins: (n_outputs,)
 * @n_outputs: how many there are, 1 or more
 * @largest: (out): the largest margin
 *
 * Returns: the sum of e^(margin - largest), which cannot overflow
 */
double
jig_softmax_sum (const double *margins,
                 gsize         n_outputs,
                 double       *largest)
{
  double sum = 0.0;

  *largest = margins[0];
  for (gsize k = 1; k < n_outputs; k++)
    *largest = MAX (*largest, margins[k]);
  for (gsize k = 0; k < n_outputs; k++)
    sum += jig_exp (margins[k] - *largest);

  return sum;
}

/**
 * jig_softmax:
 * @margins: (n_outputs,)
 * @n_outputs: how many there are, 1 or more
 * @shares: (out caller-allocates): (n_outputs,) above 0 and 1 together; may be
 *   @margins
 */
void
jig_softmax (const double *margins,
             gsize         n_outputs,
             double       *shares)
{
  double largest;
  const double sum = jig_softmax_sum (margins, n_outputs, &largest);

  for (gsize k = 0; k < n_outputs; k++)
    shares[k] = jig_exp (margins[k] - largest) / sum;
}
