/* Whether what claims to be a tree is one. Tested by tests/core/model/tree.c. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/model/tree-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * jig_tree_refuse:
 * @name: the file
 * @tree: which tree, counted from 0
 * @node: which node; negative: the tree as a whole
 * @error: return location for %JIG_ERROR_FORMAT
 * @format: what is wrong, as for printf()
 * @...: its arguments
 *
 * Returns: %FALSE, so that a check is one statement
 */
gboolean
jig_tree_refuse (const char  *name,
                 gsize        tree,
                 gssize       node,
                 GError     **error,
                 const char  *format,
                 ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  if (node < 0)
    g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                 _("%s, tree %zu: %s"), name, tree, what);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                 _("%s, tree %zu, node %zd: %s"),
                 name, tree, node, what);

  return FALSE;
}

/* A child comes after its parent, inside the tree, and has no other parent. */
static gboolean
adopt (const JigTree  *self,
       gsize           parent,
       gint32          child,
       guint16        *depths,
       gsize           index,
       const char     *name,
       GError        **error)
{
  if (child <= (gssize) parent || (gsize) child >= self->n_nodes)
    return jig_tree_refuse (name, index, (gssize) parent, error,
                            _("its child is node %d, which is not one of the %zu nodes that"
                              " may follow it."),
                            child, self->n_nodes);
  if (depths[child] != 0)
    return jig_tree_refuse (name, index, child, error, _("it has two parents."));
  if (depths[parent] >= JIG_LIMIT_TREE_DEPTH)
    return jig_tree_refuse (name, index, (gssize) parent, error,
                            _("it is deeper than the %d levels a tree may have."),
                            JIG_LIMIT_TREE_DEPTH);

  depths[child] = (guint16) (depths[parent] + 1);

  return TRUE;
}

/* Sets come in the order of their nodes, one each. */
static gboolean
check_set (const JigTree  *self,
           gsize           at,
           gsize          *n_met,
           gsize           index,
           const char     *name,
           GError        **error)
{
  const JigTreeNode *node = &self->nodes[at];

  if (node->set == 0)
    return TRUE;
  if (node->feature < 0)
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("it is a leaf, but has a set of levels."));
  if (node->set != ++*n_met || node->set > self->n_sets)
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("its set of levels is not its own."));
  if (!node->missing_left)
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("it asks for levels, but what is missing does not go left."));
  if (jig_level_set_count (&self->sets[node->set - 1]) == 0)
    return jig_tree_refuse (name, index, (gssize) at, error, _("its set of levels is empty."));

  return TRUE;
}

static gboolean
check_leaf (const JigTreeNode  *node,
            gsize               at,
            gsize               index,
            const char         *name,
            GError            **error)
{
  if (node->feature != -1 || node->left != -1 || node->right != -1)
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("it is a leaf, but its feature and children are not -1."));

  return TRUE;
}

static gboolean
check_split (const JigTree  *self,
             gsize           at,
             guint16        *depths,
             gsize           n_features,
             gsize           index,
             const char     *name,
             GError        **error)
{
  const JigTreeNode *node = self->nodes + at;

  if ((gsize) node->feature >= n_features)
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("it asks for feature %d, but the model has %zu."),
                            node->feature, n_features);
  if (!isfinite (node->threshold))
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("its threshold is not a finite number."));

  return adopt (self, at, node->left, depths, index, name, error) &&
         adopt (self, at, node->right, depths, index, name, error);
}

static gboolean
check_node (const JigTree  *self,
            gsize           at,
            guint16        *depths,
            gsize           n_features,
            gsize           index,
            const char     *name,
            GError        **error)
{
  const JigTreeNode *node = self->nodes + at;

  if (at > 0 && depths[at] == 0)
    return jig_tree_refuse (name, index, (gssize) at, error, _("no node leads to it."));
  if (!isfinite (node->value))
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("its value is not a finite number."));
  if (!isfinite (node->gain))
    return jig_tree_refuse (name, index, (gssize) at, error, _("its gain is not a finite number."));
  if (!isfinite (node->cover) || node->cover < 0.0)
    return jig_tree_refuse (name, index, (gssize) at, error,
                            _("its cover is not a number of 0 or more."));

  return node->feature < 0
         ? check_leaf (node, at, index, name, error)
         : check_split (self, at, depths, n_features, index, name, error);
}

/**
 * jig_tree_check:
 * @self: what claims to be a tree
 * @n_features: how many features the model has
 * @n_outputs: how many margins the model has
 * @index: which tree it is, counted from 0, for the sentence
 * @name: the file, for the sentence
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Makes sure that every walk ends in a leaf, in O(nodes): each node but the root
 * has exactly one parent, which stands before it; features, thresholds and
 * values can be used.
 *
 * Returns: %TRUE, or %FALSE with @error naming the tree and the node
 */
gboolean
jig_tree_check (const JigTree  *self,
                gsize           n_features,
                guint           n_outputs,
                gsize           index,
                const char     *name,
                GError        **error)
{
  jig_autofree guint16 *depths = NULL;   /* (n_nodes,) 0: no parent has been met */
  gsize n_sets = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (self->n_nodes == 0)
    return jig_tree_refuse (name, index, -1, error, _("it has no node."));
  if (self->n_nodes > JIG_LIMIT_TREE_NODES)
    return jig_tree_refuse (name, index, -1, error,
                            _("it has more than %d nodes."), JIG_LIMIT_TREE_NODES);
  if (self->output >= n_outputs)
    return jig_tree_refuse (name, index, -1, error,
                            _("it adds to output %u, but the model has %u."), self->output,
                            n_outputs);

  depths = jig_alloc (self->n_nodes, sizeof *depths, _("checking a tree"), error);
  if (depths == NULL)
    return FALSE;

  for (gsize at = 0; at < self->n_nodes; at++)
    if (!check_node (self, at, depths, n_features, index, name, error) ||
        !check_set (self, at, &n_sets, index, name, error))
      return FALSE;

  return n_sets == self->n_sets ||
         jig_tree_refuse (name, index, -1, error,
                          _("it has %zu sets of levels, but %zu nodes ask for one."),
                          self->n_sets, n_sets);
}

/* The largest code that a set holds. */
static guint
find_last (const JigLevelSet *set)
{
  guint code = JIG_LEVEL_SET_CODES - 1;

  while (code > 0 && !jig_level_set_holds (set, (float) code))
    code--;

  return code;
}

/**
 * jig_tree_check_levels:
 * @self: a tree that jig_tree_check() has accepted
 * @levels: (nullable): (n_features,) how many levels each feature has; 0: it is a
 *   number; %NULL: all are
 * @index: which tree it is, counted from 0, for the sentence
 * @name: the file, for the sentence
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Makes sure that categories are asked for levels that they have, and numbers for
 * thresholds.
 *
 * Returns: %TRUE, or %FALSE with @error naming the tree and the node
 */
gboolean
jig_tree_check_levels (const JigTree  *self,
                       const guint32  *levels,
                       gsize           index,
                       const char     *name,
                       GError        **error)
{
  for (gsize at = 0; at < self->n_nodes; at++)
    {
      const JigTreeNode *node = &self->nodes[at];
      const guint32 n_levels = levels != NULL && node->feature >= 0 ? levels[node->feature] : 0;

      if (node->feature >= 0 && (node->set != 0) != (n_levels > 0))
        return jig_tree_refuse (name, index, (gssize) at, error,
                                n_levels > 0 ? _("it asks a category for a threshold.")
                                             : _("it asks a number for levels."));
      if (node->set != 0 && find_last (&self->sets[node->set - 1]) >= n_levels)
        return jig_tree_refuse (name, index, (gssize) at, error,
                                _("it asks for level %u, but the feature has %u."),
                                find_last (&self->sets[node->set - 1]), n_levels);
    }

  return TRUE;
}
