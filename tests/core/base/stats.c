#include "core/base/stats.h"

static void
test_moments (void)
{
  static const double values[] = { 1234.5, 980.0, 12.75 };
  JigMoments moments = JIG_MOMENTS_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    jig_moments_add (&moments, values[i]);

  g_assert_cmpfloat_with_epsilon (moments.mean, 742.4166666666666, 1e-9);
  g_assert_cmpfloat_with_epsilon (jig_moments_get_sd (&moments), 644.5949471050276, 1e-9);
  g_assert_cmpfloat (moments.min, ==, 12.75);
  g_assert_cmpfloat (moments.max, ==, 1234.5);
}

static void
test_moments_of_few (void)
{
  JigMoments moments = JIG_MOMENTS_INIT;

  g_assert_true (isnan (moments.min));
  g_assert_true (isnan (jig_moments_get_sd (&moments)));
  jig_moments_add (&moments, 3.0);
  g_assert_cmpfloat (moments.mean, ==, 3.0);
  g_assert_true (isnan (jig_moments_get_sd (&moments)));
}

static void
test_quantiles (void)
{
  double values[] = { 1234.5, 12.75, 980.0 };
  static const struct { double share; double value; } rows[] = {
    { 0.0, 12.75 }, { 0.25, 496.375 }, { 0.5, 980.0 }, { 0.75, 1107.25 }, { 1.0, 1234.5 },
  };

  jig_stats_sort (values, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat (jig_stats_quantile (values, 3, rows[i].share), ==, rows[i].value);
  g_assert_cmpfloat (jig_stats_quantile (values, 1, 0.9), ==, 12.75);
  g_assert_true (isnan (jig_stats_quantile (values, 0, 0.5)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/stats/moments", test_moments);
  g_test_add_func ("/stats/moments-of-few", test_moments_of_few);
  g_test_add_func ("/stats/quantiles", test_quantiles);

  return g_test_run ();
}
