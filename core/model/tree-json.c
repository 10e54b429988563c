/* A tree as text. Tested by tests/core/model/tree.c. */

#include "core/base/alloc.h"
#include "core/model/tree-private.h"

#include <glib/gi18n-lib.h>
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

/* A tree that asks no category says nothing of them. */
static void
write_sets (const JigTree *self,
            JigJsonWriter *writer)
{
  if (self->n_sets == 0)
    return;

  jig_json_writer_name (writer, "set_node");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_nodes; i++)
    if (self->nodes[i].set != 0)
      jig_json_writer_int (writer, (gint64) i);
  jig_json_writer_end_array (writer);

  jig_json_writer_name (writer, "set");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_sets; i++)
    jig_level_set_write (&self->sets[i], writer);
  jig_json_writer_end_array (writer);
}

/**
 * jig_tree_write:
 * @self: a tree
 * @writer: where an object may stand
 *
 * Writes the tree as one object, a list per field of its nodes, then which nodes
 * ask for levels and for which.
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
  write_sets (self, writer);
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
    return jig_tree_refuse (name, index, -1, error,
                            _("\"%s\" has %u entries, but the tree has %zu nodes."),
                            field_names[field], json_array_get_length (array), self->n_nodes);

  for (gsize i = 0; i < self->n_nodes; i++)
    {
      JsonNode *cell = json_array_get_element (array, (guint) i);
      double value;

      if (!JSON_NODE_HOLDS_VALUE (cell) ||
          (json_node_get_value_type (cell) != G_TYPE_INT64 &&
           json_node_get_value_type (cell) != G_TYPE_DOUBLE))
        return jig_tree_refuse (name, index, (gssize) i, error, _("\"%s\" is not a number."),
                                field_names[field]);

      value = json_node_get_double (cell);
      if (field < N_WHOLE_FIELDS && !is_whole (field, value))
        return jig_tree_refuse (name, index, (gssize) i, error, _("\"%s\" cannot be %g."),
                                field_names[field], value);
      if (is_float_field (field) && !jig_tree_is_float (value))
        return jig_tree_refuse (name, index, (gssize) i, error,
                                _("\"%s\" is not a number of single precision."),
                                field_names[field]);

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
        return jig_tree_refuse (name, index, -1, error, "%s", reason->message);

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

/* Gives the nodes of the list their sets, which rise with the nodes. */
static gboolean
read_set_nodes (JsonArray   *array,
                gsize        index,
                const char  *name,
                JigTree     *self,
                GError     **error)
{
  gint64 last = -1;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *cell = json_array_get_element (array, i);
      gint64 node;

      if (!JSON_NODE_HOLDS_VALUE (cell) || json_node_get_value_type (cell) != G_TYPE_INT64)
        return jig_tree_refuse (name, index, -1, error,
                                _("\"%s\" is not a list of nodes."), "set_node");

      node = json_node_get_int (cell);
      if (node <= last || node >= (gint64) self->n_nodes)
        return jig_tree_refuse (name, index, -1, error,
                                _("\"%s\" does not rise from node to node."), "set_node");

      self->nodes[node].set = i + 1;
      last = node;
    }

  return TRUE;
}

static gboolean
read_sets (JsonObject  *object,
           gsize        index,
           const char  *name,
           JigTree     *self,
           GError     **error)
{
  g_autoptr(GError) reason = NULL;
  JsonArray *nodes;
  JsonArray *sets;

  if (!json_object_has_member (object, "set_node") && !json_object_has_member (object, "set"))
    return TRUE;
  if (!jig_json_get_array (object, "set_node", name, &nodes, &reason) ||
      !jig_json_get_array (object, "set", name, &sets, &reason))
    return jig_tree_refuse (name, index, -1, error, "%s", reason->message);
  if (json_array_get_length (nodes) != json_array_get_length (sets))
    return jig_tree_refuse (name, index, -1, error,
                            _("it has %u sets of levels, but %u nodes that ask for one."),
                            json_array_get_length (sets), json_array_get_length (nodes));

  self->sets = jig_alloc (json_array_get_length (sets), sizeof *self->sets, _("a tree"), error);
  if (self->sets == NULL)
    return FALSE;

  self->n_sets = json_array_get_length (sets);
  for (guint i = 0; i < json_array_get_length (sets); i++)
    if (!jig_level_set_read (json_array_get_element (sets, i), name, &self->sets[i], &reason))
      return jig_tree_refuse (name, index, -1, error, "%s", reason->message);

  return read_set_nodes (nodes, index, name, self, error);
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
    return jig_tree_refuse (name, index, -1, error, "%s", reason->message);

  tree.output = (guint) output;
  if (!read_fields (object, index, name, &tree, error) ||
      !read_sets (object, index, name, &tree, error) ||
      !jig_tree_check (&tree, n_features, n_outputs, index, name, error))
    {
      jig_tree_clear (&tree);
      return FALSE;
    }

  *self = tree;

  return TRUE;
}
