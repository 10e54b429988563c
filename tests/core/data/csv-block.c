#include "core/data/csv-block.h"

#include "core/base/error.h"

#include <string.h>

static const JigCsvWanted wanted[] = {
  { (char *) "b", 1, JIG_COLUMN_NUMBER }, { (char *) "a", 0, JIG_COLUMN_TEXT },
};

static gboolean
read_text (const char   *text,
           gsize         length,
           JigCsvBlock  *block,
           GError      **error)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigCsvCutter) cutter = jig_csv_cutter_new (sheet, 100, 10);
  JigCsvPlan plan = {
    .name = "t.csv", .sheet = sheet, .n_columns = 2, .n_before = 3, .checks_utf8 = TRUE,
    .wanted = wanted, .n_wanted = G_N_ELEMENTS (wanted),
  };
  JigCsvPiece piece;
  gboolean is_read;

  sheet->delimiter = ',';
  sheet->decimal = '.';
  g_assert_true (jig_csv_cutter_next (cutter, text, length, TRUE, &piece, NULL));
  is_read = jig_csv_block_read (block, &plan, &piece, error);
  jig_csv_piece_clear (&piece);

  return is_read;
}

static void
test_rows_and_bad_rows (void)
{
  const char *text = "x,1\ny\nz,2.5\nw,two\n\"v\"v,3\n07,\n";
  static const struct { guint64 row; guint64 line; guint64 byte; JigCsvProblem problem; } bad[] = {
    { 1, 11, 107, JIG_CSV_RAGGED }, { 3, 13, 115, JIG_CSV_TYPE }, { 4, 14, 121, JIG_CSV_QUOTE },
  };
  g_autoptr(GError) error = NULL;
  JigCsvBlock block;

  g_assert_true (read_text (text, strlen (text), &block, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (block.n_rows, ==, 3);
  g_assert_cmpuint (block.n_seen, ==, 6);
  block.first_row = 1000;
  g_assert_cmpuint (jig_csv_block_get_row (&block, 2), ==, 1006);
  g_assert_cmpuint (block.bad_rows.n_items, ==, G_N_ELEMENTS (bad));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const JigBadRow *row = &jig_array_index (&block.bad_rows, JigBadRow, i);

      g_assert_cmpuint (row->row, ==, bad[i].row);
      g_assert_cmpuint (row->line, ==, bad[i].line);
      g_assert_cmpuint (row->byte, ==, bad[i].byte);
      g_assert_cmpint (row->problem, ==, bad[i].problem);
    }

  g_assert_cmpfloat (jig_column_get_number (jig_frame_get_column (block.frame, 0), 1), ==, 2.5);
  g_assert_true (jig_column_is_missing (jig_frame_get_column (block.frame, 0), 2));
  g_assert_cmpstr (jig_column_get_name (jig_frame_get_column (block.frame, 1)), ==, "a");
  g_assert_cmpstr (jig_string_table_get (jig_column_get_cells (
                     jig_frame_get_column (block.frame, 1)), 2, NULL), ==, "07");
  jig_csv_block_clear (&block);
}

static void
test_broken_utf8_is_named (void)
{
  static const struct { const char *text; gsize length; gint64 byte; guint64 line; } rows[] = {
    { "\xff", 1, 103, 10 }, { "a,1\n\xed\xa0\x80,2\n", 10, 107, 11 },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\0a,\xc3", 68, 170, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      JigCsvBlock block;

      g_assert_false (read_text (rows[i].text, rows[i].length, &block, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpint (jig_error_get_place (error)->byte, ==, rows[i].byte);
      g_assert_cmpuint (jig_error_get_place (error)->line, ==, rows[i].line);
      jig_csv_block_clear (&block);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-block/rows-and-bad-rows", test_rows_and_bad_rows);
  g_test_add_func ("/csv-block/broken-utf8-is-named", test_broken_utf8_is_named);

  return g_test_run ();
}
