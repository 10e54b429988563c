#include "core/data/csv.h"

#include "core/base/limits.h"

#include <string.h>

/* A record as text: cells in brackets, then what is wrong. */
static void
show (const JigCsvRecord *record,
      GString            *shown)
{
  g_string_append_printf (shown, "%" G_GUINT64_FORMAT "@%" G_GUINT64_FORMAT, record->line,
                          record->byte);
  if (record->problem != JIG_CSV_FINE)
    g_string_append_printf (shown, "!%s", jig_csv_problem_name (record->problem));
  else
    for (gsize i = 0; i < record->n_cells; i++)
      g_string_append_printf (shown, "[%.*s]", (int) record->cells[i].length,
                              record->cells[i].text);
  g_string_append_c (shown, ' ');
}

static char *
show_as (const JigSheet *sheet,
         const char     *text,
         gsize           length)
{
  g_autoptr(JigCsv) csv = jig_csv_new (sheet, text, length);
  GString *shown = g_string_new (NULL);
  JigCsvRecord record;

  while (jig_csv_next (csv, &record, NULL))
    show (&record, shown);

  return g_string_free (shown, FALSE);
}

static char *
show_all (const char *text,
          gsize       length)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();

  sheet->delimiter = ',';

  return show_as (sheet, text, length);
}

/* The same text, of which a few bytes more are known each time. */
static char *
show_in_pieces (const JigSheet *sheet,
                const char     *text,
                gsize           length,
                GRand          *random)
{
  g_autoptr(JigCsv) csv = jig_csv_new (sheet, text, 0);
  GString *shown = g_string_new (NULL);
  JigCsvRecord record;
  gsize begin = 0;
  gsize end = 0;

  do
    {
      begin += jig_csv_get_done (csv);
      end += (gsize) g_rand_int_range (random, 0, 5);
      end = MIN (end, length);
      jig_csv_feed (csv, text + begin, end - begin, end == length);
      while (jig_csv_next (csv, &record, NULL))
        show (&record, shown);
    }
  while (end < length);

  return g_string_free (shown, FALSE);
}

static void
test_splits (void)
{
  static const struct { const char *text; const char *shown; } rows[] = {
    { "", "" }, { "\n\r\n", "" }, { "a", "1@0[a] " }, { "a,b\n", "1@0[a][b] " },
    { "a,b\r\nc,d\r\n", "1@0[a][b] 2@5[c][d] " }, { "a\rb\r", "1@0[a] 2@2[b] " },
    { "a,\n", "1@0[a][] " }, { ",\n", "1@0[][] " }, { "\"a,b\",c\n", "1@0[a,b][c] " },
    { "\"a\"\"b\",\"\"\n", "1@0[a\"b][] " }, { "\"a\nb\",c\nd\n", "1@0[a\nb][c] 3@8[d] " },
    { "\"a\r\nb\"\nc\n", "1@0[a\r\nb] 3@7[c] " }, { "a\"b,c\n", "1@0[a\"b][c] " },
    { "a\n\nb\n", "1@0[a] 3@3[b] " }, { "\"a\"x,b\nc\n", "1@0!quote 2@7[c] " },
    { "a\n\"b\nc\n", "1@0[a] 2@2!quote 3@5[c] " }, { "\"\"\"\"\n", "1@0[\"] " },
    { " \"a\" \n", "1@0[ \"a\" ] " }, { "가,나\n", "1@0[가][나] " },
    { "\"\"\"a\"\"\",\"b\"\"\"\n", "1@0[\"a\"][b\"] " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = show_all (rows[i].text, strlen (rows[i].text));

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

/* Comments, and columns that are lined up with spaces. */
static void
test_marks (void)
{
  static const struct
  {
    char        delimiter;
    char        comment;
    char        quote;
    const char *text;
    const char *shown;
  } rows[] = {
    { ',', '#', '"', "#x\na,#b\n#\n\n# \"\nc\n#", "2@3[a][#b] 6@15[c] " },
    { ',', '#', '"', "\"#a\",b\n\"x\n#y\"\n", "1@0[#a][b] 2@7[x\n#y] " },
    { ' ', 0, '"', "a  b\n  c d  \n\"e f\"   g\n", "1@0[a][b] 2@5[c][d] 3@13[e f][g] " },
    { ' ', 0, '"', " a b", "1@0[a][b] " },
    { ',', 0, '\'', "'a,b',\"c\n'd''e',f", "1@0[a,b][\"c] 2@9[d'e][f] " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length = strlen (rows[i].text);
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autoptr(GRand) random = g_rand_new_with_seed (5);
      g_autofree char *whole = NULL;
      g_autofree char *pieces = NULL;

      g_test_message ("row %zu", i);
      sheet->delimiter = rows[i].delimiter;
      sheet->comment = rows[i].comment;
      sheet->quote = rows[i].quote;
      whole = show_as (sheet, rows[i].text, length);
      pieces = show_in_pieces (sheet, rows[i].text, length, random);
      g_assert_cmpstr (whole, ==, rows[i].shown);
      g_assert_cmpstr (pieces, ==, rows[i].shown);
    }
}

static void
test_nul_spoils_one_row_only (void)
{
  g_autofree char *plain = show_all ("a,\0b\nc\n", 7);
  g_autofree char *quoted = show_all ("\"a\0b\"\nc\n", 8);

  g_assert_cmpstr (plain, ==, "1@0!nul 2@5[c] ");
  g_assert_cmpstr (quoted, ==, "1@0!nul 2@6[c] ");
}

static void
test_field_limit (void)
{
  for (gsize n = JIG_LIMIT_FIELD_BYTES - 1; n <= JIG_LIMIT_FIELD_BYTES + 1; n++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autofree char *text = g_strnfill (n, 'a');
      g_autoptr(JigCsv) csv = NULL;
      JigCsvRecord record;

      sheet->delimiter = ',';
      csv = jig_csv_new (sheet, text, n);
      g_assert_true (jig_csv_next (csv, &record, NULL));
      g_assert_cmpint (record.problem, ==, n <= JIG_LIMIT_FIELD_BYTES ? JIG_CSV_FINE
                                                                       : JIG_CSV_LIMIT);
    }
}

static void
test_column_limit (void)
{
  for (gsize n = JIG_LIMIT_COLUMNS - 1; n <= JIG_LIMIT_COLUMNS + 1; n++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autofree char *text = g_strnfill (n - 1, ',');
      g_autoptr(JigCsv) csv = NULL;
      JigCsvRecord record;

      sheet->delimiter = ',';
      csv = jig_csv_new (sheet, text, n - 1);
      g_assert_true (jig_csv_next (csv, &record, NULL));
      g_assert_cmpint (record.problem, ==, n <= JIG_LIMIT_COLUMNS ? JIG_CSV_FINE
                                                                   : JIG_CSV_LIMIT);
    }
}

/* Every line of these could be read as far as a limit, or to the end, once for
 * each line before it: minutes, for which no test has the time. */
static void
test_open_quotes_take_no_longer (void)
{
  static const char * const lines[] = { "a\",\"b\n", "a\"b,\"c\n", "\"\"\"\n", "\"a\n", ",\"\"\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(GString) text = g_string_new ("x,\"y\n");
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autoptr(JigCsv) csv = NULL;
      JigCsvRecord record;
      guint64 next = 0;

      while (text->len < 4 * 1024 * 1024)
        g_string_append (text, lines[i]);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      sheet->delimiter = ',';
      csv = jig_csv_new (sheet, text->str, text->len);
      while (jig_csv_next (csv, &record, NULL))
        {
          g_assert_cmpuint (record.byte, >=, next);
          next = record.byte + 1;
        }
      g_assert_cmpuint (next, >, 0);
    }
}

/* Whatever the bytes are, every record begins behind the last and it ends. */
static void
test_random_bytes_end (void)
{
  static const char alphabet[] = { ',', '"', '\n', '\r', 'a', '\0', ';', ' ' };
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  g_autoptr(JigSheet) sheet = jig_sheet_new ();

  sheet->delimiter = ',';
  for (int i = 0; i < 20000; i++)
    {
      char text[24];
      gsize length = (gsize) g_rand_int_range (random, 0, sizeof text);
      g_autoptr(JigCsv) csv = NULL;
      JigCsvRecord record;
      guint64 next = 0;

      for (gsize j = 0; j < length; j++)
        text[j] = alphabet[g_rand_int_range (random, 0, sizeof alphabet)];
      csv = jig_csv_new (sheet, text, length);
      while (jig_csv_next (csv, &record, NULL))
        {
          g_assert_cmpuint (record.byte, >=, next);
          g_assert_cmpuint (record.byte, <, length);
          next = record.byte + 1;
        }
    }
}

static void
test_pieces_are_the_whole (void)
{
  static const char alphabet[] = { ',', '"', '"', '\n', '\r', 'a', '\0', '\n' };
  g_autoptr(GRand) random = g_rand_new_with_seed (4);
  g_autoptr(JigSheet) sheet = jig_sheet_new ();

  sheet->delimiter = ',';
  for (int i = 0; i < 20000; i++)
    {
      char text[40];
      gsize length = (gsize) g_rand_int_range (random, 0, sizeof text);
      g_autofree char *whole = NULL;
      g_autofree char *pieces = NULL;

      for (gsize j = 0; j < length; j++)
        text[j] = alphabet[g_rand_int_range (random, 0, sizeof alphabet)];
      whole = show_all (text, length);
      pieces = show_in_pieces (sheet, text, length, random);
      g_assert_cmpstr (pieces, ==, whole);
    }
}

/* A line without an end is given up at the limit of a record, and what is left
 * of it is not kept. */
static void
test_endless_line_is_skipped (void)
{
  gsize length = JIG_LIMIT_RECORD_BYTES + 1000;
  g_autofree char *text = g_strnfill (length, 'a');
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigCsv) csv = NULL;
  JigCsvRecord record;

  sheet->delimiter = ',';
  csv = jig_csv_new (sheet, text, 0);
  jig_csv_feed (csv, text, JIG_LIMIT_RECORD_BYTES - 1, FALSE);
  g_assert_false (jig_csv_next (csv, &record, NULL));
  g_assert_cmpuint (jig_csv_get_done (csv), ==, 0);

  jig_csv_feed (csv, text, length, FALSE);
  g_assert_true (jig_csv_next (csv, &record, NULL));
  g_assert_cmpint (record.problem, ==, JIG_CSV_LIMIT);
  g_assert_cmpuint (jig_csv_get_done (csv), ==, length);
  g_assert_true (jig_csv_is_skipping (csv));

  jig_csv_feed (csv, "aaa\nb\n", 6, TRUE);
  g_assert_true (jig_csv_next (csv, &record, NULL));
  g_assert_cmpuint (record.byte, ==, length + 4);
  g_assert_cmpuint (record.line, ==, 2);
  g_assert_false (jig_csv_is_skipping (csv));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/splits", test_splits);
  g_test_add_func ("/csv/marks", test_marks);
  g_test_add_func ("/csv/nul-spoils-one-row-only", test_nul_spoils_one_row_only);
  g_test_add_func ("/csv/field-limit", test_field_limit);
  g_test_add_func ("/csv/column-limit", test_column_limit);
  g_test_add_func ("/csv/open-quotes-take-no-longer", test_open_quotes_take_no_longer);
  g_test_add_func ("/csv/random-bytes-end", test_random_bytes_end);
  g_test_add_func ("/csv/pieces-are-the-whole", test_pieces_are_the_whole);
  g_test_add_func ("/csv/endless-line-is-skipped", test_endless_line_is_skipped);

  return g_test_run ();
}
