#include "core/data/recipe-spec.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What a node may say; the state is there when a recipe is read. */
static const char * const members[] = {
  "kind", "name", "inputs", "feature", "settings", "state", NULL
};

static const JigParam no_params[] = {
  { NULL }
};

/**
 * jig_node_spec_new:
 * @ops: a kind
 * @name: names what the node makes
 * @inputs: (array zero-terminated=1): what it reads
 * @is_feature: what it makes goes to the model
 *
 * The settings are the defaults of the kind. Names are composed, so that those
 * that look the same are the same.
 *
 * Returns: (transfer full): what somebody wants of a node
 */
JigNodeSpec *
jig_node_spec_new (const JigNodeOps   *ops,
                   const char         *name,
                   const char * const *inputs,
                   gboolean            is_feature)
{
  g_autoptr(GPtrArray) composed = g_ptr_array_new ();
  JigNodeSpec *self;

  g_return_val_if_fail (ops != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (inputs != NULL, NULL);

  for (gsize i = 0; inputs[i] != NULL; i++)
    g_ptr_array_add (composed, jig_text_to_nfc (inputs[i]));
  g_ptr_array_add (composed, NULL);

  self = g_new0 (JigNodeSpec, 1);
  self->ops = ops;
  self->name = jig_text_to_nfc (name);
  self->inputs = (char **) g_ptr_array_steal (composed, NULL);
  self->values = jig_values_new (ops->params != NULL ? ops->params : no_params);
  self->is_feature = is_feature;

  return self;
}

JigNodeSpec *
jig_node_spec_copy (const JigNodeSpec *self)
{
  JigNodeSpec *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (JigNodeSpec, 1);
  copy->ops = self->ops;
  copy->name = g_strdup (self->name);
  copy->inputs = g_strdupv (self->inputs);
  copy->values = jig_values_copy (self->values);
  copy->is_feature = self->is_feature;

  return copy;
}

void
jig_node_spec_free (JigNodeSpec *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_strfreev (self->inputs);
  jig_values_free (self->values);
  g_free (self);
}

/**
 * jig_node_spec_write:
 * @self: a node
 * @writer: where an object is open
 *
 * Writes the members of a node but its state.
 */
void
jig_node_spec_write (const JigNodeSpec *self,
                     JigJsonWriter     *writer)
{
  jig_json_writer_name (writer, "kind");
  jig_json_writer_string (writer, self->ops->id);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, self->name);
  jig_json_writer_name (writer, "inputs");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; self->inputs[i] != NULL; i++)
    jig_json_writer_string (writer, self->inputs[i]);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "feature");
  jig_json_writer_bool (writer, self->is_feature);
  jig_json_writer_name (writer, "settings");
  jig_values_write (self->values, writer);
}

/**
 * jig_node_specs_write:
 * @specs: (element-type JigNodeSpec): a list of nodes
 * @writer: where one value is due
 */
void
jig_node_specs_write (const GPtrArray *specs,
                      JigJsonWriter   *writer)
{
  g_return_if_fail (specs != NULL);
  g_return_if_fail (writer != NULL);

  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < specs->len; i++)
    {
      jig_json_writer_begin_object (writer);
      jig_node_spec_write (g_ptr_array_index (specs, i), writer);
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

static gboolean
check_members (JsonObject  *object,
               const char  *place,
               GError     **error)
{
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (!g_strv_contains (members, member))
      {
        const char *nearest = jig_text_nearest (member, members);

        g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                     nearest != NULL ? _("%s: A node has no \"%s\". Did you mean \"%s\"?")
                                     : _("%s: A node has no \"%s\"."),
                     place, member, nearest);
        return FALSE;
      }

  return TRUE;
}

static const JigNodeOps *
read_kind (JsonObject  *object,
           const char  *place,
           GError     **error)
{
  const JigNodeOps *ops;
  const char *nearest;
  const char *id;

  if (!jig_json_get_string (object, "kind", place, &id, error))
    return NULL;

  ops = jig_node_find (id);
  if (ops != NULL)
    return ops;

  nearest = jig_node_nearest (id);
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               nearest != NULL ? _("%s: There is no kind \"%s\". Did you mean \"%s\"?")
                               : _("%s: There is no kind \"%s\"."),
               place, id, nearest);

  return NULL;
}

/* The texts belong to @object. */
static const char **
read_inputs (JsonObject  *object,
             const char  *place,
             GError     **error)
{
  g_autoptr(GPtrArray) inputs = g_ptr_array_new ();
  JsonArray *array;

  if (!jig_json_get_array (object, "inputs", place, &array, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) ||
          json_node_get_value_type (element) != G_TYPE_STRING)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                       _("%s: input %u is not the name of a column or node."), place, i + 1);
          return NULL;
        }
      g_ptr_array_add (inputs, (gpointer) json_node_get_string (element));
    }
  g_ptr_array_add (inputs, NULL);

  return (const char **) g_ptr_array_steal (inputs, NULL);
}

static gboolean
read_settings (JsonObject  *object,
               JigValues   *values,
               const char  *place,
               GError     **error)
{
  JsonObject *settings;

  if (!json_object_has_member (object, "settings"))
    return TRUE;

  if (!jig_json_get_object (object, "settings", place, &settings, error))
    return FALSE;

  if (jig_values_read (values, settings, error))
    return TRUE;

  g_prefix_error (error, "%s: ", place);

  return FALSE;
}

static JigNodeSpec *
read_named (JsonObject  *object,
            const char  *node,
            const char  *place,
            GError     **error)
{
  g_autofree const char **inputs = NULL;
  g_autoptr(JigNodeSpec) self = NULL;
  const JigNodeOps *ops;
  gboolean is_feature = TRUE;

  if (!check_members (object, place, error))
    return NULL;

  ops = read_kind (object, place, error);
  if (ops == NULL)
    return NULL;

  inputs = read_inputs (object, place, error);
  if (inputs == NULL)
    return NULL;

  if (json_object_has_member (object, "feature") &&
      !jig_json_get_bool (object, "feature", place, &is_feature, error))
    return NULL;

  self = jig_node_spec_new (ops, node, inputs, is_feature);

  return read_settings (object, self->values, place, error) ? g_steal_pointer (&self) : NULL;
}

static JigNodeSpec *
read_spec (JsonNode    *element,
           guint        number,
           const char  *name,
           GError     **error)
{
  g_autofree char *numbered = g_strdup_printf (_("%s, node %u"), name, number);
  g_autofree char *place = NULL;
  JsonObject *object;
  const char *node;

  if (!JSON_NODE_HOLDS_OBJECT (element))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("%s: This is not an object."), numbered);
      return NULL;
    }

  object = json_node_get_object (element);
  if (!jig_json_get_string (object, "name", numbered, &node, error))
    return NULL;

  if (*node == '\0' || strlen (node) > JIG_LIMIT_NAME_BYTES)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("%s: A name has from 1 to %d bytes."), numbered, JIG_LIMIT_NAME_BYTES);
      return NULL;
    }

  place = g_strdup_printf (_("%s, node \"%s\""), name, node);

  return read_named (object, node, place, error);
}

/**
 * jig_node_specs_read:
 * @array: what jig_node_specs_write() wrote, the nodes of a recipe, or anything
 *   else
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_FORMAT, %JIG_ERROR_VALUE or
 *   %JIG_ERROR_LIMIT
 *
 * "feature" may be left out, which means true, and so may settings. Whether the
 * inputs exist is seen when a recipe is fitted.
 *
 * Returns: (transfer full) (element-type JigNodeSpec): the nodes, or %NULL with
 *   @error set
 */
GPtrArray *
jig_node_specs_read (JsonArray   *array,
                     const char  *name,
                     GError     **error)
{
  g_autoptr(GPtrArray) specs = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_node_spec_free);

  g_return_val_if_fail (array != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (json_array_get_length (array) > JIG_LIMIT_COLUMNS)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("%s: %u nodes are more than the limit of %d."), name,
                   json_array_get_length (array), JIG_LIMIT_COLUMNS);
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JigNodeSpec *spec = read_spec (json_array_get_element (array, i), i + 1, name, error);

      if (spec == NULL)
        return NULL;
      g_ptr_array_add (specs, spec);
    }

  return g_steal_pointer (&specs);
}
