#include "core/data/csv-reader.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static JigReading *
read_text (const char  *text,
           gsize        length,
           GError     **error)
{
  return jig_csv_read_bytes (text, length, "t.csv", NULL, NULL, error);
}

/* Files that have something odd and are read all the same. */
static void
test_odd_but_good (void)
{
  static const struct
  {
    const char *text;
    gsize       n_rows;
    gsize       n_columns;
    const char *first;
  } rows[] = {
    { "a,b\n1,2\n", 1, 2, "a" }, { "a,b\n1,2", 1, 2, "a" }, { "a,b\r\n1,2\r\n", 1, 2, "a" },
    { "a,b\r1,2\r", 1, 2, "a" }, { "\n\na,b\n\n1,2\n\n", 1, 2, "a" },
    { "\xef\xbb\xbf" "a,b\n1,2\n", 1, 2, "a" }, { "\xef\xbb\xbf\"a\",b\n1,2\n", 1, 2, "a" },
    { "\"a\nb\",c\n1,2\n", 1, 2, "a b" }, { "a,a\n1,2\n", 1, 2, "a" }, { "1,2\n3,4\n", 2, 2, "c1" },
    { ",b\n1,2\n", 1, 2, "c1" }, { "a\n1\n2\n3\n", 3, 1, "a" },
    { "a;b\n1,5;2\n", 1, 2, "a" }, { "a\tb\n1\t2\n", 1, 2, "a" },
    { "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", 1, 2, "a" }, { "a,b\n,\n", 1, 2, "a" },
    { "a,b\nNA,NaN\n", 1, 2, "a" }, { " a ,b\n1,2\n", 1, 2, "a" },
    { "a,b\n1e308,-1e-308\n", 1, 2, "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigReading) reading = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      reading = read_text (rows[i].text, strlen (rows[i].text), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (jig_frame_get_n_rows (reading->frame), ==, rows[i].n_rows);
      g_assert_cmpuint (jig_frame_get_n_columns (reading->frame), ==, rows[i].n_columns);
      g_assert_cmpuint (jig_reading_get_n_bad (reading), ==, 0);
      g_assert_cmpstr (jig_column_get_name (jig_frame_get_column (reading->frame, 0)), ==,
                       rows[i].first);
    }
}

/* Files that cannot be used: a code, a line, and words that say why. */
static void
test_malformed (void)
{
#define ROW(text, code, line, words) { text, sizeof text - 1, code, line, words }
  static const struct
  {
    const char *text;
    gsize       length;
    JigError    code;
    guint64     line;
    const char *words;
  } rows[] = {
    ROW ("", JIG_ERROR_DATA, 1, "empty"),
    ROW ("\n", JIG_ERROR_DATA, 1, "empty"),
    ROW ("\r\n\r\n", JIG_ERROR_DATA, 1, "empty"),
    ROW ("\xef\xbb\xbf", JIG_ERROR_DATA, 1, "empty"),
    ROW ("\xff\xfe", JIG_ERROR_DATA, 1, "empty"),
    ROW ("a,b\n", JIG_ERROR_DATA, 1, "no rows"),
    ROW ("a,b", JIG_ERROR_DATA, 1, "no rows"),
    ROW ("\"a\nb\",c\n", JIG_ERROR_DATA, 1, "no rows"),
    ROW ("\"a,b\n1,2\n", JIG_ERROR_DATA, 1, "quote"),
    ROW ("\"a\"x,b\n1,2\n", JIG_ERROR_DATA, 1, "quote"),
    ROW ("a,b\n\"1,2\n3,4\n", JIG_ERROR_DATA, 2, "quote"),
    ROW ("a,b\n1,\"2\n", JIG_ERROR_DATA, 2, "quote"),
    ROW ("a,b\n\"1\"2,3\n", JIG_ERROR_DATA, 2, "quote"),
    ROW ("a,b\n1,2,3\n", JIG_ERROR_DATA, 2, "3 cells"),
    ROW ("a,b\n1\n2\n", JIG_ERROR_DATA, 2, "1 cells"),
    ROW ("a,b\n1,2\n3\n", JIG_ERROR_DATA, 3, "1 of 2"),
    ROW ("a,b,c\n1,2\n3,4\n", JIG_ERROR_DATA, 2, "2 cells"),
    ROW ("a\0b,c\n1,2\n", JIG_ERROR_DATA, 1, "byte 0"),
    ROW ("a,b\n1\0,2\n", JIG_ERROR_DATA, 2, "byte 0"),
    ROW ("a,b\n\"1\0\",2\n", JIG_ERROR_DATA, 2, "byte 0"),
    ROW ("\0\0\0\0\0\0", JIG_ERROR_DATA, 1, "byte 0"),
    ROW ("PK\x03\x04\x14\0\0\0", JIG_ERROR_FORMAT, 1, "spreadsheet"),
    ROW ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", JIG_ERROR_FORMAT, 1, "spreadsheet"),
    ROW ("\x1f\x8b\x08\0\0\0", JIG_ERROR_FORMAT, 1, "gzip"),
    ROW ("\x28\xb5\x2f\xfd\0", JIG_ERROR_FORMAT, 1, "zstd"),
    ROW ("%PDF-1.4\n1 0 obj", JIG_ERROR_FORMAT, 1, "PDF"),
    ROW ("\x89PNG\r\n\x1a\n", JIG_ERROR_FORMAT, 1, "picture"),
    ROW ("\xff\xd8\xff\xe0", JIG_ERROR_FORMAT, 1, "picture"),
    ROW ("PAR1\x15\x04", JIG_ERROR_FORMAT, 1, "Parquet"),
    ROW ("SQLite format 3\0", JIG_ERROR_FORMAT, 1, "database"),
    ROW ("\x7f" "ELF\x02\x01", JIG_ERROR_FORMAT, 1, "program"),
    ROW ("<!DOCTYPE html><p>", JIG_ERROR_FORMAT, 1, "web page"),
    ROW ("<html><body>", JIG_ERROR_FORMAT, 1, "web page"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_null (read_text (rows[i].text, rows[i].length, &error));
      g_assert_error (error, JIG_ERROR, (int) rows[i].code);
      g_assert_true (g_str_has_prefix (error->message, "t.csv, line "));
      g_assert_nonnull (strstr (error->message, rows[i].words));
      g_assert_cmpuint (jig_error_get_place (error)->line, ==, rows[i].line);
      g_assert_cmpint (jig_error_get_place (error)->byte, >=, 0);
      g_assert_nonnull (jig_error_get_place (error)->id);
    }
#undef ROW
}

/* A good table with one bad row in it, for every way to be bad. */
static void
test_bad_rows_are_set_aside (void)
{
  #define ROW(text, problem) { text, sizeof text - 1, problem }
  static const struct { const char *row; gsize length; JigCsvProblem problem; } rows[] = {
    ROW ("1,2,3", JIG_CSV_RAGGED), ROW ("1", JIG_CSV_RAGGED), ROW ("1,2,", JIG_CSV_RAGGED),
    ROW ("\"1\"x,2", JIG_CSV_QUOTE), ROW ("1,\"2\"\"", JIG_CSV_QUOTE),
    ROW ("1,\"2", JIG_CSV_QUOTE), ROW ("\"\"\"", JIG_CSV_QUOTE), ROW ("1,2\0", JIG_CSV_NUL),
    ROW ("\0", JIG_CSV_NUL), ROW ("\"\0\",1", JIG_CSV_NUL),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int at = 0; at < 3; at++)
      {
        g_autoptr(GString) text = g_string_new ("a,b\n");
        g_autoptr(JigReading) reading = NULL;
        g_autoptr(GError) error = NULL;
        static const int places[] = { 0, 50, 99 };

        for (int row = 0; row < 100; row++)
          {
            if (row == places[at])
              g_string_append_len (text, rows[i].row, (gssize) rows[i].length);
            else
              g_string_append_printf (text, "%d,%d", row, row + 1);
            g_string_append_c (text, '\n');
          }

        g_test_message ("row %" G_GSIZE_FORMAT " at %d", i, places[at]);
        reading = read_text (text->str, text->len, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (jig_frame_get_n_rows (reading->frame), ==, 99);
        g_assert_cmpuint (reading->n_bad_rows[rows[i].problem], ==, 1);
        g_assert_cmpuint (reading->n_kept_bad_rows, ==, 1);
        g_assert_cmpuint (reading->bad_rows[0].line, ==, (guint64) places[at] + 2);
        g_assert_cmpint (jig_column_get_type_id (jig_frame_get_column (reading->frame, 0)), ==,
                         JIG_COLUMN_NUMBER);
      }
#undef ROW
}

static void
test_stops_at_a_bad_row_if_told (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(GError) error = NULL;
  const char *text = "a,b\n1,2\n3\n";

  sheet->stops_at_bad_row = TRUE;
  g_assert_null (jig_csv_read_bytes (text, strlen (text), "t.csv", sheet, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==,
                   "t.csv, row 2: It has 1 cells, the table has 2 columns.");
}

static void
test_broken_utf8_names_the_byte (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(GError) error = NULL;

  sheet->encoding = g_strdup ("UTF-8");
  g_assert_null (jig_csv_read_bytes ("a,b\n1,\xff\n", 8, "t.csv", sheet, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpint (jig_error_get_place (error)->byte, ==, 6);
  g_assert_cmpuint (jig_error_get_place (error)->line, ==, 2);
}

static void
test_too_many_columns (void)
{
  g_autofree char *header = g_strnfill (20000, ',');
  g_autoptr(GError) error = NULL;

  g_assert_null (read_text (header, 20000, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "16384"));
}

static void
test_name_limit (void)
{
  for (gsize n = JIG_LIMIT_NAME_BYTES - 1; n <= JIG_LIMIT_NAME_BYTES + 1; n++)
    {
      g_autofree char *name = g_strnfill (n, 'n');
      g_autofree char *text = g_strconcat (name, ",b\n1,2\n", NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigReading) reading = read_text (text, strlen (text), &error);

      g_assert_cmpint (reading != NULL, ==, n <= JIG_LIMIT_NAME_BYTES);
      if (n <= JIG_LIMIT_NAME_BYTES)
        g_assert_no_error (error);
      else
        g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
    }
}

/* One table in three encodings is one table. */
static void
test_encoding_does_not_matter (void)
{
  static const char * const encodings[] = { "UTF-8", "CP949", "UTF-16" };
  const char *text = "지역;금액\n서울;1,5\n부산;2,5\n";
  g_autofree char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigReading) reading = read_text (bytes, length, &error);

      g_assert_no_error (error);
      if (first == NULL)
        first = g_strdup (jig_frame_get_hash (reading->frame));
      g_assert_cmpstr (jig_frame_get_hash (reading->frame), ==, first);
      g_assert_cmpint (reading->sheet->delimiter, ==, ';');
      g_assert_cmpint (reading->sheet->decimal, ==, ',');
    }
}

static void
test_every_allocation_may_fail (void)
{
  const char *text = "n,c,d,b\n1,\"x\"\"y\",2024-03-05,Y\n2,z,2024-03-06,N\n3\n";
  gsize before = jig_alloc_get_in_use ();
  gboolean is_read = FALSE;

  for (gssize n = 0; !is_read; n++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autoptr(GError) error = NULL;
      g_autoptr(JigReading) reading = NULL;

      sheet->max_bad_rate = 1.0;
      jig_alloc_fail_after (n);
      reading = jig_csv_read_bytes (text, strlen (text), "t.csv", sheet, NULL, &error);
      jig_alloc_fail_after (-1);
      is_read = reading != NULL;
      if (!is_read)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
      g_clear_pointer (&reading, jig_reading_free);
      g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
    }
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
  g_autoptr(GString) text = g_string_new ("a,b\n");
  g_autoptr(GError) error = NULL;
  gsize before = jig_alloc_get_in_use ();

  for (int row = 0; row < 50000; row++)
    g_string_append_printf (text, "%d,%d\n", row, row);
  g_assert_null (jig_csv_read_bytes (text->str, text->len, "t.csv", NULL, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_file_faults_are_sentences (void)
{
  g_autofree char *path = NULL;
  gboolean has_failed = TRUE;

  g_close (g_file_open_tmp ("jig-XXXXXX", &path, NULL), NULL);
  g_assert_true (g_file_set_contents (path, "a,b\n1,2\n", -1, NULL));
  for (guint n = 0; has_failed; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigReading) reading = NULL;

      jig_faulty_vfs_start (JIG_VFS_ANY, n, EIO);
      reading = jig_csv_read_file (path, NULL, NULL, &error);
      has_failed = jig_faulty_vfs_has_failed ();
      jig_faulty_vfs_stop ();
      if (reading == NULL)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
      else
        g_assert_cmpuint (jig_frame_get_n_rows (reading->frame), ==, 1);
    }
  g_unlink (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-reader/odd-but-good", test_odd_but_good);
  g_test_add_func ("/csv-reader/malformed", test_malformed);
  g_test_add_func ("/csv-reader/bad-rows-are-set-aside", test_bad_rows_are_set_aside);
  g_test_add_func ("/csv-reader/stops-at-a-bad-row-if-told", test_stops_at_a_bad_row_if_told);
  g_test_add_func ("/csv-reader/broken-utf8-names-the-byte", test_broken_utf8_names_the_byte);
  g_test_add_func ("/csv-reader/too-many-columns", test_too_many_columns);
  g_test_add_func ("/csv-reader/name-limit", test_name_limit);
  g_test_add_func ("/csv-reader/encoding-does-not-matter", test_encoding_does_not_matter);
  g_test_add_func ("/csv-reader/every-allocation-may-fail", test_every_allocation_may_fail);
  g_test_add_func ("/csv-reader/cancel-leaves-nothing", test_cancel_leaves_nothing);
  g_test_add_func ("/csv-reader/file-faults-are-sentences", test_file_faults_are_sentences);

  return g_test_run ();
}
