#include "core/data/column.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/data/calendar.h"

#include <math.h>

struct _JigColumn
{
  char           *name;
  JigColumnType   type;
  gsize           n_rows;
  gsize           n_missing;
  gpointer        values;      /* (n_rows,) by type; %NULL for text */
  JigStringTable *strings;     /* levels of a category, cells of a text */
  char           *words[2];    /* how a boolean was written */
  gboolean        has_clock;
};

static const char * const type_names[] = { "number", "category", "text", "date", "boolean" };

static gsize
count_missing (const JigColumn *self)
{
  gsize n_missing = 0;

  for (gsize row = 0; row < self->n_rows; row++)
    n_missing += jig_column_is_missing (self, row);

  return n_missing;
}

static JigColumn *
column_new (const char     *name,
            JigColumnType   type,
            gpointer        values,
            gsize           n_rows,
            JigStringTable *strings)
{
  JigColumn *self = g_atomic_rc_box_new0 (JigColumn);

  self->name = g_strdup (name);
  self->type = type;
  self->values = values;
  self->n_rows = n_rows;
  self->strings = strings != NULL ? jig_string_table_ref (strings) : NULL;
  self->n_missing = count_missing (self);

  return self;
}

JigColumn *
jig_column_new_number (const char *name,
                       double     *values,
                       gsize       n_rows)
{
  return column_new (name, JIG_COLUMN_NUMBER, values, n_rows, NULL);
}

JigColumn *
jig_column_new_category (const char     *name,
                         guint32        *codes,
                         gsize           n_rows,
                         JigStringTable *levels)
{
  return column_new (name, JIG_COLUMN_CATEGORY, codes, n_rows, levels);
}

JigColumn *
jig_column_new_text (const char     *name,
                     JigStringTable *cells)
{
  return column_new (name, JIG_COLUMN_TEXT, NULL, jig_string_table_get_size (cells), cells);
}

JigColumn *
jig_column_new_time (const char *name,
                     gint64     *times,
                     gsize       n_rows,
                     gboolean    has_clock)
{
  JigColumn *self = column_new (name, JIG_COLUMN_TIME, times, n_rows, NULL);

  self->has_clock = has_clock;

  return self;
}

JigColumn *
jig_column_new_boolean (const char *name,
                        guint8     *values,
                        gsize       n_rows,
                        const char *false_word,
                        const char *true_word)
{
  JigColumn *self = column_new (name, JIG_COLUMN_BOOLEAN, values, n_rows, NULL);

  self->words[FALSE] = g_strdup (false_word);
  self->words[TRUE] = g_strdup (true_word);

  return self;
}

static void
clear (JigColumn *self)
{
  g_free (self->name);
  jig_free (self->values);
  g_clear_pointer (&self->strings, jig_string_table_unref);
  g_free (self->words[FALSE]);
  g_free (self->words[TRUE]);
}

JigColumn *
jig_column_ref (JigColumn *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_column_unref (JigColumn *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

const char *
jig_column_get_name (const JigColumn *self)
{
  return self->name;
}

JigColumnType
jig_column_get_type_id (const JigColumn *self)
{
  return self->type;
}

gsize
jig_column_get_n_rows (const JigColumn *self)
{
  return self->n_rows;
}

gsize
jig_column_get_n_missing (const JigColumn *self)
{
  return self->n_missing;
}

/**
 * jig_column_is_missing:
 * @self: a column
 * @row: counted from 0
 *
 * Returns: whether the row has no value
 */
gboolean
jig_column_is_missing (const JigColumn *self,
                       gsize            row)
{
  gsize length;

  g_return_val_if_fail (row < self->n_rows, TRUE);

  switch (self->type)
    {
    case JIG_COLUMN_NUMBER:
      return isnan (((const double *) self->values)[row]);

    case JIG_COLUMN_CATEGORY:
      return ((const guint32 *) self->values)[row] == JIG_CODE_MISSING;

    case JIG_COLUMN_TIME:
      return ((const gint64 *) self->values)[row] == JIG_TIME_MISSING;

    case JIG_COLUMN_BOOLEAN:
      return ((const guint8 *) self->values)[row] == JIG_BOOLEAN_MISSING;

    case JIG_COLUMN_TEXT:
    default:
      jig_string_table_get (self->strings, row, &length);
      return length == 0;
    }
}

static gconstpointer
values_of (const JigColumn *self,
           JigColumnType    type)
{
  return self->type == type ? self->values : NULL;
}

const double *
jig_column_get_numbers (const JigColumn *self)
{
  return values_of (self, JIG_COLUMN_NUMBER);
}

const guint32 *
jig_column_get_codes (const JigColumn *self)
{
  return values_of (self, JIG_COLUMN_CATEGORY);
}

const gint64 *
jig_column_get_times (const JigColumn *self)
{
  return values_of (self, JIG_COLUMN_TIME);
}

const guint8 *
jig_column_get_booleans (const JigColumn *self)
{
  return values_of (self, JIG_COLUMN_BOOLEAN);
}

JigStringTable *
jig_column_get_levels (const JigColumn *self)
{
  return self->type == JIG_COLUMN_CATEGORY ? self->strings : NULL;
}

JigStringTable *
jig_column_get_cells (const JigColumn *self)
{
  return self->type == JIG_COLUMN_TEXT ? self->strings : NULL;
}

gboolean
jig_column_has_clock (const JigColumn *self)
{
  return self->has_clock;
}

const char *
jig_column_get_word (const JigColumn *self,
                     gboolean         value)
{
  const char *word = self->words[value != FALSE];

  return word != NULL ? word : value ? "true" : "false";
}

/**
 * jig_column_dup_text:
 * @self: a column
 * @row: counted from 0
 *
 * Returns: (transfer full) (nullable): the cell as a CSV file would hold it, or
 *   %NULL if it is missing
 */
char *
jig_column_dup_text (const JigColumn *self,
                     gsize            row)
{
  if (jig_column_is_missing (self, row))
    return NULL;

  switch (self->type)
    {
    case JIG_COLUMN_NUMBER:
      return jig_number_to_string (jig_column_get_numbers (self)[row]);

    case JIG_COLUMN_CATEGORY:
      return g_strdup (jig_string_table_get (self->strings, jig_column_get_codes (self)[row],
                                             NULL));

    case JIG_COLUMN_TIME:
      return jig_calendar_to_text (jig_column_get_times (self)[row], self->has_clock);

    case JIG_COLUMN_BOOLEAN:
      return g_strdup (jig_column_get_word (self, jig_column_get_booleans (self)[row]));

    case JIG_COLUMN_TEXT:
    default:
      return g_strdup (jig_string_table_get (self->strings, row, NULL));
    }
}

static void
hash_strings (JigHash              *hash,
              const JigStringTable *strings)
{
  jig_hash_add_uint (hash, jig_string_table_get_size (strings));
  for (gsize i = 0; i < jig_string_table_get_size (strings); i++)
    jig_hash_add_string (hash, jig_string_table_get (strings, i, NULL));
}

/* Every missing number has the same bits, whatever made it. */
static void
hash_numbers (JigHash         *hash,
              const JigColumn *self)
{
  const double *numbers = jig_column_get_numbers (self);

  for (gsize row = 0; row < self->n_rows; row++)
    jig_hash_add_double (hash, numbers[row]);
}

/**
 * jig_column_add_to_hash:
 * @self: a column
 * @hash: where its name, type and values go
 */
void
jig_column_add_to_hash (const JigColumn *self,
                        JigHash         *hash)
{
  static const gsize sizes[] = {
    [JIG_COLUMN_CATEGORY] = sizeof (guint32),
    [JIG_COLUMN_TIME] = sizeof (gint64),
    [JIG_COLUMN_BOOLEAN] = sizeof (guint8),
  };

  jig_hash_add_string (hash, self->name);
  jig_hash_add_uint (hash, self->type);
  if (self->strings != NULL)
    hash_strings (hash, self->strings);

  if (self->type == JIG_COLUMN_NUMBER)
    hash_numbers (hash, self);
  else if (self->values != NULL)
    jig_hash_add_bytes (hash, self->values, self->n_rows * sizes[self->type]);
}

const char *
jig_column_type_name (JigColumnType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}
