#include "core/data/csv-stream.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/data/csv-reader.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_ROWS 60000

static char *path;

/* What came through: every cell, with the number of its row. */
typedef struct
{
  GString *cells;
  GString *bad;
  gsize    n_blocks;
} Seen;

static gboolean
work (JigCsvBlock  *block,
      gpointer      user_data,
      GError      **error)
{
  GString *cells = g_string_new (NULL);

  for (gsize row = 0; row < block->n_rows; row++)
    {
      g_string_append_printf (cells, "%" G_GUINT64_FORMAT, jig_csv_block_get_row (block, row));
      for (gsize i = 0; i < jig_frame_get_n_columns (block->frame); i++)
        {
          g_string_append_c (cells, '|');
          jig_column_append_text (jig_frame_get_column (block->frame, i), row, cells);
        }
      g_string_append_c (cells, '\n');
    }
  block->result = cells;

  return TRUE;
}

static gboolean
join (JigCsvBlock  *block,
      gpointer      user_data,
      GError      **error)
{
  Seen *seen = user_data;

  seen->n_blocks++;
  g_string_append_len (seen->cells, ((GString *) block->result)->str,
                       (gssize) ((GString *) block->result)->len);

  return TRUE;
}

static void
drop (JigCsvBlock *block)
{
  if (block->result != NULL)
    g_string_free (block->result, TRUE);
  block->result = NULL;
}

static gboolean
keep_bad (const JigBadRow  *row,
          gpointer          user_data,
          GError          **error)
{
  Seen *seen = user_data;

  g_string_append_printf (seen->bad, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s %zu\n",
                          row->row, row->line, jig_csv_problem_name (row->problem), row->column);

  return TRUE;
}

static const JigCsvStreamOps ops = { work, join, drop, keep_bad };

static gboolean
run (const JigSheet     *sheet,
     const JigProgress  *progress,
     Seen               *seen,
     GError            **error)
{
  static const struct { const char *name; JigColumnType type; } wanted[] = {
    { "n", JIG_COLUMN_NUMBER }, { "day", JIG_COLUMN_TIME }, { "town", JIG_COLUMN_CATEGORY },
    { "yes", JIG_COLUMN_BOOLEAN }, { "key", JIG_COLUMN_TEXT },
  };
  g_autoptr(JigCsvStream) stream = jig_csv_stream_open (path, sheet, progress, error);

  for (gsize i = 0; stream != NULL && i < G_N_ELEMENTS (wanted); i++)
    {
      gssize column = jig_csv_stream_find (stream, wanted[i].name);

      g_assert_cmpint (column, >=, 0);
      jig_csv_stream_want (stream, (gsize) column, wanted[i].type, wanted[i].name);
    }

  return stream != NULL && jig_csv_stream_run (stream, &ops, seen, progress, error);
}

static Seen
seen_new (void)
{
  return (Seen) { .cells = g_string_new (NULL), .bad = g_string_new (NULL) };
}

static void
seen_clear (Seen *self)
{
  g_string_free (self->cells, TRUE);
  g_string_free (self->bad, TRUE);
}

static void
append_row (GString *text,
            int      row)
{
  g_string_append_printf (text, "%d.5,2024-03-%02d,%s,%s,k%d,ignored\n", row, row % 28 + 1,
                          row % 3 == 0 ? "\"서울\n\"" : "부산", row % 2 == 0 ? "Y" : "N", row);
}

static void
save_table (void)
{
  g_autoptr(GString) text = g_string_new ("n,day,town,yes,key,more\n");

  for (int row = 0; row < N_ROWS; row++)
    append_row (text, row);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

/* The reader that has the whole file in memory says the same. */
static void
test_same_as_the_whole_file (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigReading) reading = NULL;
  g_autoptr(GString) whole = g_string_new (NULL);
  static const char * const names[] = { "n", "day", "town", "yes", "key" };

  save_table ();
  reading = jig_csv_read_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize row = 0; row < N_ROWS; row++)
    {
      g_string_append_printf (whole, "%zu", row + 1);
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_string_append_c (whole, '|');
          jig_column_append_text (jig_frame_require (reading->frame, names[i], NULL), row, whole);
        }
      g_string_append_c (whole, '\n');
    }

  for (guint n_threads = 1; n_threads <= 7; n_threads += 3)
    {
      Seen seen = seen_new ();

      jig_parallel_set_n_threads (n_threads);
      g_assert_true (run (NULL, NULL, &seen, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (seen.n_blocks, >, 4);
      g_assert_cmpmem (seen.cells->str, seen.cells->len, whole->str, whole->len);
      seen_clear (&seen);
    }
  jig_parallel_set_n_threads (0);
}

static void
test_bad_rows_keep_their_numbers (void)
{
  g_autoptr(GString) text = g_string_new ("n,day,town,yes,key,more\n");
  g_autoptr(GError) error = NULL;
  Seen seen = seen_new ();

  for (int row = 0; row < 100; row++)
    if (row == 10)
      g_string_append (text, "1,2\n");
    else if (row == 20)
      g_string_append (text, "x1,2024-03-05,a,Y,k,m\n");
    else if (row == 30)
      g_string_append (text, "1,soon,a,Y,k,m\n");
    else if (row == 40)
      g_string_append (text, "1,2024-03-05,a,Y,\"k\"x,m\n");
    else
      append_row (text, row);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));

  g_assert_true (run (NULL, NULL, &seen, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (seen.bad->str, ==,
                   "11 16 ragged 0\n21 29 type 0\n31 42 type 1\n41 55 quote 0\n");
  g_assert_nonnull (strstr (seen.cells->str, "\n12|11.5|"));
  g_assert_null (strstr (seen.cells->str, "\n11|"));
  seen_clear (&seen);
}

static void
test_refused (void)
{
  static const struct { const char *text; gboolean stops; const char *words; } rows[] = {
    { "", FALSE, "empty" }, { "n,day,town,yes,key\n", FALSE, "no rows" },
    { "n,day,town,yes,key\nx,2024-03-05,a,Y,k\n", FALSE, "\"x\" is not a number. 1 of 1" },
    { "n,day,town,yes,key\n1\n", FALSE, "1 of 1 rows are malformed" },
    { "n,day,town,yes,key\n1,2024-03-05,a,Y,k\n1,2024-03-05,a,so,k\n", TRUE, "row 2" },
    { "n,day,town,yes,key\n1,2024-03-05,\xff,Y,k\n", FALSE, "Byte 32 is not UTF-8" },
    { "PK\x03\x04", FALSE, "spreadsheet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autoptr(GError) error = NULL;
      Seen seen = seen_new ();

      sheet->encoding = i == 5 ? g_strdup ("UTF-8") : NULL;
      sheet->stops_at_bad_row = rows[i].stops;
      g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      g_assert_false (run (sheet, NULL, &seen, &error));
      g_assert_cmpint (error->domain, ==, (int) JIG_ERROR);
      g_test_message ("row %zu: %s", i, error->message);
      g_assert_nonnull (strstr (error->message, rows[i].words));
      seen_clear (&seen);
    }
}

static void
test_too_many_bad_rows_are_soon_too_many (void)
{
  g_autoptr(GString) text = g_string_new ("n,day,town,yes,key,more\n");
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(GError) error = NULL;
  Seen seen = seen_new ();

  sheet->delimiter = ',';
  sheet->decimal = '.';
  for (int row = 0; row < N_ROWS; row++)
    g_string_append (text, "1,2\n");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_assert_false (run (sheet, NULL, &seen, &error));
  g_assert_nonnull (strstr (error->message, " 501 of 501 rows "));
  seen_clear (&seen);
}

static void
cancel_soon (double      fraction,
             const char *what,
             gpointer    user_data)
{
  if (fraction > 0.3)
    g_cancellable_cancel (user_data);
}

static void
test_cancel_leaves_nothing (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { cancellable, cancel_soon, cancellable, 0.0, 1.0 };
  g_autoptr(GError) error = NULL;
  gsize before = jig_alloc_get_in_use ();
  Seen seen = seen_new ();

  save_table ();
  g_assert_false (run (NULL, &progress, &seen, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
  seen_clear (&seen);
}

static void
test_every_allocation_may_fail (void)
{
  gsize before = jig_alloc_get_in_use ();
  gboolean is_done = FALSE;

  g_assert_true (g_file_set_contents (path, "n,day,town,yes,key\n1,2024-03-05,a,Y,k\n", -1, NULL));
  for (gssize n = 0; !is_done; n++)
    {
      g_autoptr(GError) error = NULL;
      Seen seen = seen_new ();

      jig_alloc_fail_after (n);
      is_done = run (NULL, NULL, &seen, &error);
      jig_alloc_fail_after (-1);
      if (!is_done)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
      g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
      seen_clear (&seen);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_close (g_file_open_tmp ("jig-XXXXXX", &path, NULL), NULL);

  g_test_add_func ("/csv-stream/same-as-the-whole-file", test_same_as_the_whole_file);
  g_test_add_func ("/csv-stream/bad-rows-keep-their-numbers", test_bad_rows_keep_their_numbers);
  g_test_add_func ("/csv-stream/refused", test_refused);
  g_test_add_func ("/csv-stream/too-many-bad-rows-are-soon-too-many",
                   test_too_many_bad_rows_are_soon_too_many);
  g_test_add_func ("/csv-stream/cancel-leaves-nothing", test_cancel_leaves_nothing);
  g_test_add_func ("/csv-stream/every-allocation-may-fail", test_every_allocation_may_fail);

  status = g_test_run ();
  g_unlink (path);
  g_free (path);

  return status;
}
