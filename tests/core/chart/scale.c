#include "core/chart/scale.h"

#include <math.h>

static void
test_cases (void)
{
  static const struct
  {
    JigScale scale;
    double   value;
    double   pixel;
  } rows[] = {
    { { JIG_SCALE_LINEAR, 0, 10, 100, 200 }, 0, 100 },
    { { JIG_SCALE_LINEAR, 0, 10, 100, 200 }, 2.5, 125 },
    { { JIG_SCALE_LINEAR, 0, 10, 100, 200 }, 20, 300 },
    { { JIG_SCALE_LINEAR, 0, 10, 200, 100 }, 2.5, 175 },
    { { JIG_SCALE_LINEAR, -1, 1, 0, 50 }, 0, 25 },
    { { JIG_SCALE_LOG, 1, 1000, 0, 300 }, 10, 100 },
    { { JIG_SCALE_LOG, 0.001, 1000, 0, 60 }, 1, 30 },
    { { JIG_SCALE_CATEGORY, -0.5, 3.5, 0, 400 }, 0, 50 },
    { { JIG_SCALE_CATEGORY, -0.5, 3.5, 0, 400 }, 3, 350 },
    { { JIG_SCALE_TIME, 1e9, 1e9 + 60, 0, 60 }, 1e9 + 15, 15 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%lu", (gulong) i);
      g_assert_cmpfloat_with_epsilon (jig_scale_to_pixel (&rows[i].scale, rows[i].value),
                                      rows[i].pixel, 1e-9);
      /* A logarithm and a power cost a few of 53 bits. */
      g_assert_cmpfloat_with_epsilon (jig_scale_from_pixel (&rows[i].scale, rows[i].pixel),
                                      rows[i].value, 1e-12 * MAX (fabs (rows[i].value), 1));
    }
}

static void
test_no_place (void)
{
  const JigScale linear = { JIG_SCALE_LINEAR, 0, 1, 0, 1 };
  const JigScale logarithmic = { JIG_SCALE_LOG, 1, 10, 0, 1 };

  g_assert_true (isnan (jig_scale_to_pixel (&linear, NAN)));
  g_assert_true (isnan (jig_scale_to_pixel (&linear, INFINITY)));
  g_assert_true (isnan (jig_scale_to_pixel (&logarithmic, 0)));
  g_assert_true (isnan (jig_scale_to_pixel (&logarithmic, -1)));
  g_assert_true (jig_scale_can_show (JIG_SCALE_LINEAR, -1));
  g_assert_false (jig_scale_can_show (JIG_SCALE_LOG, -1));
}

static void
test_no_extent (void)
{
  const JigScale scale = { JIG_SCALE_LINEAR, 5, 5, 10, 30 };
  const JigScale nowhere = { JIG_SCALE_LINEAR, 0, 1, 10, 10 };

  g_assert_cmpfloat (jig_scale_to_pixel (&scale, 5), ==, 20);
  g_assert_cmpfloat (jig_scale_from_pixel (&nowhere, 10), ==, 0);
}

static void
test_band (void)
{
  const JigScale four = { JIG_SCALE_CATEGORY, -0.5, 3.5, 0, 400 };
  const JigScale none = { JIG_SCALE_CATEGORY, -0.5, -0.5, 0, 400 };

  g_assert_cmpfloat (jig_scale_get_band (&four), ==, 100);
  g_assert_cmpfloat (jig_scale_get_band (&none), ==, 400);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scale/cases", test_cases);
  g_test_add_func ("/scale/no-place", test_no_place);
  g_test_add_func ("/scale/no-extent", test_no_extent);
  g_test_add_func ("/scale/band", test_band);

  return g_test_run ();
}
