#pragma once

#include "core/base/json.h"

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
 *
 * A question, or the answer. Values are compared and margins are added as floats,
 * so that programs which know nothing wider say the same.
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
} JigTreeNode;

/**
 * JigTree:
 * @nodes: (n_nodes,) the root first; children after their parent
 * @n_nodes: how many there are
 * @output: which margin the tree adds to
 */
typedef struct
{
  JigTreeNode *nodes;
  gsize        n_nodes;
  guint        output;
} JigTree;

double    jig_tree_predict  (const JigTree    *self,
                             const double     *features);
guint     jig_tree_leaf     (const JigTree    *self,
                             const double     *features);
guint     jig_tree_depth    (const JigTree    *self);
gboolean  jig_tree_is_float (double            number);
double    jig_tree_to_float (double            number);
void      jig_tree_clear    (JigTree          *self);

/* One pass over what claims to be a tree, before anything walks it. */
gboolean  jig_tree_check    (const JigTree    *self,
                             gsize             n_features,
                             guint             n_outputs,
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
