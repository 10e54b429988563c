#include "core/base/quadrature.h"

#include <math.h>

/* Newton doubles the digits of a good guess at every step. */
#define N_NEWTON_STEPS 10

/* cos (pi x) for x in [0, 1/2], near enough for a guess: libm's differs from
 * machine to machine. */
static double
guess_cos_pi (double x)
{
  const double square = G_PI * G_PI * x * x;
  double term = 1.0;
  double sum = 1.0;

  for (int i = 1; i <= 10; i++)
    {
      term *= -square / ((2.0 * i - 1.0) * (2.0 * i));
      sum += term;
    }

  return sum;
}

/* The polynomial of Legendre at @x, and its derivative. */
static double
evaluate (guint   degree,
          double  x,
          double *derivative)
{
  double before = 1.0;
  double value = x;

  for (guint i = 2; i <= degree; i++)
    {
      const double next = ((2.0 * i - 1.0) * x * value - (i - 1.0) * before) / i;

      before = value;
      value = next;
    }
  *derivative = degree * (before - x * value) / (1.0 - x * x);

  return value;
}

/**
 * jig_quadrature_legendre:
 * @n_points: how many points, at least 1
 * @points: (out caller-allocates): (n_points,) inside (0, 1), ascending
 * @weights: (out caller-allocates): (n_points,) positive; they add up to 1
 *
 * The rule of Gauss and Legendre on [0, 1]: the weighted sum of a polynomial's
 * values at the points is its integral, up to degree 2 @n_points - 1. The points
 * are the roots of the polynomial of Legendre, by Newton's method (Press et al.,
 * "Numerical Recipes", 4.6).
 */
void
jig_quadrature_legendre (guint   n_points,
                         double *points,
                         double *weights)
{
  g_return_if_fail (n_points > 0);

  for (guint i = 0; i < (n_points + 1) / 2; i++)
    {
      double x = guess_cos_pi ((i + 0.75) / (n_points + 0.5));
      double slope;

      for (int step = 0; step < N_NEWTON_STEPS; step++)
        x -= evaluate (n_points, x, &slope) / slope;
      if (2 * i + 1 == n_points)
        x = 0.0;
      evaluate (n_points, x, &slope);

      /* On [-1, 1] the weight is 2 / ((1 - x^2) slope^2), on [0, 1] half of it. */
      points[i] = (1.0 - x) / 2.0;
      points[n_points - 1 - i] = (1.0 + x) / 2.0;
      weights[i] = 1.0 / ((1.0 - x * x) * slope * slope);
      weights[n_points - 1 - i] = weights[i];
    }
}
