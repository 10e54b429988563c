#include "core/model/judged.h"

#include <math.h>

static void
check_terms (const JigJudged *judged,
             JigMetricId      metric,
             double           first,
             double           second)
{
  double terms[] = { 7.0, 7.0, 7.0, 7.0 };

  g_test_message ("%s", jig_metric_get_info (metric)->id);
  jig_judged_fill (judged, metric, 2, terms);
  g_assert_cmpfloat_with_epsilon (terms[0], first, 1e-15);
  g_assert_cmpfloat_with_epsilon (terms[2], second, 1e-15);
  g_assert_cmpfloat (terms[1], ==, 7.0);
  g_assert_cmpfloat (terms[3], ==, 7.0);
}

static void
test_regression (void)
{
  static const double predictions[] = { 1.0, 5.0 };
  static const double targets[] = { 1.5, 2.0 };
  const JigJudged judged = { JIG_TASK_REGRESSION, 1, FALSE, predictions, targets, NULL, 2 };

  check_terms (&judged, JIG_METRIC_BIAS, -0.5, 3.0);
  check_terms (&judged, JIG_METRIC_MAE, 0.5, 3.0);
  check_terms (&judged, JIG_METRIC_RMSE, 0.25, 9.0);
}

static void
test_binary (void)
{
  static const double predictions[] = { 0.5, 0.25 };
  static const double targets[] = { 1, 1 };
  const JigJudged judged = { JIG_TASK_BINARY, 2, FALSE, predictions, targets, NULL, 2 };
  const JigJudged constant = { JIG_TASK_BINARY, 2, TRUE, predictions, targets, NULL, 2 };

  check_terms (&judged, JIG_METRIC_ERROR, 0.0, 1.0);
  check_terms (&judged, JIG_METRIC_LOGLOSS, M_LN2, 2.0 * M_LN2);
  check_terms (&judged, JIG_METRIC_BRIER, 0.25, 0.5625);

  /* A constant of one half is the first of two equals. */
  check_terms (&constant, JIG_METRIC_ERROR, 1.0, 1.0);
  check_terms (&constant, JIG_METRIC_LOGLOSS, M_LN2, M_LN2);
}

static void
test_classes (void)
{
  static const double predictions[] = { 0.25, 0.375, 0.375, 0.5, 0.25, 0.25 };
  static const double targets[] = { 2, 0 };
  const JigJudged judged = { JIG_TASK_MULTICLASS, 3, FALSE, predictions, targets, NULL, 2 };
  const JigJudged constant = { JIG_TASK_MULTICLASS, 3, TRUE, predictions, targets, NULL, 2 };

  /* The first of two equals is called. */
  g_assert_cmpuint (jig_judged_call (&judged, 0), ==, 1);
  check_terms (&judged, JIG_METRIC_ERROR, 1.0, 0.0);
  check_terms (&judged, JIG_METRIC_LOGLOSS, -log (0.375), M_LN2);
  check_terms (&judged, JIG_METRIC_BRIER, 0.0625 + 0.140625 + 0.390625, 0.375);
  check_terms (&constant, JIG_METRIC_LOGLOSS, -log (0.375), 2.0 * M_LN2);
}

static void
test_means (void)
{
  g_assert_true (jig_judged_is_mean (JIG_METRIC_RMSE));
  g_assert_true (jig_judged_is_mean (JIG_METRIC_BRIER));
  g_assert_false (jig_judged_is_mean (JIG_METRIC_AUC));
  g_assert_false (jig_judged_is_mean (JIG_METRIC_R2));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/judged/regression", test_regression);
  g_test_add_func ("/judged/binary", test_binary);
  g_test_add_func ("/judged/classes", test_classes);
  g_test_add_func ("/judged/means", test_means);

  return g_test_run ();
}
