/* However trees are grown, the same training comes out where nothing is lost. */

#include "core/boost/boost-training.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <math.h>

static const struct
{
  const char      *name;
  gboolean         is_exact;
  JigGradientKind  gradients;
} methods[] = {
  { "packed", FALSE, JIG_GRADIENT_PACKED },
  { "wide", FALSE, JIG_GRADIENT_WIDE },
  { "float", FALSE, JIG_GRADIENT_FLOAT },
  { "exact", TRUE, JIG_GRADIENT_PACKED },
};

/* Few values: there is a bin for each. */
static void
draw (JigTestSamples *samples,
      JigTask         task)
{
  jig_test_samples_init (samples, task, 400, 4, 0.1, 3);
  for (gsize i = 0; i < 1600; i++)
    samples->features[i] = floor (samples->features[i] * 16.0) / 16.0;
  samples->view.weights = samples->weights;
}

static JigBoosterRules
make_rules (gsize method)
{
  return (JigBoosterRules) {
    .is_exact = methods[method].is_exact,
    .gradients = methods[method].gradients,
    .n_rounds = 8,
    .grow = { .split = { 1.0, 0.0, 4.0 }, .depth = 3, .rate = 0.3 },
    .row_share = 1.0,
    .column_share = 1.0,
    .max_bins = 255,
    .base_score = NAN,
  };
}

static double
fit (const JigTestSamples  *samples,
     const JigBoosterRules *rules)
{
  const JigFit data = { .samples = &samples->view, .task = samples->task,
                        .n_classes = samples->n_classes, .seed = 5 };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBooster) booster = jig_boost_training_run (&data, rules, curve, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (booster->n_trees, >, 0);

  return g_array_index (curve, JigCurvePoint, curve->len - 1).train;
}

/* Sampled rows, sampled columns and rows set aside too: the last training loss. */
static void
test_same_loss (gconstpointer data)
{
  g_auto(JigTestSamples) samples = { 0 };

  draw (&samples, (JigTask) GPOINTER_TO_INT (data));
  for (guint way = 0; way < 4; way++)
    {
      double expected = NAN;

      for (gsize method = 0; method < G_N_ELEMENTS (methods); method++)
        {
          JigBoosterRules rules = make_rules (method);
          double loss;

          rules.row_share = way == 1 ? 0.6 : 1.0;
          rules.column_share = way == 2 ? 0.5 : 1.0;
          rules.early_stop = way == 3 ? 20 : 0;
          loss = fit (&samples, &rules);
          g_test_message ("way %u, %s: %.9g", way, methods[method].name, loss);

          /* Splits that gain almost the same may change places. */
          if (method == 0)
            expected = loss;
          g_assert_cmpfloat_with_epsilon (loss, expected, 2e-3 * expected);
        }
    }
}

/* Leaves of medians: not steps along derivatives. */
static void
test_medians (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  double losses[2];

  draw (&samples, JIG_TASK_REGRESSION);
  for (gsize i = 0; i < 2; i++)
    {
      JigBoosterRules rules = make_rules (3 * i);

      rules.objective = jig_objective_find ("absolute");
      rules.shape = 0.5;
      losses[i] = fit (&samples, &rules);
    }

  /* Gains tie often, and which one wins is not the same. */
  g_assert_cmpfloat_with_epsilon (losses[0], losses[1], 0.05 * losses[0]);
}

static gboolean
try_fit (gpointer   data,
         GError   **error)
{
  const JigTestSamples *samples = data;
  const JigBoosterRules rules = make_rules (3);
  const JigFit own = { .samples = &samples->view, .task = samples->task,
                       .n_classes = samples->n_classes, .seed = 5 };
  g_autoptr(GArray) curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));
  g_autoptr(JigBooster) booster = NULL;

  booster = jig_boost_training_run (&own, &rules, curve, NULL, error);

  return booster != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 40, 2, 0.1, 3);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fit, &samples), >=, 30);
}

int
main (int    argc,
      char **argv)
{
  static const JigTask tasks[] = { JIG_TASK_REGRESSION, JIG_TASK_BINARY, JIG_TASK_MULTICLASS };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/boost-method/same-loss/%zu", i);

      g_test_add_data_func (path, GINT_TO_POINTER (tasks[i]), test_same_loss);
    }
  g_test_add_func ("/boost-method/medians", test_medians);
  g_test_add_func ("/boost-method/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
