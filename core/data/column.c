#include "core/data/column.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/data/calendar.h"

#include <math.h>

/* Shared by columns that differ in their names only. */
typedef struct
{
  JigColumnType   type;
  gsize           n_rows;
  gsize           n_missing;
  gpointer        array;        /* (nullable) (n_rows,) of the type's items */
  JigStringTable *strings;      /* (nullable) levels or cells */
  gboolean        has_clock;
  char           *words[2];     /* (nullable) of a boolean */
} Cells;

struct _JigColumn
{
  char  *name;
  Cells *cells;
};

static const gsize item_sizes[] = {
  [JIG_COLUMN_NUMBER] = sizeof (double),
  [JIG_COLUMN_CATEGORY] = sizeof (guint32),
  [JIG_COLUMN_TEXT] = 0,
  [JIG_COLUMN_TIME] = sizeof (gint64),
  [JIG_COLUMN_BOOLEAN] = sizeof (guint8),
};

/* The words of the command line and of JSON. */
static const char * const type_names[] = {
  [JIG_COLUMN_NUMBER] = "number",
  [JIG_COLUMN_CATEGORY] = "category",
  [JIG_COLUMN_TEXT] = "text",
  [JIG_COLUMN_TIME] = "date",
  [JIG_COLUMN_BOOLEAN] = "boolean",
};

static void
cells_clear (gpointer data)
{
  Cells *cells = data;

  jig_free (cells->array);
  g_clear_pointer (&cells->strings, jig_string_table_unref);
  g_free (cells->words[0]);
  g_free (cells->words[1]);
}

static gboolean
is_missing (const Cells *cells,
            gsize        row)
{
  gsize length;

  switch (cells->type)
    {
    case JIG_COLUMN_NUMBER:
      return isnan (((const double *) cells->array)[row]);

    case JIG_COLUMN_CATEGORY:
      return ((const guint32 *) cells->array)[row] == JIG_CODE_MISSING;

    case JIG_COLUMN_TIME:
      return ((const gint64 *) cells->array)[row] == JIG_TIME_MISSING;

    case JIG_COLUMN_BOOLEAN:
      return ((const guint8 *) cells->array)[row] == JIG_BOOLEAN_MISSING;

    case JIG_COLUMN_TEXT:
      jig_string_table_get (cells->strings, row, &length);
      return length == 0;

    default:
      g_return_val_if_reached (TRUE);
    }
}

static Cells *
cells_new (JigColumnType   type,
           gpointer        array,
           gsize           n_rows,
           JigStringTable *strings)
{
  Cells *cells = g_atomic_rc_box_new0 (Cells);

  cells->type = type;
  cells->array = array;
  cells->n_rows = n_rows;
  cells->strings = strings != NULL ? jig_string_table_ref (strings) : NULL;

  for (gsize row = 0; row < n_rows; row++)
    cells->n_missing += is_missing (cells, row);

  return cells;
}

static JigColumn *
column_new (const char *name,
            Cells      *cells)
{
  JigColumn *self = g_atomic_rc_box_new0 (JigColumn);

  self->name = g_strdup (name);
  self->cells = cells;

  return self;
}

/**
 * jig_column_new_number:
 * @name: what to call it
 * @values: (transfer full) (array length=n_rows): from jig_alloc()
 * @n_rows: how many there are
 *
 * Returns: (transfer full): a column that owns @values
 */
JigColumn *
jig_column_new_number (const char *name,
                       double     *values,
                       gsize       n_rows)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_rows == 0, NULL);

  return column_new (name, cells_new (JIG_COLUMN_NUMBER, values, n_rows, NULL));
}

/**
 * jig_column_new_category:
 * @name: what to call it
 * @codes: (transfer full) (array length=n_rows): from jig_alloc(); each a
 *   number of a level, or %JIG_CODE_MISSING
 * @n_rows: how many there are
 * @levels: (transfer none): what the codes stand for
 *
 * Returns: (transfer full): a column that owns @codes
 */
JigColumn *
jig_column_new_category (const char     *name,
                         guint32        *codes,
                         gsize           n_rows,
                         JigStringTable *levels)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (codes != NULL || n_rows == 0, NULL);
  g_return_val_if_fail (levels != NULL, NULL);

  return column_new (name, cells_new (JIG_COLUMN_CATEGORY, codes, n_rows, levels));
}

/**
 * jig_column_new_text:
 * @name: what to call it
 * @cells: (transfer none): one string for each row
 *
 * Returns: (transfer full): a column that shares @cells
 */
JigColumn *
jig_column_new_text (const char     *name,
                     JigStringTable *cells)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (cells != NULL, NULL);

  return column_new (name, cells_new (JIG_COLUMN_TEXT, NULL,
                                      jig_string_table_get_size (cells), cells));
}

/**
 * jig_column_new_time:
 * @name: what to call it
 * @times: (transfer full) (array length=n_rows): from jig_alloc()
 * @n_rows: how many there are
 * @has_clock: whether they are more than days
 *
 * Returns: (transfer full): a column that owns @times
 */
JigColumn *
jig_column_new_time (const char *name,
                     gint64     *times,
                     gsize       n_rows,
                     gboolean    has_clock)
{
  Cells *cells;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (times != NULL || n_rows == 0, NULL);

  cells = cells_new (JIG_COLUMN_TIME, times, n_rows, NULL);
  cells->has_clock = has_clock;

  return column_new (name, cells);
}

/**
 * jig_column_new_boolean:
 * @name: what to call it
 * @values: (transfer full) (array length=n_rows): from jig_alloc()
 * @n_rows: how many there are
 * @false_word: (nullable): how the file wrote 0
 * @true_word: (nullable): how the file wrote 1
 *
 * Returns: (transfer full): a column that owns @values
 */
JigColumn *
jig_column_new_boolean (const char *name,
                        guint8     *values,
                        gsize       n_rows,
                        const char *false_word,
                        const char *true_word)
{
  Cells *cells;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_rows == 0, NULL);

  cells = cells_new (JIG_COLUMN_BOOLEAN, values, n_rows, NULL);
  cells->words[0] = g_strdup (false_word != NULL ? false_word : "false");
  cells->words[1] = g_strdup (true_word != NULL ? true_word : "true");

  return column_new (name, cells);
}

JigColumn *
jig_column_ref (JigColumn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
column_clear (gpointer data)
{
  JigColumn *self = data;

  g_free (self->name);
  g_atomic_rc_box_release_full (self->cells, cells_clear);
}

void
jig_column_unref (JigColumn *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, column_clear);
}

const char *
jig_column_get_name (const JigColumn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

JigColumnType
jig_column_get_type_id (const JigColumn *self)
{
  g_return_val_if_fail (self != NULL, JIG_COLUMN_NUMBER);

  return self->cells->type;
}

gsize
jig_column_get_n_rows (const JigColumn *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cells->n_rows;
}

gsize
jig_column_get_n_missing (const JigColumn *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cells->n_missing;
}

/**
 * jig_column_get_n_bytes:
 * @self: a column
 *
 * Returns: how much memory its values take, shared or not
 */
gsize
jig_column_get_n_bytes (const JigColumn *self)
{
  const Cells *cells;

  g_return_val_if_fail (self != NULL, 0);

  cells = self->cells;

  return cells->n_rows * item_sizes[cells->type] +
         (cells->strings != NULL ? jig_string_table_get_n_bytes (cells->strings) : 0);
}

gboolean
jig_column_is_missing (const JigColumn *self,
                       gsize            row)
{
  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (row < self->cells->n_rows, TRUE);

  return is_missing (self->cells, row);
}

static gconstpointer
array_of (const JigColumn *self,
          JigColumnType    type)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cells->type == type ? self->cells->array : NULL;
}

const double *
jig_column_get_numbers (const JigColumn *self)
{
  return array_of (self, JIG_COLUMN_NUMBER);
}

const guint32 *
jig_column_get_codes (const JigColumn *self)
{
  return array_of (self, JIG_COLUMN_CATEGORY);
}

const gint64 *
jig_column_get_times (const JigColumn *self)
{
  return array_of (self, JIG_COLUMN_TIME);
}

const guint8 *
jig_column_get_booleans (const JigColumn *self)
{
  return array_of (self, JIG_COLUMN_BOOLEAN);
}

static JigStringTable *
strings_of (const JigColumn *self,
            JigColumnType    type)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cells->type == type ? self->cells->strings : NULL;
}

JigStringTable *
jig_column_get_levels (const JigColumn *self)
{
  return strings_of (self, JIG_COLUMN_CATEGORY);
}

JigStringTable *
jig_column_get_cells (const JigColumn *self)
{
  return strings_of (self, JIG_COLUMN_TEXT);
}

gboolean
jig_column_has_clock (const JigColumn *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->cells->has_clock;
}

const char *
jig_column_get_word (const JigColumn *self,
                     gboolean         value)
{
  const char *word;

  g_return_val_if_fail (self != NULL, NULL);

  word = self->cells->words[value ? 1 : 0];
  if (word != NULL)
    return word;

  return value ? "true" : "false";
}

/**
 * jig_column_get_number:
 * @self: a column
 * @row: which row
 *
 * Returns: the number, a category's code, a time's seconds, 0 or 1; NaN where
 *   the cell is missing or text
 */
double
jig_column_get_number (const JigColumn *self,
                       gsize            row)
{
  const Cells *cells;

  g_return_val_if_fail (self != NULL, NAN);
  g_return_val_if_fail (row < self->cells->n_rows, NAN);

  cells = self->cells;
  if (is_missing (cells, row))
    return NAN;

  switch (cells->type)
    {
    case JIG_COLUMN_NUMBER:
      return ((const double *) cells->array)[row];

    case JIG_COLUMN_CATEGORY:
      return ((const guint32 *) cells->array)[row];

    case JIG_COLUMN_TIME:
      return (double) ((const gint64 *) cells->array)[row] / (double) JIG_CALENDAR_SECOND;

    case JIG_COLUMN_BOOLEAN:
      return ((const guint8 *) cells->array)[row];

    case JIG_COLUMN_TEXT:
    default:
      return NAN;
    }
}

/**
 * jig_column_append_text:
 * @self: a column
 * @row: which row
 * @text: gets what a CSV file would hold at its end: nothing if it is missing
 */
void
jig_column_append_text (const JigColumn *self,
                        gsize            row,
                        GString         *text)
{
  char buffer[JIG_NUMBER_BUFFER];
  const Cells *cells;

  g_return_if_fail (self != NULL);
  g_return_if_fail (row < self->cells->n_rows);

  cells = self->cells;
  if (is_missing (cells, row))
    return;

  switch (cells->type)
    {
    case JIG_COLUMN_NUMBER:
      g_string_append (text, jig_number_format (((const double *) cells->array)[row], buffer));
      return;

    case JIG_COLUMN_CATEGORY:
      g_string_append (text, jig_string_table_get (cells->strings,
                                                   ((const guint32 *) cells->array)[row], NULL));
      return;

    case JIG_COLUMN_TIME:
      jig_calendar_append_text (((const gint64 *) cells->array)[row], cells->has_clock, text);
      return;

    case JIG_COLUMN_BOOLEAN:
      g_string_append (text, cells->words[((const guint8 *) cells->array)[row]]);
      return;

    case JIG_COLUMN_TEXT:
      g_string_append (text, jig_string_table_get (cells->strings, row, NULL));
      return;

    default:
      g_return_if_reached ();
    }
}

char *
jig_column_dup_text (const JigColumn *self,
                     gsize            row)
{
  GString *text = g_string_new (NULL);

  jig_column_append_text (self, row, text);

  return g_string_free (text, FALSE);
}

/**
 * jig_column_rename:
 * @self: a column
 * @name: another name
 *
 * Returns: (transfer full): the same values under @name; they are shared
 */
JigColumn *
jig_column_rename (JigColumn  *self,
                   const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return column_new (name, g_atomic_rc_box_acquire (self->cells));
}

/**
 * jig_column_type_name:
 * @type: a type
 *
 * Returns: its word on the command line and in JSON: "number", "category",
 *   "text", "date" or "boolean"
 */
const char *
jig_column_type_name (JigColumnType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}

/**
 * jig_column_type_from_name:
 * @name: a word
 * @type: (out): the type it stands for; as it was if there is none
 *
 * Returns: whether there is a type of that name
 */
gboolean
jig_column_type_from_name (const char    *name,
                           JigColumnType *type)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_str_equal (name, type_names[i]))
      {
        *type = (JigColumnType) i;
        return TRUE;
      }

  return FALSE;
}
