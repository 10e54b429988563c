#include "core/boost/categories.h"

#include "core/base/cpu.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/boost/grow.h"
#include "tests/support/bins.h"

#include <math.h>
#include <string.h>

#define MAX_LEVELS 12

/* A category in a node, with what the obvious way finds. */
typedef struct
{
  JigSplitRules   rules;
  JigSplitSide    cells[MAX_LEVELS + 1];
  JigCategoryNode node;
} Case;

static void
case_init (Case                   *self,
           const JigCategoryRules *rules,
           guint                   n_levels,
           gboolean                has_missing,
           guint64                 seed)
{
  JigRandom random;

  *self = (Case) { .rules = { .category = *rules } };
  self->node = (JigCategoryNode) {
    .rules = &self->rules, .cells = self->cells, .n_levels = n_levels, .grad_unit = 0.25,
    .hess_unit = 0.5, .least_hess = 1, .scope = JIG_SPLIT_SCOPE_ROOT,
  };

  jig_random_init (&random, seed, "cells", 0);
  for (guint i = 0; i <= n_levels; i++)
    {
      if (i < n_levels ? jig_random_below (&random, 5) == 0 : !has_missing)
        continue;
      self->cells[i].sum.hess = (gint64) jig_random_below (&random, 40) + 1;
      self->cells[i].sum.grad = (gint64) jig_random_below (&random, 81) - 40;
      self->cells[i].n_rows = (gint64) jig_random_below (&random, 9) + 1;
      self->node.all.sum.grad += self->cells[i].sum.grad;
      self->node.all.sum.hess += self->cells[i].sum.hess;
      self->node.all.n_rows += self->cells[i].n_rows;
    }
}

static gboolean
is_there (const Case *self,
          guint       level)
{
  return self->cells[level].sum.hess > 0;
}

static double
score_of (const Case *self,
          gint64      grad,
          gint64      hess)
{
  const double g = (double) grad * 0.25;

  return g * g / ((double) hess * 0.5 + self->rules.lambda);
}

/* Both sides of the levels in @mask; negative: one side has too few. */
static double
score (const Case *self,
       guint       mask,
       gboolean    missing_right)
{
  gint64 grad = 0;
  gint64 hess = 0;
  gint64 n_rows = 0;

  for (guint i = 0; i <= self->node.n_levels; i++)
    if (i < self->node.n_levels ? (mask >> i & 1) != 0 : missing_right)
      {
        grad += self->cells[i].sum.grad;
        hess += self->cells[i].sum.hess;
        n_rows += self->cells[i].n_rows;
      }
  if (hess < self->node.least_hess || self->node.all.sum.hess - hess < self->node.least_hess ||
      n_rows < self->node.least_rows || self->node.all.n_rows - n_rows < self->node.least_rows)
    return -1.0;

  return score_of (self, grad, hess) +
         score_of (self, self->node.all.sum.grad - grad, self->node.all.sum.hess - hess);
}

static guint
get_mask (const JigLevelSet *set)
{
  for (guint i = 1; i < G_N_ELEMENTS (set->words); i++)
    g_assert_cmpuint (set->words[i], ==, 0);

  return (guint) set->words[0];
}

/* What was found is what it says, and worth as much as it should be. */
static void
check_found (const Case *self,
             double      best)
{
  const gint64 missing = self->cells[self->node.n_levels].sum.hess;
  JigLevelSet set = { 0 };
  JigSplitSide right = { 0 };
  JigSplitSide sum = { 0 };
  guint mask;

  if (!jig_category_find (&self->node, &set, &right))
    {
      g_assert_cmpfloat (best, <, 0.0);
      return;
    }

  mask = get_mask (&set);
  g_assert_cmpuint (mask, <, 1u << self->node.n_levels);
  for (guint i = 0; i < self->node.n_levels; i++)
    if (mask >> i & 1)
      {
        g_assert_true (is_there (self, i));
        sum.sum.grad += self->cells[i].sum.grad;
        sum.sum.hess += self->cells[i].sum.hess;
        sum.n_rows += self->cells[i].n_rows;
      }
  g_assert_cmpint (sum.sum.grad, ==, right.sum.grad);
  g_assert_cmpint (sum.sum.hess, ==, right.sum.hess);
  g_assert_cmpint (sum.n_rows, ==, right.n_rows);
  if (missing == 0)
    g_assert_cmpint (2 * right.sum.hess, <=, self->node.all.sum.hess);
  g_assert_cmpfloat_with_epsilon (score (self, mask, FALSE), best, 1e-9 * (1.0 + best));
}

/* Fisher: with lambda 0 no other way to part the levels is better. */
static void
test_any_partition (void)
{
  const JigCategoryRules rules = { .max_single = 0, .max_levels = MAX_LEVELS };

  for (guint64 seed = 0; seed < 60; seed++)
    {
      const guint n_levels = 1 + (guint) seed % 8;
      double best = -1.0;
      Case test;

      case_init (&test, &rules, n_levels, FALSE, seed);
      for (guint mask = 0; mask < 1u << n_levels; mask++)
        best = MAX (best, score (&test, mask, FALSE));
      check_found (&test, best);
    }
}

static double
place_of (const Case *self,
          guint       level)
{
  return (double) self->cells[level].sum.grad * 0.25 /
         ((double) self->cells[level].sum.hess * 0.5 + self->rules.category.smooth);
}

/* Those whose place is up to that of @last, or from there on. */
static guint
mask_from (const Case *self,
           guint       last,
           gboolean    is_low,
           guint      *n_levels)
{
  guint mask = 0;

  *n_levels = 0;
  for (guint i = 0; i < self->node.n_levels; i++)
    {
      const double place = place_of (self, i);
      const double end = place_of (self, last);
      const gboolean is_before = place < end || (place == end && i <= last);
      const gboolean is_after = place > end || (place == end && i >= last);

      if (is_there (self, i) && (is_low ? is_before : is_after))
        {
          mask |= 1u << i;
          *n_levels += 1;
        }
    }

  return mask;
}

/* Ends of the order, what is missing stays left; or what is missing alone. */
static void
test_sorted (void)
{
  static const JigCategoryRules rules[] = {
    { .max_single = 0, .max_levels = MAX_LEVELS, .l2 = 3.0 },
    { .max_single = 0, .max_levels = 2, .smooth = 5.0 },
    { .max_single = 3, .max_levels = 4, .l2 = 1.0, .smooth = 2.0 },
  };

  for (guint64 seed = 0; seed < 300; seed++)
    {
      const JigCategoryRules *own = &rules[seed % 3];
      const guint n_levels = 4 + (guint) seed % (MAX_LEVELS - 3);
      const gboolean has_missing = seed % 2 == 0;
      guint all = 0;
      guint n_all = 0;
      double best;
      Case test;

      case_init (&test, own, n_levels, has_missing, seed);
      test.rules.lambda = 0.5;
      test.rules = jig_category_rules (&test.rules);
      g_assert_cmpfloat (test.rules.lambda, ==, 0.5 + own->l2);
      test.node.least_rows = seed % 4 == 3 ? 5 : 0;
      test.node.least_hess = 1 + (gint64) seed % 20;
      for (guint i = 0; i < n_levels; i++)
        if (is_there (&test, i))
          {
            all |= 1u << i;
            n_all++;
          }

      best = has_missing ? score (&test, all, FALSE) : -1.0;
      for (guint i = 0; i < 2 * n_levels; i++)
        if (is_there (&test, i / 2))
          {
            guint n_own;
            const guint mask = mask_from (&test, i / 2, i % 2 == 0, &n_own);

            if (n_own <= own->max_levels && n_own < n_all)
              best = MAX (best, score (&test, mask, FALSE));
          }
      check_found (&test, best);
    }
}

/* Each against the others, what is missing on either side. */
static void
test_single (void)
{
  const JigCategoryRules rules = { .max_single = 4, .max_levels = 64 };

  for (guint64 seed = 0; seed < 100; seed++)
    {
      const guint n_levels = 1 + (guint) seed % 4;
      const gboolean has_missing = seed % 3 == 0;
      double best = -1.0;
      Case test;

      case_init (&test, &rules, n_levels, has_missing, seed);
      test.rules.lambda = 1.0;
      if (has_missing)
        best = score (&test, G_MAXUINT, FALSE);
      for (guint i = 0; i < n_levels; i++)
        if (is_there (&test, i))
          best = MAX (best, MAX (score (&test, 1u << i, FALSE), score (&test, 1u << i, TRUE)));
      check_found (&test, best);
    }
}

/* The lower code of two that are alike; the first end of the order. */
static void
test_ties (void)
{
  const JigCategoryRules single = { .max_single = 4, .max_levels = 64 };
  const JigCategoryRules sorted = { .max_single = 0, .max_levels = 1 };
  JigLevelSet set;
  JigSplitSide right;
  Case test;

  case_init (&test, &single, 4, FALSE, 0);
  for (guint i = 0; i < 4; i++)
    test.cells[i] = (JigSplitSide) { { i % 2 == 0 ? -8 : 8, 4 } };
  test.node.all = (JigSplitSide) { { 0, 16 } };
  g_assert_true (jig_category_find (&test.node, &set, &right));
  g_assert_cmpuint (get_mask (&set), ==, 1);

  test.rules.category = sorted;
  g_assert_true (jig_category_find (&test.node, &set, &right));
  g_assert_cmpuint (get_mask (&set), ==, 1);
  g_assert_cmpint (right.sum.grad, ==, -8);

  test.rules.category.max_levels = 2;
  g_assert_true (jig_category_find (&test.node, &set, &right));
  g_assert_cmpuint (get_mask (&set), ==, 5);
}

static void
test_nothing (void)
{
  const JigCategoryRules rules = { .max_single = 4, .max_levels = 64 };
  JigLevelSet set = { { 9 } };
  JigSplitSide right = { { 1, 2 } };
  Case test;

  case_init (&test, &rules, 3, FALSE, 0);
  memset (test.cells, 0, sizeof test.cells);
  test.cells[3] = test.node.all = (JigSplitSide) { { 5, 6 } };
  g_assert_false (jig_category_find (&test.node, &set, &right));

  test.cells[1] = test.node.all;
  test.cells[3] = (JigSplitSide) { 0 };
  g_assert_false (jig_category_find (&test.node, &set, &right));
  g_assert_cmpuint (set.words[0], ==, 9);
  g_assert_cmpint (right.sum.hess, ==, 2);
}

static void
test_part (void)
{
  enum { N_ROWS = 1000 };
  const JigLevelSet set = { { 5, 0, 0, G_GUINT64_CONSTANT (1) << 63 } };
  guint8 codes[N_ROWS];
  guint32 rows[N_ROWS];
  guint32 right[N_ROWS];
  gsize n_left;

  for (gsize i = 0; i < N_ROWS; i++)
    {
      codes[i] = (guint8) (i * 7);
      rows[i] = (guint32) (N_ROWS - 1 - i);
    }
  n_left = jig_category_part (&set, codes, rows, N_ROWS, right);

  for (gsize i = 0, l = 0, r = 0; i < N_ROWS; i++)
    {
      const guint32 row = (guint32) (N_ROWS - 1 - i);

      if (codes[row] == 0 || codes[row] == 2 || codes[row] == 255)
        g_assert_cmpuint (right[r++], ==, row);
      else
        g_assert_cmpuint (rows[l++], ==, row);
      g_assert_cmpuint (l, <=, n_left);
    }
}

static const guint32 levels[] = { 0, 4, 40, 255, 2 };

static const JigGrowRules rules = {
  .split = { .lambda = 1.0, .min_child_weight = 1.0,
             .category = { .max_single = 4, .max_levels = 64 } },
  .depth = 7, .rate = 0.5,
};

static void
grow (const JigTestBins  *bins,
      const JigGrowRules *own,
      gsize               n_rows,
      float              *margins,
      JigTree            *tree)
{
  const gsize n_samples = bins->samples.view.n_rows;
  g_autoptr(JigGrow) room = jig_grow_new (bins->binned, own, NULL);
  g_autofree guint32 *rows = g_memdup2 (bins->rows, n_samples * sizeof *rows);

  g_assert_true (jig_grow_tree (room, bins->gradient, bins->columns, G_N_ELEMENTS (levels), 7,
                                rows, n_rows, margins, tree, NULL, NULL));
  jig_grow_add (room, tree, bins->rows + n_rows, n_samples - n_rows, margins);
}

/* Every row gets what the walk by values says, whether the tree has seen it or not;
 * the tree is one that may be loaded, and what goes left of a node goes left again. */
static void
test_tree (void)
{
  enum { N_ROWS = 3000, N_SEEN = 2000 };

  for (guint i = 0; i < 5; i++)
    {
      JigGrowRules own = rules;
      g_auto(JigTestBins) bins = { 0 };
      g_auto(JigTree) tree = { 0 };
      g_autofree float *margins = g_new0 (float, N_ROWS);
      g_autoptr(GError) error = NULL;

      jig_test_bins_init_levels (&bins, N_ROWS, levels, G_N_ELEMENTS (levels), i % 2 * 0.1);
      if (i == 2 || i == 3)
        {
          own.leaves = 30;
          own.by_gain = TRUE;
        }
      if (i == 4)
        own.split = (JigSplitRules) { 1.0, 0.0, 1.0, 0.5, 0.7, 2.0, 15, NULL,
                                      rules.split.category };
      grow (&bins, &own, N_SEEN, margins, &tree);

      g_assert_cmpuint (tree.n_sets, >, 3);
      g_assert_true (jig_tree_check (&tree, G_N_ELEMENTS (levels), 1, 0, "a tree", &error));
      g_assert_true (jig_tree_check_levels (&tree, levels, 0, "a tree", &error));
      g_assert_no_error (error);
      for (gsize row = 0; row < N_ROWS; row++)
        g_assert_cmpfloat ((double) margins[row], ==,
                           jig_tree_predict (&tree, bins.samples.features +
                                             row * G_N_ELEMENTS (levels)));
    }
}

static gboolean
is_same_tree (const JigTree *a,
              const JigTree *b)
{
  return a->n_nodes == b->n_nodes && a->n_sets == b->n_sets &&
         memcmp (a->nodes, b->nodes, a->n_nodes * sizeof *a->nodes) == 0 &&
         memcmp (a->sets, b->sets, a->n_sets * sizeof *a->sets) == 0;
}

/* Any number of threads, any instruction set, branches or not. */
static void
test_same_bits (void)
{
  enum { N_ROWS = 40000 };
  static const guint n_threads[] = { 1, 2, 3, 7 };
  const JigIsa before = jig_cpu_get_isa ();
  g_auto(JigTestBins) bins = { 0 };

  jig_test_bins_init_levels (&bins, N_ROWS, levels, G_N_ELEMENTS (levels), 0.1);
  for (guint i = 0; i < 2; i++)
    {
      g_auto(JigTree) first = { 0 };
      g_autofree float *expected = g_new0 (float, N_ROWS);

      jig_test_bins_round (&bins, i % 2 == 0);
      grow (&bins, &rules, N_ROWS, expected, &first);
      for (JigIsa isa = JIG_ISA_PORTABLE; isa < JIG_N_ISAS && jig_cpu_has_isa (isa); isa++)
        for (gsize k = 0; k < G_N_ELEMENTS (n_threads); k++)
          {
            g_auto(JigTree) tree = { 0 };
            g_autofree float *margins = g_new0 (float, N_ROWS);

            jig_cpu_set_isa (isa);
            jig_parallel_set_n_threads (n_threads[k]);
            grow (&bins, &rules, N_ROWS, margins, &tree);
            g_assert_true (is_same_tree (&tree, &first));
            g_assert_cmpmem (margins, N_ROWS * sizeof *margins,
                             expected, N_ROWS * sizeof *expected);
          }
      jig_parallel_set_n_threads (0);
      jig_cpu_set_isa (before);
    }
}

/* The level that says most is found first. */
static void
test_found (void)
{
  const double codes[] = { 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, NAN, NAN };
  const double targets[] = { 0, 9, 0, 0, 9, 0, 0, 9, 0, 0, 9, 0, 9, 9 };
  const guint32 n_levels = 6;
  JigGrowRules own = rules;
  g_auto(JigTestBins) bins = { 0 };
  g_autoptr(JigGrow) room = NULL;
  g_auto(JigTree) tree = { 0 };
  float margins[G_N_ELEMENTS (codes)] = { 0 };

  jig_test_bins_fill_levels (&bins, G_N_ELEMENTS (codes), &n_levels, 1, codes, targets);
  own.depth = 1;
  room = jig_grow_new (bins.binned, &own, NULL);
  g_assert_true (jig_grow_tree (room, bins.gradient, bins.columns, 1, 7, bins.rows,
                                G_N_ELEMENTS (codes), margins, &tree, NULL, NULL));
  g_assert_cmpuint (tree.n_nodes, ==, 3);
  g_assert_cmpuint (tree.nodes[0].set, ==, 1);
  g_assert_true (tree.nodes[0].missing_left);
  /* 0, 2, 3 and 5 are low, what is missing is high. */
  g_assert_cmpuint (get_mask (&tree.sets[0]), ==, 0x2d);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/categories/any-partition", test_any_partition);
  g_test_add_func ("/categories/sorted", test_sorted);
  g_test_add_func ("/categories/single", test_single);
  g_test_add_func ("/categories/ties", test_ties);
  g_test_add_func ("/categories/nothing", test_nothing);
  g_test_add_func ("/categories/part", test_part);
  g_test_add_func ("/categories/tree", test_tree);
  g_test_add_func ("/categories/same-bits", test_same_bits);
  g_test_add_func ("/categories/found", test_found);

  return g_test_run ();
}
