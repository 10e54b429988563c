/* What rounds learn from when they do not learn from everything: the same trees for
 * any number of threads and set of instructions, and nearly as good ones. */

#include "core/boost/boost-training.h"

#include "core/base/cpu.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/model/metric.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char             *name;
  double                  rows;
  double                  columns;
  JigGradientSampleRules  gradients;
  JigDartRules            dart;
  guint                   n_rounds;    /* rounds that leave others out add less */
} ways[] = {
  { "all", 1.0, 1.0, { 0 }, { 0 }, 40 },
  { "rows", 0.6, 1.0, { 0 }, { 0 }, 40 },
  { "columns", 1.0, 0.7, { 0 }, { 0 }, 40 },
  { "gradients", 1.0, 1.0, { 0.3, 0.3 }, { 0 }, 40 },
  { "dart", 1.0, 1.0, { 0 }, { 0.1, 0.5, 50 }, 80 },
  { "everything", 1.0, 0.8, { 0.3, 0.3 }, { 0.2, 0.5, 3, TRUE }, 80 },
};

static JigBooster *
fit_way (const JigTestSamples *samples,
         gsize                 way,
         guint                 n_rounds,
         guint64               seed)
{
  const JigBoosterRules rules = {
    .n_rounds = n_rounds,
    .grow = { .split = { 1.0, 0.0, 1.0 }, .depth = 4, .rate = 0.3 },
    .row_share = ways[way].rows,
    .gradient_sample = ways[way].gradients,
    .column_share = ways[way].columns,
    .dart = ways[way].dart,
    .max_bins = 64,
    .base_score = NAN,
  };
  const JigFit fit = { .samples = &samples->view, .task = samples->task,
                       .n_classes = samples->n_classes, .seed = seed };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(GError) error = NULL;
  JigBooster *booster = jig_boost_training_run (&fit, &rules, curve, NULL, &error);

  g_assert_no_error (error);

  return booster;
}

static gboolean
is_same (const JigBooster *a,
         const JigBooster *b)
{
  for (gsize t = 0; t < a->n_trees; t++)
    if (a->trees[t].n_nodes != b->trees[t].n_nodes ||
        memcmp (a->trees[t].nodes, b->trees[t].nodes,
                a->trees[t].n_nodes * sizeof *a->trees[t].nodes) != 0)
      return FALSE;

  return a->n_trees == b->n_trees;
}

static void
test_same_bits (gconstpointer data)
{
  static const guint n_threads[] = { 2, 3, 7 };
  const gsize way = GPOINTER_TO_SIZE (data);
  const JigIsa before = jig_cpu_get_isa ();
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigBooster) first = NULL;
  g_autoptr(JigBooster) other = NULL;

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 17000, 4, 0.1, 1);
  jig_parallel_set_n_threads (1);
  jig_cpu_set_isa (JIG_ISA_PORTABLE);
  first = fit_way (&samples, way, 7, 5);
  other = fit_way (&samples, way, 7, 6);
  g_assert_true (is_same (first, other) == (way == 0));

  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autoptr(JigBooster) booster = NULL;

      jig_parallel_set_n_threads (n_threads[i]);
      if (jig_cpu_has_isa ((JigIsa) i))
        jig_cpu_set_isa ((JigIsa) i);
      booster = fit_way (&samples, way, 7, 5);
      g_assert_true (is_same (booster, first));
    }
  jig_parallel_set_n_threads (0);
  jig_cpu_set_isa (before);
}

/* A product, a sum, a wave and noise. */
static void
init_waves (JigTestSamples *samples,
            gsize           n_rows)
{
  JigRandom random;

  jig_test_samples_init (samples, JIG_TASK_BINARY, n_rows, 6, 0.0, 1);
  jig_random_init (&random, 1, "waves", 0);
  for (gsize row = 0; row < n_rows; row++)
    {
      double *x = samples->features + row * 6;

      for (gsize i = 0; i < 6; i++)
        x[i] = jig_random_normal (&random);
      samples->targets[row] = x[0] * x[1] + x[2] + sin (2.0 * x[3]) +
                              0.7 * jig_random_normal (&random) > 0.0 ? 1.0 : 0.0;
    }
}

/* The first 10,000 rows teach, 5,000 judge. */
static double
measure_auc (JigTestSamples *samples,
             gsize           way)
{
  enum { N_TRAIN = 10000, N_TEST = 5000 };
  g_autofree double *margins = g_new0 (double, N_TEST);
  g_autoptr(JigBooster) booster = NULL;
  g_autoptr(JigRouter) router = NULL;

  samples->view.n_rows = N_TRAIN;
  booster = fit_way (samples, way, ways[way].n_rounds, 1);
  router = jig_router_new (booster->trees, booster->n_trees, booster->base, 1, 6, NULL);
  jig_router_predict (router, samples->features + N_TRAIN * 6, N_TEST, margins);

  return jig_metric_auc (margins, samples->targets + N_TRAIN, NULL, N_TEST, NULL);
}

/* An AUC of 5,000 rows has a standard deviation of .004; of the difference of two
 * models that learnt from the same rows it is a third of that. */
static void
test_quality (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  double all;

  init_waves (&samples, 15000);
  all = measure_auc (&samples, 0);
  g_assert_cmpfloat (all, >, 0.9);
  for (gsize way = 1; way < G_N_ELEMENTS (ways); way++)
    {
      const double auc = measure_auc (&samples, way);

      g_test_message ("%s: %g, all: %g", ways[way].name, auc, all);
      g_assert_cmpfloat (auc, >=, all - 0.005);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      g_autofree char *path = g_strdup_printf ("/boost-sampling/same-bits/%s", ways[way].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (way), test_same_bits);
    }
  g_test_add_func ("/boost-sampling/quality", test_quality);

  return g_test_run ();
}
