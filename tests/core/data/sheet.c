#include "core/data/sheet.h"

#include <string.h>

static void
test_words_for_missing (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();

  g_assert_true (jig_sheet_is_na (sheet, "", 0));
  g_assert_true (jig_sheet_is_na (sheet, "NAN", 2));
  g_assert_true (jig_sheet_is_na (sheet, "-", 1));
  g_assert_false (jig_sheet_is_na (sheet, "-1", 2));
  g_assert_false (jig_sheet_is_na (sheet, "na", 2));
}

static void
test_thousands_mark_is_the_other_one (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();

  sheet->decimal = '.';
  g_assert_cmpint (jig_sheet_thousands (sheet), ==, ',');
  sheet->decimal = ',';
  g_assert_cmpint (jig_sheet_thousands (sheet), ==, '.');
}

static void
test_copy_is_written_the_same (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigSheet) copy = NULL;
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sheet->encoding = g_strdup ("CP949");
  sheet->delimiter = ';';
  sheet->decimal = ',';
  sheet->header = 1;
  copy = jig_sheet_copy (sheet);
  jig_sheet_write (sheet, writer);
  first = jig_json_writer_finish (writer);
  jig_sheet_write (copy, writer);
  second = jig_json_writer_finish (writer);

  g_assert_cmpstr (first, ==, second);
  g_assert_true (g_str_has_prefix (first, "{\"encoding\":\"CP949\",\"bom\":false,"
                                          "\"delimiter\":\";\",\"quote\":\"\\\"\","
                                          "\"decimal\":\",\",\"thousands\":\".\",\"header\":1"));
}

static void
test_rules_for_one_column (void)
{
  char *na[] = { (char *) "age=-1", (char *) "a=b=?", NULL };
  char *types[] = { (char *) "age=text", (char *) "id=ignore", (char *) "age=category", NULL };
  const char * const names[] = { "age", "a=b", NULL };
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autofree char *absent = NULL;

  sheet->column_na = g_strdupv (na);
  sheet->types = g_strdupv (types);
  g_assert_true (jig_sheet_is_na_of (sheet, "age", "-1", 2));
  g_assert_false (jig_sheet_is_na_of (sheet, "ag", "-1", 2));
  g_assert_false (jig_sheet_is_na_of (sheet, "age", "-10", 3));
  g_assert_true (jig_sheet_is_na_of (sheet, "a=b", "?", 1));
  g_assert_cmpstr (jig_sheet_get_type (sheet, "age"), ==, "category");
  g_assert_null (jig_sheet_get_type (sheet, "a"));
  absent = jig_sheet_dup_absent (sheet, names);
  g_assert_cmpstr (absent, ==, "id");
}

static void
test_skipped_lines (void)
{
  static const struct { const char *text; gsize skip; gsize n_skipped; } rows[] = {
    { "a\nb\n", 0, 0 }, { "a\nb\n", 1, 2 }, { "a\r\nb\n", 1, 3 }, { "a\rb\r", 1, 2 },
    { "\n\n\n", 2, 2 }, { "a\nb", 5, 3 }, { "", 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();

      sheet->skip = rows[i].skip;
      g_assert_cmpuint (jig_sheet_count_skipped (sheet, rows[i].text, strlen (rows[i].text)), ==,
                        rows[i].n_skipped);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/words-for-missing", test_words_for_missing);
  g_test_add_func ("/sheet/thousands-mark-is-the-other-one", test_thousands_mark_is_the_other_one);
  g_test_add_func ("/sheet/copy-is-written-the-same", test_copy_is_written_the_same);
  g_test_add_func ("/sheet/rules-for-one-column", test_rules_for_one_column);
  g_test_add_func ("/sheet/skipped-lines", test_skipped_lines);

  return g_test_run ();
}
