#include "core/data/frame.h"

#include "core/base/error.h"
#include "core/base/limits.h"

#include <glib/gi18n-lib.h>

struct _JigFrame
{
  GPtrArray  *columns;
  GHashTable *places;    /* name => index + 1 */
  gsize       n_rows;
  char       *hash;
};

static void
clear (JigFrame *self)
{
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->places);
  g_free (self->hash);
}

JigFrame *
jig_frame_ref (JigFrame *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_frame_unref (JigFrame *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

static gboolean
add_column (JigFrame   *self,
            JigColumn  *column,
            GError    **error)
{
  const char *name = jig_column_get_name (column);

  if (self->columns->len > 0 && jig_column_get_n_rows (column) != self->n_rows)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("The column \"%s\" has %" G_GSIZE_FORMAT " rows, the others have %"
                     G_GSIZE_FORMAT "."),
                   name, jig_column_get_n_rows (column), self->n_rows);
      return FALSE;
    }

  if (g_hash_table_contains (self->places, name))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, _("Two columns are called \"%s\"."), name);
      return FALSE;
    }

  self->n_rows = jig_column_get_n_rows (column);
  g_ptr_array_add (self->columns, jig_column_ref (column));
  g_hash_table_insert (self->places, (char *) name, GUINT_TO_POINTER (self->columns->len));

  return TRUE;
}

static char *
hash_columns (const JigFrame *self)
{
  g_autoptr(JigHash) hash = jig_hash_new ();

  jig_hash_add_uint (hash, self->n_rows);
  for (guint i = 0; i < self->columns->len; i++)
    jig_column_add_to_hash (g_ptr_array_index (self->columns, i), hash);

  return jig_hash_finish (g_steal_pointer (&hash));
}

/**
 * jig_frame_new:
 * @columns: (array length=n_columns): columns of one length, with different names
 * @n_columns: how many there are
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_LIMIT
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
JigFrame *
jig_frame_new (JigColumn * const  *columns,
               gsize               n_columns,
               GError            **error)
{
  g_autoptr(JigFrame) self = g_atomic_rc_box_new0 (JigFrame);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);

  if (n_columns > JIG_LIMIT_COLUMNS)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("A table may have %d columns, not %" G_GSIZE_FORMAT "."),
                   JIG_LIMIT_COLUMNS, n_columns);
      return NULL;
    }

  for (gsize i = 0; i < n_columns; i++)
    if (!add_column (self, columns[i], error))
      return NULL;

  self->hash = hash_columns (self);

  return g_steal_pointer (&self);
}

gsize
jig_frame_get_n_rows (const JigFrame *self)
{
  return self->n_rows;
}

gsize
jig_frame_get_n_columns (const JigFrame *self)
{
  return self->columns->len;
}

/**
 * jig_frame_get_column:
 * @self: a table
 * @i: which column, counted from 0
 *
 * Returns: (transfer none): the column
 */
JigColumn *
jig_frame_get_column (const JigFrame *self,
                      gsize           i)
{
  g_return_val_if_fail (i < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, i);
}

/**
 * jig_frame_find:
 * @self: a table
 * @name: of a column
 *
 * Returns: which column it is, or -1
 */
gssize
jig_frame_find (const JigFrame *self,
                const char     *name)
{
  return (gssize) GPOINTER_TO_UINT (g_hash_table_lookup (self->places, name)) - 1;
}

/**
 * jig_frame_get_hash:
 * @self: a table
 *
 * Returns: SHA-256 of the names, types and values, as 64 hexadecimal digits
 */
const char *
jig_frame_get_hash (const JigFrame *self)
{
  return self->hash;
}
