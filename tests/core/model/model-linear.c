#include "core/model/model.h"

#include "core/model/linear.h"
#include "tests/support/samples.h"

#include <math.h>

static void
test_importances (void)
{
  static const double features[] = { 0, 10, 1, 20, 2, 30, 3, 50 };
  static const double targets[] = { 0, 1, 2, 3 };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = NULL;
  const JigLinear *linear;
  double importances[2];

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 4, 2, 0.0, 1);
  for (gsize i = 0; i < 8; i++)
    samples.features[i] = features[i];
  for (gsize i = 0; i < 4; i++)
    samples.targets[i] = targets[i];

  model = jig_test_samples_fit (&samples, "linear", "lambda=0.001", NULL, NULL);
  linear = jig_model_get_data (model);
  jig_model_get_ops (model)->get_importances (linear, importances);

  g_assert_cmpfloat_with_epsilon (linear->spreads[0], sqrt (1.25), 1e-15);
  g_assert_cmpfloat (importances[0], ==, fabs (linear->weights[0]) * linear->spreads[0]);
  g_assert_cmpfloat (importances[1], ==, fabs (linear->weights[1]) * linear->spreads[1]);
  g_assert_cmpfloat (importances[0], >, importances[1]);
}

static void
test_setting (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) loose = NULL;
  g_autoptr(JigModel) tight = NULL;
  const JigLinear *loose_data;
  const JigLinear *tight_data;

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 100, 3, 0.1, 1);
  loose = jig_test_samples_fit (&samples, "linear", "lambda=0.01", NULL, NULL);
  tight = jig_test_samples_fit (&samples, "linear", "lambda=1000", NULL, NULL);
  loose_data = jig_model_get_data (loose);
  tight_data = jig_model_get_data (tight);
  g_assert_cmpfloat (fabs (tight_data->weights[0]), <, 0.5 * fabs (loose_data->weights[0]));
}

/* Newton's method reports a point per step, and every step is downhill. */
static void
test_curve (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = NULL;
  const JigCurvePoint *points;
  gsize n_points;

  jig_test_samples_init (&samples, JIG_TASK_MULTICLASS, 200, 3, 0.1, 1);
  model = jig_test_samples_fit (&samples, "linear", "lambda=0.01", NULL, NULL);
  points = jig_model_get_curve (model, &n_points);

  g_assert_cmpuint (n_points, >=, 3);
  g_assert_cmpuint (n_points, <, 30);
  for (gsize i = 1; i < n_points; i++)
    {
      g_assert_cmpuint (points[i].round, ==, i + 1);
      g_assert_cmpfloat (points[i].train, <=, points[i - 1].train + 1e-3);
      g_assert_true (isnan (points[i].test));
    }
  g_assert_cmpfloat (points[n_points - 1].train, <, 0.9 * log (3.0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-linear/importances", test_importances);
  g_test_add_func ("/model-linear/setting", test_setting);
  g_test_add_func ("/model-linear/curve", test_curve);

  return g_test_run ();
}
