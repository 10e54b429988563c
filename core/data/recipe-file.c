/* A recipe as JSON, and the way back. What is read is believed only after it has
 * been checked: it may come from anywhere. */

#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/data/recipe-private.h"

#include <glib/gi18n-lib.h>

static void
write_node (const JigRecipeNode *node,
            JigJsonWriter       *writer)
{
  jig_json_writer_begin_object (writer);
  jig_node_spec_write (node->spec, writer);
  jig_json_writer_name (writer, "state");
  jig_json_writer_begin_object (writer);
  if (node->spec->ops->write_state != NULL)
    node->spec->ops->write_state (node->state, writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
}

/**
 * jig_recipe_write:
 * @self: a recipe
 * @writer: where one value is due
 */
void
jig_recipe_write (const JigRecipe *self,
                  JigJsonWriter   *writer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "inputs");
  jig_schema_write (self->inputs, writer);
  jig_json_writer_name (writer, "nodes");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_nodes; i++)
    write_node (&self->nodes[i], writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "features");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_features; i++)
    jig_json_writer_string (writer, self->features[i]);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "fitted_rows");
  jig_json_writer_int (writer, (gint64) self->n_fitted_rows);
  jig_json_writer_end_object (writer);
}

static gboolean
read_state (JigRecipeNode  *node,
            JsonObject     *object,
            const char     *name,
            GError        **error)
{
  const JigNodeOps *ops = node->spec->ops;
  g_autofree char *place = g_strdup_printf (_("%s, node \"%s\""), name, node->spec->name);
  JsonObject *state;

  if (!jig_json_get_object (object, "state", place, &state, error))
    return FALSE;

  if (ops->read_state == NULL)
    return TRUE;

  node->state = ops->read_state (state, node->spec->values, node->n_inputs, place, error);

  return node->state != NULL;
}

static gboolean
read_states (JigRecipe   *self,
             JsonArray   *array,
             const char  *name,
             GError     **error)
{
  for (gsize i = 0; i < self->n_nodes; i++)
    {
      JsonObject *object = json_array_get_object_element (array, (guint) i);

      if (!read_state (&self->nodes[i], object, name, error))
        return FALSE;

      if (!jig_recipe_measure (self, i, JIG_ERROR_FORMAT, error))
        {
          g_prefix_error (error, "%s: ", name);
          return FALSE;
        }
    }

  return TRUE;
}

/* The nodes say what the features are; a list of them has to agree. */
static gboolean
check_features (const JigRecipe  *self,
                JsonObject       *object,
                const char       *name,
                GError          **error)
{
  JsonArray *array;

  if (!json_object_has_member (object, "features"))
    return TRUE;
  if (!jig_json_get_array (object, "features", name, &array, error))
    return FALSE;

  if (json_array_get_length (array) != self->n_features)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"features\" has %u names, but the nodes make %zu."),
                   name, json_array_get_length (array), self->n_features);
      return FALSE;
    }

  for (guint i = 0; i < self->n_features; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *text = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

      if (g_strcmp0 (text, self->features[i]) != 0)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                       _("%s: name %u of \"features\" is not \"%s\", which the nodes make."), name,
                       i + 1, self->features[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static JigRecipe *
read_recipe (JsonObject  *object,
             const char  *name,
             GError     **error)
{
  g_autoptr(JigRecipe) self = NULL;
  g_autoptr(GPtrArray) specs = NULL;
  g_autoptr(JigSchema) schema = NULL;
  JsonArray *inputs;
  JsonArray *nodes;
  gint64 n_rows;

  if (!jig_json_get_int (object, "fitted_rows", name, 1, JIG_LIMIT_ROWS, &n_rows, error) ||
      !jig_json_get_array (object, "inputs", name, &inputs, error) ||
      !jig_json_get_array (object, "nodes", name, &nodes, error))
    return NULL;

  schema = jig_schema_read (inputs, name, error);
  if (schema == NULL)
    return NULL;

  specs = jig_node_specs_read (nodes, name, error);
  if (specs == NULL)
    return NULL;

  self = jig_recipe_new (specs);
  self->inputs = g_steal_pointer (&schema);
  self->n_fitted_rows = (guint64) n_rows;

  if (!jig_recipe_connect (self, self->inputs, JIG_ERROR_FORMAT, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  if (!read_states (self, nodes, name, error))
    return NULL;

  if (!jig_recipe_finish (self, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  return check_features (self, object, name, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_recipe_read:
 * @object: what jig_recipe_write() wrote, or anything else
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_LIMIT; the
 *   sentence names the node
 *
 * The names of the features may be left out: the nodes say what they are.
 *
 * Returns: (transfer full): a recipe that makes the same bits, or %NULL with
 *   @error set
 */
JigRecipe *
jig_recipe_read (JsonObject  *object,
                 const char  *name,
                 GError     **error)
{
  g_autoptr(GError) reason = NULL;
  JigRecipe *self;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = read_recipe (object, name, &reason);
  if (self != NULL)
    return self;

  /* A wrong setting is the user's slip in a list of nodes, but not in here. */
  if (g_error_matches (reason, JIG_ERROR, JIG_ERROR_VALUE))
    reason->code = JIG_ERROR_FORMAT;
  g_propagate_error (error, g_steal_pointer (&reason));

  return NULL;
}

/**
 * jig_recipe_dup_hash:
 * @self: a recipe
 *
 * Returns: (transfer full): the SHA-256 of what jig_recipe_write() writes
 */
char *
jig_recipe_dup_hash (const JigRecipe *self)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  JigHash *hash;

  g_return_val_if_fail (self != NULL, NULL);

  jig_recipe_write (self, writer);
  text = jig_json_writer_finish (writer);

  hash = jig_hash_new ();
  jig_hash_add_string (hash, "recipe");
  jig_hash_add_string (hash, text);

  return jig_hash_finish (hash);
}
