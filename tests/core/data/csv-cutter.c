#include "core/data/csv-cutter.h"

#include "core/base/limits.h"

#include <string.h>

#define N_TEXTS 40

static void
show (const JigCsvRecord *record,
      GString            *shown)
{
  g_string_append_printf (shown, "%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT " %d %zu\n",
                          record->line, record->byte, (int) record->problem,
                          record->problem == JIG_CSV_FINE ? record->n_cells : 0);
}

static void
show_whole (const JigSheet *sheet,
            GString        *text,
            GString        *shown)
{
  g_autoptr(JigCsv) csv = jig_csv_new (sheet, text->str, text->len);
  JigCsvRecord record;

  while (jig_csv_next (csv, &record, NULL))
    show (&record, shown);
}

/* Each run by itself, without the text around it. */
static void
show_piece (const JigSheet    *sheet,
            const JigCsvPiece *piece,
            GString           *shown)
{
  for (gsize i = 0; i < piece->runs.n_items; i++)
    {
      const JigCsvRun *run = &jig_array_index (&piece->runs, JigCsvRun, i);
      g_autofree char *copy = g_strndup (piece->text + run->begin, run->end - run->begin);
      g_autoptr(JigCsv) csv = jig_csv_new (sheet, copy, run->end - run->begin);
      JigCsvRecord record;

      jig_csv_set_origin (csv, piece->byte + run->begin, run->line);
      while (jig_csv_next (csv, &record, NULL))
        show (&record, shown);
      if (run->bad.problem != JIG_CSV_FINE)
        show (&run->bad, shown);
    }
}

/* Knows @n_more bytes more whenever there is no whole record. */
static void
show_pieces (const JigSheet *sheet,
             GString        *text,
             gsize           n_more,
             GString        *shown)
{
  g_autoptr(JigCsvCutter) cutter = jig_csv_cutter_new (sheet, 0, 1);
  gsize at = 0;
  gsize end = 0;

  while (at < text->len || end < text->len)
    {
      g_autoptr(GError) error = NULL;
      JigCsvPiece piece;

      if (jig_csv_cutter_next (cutter, text->str + at, end - at, end == text->len, &piece, &error))
        {
          show_piece (sheet, &piece, shown);
          at += piece.length;
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (end, <, text->len);
          end = MIN (end + n_more, text->len);
        }
      jig_csv_piece_clear (&piece);
    }
}

/* Lines of a few kinds: more or less often with quotes, and quotes that are wrong. */
static GString *
make_text (GRand *random,
           gsize  length)
{
  static const char * const lines[] = {
    "1,2,3\n", "a,b\r\n", "\n", "1,\"x,y\",3\n", "\"a\nb\",\"\"\n", "\"a\"\"b\"\r", "\"open\n",
    "a,\"b\"c\n", ",\"\"\"\n", "x,\"y\n", "z\r",
  };
  int n_kinds = g_rand_int_range (random, 1, G_N_ELEMENTS (lines) + 1);
  GString *text = g_string_new (NULL);

  while (text->len < length)
    g_string_append (text, g_rand_int_range (random, 0, 50) == 0
                           ? lines[g_rand_int_range (random, 0, n_kinds)] : lines[0]);

  return text;
}

static void
compare (GString *text,
         gsize    n_more)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(GString) whole = g_string_new (NULL);
  g_autoptr(GString) pieces = g_string_new (NULL);

  sheet->delimiter = ',';
  show_whole (sheet, text, whole);
  show_pieces (sheet, text, n_more, pieces);
  g_assert_cmpuint (pieces->len, ==, whole->len);
  g_assert_cmpmem (pieces->str, pieces->len, whole->str, whole->len);
}

static void
test_pieces_are_the_whole (void)
{
  static const gsize sizes[] = { 0, 1, 100, JIG_CSV_PIECE_BYTES, 700000 };
  g_autoptr(GRand) random = g_rand_new_with_seed (6);

  for (gsize i = 0; i < N_TEXTS; i++)
    {
      g_autoptr(GString) text = make_text (random, sizes[i % G_N_ELEMENTS (sizes)]);

      g_test_message ("row %zu", i);
      compare (text, (gsize) g_rand_int_range (random, 1000, 400000));
    }
}

/* One record that is longer than any piece, or than any record may be. */
static void
test_long_records (void)
{
  static const gsize sizes[] = {
    JIG_CSV_PIECE_BYTES, JIG_LIMIT_FIELD_BYTES + 1, JIG_LIMIT_RECORD_BYTES + 1000000,
  };
  static const char * const forms[] = { "a,b\n%s\nc,d\n", "a,b\n\"%s\"\nc,d\n", "a\n\"%s\nc\nd" };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (forms); j++)
      {
        g_autofree char *long_cell = g_strnfill (sizes[i], 'x');
        g_auto(GStrv) parts = g_strsplit (forms[j], "%s", 2);
        g_autoptr(GString) text = g_string_new (parts[0]);

        g_string_append (text, long_cell);
        g_string_append (text, parts[1]);
        g_test_message ("row %zu, %zu", i, j);
        compare (text, 4 * 1024 * 1024);
      }
}

static void
test_pieces_are_small (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigCsvCutter) cutter = jig_csv_cutter_new (sheet, 7, 3);
  g_autofree char *text = g_strnfill (1000000, '\n');
  JigCsvPiece piece;

  g_assert_true (jig_csv_cutter_next (cutter, text, 1000000, TRUE, &piece, NULL));
  g_assert_cmpuint (piece.length, ==, JIG_CSV_PIECE_LINES);
  g_assert_cmpuint (piece.n_lines, ==, JIG_CSV_PIECE_LINES);
  g_assert_cmpuint (piece.byte, ==, 7);
  g_assert_cmpuint (piece.line, ==, 3);
  jig_csv_piece_clear (&piece);

  memset (text, 'a', 1000000);
  for (gsize i = 99; i < 1000000; i += 100)
    text[i] = '\n';
  g_assert_true (jig_csv_cutter_next (cutter, text, 1000000, TRUE, &piece, NULL));
  g_assert_cmpuint (piece.length, ==, JIG_CSV_PIECE_BYTES / 100 * 100);
  g_assert_cmpuint (piece.byte, ==, 7 + JIG_CSV_PIECE_LINES);
  g_assert_cmpuint (piece.line, ==, 3 + JIG_CSV_PIECE_LINES);
  jig_csv_piece_clear (&piece);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-cutter/pieces-are-the-whole", test_pieces_are_the_whole);
  g_test_add_func ("/csv-cutter/long-records", test_long_records);
  g_test_add_func ("/csv-cutter/pieces-are-small", test_pieces_are_small);

  return g_test_run ();
}
