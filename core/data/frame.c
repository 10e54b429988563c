#include "core/data/frame.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

/* A message lists this many names and counts the rest. */
#define NAMES_IN_MESSAGE 20

struct _JigFrame
{
  JigColumn  **columns;     /* (n_columns,) */
  gsize        n_columns;
  gsize        n_rows;
  GHashTable  *by_name;     /* composed name => number of the column + 1 */
  char        *hash;        /* (atomic) (nullable): until somebody asks */
};

G_DEFINE_BOXED_TYPE (JigFrame, jig_frame, jig_frame_ref, jig_frame_unref)

static void
frame_clear (gpointer data)
{
  JigFrame *self = data;

  for (gsize i = 0; i < self->n_columns; i++)
    jig_column_unref (self->columns[i]);

  g_free (self->columns);
  g_hash_table_unref (self->by_name);
  g_free (self->hash);
}

static gboolean
check_n_columns (gsize    n_columns,
                 GError **error)
{
  if (n_columns <= JIG_LIMIT_COLUMNS)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
               _("A table may have %d columns, this one has %zu."),
               JIG_LIMIT_COLUMNS, n_columns);

  return FALSE;
}

static gboolean
check_length (const JigColumn  *column,
              const JigColumn  *first,
              GError          **error)
{
  const JigPlace place = { .column = jig_column_get_name (column), .byte = -1 };

  if (jig_column_get_n_rows (column) > JIG_LIMIT_ROWS)
    {
      jig_error_set_at (error, JIG_ERROR_LIMIT, &place,
                        _("a table may have %u rows, this column has %zu."),
                        JIG_LIMIT_ROWS, jig_column_get_n_rows (column));
      return FALSE;
    }

  if (jig_column_get_n_rows (column) == jig_column_get_n_rows (first))
    return TRUE;

  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("it has %zu rows, but column \"%s\" has %zu."),
                    jig_column_get_n_rows (column), jig_column_get_name (first),
                    jig_column_get_n_rows (first));

  return FALSE;
}

static gboolean
add_column (JigFrame   *self,
            JigColumn  *column,
            GError    **error)
{
  const JigPlace place = { .column = jig_column_get_name (column), .byte = -1 };
  char *key = jig_text_to_nfc (jig_column_get_name (column));

  if (g_hash_table_contains (self->by_name, key))
    {
      jig_error_set_at (error, JIG_ERROR_DATA, &place,
                        _("another column has the same name already."));
      g_free (key);
      return FALSE;
    }

  self->columns[self->n_columns++] = jig_column_ref (column);
  g_hash_table_insert (self->by_name, key, GSIZE_TO_POINTER (self->n_columns));

  return TRUE;
}

/**
 * jig_frame_new:
 * @columns: (array length=n_columns): the columns; the frame takes references
 * @n_columns: how many there are
 * @error: return location for %JIG_ERROR_DATA if two have the same name (however
 *   its accents are composed) or their lengths differ, or %JIG_ERROR_LIMIT
 *
 * Returns: (transfer full): a table, or %NULL with @error set
 */
JigFrame *
jig_frame_new (JigColumn * const  *columns,
               gsize               n_columns,
               GError            **error)
{
  g_autoptr(JigFrame) self = NULL;

  g_return_val_if_fail (columns != NULL || n_columns == 0, NULL);

  if (!check_n_columns (n_columns, error))
    return NULL;

  self = g_atomic_rc_box_new0 (JigFrame);
  self->columns = g_new0 (JigColumn *, n_columns);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_rows = n_columns > 0 ? jig_column_get_n_rows (columns[0]) : 0;

  for (gsize i = 0; i < n_columns; i++)
    if (!check_length (columns[i], columns[0], error) || !add_column (self, columns[i], error))
      return NULL;

  return g_steal_pointer (&self);
}

JigFrame *
jig_frame_ref (JigFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
jig_frame_unref (JigFrame *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, frame_clear);
}

gsize
jig_frame_get_n_rows (const JigFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

gsize
jig_frame_get_n_columns (const JigFrame *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

/**
 * jig_frame_get_column:
 * @self: a table
 * @i: the number of a column, counted from 0
 *
 * Returns: (transfer none): the column
 */
JigColumn *
jig_frame_get_column (const JigFrame *self,
                      gsize           i)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->n_columns, NULL);

  return self->columns[i];
}

/**
 * jig_frame_find:
 * @self: a table
 * @name: a name; how its accents or syllables are composed does not matter
 *
 * Returns: the number of the column, or -1 if there is none
 */
gssize
jig_frame_find (const JigFrame *self,
                const char     *name)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  key = jig_text_to_nfc (name);

  return (gssize) GPOINTER_TO_SIZE (g_hash_table_lookup (self->by_name, key)) - 1;
}

/**
 * jig_frame_dup_names:
 * @self: a table
 *
 * Returns: (transfer full): the names of the first columns, with commas, for a
 *   message
 */
char *
jig_frame_dup_names (const JigFrame *self)
{
  GString *names = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; i < MIN (self->n_columns, NAMES_IN_MESSAGE); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            jig_column_get_name (self->columns[i]));

  if (self->n_columns > NAMES_IN_MESSAGE)
    g_string_append_printf (names, _(" and %zu more"), self->n_columns - NAMES_IN_MESSAGE);

  return g_string_free (names, FALSE);
}

/**
 * jig_frame_require:
 * @self: a table
 * @name: the name of a column
 * @error: return location for %JIG_ERROR_DATA
 *
 * Returns: (transfer none): the column, or %NULL with @error naming those that
 *   are there
 */
JigColumn *
jig_frame_require (const JigFrame  *self,
                   const char      *name,
                   GError         **error)
{
  const JigPlace place = { .byte = -1, .id = "column.missing" };
  g_autofree char *names = NULL;
  gssize i;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  i = jig_frame_find (self, name);
  if (i >= 0)
    return self->columns[i];

  names = jig_frame_dup_names (self);
  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("There is no column \"%s\"; the table has: %s."), name, names);

  return NULL;
}

static char *
make_hash (const JigFrame *self)
{
  JigHash *hash = jig_hash_new ();

  jig_hash_add_string (hash, "frame");
  jig_hash_add_uint (hash, self->n_columns);
  for (gsize i = 0; i < self->n_columns; i++)
    jig_column_add_to_hash (self->columns[i], hash);

  return jig_hash_finish (hash);
}

/**
 * jig_frame_get_hash:
 * @self: a table
 *
 * Made when it is first asked for. Any thread may ask.
 *
 * Returns: (transfer none): the same for the same names, types and values
 */
const char *
jig_frame_get_hash (const JigFrame *self)
{
  char **place;
  char *hash;

  g_return_val_if_fail (self != NULL, NULL);

  place = &((JigFrame *) self)->hash;
  hash = g_atomic_pointer_get (place);
  if (hash != NULL)
    return hash;

  hash = make_hash (self);
  if (!g_atomic_pointer_compare_and_exchange (place, NULL, hash))
    g_free (hash);

  return g_atomic_pointer_get (place);
}

/**
 * jig_frame_get_n_bytes:
 * @self: a table
 *
 * Returns: how much memory its values take; what columns share counts for each
 */
gsize
jig_frame_get_n_bytes (const JigFrame *self)
{
  gsize n_bytes = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (gsize i = 0; i < self->n_columns; i++)
    n_bytes += jig_column_get_n_bytes (self->columns[i]);

  return n_bytes;
}

/**
 * jig_frame_select:
 * @self: a table
 * @rows: which rows, in which order; a row may come more than once
 * @error: return location for %JIG_ERROR_MEMORY, or %JIG_ERROR_DATA if a row is
 *   not there
 *
 * Returns: (transfer full): a table of those rows, or %NULL with @error set
 */
JigFrame *
jig_frame_select (JigFrame       *self,
                  const JigRows  *rows,
                  GError        **error)
{
  g_autoptr(GPtrArray) columns = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rows != NULL, NULL);

  columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  for (gsize i = 0; i < self->n_columns; i++)
    {
      JigColumn *column = jig_column_select (self->columns[i], rows, error);

      if (column == NULL)
        return NULL;
      g_ptr_array_add (columns, column);
    }

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}

/**
 * jig_frame_replace:
 * @self: a table
 * @i: the number of a column, or how many there are to add one
 * @column: what to put there
 * @error: return location for an error of jig_frame_new()
 *
 * Returns: (transfer full): another table that shares the other columns, or
 *   %NULL with @error set
 */
JigFrame *
jig_frame_replace (JigFrame   *self,
                   gsize       i,
                   JigColumn  *column,
                   GError    **error)
{
  g_autoptr(GPtrArray) columns = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i <= self->n_columns, NULL);
  g_return_val_if_fail (column != NULL, NULL);

  columns = g_ptr_array_new ();
  for (gsize k = 0; k < self->n_columns; k++)
    g_ptr_array_add (columns, self->columns[k]);

  if (i < columns->len)
    columns->pdata[i] = column;
  else
    g_ptr_array_add (columns, column);

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}
