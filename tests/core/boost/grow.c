#include "core/boost/grow.h"

#include "core/base/cpu.h"
#include "core/base/parallel.h"
#include "tests/support/bins.h"
#include "tests/support/memory.h"

#include <string.h>

static const JigGrowRules deep = { .split = { 1.0, 0.0, 1.0 }, .depth = 8, .rate = 0.3 };
static const JigGrowRules plain = { .split = { 1.0, 0.0, 0.0 }, .depth = 3, .rate = 0.5 };

typedef struct
{
  const JigTestBins *bins;
  JigGrowRules       rules;
  JigTree            tree;
  guint32           *rows;      /* (n_rows,) as the tree left them */
  float             *margins;   /* (n_samples,) */
} Grown;

static void
clear_grown (Grown *self)
{
  jig_tree_clear (&self->tree);
  g_free (self->rows);
  g_free (self->margins);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grown, clear_grown)

/* From the first @n_rows rows; margins begin at 0. */
static void
grow_rows (Grown              *self,
           const JigTestBins  *bins,
           const JigGrowRules *rules,
           gsize               n_rows)
{
  const gsize n_samples = bins->samples.view.n_rows;
  g_autoptr(JigGrow) grow = jig_grow_new (bins->binned, rules, NULL);

  self->bins = bins;
  self->rules = *rules;
  self->rows = g_memdup2 (bins->rows, (n_samples + 1) * sizeof *self->rows);
  self->margins = g_new0 (float, n_samples + 1);
  g_assert_true (jig_grow_tree (grow, bins->gradient, bins->columns, bins->samples.view.n_features,
                                7, self->rows, n_rows, self->margins, &self->tree, NULL, NULL));
}

static gsize
put_left_first (const JigTestBins *bins,
                const JigQuestion *question,
                guint32           *rows,
                gsize              n_rows)
{
  gsize n_left = 0;

  for (gsize i = 0; i < n_rows; i++)
    if (jig_test_bins_goes_left (bins, question, rows[i]))
      {
        const guint32 row = rows[i];

        rows[i] = rows[n_left];
        rows[n_left++] = row;
      }

  return n_left;
}

static JigSum
read_exact (const JigTestBins *bins,
            const guint32     *rows,
            gsize              n_rows)
{
  g_autofree guint32 *leaves = g_new0 (guint32, bins->gradient->n_rows + 1);
  JigGradHess sum = { 0 };
  double n_heavy = 0.0;

  for (gsize i = 0; i < n_rows; i++)
    {
      jig_gradient_add (bins->gradient, leaves, rows[i], rows[i] + 1, &sum);
      n_heavy += bins->hess[rows[i]] > 0.0f ? 1.0 : 0.0;
    }

  return (JigSum) { (double) sum.grad * bins->gradient->fine_grad_unit,
                    (double) sum.hess * bins->gradient->fine_hess_unit, n_heavy };
}

/* What a node inherits: by the sums its split was found with, and by exact ones. */
typedef struct
{
  JigSplitScope found;
  JigSplitScope exact;
} Scopes;

static void
check_leaf (const Grown         *grown,
            const JigTreeNode   *node,
            JigSum               sum,
            const JigSplitScope *scope)
{
  const double weight = jig_split_weight (&grown->rules.split, sum, scope);

  g_assert_cmpint (node->feature, ==, -1);
  g_assert_cmpfloat (node->value, ==, (double) (float) (grown->rules.rate * weight));
}

/* The obvious way: the best split of these rows, then the same for both parts.
 * Every number of the node must be the same to the bit. */
static void
check_node (const Grown  *grown,
            gint32        index,
            const Scopes *scopes,
            guint32      *rows,
            gsize         n_rows,
            guint         depth)
{
  const JigSplitRules *rules = &grown->rules.split;
  const JigTreeNode *node = &grown->tree.nodes[index];
  const JigSum sum = read_exact (grown->bins, rows, n_rows);
  JigBestSplit best = { 0 };
  Scopes below[2];
  JigSum sides[2];
  gsize n_left;

  g_assert_cmpfloat (node->cover, ==, sum.hess);
  if (depth < grown->rules.depth)
    jig_test_bins_split (grown->bins, rules, &scopes->found, rows, n_rows, &best);
  if (!(best.gain > 0.0))
    {
      check_leaf (grown, node, sum, &scopes->exact);
      return;
    }

  g_assert_cmpint (node->feature, ==, (gint32) best.question.feature);
  g_assert_cmpfloat (node->threshold, ==,
                     jig_binning_get_cut (grown->bins->binning, best.question.feature,
                                          best.question.bin));
  g_assert_cmpint (node->missing_left, ==, best.question.missing_left);

  n_left = put_left_first (grown->bins, &best.question, rows, n_rows);
  sides[0] = read_exact (grown->bins, rows, n_left);
  sides[1] = read_exact (grown->bins, rows + n_left, n_rows - n_left);
  g_assert_cmpfloat (node->gain, ==, jig_split_gain (rules, sides[0], sides[1], &scopes->exact));

  below[0].found = best.left_scope;
  below[1].found = best.right_scope;
  jig_split_part (rules, best.question.feature, sides[0], sides[1], &scopes->exact,
                  &below[0].exact, &below[1].exact);
  check_node (grown, node->left, &below[0], rows, n_left, depth + 1);
  check_node (grown, node->right, &below[1], rows + n_left, n_rows - n_left, depth + 1);
}

static void
check_against_reference (const JigTestBins  *bins,
                         const JigGrowRules *rules,
                         gsize               n_rows)
{
  const Scopes root = { JIG_SPLIT_SCOPE_ROOT, JIG_SPLIT_SCOPE_ROOT };
  g_auto(Grown) grown = { 0 };
  g_autofree guint32 *rows = g_memdup2 (bins->rows, (n_rows + 1) * sizeof *rows);

  grow_rows (&grown, bins, rules, n_rows);
  g_assert_true (jig_tree_check (&grown.tree, bins->samples.view.n_features, 1, 0, "a tree", NULL));
  check_node (&grown, 0, &root, rows, n_rows, 0);
}

static void
test_reference (void)
{
  static const gint8 directions[] = { 1, 0, -1, 0 };
  static const JigGrowRules rules[] = {
    { .split = { 1.0, 0.0, 0.0 }, .depth = 0, .rate = 1.0 },
    { .split = { 1.0, 0.0, 0.0 }, .depth = 1, .rate = 0.1 },
    { .split = { 1.0, 0.0, 1.0 }, .depth = 4, .rate = 0.5 },
    { .split = { 0.0, 0.5, 10.0 }, .depth = 5, .rate = 1.0 },
    { .split = { 0.5, 0.0, 0.0 }, .depth = 64, .rate = 1.0 },
    { .split = { .lambda = 1.0, .alpha = 2.0 }, .depth = 4, .rate = 1.0 },
    { .split = { .lambda = 0.5, .max_delta_step = 0.4 }, .depth = 4, .rate = 0.5 },
    { .split = { .lambda = 1.0, .alpha = 0.5, .path_smooth = 5.0 }, .depth = 5, .rate = 1.0 },
    { .split = { .lambda = 1.0, .min_rows = 7 }, .depth = 6, .rate = 1.0 },
    { .split = { .min_rows = 3, .directions = directions }, .depth = 6, .rate = 1.0 },
    { .split = { .lambda = 1.0, .max_delta_step = 0.9, .path_smooth = 2.0,
                 .directions = directions }, .depth = 6, .rate = 1.0 },
  };
  static const double missing[] = { 0.0, 0.25, 0.9 };

  for (gsize i = 0; i < G_N_ELEMENTS (rules) * G_N_ELEMENTS (missing); i++)
    {
      g_auto(JigTestBins) bins = { 0 };

      jig_test_bins_init (&bins, 120, 4, missing[i % G_N_ELEMENTS (missing)], 20);
      check_against_reference (&bins, &rules[i / G_N_ELEMENTS (missing)], 120);
      check_against_reference (&bins, &rules[i / G_N_ELEMENTS (missing)], 70);
      check_against_reference (&bins, &rules[i / G_N_ELEMENTS (missing)], 1);
    }
}

/* No row at all: a leaf of nothing. */
static void
test_no_rows (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(Grown) grown = { 0 };

  jig_test_bins_init (&bins, 10, 2, 0.0, 20);
  grow_rows (&grown, &bins, &plain, 0);
  g_assert_cmpuint (grown.tree.n_nodes, ==, 1);
  g_assert_cmpfloat (grown.tree.nodes[0].value, ==, 0.0);
  g_assert_cmpfloat (grown.tree.nodes[0].cover, ==, 0.0);
}

/* The published split of twelve points whose labels' mean is taken away. */
static void
test_twelve_points (void)
{
  static const double x[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
  static const double labels[] = { 2, 3, 2, 3, 7, 8, 7, 8, 5, 6, 5, 6 };
  const JigGrowRules rules = { .split = { 1.0, 0.0, 0.0 }, .depth = 1, .rate = 1.0 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(Grown) grown = { 0 };
  double targets[12];

  for (gsize row = 0; row < 12; row++)
    targets[row] = labels[row] - 62.0 / 12.0;
  jig_test_bins_fill (&bins, 12, 1, x, targets);
  grow_rows (&grown, &bins, &rules, 12);

  g_assert_cmpuint (grown.tree.n_nodes, ==, 3);
  g_assert_cmpfloat (grown.tree.nodes[0].threshold, ==, 4.5);
  g_assert_cmpfloat_with_epsilon (grown.tree.nodes[0].gain, 35.397531, 5e-6);
  g_assert_cmpfloat (grown.tree.nodes[0].cover, ==, 12.0);
  g_assert_cmpfloat_with_epsilon (grown.tree.nodes[1].value, -2.133333, 5e-6);
  g_assert_cmpfloat_with_epsilon (grown.tree.nodes[2].value, 1.185185, 5e-6);
  g_assert_cmpfloat (grown.tree.nodes[1].cover, ==, 4.0);
  g_assert_cmpfloat (grown.tree.nodes[2].cover, ==, 8.0);
}

/* The rows it grew on get what walking the tree gives them, the others nothing. */
static void
test_margins (void)
{
  enum { N_ROWS = 40000, N_SEEN = 30000 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(Grown) grown = { 0 };

  jig_test_bins_init (&bins, N_ROWS, 4, 0.2, 255);
  grow_rows (&grown, &bins, &deep, N_SEEN);
  g_assert_cmpuint (grown.tree.n_nodes, >, 60);

  for (gsize row = 0; row < N_ROWS; row++)
    g_assert_cmpfloat ((double) grown.margins[row], ==,
                       row < N_SEEN
                       ? jig_tree_predict (&grown.tree, bins.samples.features + row * 4) : 0.0);
}

/* Other rows get it by their bins. */
static void
test_add (void)
{
  enum { N_ROWS = 2000, N_SEEN = 1500 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };
  g_autoptr(JigGrow) grow = NULL;
  g_autofree float *margins = g_new0 (float, N_ROWS);

  jig_test_bins_init (&bins, N_ROWS, 4, 0.2, 60);
  grow = jig_grow_new (bins.binned, &(JigGrowRules) { .split = { 1.0, 0.0, 1.0 }, .depth = 6,
                                                      .rate = 0.3 }, NULL);
  g_assert_true (jig_grow_tree (grow, bins.gradient, bins.columns, 4, 7, bins.rows, N_SEEN,
                                margins, &tree, NULL, NULL));
  for (gsize row = N_SEEN; row < N_ROWS; row++)
    g_assert_cmpfloat ((double) margins[row], ==, 0.0);

  jig_grow_add (grow, &tree, bins.rows + N_SEEN, N_ROWS - N_SEEN, margins);
  for (gsize row = 0; row < N_ROWS; row++)
    g_assert_cmpfloat ((double) margins[row], ==,
                       jig_tree_predict (&tree, bins.samples.features + row * 4));
}

static guint
count_leaves (const JigTree *tree)
{
  guint n_leaves = 0;

  for (gsize i = 0; i < tree->n_nodes; i++)
    n_leaves += tree->nodes[i].feature < 0 ? 1 : 0;

  return n_leaves;
}

/* With as many leaves as there can be both ways give the tree that has no limit;
 * with fewer, going for gain gains more. */
static void
test_leaves (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(Grown) all = { 0 };
  JigGrowRules rules = { .split = { 1.0, 0.0, 1.0 }, .depth = 6, .rate = 0.3 };
  double gains[2] = { 0 };

  jig_test_bins_init (&bins, 3000, 4, 0.2, 60);
  grow_rows (&all, &bins, &rules, 3000);

  for (guint n_leaves = 1; n_leaves <= 64; n_leaves *= 2)
    for (gint by_gain = 0; by_gain < 2; by_gain++)
      {
        g_auto(Grown) grown = { 0 };

        rules.leaves = n_leaves;
        rules.by_gain = by_gain;
        grow_rows (&grown, &bins, &rules, 3000);
        g_assert_true (jig_tree_check (&grown.tree, 4, 1, 0, "a tree", NULL));
        g_assert_cmpuint (count_leaves (&grown.tree), ==, MIN (n_leaves, count_leaves (&all.tree)));
        if (n_leaves == 64)
          g_assert_cmpmem (grown.tree.nodes, grown.tree.n_nodes * sizeof *grown.tree.nodes,
                           all.tree.nodes, all.tree.n_nodes * sizeof *all.tree.nodes);

        gains[by_gain] = 0.0;
        for (gsize i = 0; i < grown.tree.n_nodes; i++)
          gains[by_gain] += grown.tree.nodes[i].gain;
        if (by_gain)
          g_assert_cmpfloat (gains[1], >=, gains[0]);
      }
}

/* Parents before children, level by level. */
static void
test_breadth_first (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(Grown) grown = { 0 };
  gint32 next = 1;

  jig_test_bins_init (&bins, 2000, 4, 0.1, 100);
  grow_rows (&grown, &bins, &deep, 2000);
  for (gsize i = 0; i < grown.tree.n_nodes; i++)
    if (grown.tree.nodes[i].feature >= 0)
      {
        g_assert_cmpint (grown.tree.nodes[i].left, ==, next);
        g_assert_cmpint (grown.tree.nodes[i].right, ==, next + 1);
        next += 2;
      }
  g_assert_cmpint (next, ==, (gint32) grown.tree.n_nodes);
}

static gboolean
is_same_tree (const JigTree *a,
              const JigTree *b)
{
  return a->n_nodes == b->n_nodes && a->output == b->output &&
         memcmp (a->nodes, b->nodes, a->n_nodes * sizeof *a->nodes) == 0;
}

/* Room that trees of fewer or more features have used is as good as new. */
static void
test_used_room (void)
{
  static const gsize n_columns[] = { 1, 4, 2, 4 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(Grown) fresh = { 0 };
  g_autoptr(JigGrow) grow = NULL;

  jig_test_bins_init (&bins, 500, 4, 0.1, 100);
  grow_rows (&fresh, &bins, &plain, 500);
  grow = jig_grow_new (bins.binned, &plain, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (n_columns); i++)
    {
      g_auto(JigTree) tree = { 0 };
      g_autofree guint32 *rows = g_memdup2 (bins.rows, 500 * sizeof *rows);
      g_autofree float *margins = g_new0 (float, 500);

      g_assert_true (jig_grow_tree (grow, bins.gradient, bins.columns, n_columns[i], 7, rows, 500,
                                    margins, &tree, NULL, NULL));
      g_assert_cmpint (is_same_tree (&tree, &fresh.tree), ==, n_columns[i] == 4);
      for (gsize k = 0; k < tree.n_nodes; k++)
        g_assert_cmpint (tree.nodes[k].feature, <, (gint32) n_columns[i]);
    }
}

/* Any number of threads, any instruction set, branches or not. */
static void
test_same_bits (void)
{
  enum { N_ROWS = 50000 };
  static const guint n_threads[] = { 1, 2, 3, 7 };
  static const gint8 directions[] = { 1, 0, -1, 0, 0 };
  static const guint64 sets[] = { 1, 3, 2, 3, 0 };
  const JigIsa before = jig_cpu_get_isa ();
  const JigGrowRules rules[] = {
    { .split = { 1.0, 0.0, 0.0 }, .depth = 8, .rate = 0.5 },
    { .split = { .lambda = 1.0, .alpha = 0.5, .max_delta_step = 0.9, .path_smooth = 3.0,
                 .min_rows = 40, .directions = directions },
      .depth = 7, .rate = 0.5, .level_share = 0.9, .node_share = 0.7, .sets = sets },
    { .split = { .lambda = 1.0, .min_rows = 300, .directions = directions }, .depth = 64,
      .leaves = 60, .by_gain = TRUE, .rate = 0.5, .node_share = 0.7 },
    { .split = { 1.0, 0.0, 0.0 }, .depth = 64, .leaves = 100, .by_gain = TRUE, .rate = 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules) * 2; i++)
    {
      g_auto(JigTestBins) bins = { 0 };
      g_auto(Grown) first = { 0 };

      jig_test_bins_init (&bins, N_ROWS, 5, 0.1, 255);
      jig_test_bins_round (&bins, i % 2 == 0);
      for (JigIsa isa = JIG_ISA_PORTABLE; isa < JIG_N_ISAS && jig_cpu_has_isa (isa); isa++)
        for (gsize k = 0; k < G_N_ELEMENTS (n_threads); k++)
          {
            g_auto(Grown) grown = { 0 };

            jig_cpu_set_isa (isa);
            jig_parallel_set_n_threads (n_threads[k]);
            grow_rows (first.rows == NULL ? &first : &grown, &bins, &rules[i / 2], N_ROWS);
            if (grown.rows == NULL)
              continue;
            g_assert_true (is_same_tree (&grown.tree, &first.tree));
            g_assert_cmpmem (grown.margins, N_ROWS * sizeof (float),
                             first.margins, N_ROWS * sizeof (float));
            g_assert_cmpmem (grown.rows, N_ROWS * sizeof (guint32),
                             first.rows, N_ROWS * sizeof (guint32));
          }
      jig_parallel_set_n_threads (0);
      jig_cpu_set_isa (before);
    }
}

static gboolean
try_growing (gpointer   data,
             GError   **error)
{
  const JigTestBins *bins = data;
  g_autoptr(JigGrow) grow = jig_grow_new (bins->binned, &plain, error);
  g_autofree guint32 *rows = g_memdup2 (bins->rows, 60 * sizeof *rows);
  float margins[60] = { 0 };
  g_auto(JigTree) tree = { 0 };

  if (grow == NULL)
    return FALSE;
  if (jig_grow_tree (grow, bins->gradient, bins->columns, 3, 7, rows, 60, margins, &tree, NULL,
                     error))
    return TRUE;

  g_assert_null (tree.nodes);

  return FALSE;
}

static void
test_out_of_memory (void)
{
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, 60, 3, 0.1, 20);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_growing, &bins), >=, 10);
}

static void
test_cancelled (void)
{
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };
  g_autoptr(JigGrow) grow = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;
  float margins[60] = { 0 };

  jig_test_bins_init (&bins, 60, 3, 0.1, 20);
  grow = jig_grow_new (bins.binned, &plain, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (jig_grow_tree (grow, bins.gradient, bins.columns, 3, 7, bins.rows, 60, margins,
                                 &tree, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (tree.nodes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grow/reference", test_reference);
  g_test_add_func ("/grow/no-rows", test_no_rows);
  g_test_add_func ("/grow/twelve-points", test_twelve_points);
  g_test_add_func ("/grow/margins", test_margins);
  g_test_add_func ("/grow/add", test_add);
  g_test_add_func ("/grow/leaves", test_leaves);
  g_test_add_func ("/grow/breadth-first", test_breadth_first);
  g_test_add_func ("/grow/used-room", test_used_room);
  g_test_add_func ("/grow/same-bits", test_same_bits);
  g_test_add_func ("/grow/out-of-memory", test_out_of_memory);
  g_test_add_func ("/grow/cancelled", test_cancelled);

  return g_test_run ();
}
