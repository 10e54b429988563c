#pragma once

#include "core/boost/tree-shap-plan.h"

G_BEGIN_DECLS

/* So many rows go through a tree together, in every variant. */
#define JIG_TREE_SHAP_SINGLE_ROWS 16
#define JIG_TREE_SHAP_DOUBLE_ROWS 8

/**
 * JigTreeShapKernels:
 * @pack: some rows, column by column: @rows (n_rows, n_features), of which
 *   @columns are kept, to @packed (n_columns, ROWS); rows that are not there
 *   repeat the last one
 * @contribute: adds a tree's contributions to @sums, (n_columns, ROWS). @table is
 *   the plan's, @places (plan->n_columns,) where its columns stand in @packed
 *   and @sums, @scratch as many numbers as jig_tree_shap_n_scratch()
 * @interact: the same, and the interactions of column i with column j < i to
 *   @pairs, (n_columns (n_columns - 1) / 2, ROWS): at row i (i - 1) / 2 + j, each
 *   as large as both halves together
 *
 * The walk with a number per row of one precision.
 */
typedef struct
{
  gsize n_rows;
  gsize number_size;

  void (*pack)       (const double          *rows,
                      gsize                  n_rows,
                      gsize                  n_features,
                      const guint32         *columns,
                      gsize                  n_columns,
                      gpointer               packed);
  void (*contribute) (const JigTreeShapPlan *plan,
                      gconstpointer          table,
                      const guint32         *places,
                      gconstpointer          packed,
                      double                *sums,
                      gpointer               scratch);
  void (*interact)   (const JigTreeShapPlan *plan,
                      gconstpointer          table,
                      const guint32         *places,
                      gconstpointer          packed,
                      double                *sums,
                      double                *pairs,
                      gpointer               scratch);
} JigTreeShapKernels;

extern const JigTreeShapKernels jig_tree_shap_single_portable;
extern const JigTreeShapKernels jig_tree_shap_double_portable;
#if JIG_HAVE_X86
extern const JigTreeShapKernels jig_tree_shap_single_avx2;
extern const JigTreeShapKernels jig_tree_shap_double_avx2;
extern const JigTreeShapKernels jig_tree_shap_single_avx512;
extern const JigTreeShapKernels jig_tree_shap_double_avx512;
#endif

/* How many times ROWS numbers the walk through one tree needs: per level and
 * point the product, two sums and an extraction, per level three masks and a
 * column, what a node extracts, and what the tree gives per column and pair. */
static inline gsize
jig_tree_shap_n_scratch (const JigTreeShapPlan *plan)
{
  const gsize n_levels = plan->n_levels + 1;
  const gsize n_columns = plan->n_columns;

  return (4 * n_levels + 1) * plan->n_points + 4 * n_levels + n_columns;
}

static inline gsize
jig_tree_shap_n_pairs (gsize n_columns)
{
  return n_columns * (n_columns - 1) / 2;
}

G_END_DECLS
