#include "core/model/softmax.h"

#include <math.h>

/* jig_exp() is within 1 ulp and three of them are added and divided. */
#define TOLERANCE 1e-15

static void
test_known_shares (void)
{
  static const double margins[] = { 0.0, 0.6931471805599453, 1.0986122886681098 };
  double shares[3];

  jig_softmax (margins, 3, shares);

  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat_with_epsilon (shares[k], (double) (k + 1) / 6.0, TOLERANCE);
}

static void
test_in_place (void)
{
  double shares[] = { 5.0, 5.0 };

  jig_softmax (shares, 2, shares);
  g_assert_cmpfloat (shares[0], ==, 0.5);
  g_assert_cmpfloat (shares[1], ==, 0.5);
}

static void
test_nothing_overflows (void)
{
  static const double margins[] = { 1e308, -1e308, 1e308 };
  double shares[3];
  double largest;

  jig_softmax (margins, 3, shares);
  g_assert_cmpfloat (shares[0], ==, 0.5);
  g_assert_cmpfloat (shares[1], ==, 0.0);
  g_assert_cmpfloat (shares[2], ==, 0.5);

  g_assert_cmpfloat (jig_softmax_sum (margins, 3, &largest), ==, 2.0);
  g_assert_cmpfloat (largest, ==, 1e308);
}

static void
test_one_output (void)
{
  const double margin = -7.0;
  double share;

  jig_softmax (&margin, 1, &share);
  g_assert_cmpfloat (share, ==, 1.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/softmax/known-shares", test_known_shares);
  g_test_add_func ("/softmax/in-place", test_in_place);
  g_test_add_func ("/softmax/nothing-overflows", test_nothing_overflows);
  g_test_add_func ("/softmax/one-output", test_one_output);

  return g_test_run ();
}
