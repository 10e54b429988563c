#include "core/base/elementary.h"
#include "core/model/model.h"

#include <math.h>

static void
test_regression (void)
{
  static const double margins[] = { -3.5, 0.0, 1e300 };
  double values[3];

  jig_model_link (JIG_TASK_REGRESSION, margins, 3, 1, values);
  g_assert_cmpmem (values, sizeof values, margins, sizeof margins);
}

static void
test_binary (void)
{
  double shares[] = { 0.0, 1000.0, -1000.0, 2.0 };

  jig_model_link (JIG_TASK_BINARY, shares, 4, 1, shares);
  g_assert_cmpfloat (shares[0], ==, 0.5);
  g_assert_cmpfloat (shares[1], ==, 1.0);
  g_assert_cmpfloat (shares[2], >=, 0.0);
  g_assert_cmpfloat (shares[2], <, 1e-300);
  g_assert_cmpfloat (shares[3], ==, jig_sigmoid (2.0));
}

static void
test_multiclass (void)
{
  double shares[] = { 0.0, 0.0, 0.0, 1.0, 2.0, 3.0 };

  jig_model_link (JIG_TASK_MULTICLASS, shares, 2, 3, shares);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat_with_epsilon (shares[k], 1.0 / 3.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (shares[3] + shares[4] + shares[5], 1.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (shares[5] / shares[4], exp (1.0), 1e-14);
}

static void
test_no_rows (void)
{
  double kept = 7.0;

  jig_model_link (JIG_TASK_BINARY, NULL, 0, 1, &kept);
  jig_model_link (JIG_TASK_MULTICLASS, NULL, 0, 3, &kept);
  g_assert_cmpfloat (kept, ==, 7.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link/regression", test_regression);
  g_test_add_func ("/link/binary", test_binary);
  g_test_add_func ("/link/multiclass", test_multiclass);
  g_test_add_func ("/link/no-rows", test_no_rows);

  return g_test_run ();
}
