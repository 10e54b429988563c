#include "core/base/quadrature.h"

#include <math.h>

#define MAX_POINTS 256

/* Abramowitz and Stegun, table 25.4, moved from [-1, 1] to [0, 1]. */
static void
test_known_points (void)
{
  const double third = 0.774596669241483;
  double points[3];
  double weights[3];

  jig_quadrature_legendre (1, points, weights);
  g_assert_cmpfloat (points[0], ==, 0.5);
  g_assert_cmpfloat_with_epsilon (weights[0], 1.0, 1e-15);

  jig_quadrature_legendre (2, points, weights);
  g_assert_cmpfloat_with_epsilon (points[0], (1.0 - 0.577350269189626) / 2.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (weights[1], 0.5, 1e-15);

  jig_quadrature_legendre (3, points, weights);
  g_assert_cmpfloat_with_epsilon (points[0], (1.0 - third) / 2.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (points[1], 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon (points[2], (1.0 + third) / 2.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (weights[0], 5.0 / 18.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (weights[1], 4.0 / 9.0, 1e-15);
}

/* The integral of t^d over [0, 1] is 1 / (d + 1), for d up to 2 n - 1 and not
 * beyond: a rule that is exact for more would have to be another one. */
static void
test_degree (void)
{
  double points[MAX_POINTS];
  double weights[MAX_POINTS];

  for (guint n_points = 1; n_points <= MAX_POINTS; n_points++)
    {
      jig_quadrature_legendre (n_points, points, weights);

      for (guint degree = 0; degree < 2 * n_points; degree++)
        {
          double sum = 0.0;

          for (guint i = 0; i < n_points; i++)
            sum += weights[i] * pow (points[i], degree);
          g_assert_cmpfloat_with_epsilon (sum, 1.0 / (degree + 1.0), 2e-14);
        }
    }

  jig_quadrature_legendre (2, points, weights);
  g_assert_cmpfloat (fabs (weights[0] * pow (points[0], 4) + weights[1] * pow (points[1], 4) - 0.2),
                     >, 1e-3);
}

static void
test_order (void)
{
  double points[MAX_POINTS];
  double weights[MAX_POINTS];

  for (guint n_points = 1; n_points <= MAX_POINTS; n_points++)
    {
      jig_quadrature_legendre (n_points, points, weights);
      g_assert_cmpfloat (points[0], >, 0.0);
      g_assert_cmpfloat (points[n_points - 1], <, 1.0);

      for (guint i = 0; i < n_points; i++)
        {
          g_assert_cmpfloat (weights[i], >, 0.0);
          if (i > 0)
            g_assert_cmpfloat (points[i], >, points[i - 1]);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quadrature/known-points", test_known_points);
  g_test_add_func ("/quadrature/degree", test_degree);
  g_test_add_func ("/quadrature/order", test_order);

  return g_test_run ();
}
