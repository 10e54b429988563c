#include "core/base/json.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* Whole numbers that every double of that size is. */
#define MAX_WHOLE_DOUBLE 9007199254740992.0

static gboolean
fail (const char  *name,
      GError     **error,
      const char  *format,
      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (const char  *name,
      GError     **error,
      const char  *format,
      ...)
{
  JigPlace place = { .file = name, .byte = -1, .id = "json" };
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  jig_error_set_at (error, JIG_ERROR_FORMAT, &place, "%s", what);

  return FALSE;
}

static JsonNode *
find_member (JsonObject  *object,
             const char  *member,
             const char  *name,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    fail (name, error, _("\"%s\" is missing."), member);

  return node;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * jig_json_get_string:
 * @object: where to look
 * @member: the name of the member
 * @name: (nullable): where @object comes from, for the error
 * @value: (out) (transfer none): the text
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE if there is such a member and it is a text
 */
gboolean
jig_json_get_string (JsonObject  *object,
                     const char  *member,
                     const char  *name,
                     const char **value,
                     GError     **error)
{
  JsonNode *node = find_member (object, member, name, error);

  if (node == NULL)
    return FALSE;

  if (!holds (node, G_TYPE_STRING))
    return fail (name, error, _("\"%s\" must be a text."), member);

  *value = json_node_get_string (node);

  return TRUE;
}

/**
 * jig_json_get_double:
 * @object: where to look
 * @member: the name of the member
 * @name: (nullable): where @object comes from, for the error
 * @value: (out): the number
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE if there is such a member and it is a number
 */
gboolean
jig_json_get_double (JsonObject  *object,
                     const char  *member,
                     const char  *name,
                     double      *value,
                     GError     **error)
{
  JsonNode *node = find_member (object, member, name, error);

  if (node == NULL)
    return FALSE;

  if (!holds (node, G_TYPE_DOUBLE) && !holds (node, G_TYPE_INT64))
    return fail (name, error, _("\"%s\" must be a number."), member);

  *value = json_node_get_double (node);

  return TRUE;
}

/* Other programs write 5.0 or 1e3 for a whole number. */
static gboolean
read_whole (JsonNode *node,
            gint64   *value)
{
  double given;

  if (holds (node, G_TYPE_INT64))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }

  if (!holds (node, G_TYPE_DOUBLE))
    return FALSE;

  given = json_node_get_double (node);
  if (given != floor (given) || fabs (given) > MAX_WHOLE_DOUBLE)
    return FALSE;

  *value = (gint64) given;

  return TRUE;
}

/**
 * jig_json_get_int:
 * @object: where to look
 * @member: the name of the member
 * @name: (nullable): where @object comes from, for the error
 * @lower: the least it may be
 * @upper: the most it may be
 * @value: (out): the number
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE if there is such a member and it is a whole number in this range
 */
gboolean
jig_json_get_int (JsonObject  *object,
                  const char  *member,
                  const char  *name,
                  gint64       lower,
                  gint64       upper,
                  gint64      *value,
                  GError     **error)
{
  JsonNode *node = find_member (object, member, name, error);
  gint64 whole;

  if (node == NULL)
    return FALSE;

  if (!read_whole (node, &whole) || whole < lower || whole > upper)
    {
      g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, lower);
      g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, upper);

      return fail (name, error, _("\"%s\" must be a whole number from %s to %s."),
                   member, least, most);
    }

  *value = whole;

  return TRUE;
}

/**
 * jig_json_get_bool:
 * @object: where to look
 * @member: the name of the member
 * @name: (nullable): where @object comes from, for the error
 * @value: (out): %TRUE or %FALSE
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE if there is such a member and it is true or false
 */
gboolean
jig_json_get_bool (JsonObject  *object,
                   const char  *member,
                   const char  *name,
                   gboolean    *value,
                   GError     **error)
{
  JsonNode *node = find_member (object, member, name, error);

  if (node == NULL)
    return FALSE;

  if (!holds (node, G_TYPE_BOOLEAN))
    return fail (name, error, _("\"%s\" must be true or false."), member);

  *value = json_node_get_boolean (node);

  return TRUE;
}

/**
 * jig_json_get_array:
 * @object: where to look
 * @member: the name of the member
 * @name: (nullable): where @object comes from, for the error
 * @value: (out) (transfer none): the list
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE if there is such a member and it is a list
 */
gboolean
jig_json_get_array (JsonObject  *object,
                    const char  *member,
                    const char  *name,
                    JsonArray  **value,
                    GError     **error)
{
  JsonNode *node = find_member (object, member, name, error);

  if (node == NULL)
    return FALSE;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (name, error, _("\"%s\" must be a list."), member);

  *value = json_node_get_array (node);

  return TRUE;
}

/**
 * jig_json_get_object:
 * @object: where to look
 * @member: the name of the member
 * @name: (nullable): where @object comes from, for the error
 * @value: (out) (transfer none): the object
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE if there is such a member and it is an object
 */
gboolean
jig_json_get_object (JsonObject  *object,
                     const char  *member,
                     const char  *name,
                     JsonObject **value,
                     GError     **error)
{
  JsonNode *node = find_member (object, member, name, error);

  if (node == NULL)
    return FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (name, error, _("\"%s\" must be an object."), member);

  *value = json_node_get_object (node);

  return TRUE;
}
