/* Training that goes on where another one ended. */

#include "core/boost/boost-training.h"

#include "core/base/error.h"
#include "core/model/model.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <string.h>

typedef struct
{
  const char           *kind;
  const char           *settings;    /* "name=value" words */
  const JigTestSamples *samples;
  const JigTestSamples *watched;     /* (nullable) */
  const JigModel       *start;       /* (nullable) */
} Plan;

static JigModel *
fit_plan (const Plan  *plan,
          GError     **error)
{
  const JigModelOps *ops = jig_model_find_ops (plan->kind);
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  g_auto(GStrv) words = g_strsplit (plan->settings, " ", -1);
  const JigFit fit = {
    .samples = &plan->samples->view,
    .watched = plan->watched != NULL ? &plan->watched->view : NULL,
    .task = plan->samples->task,
    .n_classes = plan->samples->n_classes,
    .values = values,
    .seed = 3,
    .start = plan->start,
  };

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], "=", 2);

      g_assert_true (jig_values_parse (values, pair[0], pair[1], NULL));
    }

  return jig_model_fit (ops, &fit, (const char * const *) plan->samples->names, NULL, NULL, error);
}

/* Everything that is drawn, chosen or weighed by the number of the round. */
static const struct
{
  const char *name;
  JigTask     task;
  const char *settings;
} ways[] = {
  { "plain", JIG_TASK_REGRESSION, "depth=3" },
  { "base-score", JIG_TASK_BINARY, "depth=3 base_score=0.3" },
  { "sampled", JIG_TASK_MULTICLASS, "depth=3 rows=0.5 columns=0.6" },
  { "gradients", JIG_TASK_BINARY, "depth=3 rate=0.3 goss_top=0.3 goss_other=0.2" },
  { "dart", JIG_TASK_MULTICLASS, "depth=3 dart_rate=0.5 dart_skip=0.2" },
  { "metric", JIG_TASK_BINARY, "depth=3 metric=auc" },
  { "leaves", JIG_TASK_REGRESSION, "depth=6 growth=leaf leaves=9 dart_rate=0.3 rows=0.7" },
  { "exact", JIG_TASK_BINARY, "depth=3 method=exact dart_rate=0.3 rows=0.6" },
  { "renewed", JIG_TASK_REGRESSION, "depth=3 objective=quantile dart_rate=0.3" },
  { "levels-and-nodes", JIG_TASK_MULTICLASS, "depth=3 columns_level=0.6 columns_node=0.6" },
};

/* 5 rounds and 7 more are 12, to the byte. */
static void
test_same_bytes (gconstpointer data)
{
  const gsize way = GPOINTER_TO_SIZE (data);
  g_autofree char *few = g_strdup_printf ("%s trees=5", ways[way].settings);
  g_autofree char *many = g_strdup_printf ("%s trees=12", ways[way].settings);
  g_auto(JigTestSamples) samples = { 0 };
  g_auto(JigTestSamples) watched = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) start = NULL;
  g_autoptr(JigModel) continued = NULL;
  g_autoptr(JigModel) straight = NULL;
  Plan plan = { "boost", few, &samples, &watched };

  jig_test_samples_init (&samples, ways[way].task, 600, 5, 0.1, 1);
  jig_test_samples_init (&watched, ways[way].task, 200, 5, 0.1, 2);
  start = fit_plan (&plan, &error);
  g_assert_no_error (error);
  plan.settings = many;
  straight = fit_plan (&plan, &error);
  g_assert_no_error (error);
  plan.start = start;
  continued = fit_plan (&plan, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (jig_model_get_hash (continued), ==, jig_model_get_hash (straight));
  g_assert_cmpstr (jig_model_get_hash (continued), !=, jig_model_get_hash (start));
}

/* Other rows add trees; those that were there stay as they are. */
static void
test_other_rows (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_auto(JigTestSamples) others = { 0 };
  g_autoptr(JigModel) start = NULL;
  g_autoptr(JigModel) continued = NULL;
  const JigBooster *before;
  const JigBooster *after;
  Plan plan = { "boost", "depth=3 trees=4", &samples };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 300, 3, 0.1, 1);
  jig_test_samples_init (&others, JIG_TASK_REGRESSION, 500, 3, 0.1, 2);
  start = fit_plan (&plan, NULL);
  plan = (Plan) { "boost", "depth=3 trees=6", &others, NULL, start };
  continued = fit_plan (&plan, NULL);
  before = jig_model_get_data (start);
  after = jig_model_get_data (continued);

  g_assert_cmpuint (after->n_trees, ==, 6);
  g_assert_cmpfloat (after->base[0], ==, before->base[0]);
  for (gsize t = 0; t < 4; t++)
    {
      g_assert_cmpmem (after->trees[t].nodes, after->trees[t].n_nodes * sizeof (JigTreeNode),
                       before->trees[t].nodes, before->trees[t].n_nodes * sizeof (JigTreeNode));
      g_assert_true (after->trees[t].nodes != before->trees[t].nodes);
    }
}

/* What early stopping has kept is never lost to something worse. */
static void
test_early_stop (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) start = NULL;
  g_autoptr(JigModel) continued = NULL;
  const JigCurvePoint *points;
  gsize n_points;
  guint best;
  Plan plan = { "boost", "depth=3 trees=500 early_stop=4", &samples };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 300, 3, 0.0, 1);
  start = fit_plan (&plan, &error);
  g_assert_no_error (error);
  best = jig_model_get_best_round (start);
  g_assert_cmpuint (best, <, 400);

  plan.start = start;
  continued = fit_plan (&plan, &error);
  g_assert_no_error (error);
  points = jig_model_get_curve (continued, &n_points);
  g_assert_cmpuint (jig_model_get_best_round (continued), ==, best);
  g_assert_cmpuint (n_points, ==, best + 4);
  for (gsize i = 0; i < n_points; i++)
    g_assert_cmpuint (points[i].round, ==, i + 1);
}

/* Scores of another metric would not be of one curve. */
static void
test_other_metric (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) start = NULL;
  g_autoptr(JigModel) continued = NULL;
  const JigCurvePoint *points;
  gsize n_points;
  Plan plan = { "boost", "depth=3 trees=4", &samples };

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 300, 3, 0.0, 1);
  start = fit_plan (&plan, NULL);
  plan.start = start;
  plan.settings = "depth=3 trees=6 metric=error";
  continued = fit_plan (&plan, NULL);
  points = jig_model_get_curve (continued, &n_points);
  g_assert_cmpuint (n_points, ==, 3);
  g_assert_cmpuint (points[0].round, ==, 4);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *kind;
    JigTask     task;
    gsize       n_features;
    const char *settings;
    int         code;
    const char *says;
  } cases[] = {
    { "boost", JIG_TASK_REGRESSION, 3, "trees=4", JIG_ERROR_VALUE, "has 4 rounds already" },
    { "boost", JIG_TASK_BINARY, 3, "trees=6", JIG_ERROR_MISMATCH, "the task or the classes" },
    { "boost", JIG_TASK_REGRESSION, 4, "trees=6", JIG_ERROR_MISMATCH, "has other features" },
    { "boost", JIG_TASK_REGRESSION, 3, "trees=6 objective=poisson", JIG_ERROR_MISMATCH,
      "the objectives do not go together" },
    { "linear", JIG_TASK_REGRESSION, 3, "lambda=1", JIG_ERROR_VALUE, "learns all at once" },
  };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) start = NULL;
  const Plan first = { "boost", "trees=4", &samples };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 100, 3, 0.0, 1);
  start = fit_plan (&first, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(JigTestSamples) others = { 0 };
      const Plan plan = { cases[i].kind, cases[i].settings, &others, NULL, start };
      g_autoptr(GError) error = NULL;

      jig_test_samples_init (&others, cases[i].task, 100, cases[i].n_features, 0.0, 1);
      g_assert_null (fit_plan (&plan, &error));
      g_assert_error (error, JIG_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static gboolean
try_continuing (gpointer   data,
                GError   **error)
{
  g_autoptr(JigModel) model = fit_plan (data, error);

  return model != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) start = NULL;
  Plan plan = { "boost", "depth=2 trees=2", &samples };

  jig_test_samples_init (&samples, JIG_TASK_MULTICLASS, 50, 2, 0.0, 1);
  start = fit_plan (&plan, NULL);
  plan.start = start;
  plan.settings = "depth=2 trees=3 early_stop=2 metric=error dart_rate=1";
  g_assert_cmpuint (jig_test_every_allocation_fails (try_continuing, &plan), >=, 40);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      g_autofree char *path = g_strdup_printf ("/boost-start/same-bytes/%s", ways[way].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (way), test_same_bytes);
    }
  g_test_add_func ("/boost-start/other-rows", test_other_rows);
  g_test_add_func ("/boost-start/early-stop", test_early_stop);
  g_test_add_func ("/boost-start/other-metric", test_other_metric);
  g_test_add_func ("/boost-start/refused", test_refused);
  g_test_add_func ("/boost-start/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
