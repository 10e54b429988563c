#include "core/model/model.h"

#include "tests/support/samples.h"

#include <math.h>

static void
check_margins (const JigTestSamples *samples,
               const double         *expected,
               guint                 n_outputs)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) model = jig_test_samples_fit (samples, "constant", "", NULL, &error);
  g_autofree double *margins = g_new0 (double, samples->view.n_rows * n_outputs);

  g_assert_no_error (error);
  g_assert_true (jig_model_predict_margins (model, samples->features, samples->view.n_rows,
                                            margins, NULL, NULL));
  for (gsize row = 0; row < samples->view.n_rows; row++)
    for (guint k = 0; k < n_outputs; k++)
      g_assert_cmpfloat_with_epsilon (margins[row * n_outputs + k], expected[k], 1e-14);
}

static void
test_mean (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  const double expected = 2.5;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 4, 1, 0.5, 1);
  for (gsize row = 0; row < 4; row++)
    samples.targets[row] = (double) row + 1.0;
  check_margins (&samples, &expected, 1);
}

static void
test_log_odds (void)
{
  static const double targets[] = { 0, 1, 0, 0 };
  static const double weights[] = { 1, 6, 1, 1 };
  g_auto(JigTestSamples) samples = { 0 };
  const double expected = log (2.0);

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 4, 1, 0.0, 1);
  for (gsize row = 0; row < 4; row++)
    {
      samples.targets[row] = targets[row];
      samples.weights[row] = weights[row];
    }
  samples.view.weights = samples.weights;
  check_margins (&samples, &expected, 1);
}

/* A class without rows is unlikely, not impossible. */
static void
test_shares (void)
{
  static const double targets[] = { 0, 0, 0, 2 };
  g_auto(JigTestSamples) samples = { 0 };
  const double expected[] = { log (0.75), log (1e-15), log (0.25) };

  jig_test_samples_init (&samples, JIG_TASK_MULTICLASS, 4, 1, 0.0, 1);
  for (gsize row = 0; row < 4; row++)
    samples.targets[row] = targets[row];
  check_margins (&samples, expected, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-constant/mean", test_mean);
  g_test_add_func ("/model-constant/log-odds", test_log_odds);
  g_test_add_func ("/model-constant/shares", test_shares);

  return g_test_run ();
}
