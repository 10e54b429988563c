/* Poor data and what must not matter: a model or a sentence, never a crash. */

#include "core/boost/booster.h"
#include "core/model/model.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/samples.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define QUICK "trees=5 depth=3 "

static const char * const all_numbers[] = {
  QUICK "objective=squared", QUICK "objective=absolute", QUICK "objective=huber",
  QUICK "objective=quantile quantile=0.9", QUICK "objective=poisson", QUICK "objective=gamma",
  QUICK "objective=tweedie",
};

static void
init (JigTestSamples *samples,
      JigTask         task,
      gsize           n_rows,
      gsize           n_features)
{
  jig_test_samples_init (samples, task, n_rows, n_features, 0.1, 1);
  if (task == JIG_TASK_REGRESSION)
    for (gsize row = 0; row < n_rows; row++)
      samples->targets[row] = 1.0 + fabs (samples->targets[row]);
}

static JigModel *
fit (const JigTestSamples *samples,
     const char           *settings)
{
  g_autoptr(GError) error = NULL;
  JigModel *model = jig_test_samples_fit (samples, "boost", settings, NULL, &error);

  g_assert_no_error (error);

  return model;
}

/* The margins of the rows it learnt from, all of them numbers. */
static double *
predict (const JigModel       *model,
         const JigTestSamples *samples)
{
  const gsize n_margins = samples->view.n_rows * jig_model_get_n_outputs (model);
  double *margins = g_new0 (double, n_margins + 1);

  jig_model_predict_margins (model, samples->features, samples->view.n_rows, margins, NULL, NULL);
  for (gsize i = 0; i < n_margins; i++)
    g_assert_true (isfinite (margins[i]));

  return margins;
}

static void
check_numbers (const JigTestSamples *samples)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_numbers); i++)
    {
      g_autoptr(JigModel) model = NULL;
      g_autofree double *margins = NULL;

      g_test_message ("%s", all_numbers[i]);
      model = fit (samples, all_numbers[i]);
      margins = predict (model, samples);
    }
}

/* All rows say the same: so does the model. */
static void
test_constant_label (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, JIG_TASK_REGRESSION, 100, 3);
  for (gsize row = 0; row < 100; row++)
    samples.targets[row] = 3.5;
  for (gsize i = 0; i < G_N_ELEMENTS (all_numbers); i++)
    {
      g_autoptr(JigModel) model = fit (&samples, all_numbers[i]);
      g_autofree double *values = predict (model, &samples);

      jig_model_link (model, values, 100, values);
      for (gsize row = 0; row < 100; row++)
        g_assert_cmpfloat_with_epsilon (values[row], 3.5, 1e-5);
    }
}

static void
test_one_row (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, JIG_TASK_REGRESSION, 1, 2);
  check_numbers (&samples);
}

/* A feature without a value, one with the same value everywhere: nobody asks. */
static void
test_empty_features (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, JIG_TASK_REGRESSION, 200, 5);
  for (gsize row = 0; row < 200; row++)
    {
      samples.features[row * 5 + 3] = NAN;
      samples.features[row * 5 + 4] = 7.0;
    }
  check_numbers (&samples);

  for (gsize i = 0; i < 200 * 5; i++)
    samples.features[i] = NAN;
  check_numbers (&samples);
}

/* Infinity is a value like others, and so is what no float holds. */
static void
test_infinite_features (void)
{
  static const double values[] = { INFINITY, -INFINITY, 1e300, -1e300, 0.0, NAN, DBL_MIN, FLT_MAX };
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, JIG_TASK_REGRESSION, 400, 2);
  for (gsize row = 0; row < 400; row++)
    samples.features[row * 2 + 1] = values[row % G_N_ELEMENTS (values)];
  check_numbers (&samples);
}

/* What lies between minus and plus infinity can be told apart. */
static void
test_two_infinities (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = NULL;
  g_autofree double *margins = NULL;

  init (&samples, JIG_TASK_REGRESSION, 100, 1);
  for (gsize row = 0; row < 100; row++)
    {
      samples.features[row] = row % 2 == 0 ? -INFINITY : INFINITY;
      samples.targets[row] = row % 2 == 0 ? 1.0 : 2.0;
    }
  model = fit (&samples, "trees=1 depth=1 rate=1 lambda=0");
  margins = predict (model, &samples);
  g_assert_cmpfloat_with_epsilon (margins[0], 1.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (margins[1], 2.0, 1e-6);
}

static void
test_outlier (void)
{
  static const double outliers[] = { 1e15, 1e30 };

  for (gsize i = 0; i < G_N_ELEMENTS (outliers); i++)
    {
      g_auto(JigTestSamples) samples = { 0 };

      init (&samples, JIG_TASK_REGRESSION, 500, 3);
      samples.targets[123] = outliers[i];
      check_numbers (&samples);
    }
}

/* Squares of these are no floats: a sentence says so. */
static void
test_too_large (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GError) error = NULL;

  init (&samples, JIG_TASK_REGRESSION, 50, 2);
  samples.targets[10] = 1e300;
  g_assert_null (jig_test_samples_fit (&samples, "boost", QUICK, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "too large"));
}

static void
test_many_features (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = NULL;
  g_autofree double *margins = NULL;

  init (&samples, JIG_TASK_REGRESSION, 12, 16384);
  model = fit (&samples, "trees=1 depth=1");
  margins = predict (model, &samples);
}

/* One cell of a label or of a weight, or all of them. */
static const struct
{
  const char *name;
  JigTask     task;
  gboolean    is_weight;
  gboolean    is_all;
  double      value;
  const char *says;      /* NULL: it is taken */
} cells[] = {
  { "label/nan", JIG_TASK_REGRESSION, FALSE, FALSE, NAN, "Row 8: the label is missing" },
  { "label/inf", JIG_TASK_REGRESSION, FALSE, FALSE, INFINITY, "Row 8: the label is missing" },
  { "label/no-class", JIG_TASK_BINARY, FALSE, FALSE, 2.0, "Row 8: the label is missing" },
  { "label/one-class", JIG_TASK_BINARY, FALSE, TRUE, 1.0, "same class" },
  { "label/one-of-three", JIG_TASK_MULTICLASS, FALSE, TRUE, 1.0, "same class" },
  { "weight/negative", JIG_TASK_REGRESSION, TRUE, FALSE, -1.0, "Row 8: a weight must be" },
  { "weight/nan", JIG_TASK_BINARY, TRUE, FALSE, NAN, "Row 8: a weight must be" },
  { "weight/inf", JIG_TASK_BINARY, TRUE, FALSE, INFINITY, "Row 8: a weight must be" },
  { "weight/one-zero", JIG_TASK_REGRESSION, TRUE, FALSE, 0.0, NULL },
  { "weight/zeros", JIG_TASK_REGRESSION, TRUE, TRUE, 0.0, "no training row with a weight" },
  { "weight/zeros-of-classes", JIG_TASK_BINARY, TRUE, TRUE, 0.0, "no training row with a weight" },
  { "weight/tiny", JIG_TASK_REGRESSION, TRUE, TRUE, 1e-30, NULL },
  { "weight/huge", JIG_TASK_BINARY, TRUE, FALSE, 1e30, NULL },
};

static void
test_cells (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) model = NULL;
  g_autofree double *margins = NULL;
  double *column;

  init (&samples, cells[i].task, 60, 2);
  samples.view.weights = samples.weights;
  column = cells[i].is_weight ? samples.weights : samples.targets;
  for (gsize row = 0; row < 60; row++)
    if (cells[i].is_all || row == 7)
      column[row] = cells[i].value;

  model = jig_test_samples_fit (&samples, "boost", QUICK, NULL, &error);
  if (cells[i].says == NULL)
    {
      g_assert_no_error (error);
      margins = predict (model, &samples);
      return;
    }
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, cells[i].says));
}

/* A weight of 3 is three rows, whatever is learnt. */
static void
check_copies (const char *settings)
{
  enum { N_ROWS = 120, N_FEATURES = 2 };
  g_auto(JigTestSamples) weighted = { 0 };
  g_auto(JigTestSamples) copies = { 0 };
  g_autoptr(JigModel) one = NULL;
  g_autoptr(JigModel) other = NULL;
  g_autofree double *expected = NULL;
  g_autofree double *got = NULL;
  gsize n_copies = 0;

  init (&weighted, JIG_TASK_REGRESSION, N_ROWS, N_FEATURES);
  init (&copies, JIG_TASK_REGRESSION, 3 * N_ROWS, N_FEATURES);
  for (gsize row = 0; row < N_ROWS; row++)
    for (gsize i = 0; i < (gsize) weighted.weights[row]; i++, n_copies++)
      {
        memcpy (copies.features + n_copies * N_FEATURES, weighted.features + row * N_FEATURES,
                N_FEATURES * sizeof (double));
        copies.targets[n_copies] = weighted.targets[row];
      }
  weighted.view.weights = weighted.weights;
  copies.view.n_rows = n_copies;

  one = fit (&weighted, settings);
  other = fit (&copies, settings);
  expected = predict (one, &weighted);
  got = g_new0 (double, N_ROWS);
  jig_model_predict_margins (other, weighted.features, N_ROWS, got, NULL, NULL);
  for (gsize row = 0; row < N_ROWS; row++)
    g_assert_cmpfloat_with_epsilon (got[row], expected[row], 1e-6 * (1.0 + fabs (expected[row])));
}

/* A split that nothing comes near to, so that rounding decides nowhere. */
static void
test_copies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_numbers); i++)
    {
      g_autofree char *settings = g_strconcat (all_numbers[i], " trees=1 depth=1", NULL);

      g_test_message ("%s", settings);
      check_copies (settings);
    }
}

/* Which rows go where, and what they get there: not what is asked. */
static void
test_monotone_transform (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) plain = NULL;
  g_autoptr(JigModel) bent = NULL;
  g_autofree double *expected = NULL;
  g_autofree double *got = NULL;

  init (&samples, JIG_TASK_BINARY, 1000, 3);
  plain = fit (&samples, QUICK);
  expected = predict (plain, &samples);
  for (gsize i = 0; i < 1000 * 3; i++)
    samples.features[i] = exp (samples.features[i] / 2.0) - 5.0;
  bent = fit (&samples, QUICK);
  got = predict (bent, &samples);
  g_assert_cmpmem (got, 1000 * sizeof *got, expected, 1000 * sizeof *expected);
}

/* Rows in another order are rounded otherwise where derivatives are packed; where
 * they are not, because some of them dwarf the others, the trees are the same. */
static void
test_permuted (void)
{
  enum { N_ROWS = 20001, N_FEATURES = 2 };
  g_auto(JigTestSamples) samples = { 0 };
  g_auto(JigTestSamples) shuffled = { 0 };
  g_autoptr(JigModel) one = NULL;
  g_autoptr(JigModel) other = NULL;
  g_autofree double *expected = NULL;
  g_autofree double *got = NULL;

  init (&samples, JIG_TASK_REGRESSION, N_ROWS, N_FEATURES);
  init (&shuffled, JIG_TASK_REGRESSION, N_ROWS, N_FEATURES);
  samples.targets[17] = 1e9;
  for (gsize row = 0; row < N_ROWS; row++)
    {
      const gsize from = row * 7 % N_ROWS;

      memcpy (shuffled.features + row * N_FEATURES, samples.features + from * N_FEATURES,
              N_FEATURES * sizeof (double));
      shuffled.targets[row] = samples.targets[from];
    }

  one = fit (&samples, "trees=2 depth=3 base_score=2");
  other = fit (&shuffled, "trees=2 depth=3 base_score=2");
  expected = predict (one, &samples);
  got = g_new0 (double, N_ROWS);
  jig_model_predict_margins (other, samples.features, N_ROWS, got, NULL, NULL);
  g_assert_cmpmem (got, N_ROWS * sizeof *got, expected, N_ROWS * sizeof *expected);
}

/* Greedy depth 1 in plain doubles: the least sum of squares of both sides. */
static double
find_best_loss (const JigTestSamples *samples)
{
  const gsize n_rows = samples->view.n_rows;
  const gsize n_features = samples->view.n_features;
  double best = INFINITY;

  for (gsize j = 0; j < n_features; j++)
    for (gsize k = 0; k < n_rows; k++)
      {
        double sums[2] = { 0 };
        double squares = 0.0;
        double counts[2] = { 0 };

        for (gsize row = 0; row < n_rows; row++)
          {
            const gboolean side = samples->features[row * n_features + j] <
                                  samples->features[k * n_features + j];

            sums[side] += samples->targets[row];
            squares += samples->targets[row] * samples->targets[row];
            counts[side] += 1.0;
          }
        if (counts[0] > 0.0 && counts[1] > 0.0)
          best = fmin (best, squares - sums[0] * sums[0] / counts[0] -
                       sums[1] * sums[1] / counts[1]);
      }

  return best;
}

/* Labels whose tail is so heavy that one row outweighs hundreds: the split that is
 * found is as good as the best one there is. */
static void
test_heavy_tail (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = NULL;
  g_autofree double *margins = NULL;
  JigRandom random;
  double loss = 0.0;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 200, 2, 0.0, 1);
  jig_random_init (&random, 1, "heavy-tail", 0);
  for (gsize row = 0; row < 200; row++)
    samples.targets[row] = samples.features[row * 2] + pow (jig_random_double (&random), -1.5);
  model = fit (&samples, "trees=1 depth=1 rate=1 lambda=0");
  margins = predict (model, &samples);
  for (gsize row = 0; row < 200; row++)
    loss += (margins[row] - samples.targets[row]) * (margins[row] - samples.targets[row]);

  g_assert_cmpfloat (loss, <=, find_best_loss (&samples) * 1.005);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hostile/constant-label", test_constant_label);
  g_test_add_func ("/hostile/one-row", test_one_row);
  g_test_add_func ("/hostile/empty-features", test_empty_features);
  g_test_add_func ("/hostile/infinite-features", test_infinite_features);
  g_test_add_func ("/hostile/two-infinities", test_two_infinities);
  g_test_add_func ("/hostile/outlier", test_outlier);
  g_test_add_func ("/hostile/too-large", test_too_large);
  g_test_add_func ("/hostile/many-features", test_many_features);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/%s", cells[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_cells);
    }
  g_test_add_func ("/hostile/copies", test_copies);
  g_test_add_func ("/hostile/monotone-transform", test_monotone_transform);
  g_test_add_func ("/hostile/permuted", test_permuted);
  g_test_add_func ("/hostile/heavy-tail", test_heavy_tail);

  return g_test_run ();
}
