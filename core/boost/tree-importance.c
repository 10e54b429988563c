#include "core/boost/tree-importance.h"

static const char * const kind_names[] = {
  "weight", "gain", "cover", "total_gain", "total_cover",
};

/**
 * jig_tree_importance_measure:
 * @trees: (n_trees,)
 * @n_trees: how many there are
 * @n_features: how many features the model has
 * @importances: (out caller-allocates): (n_features,) how much each is used
 *
 * Adds up all splits, feature by feature. Features that no split asks for are in
 * the list too.
 */
void
jig_tree_importance_measure (const JigTree     *trees,
                             gsize              n_trees,
                             gsize              n_features,
                             JigTreeImportance *importances)
{
  for (gsize i = 0; i < n_features; i++)
    importances[i] = (JigTreeImportance) { 0 };

  for (gsize t = 0; t < n_trees; t++)
    for (gsize i = 0; i < trees[t].n_nodes; i++)
      {
        const JigTreeNode *node = &trees[t].nodes[i];

        if (node->feature < 0)
          continue;
        importances[node->feature].weight += 1.0;
        importances[node->feature].gain += node->gain;
        importances[node->feature].cover += node->cover;
      }
}

/**
 * jig_tree_importance_get:
 * @self: how much a feature is used
 * @kind: in which sense
 *
 * Returns: the number, 0 if the feature is never used
 */
double
jig_tree_importance_get (const JigTreeImportance *self,
                         JigTreeImportanceKind    kind)
{
  const double n_splits = MAX (self->weight, 1.0);

  switch (kind)
    {
    case JIG_TREE_IMPORTANCE_WEIGHT:
      return self->weight;
    case JIG_TREE_IMPORTANCE_GAIN:
      return self->gain / n_splits;
    case JIG_TREE_IMPORTANCE_COVER:
      return self->cover / n_splits;
    case JIG_TREE_IMPORTANCE_TOTAL_GAIN:
      return self->gain;
    case JIG_TREE_IMPORTANCE_TOTAL_COVER:
      return self->cover;
    default:
      g_return_val_if_reached (0.0);
    }
}

const char *
jig_tree_importance_kind_name (JigTreeImportanceKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}
