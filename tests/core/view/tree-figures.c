#include "core/view/tree-figures.h"

#include "core/boost/booster.h"
#include "core/chart/mark.h"
#include "tests/support/figures.h"
#include "tests/support/memory.h"

#include <math.h>

static const char * const features[] = { "station", "hour", "age", "member", "noise" };

static void
test_importance (void)
{
  static const double importances[] = { 10, 50, 25, 15, 0 };
  g_autoptr(JigFigure) figure = jig_tree_figures_importance (features, importances, 5, "Gain", 0,
                                                             NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *csv = jig_test_figure_to_csv (figure);

  g_assert_cmpstr (summary, ==, "Importance of features. Most of it (Gain) comes from hour: 50 %; "
                   "the first three features have 90 %. Features used: 4 of 5.");
  g_assert_cmpstr (csv, ==, "Gain,Category\n50,hour\n25,age\n15,member\n10,station\n");
  g_assert_null (jig_figure_get_subtitle (figure));
}

/* Ties stay in the order of the features. */
static void
test_few (void)
{
  static const double importances[] = { 1, 2, 2, 1, 1 };
  g_autoptr(JigFigure) figure = jig_tree_figures_importance (features, importances, 5, "Gain", 3,
                                                             NULL);
  g_autofree char *csv = jig_test_figure_to_csv (figure);

  g_assert_cmpstr (csv, ==, "Gain,Category\n2,hour\n2,age\n1,station\n");
  g_assert_cmpstr (jig_figure_get_subtitle (figure), ==, "The first 3 of 5 features");
}

static void
test_nothing (void)
{
  static const double importances[5] = { 0 };
  g_autoptr(JigFigure) figure = jig_tree_figures_importance (features, importances, 5, "Gain", 0,
                                                             NULL);
  g_autoptr(JigFigure) none = jig_tree_figures_importance (NULL, NULL, 0, "Gain", 0, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *empty = jig_test_figure_check (none);

  g_assert_cmpstr (summary, ==, "Importance of features. The model looks at no feature.");
  g_assert_cmpstr (empty, ==, summary);
}

static void
test_trees (void)
{
  static const JigTreeImportance importances[] = { { 2, 10, 100 }, { 5, 10, 20 } };
  static const struct
  {
    JigTreeImportanceKind  kind;
    const char            *csv;
  } rows[] = {
    { JIG_TREE_IMPORTANCE_WEIGHT, "Splits,Category\n5,hour\n2,station\n" },
    { JIG_TREE_IMPORTANCE_GAIN, "Mean gain,Category\n5,station\n2,hour\n" },
    { JIG_TREE_IMPORTANCE_COVER, "Mean cover,Category\n50,station\n4,hour\n" },
    { JIG_TREE_IMPORTANCE_TOTAL_GAIN, "Total gain,Category\n10,station\n10,hour\n" },
    { JIG_TREE_IMPORTANCE_TOTAL_COVER, "Total cover,Category\n100,station\n20,hour\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigFigure) figure = jig_tree_figures_trees (features, importances, 2,
                                                            rows[i].kind, 0, NULL);
      g_autofree char *csv = jig_test_figure_to_csv (figure);

      g_assert_cmpstr (csv, ==, rows[i].csv);
    }
}

static JigTreeNode
question (gint32 feature,
          double threshold,
          gint32 left,
          double gain,
          double cover)
{
  return (JigTreeNode) { .feature = feature, .threshold = threshold, .left = left,
                         .right = left + 1, .gain = gain, .cover = cover,
                         .missing_left = feature == 2 };
}

static JigTreeNode
leaf (double value,
      double cover)
{
  return (JigTreeNode) { .feature = -1, .value = value, .cover = cover };
}

static void
test_tree (void)
{
  JigTreeNode nodes[] = { question (1, 12.5, 1, 90, 100), leaf (-0.25, 60),
                          question (2, 31, 3, 5.5, 40), leaf (0.5, 30),
                          question (1, 18, 5, 0.125, 10), leaf (0, 6), leaf (1, 4) };
  const JigTree tree = { nodes, G_N_ELEMENTS (nodes), 0 };
  g_autoptr(JigFigure) figure = jig_tree_figures_tree (features, &tree, "Tree 1 of 100", 0, NULL,
                                                       NULL);
  g_autoptr(JigFigure) cut = jig_tree_figures_tree (features, &tree, "Tree 1 of 100", 1, NULL,
                                                    NULL);
  g_autofree char *summary = jig_test_figure_check (figure);
  g_autofree char *all = jig_test_figure_to_csv (figure);
  g_autofree char *few = jig_test_figure_to_csv (cut);

  g_assert_cmpstr (summary, ==, "Tree 1 of 100. The first question is whether hour < 12.5. "
                   "Questions: 3, answers: 4, at most one after the other: 3.");
  g_assert_cmpstr (all, ==, "Node,Layer,Feeds,Gain,Cover,Missing is a yes\n"
                   "hour < 12.5,1,-0.25; age < 31,90,100,no\n"
                   "-0.25,2,,,60,\n"
                   "age < 31,2,+0.5; hour < 18,5.5,40,yes\n"
                   "+0.5,3,,,30,\n"
                   "hour < 18,3,0; +1,0.125,10,no\n"
                   "0,4,,,6,\n"
                   "+1,4,,,4,\n");
  g_assert_cmpstr (few, ==, "Node,Layer,Feeds,Gain,Cover,Missing is a yes\n"
                   "hour < 12.5,1,-0.25; … 3 answers,90,100,no\n"
                   "-0.25,2,,,60,\n"
                   "… 3 answers,2,,5.5,40,yes\n");
}

/* The picture says it in colours, the summary in words. */
static void
test_way (void)
{
  static const struct
  {
    double      hour;
    double      age;
    const char *answer;
    guint       n_toned;    /* ways from the root to it */
  } rows[] = {
    { 3, 40, "The row comes to -0.25.", 1 },
    { 14, NAN, "The row comes to +0.5.", 2 },
    { 14, 40, "The row comes to 0.", 3 },
    { NAN, 40, "The row comes to +1.", 3 },
  };
  JigTreeNode nodes[] = { question (1, 12.5, 1, 90, 100), leaf (-0.25, 60),
                          question (2, 31, 3, 5.5, 40), leaf (0.5, 30),
                          question (1, 18, 5, 0.125, 10), leaf (0, 6), leaf (1, 4) };
  const JigTree tree = { nodes, G_N_ELEMENTS (nodes), 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const double row[] = { 0, rows[i].hour, rows[i].age, 0, 0 };
      g_autoptr(JigFigure) figure = jig_tree_figures_tree (features, &tree, "Tree", 0, row, NULL);
      const JigMark *mark = jig_panel_get_mark (jig_figure_get_panel (figure, 0), 0);
      guint n_toned = 0;

      g_test_message ("%s", rows[i].answer);
      g_assert_true (g_str_has_suffix (jig_figure_get_summary (figure), rows[i].answer));
      for (gsize edge = 0; edge < mark->n_edges; edge++)
        n_toned += mark->edges[edge].tone == JIG_TONE_ACCENT;
      g_assert_cmpuint (n_toned, ==, rows[i].n_toned);
      for (gsize node = 0; node < mark->n_items; node++)
        n_toned -= mark->tones[node] == JIG_TONE_ACCENT;
      g_assert_cmpint ((int) n_toned, ==, -1);
      g_assert_cmpfloat (mark->edges[0].share, ==, 0.6f);
    }
}

/* A question about a category names the levels of which the answer is no. */
static void
test_sets (void)
{
  JigLevelSet sets[2] = { 0 };
  JigTreeNode nodes[] = { question (0, 0, 1, 90, 100), question (0, 0, 3, 5, 60), leaf (1, 40),
                          leaf (2, 30), leaf (3, 30) };
  const JigTree tree = { nodes, G_N_ELEMENTS (nodes), 0, sets, 2 };
  const double row[] = { 7, 0, 0, 0, 0 };
  g_autoptr(JigFigure) figure = NULL;
  g_autofree char *csv = NULL;

  nodes[0].set = 1;
  nodes[1].set = 2;
  jig_level_set_add (&sets[0], 3);
  jig_level_set_add (&sets[0], 255);
  for (guint code = 4; code < 12; code++)
    jig_level_set_add (&sets[1], code);
  figure = jig_tree_figures_tree (features, &tree, "Tree", 0, row, NULL);
  csv = jig_test_figure_to_csv (figure);

  g_assert_cmpstr (csv, ==, "Node,Layer,Feeds,Gain,Cover,Missing is a yes\n"
                   "\"station ∉ {3, 255}\",1,\"station ∉ {4, 5, 6, 7, …}; +1\",90,100,yes\n"
                   "\"station ∉ {4, 5, 6, 7, …}\",2,+2; +3,5,60,yes\n"
                   "+2,3,,,30,\n"
                   "+3,3,,,30,\n"
                   "+1,2,,,40,\n");
  g_assert_true (g_str_has_suffix (jig_figure_get_summary (figure), "The row comes to +3."));
}

static void
test_counts (void)
{
  JigTreeNode nodes[] = { question (1, 12.5, 1, 90, 100), leaf (-0.25, 60),
                          question (2, 31, 3, 5.5, 40), question (0, 1, 5, 1, 30),
                          question (1, 18, 7, 0.125, 10), leaf (0, 6), leaf (1, 4), leaf (2, 4),
                          leaf (3, 6) };
  const JigTree tree = { nodes, G_N_ELEMENTS (nodes), 0 };
  const JigTree stump = { nodes + 1, 1, 0 };

  g_assert_cmpuint (jig_tree_figures_count (&tree, 0), ==, 4);
  g_assert_cmpuint (jig_tree_figures_count (&tree, 2), ==, 2);
  g_assert_cmpuint (jig_tree_figures_count (&tree, 100), ==, 4);
  g_assert_cmpuint (jig_tree_figures_count (&stump, 0), ==, 1);
}

static void
test_stump (void)
{
  JigTreeNode node = leaf (0.125, 3);
  const double row[5] = { 0 };
  const JigTree tree = { &node, 1, 0 };
  g_autoptr(JigFigure) figure = jig_tree_figures_tree (features, &tree, "Tree", 0, row, NULL);
  g_autofree char *summary = jig_test_figure_check (figure);

  g_assert_cmpstr (summary, ==, "Tree. The tree asks nothing and always adds +0.125.");
}

static JigModel *
fit (const char *id)
{
  static const char * const names[] = { "constant", "useful", NULL };
  double cells[80], targets[40];
  const JigModelOps *ops = jig_model_find_ops (id);
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  const JigSamples samples = { cells, targets, NULL, 40, 2 };
  const JigFit rules = { .samples = &samples, .task = JIG_TASK_REGRESSION, .n_classes = 1,
                         .values = values, .seed = 3 };
  g_autoptr(GError) error = NULL;
  JigModel *model;

  for (int i = 0; i < 40; i++)
    {
      cells[2 * i] = 1;
      cells[2 * i + 1] = i;
      targets[i] = i < 20 ? 1 : 3;
    }
  model = jig_model_fit (ops, &rules, names, NULL, NULL, &error);
  g_assert_no_error (error);

  return model;
}

/* Any kind of model, those without a measure as well. */
static void
test_models (void)
{
  for (guint i = 0; jig_models[i] != NULL; i++)
    {
      g_autoptr(JigModel) model = NULL;
      g_autoptr(JigFigure) figure = NULL;
      g_autofree char *summary = NULL;

      if (!(jig_models[i]->takes & JIG_TASK_TAKES (JIG_TASK_REGRESSION)))
        continue;

      g_test_message ("%s", jig_models[i]->id);
      model = fit (jig_models[i]->id);
      figure = jig_tree_figures_model (model, 0, NULL);
      summary = jig_test_figure_check (figure);
      if (jig_models[i]->get_importances != NULL)
        g_assert_nonnull (g_strstr_len (summary, -1, "comes from useful: 100 %"));
      else
        g_assert_nonnull (g_strstr_len (summary, -1, "looks at no feature"));
    }
}

static gboolean
try_figure (gpointer   data,
            GError   **error)
{
  const JigBooster *booster = jig_model_get_data (data);
  g_autoptr(JigFigure) importance = jig_tree_figures_model (data, 0, error);
  g_autoptr(JigFigure) tree = NULL;

  if (importance == NULL)
    return FALSE;

  tree = jig_tree_figures_tree (jig_model_get_features (data), booster->trees, "Tree", 0, NULL,
                                error);
  return tree != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigModel) model = fit ("boost");

  g_assert_cmpuint (jig_test_every_allocation_fails (try_figure, model), >, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tree-figures/importance", test_importance);
  g_test_add_func ("/tree-figures/few", test_few);
  g_test_add_func ("/tree-figures/nothing", test_nothing);
  g_test_add_func ("/tree-figures/trees", test_trees);
  g_test_add_func ("/tree-figures/tree", test_tree);
  g_test_add_func ("/tree-figures/way", test_way);
  g_test_add_func ("/tree-figures/sets", test_sets);
  g_test_add_func ("/tree-figures/counts", test_counts);
  g_test_add_func ("/tree-figures/stump", test_stump);
  g_test_add_func ("/tree-figures/models", test_models);
  g_test_add_func ("/tree-figures/memory", test_memory);

  return g_test_run ();
}
