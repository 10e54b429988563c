/* What rounds are judged by, and what early stopping makes of it. */

#include "core/boost/boost-training.h"

#include "core/base/error.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static const JigBoosterRules usual = {
  .n_rounds = 5,
  .grow = { .split = { 1.0, 0.0, 1.0 }, .depth = 3, .rate = 0.3 },
  .row_share = 1.0,
  .column_share = 1.0,
  .max_bins = 64,
  .base_score = NAN,
};

typedef struct
{
  JigTestSamples  samples;
  JigBoosterRules rules;
  GArray         *curve;
  JigBooster     *booster;
  guint           best_round;
} Fixture;

static void
fixture_init (Fixture *self,
              JigTask  task,
              gsize    n_rows)
{
  *self = (Fixture) { .rules = usual };
  jig_test_samples_init (&self->samples, task, n_rows, 3, 0.0, 1);
}

static void
fixture_clear (Fixture *self)
{
  jig_test_samples_clear (&self->samples);
  g_clear_pointer (&self->curve, g_array_unref);
  g_clear_pointer (&self->booster, jig_booster_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
train (Fixture  *self,
       GError  **error)
{
  const JigFit fit = {
    .samples = &self->samples.view,
    .watched = &self->samples.view,
    .task = self->samples.task,
    .n_classes = self->samples.n_classes,
    .seed = 1,
    .best_round = &self->best_round,
  };

  g_clear_pointer (&self->curve, g_array_unref);
  g_clear_pointer (&self->booster, jig_booster_free);
  self->best_round = 0;
  self->curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  self->booster = jig_boost_training_run (&fit, &self->rules, self->curve, NULL, error);
}

static const JigCurvePoint *
get_points (const Fixture *self)
{
  return (const JigCurvePoint *) (gconstpointer) self->curve->data;
}

/* The last point is what jig_metric_judge() says of the predictions. */
static void
check_metric (JigTask     task,
              JigMetricId metric)
{
  g_auto(Fixture) fixture = { { { 0 } } };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigRouter) router = NULL;
  g_autofree double *predictions = NULL;
  g_auto(JigBaseline) baseline = { 0 };
  JigJudgement judgement;

  fixture_init (&fixture, task, 300);
  fixture.rules.has_metric = TRUE;
  fixture.rules.metric = metric;
  train (&fixture, &error);
  g_assert_no_error (error);

  router = jig_router_new (fixture.booster->trees, fixture.booster->n_trees,
                           fixture.booster->base, fixture.booster->n_outputs, 3, NULL);
  predictions = g_new0 (double, 300 * fixture.booster->n_outputs);
  jig_router_predict (router, fixture.samples.features, 300, predictions);
  jig_link_apply (jig_link_of_task (task), predictions, 300, fixture.booster->n_outputs,
                  predictions);
  g_assert_true (jig_baseline_fit (task, fixture.samples.n_classes, &fixture.samples.view,
                                   &baseline, NULL));
  g_assert_true (jig_metric_judge (task, fixture.samples.n_classes, predictions,
                                   fixture.samples.targets, NULL, 300, &baseline, &judgement,
                                   NULL));

  g_assert_cmpfloat (get_points (&fixture)[4].train, ==, judgement.values[metric]);
  g_assert_cmpfloat (get_points (&fixture)[4].test, ==, judgement.values[metric]);
  g_assert_true (isnan (get_points (&fixture)[4].held));
}

static void
test_metrics (void)
{
  for (guint i = 0; i < JIG_N_METRICS; i++)
    for (int task = JIG_TASK_REGRESSION; task <= JIG_TASK_MULTICLASS; task++)
      if (jig_metric_get_info ((JigMetricId) i)->takes & JIG_TASK_TAKES (task))
        check_metric ((JigTask) task, (JigMetricId) i);
}

/* Without a metric the loss is shown: RMSE, log-loss. */
static void
test_loss (void)
{
  static const JigMetricId metrics[] = {
    JIG_METRIC_RMSE, JIG_METRIC_LOGLOSS, JIG_METRIC_LOGLOSS,
  };

  for (int task = JIG_TASK_REGRESSION; task <= JIG_TASK_MULTICLASS; task++)
    {
      g_auto(Fixture) fixture = { { { 0 } } };
      double last;

      fixture_init (&fixture, (JigTask) task, 300);
      train (&fixture, NULL);
      last = get_points (&fixture)[4].train;
      fixture.rules.has_metric = TRUE;
      fixture.rules.metric = metrics[task - JIG_TASK_REGRESSION];
      train (&fixture, NULL);
      g_assert_cmpfloat_with_epsilon (get_points (&fixture)[4].train, last, 1e-6);
    }
}

/* The highest AUC of the rows set aside is the best one, the first of several. */
static void
test_higher_is_better (void)
{
  g_auto(Fixture) fixture = { { { 0 } } };
  g_autoptr(GError) error = NULL;
  guint best = 0;

  fixture_init (&fixture, JIG_TASK_BINARY, 300);
  fixture.rules.n_rounds = 300;
  fixture.rules.early_stop = 6;
  fixture.rules.has_metric = TRUE;
  fixture.rules.metric = JIG_METRIC_AUC;
  train (&fixture, &error);
  g_assert_no_error (error);

  for (guint i = 1; i < fixture.curve->len; i++)
    if (get_points (&fixture)[i].held > get_points (&fixture)[best].held)
      best = i;
  g_assert_cmpuint (best, >, 0);
  g_assert_cmpuint (fixture.best_round, ==, best + 1);
  g_assert_cmpuint (fixture.booster->n_trees, ==, best + 1);
  g_assert_cmpuint (fixture.curve->len, ==, best + 7);
}

/* Rounds that gain too little are none: nothing is enough to follow the first. */
static void
test_delta (void)
{
  g_auto(Fixture) fixture = { { { 0 } } };
  const JigCurvePoint *points;
  double best;
  guint round = 1;

  fixture_init (&fixture, JIG_TASK_REGRESSION, 300);
  fixture.rules.n_rounds = 300;
  fixture.rules.early_stop = 4;
  fixture.rules.early_delta = 1e6;
  train (&fixture, NULL);
  g_assert_cmpuint (fixture.best_round, ==, 1);
  g_assert_cmpuint (fixture.curve->len, ==, 5);

  fixture.rules.early_delta = 0.02;
  train (&fixture, NULL);
  points = get_points (&fixture);
  best = points[0].held;
  for (guint i = 1; i < fixture.curve->len; i++)
    if (best - points[i].held > 0.02)
      {
        best = points[i].held;
        round = i + 1;
      }
  g_assert_cmpuint (round, >, 1);
  g_assert_cmpuint (fixture.best_round, ==, round);
  g_assert_cmpuint (fixture.curve->len, ==, round + 4);
}

/* All rounds stay, and the best one is known all the same. */
static void
test_keep_all (void)
{
  g_auto(Fixture) fixture = { { { 0 } } };
  guint best;

  fixture_init (&fixture, JIG_TASK_MULTICLASS, 300);
  fixture.rules.n_rounds = 300;
  fixture.rules.early_stop = 3;
  train (&fixture, NULL);
  best = fixture.best_round;
  g_assert_cmpuint (fixture.booster->n_trees, ==, 3 * best);

  fixture.rules.keep_all_trees = TRUE;
  train (&fixture, NULL);
  g_assert_cmpuint (fixture.best_round, ==, best);
  g_assert_cmpuint (fixture.booster->n_trees, ==, 3 * (best + 3));
  g_assert_cmpuint (fixture.curve->len, ==, best + 3);
}

static void
test_refused (void)
{
  g_auto(Fixture) fixture = { { { 0 } } };
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture, JIG_TASK_REGRESSION, 50);
  fixture.rules.has_metric = TRUE;
  fixture.rules.metric = JIG_METRIC_AUC;
  train (&fixture, &error);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "\"auc\" does not judge this task"));
}

/* One of the two classes is not among the rows set aside. */
static void
test_cannot_judge (void)
{
  g_auto(Fixture) fixture = { { { 0 } } };
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture, JIG_TASK_BINARY, 40);
  for (gsize row = 0; row < 40; row++)
    fixture.samples.targets[row] = 0.0;
  fixture.rules.early_stop = 3;
  fixture.rules.has_metric = TRUE;
  fixture.rules.metric = JIG_METRIC_AUC;
  train (&fixture, &error);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "cannot judge round 1"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/boost-scores/metrics", test_metrics);
  g_test_add_func ("/boost-scores/loss", test_loss);
  g_test_add_func ("/boost-scores/higher-is-better", test_higher_is_better);
  g_test_add_func ("/boost-scores/delta", test_delta);
  g_test_add_func ("/boost-scores/keep-all", test_keep_all);
  g_test_add_func ("/boost-scores/refused", test_refused);
  g_test_add_func ("/boost-scores/cannot-judge", test_cannot_judge);

  return g_test_run ();
}
