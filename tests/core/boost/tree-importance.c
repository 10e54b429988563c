#include "core/boost/tree-importance.h"

/* Feature 0 twice (gains 10 and 4, covers 7 and 2), feature 2 once, 1 never. */
static JigTreeNode first[] = {
  { 0, 1, 2, FALSE, 0.5, 0.0, 10.0, 7.0 },
  { 2, 3, 4, TRUE, -2.0, 0.0, 4.5, 5.0 },
  { -1, -1, -1, FALSE, 0.0, 3.0, 0.0, 2.0 },
  { -1, -1, -1, FALSE, 0.0, 1.0, 0.0, 1.5 },
  { -1, -1, -1, FALSE, 0.0, 2.0, 0.0, 3.5 },
};
static JigTreeNode second[] = {
  { 0, 1, 2, FALSE, 1.5, 0.0, 4.0, 2.0 },
  { -1, -1, -1, FALSE, 0.0, 3.0, 0.0, 1.0 },
  { -1, -1, -1, FALSE, 0.0, 1.0, 0.0, 1.0 },
};
static JigTreeNode stump[] = { { -1, -1, -1, FALSE, 0.0, 9.0, 0.0, 9.0 } };

static const JigTree trees[] = {
  { first, G_N_ELEMENTS (first), 0 },
  { stump, G_N_ELEMENTS (stump), 0 },
  { second, G_N_ELEMENTS (second), 0 },
};

static void
test_kinds (void)
{
  static const double expected[JIG_N_TREE_IMPORTANCES][3] = {
    [JIG_TREE_IMPORTANCE_WEIGHT] = { 2.0, 0.0, 1.0 },
    [JIG_TREE_IMPORTANCE_GAIN] = { 7.0, 0.0, 4.5 },
    [JIG_TREE_IMPORTANCE_COVER] = { 4.5, 0.0, 5.0 },
    [JIG_TREE_IMPORTANCE_TOTAL_GAIN] = { 14.0, 0.0, 4.5 },
    [JIG_TREE_IMPORTANCE_TOTAL_COVER] = { 9.0, 0.0, 5.0 },
  };
  JigTreeImportance importances[3] = { { 5.0, 5.0, 5.0 } };

  jig_tree_importance_measure (trees, G_N_ELEMENTS (trees), 3, importances);
  for (guint kind = 0; kind < JIG_N_TREE_IMPORTANCES; kind++)
    for (gsize i = 0; i < 3; i++)
      g_assert_cmpfloat (jig_tree_importance_get (&importances[i], (JigTreeImportanceKind) kind),
                         ==, expected[kind][i]);
}

static void
test_no_trees (void)
{
  JigTreeImportance importances[2] = { { 1.0, 2.0, 3.0 }, { 4.0, 5.0, 6.0 } };

  jig_tree_importance_measure (trees, 0, 2, importances);
  for (guint kind = 0; kind < JIG_N_TREE_IMPORTANCES; kind++)
    g_assert_cmpfloat (jig_tree_importance_get (&importances[1], (JigTreeImportanceKind) kind),
                       ==, 0.0);
}

static void
test_names (void)
{
  static const char * const names[] = { "weight", "gain", "cover", "total_gain", "total_cover" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == JIG_N_TREE_IMPORTANCES);
  for (guint kind = 0; kind < JIG_N_TREE_IMPORTANCES; kind++)
    g_assert_cmpstr (jig_tree_importance_kind_name ((JigTreeImportanceKind) kind), ==,
                     names[kind]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tree-importance/kinds", test_kinds);
  g_test_add_func ("/tree-importance/no-trees", test_no_trees);
  g_test_add_func ("/tree-importance/names", test_names);

  return g_test_run ();
}
