#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/sheet.h"

#include <math.h>

static void
test_defaults (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (sheet->encoding);
  g_assert_cmpint (sheet->delimiter, ==, 0);
  g_assert_cmpint (sheet->quote, ==, '"');
  g_assert_cmpint (sheet->header, <, 0);
  g_assert_true (g_strv_contains ((const char * const *) sheet->na, ""));
  g_assert_true (g_strv_contains ((const char * const *) sheet->na, "#N/A"));
  g_assert_cmpfloat (sheet->max_bad_rate, ==, 0.05);
  g_assert_true (jig_sheet_check (sheet, &error));
  g_assert_no_error (error);
}

static void
test_copy (void)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigSheet) copy = NULL;
  const char * const words[] = { "none", NULL };

  sheet->encoding = g_strdup ("CP949");
  sheet->delimiter = ';';
  sheet->names = g_strsplit ("a,b", ",", -1);
  sheet->ignored = g_strsplit ("c", ",", -1);
  g_hash_table_insert (sheet->column_na, g_strdup ("a"), g_strdupv ((char **) words));
  g_hash_table_insert (sheet->types, g_strdup ("b"), GINT_TO_POINTER (JIG_COLUMN_TEXT + 1));

  copy = jig_sheet_copy (sheet);
  g_clear_pointer (&sheet, jig_sheet_free);
  g_assert_cmpstr (copy->encoding, ==, "CP949");
  g_assert_cmpint (copy->delimiter, ==, ';');
  g_assert_cmpstr (copy->names[1], ==, "b");
  g_assert_cmpstr (copy->ignored[0], ==, "c");
  g_assert_cmpstr (copy->na[1], ==, "NA");
  g_assert_cmpstr (((char **) g_hash_table_lookup (copy->column_na, "a"))[0], ==, "none");
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (copy->types, "b")), ==,
                   JIG_COLUMN_TEXT + 1);
}

/* A sheet in which one thing is set; 0 leaves the others to be found. */
static const struct
{
  char        delimiter;
  char        quote;
  char        decimal;
  char        thousands;
  char        comment;
  int         header;
  guint       skip;
  double      max_bad_rate;
  const char *encoding;
  const char *message;     /* NULL: it is possible */
} rows[] = {
  { .delimiter = ',', .quote = '"', .decimal = '.', .thousands = ',' },
  { .delimiter = ';', .quote = '\'', .decimal = ',', .thousands = '.', .comment = '#' },
  { .delimiter = '\t', .header = 3, .skip = 2, .max_bad_rate = 1 },
  { .delimiter = ' ', .encoding = "ISO-8859-1" },
  { .delimiter = '\x1f' },
  { .delimiter = 'a', .message = "delimiter must be" },
  { .delimiter = '1', .message = "delimiter must be" },
  { .delimiter = '\n', .message = "delimiter must be" },
  { .delimiter = '\r', .message = "delimiter must be" },
  { .delimiter = (char) 0xc3, .message = "delimiter must be" },
  { .quote = 'q', .message = "quote must be" },
  { .comment = 'c', .message = "comment mark must be" },
  { .delimiter = ';', .quote = ';', .message = "must be different" },
  { .delimiter = '#', .comment = '#', .message = "neither the delimiter" },
  { .quote = '\'', .comment = '\'', .message = "neither the delimiter" },
  { .decimal = ';', .message = "decimal mark must be" },
  { .thousands = ';', .message = "thousands mark must be" },
  { .decimal = ',', .thousands = ',', .message = "must be different" },
  { .header = 1000000 },
  { .header = 1000001, .message = "first 1000000 lines" },
  { .header = 2, .skip = 2, .message = "header is line 2, but 2 lines" },
  { .max_bad_rate = -0.1, .message = "from 0 to 1" },
  { .max_bad_rate = 1.1, .message = "from 0 to 1" },
  { .max_bad_rate = NAN, .message = "from 0 to 1" },
  { .encoding = "", .message = "not the name of an encoding" },
  { .encoding = "a b", .message = "not the name of an encoding" },
  { .encoding = "utf-8//IGNORE", .message = "not the name of an encoding" },
};

static void
test_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigSheet) sheet = jig_sheet_new ();
      g_autoptr(GError) error = NULL;
      gboolean is_possible;

      sheet->delimiter = rows[i].delimiter;
      sheet->quote = rows[i].quote;
      sheet->decimal = rows[i].decimal;
      sheet->thousands = rows[i].thousands;
      sheet->comment = rows[i].comment;
      sheet->header = rows[i].header;
      sheet->skip = rows[i].skip;
      sheet->max_bad_rate = rows[i].max_bad_rate;
      sheet->encoding = g_strdup (rows[i].encoding);
      is_possible = jig_sheet_check (sheet, &error);

      g_test_message ("row %zu", i);
      g_assert_cmpint (is_possible, ==, rows[i].message == NULL);
      if (is_possible)
        continue;
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, rows[i].message));
      g_assert_false (jig_sheet_check (sheet, NULL));
    }
}

static gboolean
name_is_possible (gsize n_bytes)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autofree char *name = g_strnfill (n_bytes, 'x');

  sheet->names = g_new0 (char *, 2);
  sheet->names[0] = g_steal_pointer (&name);

  return jig_sheet_check (sheet, NULL);
}

static void
test_names (void)
{
  g_assert_false (name_is_possible (0));
  g_assert_true (name_is_possible (1));
  g_assert_true (name_is_possible (JIG_LIMIT_NAME_BYTES));
  g_assert_false (name_is_possible (JIG_LIMIT_NAME_BYTES + 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/defaults", test_defaults);
  g_test_add_func ("/sheet/copy", test_copy);
  g_test_add_func ("/sheet/check", test_check);
  g_test_add_func ("/sheet/names", test_names);

  return g_test_run ();
}
