#include "core/boost/boost-training.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/memory.h"
#include "tests/support/mushrooms.h"

#include <math.h>
#include <string.h>

/* What a test lays down about a fit; the rest is the same for all. */
static const JigBoosterRules few_trees = {
  .n_rounds = 4,
  .grow = { .split = { 1.0, 0.0, 1.0 }, .depth = 4, .rate = 0.3 },
  .row_share = 1.0,
  .column_share = 1.0,
  .max_bins = 64,
  .base_score = NAN,
};

/* The setting of the published run. */
static const JigBoosterRules two_trees = {
  .n_rounds = 2,
  .grow = { .split = { 1.0, 0.0, 1.0 }, .depth = 2, .rate = 1.0 },
  .row_share = 1.0,
  .column_share = 1.0,
  .max_bins = 255,
  .base_score = 0.5,
};

static JigBooster *
fit_watched (const JigTestSamples  *samples,
             const JigTestSamples  *watched,
             const JigBoosterRules *rules,
             guint64                seed,
             GArray                *curve)
{
  const JigFit fit = {
    .samples = &samples->view,
    .watched = watched != NULL ? &watched->view : NULL,
    .task = samples->task,
    .n_classes = samples->n_classes,
    .seed = seed,
  };
  g_autoptr(GError) error = NULL;
  JigBooster *booster = jig_boost_training_run (&fit, rules, curve, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (booster);

  return booster;
}

static JigBooster *
fit_seed (const JigTestSamples  *samples,
          const JigBoosterRules *rules,
          guint64                seed)
{
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));

  return fit_watched (samples, NULL, rules, seed, curve);
}

static double *
predict (const JigBooster     *self,
         const JigTestSamples *samples)
{
  g_autoptr(JigRouter) router = jig_router_new (self->trees, self->n_trees, self->base,
                                                self->n_outputs, self->n_features, NULL);
  double *margins = g_new0 (double, samples->view.n_rows * self->n_outputs + 1);

  jig_router_predict (router, samples->features, samples->view.n_rows, margins);

  return margins;
}

static gboolean
is_same (const JigBooster *a,
         const JigBooster *b)
{
  if (a->n_trees != b->n_trees ||
      memcmp (a->base, b->base, a->n_outputs * sizeof *a->base) != 0)
    return FALSE;

  for (gsize t = 0; t < a->n_trees; t++)
    if (a->trees[t].n_nodes != b->trees[t].n_nodes ||
        memcmp (a->trees[t].nodes, b->trees[t].nodes,
                a->trees[t].n_nodes * sizeof *a->trees[t].nodes) != 0)
      return FALSE;

  return TRUE;
}

static gsize
count_wrong (const JigBooster     *booster,
             const JigTestSamples *samples)
{
  g_autofree double *margins = predict (booster, samples);
  gsize n_wrong = 0;

  for (gsize row = 0; row < samples->view.n_rows; row++)
    n_wrong += (margins[row] > 0.0) != (samples->targets[row] > 0.5) ? 1 : 0;

  return n_wrong;
}

/* A number where the published tree has none is one that was not published. */
static const struct
{
  gsize  tree;
  gsize  node;
  gint32 feature;
  double gain;
  double cover;
  double value;
} published[] = {
  { 0, 0, 0, 4000.531021, 1628.25, 0.0 },
  { 0, 1, 1, 1158.211967, 924.5, 0.0 },
  { 0, 2, 3, 198.173869, 703.75, 0.0 },
  { 0, 3, -1, 0.0, 812.0, 1.71217712 },
  { 0, 4, -1, 0.0, 112.5, -1.70044053 },
  { 0, 5, -1, 0.0, 690.5, -1.94070860 },
  { 0, 6, -1, 0.0, 13.25, 1.85964912 },
  { 1, 0, 2, 832.545121, 788.852043, 0.0 },
  { 1, 1, 0, 569.725101, 768.389656, 0.0 },
  { 1, 2, -1, 0.0, NAN, -6.236246 },
  { 1, 3, -1, 0.0, NAN, 0.784718 },
  { 1, 4, -1, 0.0, NAN, -0.968530 },
};

static void
check_published (const JigBooster *booster)
{
  g_assert_cmpuint (booster->n_trees, ==, 2);
  g_assert_cmpfloat (booster->base[0], ==, 0.0);
  g_assert_cmpuint (booster->trees[0].n_nodes, ==, 7);
  g_assert_cmpuint (booster->trees[1].n_nodes, ==, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const JigTreeNode *node = &booster->trees[published[i].tree].nodes[published[i].node];

      g_assert_cmpint (node->feature, ==, published[i].feature);
      g_assert_cmpfloat_with_epsilon (node->gain, published[i].gain, 1e-4);
      if (!isnan (published[i].cover))
        g_assert_cmpfloat_with_epsilon (node->cover, published[i].cover, 1e-4);
      g_assert_cmpfloat_with_epsilon (node->value, published[i].value, 1e-5);
      if (node->feature >= 0)
        g_assert_cmpfloat (node->threshold, ==, 0.5);
    }
}

/* The well-known public run: gains, covers and leaves of both trees, log-loss and
 * the number of wrong rows after each, on training and on test rows. */
static void
test_mushrooms (void)
{
  static const struct
  {
    double train;
    double test;
    gsize  n_train;
    gsize  n_test;
  } rounds[] = { { 0.233376, 0.226686, 303, 69 }, { 0.136658, 0.137874, 145, 35 } };
  g_auto(JigTestSamples) train = { 0 };
  g_auto(JigTestSamples) test = { 0 };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(JigBooster) booster = NULL;

  jig_test_mushrooms_init_train (&train);
  jig_test_mushrooms_init_test (&test);
  booster = fit_watched (&train, &test, &two_trees, 0, curve);
  check_published (booster);

  g_assert_cmpuint (curve->len, ==, 2);
  for (guint round = 0; round < 2; round++)
    {
      const JigCurvePoint *point = &g_array_index (curve, JigCurvePoint, round);
      JigBooster part = *booster;

      part.n_trees = round + 1;
      g_assert_cmpuint (point->round, ==, round + 1);
      g_assert_cmpfloat_with_epsilon (point->train, rounds[round].train, 5e-7);
      g_assert_cmpfloat_with_epsilon (point->test, rounds[round].test, 5e-7);
      g_assert_cmpuint (count_wrong (&part, &train), ==, rounds[round].n_train);
      g_assert_cmpuint (count_wrong (&part, &test), ==, rounds[round].n_test);
    }
}

/* Nine rows of weight are the same as 6,513 rows. */
static void
test_mushroom_counts (void)
{
  g_auto(JigTestSamples) counts = { 0 };
  g_autoptr(JigBooster) booster = NULL;

  jig_test_mushrooms_init_counts (&counts);
  booster = fit_seed (&counts, &two_trees, 0);
  check_published (booster);
}

/* The best start of a squared loss is the mean; the rest is one published split. */
static void
test_twelve_points (void)
{
  static const double labels[] = { 2, 3, 2, 3, 7, 8, 7, 8, 5, 6, 5, 6 };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigBooster) booster = NULL;
  JigBoosterRules rules = few_trees;
  g_autofree double *margins = NULL;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 12, 1, 0.0, 0);
  for (gsize row = 0; row < 12; row++)
    {
      samples.features[row] = (double) row + 1.0;
      samples.targets[row] = labels[row];
    }
  rules.n_rounds = 1;
  rules.grow.depth = 1;
  rules.grow.rate = 1.0;
  booster = fit_seed (&samples, &rules, 0);
  margins = predict (booster, &samples);

  g_assert_cmpfloat_with_epsilon (booster->base[0], 5.166667, 5e-7);
  g_assert_cmpfloat (booster->trees[0].nodes[0].threshold, ==, 4.5);
  g_assert_cmpfloat_with_epsilon (booster->trees[0].nodes[0].gain, 35.397531, 5e-7);
  for (gsize row = 0; row < 12; row++)
    g_assert_cmpfloat_with_epsilon (margins[row], 5.166667 + (row < 4 ? -2.133333 : 1.185185),
                                    2e-6);
}

/* The last point of the curve is the loss of what the model predicts. */
static void
test_curve (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_auto(JigTestSamples) watched = { 0 };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(JigBooster) booster = NULL;
  JigBoosterRules rules = few_trees;
  const JigTestSamples *sets[] = { &samples, &watched };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 9000, 4, 0.1, 1);
  jig_test_samples_init (&watched, JIG_TASK_REGRESSION, 5000, 4, 0.1, 2);
  rules.row_share = 0.5;
  booster = fit_watched (&samples, &watched, &rules, 1, curve);

  g_assert_cmpuint (curve->len, ==, rules.n_rounds);
  for (gsize i = 0; i < 2; i++)
    {
      const JigCurvePoint *last = &g_array_index (curve, JigCurvePoint, curve->len - 1);
      g_autofree double *margins = predict (booster, sets[i]);
      const gsize n_rows = sets[i]->view.n_rows;
      double sum = 0.0;

      for (gsize row = 0; row < n_rows; row++)
        sum += pow (margins[row] - sets[i]->targets[row], 2.0);
      g_assert_cmpfloat_with_epsilon (i == 0 ? last->train : last->test,
                                      sqrt (sum / (double) n_rows), 1e-12);
    }
  for (guint i = 1; i < curve->len; i++)
    g_assert_cmpfloat (g_array_index (curve, JigCurvePoint, i).train, <,
                       g_array_index (curve, JigCurvePoint, i - 1).train);
}

static void
test_outputs (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigBooster) booster = NULL;

  jig_test_samples_init (&samples, JIG_TASK_MULTICLASS, 300, 3, 0.0, 1);
  booster = fit_seed (&samples, &few_trees, 1);
  g_assert_cmpuint (booster->n_outputs, ==, 3);
  g_assert_cmpuint (booster->n_trees, ==, 12);
  for (gsize t = 0; t < booster->n_trees; t++)
    g_assert_cmpuint (booster->trees[t].output, ==, t % 3);
}

/* A row of weight 2 is two rows, and of weight 0 none. */
static void
test_weights (void)
{
  enum { N_ROWS = 400 };
  g_auto(JigTestSamples) weighted = { 0 };
  g_auto(JigTestSamples) repeated = { 0 };
  g_autoptr(JigBooster) one = NULL;
  g_autoptr(JigBooster) other = NULL;
  g_autofree double *margins = NULL;
  g_autofree double *same = NULL;
  gsize n_repeated = 0;

  jig_test_samples_init (&weighted, JIG_TASK_BINARY, N_ROWS, 2, 0.1, 1);
  jig_test_samples_init (&repeated, JIG_TASK_BINARY, 2 * N_ROWS, 2, 0.0, 1);
  weighted.view.weights = weighted.weights;
  for (gsize row = 0; row < N_ROWS; row++)
    {
      weighted.weights[row] = (double) (row % 3);
      for (gsize i = 0; i < row % 3; i++, n_repeated++)
        {
          memcpy (repeated.features + n_repeated * 2, weighted.features + row * 2,
                  2 * sizeof (double));
          repeated.targets[n_repeated] = weighted.targets[row];
        }
    }
  repeated.view.n_rows = n_repeated;

  one = fit_seed (&weighted, &few_trees, 1);
  other = fit_seed (&repeated, &few_trees, 1);
  margins = predict (one, &weighted);
  same = predict (other, &weighted);
  for (gsize row = 0; row < N_ROWS; row++)
    g_assert_cmpfloat_with_epsilon (margins[row], same[row], 1e-9);
}

/* Where the blanks belong is learnt: they all have the label of the low values. */
static void
test_missing (void)
{
  static const double features[] = { 1, 2, 3, 4, NAN, NAN, 1, 4, NAN };
  static const double targets[] = { 9, 9, 1, 1, 9, 9, 9, 1, 9 };
  static const double rows[] = { 0, 9, NAN };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigBooster) booster = NULL;
  g_autofree double *margins = NULL;
  JigBoosterRules rules = few_trees;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 9, 1, 0.0, 0);
  memcpy (samples.features, features, sizeof features);
  memcpy (samples.targets, targets, sizeof targets);
  rules.n_rounds = 1;
  rules.grow = (JigGrowRules) { .split = { 0.0, 0.0, 1.0 }, .depth = 1, .rate = 1.0 };
  booster = fit_seed (&samples, &rules, 0);
  memcpy (samples.features, rows, sizeof rows);
  margins = predict (booster, &samples);

  g_assert_true (booster->trees[0].nodes[0].missing_left);
  g_assert_cmpfloat_with_epsilon (margins[0], 9.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (margins[1], 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (margins[2], 9.0, 1e-12);
}

/* Sampling depends on the seed and on nothing else. */
static void
test_sampling (gconstpointer data)
{
  static const guint n_threads[] = { 1, 2, 3, 7 };
  const JigTask task = (JigTask) GPOINTER_TO_INT (data);
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigBooster) first = NULL;
  g_autoptr(JigBooster) all = NULL;
  g_autoptr(JigBooster) other = NULL;
  JigBoosterRules rules = few_trees;

  jig_test_samples_init (&samples, task, 40000, 6, 0.1, 1);
  all = fit_seed (&samples, &rules, 5);
  rules.row_share = 0.6;
  rules.column_share = 0.5;
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigBooster) booster = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      booster = fit_seed (&samples, &rules, 5);
      if (first == NULL)
        first = g_steal_pointer (&booster);
      else
        g_assert_true (is_same (booster, first));
    }
  jig_parallel_set_n_threads (0);

  other = fit_seed (&samples, &rules, 6);
  g_assert_false (is_same (other, first));
  g_assert_false (is_same (all, first));
}

/* Without sampling and early stopping there is nothing to draw. */
static void
test_seed_unused (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigBooster) one = NULL;
  g_autoptr(JigBooster) other = NULL;

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 500, 3, 0.1, 1);
  one = fit_seed (&samples, &few_trees, 1);
  other = fit_seed (&samples, &few_trees, 2);
  g_assert_true (is_same (one, other));
}

static guint
best_round_of (const GArray *curve)
{
  const JigCurvePoint *points = (const JigCurvePoint *) (gconstpointer) curve->data;
  guint best = 0;

  for (guint i = 1; i < curve->len; i++)
    if (points[i].held < points[best].held)
      best = i;

  return points[best].round;
}

/* It ends three rounds after the best and keeps what led to that. */
static void
test_early_stop (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(JigBooster) booster = NULL;
  JigBoosterRules rules = few_trees;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 300, 3, 0.0, 1);
  rules.n_rounds = 500;
  rules.early_stop = 3;
  booster = fit_watched (&samples, NULL, &rules, 1, curve);

  g_assert_cmpuint (booster->n_trees, <, 100);
  g_assert_cmpuint (booster->n_trees, ==, best_round_of (curve));
  g_assert_cmpuint (curve->len, ==, best_round_of (curve) + 3);
}

/* What it decides by is never the rows somebody watches. */
static void
test_early_stop_is_blind (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_auto(JigTestSamples) watched = { 0 };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(JigBooster) alone = NULL;
  g_autoptr(JigBooster) seen = NULL;
  JigBoosterRules rules = few_trees;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 300, 3, 0.0, 1);
  jig_test_samples_init (&watched, JIG_TASK_REGRESSION, 200, 3, 0.0, 2);
  for (gsize row = 0; row < 200; row++)
    watched.targets[row] = -watched.targets[row];
  rules.n_rounds = 500;
  rules.early_stop = 3;
  alone = fit_seed (&samples, &rules, 1);
  seen = fit_watched (&samples, &watched, &rules, 1, curve);

  g_assert_true (is_same (alone, seen));
  /* On the watched rows it only gets worse. */
  for (guint i = 1; i < curve->len; i++)
    g_assert_cmpfloat (g_array_index (curve, JigCurvePoint, i).test, >,
                       g_array_index (curve, JigCurvePoint, 0).test);
}

static void
test_refused (void)
{
  static const struct
  {
    JigTask     task;
    gsize       n_rows;
    double      base_score;
    guint       early_stop;
    int         code;
    const char *says;
  } cases[] = {
    { JIG_TASK_BINARY, 50, 0.0, 0, JIG_ERROR_VALUE, "between 0 and 1, not 0." },
    { JIG_TASK_BINARY, 50, 1.5, 0, JIG_ERROR_VALUE, "between 0 and 1, not 1.5." },
    { JIG_TASK_REGRESSION, 1, NAN, 2, JIG_ERROR_DATA, "there are too few" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(JigTestSamples) samples = { 0 };
      g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
      g_autoptr(GError) error = NULL;
      JigBoosterRules rules = few_trees;
      JigFit fit = { .samples = &samples.view, .task = cases[i].task };

      jig_test_samples_init (&samples, cases[i].task, cases[i].n_rows, 2, 0.0, 1);
      fit.n_classes = samples.n_classes;
      rules.base_score = cases[i].base_score;
      rules.early_stop = cases[i].early_stop;
      g_assert_null (jig_boost_training_run (&fit, &rules, curve, NULL, &error));
      g_assert_error (error, JIG_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* Everything that can be asked for at once. */
static gboolean
try_fitting (gpointer   data,
             GError   **error)
{
  const JigTestSamples *samples = data;
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  const JigFit fit = { .samples = &samples->view, .watched = &samples->view,
                       .task = samples->task, .n_classes = samples->n_classes };
  JigBoosterRules rules = few_trees;
  g_autoptr(JigBooster) booster = NULL;

  rules.n_rounds = 2;
  rules.row_share = 0.7;
  rules.column_share = 0.7;
  rules.early_stop = 5;
  booster = jig_boost_training_run (&fit, &rules, curve, NULL, error);

  return booster != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_MULTICLASS, 60, 3, 0.1, 1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fitting, &samples), >=, 30);
}

typedef struct
{
  GCancellable *cancellable;
  guint         n_rounds;      /* until it is cancelled */
} Watch;

static void
count_point (const JigCurvePoint *point,
             gpointer             user_data)
{
  Watch *watch = user_data;

  g_assert_cmpuint (point->round, <=, watch->n_rounds);
  if (point->round == watch->n_rounds)
    g_cancellable_cancel (watch->cancellable);
}

/* Who cancels in round 3 has no fourth one. */
static void
test_cancelled (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  Watch watch = { cancellable, 3 };
  const JigFit fit = { .samples = &samples.view, .task = JIG_TASK_REGRESSION, .n_classes = 1,
                       .on_point = count_point, .user_data = &watch };
  g_autoptr(GError) error = NULL;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 100, 2, 0.0, 1);
  g_assert_null (jig_boost_training_run (&fit, &few_trees, curve, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/boost-training/mushrooms", test_mushrooms);
  g_test_add_func ("/boost-training/mushrooms/counts", test_mushroom_counts);
  g_test_add_func ("/boost-training/twelve-points", test_twelve_points);
  g_test_add_func ("/boost-training/curve", test_curve);
  g_test_add_func ("/boost-training/outputs", test_outputs);
  g_test_add_func ("/boost-training/weights", test_weights);
  g_test_add_func ("/boost-training/missing", test_missing);
  for (int task = JIG_TASK_REGRESSION; task <= JIG_TASK_MULTICLASS; task++)
    {
      g_autofree char *path = g_strdup_printf ("/boost-training/sampling/%s",
                                               jig_task_name ((JigTask) task));

      g_test_add_data_func (path, GINT_TO_POINTER (task), test_sampling);
    }
  g_test_add_func ("/boost-training/seed-unused", test_seed_unused);
  g_test_add_func ("/boost-training/early-stop", test_early_stop);
  g_test_add_func ("/boost-training/early-stop/blind", test_early_stop_is_blind);
  g_test_add_func ("/boost-training/refused", test_refused);
  g_test_add_func ("/boost-training/out-of-memory", test_out_of_memory);
  g_test_add_func ("/boost-training/cancelled", test_cancelled);

  return g_test_run ();
}
