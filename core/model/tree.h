#pragma once

#include "core/model/level-set.h"

#include <math.h>

G_BEGIN_DECLS

/**
 * JigTreeNode:
 * @feature: which feature is asked; negative: this is a leaf
 * @left: the child of rows whose value, as a float, is < @threshold
 * @right: the child of the others
 * @missing_left: rows without a value go left
 * @threshold: where the node splits: a float
 * @value: what a leaf adds to the margin (shrinkage included): a float
 * @gain: how much the split lowers the loss, without 1/2; 0 for a leaf
 * @cover: the sum of hessians that reached the node
 * @set: 0: the node asks for its threshold; else one more than the place among
 *   the tree's sets of the levels that go right
 *
 * A question, or the answer. Values are compared and margins are added as floats,
 * so that programs which know nothing wider say the same.
 *
 * Of a category, levels in the set go right; the others go left, and with them
 * what is missing and what the model has never seen.
 */
typedef struct
{
  gint32   feature;
  gint32   left;
  gint32   right;
  gboolean missing_left;
  double   threshold;
  double   value;
  double   gain;
  double   cover;
  guint32  set;
} JigTreeNode;

/**
 * JigTree:
 * @nodes: (n_nodes,) the root first; children after their parent
 * @n_nodes: how many there are
 * @output: which margin the tree adds to
 * @sets: (n_sets,) what nodes ask of categories, in the order of the nodes
 * @n_sets: how many there are
 */
typedef struct
{
  JigTreeNode *nodes;
  gsize        n_nodes;
  guint        output;
  JigLevelSet *sets;
  gsize        n_sets;
} JigTree;

/* Where a row with this value of the node's feature goes. */
static inline gboolean
jig_tree_goes_left (const JigTree     *self,
                    const JigTreeNode *node,
                    double             feature)
{
  const float value = (float) feature;

  if (node->set != 0)
    return !jig_level_set_holds (&self->sets[node->set - 1], value);

  return isnan (value) ? node->missing_left : value < node->threshold;
}

double    jig_tree_predict  (const JigTree    *self,
                             const double     *features);
guint     jig_tree_leaf     (const JigTree    *self,
                             const double     *features);
guint     jig_tree_depth    (const JigTree    *self);
gboolean  jig_tree_is_float (double            number);
double    jig_tree_to_float (double            number);
gboolean  jig_tree_copy     (const JigTree    *self,
                             JigTree          *copy,
                             GError          **error);
void      jig_tree_clear    (JigTree          *self);

/* One pass over what claims to be a tree, before anything walks it. */
gboolean  jig_tree_check    (const JigTree    *self,
                             gsize             n_features,
                             guint             n_outputs,
                             gsize             index,
                             const char       *name,
                             GError          **error);
gboolean  jig_tree_check_levels (const JigTree    *self,
                                 const guint32    *levels,
                                 gsize             index,
                                 const char       *name,
                                 GError          **error);
void      jig_tree_write    (const JigTree    *self,
                             JigJsonWriter    *writer);
gboolean  jig_tree_read     (JsonObject       *object,
                             gsize             n_features,
                             guint             n_outputs,
                             gsize             index,
                             const char       *name,
                             JigTree          *self,
                             GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigTree, jig_tree_clear)

G_END_DECLS
