#include "core/data/sniff.h"

#include "core/base/error.h"

#include <string.h>

static void
test_finds_the_marks (void)
{
  static const struct { const char *text; char delimiter; char decimal; int header; } rows[] = {
    { "a,b\n1.5,2\n2.5,3\n", ',', '.', 1 }, { "a;b\n1,5;2\n2,5;3\n", ';', ',', 1 },
    { "a;b\n1.5;2\n2.5;3\n", ';', '.', 1 }, { "a\tb\n1,5\t2\n", '\t', ',', 1 },
    { "a|b\nx|y\n", '|', '.', 1 }, { "1,2\n3,4\n", ',', '.', 0 }, { "x\n1\n2\n", ',', '.', 1 },
    { "a;b;c\n\"x;y\";1,5;2\n", ';', ',', 1 }, { "2024-03-05,a\n2024-03-06,b\n", ',', '.', 0 },
    { "NA,a\n1,b\n", ',', '.', 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();

      g_test_message ("%s", rows[i].text);
      g_assert_true (jig_sniff_sheet (sheet, rows[i].text, strlen (rows[i].text), NULL));
      g_assert_cmpint (sheet->delimiter, ==, rows[i].delimiter);
      g_assert_cmpint (sheet->decimal, ==, rows[i].decimal);
      g_assert_cmpint (sheet->header, ==, rows[i].header);
    }
}

static void
test_keeps_what_was_told (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  const char *text = "a,b;c\n1,2;3\n";

  sheet->delimiter = ';';
  sheet->header = 0;
  g_assert_true (jig_sniff_sheet (sheet, text, strlen (text), NULL));
  g_assert_cmpint (sheet->delimiter, ==, ';');
  g_assert_cmpint (sheet->decimal, ==, ',');
  g_assert_cmpint (sheet->header, ==, 0);
}

static void
test_knows_what_is_no_table (void)
{
  static const struct { const char *bytes; const char *word; } rows[] = {
    { "PK\x03\x04xxxx", "spreadsheet" }, { "%PDF-1.7", "PDF" }, { "\x1f\x8b\x08", "gzip" },
    { "<!DOCTYPE html>", "web page" }, { "\x89PNG\r\n", "picture" }, { "PAR1xx", "Parquet" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (jig_sniff_check_table (rows[i].bytes, strlen (rows[i].bytes), "x.csv",
                                             &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, rows[i].word));
    }
  g_assert_true (jig_sniff_check_table ("a,b\n", 4, "x.csv", NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sniff/finds-the-marks", test_finds_the_marks);
  g_test_add_func ("/sniff/keeps-what-was-told", test_keeps_what_was_told);
  g_test_add_func ("/sniff/knows-what-is-no-table", test_knows_what_is_no_table);

  return g_test_run ();
}
