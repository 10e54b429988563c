#include "tests/support/columns.h"

#include "core/base/alloc.h"

#include <string.h>

static gpointer
copy (gconstpointer items,
      gsize         n_items,
      gsize         item_size)
{
  gpointer array = jig_alloc (n_items, item_size, "a test", NULL);

  g_assert_nonnull (array);
  if (n_items > 0)
    memcpy (array, items, n_items * item_size);

  return array;
}

JigColumn *
jig_test_numbers (const char   *name,
                  const double *values,
                  gsize         n_rows)
{
  return jig_column_new_number (name, copy (values, n_rows, sizeof *values), n_rows);
}

JigColumn *
jig_test_categories (const char         *name,
                     const guint32      *codes,
                     gsize               n_rows,
                     const char * const *levels)
{
  g_autoptr(JigStringTable) table = jig_string_table_new (levels, -1, NULL);

  return jig_column_new_category (name, copy (codes, n_rows, sizeof *codes), n_rows, table);
}

JigColumn *
jig_test_texts (const char         *name,
                const char * const *cells,
                gsize               n_rows)
{
  g_autoptr(JigStringTable) table = jig_string_table_new (cells, (gssize) n_rows, NULL);

  return jig_column_new_text (name, table);
}

JigColumn *
jig_test_times (const char   *name,
                const gint64 *times,
                gsize         n_rows,
                gboolean      has_clock)
{
  return jig_column_new_time (name, copy (times, n_rows, sizeof *times), n_rows, has_clock);
}

JigColumn *
jig_test_booleans (const char   *name,
                   const guint8 *values,
                   gsize         n_rows)
{
  return jig_column_new_boolean (name, copy (values, n_rows, 1), n_rows, NULL, NULL);
}

JigFrame *
jig_test_frame (JigColumn *first,
                ...)
{
  g_autoptr(GPtrArray) columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  g_autoptr(GError) error = NULL;
  JigFrame *frame;
  va_list args;

  va_start (args, first);
  for (JigColumn *column = first; column != NULL; column = va_arg (args, JigColumn *))
    g_ptr_array_add (columns, column);
  va_end (args);

  frame = jig_frame_new ((JigColumn **) columns->pdata, columns->len, &error);
  g_assert_no_error (error);

  return frame;
}

char *
jig_test_cells (const JigColumn *column)
{
  GString *text = g_string_new (NULL);

  for (gsize row = 0; row < jig_column_get_n_rows (column); row++)
    {
      if (row > 0)
        g_string_append_c (text, '|');
      jig_column_append_text (column, row, text);
    }

  return g_string_free (text, FALSE);
}
