#include "core/model/tally.h"

#include "core/base/random.h"
#include "tests/support/memory.h"

#include <math.h>

/* Sums of a thousand terms in another order; R² divides two of them. */
#define TOLERANCE 1e-11

#define N_ROWS    1000
#define N_CLASSES 4

/* Predictions and labels that agree somewhat; one in three scores is a tie. */
static void
fill (JigTask   task,
      guint     n_classes,
      gsize     n_rows,
      double   *predictions,
      double   *targets)
{
  JigRandom random;

  jig_random_init (&random, 7, "tally", task);
  for (gsize i = 0; i < n_rows; i++)
    {
      double total = 0.0;

      targets[i] = task == JIG_TASK_REGRESSION ? 1000.0 + jig_random_normal (&random)
                                               : (double) jig_random_below (&random, n_classes);
      if (task == JIG_TASK_REGRESSION)
        predictions[i] = 0.5 * (targets[i] + 1000.0 + jig_random_normal (&random));
      else if (task == JIG_TASK_BINARY)
        predictions[i] = 0.25 * targets[i] + 0.75 * (i % 3 == 0 ? 0.5
                                                                : jig_random_double (&random));
      else
        {
          for (guint k = 0; k < n_classes; k++)
            total += predictions[i * n_classes + k] = jig_random_double (&random) +
                                                      (targets[i] == k ? 0.3 : 0.0);
          for (guint k = 0; k < n_classes; k++)
            predictions[i * n_classes + k] /= total;
        }
    }
}

/* A random draw of all rows, or of the first one only. */
static void
draw (gsize    n_rows,
      guint64  resample,
      double  *weights)
{
  JigRandom random;

  jig_random_init (&random, 3, "draw", resample);
  for (gsize i = 0; i < n_rows; i++)
    weights[i] = resample == 0 ? i == 0 : (double) jig_random_below (&random, 4) / 3.0;
}

static void
check_same (const double *values,
            const double *expected)
{
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      g_test_message ("%s: %.17g and %.17g", jig_metric_get_info ((JigMetricId) i)->id, values[i],
                      expected[i]);
      g_assert_cmpint (isnan (values[i]), ==, isnan (expected[i]));
      if (!isnan (values[i]))
        g_assert_cmpfloat_with_epsilon (values[i], expected[i],
                                        TOLERANCE * fmax (1.0, fabs (expected[i])));
    }
}

static void
check_task (JigTask task,
            guint   n_classes,
            gsize   n_rows)
{
  static double predictions[N_ROWS * N_CLASSES];
  static double targets[N_ROWS];
  static double weights[N_ROWS];
  JigJudged judged = { task, n_classes, FALSE, predictions, targets, NULL, n_rows };
  double shares[N_CLASSES] = { 0.25, 0.25, 0.25, 0.25 };
  const JigBaseline baseline = { 0.0, shares, n_classes };
  g_autoptr(JigTally) tally = NULL;
  double scratch[3 * N_CLASSES];

  fill (task, n_classes, n_rows, predictions, targets);
  tally = jig_tally_new (&judged, NULL);
  g_assert_cmpuint (jig_tally_n_scratch (tally), ==, 3 * n_classes);

  for (guint64 resample = 0; resample < 20; resample++)
    {
      JigJudgement expected;
      double values[JIG_N_METRICS];

      draw (n_rows, resample, weights);
      g_assert_true (jig_metric_judge (task, n_classes, predictions, targets, weights, n_rows,
                                       &baseline, &expected, NULL));
      jig_tally_judge (tally, weights, scratch, values);
      check_same (values, expected.values);
    }
}

/* The reference is jig_metric_judge(), which sorts and takes logarithms each time. */
static void
test_same_as_judge (void)
{
  static const gsize sizes[] = { 1, 2, 3, 50, N_ROWS };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      check_task (JIG_TASK_REGRESSION, 1, sizes[i]);
      check_task (JIG_TASK_BINARY, 2, sizes[i]);
      check_task (JIG_TASK_MULTICLASS, N_CLASSES, sizes[i]);
    }
}

/* The rule that calls the majority does so at a share of exactly one half too. */
static void
test_constant (void)
{
  static const double targets[] = { 1, 0, 0, 1, 1 };
  static const double weights[] = { 1, 1, 1, 1, 1 };
  double shares[] = { 0.5, 0.5 };
  const JigBaseline baseline = { 0.0, shares, 2 };
  const JigJudged judged = { JIG_TASK_BINARY, 2, TRUE, shares + 1, targets, NULL, 5 };
  g_autoptr(JigTally) tally = jig_tally_new (&judged, NULL);
  JigJudgement judgement;
  double scratch[6];
  double values[JIG_N_METRICS];

  g_assert_true (jig_metric_judge (JIG_TASK_BINARY, 2, targets, targets, NULL, 5, &baseline,
                                   &judgement, NULL));
  jig_tally_judge (tally, weights, scratch, values);
  check_same (values, judgement.baseline);
  g_assert_cmpfloat (values[JIG_METRIC_ERROR], ==, 0.6);
  g_assert_cmpfloat (values[JIG_METRIC_AUC], ==, 0.5);
}

static void
test_nothing_weighs (void)
{
  static const double values_of_rows[] = { 1, 0 };
  static const double weights[] = { 0, 0 };
  const JigJudged judged = { JIG_TASK_BINARY, 2, FALSE, values_of_rows, values_of_rows, NULL, 2 };
  g_autoptr(JigTally) tally = jig_tally_new (&judged, NULL);
  double scratch[6];
  double values[JIG_N_METRICS];

  jig_tally_judge (tally, weights, scratch, values);
  for (guint i = 0; i < JIG_N_METRICS; i++)
    g_assert_true (isnan (values[i]));
}

static gboolean
try_tally (gpointer   data,
           GError   **error)
{
  static const double targets[] = { 1, 0, 1 };
  const JigJudged judged = { *(JigTask *) data, 2, FALSE, targets, targets, NULL, 3 };
  g_autoptr(JigTally) tally = jig_tally_new (&judged, error);

  return tally != NULL;
}

static void
test_out_of_memory (void)
{
  JigTask regression = JIG_TASK_REGRESSION;
  JigTask binary = JIG_TASK_BINARY;

  g_assert_cmpuint (jig_test_every_allocation_fails (try_tally, &regression), ==, 1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_tally, &binary), ==, 9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tally/same-as-judge", test_same_as_judge);
  g_test_add_func ("/tally/constant", test_constant);
  g_test_add_func ("/tally/nothing-weighs", test_nothing_weighs);
  g_test_add_func ("/tally/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
