#include "core/data/csv-names.h"

#include "core/base/error.h"
#include "core/base/limits.h"

#include <string.h>

static char **
name (const char  *line,
      gboolean     has_names,
      GError     **error)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigCsv) csv = NULL;
  JigCsvRecord record;

  sheet->delimiter = ',';
  sheet->header = has_names;
  csv = jig_csv_new (sheet, line, strlen (line));
  g_assert_true (jig_csv_next (csv, &record, NULL));

  return jig_csv_names_new (sheet, &record, "t.csv", error);
}

static void
test_names (void)
{
  static const struct { const char *line; gboolean has_names; const char *names; } rows[] = {
    { "a,b", TRUE, "a|b" }, { "a,b", FALSE, "c1|c2" }, { "a,,a,a", TRUE, "a|c2|a_2|a_3" },
    { " a ,\"b\nc\"", TRUE, "a|b c" }, { "e\xcc\x81,\xc3\xa9", TRUE, "\xc3\xa9|\xc3\xa9_2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) names = name (rows[i].line, rows[i].has_names, &error);
      g_autofree char *joined = NULL;

      g_assert_no_error (error);
      joined = g_strjoinv ("|", names);
      g_assert_cmpstr (joined, ==, rows[i].names);
    }
}

static void
test_names_of_the_user (void)
{
  static const struct { gboolean may_not_fit; const char *line; const char *names; } rows[] = {
    { FALSE, "1,2", "x|y" }, { TRUE, "1,2", "x|y" }, { TRUE, "1,2,3", "c1|c2|c3" },
    { FALSE, "1,2,3", NULL },
  };
  char *wanted[] = { (char *) "x", (char *) "y", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autoptr(JigCsv) csv = NULL;
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) names = NULL;
      g_autofree char *joined = NULL;
      JigCsvRecord record;

      sheet->delimiter = ',';
      sheet->header = 0;
      sheet->names = g_strdupv (wanted);
      sheet->names_may_not_fit = rows[i].may_not_fit;
      csv = jig_csv_new (sheet, rows[i].line, strlen (rows[i].line));
      g_assert_true (jig_csv_next (csv, &record, NULL));
      names = jig_csv_names_new (sheet, &record, "t.csv", &error);
      joined = names != NULL ? g_strjoinv ("|", names) : NULL;
      g_assert_cmpstr (joined, ==, rows[i].names);
      g_assert_cmpint (error == NULL, ==, names != NULL);
    }
}

static void
test_refused (void)
{
  g_autofree char *many = g_strnfill (JIG_LIMIT_COLUMNS, ',');
  g_autofree char *longest = g_strnfill (JIG_LIMIT_NAME_BYTES + 1, 'n');
  const struct { const char *line; JigError code; } rows[] = {
    { "\"a", JIG_ERROR_DATA }, { many, JIG_ERROR_LIMIT }, { longest, JIG_ERROR_LIMIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (name (rows[i].line, TRUE, &error));
      g_assert_error (error, JIG_ERROR, (int) rows[i].code);
      g_assert_true (g_str_has_prefix (error->message, "t.csv, line 1"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-names/names", test_names);
  g_test_add_func ("/csv-names/names-of-the-user", test_names_of_the_user);
  g_test_add_func ("/csv-names/refused", test_refused);

  return g_test_run ();
}
