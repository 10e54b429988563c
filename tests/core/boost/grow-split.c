#include "core/boost/grow.h"

#include "tests/support/bins.h"

#include <math.h>
#include <string.h>

#define N_GOLDEN_ROWS 24

static const gint8 mixed_directions[] = { 1, -1, -1 };

static const guint64 mixed_sets[] = { 2, 1, 3 };

typedef struct
{
  gint32 feature;
  double value;     /* the threshold, or what a leaf is worth */
  double gain;
  double cover;
} GoldenNode;

/* Trees of XGBoost 1.7.4: squared error, base score 10, eta 1, lambda 1, exact,
 * depth 3, of the rows of fill_golden() and what the name says. */
static const struct
{
  const char    *name;
  JigSplitRules  split;
  const guint64 *sets;
  gsize          n_nodes;
  GoldenNode     nodes[9];
} golden[] = {
  { "interaction_constraints=[[1,2],[0,2]]", { .lambda = 1.0 }, mixed_sets, 9, {
    { 1, 6.5, 395.6468, 24.0 },
    { 1, 3.5, 85.96791, 16.0 },
    { 1, 7.5, 7.0279083, 8.0 },
    { -1, -5.2125, 0.0, 9.0 },
    { 2, 0.5, 28.007975, 7.0 },
    { -1, 1.8125, 0.0, 2.0 },
    { -1, 5.491071, 0.0, 6.0 },
    { -1, -3.0, 0.0, 2.0 },
    { -1, 0.7604167, 0.0, 5.0 },
  } },
  { "alpha=3", { .lambda = 1.0, .alpha = 3.0 }, NULL, 9, {
    { 1, 6.5, 350.64798, 24.0 },
    { 0, 20.5, 77.12129, 16.0 },
    { 0, 13.5, 12.449997, 8.0 },
    { 1, 4.5, 35.599854, 14.0 },
    { -1, 1.2083334, 0.0, 2.0 },
    { -1, 1.45, 0.0, 4.0 },
    { -1, 6.125, 0.0, 4.0 },
    { -1, -5.0113635, 0.0, 10.0 },
    { -1, -0.4125, 0.0, 4.0 },
  } },
  { "max_delta_step=2", { .lambda = 1.0, .max_delta_step = 2.0 }, NULL, 7, {
    { 1, 6.5, 291.3111, 24.0 },
    { 0, 20.5, 49.0, 16.0 },
    { -1, 2.0, 0.0, 8.0 },
    { 1, 4.5, 0.8757782, 14.0 },
    { -1, 2.0, 0.0, 2.0 },
    { -1, -2.0, 0.0, 10.0 },
    { -1, -1.0125, 0.0, 4.0 },
  } },
  { "monotone_constraints=(1,-1,-1)", { .lambda = 1.0, .directions = mixed_directions }, NULL, 7,
    {
    { 0, 7.5, 194.56133, 24.0 },
    { -1, -4.25, 0.0, 8.0 },
    { 0, 17.5, 66.89359, 16.0 },
    { 2, 4.5, 7.6326294, 10.0 },
    { -1, 3.875, 0.0, 6.0 },
    { -1, 0.54464287, 0.0, 6.0 },
    { -1, -1.075, 0.0, 4.0 },
  } },
};

static void
fill_golden (JigTestBins *bins)
{
  double features[N_GOLDEN_ROWS][3];
  double targets[N_GOLDEN_ROWS];

  for (gsize row = 0; row < N_GOLDEN_ROWS; row++)
    {
      const double a = (double) (row * 7 % 24);
      const double b = (double) (row * 5 % 11);
      const double c = (double) (row * 3 % 7);

      features[row][0] = a;
      features[row][1] = b;
      features[row][2] = c;
      targets[row] = a * 0.5 + b * b * 0.125 - c * a * 0.0625 + (double) (row * row % 5) - 10.0;
    }
  jig_test_bins_fill (bins, N_GOLDEN_ROWS, 3, &features[0][0], targets);
}

static void
grow (const JigTestBins  *bins,
      const JigGrowRules *rules,
      JigTree            *tree)
{
  const gsize n_rows = bins->samples.view.n_rows;
  g_autoptr(JigGrow) room = jig_grow_new (bins->binned, rules, NULL);
  g_autofree guint32 *rows = g_memdup2 (bins->rows, n_rows * sizeof *rows);
  g_autofree float *margins = g_new0 (float, n_rows);

  g_assert_true (jig_grow_tree (room, bins->gradient, bins->columns,
                                bins->samples.view.n_features, 7, rows, n_rows, margins, tree, NULL,
                                NULL));
}

static void
check_golden (const JigTree    *tree,
              const GoldenNode *nodes,
              gsize             n_nodes)
{
  g_assert_cmpuint (tree->n_nodes, ==, n_nodes);
  for (gsize i = 0; i < n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[i];

      /* They are floats. Below the root a threshold may be anywhere between two values
       * that are next to each other there. */
      g_assert_cmpint (node->feature, ==, nodes[i].feature);
      if (node->feature < 0 || i == 0)
        g_assert_cmpfloat_with_epsilon (node->feature < 0 ? node->value : node->threshold,
                                        nodes[i].value, 1e-6);
      g_assert_cmpfloat_with_epsilon (node->gain, nodes[i].gain, 1e-4);
      g_assert_cmpfloat (node->cover, ==, nodes[i].cover);
    }
}

static void
test_golden (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  const JigGrowRules rules = { .split = golden[i].split, .depth = 3, .rate = 1.0,
                               .sets = golden[i].sets };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) tree = { 0 };

  fill_golden (&bins);
  grow (&bins, &rules, &tree);
  check_golden (&tree, golden[i].nodes, golden[i].n_nodes);
}

static gsize
find_leaf (const JigTree *tree,
           const double  *features)
{
  gsize i = 0;

  while (tree->nodes[i].feature >= 0)
    {
      const JigTreeNode *node = &tree->nodes[i];
      const double value = features[node->feature];

      i = (gsize) ((isnan (value) ? node->missing_left : (double) (float) value < node->threshold)
                   ? node->left : node->right);
    }

  return i;
}

/* Rows that weigh between nothing and twelve: no leaf has fewer of those that weigh
 * something, and a leaf of fewer is what there would be. */
static void
test_min_rows (gconstpointer data)
{
  enum { N_ROWS = 3000 };
  const gboolean wide = GPOINTER_TO_INT (data);
  guint smallest[2];

  for (gsize k = 0; k < 2; k++)
    {
      const JigGrowRules rules = { .split = { .lambda = 1.0, .min_rows = k == 0 ? 1 : 25 },
                                   .depth = 9, .leaves = 100, .by_gain = k == 1, .rate = 1.0 };
      g_autofree guint *counts = g_new0 (guint, N_ROWS);
      g_auto(JigTestBins) bins = { 0 };
      g_auto(JigTree) tree = { 0 };

      jig_test_bins_init (&bins, N_ROWS, 4, 0.1, 60);
      for (gsize row = 0; row < N_ROWS; row++)
        {
          const float weight = (float) (row * row % 13);

          bins.hess[row] *= weight;
          bins.grad[row] *= weight;
        }
      jig_test_bins_round (&bins, wide);
      grow (&bins, &rules, &tree);

      for (gsize row = 0; row < N_ROWS; row++)
        if (bins.hess[row] > 0.0f)
          counts[find_leaf (&tree, bins.samples.features + row * 4)]++;
      smallest[k] = G_MAXUINT;
      for (gsize i = 0; i < tree.n_nodes; i++)
        if (tree.nodes[i].feature < 0)
          smallest[k] = MIN (smallest[k], counts[i]);
      g_assert_cmpuint (tree.n_nodes, >, 50);
    }

  g_assert_cmpuint (smallest[0], <, 25);
  g_assert_cmpuint (smallest[1], >=, 25);
}

/* Of squared errors every row weighs the same: a number of rows is a weight. */
static void
test_rows_are_weights (void)
{
  const JigGrowRules by_rows = { .split = { .lambda = 1.0, .min_rows = 40 }, .depth = 7,
                                 .rate = 1.0 };
  const JigGrowRules by_weight = { .split = { .lambda = 1.0, .min_child_weight = 40.0 },
                                   .depth = 7, .rate = 1.0 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTree) one = { 0 };
  g_auto(JigTree) other = { 0 };

  jig_test_bins_init (&bins, 2000, 4, 0.2, 60);
  for (gsize row = 0; row < 2000; row++)
    {
      bins.grad[row] = (float) -bins.samples.targets[row];
      bins.hess[row] = 1.0f;
    }
  jig_test_bins_round (&bins, TRUE);
  grow (&bins, &by_rows, &one);
  grow (&bins, &by_weight, &other);
  g_assert_cmpuint (one.n_nodes, >, 20);
  g_assert_cmpmem (one.nodes, one.n_nodes * sizeof *one.nodes,
                   other.nodes, other.n_nodes * sizeof *other.nodes);
}

/* Whatever else two rows have: of more of a feature with a direction follows no
 * less, or no more. Also where derivatives are coarse, so that sums by which the
 * tree grew and sums by which leaves are worth something disagree. */
static void
test_directions (gconstpointer data)
{
  enum { N_PAIRS = 10000 };
  static const gint8 directions[4][4] = {
    { 1 }, { 0, 1, 0, -1 }, { 0, -1, 1, 1 }, { -1, 0, 0, 1 },
  };
  const gboolean wide = GPOINTER_TO_INT (data);
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init (&bins, 3000, 4, 0.1, 60);
  jig_test_bins_round (&bins, wide);
  for (gsize k = 0; k < G_N_ELEMENTS (directions); k++)
    {
      const JigGrowRules rules = { .split = { .directions = directions[k] }, .depth = 10,
                                   .rate = 0.3 };
      g_auto(JigTree) tree = { 0 };

      grow (&bins, &rules, &tree);
      g_assert_cmpuint (tree.n_nodes, >, 40);
      for (gsize i = 0; i < N_PAIRS; i++)
        {
          const gsize feature = i % 4;
          const double *other = bins.samples.features + (i * 7919 % 3000) * 4;
          double low[4];
          double high[4];

          memcpy (low, bins.samples.features + (i % 3000) * 4, sizeof low);
          memcpy (high, low, sizeof high);
          if (directions[k][feature] == 0 || isnan (low[feature]) || isnan (other[feature]))
            continue;
          low[feature] = fmin (high[feature], other[feature]);
          high[feature] = fmax (high[feature], other[feature]);
          g_assert_cmpfloat ((jig_tree_predict (&tree, high) - jig_tree_predict (&tree, low)) *
                             (double) directions[k][feature], >=, 0.0);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      g_autofree char *path = g_strdup_printf ("/grow-split/golden/%s", golden[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_golden);
    }
  g_test_add_data_func ("/grow-split/min-rows/packed", GINT_TO_POINTER (FALSE), test_min_rows);
  g_test_add_data_func ("/grow-split/min-rows/wide", GINT_TO_POINTER (TRUE), test_min_rows);
  g_test_add_func ("/grow-split/rows-are-weights", test_rows_are_weights);
  g_test_add_data_func ("/grow-split/directions/packed", GINT_TO_POINTER (FALSE), test_directions);
  g_test_add_data_func ("/grow-split/directions/wide", GINT_TO_POINTER (TRUE), test_directions);

  return g_test_run ();
}
