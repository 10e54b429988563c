#include "core/boost/held-rows.h"

#include "core/base/error.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <string.h>

/* Each row weighs what it weighed, on one side and nothing on the other. */
static void
test_weights (void)
{
  enum { N_ROWS = 20000 };
  g_auto(JigTestSamples) samples = { 0 };
  gsize n_held = 0;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, N_ROWS, 2, 0.0, 1);
  for (int is_weighted = 0; is_weighted < 2; is_weighted++)
    {
      g_auto(JigHeldRows) rows = { 0 };
      g_autoptr(GError) error = NULL;

      for (gsize row = 0; row < N_ROWS; row++)
        samples.weights[row] = (double) (row % 3) + 0.5;
      samples.view.weights = is_weighted ? samples.weights : NULL;
      g_assert_true (jig_held_rows_init (&rows, &samples.view, 1, &error));
      g_assert_no_error (error);
      g_assert_true (rows.learnt.features == samples.view.features);
      g_assert_cmpuint (rows.held.n_rows, ==, N_ROWS);

      n_held = 0;
      for (gsize row = 0; row < N_ROWS; row++)
        {
          const double weight = is_weighted ? samples.weights[row] : 1.0;
          const gboolean is_held = rows.held.weights[row] > 0.0;

          g_assert_cmpfloat (rows.held.weights[row], ==, is_held ? weight : 0.0);
          g_assert_cmpfloat (rows.learnt.weights[row], ==, is_held ? 0.0 : weight);
          n_held += is_held ? 1 : 0;
        }
    }

  /* Four standard deviations of the binomial distribution are 226. */
  g_assert_cmpuint (n_held, >, N_ROWS / 5 - 226);
  g_assert_cmpuint (n_held, <, N_ROWS / 5 + 226);
}

static void
test_seed (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_auto(JigHeldRows) one = { 0 };
  g_auto(JigHeldRows) same = { 0 };
  g_auto(JigHeldRows) other = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 100, 2, 0.0, 1);
  g_assert_true (jig_held_rows_init (&one, &samples.view, 1, NULL));
  g_assert_true (jig_held_rows_init (&same, &samples.view, 1, NULL));
  g_assert_true (jig_held_rows_init (&other, &samples.view, 2, NULL));
  g_assert_cmpmem (one.held.weights, 100 * sizeof (double),
                   same.held.weights, 100 * sizeof (double));
  g_assert_true (memcmp (one.held.weights, other.held.weights, 100 * sizeof (double)) != 0);
}

/* One row is learnt from or set aside, and the other side is empty. */
static void
test_one_row (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 1, 2, 0.0, 1);
  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_auto(JigHeldRows) rows = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_false (jig_held_rows_init (&rows, &samples.view, seed, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, "there are too few"));
    }
}

static gboolean
try_holding (gpointer   data,
             GError   **error)
{
  const JigTestSamples *samples = data;
  g_auto(JigHeldRows) rows = { 0 };

  return jig_held_rows_init (&rows, &samples->view, 1, error);
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 50, 2, 0.0, 1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_holding, &samples), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/held-rows/weights", test_weights);
  g_test_add_func ("/held-rows/seed", test_seed);
  g_test_add_func ("/held-rows/one-row", test_one_row);
  g_test_add_func ("/held-rows/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
