#include "tests/support/tables.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/data/calendar.h"

#include <math.h>
#include <string.h>

static gboolean
is_missing (const char *cell)
{
  return g_str_equal (cell, "?");
}

static double
to_number (const char *cell)
{
  double number = NAN;

  if (!is_missing (cell))
    g_assert_true (jig_number_parse (cell, strlen (cell), '.', &number));

  return number;
}

static JigColumn *
new_numbers (const char  *name,
             char       **cells,
             gsize        n_rows)
{
  double *values = jig_alloc (n_rows, sizeof *values, "a test", NULL);

  for (gsize i = 0; i < n_rows; i++)
    values[i] = to_number (cells[i]);

  return jig_column_new_number (name, values, n_rows);
}

static JigColumn *
new_category (const char  *name,
              char       **cells,
              gsize        n_rows)
{
  g_autoptr(GPtrArray) levels = g_ptr_array_new ();
  g_autoptr(JigStringTable) table = NULL;
  guint32 *codes = jig_alloc (n_rows, sizeof *codes, "a test", NULL);

  for (gsize i = 0; i < n_rows; i++)
    {
      guint code = JIG_CODE_MISSING;

      if (!is_missing (cells[i]) &&
          !g_ptr_array_find_with_equal_func (levels, cells[i], g_str_equal, &code))
        {
          code = levels->len;
          g_ptr_array_add (levels, cells[i]);
        }
      codes[i] = code;
    }

  table = jig_string_table_new ((const char * const *) levels->pdata, levels->len, NULL);

  return jig_column_new_category (name, codes, n_rows, table);
}

static JigColumn *
new_booleans (const char  *name,
              char       **cells,
              gsize        n_rows)
{
  guint8 *values = jig_alloc (n_rows, sizeof *values, "a test", NULL);

  for (gsize i = 0; i < n_rows; i++)
    values[i] = is_missing (cells[i]) ? JIG_BOOLEAN_MISSING : (guint8) (cells[i][0] - '0');

  return jig_column_new_boolean (name, values, n_rows, NULL, NULL);
}

static JigColumn *
new_times (const char  *name,
           char       **cells,
           gsize        n_rows)
{
  gint64 *times = jig_alloc (n_rows, sizeof *times, "a test", NULL);
  gboolean has_clock = FALSE;

  for (gsize i = 0; i < n_rows; i++)
    {
      gboolean has_own = FALSE;

      times[i] = JIG_TIME_MISSING;
      if (!is_missing (cells[i]))
        g_assert_true (jig_calendar_parse (cells[i], strlen (cells[i]), &times[i], &has_own));
      has_clock = has_clock || has_own;
    }

  return jig_column_new_time (name, times, n_rows, has_clock);
}

static JigColumn *
new_texts (const char  *name,
           char       **cells,
           gsize        n_rows)
{
  g_autoptr(JigStringTable) table = jig_string_table_new ((const char * const *) cells,
                                                          (gssize) n_rows, NULL);

  return jig_column_new_text (name, table);
}

/* A column of a test: "name type:cell|cell|cell". */
JigColumn *
jig_test_column (const char *text)
{
  const char *mark = strchr (text, ':');
  const char *blank = g_strrstr_len (text, mark - text, " ");
  g_autofree char *name = g_strndup (text, (gsize) (blank - text));
  g_auto(GStrv) cells = g_strsplit (mark + 1, "|", -1);
  gsize n_rows = g_strv_length (cells);

  switch (mark[-1])
    {
    case 'n':
      return new_numbers (name, cells, n_rows);
    case 'c':
      return new_category (name, cells, n_rows);
    case 'b':
      return new_booleans (name, cells, n_rows);
    case 't':
      return new_times (name, cells, n_rows);
    case 'x':
      return new_texts (name, cells, n_rows);
    default:
      g_assert_not_reached ();
    }
}

/* A table of such columns, ended by NULL. */
JigFrame *
jig_test_table (const char * const *texts)
{
  g_autoptr(GPtrArray) columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  g_autoptr(GError) error = NULL;
  JigFrame *frame;

  for (gsize i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (columns, jig_test_column (texts[i]));

  frame = jig_frame_new ((JigColumn * const *) columns->pdata, columns->len, &error);
  g_assert_no_error (error);

  return frame;
}
