#include "core/data/csv-pass.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/data/frame.h"

#include <string.h>

#define N_COLUMNS 9
#define N_ROWS 40000

/* Columns of all kinds: the last three change their mind near the end. */
static GString *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (int row = 0; row < N_ROWS; row++)
    {
      gboolean is_late = row > N_ROWS - 10;

      if (row % 1000 == 17)
        g_string_append (text, row % 2000 == 17 ? "1,2\n" : "\"x\"y,\n");
      g_string_append_printf (text, "%d.25,town %d,k%d,%s,2024-03-%02d%s,", row, row / 7 % 40, row,
                              row % 3 == 0 ? "y" : "N", row % 28 + 1, row == 9999 ? " 10:30" : "");
      g_string_append_printf (text, "%s,%s,%s,%s\n", row % 5 == 0 ? "\"a\n,b\"" : "NA",
                              is_late ? "word" : "7", is_late ? "maybe" : "T",
                              is_late ? "007" : row % 2 == 0 ? "" : "12");
    }

  return text;
}

static GPtrArray *
make_builders (const JigSheet *sheet)
{
  GPtrArray *builders = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_builder_free);

  for (int i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%d", i);

      g_ptr_array_add (builders, jig_column_builder_new (name, sheet));
    }

  return builders;
}

/* What came out, as text: the hash of the table and why each type is what it is. */
static char *
finish (GPtrArray *builders)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  g_autoptr(JigFrame) frame = NULL;
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < builders->len; i++)
    {
      g_autofree char *reason = NULL;
      JigColumn *column = jig_column_builder_finish (g_ptr_array_index (builders, i), &reason,
                                                     NULL);

      g_ptr_array_add (columns, column);
      g_string_append_printf (shown, "%s %s\n",
                              jig_column_type_name (jig_column_get_type_id (column)), reason);
      if (jig_column_get_type_id (column) == JIG_COLUMN_BOOLEAN)
        g_string_append_printf (shown, "%s %s\n", jig_column_get_word (column, FALSE),
                                jig_column_get_word (column, TRUE));
    }
  frame = jig_frame_new ((JigColumn **) columns->pdata, columns->len, NULL);
  g_string_append (shown, jig_frame_get_hash (frame));

  return g_string_free (shown, FALSE);
}

static gboolean
show_bad (const JigBadRow  *row,
          gpointer          user_data,
          GError          **error)
{
  g_string_append_printf (user_data, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %"
                          G_GUINT64_FORMAT " %d\n", row->row, row->line, row->byte,
                          (int) row->problem);

  return TRUE;
}

/* The obvious way: record by record, twice. */
static char *
reference (const JigSheet *sheet,
           const GString  *text,
           GString        *bad)
{
  g_autoptr(GPtrArray) builders = make_builders (sheet);
  gsize n_rows = 0;

  for (int round = 0; round < 2; round++)
    {
      g_autoptr(JigCsv) csv = jig_csv_new (sheet, text->str, text->len);
      JigCsvRecord record;
      gsize row = 0;
      guint64 n_seen = 0;

      while (jig_csv_next (csv, &record, NULL))
        {
          JigBadRow none = { ++n_seen, record.line, record.byte, record.problem };

          if (none.problem == JIG_CSV_FINE && record.n_cells != N_COLUMNS)
            none.problem = JIG_CSV_RAGGED;
          if (none.problem != JIG_CSV_FINE && round == 0)
            show_bad (&none, bad, NULL);
          if (none.problem != JIG_CSV_FINE)
            continue;
          for (guint i = 0; i < N_COLUMNS; i++)
            if (round == 0)
              jig_column_builder_look (g_ptr_array_index (builders, i), &record.cells[i]);
            else
              jig_column_builder_add (g_ptr_array_index (builders, i), row, &record.cells[i], NULL);
          row++;
        }
      n_rows = row;
      for (guint i = 0; round == 0 && i < N_COLUMNS; i++)
        g_assert_true (jig_column_builder_decide (g_ptr_array_index (builders, i), n_rows, NULL));
    }

  return finish (builders);
}

static gboolean
pass (const JigSheet  *sheet,
      const GString   *text,
      GString         *bad,
      char           **shown,
      GError         **error)
{
  g_autoptr(GPtrArray) builders = make_builders (sheet);
  g_autoptr(JigCsvPass) self = jig_csv_pass_new (sheet, builders, text->str, text->len, 0, 1,
                                                 error);

  if (self == NULL || !jig_csv_pass_look (self, show_bad, bad, NULL, error))
    return FALSE;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (!jig_column_builder_decide (g_ptr_array_index (builders, i),
                                    jig_csv_pass_get_n_rows (self), error))
      return FALSE;
  if (!jig_csv_pass_fill (self, NULL, error))
    return FALSE;
  *shown = finish (builders);

  return TRUE;
}

static JigSheet *
make_sheet (void)
{
  JigSheet *sheet = jig_sheet_new ();

  sheet->delimiter = ',';
  sheet->decimal = '.';

  return sheet;
}

static void
test_same_as_record_by_record (void)
{
  g_autoptr(JigSheet) sheet = make_sheet ();
  g_autoptr(GString) text = make_text ();
  g_autoptr(GString) bad = g_string_new (NULL);
  g_autofree char *wanted = reference (sheet, text, bad);

  g_assert_cmpuint (text->len, >, 1500000);
  for (guint n_threads = 1; n_threads <= 7; n_threads += 3)
    {
      g_autoptr(GString) other = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      g_autofree char *shown = NULL;

      jig_parallel_set_n_threads (n_threads);
      g_assert_true (pass (sheet, text, other, &shown, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (shown, ==, wanted);
      g_assert_cmpstr (other->str, ==, bad->str);
    }
  jig_parallel_set_n_threads (0);
}

static gboolean
refuse (const JigBadRow  *row,
        gpointer          user_data,
        GError          **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, "Row %d.", (int) row->row);

  return FALSE;
}

static void
test_stops_at_the_first_bad_row (void)
{
  g_autoptr(JigSheet) sheet = make_sheet ();
  g_autoptr(GString) text = make_text ();
  g_autoptr(GPtrArray) builders = make_builders (sheet);
  g_autoptr(JigCsvPass) self = jig_csv_pass_new (sheet, builders, text->str, text->len, 0, 1,
                                                 NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_csv_pass_look (self, refuse, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "Row 18.");
}

static void
test_every_allocation_may_fail (void)
{
  g_autoptr(JigSheet) sheet = make_sheet ();
  g_autoptr(GString) text = g_string_new ("1,a,b,Y,2024-03-05,x,1,2,3\n1,2\n,,,,,,,,\n");
  gsize before = jig_alloc_get_in_use ();
  gboolean is_done = FALSE;

  for (gssize n = 0; !is_done; n++)
    {
      g_autoptr(GString) bad = g_string_new (NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) builders = make_builders (sheet);
      g_autoptr(JigCsvPass) self = NULL;

      jig_alloc_fail_after (n);
      self = jig_csv_pass_new (sheet, builders, text->str, text->len, 0, 1, &error);
      is_done = self != NULL && jig_csv_pass_look (self, show_bad, bad, NULL, &error);
      for (guint i = 0; is_done && i < N_COLUMNS; i++)
        is_done = jig_column_builder_decide (g_ptr_array_index (builders, i), 2, &error);
      is_done = is_done && jig_csv_pass_fill (self, NULL, &error);
      jig_alloc_fail_after (-1);
      if (!is_done)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
      g_clear_pointer (&self, jig_csv_pass_free);
      g_clear_pointer (&builders, g_ptr_array_unref);
      g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-pass/same-as-record-by-record", test_same_as_record_by_record);
  g_test_add_func ("/csv-pass/stops-at-the-first-bad-row", test_stops_at_the_first_bad_row);
  g_test_add_func ("/csv-pass/every-allocation-may-fail", test_every_allocation_may_fail);

  return g_test_run ();
}
