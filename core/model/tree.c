#include "core/model/tree.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"

#include <glib/gi18n-lib.h>
#include <float.h>
#include <math.h>

/* A tree is stored column by column: one array per field, all of one length. */
typedef enum
{
  FIELD_FEATURE,
  FIELD_LEFT,
  FIELD_RIGHT,
  FIELD_MISSING_LEFT,
  FIELD_THRESHOLD,
  FIELD_VALUE,
  FIELD_GAIN,
  FIELD_COVER,
} Field;

static const char * const field_names[] = {
  "feature", "left", "right", "missing_left", "threshold", "value", "gain", "cover",
};

#define N_WHOLE_FIELDS FIELD_THRESHOLD

static double
get_field (const JigTreeNode *node,
           Field              field)
{
  switch (field)
    {
    case FIELD_FEATURE:
      return node->feature;
    case FIELD_LEFT:
      return node->left;
    case FIELD_RIGHT:
      return node->right;
    case FIELD_MISSING_LEFT:
      return node->missing_left ? 1.0 : 0.0;
    case FIELD_THRESHOLD:
      return node->threshold;
    case FIELD_VALUE:
      return node->value;
    case FIELD_GAIN:
      return node->gain;
    case FIELD_COVER:
      return node->cover;
    default:
      g_return_val_if_reached (0.0);
    }
}

/* Whole fields come here as whole numbers that fit. */
static void
set_field (JigTreeNode *node,
           Field        field,
           double       value)
{
  switch (field)
    {
    case FIELD_FEATURE:
      node->feature = (gint32) value;
      break;
    case FIELD_LEFT:
      node->left = (gint32) value;
      break;
    case FIELD_RIGHT:
      node->right = (gint32) value;
      break;
    case FIELD_MISSING_LEFT:
      node->missing_left = value > 0.0;
      break;
    case FIELD_THRESHOLD:
      node->threshold = value;
      break;
    case FIELD_VALUE:
      node->value = value;
      break;
    case FIELD_GAIN:
      node->gain = value;
      break;
    case FIELD_COVER:
      node->cover = value;
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * jig_tree_leaf:
 * @self: a tree that jig_tree_check() has accepted, or that was grown here
 * @features: (n_features,) one row; NaN is missing
 *
 * Walks from the root to a leaf: left if the value, as a float, is below the
 * threshold, right if it is not, to the node's own side if there is no value.
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
      const float value = (float) features[node->feature];
      const gboolean is_left = isnan (value) ? node->missing_left : value < node->threshold;

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
 * jig_tree_clear:
 * @self: a tree
 *
 * Gives the nodes back and leaves an empty tree.
 */
void
jig_tree_clear (JigTree *self)
{
  g_clear_pointer (&self->nodes, jig_free);
  self->n_nodes = 0;
}

static gboolean refuse (const char  *name,
                        gsize        tree,
                        gssize       node,
                        GError     **error,
                        const char  *format,
                        ...) G_GNUC_PRINTF (5, 6);

/* Always FALSE, so that a check is one statement. A negative node: the tree. */
static gboolean
refuse (const char  *name,
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
    return refuse (name, index, (gssize) parent, error,
                   _("its child is node %d, which is not one of the %zu nodes that may follow it."),
                   child, self->n_nodes);
  if (depths[child] != 0)
    return refuse (name, index, child, error, _("it has two parents."));
  if (depths[parent] >= JIG_LIMIT_TREE_DEPTH)
    return refuse (name, index, (gssize) parent, error,
                   _("it is deeper than the %d levels a tree may have."), JIG_LIMIT_TREE_DEPTH);

  depths[child] = (guint16) (depths[parent] + 1);

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
    return refuse (name, index, (gssize) at, error,
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
    return refuse (name, index, (gssize) at, error,
                   _("it asks for feature %d, but the model has %zu."),
                   node->feature, n_features);
  if (!isfinite (node->threshold))
    return refuse (name, index, (gssize) at, error, _("its threshold is not a finite number."));

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
    return refuse (name, index, (gssize) at, error, _("no node leads to it."));
  if (!isfinite (node->value))
    return refuse (name, index, (gssize) at, error, _("its value is not a finite number."));
  if (!isfinite (node->gain))
    return refuse (name, index, (gssize) at, error, _("its gain is not a finite number."));
  if (!isfinite (node->cover) || node->cover < 0.0)
    return refuse (name, index, (gssize) at, error, _("its cover is not a number of 0 or more."));

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

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (self->n_nodes == 0)
    return refuse (name, index, -1, error, _("it has no node."));
  if (self->n_nodes > JIG_LIMIT_TREE_NODES)
    return refuse (name, index, -1, error, _("it has more than %d nodes."), JIG_LIMIT_TREE_NODES);
  if (self->output >= n_outputs)
    return refuse (name, index, -1, error,
                   _("it adds to output %u, but the model has %u."), self->output, n_outputs);

  depths = jig_alloc (self->n_nodes, sizeof *depths, _("checking a tree"), error);
  if (depths == NULL)
    return FALSE;

  for (gsize at = 0; at < self->n_nodes; at++)
    if (!check_node (self, at, depths, n_features, index, name, error))
      return FALSE;

  return TRUE;
}

static void
write_field (const JigTree *self,
             Field          field,
             JigJsonWriter *writer)
{
  jig_json_writer_name (writer, field_names[field]);
  jig_json_writer_begin_array (writer);

  for (gsize i = 0; i < self->n_nodes; i++)
    if (field < N_WHOLE_FIELDS)
      jig_json_writer_int (writer, (gint64) get_field (&self->nodes[i], field));
    else
      jig_json_writer_double (writer, get_field (&self->nodes[i], field));

  jig_json_writer_end_array (writer);
}

/**
 * jig_tree_write:
 * @self: a tree
 * @writer: where an object may stand
 *
 * Writes the tree as one object, a list per field of its nodes.
 */
void
jig_tree_write (const JigTree *self,
                JigJsonWriter *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "output");
  jig_json_writer_int (writer, self->output);
  for (gsize field = 0; field < G_N_ELEMENTS (field_names); field++)
    write_field (self, (Field) field, writer);
  jig_json_writer_end_object (writer);
}

static gboolean
is_whole (Field  field,
          double value)
{
  const double lower = field == FIELD_MISSING_LEFT ? 0.0 : -1.0;
  const double upper = field == FIELD_MISSING_LEFT ? 1.0 : G_MAXINT32;

  return value >= lower && value <= upper && value == floor (value);
}

static gboolean
is_float_field (Field field)
{
  return field == FIELD_THRESHOLD || field == FIELD_VALUE;
}

static gboolean
read_field (JsonArray    *array,
            Field         field,
            gsize         index,
            const char   *name,
            JigTree      *self,
            GError      **error)
{
  if (json_array_get_length (array) != self->n_nodes)
    return refuse (name, index, -1, error,
                   _("\"%s\" has %u entries, but the tree has %zu nodes."),
                   field_names[field], json_array_get_length (array), self->n_nodes);

  for (gsize i = 0; i < self->n_nodes; i++)
    {
      JsonNode *cell = json_array_get_element (array, (guint) i);
      double value;

      if (!JSON_NODE_HOLDS_VALUE (cell) ||
          (json_node_get_value_type (cell) != G_TYPE_INT64 &&
           json_node_get_value_type (cell) != G_TYPE_DOUBLE))
        return refuse (name, index, (gssize) i, error, _("\"%s\" is not a number."),
                       field_names[field]);

      value = json_node_get_double (cell);
      if (field < N_WHOLE_FIELDS && !is_whole (field, value))
        return refuse (name, index, (gssize) i, error, _("\"%s\" cannot be %g."),
                       field_names[field], value);
      if (is_float_field (field) && !jig_tree_is_float (value))
        return refuse (name, index, (gssize) i, error,
                       _("\"%s\" is not a number of single precision."), field_names[field]);

      set_field (&self->nodes[i], field, value);
    }

  return TRUE;
}

static gboolean
read_fields (JsonObject  *object,
             gsize        index,
             const char  *name,
             JigTree     *self,
             GError     **error)
{
  for (gsize field = 0; field < G_N_ELEMENTS (field_names); field++)
    {
      g_autoptr(GError) reason = NULL;
      JsonArray *array;

      if (!jig_json_get_array (object, field_names[field], name, &array, &reason))
        return refuse (name, index, -1, error, "%s", reason->message);

      if (self->nodes == NULL)
        {
          self->n_nodes = json_array_get_length (array);
          self->nodes = jig_alloc (self->n_nodes, sizeof *self->nodes, _("a tree"), error);
          if (self->nodes == NULL)
            return FALSE;
        }

      if (!read_field (array, (Field) field, index, name, self, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_tree_read:
 * @object: what jig_tree_write() wrote, or what claims to be that
 * @n_features: how many features the model has
 * @n_outputs: how many margins the model has
 * @index: which tree it is, counted from 0, for the sentence
 * @name: the file, for the sentence
 * @self: (out): the tree, for jig_tree_clear()
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error naming the tree and the node and @self
 *   as it was
 */
gboolean
jig_tree_read (JsonObject  *object,
               gsize        n_features,
               guint        n_outputs,
               gsize        index,
               const char  *name,
               JigTree     *self,
               GError     **error)
{
  g_autoptr(GError) reason = NULL;
  JigTree tree = { 0 };
  gint64 output;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  if (!jig_json_get_int (object, "output", name, 0, G_MAXINT32, &output, &reason))
    return refuse (name, index, -1, error, "%s", reason->message);

  tree.output = (guint) output;
  if (!read_fields (object, index, name, &tree, error) ||
      !jig_tree_check (&tree, n_features, n_outputs, index, name, error))
    {
      jig_tree_clear (&tree);
      return FALSE;
    }

  *self = tree;

  return TRUE;
}
