#include "core/model/threshold.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/model/curve.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

static const double scores[] = { 0.9, 0.8, 0.8, 0.4, 0.2 };
static const double targets[] = { 1, 0, 1, 1, 0 };

/* By hand: mistakes at inf, 0.9, 0.8, 0.4, 0.2 are 0+3, 0+2, 1+1, 1+0, 2+0. */
static void
test_by_hand (void)
{
  static const struct
  {
    JigCosts costs;
    double   totals[5];
    gsize    best;
  } cases[] = {
    { { 1, 1 }, { 3, 2, 2, 1, 2 }, 3 },
    { { 5, 1 }, { 3, 2, 6, 5, 10 }, 1 },
    { { 1, 10 }, { 30, 20, 11, 1, 2 }, 3 },
    { { 1, 0 }, { 0, 0, 1, 1, 2 }, 0 },
    { { 0, 1 }, { 3, 2, 1, 0, 0 }, 3 },
  };
  static const double thresholds[] = { INFINITY, 0.9, 0.8, 0.4, 0.2 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigCostCurve) curve = jig_cost_curve_new (scores, targets, NULL, 5,
                                                          &cases[i].costs, NULL);

      g_assert_cmpuint (curve->n_points, ==, 5);
      g_assert_cmpuint (curve->best, ==, cases[i].best);
      for (gsize point = 0; point < 5; point++)
        {
          g_assert_cmpfloat (curve->thresholds[point], ==, thresholds[point]);
          g_assert_cmpfloat_with_epsilon (curve->costs[point], cases[i].totals[point] / 5.0,
                                          1e-15);
        }
    }
}

static void
test_weights (void)
{
  static const double weights[] = { 1, 4, 1, 1, 0 };
  const JigCosts costs = { 1, 1 };
  g_autoptr(JigCostCurve) curve = jig_cost_curve_new (scores, targets, weights, 5, &costs, NULL);

  g_assert_cmpuint (curve->best, ==, 1);
  g_assert_cmpfloat_with_epsilon (curve->costs[1], 2.0 / 7.0, 1e-15);
  g_assert_cmpfloat (curve->false_positives[2], ==, 4.0);
}

/* Every point says what the confusion at its threshold says. */
static void
test_same_as_confusion (void)
{
  const JigCosts costs = { 2, 3 };
  double many[200];
  double truth[200];
  JigRandom random;
  g_autoptr(JigCostCurve) curve = NULL;

  jig_random_init (&random, 1, "threshold", 0);
  for (guint i = 0; i < 200; i++)
    {
      many[i] = (double) jig_random_below (&random, 50) / 50.0;
      truth[i] = (double) jig_random_below (&random, 2);
    }

  curve = jig_cost_curve_new (many, truth, NULL, 200, &costs, NULL);
  for (gsize point = 0; point < curve->n_points; point++)
    {
      double confusion[4];

      g_assert_true (jig_curve_confusion (many, truth, NULL, 200, 2, curve->thresholds[point],
                                          confusion, NULL));
      g_assert_cmpfloat (curve->false_positives[point], ==, confusion[1]);
      g_assert_cmpfloat (curve->false_negatives[point], ==, confusion[2]);
      g_assert_cmpfloat_with_epsilon (curve->costs[point],
                                      (2.0 * confusion[1] + 3.0 * confusion[2]) / 200.0, 1e-15);
      g_assert_cmpfloat (curve->costs[point], >=, curve->costs[curve->best]);
    }
}

static void
test_find (void)
{
  static const struct
  {
    double threshold;
    gsize  point;
  } cases[] = {
    { INFINITY, 0 }, { 1.0, 0 }, { 0.9, 1 }, { 0.85, 1 }, { 0.8, 2 }, { 0.5, 2 }, { 0.4, 3 },
    { 0.3, 3 }, { 0.2, 4 }, { 0.0, 4 }, { -INFINITY, 4 },
  };
  const JigCosts costs = { 1, 1 };
  g_autoptr(JigCostCurve) curve = jig_cost_curve_new (scores, targets, NULL, 5, &costs, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%g", cases[i].threshold);
      g_assert_cmpuint (jig_cost_curve_find (curve, cases[i].threshold), ==, cases[i].point);
    }
}

/* One class alone has a best threshold too. */
static void
test_one_class (void)
{
  static const double positive[] = { 1, 1 };
  static const double negative[] = { 0, 0 };
  const JigCosts costs = { 1, 1 };
  g_autoptr(JigCostCurve) all = jig_cost_curve_new (scores, positive, NULL, 2, &costs, NULL);
  g_autoptr(JigCostCurve) none = jig_cost_curve_new (scores, negative, NULL, 2, &costs, NULL);

  g_assert_cmpuint (all->best, ==, 2);
  g_assert_cmpfloat (all->costs[all->best], ==, 0.0);
  g_assert_cmpuint (none->best, ==, 0);
}

static void
test_costs (void)
{
  static const char * const wrong[] = { "", ":", "1", "1:", ":1", "1:x", "-1:1", "0:0", "1:1:1",
                                        "inf:1", "nan:1" };
  JigCosts costs = { 7, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_false (jig_costs_parse (wrong[i], &costs, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_cmpfloat (costs.false_positive, ==, 7.0);
    }

  g_assert_true (jig_costs_parse ("1:4.0", &costs, NULL));
  g_assert_cmpfloat (costs.false_positive, ==, 1.0);
  g_assert_cmpfloat (costs.false_negative, ==, 4.0);
  g_assert_cmpfloat (jig_costs_get_threshold (&costs), ==, 0.2);
}

static void
check_refused (const double   *these_scores,
               const double   *these_targets,
               gsize           n_rows,
               const JigCosts *costs,
               JigError        code,
               const char     *says)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_cost_curve_new (these_scores, these_targets, NULL, n_rows, costs, &error));
  g_assert_error (error, JIG_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refused (void)
{
  static const double no_number[] = { 0.5, NAN };
  static const double no_class[] = { 1, 2 };
  const JigCosts good = { 1, 1 };
  const JigCosts free_of_charge = { 0, 0 };
  const JigCosts negative = { -1, 5 };

  check_refused (scores, targets, 5, &free_of_charge, JIG_ERROR_VALUE, "not both 0");
  check_refused (scores, targets, 5, &negative, JIG_ERROR_VALUE, "0 or more");
  check_refused (scores, no_class, 2, &good, JIG_ERROR_DATA, "Row 2");
  check_refused (no_number, targets, 2, &good, JIG_ERROR_DATA, "Row 2");
  check_refused (scores, targets, 0, &good, JIG_ERROR_DATA, "no rows");
}

static gboolean
try_curve (gpointer   data,
           GError   **error)
{
  const JigCosts costs = { 1, 1 };
  g_autoptr(JigCostCurve) curve = jig_cost_curve_new (scores, targets, NULL, 5, &costs, error);

  return curve != NULL;
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_curve, NULL), ==, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/threshold/by-hand", test_by_hand);
  g_test_add_func ("/threshold/weights", test_weights);
  g_test_add_func ("/threshold/same-as-confusion", test_same_as_confusion);
  g_test_add_func ("/threshold/find", test_find);
  g_test_add_func ("/threshold/one-class", test_one_class);
  g_test_add_func ("/threshold/costs", test_costs);
  g_test_add_func ("/threshold/refused", test_refused);
  g_test_add_func ("/threshold/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
