#include "core/model/baseline.h"

#include "core/base/error.h"
#include "tests/support/memory.h"

#include <math.h>

static void
test_mean (void)
{
  static const double targets[] = { 1, 2, 6 };
  static const double weights[] = { 1, 0, 3 };
  const JigSamples plain = { NULL, targets, NULL, 3, 0 };
  const JigSamples weighted = { NULL, targets, weights, 3, 0 };
  g_auto(JigBaseline) baseline = { 0 };

  g_assert_true (jig_baseline_fit (JIG_TASK_REGRESSION, 1, &plain, &baseline, NULL));
  g_assert_cmpfloat (baseline.mean, ==, 3.0);
  g_assert_true (jig_baseline_fit (JIG_TASK_REGRESSION, 1, &weighted, &baseline, NULL));
  g_assert_cmpfloat (baseline.mean, ==, 4.75);
  g_assert_null (baseline.shares);
}

static void
test_shares (void)
{
  static const double targets[] = { 2, 0, 2, 2 };
  static const double weights[] = { 1, 3, 0.5, 0.5 };
  const JigSamples train = { NULL, targets, weights, 4, 0 };
  g_auto(JigBaseline) baseline = { 0 };

  g_assert_true (jig_baseline_fit (JIG_TASK_MULTICLASS, 3, &train, &baseline, NULL));
  g_assert_cmpfloat (baseline.shares[0], ==, 0.6);
  g_assert_cmpfloat (baseline.shares[1], ==, 0.0);
  g_assert_cmpfloat (baseline.shares[2], ==, 0.4);
}

/* Sums of whole numbers stay exact over chunk ends. */
static void
test_many_rows (void)
{
  static const gsize sizes[] = { 1, 4095, 4096, 4097, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree double *targets = g_new0 (double, sizes[i]);
      const JigSamples train = { NULL, targets, NULL, sizes[i], 0 };
      g_auto(JigBaseline) baseline = { 0 };

      for (gsize row = 0; row < sizes[i]; row++)
        targets[row] = (double) row;
      g_assert_true (jig_baseline_fit (JIG_TASK_REGRESSION, 1, &train, &baseline, NULL));
      g_assert_cmpfloat (baseline.mean, ==, (double) (sizes[i] - 1) / 2.0);
    }
}

static void
test_nothing_weighs_anything (void)
{
  static const double targets[] = { 0, 1 };
  static const double weights[] = { 0, 0 };
  const JigSamples train = { NULL, targets, weights, 2, 0 };
  const JigSamples empty = { NULL, NULL, NULL, 0, 0 };
  JigBaseline baseline = { 5.0, NULL, 9 };
  g_autoptr(GError) none = NULL;
  g_autoptr(GError) zero = NULL;

  g_assert_false (jig_baseline_fit (JIG_TASK_BINARY, 2, &train, &baseline, &zero));
  g_assert_error (zero, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_false (jig_baseline_fit (JIG_TASK_BINARY, 2, &empty, &baseline, &none));
  g_assert_error (none, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpfloat (baseline.mean, ==, 5.0);
}

static gboolean
try_fitting (gpointer   data,
             GError   **error)
{
  static const double targets[] = { 0, 1 };
  const JigSamples train = { NULL, targets, NULL, 2, 0 };
  g_auto(JigBaseline) baseline = { 0 };

  return jig_baseline_fit (JIG_TASK_BINARY, 2, &train, &baseline, error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fitting, NULL), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/baseline/mean", test_mean);
  g_test_add_func ("/baseline/shares", test_shares);
  g_test_add_func ("/baseline/many-rows", test_many_rows);
  g_test_add_func ("/baseline/nothing-weighs-anything", test_nothing_weighs_anything);
  g_test_add_func ("/baseline/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
