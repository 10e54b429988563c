#include "core/data/column-builder-private.h"

#include "core/base/alloc.h"
#include "core/data/calendar.h"
#include "core/data/cell.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A column with more different words than these is text, not a category. */
#define FEW_LEVELS    50
#define MOST_LEVELS   1000
#define LEVEL_SHARE   0.1

/**
 * jig_column_builder_new:
 * @name: of the column
 * @sheet: whose marks and words count; must stay
 *
 * Returns: (transfer full): a builder that has seen no cell
 */
JigColumnBuilder *
jig_column_builder_new (const char     *name,
                        const JigSheet *sheet)
{
  JigColumnBuilder *self = g_new0 (JigColumnBuilder, 1);

  self->name = g_strdup (name);
  self->sheet = sheet;
  self->has_na = sheet->column_na != NULL;
  for (gsize i = 0; sheet->na[i] != NULL; i++)
    if (sheet->na[i][0] != '\0')
      self->na_begins[(guchar) sheet->na[i][0] / 64] |=
        G_GUINT64_CONSTANT (1) << (guchar) sheet->na[i][0] % 64;
  self->booleans = JIG_BOOLEAN_WORDS_INIT;

  return self;
}

void
jig_column_builder_free (JigColumnBuilder *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  if (!self->is_part)
    jig_free (self->values);
  g_clear_pointer (&self->words, jig_dictionary_free);
  g_free (self);
}

const char *
jig_column_builder_get_name (const JigColumnBuilder *self)
{
  return self->name;
}

/**
 * jig_column_builder_get_type_id:
 * @self: a builder of which the type is given or decided
 *
 * Returns: that type; a category may become text in the end
 */
JigColumnType
jig_column_builder_get_type_id (const JigColumnBuilder *self)
{
  return self->type;
}

/* Most cells do not even begin like a word for missing. */
static gboolean
is_na (const JigColumnBuilder *self,
       const JigCsvCell       *cell)
{
  guchar first;

  if (cell->length == 0)
    return TRUE;

  first = (guchar) cell->text[0];

  return (self->na_begins[first / 64] >> first % 64 & 1) != 0 &&
         jig_sheet_is_na (self->sheet, cell->text, cell->length);
}

static gboolean
read_boolean (JigColumnBuilder *self,
              const JigCsvCell *cell,
              guint8           *value)
{
  const char *text = cell->text;
  gsize length = cell->length;
  JigBooleanWords other = JIG_BOOLEAN_WORDS_INIT;

  jig_cell_trim (&text, &length);

  /* Whoever knows the type has seen other cells: any pair of words will do. */
  return jig_boolean_words_read (&self->booleans, text, length, value) ||
         (self->is_given && jig_boolean_words_read (&other, text, length, value));
}

/**
 * jig_column_builder_look:
 * @self: a builder in its first pass
 * @cell: the next cell
 */
void
jig_column_builder_look (JigColumnBuilder *self,
                         const JigCsvCell *cell)
{
  double number;
  gint64 time;
  gboolean has_clock;
  guint8 boolean;

  if (is_na (self, cell) ||
      (self->has_na && jig_sheet_is_na_of (self->sheet, self->name, cell->text, cell->length)))
    return;

  /* Only numbers are told of a column that has other words too. */
  self->n_values++;
  if (jig_cell_parse_number (self->sheet, cell->text, cell->length, &number))
    {
      self->n_numbers++;
      self->n_identifiers += jig_cell_is_identifier (cell->text, cell->length);
    }
  else if (self->n_times + 1 == self->n_values &&
           jig_calendar_parse (cell->text, cell->length, &time, &has_clock))
    {
      self->n_times++;
      self->has_clock |= has_clock;
    }
  else if (self->n_booleans + 1 == self->n_values && read_boolean (self, cell, &boolean))
    {
      self->n_booleans++;
    }
}

static JigColumnType
decide_type (const JigColumnBuilder *self)
{
  if (self->n_numbers == self->n_values && self->n_identifiers == 0)
    return JIG_COLUMN_NUMBER;
  if (self->n_times == self->n_values)
    return JIG_COLUMN_TIME;
  if (self->n_booleans == self->n_values)
    return JIG_COLUMN_BOOLEAN;

  return JIG_COLUMN_CATEGORY;
}

gsize
jig_column_builder_get_item_size (const JigColumnBuilder *self)
{
  switch (self->type)
    {
    case JIG_COLUMN_NUMBER:
      return sizeof (double);

    case JIG_COLUMN_TIME:
      return sizeof (gint64);

    case JIG_COLUMN_BOOLEAN:
      return sizeof (guint8);

    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      return sizeof (guint32);
    }
}

/**
 * jig_column_builder_decide:
 * @self: a builder that has looked at every cell
 * @n_rows: how many values there will be
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * A type is taken only if it holds for every cell that is not missing.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_column_builder_decide (JigColumnBuilder  *self,
                           gsize              n_rows,
                           GError           **error)
{
  if (!self->is_given)
    self->type = decide_type (self);
  self->n_rows = n_rows;
  self->values = jig_alloc (n_rows, jig_column_builder_get_item_size (self), "a column", error);
  if (self->type == JIG_COLUMN_CATEGORY || self->type == JIG_COLUMN_TEXT)
    self->words = jig_dictionary_new ();

  return self->values != NULL;
}

static void
add_missing (JigColumnBuilder *self,
             gsize             row)
{
  switch (self->type)
    {
    case JIG_COLUMN_NUMBER:
      ((double *) self->values)[row] = NAN;
      break;

    case JIG_COLUMN_TIME:
      ((gint64 *) self->values)[row] = JIG_TIME_MISSING;
      break;

    case JIG_COLUMN_BOOLEAN:
      ((guint8 *) self->values)[row] = JIG_BOOLEAN_MISSING;
      break;

    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      ((guint32 *) self->values)[row] = JIG_CODE_MISSING;
    }
}

/* In text "NA" may be a word: only an empty cell is missing there. */
static gboolean
is_missing (const JigColumnBuilder *self,
            const JigCsvCell       *cell)
{
  if (self->has_na && jig_sheet_is_na_of (self->sheet, self->name, cell->text, cell->length))
    return TRUE;

  return self->type == JIG_COLUMN_CATEGORY || self->type == JIG_COLUMN_TEXT
         ? cell->length == 0 : is_na (self, cell);
}

/* @fits: whether the cell is of the type; FALSE without an error is no failure */
static gboolean
put (JigColumnBuilder  *self,
     gsize              row,
     const JigCsvCell  *cell,
     gboolean          *fits,
     GError           **error)
{
  gboolean has_clock = FALSE;

  *fits = TRUE;
  if (is_missing (self, cell))
    {
      add_missing (self, row);
      return TRUE;
    }

  switch (self->type)
    {
    case JIG_COLUMN_NUMBER:
      *fits = jig_cell_parse_number (self->sheet, cell->text, cell->length,
                                     (double *) self->values + row);
      return TRUE;

    case JIG_COLUMN_TIME:
      *fits = jig_calendar_parse (cell->text, cell->length, (gint64 *) self->values + row,
                                  &has_clock);
      self->has_clock |= has_clock;
      return TRUE;

    case JIG_COLUMN_BOOLEAN:
      *fits = read_boolean (self, cell, (guint8 *) self->values + row);
      return TRUE;

    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      return jig_dictionary_add (self->words, cell->text, cell->length,
                                 (guint32 *) self->values + row, error);
    }
}

/**
 * jig_column_builder_add:
 * @self: a builder in its second pass
 * @row: which value, counted from 0
 * @cell: its cell
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_column_builder_add (JigColumnBuilder  *self,
                        gsize              row,
                        const JigCsvCell  *cell,
                        GError           **error)
{
  gboolean fits;

  return put (self, row, cell, &fits, error);
}

/**
 * jig_column_builder_give:
 * @self: a builder that has seen no cell
 * @type: what its cells are, whatever they look like
 */
void
jig_column_builder_give (JigColumnBuilder *self,
                         JigColumnType     type)
{
  self->type = type;
  self->is_given = TRUE;
}

/**
 * jig_column_builder_fits:
 * @self: a builder
 * @cell: a cell
 *
 * Returns: %FALSE if the type was given and the cell is not of it
 */
gboolean
jig_column_builder_fits (JigColumnBuilder *self,
                         const JigCsvCell *cell)
{
  gboolean has_clock;
  double number;
  gint64 time;
  guint8 value;

  if (!self->is_given || is_missing (self, cell))
    return TRUE;

  switch (self->type)
    {
    case JIG_COLUMN_NUMBER:
      return jig_cell_parse_number (self->sheet, cell->text, cell->length, &number);

    case JIG_COLUMN_TIME:
      return jig_calendar_parse (cell->text, cell->length, &time, &has_clock);

    case JIG_COLUMN_BOOLEAN:
      return read_boolean (self, cell, &value);

    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      return TRUE;
    }
}

/**
 * jig_column_builder_begin:
 * @self: a builder that has seen no cell
 * @type: what its cells are
 * @n_rows: how many values there will be at most
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_column_builder_begin (JigColumnBuilder  *self,
                          JigColumnType      type,
                          gsize              n_rows,
                          GError           **error)
{
  jig_column_builder_give (self, type);

  return jig_column_builder_decide (self, n_rows, error);
}

/**
 * jig_column_builder_try:
 * @self: a builder of which the type was known
 * @row: which value, counted from 0; may be tried again
 * @cell: its cell
 * @fits: (out): whether the cell is of the type
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_column_builder_try (JigColumnBuilder  *self,
                        gsize              row,
                        const JigCsvCell  *cell,
                        gboolean          *fits,
                        GError           **error)
{
  g_return_val_if_fail (row < self->n_rows, FALSE);

  return put (self, row, cell, fits, error);
}

/* A category whose words are mostly different is text: each row its own string. */
static JigColumn *
spell_out (JigColumnBuilder  *self,
           JigStringTable    *levels,
           GError           **error)
{
  const guint32 *codes = self->values;
  g_autoptr(JigStringTable) cells = NULL;
  gsize n_bytes = self->n_rows;
  gsize at = 0;
  char *bytes;
  guint64 *offsets;

  for (gsize row = 0; row < self->n_rows; row++)
    {
      gsize length = 0;

      if (codes[row] != JIG_CODE_MISSING)
        jig_string_table_get (levels, codes[row], &length);
      n_bytes += length;
    }

  bytes = jig_alloc (n_bytes, 1, "a text column", error);
  offsets = bytes != NULL ? jig_alloc (self->n_rows + 1, sizeof *offsets, "a text column", error)
                          : NULL;
  if (offsets == NULL)
    {
      jig_free (bytes);
      return NULL;
    }

  for (gsize row = 0; row < self->n_rows; row++)
    {
      gsize length = 0;

      offsets[row] = at;
      if (codes[row] != JIG_CODE_MISSING)
        {
          const char *word = jig_string_table_get (levels, codes[row], &length);

          memcpy (bytes + at, word, length);
        }
      at += length + 1;
    }
  offsets[self->n_rows] = at;
  cells = jig_string_table_new_take (bytes, offsets, self->n_rows);

  return jig_column_new_text (self->name, cells);
}

static gboolean
is_category (const JigColumnBuilder *self,
             gsize                   n_levels)
{
  /* Identifiers name single things, however few there are. */
  return self->n_identifiers == 0 && n_levels <= MOST_LEVELS &&
         (n_levels <= FEW_LEVELS ||
          (double) n_levels <= LEVEL_SHARE * (double) self->n_rows);
}

static JigColumn *
finish_words (JigColumnBuilder  *self,
              GError           **error)
{
  g_autoptr(JigStringTable) levels = jig_dictionary_finish (self->words, error);

  if (levels == NULL)
    return NULL;
  if (self->is_given ? self->type == JIG_COLUMN_TEXT
                     : !is_category (self, jig_string_table_get_size (levels)))
    return spell_out (self, levels, error);

  return jig_column_new_category (self->name, g_steal_pointer (&self->values), self->n_rows,
                                  levels);
}

static char *
explain (const JigColumnBuilder *self,
         JigColumnType           type)
{
  if (self->is_given)
    return g_strdup (_("Somebody has said so."));
  if (self->n_values == 0)
    return g_strdup (_("No cell has a value."));

  switch (type)
    {
    case JIG_COLUMN_NUMBER:
      return g_strdup (_("Every value is a number."));

    case JIG_COLUMN_TIME:
      return g_strdup (_("Every value is a date."));

    case JIG_COLUMN_BOOLEAN:
      return g_strdup (_("Every value is a word for yes or no."));

    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      if (self->n_identifiers > 0)
        return g_strdup (_("Numbers with leading zeros or very many digits name things."));
      if (self->n_numbers > 0)
        return g_strdup_printf (_("%.1f %% of the values parse as number."),
                                100.0 * (double) self->n_numbers / (double) self->n_values);
      return g_strdup (type == JIG_COLUMN_TEXT ? _("Most values are different words.")
                                               : _("The values are few different words."));
    }
}

/* A column of anything but words. */
static JigColumn *
make_column (JigColumnBuilder *self)
{
  gpointer values = g_steal_pointer (&self->values);

  switch (self->type)
    {
    case JIG_COLUMN_TIME:
      return jig_column_new_time (self->name, values, self->n_rows, self->has_clock);

    case JIG_COLUMN_BOOLEAN:
      return jig_column_new_boolean (self->name, values, self->n_rows,
                                     jig_boolean_words_get (&self->booleans, FALSE),
                                     jig_boolean_words_get (&self->booleans, TRUE));

    case JIG_COLUMN_NUMBER:
    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_TEXT:
    default:
      return jig_column_new_number (self->name, values, self->n_rows);
    }
}

/**
 * jig_column_builder_end:
 * @self: a builder of which the type was known; spent afterwards
 * @n_rows: how many values there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a column of that type, or %NULL with @error set
 */
JigColumn *
jig_column_builder_end (JigColumnBuilder  *self,
                        gsize              n_rows,
                        GError           **error)
{
  self->n_rows = n_rows;

  return self->words != NULL ? finish_words (self, error) : make_column (self);
}

/**
 * jig_column_builder_finish:
 * @self: a builder to which every cell was added; spent afterwards
 * @reason: (out): how the type was found, as a sentence
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the column, or %NULL with @error set
 */
JigColumn *
jig_column_builder_finish (JigColumnBuilder  *self,
                           char             **reason,
                           GError           **error)
{
  JigColumn *column = self->words != NULL ? finish_words (self, error) : make_column (self);

  if (column != NULL)
    *reason = explain (self, jig_column_get_type_id (column));

  return column;
}
