/* Models of every objective, as their settings ask for them. Derivatives and losses
 * are tested by tests/core/boost/objective.c. */

#include "core/boost/booster.h"
#include "core/model/model.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static const char * const numbers[] = {
  "objective=squared", "objective=absolute", "objective=huber huber_delta=2",
  "objective=quantile quantile=0.8", "objective=poisson", "objective=gamma",
  "objective=tweedie tweedie_power=1.3",
};

static JigModel *
fit (const JigTestSamples *samples,
     const char           *settings)
{
  g_autoptr(GError) error = NULL;
  JigModel *model = jig_test_samples_fit (samples, "boost", settings, NULL, &error);

  g_assert_no_error (error);

  return model;
}

/* Labels above 0, so that every loss takes them. */
static void
init (JigTestSamples *samples,
      gsize           n_rows)
{
  jig_test_samples_init (samples, JIG_TASK_REGRESSION, n_rows, 3, 0.1, 1);
  for (gsize row = 0; row < n_rows; row++)
    samples->targets[row] = 1.0 + floor (fabs (samples->targets[row]));
}

static double *
predict (const JigModel       *model,
         const JigTestSamples *samples)
{
  double *predictions = g_new0 (double, samples->view.n_rows + 1);

  jig_model_predict_margins (model, samples->features, samples->view.n_rows, predictions, NULL,
                             NULL);
  jig_model_link (model, predictions, samples->view.n_rows, predictions);

  return predictions;
}

/* One question, and what both of its leaves are worth by hand. */
static void
test_leaves (void)
{
  static const struct
  {
    const char *settings;
    double      left;
    double      right;
  } cases[] = {
    /* G = 4 - 2 and 4 - 6, H = 4 e^0.7, lambda 1. */
    { "objective=poisson base_score=1 lambda=1", -0.2208721820, 0.2208721820 },
    /* Medians of 0 0 1 1 and of 1 1 2 2 less the base. */
    { "objective=absolute base_score=0.25", 0.25, 1.25 },
    { "objective=absolute base_score=0.25 rate=0.5", 0.125, 0.625 },
    { "objective=quantile quantile=0.9 base_score=0", 1.0, 2.0 },
    { "objective=quantile quantile=0.1 base_score=0", 0.0, 1.0 },
    /* G as of Poisson, H = (4 + 2) / 2 and (4 + 6) / 2. */
    { "objective=tweedie base_score=1 lambda=1", -0.5, 1.0 / 3.0 },
    /* z = 0 0 -1 -1 and -1 -1 -2 -2: z / r, 1 / r^3. */
    { "objective=huber base_score=0 lambda=0", 0.5224077499, 3.6152325881 },
  };
  static const double features[] = { 0, 0, 0, 0, 1, 1, 1, 1 };
  static const double targets[] = { 0, 0, 1, 1, 1, 1, 2, 2 };
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 8, 1, 0.0, 1);
  memcpy (samples.features, features, sizeof features);
  memcpy (samples.targets, targets, sizeof targets);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *settings = g_strconcat ("trees=1 depth=1 min_child_weight=0 rate=1 ",
                                               cases[i].settings, NULL);
      g_autoptr(JigModel) model = fit (&samples, settings);
      const JigBooster *booster = jig_model_get_data (model);

      g_test_message ("%s", cases[i].settings);
      g_assert_cmpuint (booster->trees[0].n_nodes, ==, 3);
      g_assert_cmpfloat_with_epsilon (booster->trees[0].nodes[1].value, cases[i].left, 5e-7);
      g_assert_cmpfloat_with_epsilon (booster->trees[0].nodes[2].value, cases[i].right, 5e-7);
    }
}

/* The loss falls, and the model says how its margins are read. */
static void
test_all (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, 500);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *settings = g_strconcat ("trees=30 depth=3 ", numbers[i], NULL);
      g_autoptr(JigModel) model = fit (&samples, settings);
      gsize n_points;
      const JigCurvePoint *points = jig_model_get_curve (model, &n_points);

      g_test_message ("%s", numbers[i]);
      g_assert_cmpfloat (points[n_points - 1].train, <, 0.9 * points[0].train);
      g_assert_cmpint (jig_model_get_link (model), ==, i < 4 ? JIG_LINK_VALUE : JIG_LINK_EXP);
    }
}

/* Leaves are sorted out side by side, and rows that a tree has not seen walk it. */
static void
test_threads (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, 5000);
  samples.view.weights = samples.weights;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *settings = g_strconcat ("trees=3 depth=5 rows=0.7 early_stop=3 ",
                                               numbers[i], NULL);
      g_autoptr(JigModel) first = NULL;
      g_autoptr(JigModel) other = NULL;

      jig_parallel_set_n_threads (1);
      first = fit (&samples, settings);
      jig_parallel_set_n_threads (3);
      other = fit (&samples, settings);
      jig_parallel_set_n_threads (0);
      g_assert_cmpstr (jig_model_get_hash (first), ==, jig_model_get_hash (other));
    }
}

/* The share of labels below a quantile is that quantile, about. */
static void
test_coverage (void)
{
  static const double shares[] = { 0.1, 0.5, 0.9 };
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, 2000);
  for (gsize i = 0; i < 2000; i++)
    samples.targets[i] += (double) (i * 7919 % 2000) / 500.0;
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *settings = g_strdup_printf ("trees=60 depth=2 objective=quantile"
                                                   " quantile=%.1f", shares[i]);
      g_autoptr(JigModel) model = fit (&samples, settings);
      g_autofree double *predictions = predict (model, &samples);
      double n_below = 0.0;

      for (gsize row = 0; row < 2000; row++)
        n_below += samples.targets[row] < predictions[row] ? 1.0 : 0.0;
      g_assert_cmpfloat_with_epsilon (n_below / 2000.0, shares[i], 0.03);
    }
}

/* A wild label moves a mean and no median. */
static void
test_outlier (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) calm = NULL;
  g_autoptr(JigModel) wild = NULL;
  g_autofree double *expected = NULL;
  g_autofree double *got = NULL;
  double sum = 0.0;

  init (&samples, 1000);
  calm = fit (&samples, "trees=20 depth=3 objective=absolute");
  expected = predict (calm, &samples);
  samples.targets[500] = 1e30;
  wild = fit (&samples, "trees=20 depth=3 objective=absolute");
  got = predict (wild, &samples);
  for (gsize row = 0; row < 1000; row++)
    sum += fabs (got[row] - expected[row]) / 1000.0;
  g_assert_cmpfloat (sum, <, 0.1);
}

static void
test_round_trip (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = NULL;
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JigModel) again = NULL;
  g_autofree double *expected = NULL;
  g_autofree double *got = NULL;
  g_autofree char *name = NULL;

  init (&samples, 200);
  model = fit (&samples, "trees=5 objective=tweedie tweedie_power=1.25");
  jig_model_write (model, writer);
  text = jig_json_writer_finish (writer);
  node = jig_json_parse (text, strlen (text), "m.jig", NULL);
  again = jig_model_read (json_node_get_object (node), "m.jig", NULL);
  g_assert_cmpstr (jig_model_get_hash (again), ==, jig_model_get_hash (model));
  g_assert_cmpint (jig_model_get_link (again), ==, JIG_LINK_EXP);
  g_assert_nonnull (strstr (text, "\"objective\":\"tweedie\",\"tweedie_power\":1.25,"));

  expected = predict (model, &samples);
  got = predict (again, &samples);
  g_assert_cmpmem (got, 200 * sizeof *got, expected, 200 * sizeof *expected);
  for (gsize row = 0; row < 200; row++)
    g_assert_cmpfloat (got[row], >, 0.0);

  name = jig_model_dup_name (model);
  g_assert_nonnull (strstr (name, "Objective tweedie, Variance power 1.25"));
}

/* Files of before there were objectives have no such setting and no link. */
static void
test_old_file (void)
{
  static const char text[] =
    "{\"kind\":\"boost\",\"task\":\"regression\",\"classes\":1,\"seed\":1,"
    "\"settings\":{\"trees\":1,\"depth\":1},\"features\":[\"f\"],\"labels\":null,\"curve\":[],"
    "\"data\":{\"base\":[0.5],\"trees\":[{\"output\":0,\"feature\":[-1],\"left\":[-1],"
    "\"right\":[-1],\"missing_left\":[0],\"threshold\":[0],\"value\":[2],\"gain\":[0],"
    "\"cover\":[1]}]}}";
  static const double feature = 0.0;
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) model = jig_model_read (json_node_get_object (node), "m.jig", &error);
  double value;

  g_assert_no_error (error);
  g_assert_cmpint (jig_model_get_link (model), ==, JIG_LINK_VALUE);
  g_assert_true (jig_model_predict_margins (model, &feature, 1, &value, NULL, NULL));
  jig_model_link (model, &value, 1, &value);
  g_assert_cmpfloat (value, ==, 2.5);
}

static void
test_refused (void)
{
  static const struct { const char *settings; int code; const char *says; } cases[] = {
    { "objective=poisson base_score=0", JIG_ERROR_VALUE, "above 0 for the objective \"poisson\"" },
    { "objective=gamma base_score=-1", JIG_ERROR_VALUE, "above 0 for the objective \"gamma\"" },
    { "objective=softmax", JIG_ERROR_VALUE, "is for the task multiclass" },
    { "objective=quantile path_smooth=1", JIG_ERROR_VALUE, "\"quantile\" are quantiles" },
    { "objective=gamma", JIG_ERROR_DATA, "Row 8: the label must be above 0" },
  };
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      samples.targets[7] = cases[i].code == JIG_ERROR_DATA ? 0.0 : 1.0;
      g_assert_null (jig_test_samples_fit (&samples, "boost", cases[i].settings, NULL, &error));
      g_assert_error (error, JIG_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* A sum of values does not go on as a sum of logarithms. */
static void
test_continued (void)
{
  static const struct { const char *objective; gboolean is_good; } cases[] = {
    { "poisson", TRUE }, { "gamma", TRUE }, { "squared", FALSE }, { "absolute", FALSE },
  };
  const JigModelOps *ops = jig_model_find_ops ("boost");
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) start = NULL;

  init (&samples, 100);
  start = fit (&samples, "trees=2 objective=poisson");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (ops->params);
      const JigFit more = { .samples = &samples.view, .task = JIG_TASK_REGRESSION, .n_classes = 1,
                            .values = values, .seed = 1, .start = start };
      g_autoptr(GError) error = NULL;
      g_autoptr(JigModel) model = NULL;

      g_assert_true (jig_values_parse (values, "trees", "4", NULL));
      g_assert_true (jig_values_parse (values, "objective", cases[i].objective, NULL));
      model = jig_model_fit (ops, &more, (const char * const *) samples.names, NULL, NULL, &error);
      if (cases[i].is_good)
        g_assert_no_error (error);
      else
        g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
    }
}

static gboolean
try_fitting (gpointer   data,
             GError   **error)
{
  g_autoptr(JigModel) model = jig_test_samples_fit (data, "boost", "trees=1 objective=absolute",
                                                    NULL, error);

  return model != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  init (&samples, 60);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fitting, &samples), >=, 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/objective-training/leaves", test_leaves);
  g_test_add_func ("/objective-training/all", test_all);
  g_test_add_func ("/objective-training/threads", test_threads);
  g_test_add_func ("/objective-training/coverage", test_coverage);
  g_test_add_func ("/objective-training/outlier", test_outlier);
  g_test_add_func ("/objective-training/round-trip", test_round_trip);
  g_test_add_func ("/objective-training/old-file", test_old_file);
  g_test_add_func ("/objective-training/refused", test_refused);
  g_test_add_func ("/objective-training/continued", test_continued);
  g_test_add_func ("/objective-training/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
