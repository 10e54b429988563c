/* Many rows, deep trees, and a stop on the way; what the values are is tested by
 * tree-shap.c. */
#include "core/boost/tree-shap.h"
#include "tests/support/forest.h"

/* One question after the other, as deep as a tree may be. */
static void
grow_chain (JigTree *tree,
            gsize    depth,
            gsize    n_features)
{
  tree->n_nodes = 2 * depth + 1;
  for (gsize level = 0; level < depth; level++)
    {
      tree->nodes[2 * level] = (JigTreeNode) {
        (gint32) (level * 7 % n_features), (gint32) (2 * level + 1), (gint32) (2 * level + 2),
        level % 3 == 0, -0.5, 0.0, 0.0, (double) (2 * depth - level),
      };
      tree->nodes[2 * level + 1] = (JigTreeNode) {
        -1, -1, -1, FALSE, 0.0, (double) (level % 5) - 2.0, 0.0, 1.0,
      };
    }
  tree->nodes[2 * depth] = (JigTreeNode) { -1, -1, -1, FALSE, 0.0, 3.0, 0.0, (double) depth };
}

/* Paths of up to 512 features, that is, 256 points: too many sets to try, but
 * the values must still add up. */
static void
test_deep (void)
{
  static const gsize n_features[] = { 1, 9, 10, 11, 12, 13, 14, 15, 16, 17, 40, 512 };
  const gsize depth = 512;
  g_autofree JigTreeNode *nodes = g_new0 (JigTreeNode, 2 * 512 + 1);
  JigTree tree = { nodes, 0, 0 };
  const double base = 1.0;

  for (gsize i = 0; i < G_N_ELEMENTS (n_features); i++)
    {
      const gsize n = n_features[i];
      g_autofree double *rows = jig_test_forest_draw_rows (20, n, 8);
      g_autofree double *contributions = g_new (double, 20 * n);
      g_autoptr(JigTreeShap) shap = NULL;

      grow_chain (&tree, depth, n);
      shap = jig_tree_shap_new (&tree, 1, &base, 1, n, JIG_TREE_SHAP_DOUBLE, NULL);
      g_assert_true (jig_tree_shap_contribute (shap, rows, 20, contributions, NULL, NULL));
      for (gsize row = 0; row < 20; row++)
        {
          double sum = jig_tree_shap_get_expected (shap)[0];

          for (gsize j = 0; j < n; j++)
            sum += contributions[row * n + j];
          g_assert_cmpfloat_with_epsilon (sum, base + jig_tree_predict (&tree, rows + row * n),
                                          1e-9);
        }
    }
}

/* Stops at some report of progress, and counts them. */
typedef struct
{
  GCancellable *cancellable;
  guint         n_left;
  guint         n_reports;
  double        last;
} Watch;

static void
watch_cb (double      fraction,
          const char *what,
          gpointer    user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  g_assert_nonnull (what);
  watch->last = fraction;
  watch->n_reports++;
  if (watch->n_left > 0 && --watch->n_left == 0)
    g_cancellable_cancel (watch->cancellable);
}

static gboolean
run_watched (Watch   *watch,
             GError **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { cancellable, watch_cb, watch, 0.0, 1.0 };
  JigTestForest forest;
  g_autofree double *rows = NULL;
  g_autofree double *contributions = NULL;
  g_autoptr(JigTreeShap) shap = NULL;

  jig_test_forest_init (&forest, 2, 3);
  rows = jig_test_forest_draw_rows (100, forest.n_features, 1);
  contributions = g_new (double, 100 * forest.n_outputs * forest.n_features);
  shap = jig_tree_shap_new_background (forest.trees, forest.n_trees, forest.base,
                                       forest.n_outputs, forest.n_features, JIG_TREE_SHAP_SINGLE,
                                       rows, 4, NULL);
  watch->cancellable = cancellable;

  return jig_tree_shap_contribute (shap, rows, 100, contributions, &progress, error);
}

/* Wherever it is told to stop, it does. */
static void
test_cancelled (void)
{
  Watch whole = { 0 };

  g_assert_true (run_watched (&whole, NULL));
  g_assert_cmpuint (whole.n_reports, >=, 4);

  for (guint n = 1; n < 4; n++)
    {
      Watch watch = { .n_left = n };
      g_autoptr(GError) error = NULL;

      g_assert_false (run_watched (&watch, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tree-shap-pass/deep", test_deep);
  g_test_add_func ("/tree-shap-pass/cancelled", test_cancelled);

  return g_test_run ();
}
