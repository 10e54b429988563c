#include "core/model/tree.h"

#include "core/base/alloc.h"
#include "core/base/limits.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jig_tree_leaf:
 * @self: a tree that jig_tree_check() has accepted, or that was grown here
 * @features: (n_features,) one row; NaN is missing
 *
 * Walks from the root to a leaf: left if the value, as a float, is below the
 * threshold, right if it is not, to the node's own side if there is no value; or
 * right if the value is a level of the node's set, else left.
 *
 * Returns: the index of the leaf's node
 */
guint
jig_tree_leaf (const JigTree *self,
               const double  *features)
{
  const JigTreeNode *node = self->nodes;

  while (node->feature >= 0)
    {
      const gboolean is_left = jig_tree_goes_left (self, node, features[node->feature]);

      node = self->nodes + (is_left ? node->left : node->right);
    }

  return (guint) (node - self->nodes);
}

/**
 * jig_tree_predict:
 * @self: a tree that jig_tree_check() has accepted, or that was grown here
 * @features: (n_features,) one row; NaN is missing
 *
 * Returns: what the tree adds to the row's margin
 */
double
jig_tree_predict (const JigTree *self,
                  const double  *features)
{
  return self->nodes[jig_tree_leaf (self, features)].value;
}

/**
 * jig_tree_depth:
 * @self: a tree that jig_tree_check() has accepted, or that was grown here
 *
 * Returns: how many questions the longest way from the root to a leaf asks
 */
guint
jig_tree_depth (const JigTree *self)
{
  /* At most one node waits per level. */
  gint32 nodes[JIG_LIMIT_TREE_DEPTH + 2];
  guint depths[JIG_LIMIT_TREE_DEPTH + 2];
  guint n_waiting = 1;
  guint deepest = 0;

  nodes[0] = 0;
  depths[0] = 0;

  while (n_waiting > 0)
    {
      const guint depth = depths[--n_waiting];
      const JigTreeNode *node = self->nodes + nodes[n_waiting];

      deepest = MAX (deepest, depth);
      if (node->feature < 0)
        continue;

      g_return_val_if_fail (n_waiting + 2 <= G_N_ELEMENTS (nodes), deepest);
      nodes[n_waiting] = node->right;
      depths[n_waiting++] = depth + 1;
      nodes[n_waiting] = node->left;
      depths[n_waiting++] = depth + 1;
    }

  return deepest;
}

/**
 * jig_tree_is_float:
 * @number: a threshold, or what is added to a margin
 *
 * Returns: whether a float holds it: it is finite, and nothing would be rounded
 */
gboolean
jig_tree_is_float (double number)
{
  return isfinite (number) && (double) (float) number == number;
}

/**
 * jig_tree_to_float:
 * @number: a threshold, or what is added to a margin
 *
 * Returns: the finite float next to it
 */
double
jig_tree_to_float (double number)
{
  return (float) CLAMP (number, -FLT_MAX, FLT_MAX);
}

/**
 * jig_tree_copy:
 * @self: a tree
 * @copy: (out): the same tree, for jig_tree_clear(), whatever is returned
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_tree_copy (const JigTree  *self,
               JigTree        *copy,
               GError        **error)
{
  *copy = (JigTree) { .output = self->output };
  copy->nodes = jig_alloc (self->n_nodes, sizeof *copy->nodes, _("a tree"), error);
  if (copy->nodes == NULL)
    return FALSE;
  if (self->n_sets > 0)
    copy->sets = jig_alloc (self->n_sets, sizeof *copy->sets, _("a tree"), error);
  if (self->n_sets > 0 && copy->sets == NULL)
    return FALSE;

  memcpy (copy->nodes, self->nodes, self->n_nodes * sizeof *copy->nodes);
  copy->n_nodes = self->n_nodes;
  if (self->n_sets > 0)
    memcpy (copy->sets, self->sets, self->n_sets * sizeof *copy->sets);
  copy->n_sets = self->n_sets;

  return TRUE;
}

/**
 * jig_tree_clear:
 * @self: a tree
 *
 * Gives the nodes back and leaves an empty tree.
 */
void
jig_tree_clear (JigTree *self)
{
  g_clear_pointer (&self->nodes, jig_free);
  g_clear_pointer (&self->sets, jig_free);
  self->n_nodes = 0;
  self->n_sets = 0;
}
