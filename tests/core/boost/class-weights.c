#include "core/boost/class-weights.h"

#include "core/base/error.h"
#include "core/boost/booster.h"
#include "core/model/model.h"
#include "tests/support/memory.h"
#include "tests/support/samples.h"

#include <string.h>

static const double targets[] = { 0, 0, 0, 1, 2, 2 };
static const double weights[] = { 1, 2, 3, 4, 5, 6 };
static const char * const names[] = { "a", "b, c", "x=y" };

static const struct
{
  const char *words;
  double      scale_positive;
  guint       n_classes;
  gboolean    is_weighted;
  double      expected[6];
} cases[] = {
  { "", 3, 2, FALSE, { 1, 1, 1, 3 } },
  { "a=2", 1, 3, FALSE, { 2, 2, 2, 1, 1, 1 } },
  { "a=2, \"b, c=0.5\"", 1, 3, FALSE, { 2, 2, 2, 0.5, 1, 1 } },
  { "x=y=4", 1, 3, TRUE, { 1, 2, 3, 4, 20, 24 } },
  { "a = 3", 2, 2, TRUE, { 3, 6, 9, 8 } },
  /* 6 rows over 3 classes over 3, 1 and 2 rows. */
  { "balanced", 1, 3, FALSE, { 2. / 3, 2. / 3, 2. / 3, 2, 1, 1 } },
  /* Weights 6, 4 and 11 of 21. */
  { "balanced", 1, 3, TRUE, { 7. / 6, 14. / 6, 21. / 6, 7, 35. / 11, 42. / 11 } },
  { "balanced", 3, 2, FALSE, { 2. / 3, 2. / 3, 2. / 3, 6 } },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize n_rows = cases[i].n_classes == 2 ? 4 : 6;
      const JigSamples samples = { NULL, targets, cases[i].is_weighted ? weights : NULL, n_rows };
      g_autoptr(JigStringTable) labels = jig_string_table_new (names, cases[i].n_classes, NULL);
      const JigFit fit = { .samples = &samples, .watched = &samples, .labels = labels,
                           .task = cases[i].n_classes == 2 ? JIG_TASK_BINARY : JIG_TASK_MULTICLASS,
                           .n_classes = cases[i].n_classes };
      g_auto(JigClassWeights) self = { .own_train = NULL };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].words);
      jig_class_weights_init (&self, &fit, cases[i].words, cases[i].scale_positive, &error);
      g_assert_no_error (error);
      for (gsize row = 0; row < n_rows; row++)
        {
          g_assert_cmpfloat_with_epsilon (self.fit.samples->weights[row], cases[i].expected[row],
                                          1e-14);
          g_assert_cmpfloat (self.fit.watched->weights[row], ==, self.fit.samples->weights[row]);
        }
    }
}

/* Who asks for nothing gets the rows as they are. */
static void
test_nothing (void)
{
  const JigSamples samples = { NULL, targets, weights, 6 };
  const JigFit fit = { .samples = &samples, .task = JIG_TASK_MULTICLASS, .n_classes = 3 };
  g_auto(JigClassWeights) self = { .own_train = NULL };

  g_assert_true (jig_class_weights_init (&self, &fit, "", 1.0, NULL));
  g_assert_true (self.fit.samples == &samples);
  g_assert_null (self.fit.watched);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *words;
    double      scale_positive;
    JigTask     task;
    const char *says;
  } wrong[] = {
    { "balanced", 1, JIG_TASK_REGRESSION, "The label is a number" },
    { "", 2, JIG_TASK_REGRESSION, "The label is a number" },
    { "", 2, JIG_TASK_MULTICLASS, "use class_weights" },
    { "a", 1, JIG_TASK_MULTICLASS, "\"a\" is neither" },
    { "a=0", 1, JIG_TASK_MULTICLASS, "\"a=0\" is neither" },
    { "a=-1", 1, JIG_TASK_MULTICLASS, "\"a=-1\" is neither" },
    { "a=inf", 1, JIG_TASK_MULTICLASS, "\"a=inf\" is neither" },
    { "a=nan", 1, JIG_TASK_MULTICLASS, "\"a=nan\" is neither" },
    { "d=1", 1, JIG_TASK_MULTICLASS, "there is no class \"d\"" },
    { "a=1,", 1, JIG_TASK_MULTICLASS, "" },
  };
  const JigSamples samples = { NULL, targets, NULL, 6 };
  g_autoptr(JigStringTable) labels = jig_string_table_new (names, 3, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const JigFit fit = { .samples = &samples, .task = wrong[i].task, .n_classes = 3,
                           .labels = labels };
      g_auto(JigClassWeights) self = { .own_train = NULL };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", wrong[i].words);
      g_assert_false (jig_class_weights_init (&self, &fit, wrong[i].words,
                                              wrong[i].scale_positive, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, wrong[i].says));
    }
}

/* A weight of a class is a weight of its rows; without names 0, 1 are meant. */
static void
test_model (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) by_class = NULL;
  g_autoptr(JigModel) by_scale = NULL;
  g_autoptr(JigModel) by_row = NULL;
  const JigBooster *expected;

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 300, 3, 0.1, 1);
  by_class = jig_test_samples_fit (&samples, "boost", "trees=5 class_weights=1=3", NULL, NULL);
  by_scale = jig_test_samples_fit (&samples, "boost", "trees=5 scale_pos_weight=3", NULL, NULL);
  for (gsize row = 0; row < 300; row++)
    samples.weights[row] = samples.targets[row] > 0.5 ? 3.0 : 1.0;
  samples.view.weights = samples.weights;
  by_row = jig_test_samples_fit (&samples, "boost", "trees=5", NULL, NULL);

  expected = jig_model_get_data (by_row);
  for (guint i = 0; i < 2; i++)
    {
      const JigBooster *got = jig_model_get_data (i == 0 ? by_class : by_scale);

      g_assert_cmpfloat (got->base[0], ==, expected->base[0]);
      for (gsize t = 0; t < expected->n_trees; t++)
        g_assert_cmpmem (got->trees[t].nodes, got->trees[t].n_nodes * sizeof (JigTreeNode),
                         expected->trees[t].nodes,
                         expected->trees[t].n_nodes * sizeof (JigTreeNode));
    }
}

static gboolean
try_init (gpointer   data,
          GError   **error)
{
  g_auto(JigClassWeights) self = { .own_train = NULL };

  return jig_class_weights_init (&self, data, "balanced", 1.0, error);
}

static void
test_out_of_memory (void)
{
  const JigSamples samples = { NULL, targets, NULL, 6 };
  JigFit fit = { .samples = &samples, .watched = &samples, .task = JIG_TASK_MULTICLASS,
                 .n_classes = 3 };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_init, &fit), >=, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/class-weights/table", test_table);
  g_test_add_func ("/class-weights/nothing", test_nothing);
  g_test_add_func ("/class-weights/refused", test_refused);
  g_test_add_func ("/class-weights/model", test_model);
  g_test_add_func ("/class-weights/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
