#include "core/base/elementary.h"
#include "core/model/link.h"

#include <math.h>

static void
test_value (void)
{
  static const double margins[] = { -3.5, 0.0, 1e300 };
  double values[3];

  jig_link_apply (JIG_LINK_VALUE, margins, 3, 1, values);
  g_assert_cmpmem (values, sizeof values, margins, sizeof margins);
}

static void
test_logistic (void)
{
  double shares[] = { 0.0, 1000.0, -1000.0, 2.0 };

  jig_link_apply (JIG_LINK_LOGISTIC, shares, 4, 1, shares);
  g_assert_cmpfloat (shares[0], ==, 0.5);
  g_assert_cmpfloat (shares[1], ==, 1.0);
  g_assert_cmpfloat (shares[2], >=, 0.0);
  g_assert_cmpfloat (shares[2], <, 1e-300);
  g_assert_cmpfloat (shares[3], ==, jig_sigmoid (2.0));
}

static void
test_softmax (void)
{
  double shares[] = { 0.0, 0.0, 0.0, 1.0, 2.0, 3.0 };

  jig_link_apply (JIG_LINK_SOFTMAX, shares, 2, 3, shares);
  for (gsize k = 0; k < 3; k++)
    g_assert_cmpfloat_with_epsilon (shares[k], 1.0 / 3.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (shares[3] + shares[4] + shares[5], 1.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (shares[5] / shares[4], exp (1.0), 1e-14);
}

static void
test_exp (void)
{
  static const double margins[] = { 0.0, 1.0, -1000.0, 1000.0, 3.25 };
  double values[5];

  jig_link_apply (JIG_LINK_EXP, margins, 5, 1, values);
  g_assert_cmpfloat (values[0], ==, 1.0);
  g_assert_cmpfloat_with_epsilon (values[1], G_E, 1e-15);
  g_assert_cmpfloat (values[2], ==, 0.0);
  g_assert_true (isinf (values[3]));
  g_assert_cmpfloat (values[4], ==, jig_exp (3.25));
}

/* The link of a task, and the one that a number may have besides. */
static void
test_fits (void)
{
  static const gboolean fits[3][4] = {
    [JIG_TASK_REGRESSION] = { TRUE, FALSE, FALSE, TRUE },
    [JIG_TASK_BINARY] = { FALSE, TRUE, FALSE, FALSE },
    [JIG_TASK_MULTICLASS] = { FALSE, FALSE, TRUE, FALSE },
  };

  for (guint task = 0; task < 3; task++)
    {
      g_assert_true (fits[task][jig_link_of_task ((JigTask) task)]);
      for (guint link = 0; link < 4; link++)
        g_assert_cmpint (jig_link_fits ((JigLink) link, (JigTask) task), ==, fits[task][link]);
    }
}

static void
test_names (void)
{
  JigLink link = JIG_LINK_VALUE;

  for (guint i = JIG_LINK_VALUE; i <= JIG_LINK_EXP; i++)
    {
      g_assert_true (jig_link_from_name (jig_link_name ((JigLink) i), &link));
      g_assert_cmpint (link, ==, (JigLink) i);
    }
  g_assert_false (jig_link_from_name ("log", &link));
  g_assert_false (jig_link_from_name (NULL, &link));
  g_assert_cmpint (link, ==, JIG_LINK_EXP);
}

static void
test_no_rows (void)
{
  double kept = 7.0;

  jig_link_apply (JIG_LINK_LOGISTIC, NULL, 0, 1, &kept);
  jig_link_apply (JIG_LINK_SOFTMAX, NULL, 0, 3, &kept);
  g_assert_cmpfloat (kept, ==, 7.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link/value", test_value);
  g_test_add_func ("/link/logistic", test_logistic);
  g_test_add_func ("/link/softmax", test_softmax);
  g_test_add_func ("/link/exp", test_exp);
  g_test_add_func ("/link/fits", test_fits);
  g_test_add_func ("/link/names", test_names);
  g_test_add_func ("/link/no-rows", test_no_rows);

  return g_test_run ();
}
