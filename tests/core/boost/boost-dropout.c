/* Training that leaves rounds out: what is predicted is what was trained. */

#include "core/boost/boost-training.h"

#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static const JigBoosterRules usual = {
  .n_rounds = 6,
  .grow = { .split = { 1.0, 0.0, 1.0 }, .depth = 3, .rate = 0.5 },
  .row_share = 1.0,
  .column_share = 1.0,
  .dart = { 0.5, 0.2, 50 },
  .max_bins = 64,
  .base_score = NAN,
};

static JigBooster *
fit (const JigTestSamples  *samples,
     const JigTestSamples  *watched,
     const JigBoosterRules *rules,
     GArray                *curve)
{
  const JigFit all = {
    .samples = &samples->view,
    .watched = watched != NULL ? &watched->view : NULL,
    .task = samples->task,
    .n_classes = samples->n_classes,
    .seed = 1,
  };
  g_autoptr(GError) error = NULL;
  JigBooster *booster = jig_boost_training_run (&all, rules, curve, NULL, &error);

  g_assert_no_error (error);

  return booster;
}

static GArray *
new_curve (void)
{
  return g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
}

/* Of a regression. */
static double
measure_rmse (const JigBooster     *self,
              const JigTestSamples *samples)
{
  const gsize n_rows = samples->view.n_rows;
  g_autoptr(JigRouter) router = jig_router_new (self->trees, self->n_trees, self->base,
                                                self->n_outputs, self->n_features, NULL);
  g_autofree double *margins = g_new0 (double, n_rows);
  double sum = 0.0;

  jig_router_predict (router, samples->features, n_rows, margins);
  for (gsize row = 0; row < n_rows; row++)
    sum += pow (margins[row] - samples->targets[row], 2.0);

  return sqrt (sum / (double) n_rows);
}

/* The point of each round is the loss of the model that ends there. */
static void
test_curve (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_auto(JigTestSamples) watched = { 0 };
  g_autoptr(GArray) curve = new_curve ();
  g_autoptr(JigBooster) booster = NULL;
  gboolean is_weighed = FALSE;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 5000, 4, 0.1, 1);
  jig_test_samples_init (&watched, JIG_TASK_REGRESSION, 700, 4, 0.1, 2);
  booster = fit (&samples, &watched, &usual, curve);

  g_assert_cmpuint (curve->len, ==, usual.n_rounds);
  for (guint round = 1; round <= usual.n_rounds; round++)
    {
      const JigCurvePoint *point = &g_array_index (curve, JigCurvePoint, round - 1);
      g_autoptr(GArray) other = new_curve ();
      g_autoptr(JigBooster) part = NULL;
      JigBoosterRules rules = usual;

      rules.n_rounds = round;
      part = fit (&samples, NULL, &rules, other);
      is_weighed |= part->trees[0].nodes[part->trees[0].n_nodes - 1].value !=
                    booster->trees[0].nodes[part->trees[0].n_nodes - 1].value;
      g_assert_cmpfloat_with_epsilon (point->train, measure_rmse (part, &samples), 1e-12);
      g_assert_cmpfloat_with_epsilon (point->test, measure_rmse (part, &watched), 1e-12);
    }
  g_assert_true (is_weighed);
}

/* Who leaves all rounds out grows the first tree again and again: together they say
 * what it says, each its share. */
static void
test_shares (void)
{
  static const struct
  {
    gboolean by_forest;
    double   shares[3];
  } cases[] = {
    { FALSE, { 1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0 } },
    { TRUE, { 0.25, 0.25, 0.5 } },
  };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GArray) curve = new_curve ();
  g_autoptr(JigBooster) plain = NULL;
  JigBoosterRules rules = usual;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 500, 3, 0.0, 1);
  rules.grow.rate = 1.0;
  rules.n_rounds = 1;
  plain = fit (&samples, NULL, &rules, curve);
  rules.n_rounds = 3;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigBooster) booster = NULL;

      rules.dart = (JigDartRules) { .rate = 1.0, .by_forest = cases[i].by_forest };
      booster = fit (&samples, NULL, &rules, curve);
      for (gsize t = 0; t < 3; t++)
        {
          g_assert_cmpuint (booster->trees[t].n_nodes, ==, plain->trees[0].n_nodes);
          for (gsize k = 0; k < plain->trees[0].n_nodes; k++)
            {
              const double value = booster->trees[t].nodes[k].value;

              /* Leaves are floats, and the margins that the trees are taken from too. */
              g_assert_true (jig_tree_is_float (value));
              g_assert_cmpfloat_with_epsilon (value, cases[i].shares[t] *
                                              plain->trees[0].nodes[k].value, 1e-5);
            }
        }
    }
}

/* What comes after the best round leaves no trace. */
static void
test_early_stop (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GArray) curve = new_curve ();
  g_autoptr(JigBooster) stopped = NULL;
  g_autoptr(JigBooster) straight = NULL;
  JigBoosterRules rules = usual;

  jig_test_samples_init (&samples, JIG_TASK_MULTICLASS, 300, 3, 0.0, 1);
  rules.n_rounds = 200;
  rules.early_stop = 8;
  stopped = fit (&samples, NULL, &rules, curve);
  rules.n_rounds = (guint) (stopped->n_trees / stopped->n_outputs);
  g_assert_cmpuint (curve->len, ==, rules.n_rounds + 8);
  straight = fit (&samples, NULL, &rules, curve);

  g_assert_cmpuint (straight->n_trees, ==, stopped->n_trees);
  for (gsize t = 0; t < straight->n_trees; t++)
    g_assert_cmpmem (straight->trees[t].nodes,
                     straight->trees[t].n_nodes * sizeof (JigTreeNode),
                     stopped->trees[t].nodes, stopped->trees[t].n_nodes * sizeof (JigTreeNode));
}

static gboolean
try_fitting (gpointer   data,
             GError   **error)
{
  const JigTestSamples *samples = data;
  g_autoptr(GArray) curve = new_curve ();
  const JigFit all = { .samples = &samples->view, .watched = &samples->view,
                       .task = samples->task, .n_classes = samples->n_classes };
  g_autoptr(JigBooster) booster = NULL;
  JigBoosterRules rules = usual;

  rules.n_rounds = 2;
  rules.dart.rate = 1.0;
  rules.dart.skip = 0.0;
  rules.early_stop = 5;
  booster = jig_boost_training_run (&all, &rules, curve, NULL, error);

  return booster != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 60, 3, 0.1, 1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fitting, &samples), >=, 40);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/boost-dropout/curve", test_curve);
  g_test_add_func ("/boost-dropout/shares", test_shares);
  g_test_add_func ("/boost-dropout/early-stop", test_early_stop);
  g_test_add_func ("/boost-dropout/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
