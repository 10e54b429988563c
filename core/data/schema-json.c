/* A schema as JSON: an array of {name, type, role, why?, unit?}. */

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/data/schema.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static void
write_optional (JigJsonWriter *writer,
                const char    *member,
                const char    *value)
{
  if (value == NULL)
    return;

  jig_json_writer_name (writer, member);
  jig_json_writer_string (writer, value);
}

/**
 * jig_schema_write:
 * @self: a schema
 * @writer: where an array of objects is written
 */
void
jig_schema_write (const JigSchema *self,
                  JigJsonWriter   *writer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);

  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < jig_schema_get_size (self); i++)
    {
      const JigField *field = jig_schema_get_field (self, i);

      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "name");
      jig_json_writer_string (writer, field->name);
      jig_json_writer_name (writer, "type");
      jig_json_writer_string (writer, jig_column_type_name (field->type));
      jig_json_writer_name (writer, "role");
      jig_json_writer_string (writer, jig_role_name (field->role));
      write_optional (writer, "why", field->why);
      write_optional (writer, "unit", field->unit);
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

static gboolean
read_optional (JsonObject  *object,
               const char  *member,
               const char  *name,
               char       **value,
               GError     **error)
{
  const char *text;

  if (!json_object_has_member (object, member))
    return TRUE;
  if (!jig_json_get_string (object, member, name, &text, error))
    return FALSE;

  *value = (char *) text;

  return TRUE;
}

static gboolean
check_column_name (const char  *column,
                   const char  *name,
                   GError     **error)
{
  if (column[0] != '\0' && strlen (column) <= JIG_LIMIT_NAME_BYTES)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
               _("%s: the name of a column has %zu bytes; from 1 to %d are allowed."),
               name, strlen (column), JIG_LIMIT_NAME_BYTES);

  return FALSE;
}

/* The strings of @field belong to @object. */
static gboolean
read_field (JsonObject  *object,
            const char  *name,
            JigField    *field,
            GError     **error)
{
  const char *column;
  const char *type;
  const char *role;

  if (!jig_json_get_string (object, "name", name, &column, error) ||
      !check_column_name (column, name, error) ||
      !jig_json_get_string (object, "type", name, &type, error) ||
      !jig_json_get_string (object, "role", name, &role, error) ||
      !read_optional (object, "why", name, &field->why, error) ||
      !read_optional (object, "unit", name, &field->unit, error))
    return FALSE;

  if (!jig_column_type_from_name (type, &field->type))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: column \"%s\" has the unknown type \"%s\"."), name, column, type);
      return FALSE;
    }

  if (!jig_role_from_name (role, &field->role))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: column \"%s\" has the unknown role \"%s\"."), name, column, role);
      return FALSE;
    }

  field->name = (char *) column;

  return TRUE;
}

static gboolean
add_name (GHashTable  *names,
          const char  *column,
          const char  *name,
          GError     **error)
{
  if (g_hash_table_add (names, jig_text_to_nfc (column)))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: two columns have the name \"%s\"."), name, column);

  return FALSE;
}

static gboolean
read_fields (JsonArray   *array,
             const char  *name,
             JigField    *fields,
             GError     **error)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                       _("%s: column %u of the schema is not an object."), name, i + 1);
          return FALSE;
        }

      if (!read_field (json_node_get_object (node), name, &fields[i], error) ||
          !add_name (names, fields[i].name, name, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_schema_read:
 * @array: what jig_schema_write() wrote, or what claims to be that
 * @name: what the user calls the file, for messages
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_LIMIT
 *
 * Returns: (transfer full): a schema, or %NULL with @error set
 */
JigSchema *
jig_schema_read (JsonArray   *array,
                 const char  *name,
                 GError     **error)
{
  g_autofree JigField *fields = NULL;
  guint n_fields;

  g_return_val_if_fail (array != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  n_fields = json_array_get_length (array);
  if (n_fields > JIG_LIMIT_COLUMNS)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("%s: a table may have %d columns, this one has %u."),
                   name, JIG_LIMIT_COLUMNS, n_fields);
      return NULL;
    }

  fields = g_new0 (JigField, n_fields);
  if (!read_fields (array, name, fields, error))
    return NULL;

  return jig_schema_new (fields, n_fields);
}
