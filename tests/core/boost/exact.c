#include "core/boost/exact.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/bins.h"
#include "tests/support/exact-cases.h"
#include "tests/support/golden.h"
#include "tests/support/memory.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const JigGrowRules plain = { .split = { 1.0, 0.0, 1.0 }, .depth = 5, .rate = 0.5 };

/* Few values each, an eighth missing in every other set: as many bins as values. */
static void
draw (JigTestBins *bins,
      gsize        n_rows,
      guint64      seed)
{
  const double missing = seed % 2 == 0 ? 0.0 : 0.125;
  g_auto(JigTestSamples) samples = { 0 };

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, n_rows, 4, missing, seed);
  for (gsize i = 0; i < n_rows * 4; i++)
    samples.features[i] = floor (samples.features[i] * 16.0) / 16.0;
  jig_test_bins_fill (bins, n_rows, 4, samples.features, samples.targets);
}

static void
grow_part (const JigTestBins  *bins,
           const JigGrowRules *rules,
           gsize               n_columns,
           gsize               n_rows,
           JigTree            *tree)
{
  g_autoptr(JigExact) exact = jig_exact_new (&bins->samples.view, rules, JIG_EXACT_LIKE_3, NULL,
                                             NULL);

  g_assert_true (jig_exact_tree (exact, bins->grad, bins->hess, bins->columns, n_columns, 1,
                                 bins->rows, n_rows, tree, NULL, NULL));
  g_assert_true (jig_tree_check (tree, bins->samples.view.n_features, 1, 0, "a tree", NULL));
}

static void
grow (const JigTestBins  *bins,
      const JigGrowRules *rules,
      JigTree            *tree)
{
  grow_part (bins, rules, bins->samples.view.n_features, bins->samples.view.n_rows, tree);
}

/* Published as 300 cases, which tests/interop/exact repeats; here are smaller ones,
 * and some with gamma and a largest step. */
static void
test_xgboost (void)
{
  g_autoptr(JsonNode) root = jig_test_golden ("exact.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (root), "cases");
  JigTestExactFigures figures = { 0 };

  for (guint i = 0; i < json_array_get_length (cases); i++)
    jig_test_exact_compare (json_array_get_object_element (cases, i), &figures);

  g_assert_cmpuint (figures.n_nodes, ==, 190);
  g_assert_cmpuint (figures.n_equal, ==, figures.n_nodes);
  g_assert_cmpuint (figures.n_equal_sides, ==, figures.n_sides);

  /* JSON shows eight digits; the rate is a float there. */
  g_assert_cmpfloat (figures.gain_error, <, 1e-7);
  g_assert_cmpfloat (figures.value_error, <, 1.7e-7);
}

static const double *
row_of (const JigTestBins *bins,
        gsize              row)
{
  return bins->samples.features + row * bins->samples.view.n_features;
}

/* Two rows share a leaf of one tree exactly if they share one of the other. */
static void
check_same_parts (const JigTestBins *bins,
                  const JigTree     *a,
                  const JigTree     *b)
{
  g_autofree guint *leaves = g_new0 (guint, a->n_nodes);

  g_assert_cmpuint (a->n_nodes, ==, b->n_nodes);
  for (gsize row = 0; row < bins->samples.view.n_rows; row++)
    {
      const guint leaf = jig_tree_leaf (b, row_of (bins, row));
      guint *like = &leaves[jig_tree_leaf (a, row_of (bins, row))];

      if (*like == 0)
        *like = leaf + 1;
      g_assert_cmpuint (*like, ==, leaf + 1);
    }
}

/* With a bin for every value histograms miss nothing. */
static void
test_histograms (void)
{
  for (guint64 seed = 0; seed < 60; seed++)
    {
      g_auto(JigTestBins) bins = { 0 };
      g_auto(JigTree) tree = { 0 };
      g_auto(JigTree) other = { 0 };
      g_autoptr(JigGrow) room = NULL;
      float margins[200] = { 0 };

      draw (&bins, 200, seed);
      grow (&bins, &plain, &tree);
      g_assert_cmpuint (tree.n_nodes, >, 20);

      room = jig_grow_new (bins.binned, &plain, NULL);
      g_assert_true (jig_grow_tree (room, bins.gradient, bins.columns, 4, 7, bins.rows, 200,
                                    margins, &other, NULL, NULL));
      check_same_parts (&bins, &tree, &other);
    }
}

/* The gain of a node of one tree and its like of the other: where they part the rows in
 * another way, both ways must be as good as each other. */
static void
check_like (const JigTestBins *bins,
            const JigTree     *a,
            const JigTree     *b,
            gint32             at,
            gint32             other,
            gsize             *n_like)
{
  const JigTreeNode *node = &a->nodes[at];
  const JigTreeNode *like = &b->nodes[other];

  if (node->feature != like->feature || node->threshold != like->threshold)
    {
      g_assert_cmpfloat_with_epsilon (node->gain, like->gain,
                                      1e-3 * fmax (node->gain, like->gain));
      return;
    }

  *n_like += 1;
  if (node->feature < 0)
    return;

  check_like (bins, a, b, node->left, like->left, n_like);
  check_like (bins, a, b, node->right, like->right, n_like);
}

static void
grow_rounded (JigTestBins     *bins,
              JigGradientKind  kind,
              JigTree         *tree)
{
  g_autoptr(JigGrow) room = jig_grow_new (bins->binned, &plain, NULL);
  float margins[200] = { 0 };

  jig_test_bins_round (bins, kind);
  g_assert_true (jig_grow_tree (room, bins->gradient, bins->columns, 4, 7, bins->rows, 200,
                                margins, tree, NULL, NULL));
}

/* However derivatives are rounded, only splits that gain the same change places. */
static void
test_gradients (void)
{
  gsize n_nodes = 0;
  gsize n_like = 0;

  for (guint64 seed = 0; seed < 60; seed++)
    {
      g_auto(JigTestBins) bins = { 0 };
      g_auto(JigTree) packed = { 0 };
      g_auto(JigTree) wide = { 0 };
      g_auto(JigTree) floats = { 0 };

      draw (&bins, 200, seed);
      grow_rounded (&bins, JIG_GRADIENT_PACKED, &packed);
      g_assert_false (bins.gradient->is_wide);
      grow_rounded (&bins, JIG_GRADIENT_WIDE, &wide);
      grow_rounded (&bins, JIG_GRADIENT_FLOAT, &floats);

      check_like (&bins, &floats, &packed, 0, 0, &n_like);
      check_like (&bins, &floats, &wide, 0, 0, &n_like);
      n_nodes += 2 * floats.n_nodes;
    }
  g_test_message ("%zu of %zu nodes are the same", n_like, n_nodes);
  g_assert_cmpfloat ((double) n_like, >, 0.97 * (double) n_nodes);
}

/* Gamma is asked of what has grown: a question stays if one below it is worth it. */
static void
test_gamma (void)
{
  static const double gammas[] = { 0.0, 1.0, 10.0, 1e9 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) whole = { 0 };
  gsize n_before = G_MAXSIZE;

  draw (&bins, 200, 1);
  grow (&bins, &plain, &whole);
  for (gsize i = 0; i < G_N_ELEMENTS (gammas); i++)
    {
      JigGrowRules rules = plain;
      g_auto(JigTree) tree = { 0 };

      rules.split.gamma = gammas[i];
      grow (&bins, &rules, &tree);
      g_assert_cmpuint (tree.n_nodes, <=, i == 0 ? whole.n_nodes : n_before - 1);
      n_before = tree.n_nodes;
      for (gsize k = 0; k < tree.n_nodes; k++)
        if (tree.nodes[k].feature >= 0 && tree.nodes[tree.nodes[k].left].feature < 0 &&
            tree.nodes[tree.nodes[k].right].feature < 0)
          g_assert_cmpfloat (tree.nodes[k].gain, >=, gammas[i]);
    }
  g_assert_cmpuint (n_before, ==, 1);
}

static gsize
count_leaves (const JigTree *tree)
{
  gsize n_leaves = 0;

  for (gsize i = 0; i < tree->n_nodes; i++)
    n_leaves += tree->nodes[i].feature < 0 ? 1 : 0;

  return n_leaves;
}

static double
sum_gains (const JigTree *tree)
{
  double sum = 0.0;

  for (gsize i = 0; i < tree->n_nodes; i++)
    sum += tree->nodes[i].gain;

  return sum;
}

static void
test_leaves (void)
{
  JigGrowRules rules = { .split = { 1.0, 0.0, 1.0 }, .depth = 20, .leaves = 9, .rate = 0.5 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) by_level = { 0 };
  g_auto(JigTree) by_gain = { 0 };

  draw (&bins, 200, 2);
  grow (&bins, &rules, &by_level);
  rules.by_gain = TRUE;
  grow (&bins, &rules, &by_gain);

  g_assert_cmpuint (count_leaves (&by_level), ==, 9);
  g_assert_cmpuint (count_leaves (&by_gain), ==, 9);
  g_assert_cmpfloat (sum_gains (&by_gain), >, sum_gains (&by_level));
}

/* Covers are the rows: a table of only these rows and columns gives the same tree. */
static void
test_samples_of_rows_and_columns (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTestBins) part = { 0 };
  g_auto(JigTree) tree = { 0 };
  g_auto(JigTree) other = { 0 };
  g_autofree double *features = NULL;

  draw (&bins, 300, 4);
  features = g_new0 (double, 120 * 2);
  for (gsize row = 0; row < 120; row++)
    memcpy (features + row * 2, row_of (&bins, row), 2 * sizeof *features);
  jig_test_bins_fill (&part, 120, 2, features, bins.samples.targets);

  grow_part (&bins, &plain, 2, 120, &tree);
  grow (&part, &plain, &other);
  g_assert_cmpmem (tree.nodes, tree.n_nodes * sizeof *tree.nodes,
                   other.nodes, other.n_nodes * sizeof *other.nodes);
  g_assert_cmpfloat (tree.nodes[0].cover, ==, 120.0);
}

static void
test_few_rows (void)
{
  g_auto(JigTestBins) bins = { 0 };

  draw (&bins, 10, 1);
  for (gsize n_rows = 0; n_rows < 2; n_rows++)
    {
      g_auto(JigTree) tree = { 0 };

      grow_part (&bins, &plain, 4, n_rows, &tree);
      g_assert_cmpuint (tree.n_nodes, ==, 1);
      g_assert_cmpfloat (tree.nodes[0].cover, ==, (double) n_rows);
    }
}

/* No leaf is worth more than one whose feature is greater. */
static void
test_direction (void)
{
  static const gint8 directions[] = { -1, 0, 0, 0 };
  JigGrowRules rules = plain;
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };
  gsize n_asked = 0;

  rules.split.directions = directions;
  draw (&bins, 300, 4);
  for (gsize row = 0; row < 300; row++)
    bins.grad[row] = (float) (sin (3.0 * row_of (&bins, row)[0]) + bins.grad[row] / 4.0f);
  grow (&bins, &rules, &tree);

  for (gsize i = 0; i < tree.n_nodes; i++)
    n_asked += tree.nodes[i].feature == 0 ? 1 : 0;
  g_assert_cmpuint (n_asked, >, 0);

  for (gsize row = 0; row < 300; row++)
    {
      double x[4];
      double before = INFINITY;

      memcpy (x, row_of (&bins, row), sizeof x);
      for (x[0] = -2.0; x[0] <= 2.0; x[0] += 0.25)
        {
          const double own = jig_tree_predict (&tree, x);

          g_assert_cmpfloat (own, <=, before);
          before = own;
        }
    }
}

/* What levels and nodes may ask for is what it is with histograms, too. */
static void
test_columns (void)
{
  static const guint64 sets[] = { 1, 1, 2, 2 };
  const JigGrowRules ways[] = {
    { .split = plain.split, .depth = 5, .rate = 0.5, .level_share = 0.5 },
    { .split = plain.split, .depth = 5, .rate = 0.5, .node_share = 0.5 },
    { .split = plain.split, .depth = 5, .rate = 0.5, .sets = sets },
  };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) all = { 0 };

  draw (&bins, 200, 3);
  grow (&bins, &plain, &all);
  for (gsize way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      g_autoptr(JigGrow) room = jig_grow_new (bins.binned, &ways[way], NULL);
      g_auto(JigTree) tree = { 0 };
      g_auto(JigTree) other = { 0 };
      float margins[200] = { 0 };

      grow (&bins, &ways[way], &tree);
      g_assert_true (jig_grow_tree (room, bins.gradient, bins.columns, 4, 1, bins.rows, 200,
                                    margins, &other, NULL, NULL));
      check_same_parts (&bins, &tree, &other);
      g_assert_true (tree.n_nodes != all.n_nodes ||
                     memcmp (tree.nodes, all.nodes, all.n_nodes * sizeof *all.nodes) != 0);
    }
}

static void
test_add (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };
  g_autoptr(JigExact) exact = NULL;
  float margins[200];

  draw (&bins, 200, 5);
  exact = jig_exact_new (&bins.samples.view, &plain, JIG_EXACT_LIKE_3, NULL, NULL);
  g_assert_true (jig_exact_tree (exact, bins.grad, bins.hess, bins.columns, 4, 1, bins.rows, 120,
                                 &tree, NULL, NULL));
  for (gsize row = 0; row < 200; row++)
    margins[row] = 0.25f;
  g_assert_true (jig_exact_add (exact, &tree, margins, NULL, NULL));
  for (gsize row = 0; row < 200; row++)
    g_assert_cmpfloat (margins[row], ==,
                       0.25f + (float) jig_tree_predict (&tree, row_of (&bins, row)));
}

/* Leaves become the medians of their rows, times the rate. */
static void
test_renew (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };
  g_autoptr(JigExact) exact = NULL;
  float margins[200] = { 0 };
  JigWeighted room[200];
  JigRenewal own = { margins, NULL, NULL, 0.5, room };

  draw (&bins, 200, 6);
  own.targets = bins.samples.targets;
  own.weights = bins.hess;
  exact = jig_exact_new (&bins.samples.view, &plain, JIG_EXACT_LIKE_3, NULL, NULL);
  g_assert_true (jig_exact_tree (exact, bins.grad, bins.hess, bins.columns, 4, 1, bins.rows, 150,
                                 &tree, NULL, NULL));
  g_assert_true (jig_exact_renew (exact, &own, bins.rows, 150, &tree, NULL));

  for (guint leaf = 0; leaf < tree.n_nodes; leaf++)
    {
      const double value = tree.nodes[leaf].value / plain.rate;
      gsize n_below = 0;
      gsize n_above = 0;
      gsize n_rows = 0;

      for (gsize row = 0; row < 150; row++)
        if (jig_tree_leaf (&tree, row_of (&bins, row)) == leaf)
          {
            n_rows++;
            n_below += bins.samples.targets[row] < value - 1e-6 ? 1 : 0;
            n_above += bins.samples.targets[row] > value + 1e-6 ? 1 : 0;
          }
      g_assert_cmpuint (n_below, <=, n_rows / 2);
      g_assert_cmpuint (n_above, <=, n_rows / 2);
    }
}

static void
test_same_bits (void)
{
  static const guint n_threads[] = { 1, 2, 7 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) first = { 0 };

  draw (&bins, 1000, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_auto(JigTree) tree = { 0 };

      jig_parallel_set_n_threads (n_threads[i]);
      grow (&bins, &plain, i == 0 ? &first : &tree);
      if (i > 0)
        g_assert_cmpmem (tree.nodes, tree.n_nodes * sizeof *tree.nodes,
                         first.nodes, first.n_nodes * sizeof *first.nodes);
    }
  jig_parallel_set_n_threads (0);
}

static gboolean
try_grow (gpointer   data,
          GError   **error)
{
  const JigTestBins *bins = data;
  g_autoptr(JigExact) exact = jig_exact_new (&bins->samples.view, &plain, JIG_EXACT_LIKE_3, NULL,
                                             error);
  g_auto(JigTree) tree = { 0 };

  return exact != NULL && jig_exact_tree (exact, bins->grad, bins->hess, bins->columns, 4, 1,
                                          bins->rows, bins->samples.view.n_rows, &tree, NULL,
                                          error);
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestBins) bins = { 0 };

  draw (&bins, 100, 8);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_grow, &bins), >=, 10);
}

/* What is not finite in the features is an ordinary, ordered value; in the derivatives
 * it is refused. */
static void
test_infinite (void)
{
  static const float numbers[] = { INFINITY, NAN };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };

  draw (&bins, 100, 8);
  for (gsize row = 0; row < 100; row++)
    {
      double *own = bins.samples.features + row * 4;

      own[0] = own[0] > 0.5 ? INFINITY : own[0] < -0.5 ? -INFINITY : own[0];
      own[1] = own[1] > 0.0 ? DBL_MAX : NAN;
      own[2] = NAN;
      own[3] = 1.0;
    }
  grow (&bins, &plain, &tree);
  g_assert_cmpuint (tree.n_nodes, >, 3);

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(JigExact) exact = jig_exact_new (&bins.samples.view, &plain, JIG_EXACT_LIKE_3,
                                                 NULL, NULL);
      g_auto(JigTree) none = { 0 };
      g_autoptr(GError) error = NULL;
      float *place = (i % 2 == 0 ? bins.grad : bins.hess) + 7;
      const float before = *place;

      *place = numbers[i / 2];
      g_assert_false (jig_exact_tree (exact, bins.grad, bins.hess, bins.columns, 4, 1, bins.rows,
                                      100, &none, NULL, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_null (none.nodes);
      *place = before;
    }
}

static void
test_cancelled (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JigExact) exact = NULL;
  const JigProgress progress = { .cancellable = cancellable };

  draw (&bins, 100, 8);
  exact = jig_exact_new (&bins.samples.view, &plain, JIG_EXACT_LIKE_3, &progress, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (jig_exact_tree (exact, bins.grad, bins.hess, bins.columns, 4, 1, bins.rows, 100,
                                  &tree, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (tree.nodes);
  g_assert_null (jig_exact_new (&bins.samples.view, &plain, JIG_EXACT_LIKE_3, &progress, NULL));
}

static void
test_categories (void)
{
  const guint32 levels[] = { 0, 7, 0 };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(GError) error = NULL;

  jig_test_samples_init (&samples, JIG_TASK_REGRESSION, 20, 3, 0.0, 1);
  samples.view.levels = levels;
  g_assert_null (jig_exact_new (&samples.view, &plain, JIG_EXACT_LIKE_3, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exact/xgboost", test_xgboost);
  g_test_add_func ("/exact/histograms", test_histograms);
  g_test_add_func ("/exact/gradients", test_gradients);
  g_test_add_func ("/exact/gamma", test_gamma);
  g_test_add_func ("/exact/leaves", test_leaves);
  g_test_add_func ("/exact/samples-of-rows-and-columns", test_samples_of_rows_and_columns);
  g_test_add_func ("/exact/few-rows", test_few_rows);
  g_test_add_func ("/exact/direction", test_direction);
  g_test_add_func ("/exact/columns", test_columns);
  g_test_add_func ("/exact/add", test_add);
  g_test_add_func ("/exact/renew", test_renew);
  g_test_add_func ("/exact/categories", test_categories);
  g_test_add_func ("/exact/same-bits", test_same_bits);
  g_test_add_func ("/exact/out-of-memory", test_out_of_memory);
  g_test_add_func ("/exact/infinite", test_infinite);
  g_test_add_func ("/exact/cancelled", test_cancelled);

  return g_test_run ();
}
