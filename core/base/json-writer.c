#include "core/base/json.h"

#include "core/base/number.h"

#include <math.h>

/* The open objects and lists, the innermost last. */
#define EMPTY_OBJECT '{'
#define EMPTY_ARRAY  '['
#define OBJECT       '}'
#define ARRAY        ']'

struct _JigJsonWriter
{
  GString  *text;
  GString  *levels;      /* one of the marks above for each */
  gboolean  is_pretty;
  gboolean  has_name;    /* the name of the next value is already there */
};

/**
 * jig_json_writer_new:
 * @pretty: whether people will read it: one item a line, indented by two
 *
 * Returns: (transfer full): a writer that has written nothing
 */
JigJsonWriter *
jig_json_writer_new (gboolean pretty)
{
  JigJsonWriter *self = g_new0 (JigJsonWriter, 1);

  self->text = g_string_new (NULL);
  self->levels = g_string_new (NULL);
  self->is_pretty = pretty;

  return self;
}

/**
 * jig_json_writer_free:
 * @self: (transfer full): a writer
 */
void
jig_json_writer_free (JigJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->text, TRUE);
  g_string_free (self->levels, TRUE);
  g_free (self);
}

static char *
get_level (JigJsonWriter *self)
{
  return self->levels->len > 0 ? &self->levels->str[self->levels->len - 1] : NULL;
}

static gboolean
is_in_object (JigJsonWriter *self)
{
  const char *level = get_level (self);

  return level != NULL && (*level == OBJECT || *level == EMPTY_OBJECT);
}

static void
start_line (JigJsonWriter *self)
{
  if (!self->is_pretty)
    return;

  g_string_append_c (self->text, '\n');
  for (gsize i = 0; i < self->levels->len; i++)
    g_string_append (self->text, "  ");
}

static void
begin_item (JigJsonWriter *self)
{
  char *level = get_level (self);

  if (level == NULL)
    return;

  if (*level == OBJECT || *level == ARRAY)
    g_string_append_c (self->text, ',');
  else
    *level = *level == EMPTY_OBJECT ? OBJECT : ARRAY;

  start_line (self);
}

static void
begin_value (JigJsonWriter *self)
{
  g_return_if_fail (self->has_name == is_in_object (self));
  g_return_if_fail (self->levels->len > 0 || self->text->len == 0);

  if (self->has_name)
    self->has_name = FALSE;
  else
    begin_item (self);
}

static void
begin_level (JigJsonWriter *self,
             char           mark)
{
  begin_value (self);
  g_string_append_c (self->text, mark);
  g_string_append_c (self->levels, mark);
}

static void
end_level (JigJsonWriter *self,
           char           mark)
{
  gboolean is_empty = *get_level (self) != mark;

  g_string_truncate (self->levels, self->levels->len - 1);
  if (!is_empty)
    start_line (self);
  g_string_append_c (self->text, mark);
}

/**
 * jig_json_writer_begin_object:
 * @self: a writer
 *
 * Begins an object: calls of jig_json_writer_name() and a value in turn, then
 * jig_json_writer_end_object().
 */
void
jig_json_writer_begin_object (JigJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  begin_level (self, EMPTY_OBJECT);
}

/**
 * jig_json_writer_end_object:
 * @self: a writer
 *
 * Ends the object that was begun last.
 */
void
jig_json_writer_end_object (JigJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (is_in_object (self) && !self->has_name);

  end_level (self, OBJECT);
}

/**
 * jig_json_writer_begin_array:
 * @self: a writer
 *
 * Begins a list: any number of values, then jig_json_writer_end_array().
 */
void
jig_json_writer_begin_array (JigJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  begin_level (self, EMPTY_ARRAY);
}

/**
 * jig_json_writer_end_array:
 * @self: a writer
 *
 * Ends the list that was begun last.
 */
void
jig_json_writer_end_array (JigJsonWriter *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->levels->len > 0 && !is_in_object (self));

  end_level (self, ARRAY);
}

static void
append_escaped (GString *text,
                guchar   c)
{
  static const char letters[] = "btnvfr";   /* from \b on; JSON has no \v */

  if (c == '"' || c == '\\')
    g_string_append_printf (text, "\\%c", c);
  else if (c >= '\b' && c <= '\r' && c != '\v')
    g_string_append_printf (text, "\\%c", letters[c - '\b']);
  else if (c < 0x20)
    g_string_append_printf (text, "\\u%04x", c);
  else
    g_string_append_c (text, (char) c);
}

static void
append_string (GString    *text,
               const char *value)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (value, -1, NULL))
    value = valid = g_utf8_make_valid (value, -1);

  g_string_append_c (text, '"');
  for (; *value != '\0'; value++)
    append_escaped (text, (guchar) *value);
  g_string_append_c (text, '"');
}

/**
 * jig_json_writer_name:
 * @self: a writer that is in an object
 * @name: the name of the value that is written next
 */
void
jig_json_writer_name (JigJsonWriter *self,
                      const char    *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (is_in_object (self) && !self->has_name);

  begin_item (self);
  append_string (self->text, name);
  g_string_append (self->text, self->is_pretty ? ": " : ":");
  self->has_name = TRUE;
}

static void
append_value (JigJsonWriter *self,
              const char    *text)
{
  begin_value (self);
  g_string_append (self->text, text);
}

/**
 * jig_json_writer_string:
 * @self: a writer
 * @value: (nullable): a text; %NULL is written as null
 *
 * Bytes that are not UTF-8 become U+FFFD: what is written can always be read.
 */
void
jig_json_writer_string (JigJsonWriter *self,
                        const char    *value)
{
  g_return_if_fail (self != NULL);

  if (value == NULL)
    {
      jig_json_writer_null (self);
      return;
    }

  begin_value (self);
  append_string (self->text, value);
}

/**
 * jig_json_writer_double:
 * @self: a writer
 * @value: a number; what is not finite is written as null
 */
void
jig_json_writer_double (JigJsonWriter *self,
                        double         value)
{
  char buffer[JIG_NUMBER_BUFFER];

  g_return_if_fail (self != NULL);

  append_value (self, isfinite (value) ? jig_number_format (value, buffer) : "null");
}

/**
 * jig_json_writer_int:
 * @self: a writer
 * @value: a whole number
 */
void
jig_json_writer_int (JigJsonWriter *self,
                     gint64         value)
{
  char buffer[JIG_NUMBER_BUFFER];

  g_return_if_fail (self != NULL);

  g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, value);
  append_value (self, buffer);
}

/**
 * jig_json_writer_bool:
 * @self: a writer
 * @value: what to write as true or false
 */
void
jig_json_writer_bool (JigJsonWriter *self,
                      gboolean       value)
{
  g_return_if_fail (self != NULL);

  append_value (self, value ? "true" : "false");
}

/**
 * jig_json_writer_null:
 * @self: a writer
 */
void
jig_json_writer_null (JigJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  append_value (self, "null");
}

static void
write_object (JigJsonWriter *self,
              JsonObject    *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  jig_json_writer_begin_object (self);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      jig_json_writer_name (self, name);
      jig_json_writer_node (self, node);
    }
  jig_json_writer_end_object (self);
}

static void
write_array (JigJsonWriter *self,
             JsonArray     *array)
{
  jig_json_writer_begin_array (self);
  for (guint i = 0; i < json_array_get_length (array); i++)
    jig_json_writer_node (self, json_array_get_element (array, i));
  jig_json_writer_end_array (self);
}

static void
write_scalar (JigJsonWriter *self,
              JsonNode      *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_BOOLEAN)
    jig_json_writer_bool (self, json_node_get_boolean (node));
  else if (type == G_TYPE_INT64)
    jig_json_writer_int (self, json_node_get_int (node));
  else if (type == G_TYPE_DOUBLE)
    jig_json_writer_double (self, json_node_get_double (node));
  else
    jig_json_writer_string (self, json_node_get_string (node));
}

/**
 * jig_json_writer_node:
 * @self: a writer
 * @node: a value; jig_json_parse() has made sure that it is not too deep to be
 *   walked by a function that calls itself
 *
 * Writes a value with all that is in it, members in the order in which they
 * were added.
 */
void
jig_json_writer_node (JigJsonWriter *self,
                      JsonNode      *node)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (node != NULL);

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (self, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      write_array (self, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      write_scalar (self, node);
      break;
    case JSON_NODE_NULL:
    default:
      jig_json_writer_null (self);
      break;
    }
}

/**
 * jig_json_writer_finish:
 * @self: a writer all of whose objects and lists are ended
 *
 * Hands the text over. @self has written nothing afterwards and may be used again.
 *
 * Returns: (transfer full): the text, without a line end
 */
char *
jig_json_writer_finish (JigJsonWriter *self)
{
  char *text;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->levels->len == 0, NULL);

  text = g_string_free (self->text, FALSE);
  self->text = g_string_new (NULL);

  return text;
}
