#include "core/model/linear.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/golden.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static JigLinear *
fit_linear (const JigSamples  *samples,
            JigTask            task,
            guint              n_classes,
            double             lambda,
            GError           **error)
{
  const JigFit fit = { .samples = samples, .task = task, .n_classes = n_classes };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));

  return jig_linear_fit (&fit, lambda, curve, NULL, error);
}

static void
check_case (JsonObject *golden,
            JsonObject *one)
{
  gsize n;
  g_autofree double *features = jig_test_golden_numbers (golden, "features", &n);
  g_autofree double *targets = jig_test_golden_numbers (one, "targets", &n);
  g_autofree double *weights = jig_test_golden_numbers (golden, "weights", &n);
  const JigSamples samples = { features, targets, weights, n,
                               (gsize) json_object_get_int_member (golden, "n_features") };
  g_autofree double *solution = jig_test_golden_numbers (one, "solution", &n);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigLinear) model = NULL;
  JigTask task;

  g_assert_true (jig_task_from_name (json_object_get_string_member (one, "task"), &task));
  model = fit_linear (&samples, task, (guint) json_object_get_int_member (one, "classes"),
                      json_object_get_double_member (one, "lambda"), &error);
  g_assert_no_error (error);

  /* The other program's iterations end within 1e-7 of the minimum. */
  g_assert_cmpuint (n, ==, (samples.n_features + 1) * model->n_outputs);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (model->weights[i], solution[i], 1e-6);
}

static void
test_golden (void)
{
  g_autoptr(JsonNode) node = jig_test_golden ("linear.json");
  JsonObject *golden = json_node_get_object (node);
  JsonArray *cases = json_object_get_array_member (golden, "cases");

  g_assert_cmpuint (json_array_get_length (cases), ==, 6);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    check_case (golden, json_array_get_object_element (cases, i));
}

/* Three points on y = 1 + 2x. */
static void
test_exact_line (void)
{
  static const double features[] = { 0, 1, 3 };
  static const double targets[] = { 1, 3, 7 };
  const JigSamples samples = { features, targets, NULL, 3, 1 };
  g_autoptr(JigLinear) model = fit_linear (&samples, JIG_TASK_REGRESSION, 1, 0.0, NULL);
  double margin;

  g_assert_cmpfloat_with_epsilon (model->weights[0], 2.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (model->weights[1], 1.0, 1e-12);

  jig_linear_predict (model, &(double) { 10.0 }, 1, &margin);
  g_assert_cmpfloat_with_epsilon (margin, 21.0, 1e-11);
}

/* What is missing, or not finite, counts as the weighted mean of the rest. */
static void
test_missing_is_the_mean (void)
{
  const double with[] = { 0, 1, NAN, 4, INFINITY };
  const double without[] = { 0, 1, 1.5, 4, 1.5 };
  static const double targets[] = { 1, 2, 4, 3, 6 };
  static const double weights[] = { 1, 2, 1, 1, 3 };
  const JigSamples blank = { with, targets, weights, 5, 1 };
  const JigSamples full = { without, targets, weights, 5, 1 };
  g_autoptr(JigLinear) model = fit_linear (&blank, JIG_TASK_REGRESSION, 1, 1.0, NULL);
  g_autoptr(JigLinear) expected = fit_linear (&full, JIG_TASK_REGRESSION, 1, 1.0, NULL);
  double margins[2];

  g_assert_cmpfloat (model->means[0], ==, 1.5);
  g_assert_cmpfloat (model->weights[0], ==, expected->weights[0]);
  g_assert_cmpfloat (model->weights[1], ==, expected->weights[1]);

  jig_linear_predict (model, (const double[]) { NAN, 1.5 }, 2, margins);
  g_assert_cmpfloat (margins[0], ==, margins[1]);
}

static void
test_all_missing (void)
{
  const double features[] = { NAN, NAN };
  static const double targets[] = { 1, 3 };
  const JigSamples samples = { features, targets, NULL, 2, 1 };
  g_autoptr(JigLinear) model = fit_linear (&samples, JIG_TASK_REGRESSION, 1, 1e-9, NULL);

  g_assert_cmpfloat (model->means[0], ==, 0.0);
  g_assert_cmpfloat (model->spreads[0], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (model->weights[1], 2.0, 1e-8);
}

/* Classes that a line parts: without a penalty weights would grow for ever. */
static void
test_separable (void)
{
  static const double features[] = { -2, -1, 1, 2 };
  static const double targets[] = { 0, 0, 1, 1 };
  const JigSamples samples = { features, targets, NULL, 4, 1 };
  g_autoptr(JigLinear) model = fit_linear (&samples, JIG_TASK_BINARY, 2, 1e-3, NULL);

  g_assert_true (isfinite (model->weights[0]));
  g_assert_cmpfloat (model->weights[0], >, 1.0);
  g_assert_cmpfloat_with_epsilon (model->weights[1], 0.0, 1e-9);
}

/* Twice the same column: no single solution, unless there is a penalty. */
static void
test_collinear (void)
{
  static const double features[] = { 1, 1, 2, 2, 3, 3 };
  static const double targets[] = { 1, 2, 3 };
  const JigSamples samples = { features, targets, NULL, 3, 2 };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigLinear) without = fit_linear (&samples, JIG_TASK_REGRESSION, 1, 0.0, &error);
  g_autoptr(JigLinear) with = fit_linear (&samples, JIG_TASK_REGRESSION, 1, 1.0, NULL);

  g_assert_null (without);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "lambda"));
  g_assert_cmpfloat_with_epsilon (with->weights[0], with->weights[1], 1e-12);
}

static void
test_too_many_weights (void)
{
  g_auto(JigTestSamples) fits = { 0 };
  g_auto(JigTestSamples) exceeds = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigLinear) model = NULL;

  jig_test_samples_init (&exceeds, JIG_TASK_REGRESSION, 3, JIG_LINEAR_MAX_WEIGHTS, 0.0, 1);
  model = fit_linear (&exceeds.view, JIG_TASK_REGRESSION, 1, 1.0, &error);
  g_assert_null (model);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "2048"));

  jig_test_samples_init (&fits, JIG_TASK_MULTICLASS, 40, 300, 0.0, 1);
  model = fit_linear (&fits.view, JIG_TASK_MULTICLASS, 3, 1.0, NULL);
  g_assert_nonnull (model);
}

/* The block ends of this many rows lie at 32,768 rows of two features. */
static void
test_same_bits_for_any_thread (void)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigLinear) first = NULL;

  jig_test_samples_init (&samples, JIG_TASK_MULTICLASS, 30000, 2, 0.1, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigLinear) model = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      model = fit_linear (&samples.view, JIG_TASK_MULTICLASS, 3, 1.0, NULL);
      if (first != NULL)
        g_assert_cmpmem (model->weights, 9 * sizeof (double), first->weights, 9 * sizeof (double));
      else
        first = g_steal_pointer (&model);
    }
  jig_parallel_set_n_threads (0);
}

/* A weight is so many rows. */
static void
test_weights_are_copies (void)
{
  static const double once[] = { 1, 2, 4 };
  static const double once_targets[] = { 0, 1, 1 };
  static const double weights[] = { 2, 1, 3 };
  static const double copies[] = { 1, 1, 2, 4, 4, 4 };
  static const double copies_targets[] = { 0, 0, 1, 1, 1, 1 };
  const JigSamples weighted = { once, once_targets, weights, 3, 1 };
  const JigSamples copied = { copies, copies_targets, NULL, 6, 1 };
  g_autoptr(JigLinear) a = fit_linear (&weighted, JIG_TASK_BINARY, 2, 1.0, NULL);
  g_autoptr(JigLinear) b = fit_linear (&copied, JIG_TASK_BINARY, 2, 1.0, NULL);

  g_assert_cmpfloat_with_epsilon (a->weights[0], b->weights[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (a->weights[1], b->weights[1], 1e-9);
  g_assert_cmpfloat_with_epsilon (a->spreads[0], b->spreads[0], 1e-12);
}

static gboolean
try_fitting (gpointer   data,
             GError   **error)
{
  const JigTestSamples *samples = data;
  g_autoptr(JigLinear) model = fit_linear (&samples->view, samples->task, samples->n_classes, 1.0,
                                           error);

  return model != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 50, 3, 0.1, 3);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fitting, &samples), >=, 12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/linear/golden", test_golden);
  g_test_add_func ("/linear/exact-line", test_exact_line);
  g_test_add_func ("/linear/missing-is-the-mean", test_missing_is_the_mean);
  g_test_add_func ("/linear/all-missing", test_all_missing);
  g_test_add_func ("/linear/separable", test_separable);
  g_test_add_func ("/linear/collinear", test_collinear);
  g_test_add_func ("/linear/too-many-weights", test_too_many_weights);
  g_test_add_func ("/linear/same-bits-for-any-thread", test_same_bits_for_any_thread);
  g_test_add_func ("/linear/weights-are-copies", test_weights_are_copies);
  g_test_add_func ("/linear/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
