#include "core/base/values.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Settings as words of a command line and as JSON. */

static const struct
{
  const char *word;
  gboolean    is_on;
} switch_words[] = {
  { "true", TRUE }, { "yes", TRUE }, { "on", TRUE }, { "1", TRUE },
  { "false", FALSE }, { "no", FALSE }, { "off", FALSE }, { "0", FALSE },
};

static const JigParam *
chosen_table (const JigValues *self,
              const JigParam  *param)
{
  const JigChoice *choice = NULL;

  if (param->kind == JIG_PARAM_CHOICE)
    choice = jig_param_find_choice (param, jig_values_get_text (self, param->id));

  return choice != NULL ? choice->params : NULL;
}

/**
 * jig_values_to_text:
 * @self: values
 * @id: a setting
 *
 * Returns: (transfer full): the word that jig_values_parse() reads as its value
 */
char *
jig_values_to_text (const JigValues *self,
                    const char      *id)
{
  const JigParam *param;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  param = jig_values_find_param (self, id);
  g_return_val_if_fail (param != NULL, NULL);

  if (param->kind == JIG_PARAM_SWITCH)
    return g_strdup (jig_values_get_switch (self, id) ? "true" : "false");

  if (jig_param_is_whole (param))
    return g_strdup_printf ("%" G_GINT64_FORMAT, jig_values_get_int (self, id));

  if (jig_param_is_number (param))
    return jig_number_to_string (jig_values_get_number (self, id));

  return g_strdup (jig_values_get_text (self, id));
}

static gboolean
refuse_word (const JigParam  *param,
             const char      *word,
             GError         **error)
{
  g_autofree char *given = jig_text_escape_display (word, -1);

  if (param->kind == JIG_PARAM_SWITCH)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be true or false, not \"%s\"."),
                 _(param->title), given);
  else if (jig_param_is_whole (param))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be a whole number, not \"%s\"."),
                 _(param->title), given);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be a number, not \"%s\"."),
                 _(param->title), given);

  return FALSE;
}

static gboolean
parse_switch (JigValues       *self,
              const JigParam  *param,
              const char      *word,
              GError         **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (switch_words); i++)
    if (g_ascii_strcasecmp (word, switch_words[i].word) == 0)
      return jig_values_set_number (self, param->id, switch_words[i].is_on ? 1.0 : 0.0, error);

  return refuse_word (param, word, error);
}

static gboolean
parse_number (JigValues       *self,
              const JigParam  *param,
              const char      *word,
              GError         **error)
{
  gsize length = strlen (word);
  gint64 whole;
  double number;

  if (jig_param_is_whole (param) && jig_number_parse_int (word, length, &whole))
    return jig_values_set_int (self, param->id, whole, error);

  if (jig_number_parse (word, length, '.', &number))
    return jig_values_set_number (self, param->id, number, error);

  return refuse_word (param, word, error);
}

/**
 * jig_values_parse:
 * @self: values
 * @id: a setting
 * @word: its value as it stands on a command line: `50`, `1e-3`, `yes`, `boost`, `a,b`
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE if there is such a setting and it may have that value
 */
gboolean
jig_values_parse (JigValues   *self,
                  const char  *id,
                  const char  *word,
                  GError     **error)
{
  const JigParam *param;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (word != NULL, FALSE);

  param = jig_values_find_param (self, id);
  if (param == NULL)
    {
      jig_param_refuse_id (jig_values_get_table (self), id, error);
      return FALSE;
    }

  if (param->kind == JIG_PARAM_SWITCH)
    return parse_switch (self, param, word, error);

  if (jig_param_is_number (param))
    return parse_number (self, param, word, error);

  return jig_values_set_text (self, id, word, error);
}

static gboolean
parse_assignment (JigValues   *self,
                  const char  *assignment,
                  GError     **error)
{
  const char *mark = strchr (assignment, '=');
  g_autofree char *id = mark != NULL ? g_strndup (assignment, (gsize) (mark - assignment)) : NULL;

  if (id == NULL)
    {
      g_autofree char *given = jig_text_escape_display (assignment, -1);

      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" must be a setting, an equals sign and a value."), given);
      return FALSE;
    }

  return jig_values_parse (self, id, mark + 1, error);
}

static gboolean
is_choice (const JigValues *self,
           const char      *assignment)
{
  g_autofree char *id = g_strndup (assignment, strcspn (assignment, "="));
  const JigParam *param = jig_values_find_param (self, id);

  return param != NULL && param->kind == JIG_PARAM_CHOICE;
}

/* Takes the first choice that is known so far from @left; NULL if there is none. */
static const char *
take_choice (const JigValues *self,
             GPtrArray       *left)
{
  for (guint i = 0; i < left->len; i++)
    if (is_choice (self, g_ptr_array_index (left, i)))
      return g_ptr_array_steal_index (left, i);

  return NULL;
}

/**
 * jig_values_parse_all:
 * @self: values
 * @words: (array zero-terminated=1): assignments such as `depth=3`
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Sets several settings at once. Choices come first, so that the order of
 * @words matters only where a setting is there twice: the last one counts.
 *
 * Returns: %TRUE if all could be set; else @self is as it was
 */
gboolean
jig_values_parse_all (JigValues           *self,
                      const char * const  *words,
                      GError             **error)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new ();
  g_autoptr(JigValues) copy = NULL;
  const char *choice;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (left, (gpointer) words[i]);

  copy = jig_values_copy (self);
  while ((choice = take_choice (copy, left)) != NULL)
    if (!parse_assignment (copy, choice, error))
      return FALSE;

  for (guint i = 0; i < left->len; i++)
    if (!parse_assignment (copy, g_ptr_array_index (left, i), error))
      return FALSE;

  jig_values_assign (self, copy);

  return TRUE;
}

static void
write_list (const JigValues *self,
            const JigParam  *param,
            JigJsonWriter   *writer)
{
  g_auto(GStrv) items = jig_values_dup_list (self, param->id);

  jig_json_writer_begin_array (writer);
  for (gsize i = 0; items[i] != NULL; i++)
    jig_json_writer_string (writer, items[i]);
  jig_json_writer_end_array (writer);
}

static void
write_value (const JigValues *self,
             const JigParam  *param,
             JigJsonWriter   *writer)
{
  if (param->kind == JIG_PARAM_SWITCH)
    jig_json_writer_bool (writer, jig_values_get_switch (self, param->id));
  else if (jig_param_is_whole (param))
    jig_json_writer_int (writer, jig_values_get_int (self, param->id));
  else if (jig_param_is_number (param))
    jig_json_writer_double (writer, jig_values_get_number (self, param->id));
  else if (jig_param_is_list (param))
    write_list (self, param, writer);
  else
    jig_json_writer_string (writer, jig_values_get_text (self, param->id));
}

/* Calls itself for the table that a choice brings along, as read_table() does. */
static void
write_table (const JigValues *self,
             const JigParam  *table,
             JigJsonWriter   *writer)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      const JigParam *chosen = chosen_table (self, param);

      jig_json_writer_name (writer, param->id);
      write_value (self, param, writer);
      if (chosen != NULL)
        write_table (self, chosen, writer);
    }
}

/**
 * jig_values_write:
 * @self: values
 * @writer: where a value is expected
 *
 * Writes an object with every setting in table order, each choice followed by
 * the settings that it brings along.
 */
void
jig_values_write (const JigValues *self,
                  JigJsonWriter   *writer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);

  jig_json_writer_begin_object (writer);
  write_table (self, jig_values_get_table (self), writer);
  jig_json_writer_end_object (writer);
}

static gboolean
refuse_kind (const JigParam  *param,
             GError         **error)
{
  const char *title = _(param->title);

  if (param->kind == JIG_PARAM_SWITCH)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be true or false."), title);
  else if (jig_param_is_number (param))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be a number."), title);
  else if (jig_param_is_list (param))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be a list of texts."), title);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be a text."), title);

  return FALSE;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_number (JigValues       *self,
             const JigParam  *param,
             JsonNode        *node,
             GError         **error)
{
  if (holds (node, G_TYPE_INT64))
    return jig_values_set_int (self, param->id, json_node_get_int (node), error);

  if (holds (node, G_TYPE_DOUBLE))
    return jig_values_set_number (self, param->id, json_node_get_double (node), error);

  return refuse_kind (param, error);
}

static gboolean
read_list (JigValues       *self,
           const JigParam  *param,
           JsonNode        *node,
           GError         **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  g_autofree char *list = NULL;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse_kind (param, error);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (!holds (item, G_TYPE_STRING))
        return refuse_kind (param, error);
      g_ptr_array_add (items, (gpointer) json_node_get_string (item));
    }

  g_ptr_array_add (items, NULL);
  list = jig_text_join_list ((const char * const *) items->pdata);

  return jig_values_set_text (self, param->id, list, error);
}

static gboolean
read_value (JigValues       *self,
            const JigParam  *param,
            JsonNode        *node,
            GError         **error)
{
  if (param->kind == JIG_PARAM_SWITCH)
    return holds (node, G_TYPE_BOOLEAN)
             ? jig_values_set_number (self, param->id, json_node_get_boolean (node), error)
             : refuse_kind (param, error);

  if (jig_param_is_number (param))
    return read_number (self, param, node, error);

  if (jig_param_is_list (param))
    return read_list (self, param, node, error);

  return holds (node, G_TYPE_STRING)
           ? jig_values_set_text (self, param->id, json_node_get_string (node), error)
           : refuse_kind (param, error);
}

/* In table order, not in that of the object: a choice is made before the
 * settings that it brings along are looked for. */
static gboolean
read_table (JigValues       *self,
            const JigParam  *table,
            JsonObject      *object,
            GError         **error)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      JsonNode *node = json_object_get_member (object, param->id);
      const JigParam *chosen;

      if (node != NULL && !read_value (self, param, node, error))
        return FALSE;

      chosen = chosen_table (self, param);
      if (chosen != NULL && !read_table (self, chosen, object, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_members (const JigValues  *self,
               JsonObject       *object,
               GError          **error)
{
  JsonObjectIter iter;
  const char *id;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &id, NULL))
    if (jig_values_find_param (self, id) == NULL)
      {
        jig_param_refuse_id (jig_values_get_table (self), id, error);
        return FALSE;
      }

  return TRUE;
}

/**
 * jig_values_read:
 * @self: values
 * @object: what jig_values_write() wrote, or part of it, in any order
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Sets what @object has a member for; all other settings stay as they are. A
 * member that is not a setting, or not with the choices made, is an error.
 *
 * Returns: %TRUE if all could be set; else @self is as it was
 */
gboolean
jig_values_read (JigValues   *self,
                 JsonObject  *object,
                 GError     **error)
{
  g_autoptr(JigValues) copy = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (object != NULL, FALSE);

  copy = jig_values_copy (self);
  if (!read_table (copy, jig_values_get_table (self), object, error)
      || !check_members (copy, object, error))
    return FALSE;

  jig_values_assign (self, copy);

  return TRUE;
}
