/* The model "boost": what its settings do, and its file. What it learns is tested by
 * tests/core/boost/boost-training.c. */

#include "core/boost/booster.h"
#include "core/model/model.h"

#include "core/base/error.h"
#include "tests/support/memory.h"
#include "tests/support/mushrooms.h"

#include <string.h>

static const char published[] = "trees=2 depth=2 rate=1 base_score=0.5";

static JigModel *
fit_mushrooms (const char *settings)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GError) error = NULL;
  JigModel *model;

  jig_test_mushrooms_init_counts (&samples);
  model = jig_test_samples_fit (&samples, "boost", settings, NULL, &error);
  g_assert_no_error (error);

  return model;
}

/* Each setting does something: the root of the first tree, or what is left. */
static void
test_settings_matter (void)
{
  static const struct
  {
    const char *settings;
    gsize       n_trees;
    gsize       n_nodes;
    double      gain;      /* of the root, as published; 0: it is a leaf */
  } cases[] = {
    { "trees=2 depth=2 base_score=0.5", 2, 7, 4000.531021 },
    { "trees=3 depth=1 base_score=0.5", 3, 3, 4000.531021 },
    { "trees=1 depth=2 base_score=0.5 gamma=4000", 1, 3, 4000.531021 },
    { "trees=1 depth=2 base_score=0.5 gamma=4001", 1, 1, 0.0 },
    { "trees=1 depth=2 base_score=0.5 min_child_weight=13.25", 1, 7, 4000.531021 },
    { "trees=1 depth=2 base_score=0.5 min_child_weight=14", 1, 5, 4000.531021 },
    { "trees=1 depth=2 base_score=0.5 min_child_weight=900", 1, 1, 0.0 },
    { "trees=1 depth=3 base_score=0.5 interactions=stalk-root=club", 1, 3, 4000.531021 },
    { "trees=1 depth=2 base_score=0.5 monotone=odor=none:-1", 1, 7, 4000.531021 },
    { "trees=1 depth=1 base_score=0.5 monotone=odor=none:0", 1, 3, 4000.531021 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigModel) model = fit_mushrooms (cases[i].settings);
      const JigBooster *booster = jig_model_get_data (model);

      g_test_message ("%s", cases[i].settings);
      g_assert_cmpuint (booster->n_trees, ==, cases[i].n_trees);
      g_assert_cmpuint (booster->trees[0].n_nodes, ==, cases[i].n_nodes);
      g_assert_cmpfloat_with_epsilon (booster->trees[0].nodes[0].gain, cases[i].gain, 1e-4);
    }
}

/* A feature that lowers the margin may not raise it; one that is not there is told. */
static void
test_monotone (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = fit_mushrooms ("trees=1 depth=3 monotone=odor=none:+1");
  const JigBooster *booster = jig_model_get_data (model);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (booster->trees[0].nodes[0].feature, >, 0);

  jig_test_mushrooms_init_counts (&samples);
  g_assert_null (jig_test_samples_fit (&samples, "boost", "monotone=odor=noon:+1", NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "monotone: there is no feature \"odor=noon\"; did you mean"
                   " \"odor=none\"?");
}

/* Medians of residuals keep to directions too: the fourth feature, which has nothing
 * to do with the label, is told to fall. */
static void
test_monotone_medians (void)
{
  enum { N_ROWS = 600 };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigModel) model = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree double *margins = g_new0 (double, 2 * N_ROWS);
  gsize n_lower = 0;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, N_ROWS, 4, 0.0, 3);
  model = jig_test_samples_fit (&samples, "boost", "trees=15 depth=6 rate=0.5 objective=absolute"
                                " monotone=f3:-1,f0:-1", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (jig_model_predict_margins (model, samples.features, N_ROWS, margins, NULL, NULL));
  for (gsize row = 0; row < N_ROWS; row++)
    samples.features[row * 4 + (row % 2 == 0 ? 0 : 3)] += 0.5;
  g_assert_true (jig_model_predict_margins (model, samples.features, N_ROWS, margins + N_ROWS,
                                            NULL, NULL));
  for (gsize row = 0; row < N_ROWS; row++)
    {
      g_assert_cmpfloat (margins[N_ROWS + row], <=, margins[row]);
      n_lower += margins[N_ROWS + row] < margins[row] ? 1 : 0;
    }
  g_assert_cmpuint (n_lower, >, 20);
}

static void
test_monotone_refused (void)
{
  static const guint32 levels[] = { 0, 0, 9, 0 };
  static const struct
  {
    const char *settings;
    const char *says;
  } cases[] = {
    { "monotone=f2:+1", "monotone: \"f2\" is a category, whose levels have no order." },
    { "monotone=f1:+1 method=exact objective=absolute", "monotone: of this loss the exact method" },
  };
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 100, 4, 0.0, 3);
  for (gsize row = 0; row < 100; row++)
    samples.features[row * 4 + 2] += 4.0;     /* codes from 0 on */
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      samples.view.levels = i == 0 ? levels : NULL;
      g_assert_null (jig_test_samples_fit (&samples, "boost", cases[i].settings, NULL, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_true (g_str_has_prefix (error->message, cases[i].says));
    }
}

/* Leaf weight -G / (H + lambda), times the rate, on the side of a smell: 3,048
 * poisonous and 650 others, so G = -1199 and H = 924.5. */
static void
test_leaves (void)
{
  static const struct
  {
    const char *settings;
    double      value;
  } cases[] = {
    { "trees=1 depth=1 base_score=0.5 rate=1 lambda=0", 1199.0 / 924.5 },
    { "trees=1 depth=1 base_score=0.5 rate=1 lambda=75.5", 1.199 },
    { "trees=1 depth=1 base_score=0.5 rate=0.5 lambda=75.5", 0.5995 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigModel) model = fit_mushrooms (cases[i].settings);
      const JigBooster *booster = jig_model_get_data (model);

      g_assert_cmpfloat_with_epsilon (booster->trees[0].nodes[1].value, cases[i].value, 1e-7);
    }
}

/* The total gain of the published trees: 4000.53 + 569.73 for the smell. */
static void
test_importances (void)
{
  static const double expected[] = { 4570.256122, 1158.211967, 832.545121, 198.173869 };
  g_autoptr(JigModel) model = fit_mushrooms (published);
  double importances[4];

  jig_model_get_ops (model)->get_importances (jig_model_get_data (model), importances);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (importances[i], expected[i], 1e-4);
}

static char *
write_model (const JigModel *model)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_model_write (model, writer);

  return jig_json_writer_finish (writer);
}

static JigModel *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", error);

  return node != NULL ? jig_model_read (json_node_get_object (node), "m.jig", error) : NULL;
}

static void
test_round_trip (void)
{
  g_autoptr(JigModel) model = fit_mushrooms ("trees=20 rows=0.5 early_stop=0");
  g_autofree char *text = write_model (model);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) again = read_text (text, &error);
  g_autofree char *same = NULL;

  g_assert_no_error (error);
  same = write_model (again);
  g_assert_cmpstr (same, ==, text);
}

/* The published model with a part of its text replaced. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
  const char *says;
} wrong[] = {
  { "no-base", "\"base\":[0]", "\"bass\":[0]", "\"base\"" },
  { "long-base", "\"base\":[0]", "\"base\":[0,0]", "\"base\" has 2 entries" },
  { "infinite-base", "\"base\":[0]", "\"base\":[null]", "entry 0 of \"base\"" },
  { "double-base", "\"base\":[0]", "\"base\":[0.1]", "\"base\" is not a number of single" },
  { "no-trees", "\"trees\":[{", "\"threes\":[{", "\"trees\"" },
  { "tree-is-number", "\"trees\":[{", "\"trees\":[7,{", "tree 0: it is not an object" },
  { "other-output", "\"output\":0", "\"output\":1", "tree 0: it adds to output 1" },
  { "other-feature", "\"feature\":[0", "\"feature\":[4", "tree 0, node 0: it asks for feature 4" },
};

static void
test_refused (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(JigModel) model = fit_mushrooms (published);
  g_autofree char *valid = write_model (model);
  const char *place = strstr (valid, wrong[i].from);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (place);
  text = g_strdup_printf ("%.*s%s%s", (int) (place - valid), valid, wrong[i].to,
                          place + strlen (wrong[i].from));
  g_assert_null (read_text (text, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "m.jig"));
  g_assert_nonnull (strstr (error->message, wrong[i].says));
}

/* Trees come round by round: three classes have no model of 0, 4 or 5 trees. */
static void
test_wrong_number (void)
{
  static const char tree[] = "{\"output\":%d,\"feature\":[-1],\"left\":[-1],\"right\":[-1],"
                             "\"missing_left\":[0],\"threshold\":[0],\"value\":[0],\"gain\":[0],"
                             "\"cover\":[1]}";
  const JigModelOps *ops = jig_model_find_ops ("boost");

  for (int n_trees = 0; n_trees <= 6; n_trees++)
    {
      g_autoptr(GString) text = g_string_new ("{\"base\":[0,0,0],\"trees\":[");
      g_autoptr(JsonNode) node = NULL;
      g_autoptr(GError) error = NULL;
      gpointer booster;

      for (int t = 0; t < n_trees; t++)
        {
          g_string_append (text, t > 0 ? "," : "");
          g_string_append_printf (text, tree, t % 3);
        }
      g_string_append (text, "]}");
      node = jig_json_parse (text->str, text->len, "m.jig", NULL);
      booster = ops->read (json_node_get_object (node), 2, 3, "m.jig", &error);

      if (n_trees > 0 && n_trees % 3 == 0)
        {
          g_assert_no_error (error);
          ops->free (booster);
          continue;
        }
      g_assert_null (booster);
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, "m.jig: the number of trees does not fit the model.");
    }
}

static gboolean
try_reading (gpointer   data,
             GError   **error)
{
  g_autoptr(JigModel) model = read_text (data, error);

  return model != NULL;
}

static void
test_out_of_memory (void)
{
  g_autoptr(JigModel) model = fit_mushrooms (published);
  g_autofree char *text = write_model (model);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_reading, text), >=, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-boost/settings/matter", test_settings_matter);
  g_test_add_func ("/model-boost/settings/monotone", test_monotone);
  g_test_add_func ("/model-boost/settings/monotone/medians", test_monotone_medians);
  g_test_add_func ("/model-boost/settings/monotone/refused", test_monotone_refused);
  g_test_add_func ("/model-boost/settings/leaves", test_leaves);
  g_test_add_func ("/model-boost/importances", test_importances);
  g_test_add_func ("/model-boost/round-trip", test_round_trip);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model-boost/refused/%s", wrong[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/model-boost/wrong-number", test_wrong_number);
  g_test_add_func ("/model-boost/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
