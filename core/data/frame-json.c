#include "core/data/frame-json.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/data/calendar.h"
#include "core/data/dictionary.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

static void
write_cell (const JigColumn *column,
            gsize            row,
            JigJsonWriter   *writer)
{
  g_autofree char *text = NULL;

  if (jig_column_is_missing (column, row))
    jig_json_writer_null (writer);
  else if (jig_column_get_numbers (column) != NULL)
    jig_json_writer_double (writer, jig_column_get_numbers (column)[row]);
  else if (jig_column_get_booleans (column) != NULL)
    jig_json_writer_bool (writer, jig_column_get_booleans (column)[row]);
  else
    {
      text = jig_column_dup_text (column, row);
      jig_json_writer_string (writer, text);
    }
}

/**
 * jig_frame_write_json:
 * @self: a table
 * @writer: where one value is due
 *
 * An infinite number becomes a missing one: JSON has no other word for it.
 */
void
jig_frame_write_json (const JigFrame *self,
                      JigJsonWriter  *writer)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);

  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < jig_frame_get_n_columns (self); i++)
    {
      const JigColumn *column = jig_frame_get_column (self, i);

      jig_json_writer_begin_array (writer);
      for (gsize row = 0; row < jig_column_get_n_rows (column); row++)
        write_cell (column, row, writer);
      jig_json_writer_end_array (writer);
    }
  jig_json_writer_end_array (writer);
}

/* The cells of one column, and how it is called. */
typedef struct
{
  const JigField *field;
  JsonArray      *cells;
  gsize           n_rows;
  const char     *name;    /* of the file */
} Source;

static gboolean
refuse (const Source  *self,
        gsize          row,
        GError       **error)
{
  const JigPlace place = {
    .file = self->name, .column = self->field->name, .row = row + 1, .byte = -1
  };

  jig_error_set_at (error, JIG_ERROR_FORMAT, &place,
                    _("this is not a cell of a column of type %s."),
                    jig_column_type_name (self->field->type));

  return FALSE;
}

/* The cell, or NULL with @is_missing set; neither is set for a wrong type. */
static JsonNode *
get_cell (const Source *self,
          gsize         row,
          GType         type,
          gboolean     *is_missing)
{
  JsonNode *node = json_array_get_element (self->cells, (guint) row);

  *is_missing = JSON_NODE_HOLDS_NULL (node);
  if (*is_missing || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  if (type == G_TYPE_DOUBLE && json_node_get_value_type (node) == G_TYPE_INT64)
    return node;

  return json_node_get_value_type (node) == type ? node : NULL;
}

static JigColumn *
read_numbers (const Source  *self,
              GError       **error)
{
  jig_autofree double *values = jig_alloc (self->n_rows, sizeof *values, _("a table"), error);

  for (gsize i = 0; values != NULL && i < self->n_rows; i++)
    {
      gboolean is_missing;
      JsonNode *node = get_cell (self, i, G_TYPE_DOUBLE, &is_missing);

      if (node == NULL && !is_missing)
        {
          refuse (self, i, error);
          return NULL;
        }
      values[i] = is_missing ? NAN : json_node_get_double (node);
    }

  return values != NULL ? jig_column_new_number (self->field->name, g_steal_pointer (&values),
                                                 self->n_rows) : NULL;
}

static JigColumn *
read_booleans (const Source  *self,
               GError       **error)
{
  jig_autofree guint8 *values = jig_alloc (self->n_rows, sizeof *values, _("a table"), error);

  for (gsize i = 0; values != NULL && i < self->n_rows; i++)
    {
      gboolean is_missing;
      JsonNode *node = get_cell (self, i, G_TYPE_BOOLEAN, &is_missing);

      if (node == NULL && !is_missing)
        {
          refuse (self, i, error);
          return NULL;
        }
      values[i] = is_missing ? JIG_BOOLEAN_MISSING : json_node_get_boolean (node) != FALSE;
    }

  return values != NULL ? jig_column_new_boolean (self->field->name, g_steal_pointer (&values),
                                                  self->n_rows, NULL, NULL) : NULL;
}

static JigColumn *
read_times (const Source  *self,
            GError       **error)
{
  jig_autofree gint64 *times = jig_alloc (self->n_rows, sizeof *times, _("a table"), error);
  gboolean has_clock = FALSE;

  for (gsize i = 0; times != NULL && i < self->n_rows; i++)
    {
      gboolean is_missing;
      JsonNode *node = get_cell (self, i, G_TYPE_STRING, &is_missing);
      const char *text = node != NULL ? json_node_get_string (node) : "";
      gboolean has_own = FALSE;

      times[i] = JIG_TIME_MISSING;
      if (!is_missing && !jig_calendar_parse (text, strlen (text), &times[i], &has_own))
        {
          refuse (self, i, error);
          return NULL;
        }
      has_clock = has_clock || has_own;
    }

  return times != NULL ? jig_column_new_time (self->field->name, g_steal_pointer (&times),
                                              self->n_rows, has_clock) : NULL;
}

static JigColumn *
read_category (const Source  *self,
               GError       **error)
{
  jig_autofree guint32 *codes = jig_alloc (self->n_rows, sizeof *codes, _("a table"), error);
  g_autoptr(JigDictionary) words = jig_dictionary_new ();
  g_autoptr(JigStringTable) levels = NULL;

  if (codes == NULL)
    return NULL;

  for (gsize i = 0; i < self->n_rows; i++)
    {
      gboolean is_missing;
      JsonNode *node = get_cell (self, i, G_TYPE_STRING, &is_missing);
      const char *text = node != NULL ? json_node_get_string (node) : NULL;

      codes[i] = JIG_CODE_MISSING;
      if (text == NULL && !is_missing)
        {
          refuse (self, i, error);
          return NULL;
        }
      if (text != NULL && !jig_dictionary_add (words, text, strlen (text), &codes[i], error))
        return NULL;
    }

  levels = jig_dictionary_finish (words, error);

  return levels != NULL ? jig_column_new_category (self->field->name, g_steal_pointer (&codes),
                                                   self->n_rows, levels) : NULL;
}

static JigColumn *
read_texts (const Source  *self,
            GError       **error)
{
  jig_autofree const char **texts = jig_alloc (self->n_rows, sizeof *texts, _("a table"), error);
  g_autoptr(JigStringTable) cells = NULL;

  for (gsize i = 0; texts != NULL && i < self->n_rows; i++)
    {
      gboolean is_missing;
      JsonNode *node = get_cell (self, i, G_TYPE_STRING, &is_missing);

      if (node == NULL && !is_missing)
        {
          refuse (self, i, error);
          return NULL;
        }
      texts[i] = is_missing ? "" : json_node_get_string (node);
    }

  if (texts != NULL)
    cells = jig_string_table_new (texts, (gssize) self->n_rows, error);

  return cells != NULL ? jig_column_new_text (self->field->name, cells) : NULL;
}

static JigColumn * (* const readers[]) (const Source  *self,
                                        GError       **error) = {
  [JIG_COLUMN_NUMBER] = read_numbers,
  [JIG_COLUMN_CATEGORY] = read_category,
  [JIG_COLUMN_TEXT] = read_texts,
  [JIG_COLUMN_TIME] = read_times,
  [JIG_COLUMN_BOOLEAN] = read_booleans,
};

static JigColumn *
read_column (const JigField  *field,
             JsonNode        *node,
             gsize            n_rows,
             const char      *name,
             GError         **error)
{
  Source source = { field, NULL, n_rows, name };

  if (JSON_NODE_HOLDS_ARRAY (node))
    source.cells = json_node_get_array (node);

  if (source.cells == NULL || json_array_get_length (source.cells) != n_rows)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: column \"%s\" is not a list of %zu cells."), name,
                   field->name, n_rows);
      return NULL;
    }

  return readers[field->type] (&source, error);
}

/**
 * jig_frame_read_json:
 * @schema: the names and types of the columns
 * @columns: what jig_frame_write_json() wrote, or anything else
 * @n_rows: how many rows there have to be
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a table with the columns of @schema, or %NULL with
 *   @error set
 */
JigFrame *
jig_frame_read_json (const JigSchema  *schema,
                     JsonArray        *columns,
                     gsize             n_rows,
                     const char       *name,
                     GError          **error)
{
  g_autoptr(GPtrArray) read = NULL;
  gsize n_columns;

  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (columns != NULL, NULL);

  n_columns = jig_schema_get_size (schema);
  if (json_array_get_length (columns) != n_columns)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: there are %u columns instead of %zu."), name,
                   json_array_get_length (columns), n_columns);
      return NULL;
    }

  read = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  for (gsize i = 0; i < n_columns; i++)
    {
      JigColumn *column = read_column (jig_schema_get_field (schema, i),
                                       json_array_get_element (columns, (guint) i), n_rows, name,
                                       error);

      if (column == NULL)
        return NULL;
      g_ptr_array_add (read, column);
    }

  return jig_frame_new ((JigColumn * const *) read->pdata, read->len, error);
}
