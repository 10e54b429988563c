/* The same cells as another type. Only what keeps the meaning of every cell is
 * possible; the first cell that would lose it is named. */

#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/data/boolean-words.h"
#include "core/data/calendar.h"
#include "core/data/column.h"
#include "core/data/dictionary.h"

#include <glib/gi18n-lib.h>

#include <math.h>

typedef JigColumn *(*Convert) (JigColumn  *column,
                               GError    **error);

static void
set_cell_error (const JigColumn  *column,
                gsize             row,
                const char       *format,
                GError          **error)
{
  const JigPlace place = {
    .column = jig_column_get_name (column),
    .row = row + 1,
    .byte = -1,
    .id = "column.convert",
  };
  g_autofree char *text = jig_column_dup_text (column, row);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  jig_error_set_at (error, JIG_ERROR_DATA, &place, format, text);
#pragma GCC diagnostic pop
}

/* The text of a cell of a category or of text. */
static const char *
get_string (const JigColumn *column,
            gsize            row,
            gsize           *length)
{
  const guint32 *codes = jig_column_get_codes (column);

  if (codes != NULL)
    return jig_string_table_get (jig_column_get_levels (column), codes[row], length);

  return jig_string_table_get (jig_column_get_cells (column), row, length);
}

static JigColumn *
any_to_text (JigColumn  *column,
             GError    **error)
{
  gsize n_rows = jig_column_get_n_rows (column);
  g_autoptr(JigStringTable) cells = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(JigArray) bytes = JIG_ARRAY_INIT (char, _("the cells of a column"));
  jig_autofree guint64 *offsets = jig_alloc (n_rows + 1, sizeof *offsets,
                                             _("the cells of a column"), error);

  if (offsets == NULL || !jig_array_reserve (&bytes, n_rows + 1, error))
    return NULL;

  for (gsize row = 0; row < n_rows; row++)
    {
      g_string_truncate (text, 0);
      jig_column_append_text (column, row, text);
      if (!jig_array_append (&bytes, text->str, text->len + 1, error))
        return NULL;
      offsets[row + 1] = bytes.n_items;
    }

  cells = jig_string_table_new_take (jig_array_steal (&bytes, NULL),
                                     g_steal_pointer (&offsets), n_rows);

  return jig_column_new_text (jig_column_get_name (column), cells);
}

static gboolean
add_level (JigDictionary    *levels,
           const JigColumn  *column,
           const GString    *text,
           guint32          *code,
           GError          **error)
{
  const JigPlace place = { .column = jig_column_get_name (column), .byte = -1 };

  if (!jig_dictionary_add (levels, text->str, text->len, code, error))
    return FALSE;
  if (jig_dictionary_get_size (levels) <= JIG_LIMIT_CATEGORIES)
    return TRUE;

  jig_error_set_at (error, JIG_ERROR_LIMIT, &place,
                    _("a category may have %d different values; this column has more."),
                    JIG_LIMIT_CATEGORIES);

  return FALSE;
}

static JigColumn *
any_to_category (JigColumn  *column,
                 GError    **error)
{
  gsize n_rows = jig_column_get_n_rows (column);
  g_autoptr(JigDictionary) dictionary = jig_dictionary_new ();
  g_autoptr(JigStringTable) levels = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  jig_autofree guint32 *codes = jig_alloc (n_rows, sizeof *codes, _("the codes of a category"),
                                           error);

  if (codes == NULL)
    return NULL;

  for (gsize row = 0; row < n_rows; row++)
    {
      g_string_truncate (text, 0);
      jig_column_append_text (column, row, text);
      if (jig_column_is_missing (column, row))
        codes[row] = JIG_CODE_MISSING;
      else if (!add_level (dictionary, column, text, &codes[row], error))
        return NULL;
    }

  levels = jig_dictionary_finish (dictionary, error);
  if (levels == NULL)
    return NULL;

  return jig_column_new_category (jig_column_get_name (column), g_steal_pointer (&codes),
                                  n_rows, levels);
}

static JigColumn *
string_to_number (JigColumn  *column,
                  GError    **error)
{
  gsize n_rows = jig_column_get_n_rows (column);
  jig_autofree double *values = jig_alloc (n_rows, sizeof *values, _("the numbers of a column"),
                                           error);

  if (values == NULL)
    return NULL;

  for (gsize row = 0; row < n_rows; row++)
    {
      const char *string;
      gsize length;

      values[row] = NAN;
      if (jig_column_is_missing (column, row))
        continue;

      string = get_string (column, row, &length);
      if (!jig_number_parse (string, length, '.', &values[row]))
        {
          set_cell_error (column, row, _("\"%s\" is not a number."), error);
          return NULL;
        }
    }

  return jig_column_new_number (jig_column_get_name (column), g_steal_pointer (&values), n_rows);
}

static JigColumn *
boolean_to_number (JigColumn  *column,
                   GError    **error)
{
  gsize n_rows = jig_column_get_n_rows (column);
  double *values = jig_alloc (n_rows, sizeof *values, _("the numbers of a column"), error);

  if (values == NULL)
    return NULL;

  for (gsize row = 0; row < n_rows; row++)
    values[row] = jig_column_get_number (column, row);

  return jig_column_new_number (jig_column_get_name (column), values, n_rows);
}

static JigColumn *
string_to_time (JigColumn  *column,
                GError    **error)
{
  gsize n_rows = jig_column_get_n_rows (column);
  gboolean has_clock = FALSE;
  jig_autofree gint64 *times = jig_alloc (n_rows, sizeof *times, _("the times of a column"),
                                          error);

  if (times == NULL)
    return NULL;

  for (gsize row = 0; row < n_rows; row++)
    {
      gboolean cell_has_clock = FALSE;
      const char *string;
      gsize length;

      times[row] = JIG_TIME_MISSING;
      if (jig_column_is_missing (column, row))
        continue;

      string = get_string (column, row, &length);
      if (!jig_calendar_parse (string, length, &times[row], &cell_has_clock))
        {
          set_cell_error (column, row, _("\"%s\" is not a date."), error);
          return NULL;
        }
      has_clock |= cell_has_clock;
    }

  return jig_column_new_time (jig_column_get_name (column), g_steal_pointer (&times), n_rows,
                              has_clock);
}

static JigColumn *
any_to_boolean (JigColumn  *column,
                GError    **error)
{
  gsize n_rows = jig_column_get_n_rows (column);
  g_autoptr(GString) text = g_string_new (NULL);
  JigBooleanWords words = JIG_BOOLEAN_WORDS_INIT;
  jig_autofree guint8 *values = jig_alloc (n_rows, sizeof *values, _("the values of a column"),
                                           error);

  if (values == NULL)
    return NULL;

  for (gsize row = 0; row < n_rows; row++)
    {
      values[row] = JIG_BOOLEAN_MISSING;
      if (jig_column_is_missing (column, row))
        continue;

      g_string_truncate (text, 0);
      jig_column_append_text (column, row, text);
      if (!jig_boolean_words_read (&words, text->str, text->len, &values[row]))
        {
          set_cell_error (column, row, _("\"%s\" is neither yes nor no like the other cells."),
                          error);
          return NULL;
        }
    }

  return jig_column_new_boolean (jig_column_get_name (column), g_steal_pointer (&values), n_rows,
                                 jig_boolean_words_get (&words, FALSE),
                                 jig_boolean_words_get (&words, TRUE));
}

static JigColumn *
refuse (JigColumn      *column,
        JigColumnType   type,
        GError        **error)
{
  const JigPlace place = { .column = jig_column_get_name (column), .byte = -1,
                           .id = "column.convert" };

  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("it is of type %s and cannot become of type %s."),
                    jig_column_type_name (jig_column_get_type_id (column)),
                    jig_column_type_name (type));

  return NULL;
}

/* [from][to]; NULL where it is impossible, or nothing to do. */
static const Convert conversions[5][5] = {
  [JIG_COLUMN_NUMBER] = {
    [JIG_COLUMN_CATEGORY] = any_to_category,
    [JIG_COLUMN_TEXT] = any_to_text,
    [JIG_COLUMN_BOOLEAN] = any_to_boolean,
  },
  [JIG_COLUMN_CATEGORY] = {
    [JIG_COLUMN_NUMBER] = string_to_number,
    [JIG_COLUMN_TEXT] = any_to_text,
    [JIG_COLUMN_TIME] = string_to_time,
    [JIG_COLUMN_BOOLEAN] = any_to_boolean,
  },
  [JIG_COLUMN_TEXT] = {
    [JIG_COLUMN_NUMBER] = string_to_number,
    [JIG_COLUMN_CATEGORY] = any_to_category,
    [JIG_COLUMN_TIME] = string_to_time,
    [JIG_COLUMN_BOOLEAN] = any_to_boolean,
  },
  [JIG_COLUMN_TIME] = {
    [JIG_COLUMN_CATEGORY] = any_to_category,
    [JIG_COLUMN_TEXT] = any_to_text,
  },
  [JIG_COLUMN_BOOLEAN] = {
    [JIG_COLUMN_NUMBER] = boolean_to_number,
    [JIG_COLUMN_CATEGORY] = any_to_category,
    [JIG_COLUMN_TEXT] = any_to_text,
  },
};

/**
 * jig_column_convert:
 * @self: a column
 * @type: what it shall be
 * @error: return location for %JIG_ERROR_DATA that names the first cell which
 *   does not fit, %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Everything can become text and a category. Text and categories become what
 * their texts say. A number becomes a boolean if it is 0 or 1. Cells that are
 * missing stay missing.
 *
 * Returns: (transfer full): a column of that type and name, @self itself if it
 *   has that type, or %NULL with @error set
 */
JigColumn *
jig_column_convert (JigColumn      *self,
                    JigColumnType   type,
                    GError        **error)
{
  Convert convert;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (type <= JIG_COLUMN_BOOLEAN, NULL);

  if (jig_column_get_type_id (self) == type)
    return jig_column_ref (self);

  convert = conversions[jig_column_get_type_id (self)][type];

  return convert != NULL ? convert (self, error) : refuse (self, type, error);
}
