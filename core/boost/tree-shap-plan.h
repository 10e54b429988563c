#pragma once

#include "core/model/tree.h"

G_BEGIN_DECLS

/**
 * JigTreeShapOp:
 * @JIG_TREE_SHAP_ENTER: come to a node and go on to its first child
 * @JIG_TREE_SHAP_TURN: come back from the first child and go on to the second
 * @JIG_TREE_SHAP_LEAVE: come back from the second child
 * @JIG_TREE_SHAP_ENTER_BESIDE: come to a node whose first child is a leaf and
 *   go on to the second
 * @JIG_TREE_SHAP_LEAVE_BESIDE: come back from there, and do the leaf
 * @JIG_TREE_SHAP_PAIR: come to a node of two leaves and leave it
 *
 * What a walk through a tree is made of.
 */
typedef enum
{
  JIG_TREE_SHAP_ENTER,
  JIG_TREE_SHAP_TURN,
  JIG_TREE_SHAP_LEAVE,
  JIG_TREE_SHAP_ENTER_BESIDE,
  JIG_TREE_SHAP_LEAVE_BESIDE,
  JIG_TREE_SHAP_PAIR,
} JigTreeShapOp;

/**
 * JigTreeShapStep:
 * @op: what is to be done
 * @missing_left: rows without a value go left
 * @is_flipped: the first child is the right one
 * @side: whether the node is its parent's first (0) or second (1) child
 * @level: how many questions lead to the node
 * @previous: the level at which the path has asked for the same feature
 *   before, nearest to the node; -1: it has not
 * @column: the feature's place in the plan's columns
 * @node: the node
 * @block: where the numbers of the first child begin in the table
 * @threshold: left if the value, as a float, is less; a number that a float holds
 * @set: (nullable): the levels that go right instead
 */
typedef struct
{
  guint8  op;
  guint8  missing_left;
  guint8  is_flipped;
  guint8  side;
  guint32 level;
  gint32  previous;
  guint32 column;
  guint32 node;
  gsize   block;
  double  threshold;

  const JigLevelSet *set;
} JigTreeShapStep;

/**
 * JigTreeShapPlan:
 * @tree: (unowned): the tree
 * @steps: (n_steps,) a walk through all its nodes, depth first
 * @n_steps: how many there are; 0: the tree is one leaf
 * @columns: (n_columns,) the features it asks for, ascending
 * @n_columns: how many they are
 * @n_levels: how many questions the longest path asks
 * @n_points: how many points integrate exactly what the tree gives
 * @points: (n_points,) where they lie in (0, 1)
 * @weights: (n_points,) what they weigh
 *
 * How to walk one tree for SHAP values.
 */
typedef struct
{
  const JigTree   *tree;
  JigTreeShapStep *steps;
  gsize            n_steps;
  guint32         *columns;
  gsize            n_columns;
  guint            n_levels;
  guint            n_points;
  double          *points;
  double          *weights;
} JigTreeShapPlan;

gboolean jig_tree_shap_plan_init          (JigTreeShapPlan        *self,
                                           const JigTree          *tree,
                                           GError                **error);
void     jig_tree_shap_plan_clear         (JigTreeShapPlan        *self);

/* What a table holds: the weights, then a block per child that is not one of a
 * pair, and one per pair. */
gsize    jig_tree_shap_plan_get_n_numbers (const JigTreeShapPlan  *self);
void     jig_tree_shap_plan_fill_double   (const JigTreeShapPlan  *self,
                                           const double           *shares,
                                           double                 *table);
void     jig_tree_shap_plan_fill_single   (const JigTreeShapPlan  *self,
                                           const double           *shares,
                                           float                  *table);

/* Numbers in one block: what a row that has failed before is multiplied by, then
 * per point two factors and two extractions: of rows that go to the first
 * child, of rows that go to the second. */
static inline gsize
jig_tree_shap_block_size (guint n_points)
{
  return 4 * (gsize) n_points + 1;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigTreeShapPlan, jig_tree_shap_plan_clear)

G_END_DECLS
