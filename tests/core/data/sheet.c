#include "core/data/sheet.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/words-for-missing", test_words_for_missing);
  g_test_add_func ("/sheet/thousands-mark-is-the-other-one", test_thousands_mark_is_the_other_one);
  g_test_add_func ("/sheet/copy-is-written-the-same", test_copy_is_written_the_same);

  return g_test_run ();
}
