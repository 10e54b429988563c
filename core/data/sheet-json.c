#include "core/base/error.h"
#include "core/data/sheet.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static void
write_string (JigJsonWriter *writer,
              const char    *member,
              const char    *value)
{
  jig_json_writer_name (writer, member);
  if (value != NULL)
    jig_json_writer_string (writer, value);
  else
    jig_json_writer_null (writer);
}

static void
write_mark (JigJsonWriter *writer,
            const char    *member,
            char           mark)
{
  const char text[] = { mark, '\0' };

  write_string (writer, member, mark != 0 ? text : NULL);
}

static void
write_strings (JigJsonWriter *writer,
               const char    *member,
               char         **strings)
{
  jig_json_writer_name (writer, member);
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; strings != NULL && strings[i] != NULL; i++)
    jig_json_writer_string (writer, strings[i]);
  jig_json_writer_end_array (writer);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (a, b);
}

/* A table has no order of its own; the file needs one. */
static GList *
sorted_keys (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), compare_strings);
}

static void
write_column_na (JigJsonWriter *writer,
                 GHashTable    *column_na)
{
  g_autoptr(GList) names = sorted_keys (column_na);

  jig_json_writer_name (writer, "column_na");
  jig_json_writer_begin_object (writer);
  for (GList *l = names; l != NULL; l = l->next)
    write_strings (writer, l->data, g_hash_table_lookup (column_na, l->data));
  jig_json_writer_end_object (writer);
}

static void
write_types (JigJsonWriter *writer,
             GHashTable    *types)
{
  g_autoptr(GList) names = sorted_keys (types);

  jig_json_writer_name (writer, "types");
  jig_json_writer_begin_object (writer);
  for (GList *l = names; l != NULL; l = l->next)
    {
      int type = GPOINTER_TO_INT (g_hash_table_lookup (types, l->data)) - 1;

      write_string (writer, l->data, jig_column_type_name ((JigColumnType) type));
    }
  jig_json_writer_end_object (writer);
}

/**
 * jig_sheet_write:
 * @self: a sheet
 * @writer: where an object is written; what is none or to be found is null
 */
void
jig_sheet_write (const JigSheet *self,
                 JigJsonWriter  *writer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);

  jig_json_writer_begin_object (writer);
  write_string (writer, "encoding", self->encoding);
  jig_json_writer_name (writer, "bom");
  jig_json_writer_bool (writer, self->bom);
  write_mark (writer, "delimiter", self->delimiter);
  write_mark (writer, "quote", self->quote);
  write_mark (writer, "decimal", self->decimal);
  write_mark (writer, "thousands", self->thousands);
  jig_json_writer_name (writer, "header");
  jig_json_writer_int (writer, MAX (self->header, -1));
  jig_json_writer_name (writer, "skip");
  jig_json_writer_int (writer, self->skip);
  write_mark (writer, "comment", self->comment);
  write_strings (writer, "na", self->na);
  write_column_na (writer, self->column_na);
  write_types (writer, self->types);
  write_strings (writer, "ignored", self->ignored);
  if (self->names != NULL)
    write_strings (writer, "names", self->names);
  jig_json_writer_name (writer, "stop_at_bad_row");
  jig_json_writer_bool (writer, self->stop_at_bad_row);
  jig_json_writer_name (writer, "max_bad_rate");
  jig_json_writer_double (writer, self->max_bad_rate);
  jig_json_writer_end_object (writer);
}

/* Whether a member says anything. */
static gboolean
has (JsonObject *object,
     const char *member)
{
  return json_object_has_member (object, member) && !json_object_get_null_member (object, member);
}

static gboolean
read_mark (JsonObject  *object,
           const char  *member,
           const char  *name,
           char        *mark,
           GError     **error)
{
  const char *text;

  *mark = 0;
  if (!has (object, member))
    return TRUE;
  if (!jig_json_get_string (object, member, name, &text, error))
    return FALSE;

  if (strlen (text) != 1)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"%s\" must be one character of ASCII."), name, member);
      return FALSE;
    }

  *mark = text[0];

  return TRUE;
}

static char **
strings_of_array (JsonArray   *array,
                  const char  *member,
                  const char  *name,
                  GError     **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                       _("%s: \"%s\" must be a list of words."), name, member);
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

static gboolean
read_strings (JsonObject   *object,
              const char   *member,
              const char   *name,
              char       ***strings,
              GError      **error)
{
  JsonArray *array;
  char **read;

  if (!has (object, member))
    return TRUE;
  if (!jig_json_get_array (object, member, name, &array, error))
    return FALSE;

  read = strings_of_array (array, member, name, error);
  if (read == NULL)
    return FALSE;

  g_strfreev (*strings);
  *strings = read;

  return TRUE;
}

static gboolean
read_column_na (JsonObject  *object,
                const char  *name,
                JigSheet    *self,
                GError     **error)
{
  g_autoptr(GList) members = NULL;
  JsonObject *columns;

  if (!has (object, "column_na"))
    return TRUE;
  if (!jig_json_get_object (object, "column_na", name, &columns, error))
    return FALSE;

  members = json_object_get_members (columns);
  for (GList *l = members; l != NULL; l = l->next)
    {
      char **words = NULL;

      if (!read_strings (columns, l->data, name, &words, error))
        return FALSE;
      if (words != NULL)
        g_hash_table_insert (self->column_na, g_strdup (l->data), words);
    }

  return TRUE;
}

static gboolean
read_types (JsonObject  *object,
            const char  *name,
            JigSheet    *self,
            GError     **error)
{
  g_autoptr(GList) members = NULL;
  JsonObject *types;

  if (!has (object, "types"))
    return TRUE;
  if (!jig_json_get_object (object, "types", name, &types, error))
    return FALSE;

  members = json_object_get_members (types);
  for (GList *l = members; l != NULL; l = l->next)
    {
      JigColumnType type;
      const char *word;

      if (!jig_json_get_string (types, l->data, name, &word, error))
        return FALSE;
      if (!jig_column_type_from_name (word, &type))
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                       _("%s: column \"%s\" has the unknown type \"%s\"."),
                       name, (const char *) l->data, word);
          return FALSE;
        }
      g_hash_table_insert (self->types, g_strdup (l->data), GINT_TO_POINTER ((int) type + 1));
    }

  return TRUE;
}

static gboolean
read_counts (JsonObject  *object,
             const char  *name,
             JigSheet    *self,
             GError     **error)
{
  gint64 count;

  if (has (object, "header"))
    {
      if (!jig_json_get_int (object, "header", name, -1, G_MAXINT, &count, error))
        return FALSE;
      self->header = (int) count;
    }

  if (has (object, "skip"))
    {
      if (!jig_json_get_int (object, "skip", name, 0, G_MAXINT, &count, error))
        return FALSE;
      self->skip = (guint) count;
    }

  return !has (object, "max_bad_rate") ||
         jig_json_get_double (object, "max_bad_rate", name, &self->max_bad_rate, error);
}

static gboolean
read_encoding (JsonObject  *object,
               const char  *name,
               JigSheet    *self,
               GError     **error)
{
  const char *encoding;

  if (has (object, "bom") && !jig_json_get_bool (object, "bom", name, &self->bom, error))
    return FALSE;
  if (!has (object, "encoding"))
    return TRUE;
  if (!jig_json_get_string (object, "encoding", name, &encoding, error))
    return FALSE;

  self->encoding = g_strdup (encoding);

  return TRUE;
}

/**
 * jig_sheet_read:
 * @object: what jig_sheet_write() wrote, or what claims to be that; a member
 *   that is not there has its default
 * @name: what the user calls the file, for messages
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_VALUE
 *
 * Returns: (transfer full): a sheet, or %NULL with @error set
 */
JigSheet *
jig_sheet_read (JsonObject  *object,
                const char  *name,
                GError     **error)
{
  g_autoptr(JigSheet) self = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = jig_sheet_new ();
  if (!read_encoding (object, name, self, error) ||
      !read_mark (object, "delimiter", name, &self->delimiter, error) ||
      (json_object_has_member (object, "quote") &&
       !read_mark (object, "quote", name, &self->quote, error)) ||
      !read_mark (object, "decimal", name, &self->decimal, error) ||
      !read_mark (object, "thousands", name, &self->thousands, error) ||
      !read_mark (object, "comment", name, &self->comment, error) ||
      !read_counts (object, name, self, error) ||
      !read_strings (object, "na", name, &self->na, error) ||
      !read_column_na (object, name, self, error) ||
      !read_types (object, name, self, error) ||
      !read_strings (object, "ignored", name, &self->ignored, error) ||
      !read_strings (object, "names", name, &self->names, error))
    return NULL;

  if (has (object, "stop_at_bad_row") &&
      !jig_json_get_bool (object, "stop_at_bad_row", name, &self->stop_at_bad_row, error))
    return NULL;

  if (!jig_sheet_check (self, error))
    return NULL;

  return g_steal_pointer (&self);
}
