#include "core/boost/grow.h"

#include "tests/support/bins.h"

#define N_ROWS     2000
#define N_FEATURES 8

static void
grow (const JigTestBins  *bins,
      const JigGrowRules *rules,
      guint64             key,
      JigTree            *tree)
{
  g_autoptr(JigGrow) room = jig_grow_new (bins->binned, rules, NULL);
  g_autofree guint32 *rows = g_memdup2 (bins->rows, N_ROWS * sizeof *rows);
  g_autofree float *margins = g_new0 (float, N_ROWS);

  g_assert_true (jig_grow_tree (room, bins->gradient, bins->columns, N_FEATURES, key, rows, N_ROWS,
                                margins, tree, NULL, NULL));
}

/* Which features are asked for on each level. */
static void
look_at_levels (const JigTree *tree,
                gsize          node,
                guint          depth,
                guint32       *levels)
{
  const JigTreeNode *own = &tree->nodes[node];

  if (own->feature < 0)
    return;

  levels[depth] |= 1u << own->feature;
  look_at_levels (tree, (gsize) own->left, depth + 1, levels);
  look_at_levels (tree, (gsize) own->right, depth + 1, levels);
}

static guint32
join (const guint32 *levels,
      guint          n_levels)
{
  guint32 all = 0;

  for (guint i = 0; i < n_levels; i++)
    all |= levels[i];

  return all;
}

/* ceil (0.3 * 8) features for all nodes of a level, others for the next one. */
static void
test_levels (void)
{
  const JigGrowRules rules = { .depth = 6, .rate = 1.0, .level_share = 0.3 };
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, N_ROWS, N_FEATURES, 0.1, 60);
  for (guint64 key = 0; key < 5; key++)
    {
      g_auto(JigTree) tree = { 0 };
      guint32 levels[6] = { 0 };

      grow (&bins, &rules, key, &tree);
      look_at_levels (&tree, 0, 0, levels);
      for (guint i = 0; i < 6; i++)
        g_assert_cmpint (__builtin_popcount (levels[i]), <=, 3);
      g_assert_cmpint (__builtin_popcount (levels[5]), ==, 3);
      g_assert_cmpint (__builtin_popcount (join (levels, 6)), >, 3);
    }
}

/* One of a level's three features for each node: the siblings need not agree. */
static void
test_nodes (void)
{
  const JigGrowRules rules = { .depth = 6, .rate = 1.0, .level_share = 0.3, .node_share = 0.01 };
  const JigGrowRules alone = { .depth = 6, .rate = 1.0, .node_share = 0.01 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };
  g_auto(JigTree) other = { 0 };
  g_auto(JigTree) again = { 0 };
  guint32 levels[6] = { 0 };
  guint32 free_levels[6] = { 0 };

  jig_test_bins_init (&bins, N_ROWS, N_FEATURES, 0.1, 60);
  grow (&bins, &rules, 3, &tree);
  look_at_levels (&tree, 0, 0, levels);
  g_assert_cmpint (__builtin_popcount (levels[5]), ==, 3);

  grow (&bins, &alone, 3, &other);
  look_at_levels (&other, 0, 0, free_levels);
  g_assert_cmpint (__builtin_popcount (free_levels[5]), >, 3);

  grow (&bins, &alone, 3, &again);
  g_assert_cmpmem (again.nodes, again.n_nodes * sizeof *again.nodes,
                   other.nodes, other.n_nodes * sizeof *other.nodes);
}

/* Another tree draws others. */
static void
test_keys (void)
{
  const JigGrowRules rules = { .depth = 1, .rate = 1.0, .node_share = 0.01 };
  const JigGrowRules levels = { .depth = 1, .rate = 1.0, .level_share = 0.01 };
  g_auto(JigTestBins) bins = { 0 };
  guint32 seen[2] = { 0 };

  jig_test_bins_init (&bins, N_ROWS, N_FEATURES, 0.1, 60);
  for (guint64 key = 0; key < 60; key++)
    for (guint i = 0; i < 2; i++)
      {
        g_auto(JigTree) tree = { 0 };

        grow (&bins, i == 0 ? &rules : &levels, key, &tree);
        if (tree.nodes[0].feature >= 0)
          seen[i] |= 1u << tree.nodes[0].feature;
      }
  g_assert_cmpuint (seen[0], ==, (1u << N_FEATURES) - 1);
  g_assert_cmpuint (seen[1], ==, (1u << N_FEATURES) - 1);
}

/* Whether some set has all features of the path: the sets as lists of features. */
static gboolean
is_within (guint32        path,
           const guint32 *sets,
           gsize          n_sets)
{
  if (__builtin_popcount (path) <= 1)
    return TRUE;

  for (gsize i = 0; i < n_sets; i++)
    if ((path & ~sets[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
check_paths (const JigTree *tree,
             gsize          node,
             guint32        path,
             const guint32 *sets,
             gsize          n_sets)
{
  const JigTreeNode *own = &tree->nodes[node];

  g_assert_true (is_within (path, sets, n_sets));
  if (own->feature < 0)
    return;

  path |= 1u << own->feature;
  check_paths (tree, (gsize) own->left, path, sets, n_sets);
  check_paths (tree, (gsize) own->right, path, sets, n_sets);
}

/* No path leaves its set; features 6 and 7 are in none. Every set is used, so that
 * not all is forbidden. */
static void
test_interactions (void)
{
  static const guint32 sets[] = { 0x03, 0x1c, 0x36 };
  guint64 of_features[N_FEATURES] = { 0 };
  const JigGrowRules rules = { .depth = 8, .rate = 1.0, .sets = of_features };
  g_auto(JigTestBins) bins = { 0 };
  guint32 roots = 0;

  for (guint i = 0; i < N_FEATURES; i++)
    for (guint k = 0; k < G_N_ELEMENTS (sets); k++)
      of_features[i] |= sets[k] >> i & 1 ? G_GUINT64_CONSTANT (1) << k : 0;

  jig_test_bins_init (&bins, N_ROWS, N_FEATURES, 0.1, 60);
  for (guint32 root = 0; root < N_FEATURES; root++)
    {
      g_auto(JigTree) tree = { 0 };

      /* Derivatives that make this feature the first to be asked for. */
      for (gsize row = 0; row < N_ROWS; row++)
        bins.grad[row] = (bins.samples.features[row * N_FEATURES + root] > 0.0 ? 30.0f : 0.0f) +
                         (float) -bins.samples.targets[row];
      jig_test_bins_round (&bins, TRUE);
      grow (&bins, &rules, 0, &tree);
      g_assert_cmpuint (tree.n_nodes, >, 20);
      check_paths (&tree, 0, 0, sets, G_N_ELEMENTS (sets));
      roots |= 1u << tree.nodes[0].feature;
    }
  g_assert_cmpint (__builtin_popcount (roots), >=, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grow-columns/levels", test_levels);
  g_test_add_func ("/grow-columns/nodes", test_nodes);
  g_test_add_func ("/grow-columns/keys", test_keys);
  g_test_add_func ("/grow-columns/interactions", test_interactions);

  return g_test_run ();
}
