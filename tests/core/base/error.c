#include "core/base/error.h"

#include <gio/gio.h>

#define NOWHERE .byte = -1

static const struct
{
  JigPlace    place;
  const char *message;
} sentences[] = {
  { { NOWHERE }, "wrong." },
  { { NOWHERE, .file = "rides.csv" }, "rides.csv: wrong." },
  { { NOWHERE, .file = "rides.csv", .row = 1204, .column = "fare" },
    "rides.csv, row 1,204, column \"fare\": wrong." },
  { { NOWHERE, .file = "rides.csv", .row = 999, .line = 1000 }, "rides.csv, row 999: wrong." },
  { { NOWHERE, .file = "rides.csv", .line = 1000 }, "rides.csv, line 1,000: wrong." },
  { { NOWHERE, .file = "rides.csv", .line = 7, .column = "fare" },
    "rides.csv, line 7, column \"fare\": wrong." },
  { { .file = "rides.csv", .line = 7, .byte = 8 }, "rides.csv, line 7, byte 8: wrong." },
  { { .file = "rides.csv", .byte = 0 }, "rides.csv, byte 0: wrong." },
  { { .byte = 123456 }, "Byte 123,456: wrong." },
  { { .byte = G_MAXINT64 }, "Byte 9,223,372,036,854,775,807: wrong." },
  { { NOWHERE, .row = G_MAXUINT64 }, "Row 18,446,744,073,709,551,615: wrong." },
  { { NOWHERE, .column = "fare" }, "Column \"fare\": wrong." },
  { { NOWHERE, .file = "a\x1b[31m.csv", .column = "f\xff\n" },
    "a\\u{1B}[31m.csv, column \"f\\x{FF}\\u{A}\": wrong." },
  { { NOWHERE, .column = "100%s" }, "Column \"100%s\": wrong." },
};

static void
test_sentences (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr(GError) error = NULL;

      jig_error_set_at (&error, JIG_ERROR_DATA, &sentences[i].place, "%s.", "wrong");
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (error->message, ==, sentences[i].message);
    }
}

static void
test_without_place (void)
{
  g_autoptr(GError) error = NULL;
  const JigPlace *place;

  jig_error_set_at (&error, JIG_ERROR_VALUE, NULL, "Depth must be at most %d.", 16);
  g_assert_cmpstr (error->message, ==, "Depth must be at most 16.");

  place = jig_error_get_place (error);
  g_assert_null (place->file);
  g_assert_cmpint (place->byte, ==, -1);
}

static void
test_nobody_asks (void)
{
  jig_error_set_at (NULL, JIG_ERROR_DATA, &JIG_PLACE_NOWHERE, "wrong.");
}

static void
assert_same_place (const JigPlace *place,
                   const JigPlace *expected)
{
  g_assert_cmpstr (place->file, ==, expected->file);
  g_assert_cmpstr (place->column, ==, expected->column);
  g_assert_cmpuint (place->row, ==, expected->row);
  g_assert_cmpuint (place->line, ==, expected->line);
  g_assert_cmpint (place->byte, ==, expected->byte);
  g_assert_cmpstr (place->id, ==, expected->id);
  g_assert_cmpstr (place->hint, ==, expected->hint);
}

/* The copy must live on when the original and the caller's strings are gone. */
static void
test_place_is_owned (void)
{
  const JigPlace expected = { "a.csv", "fare", 1, 2, 3, "csv.ragged", "Quote the cell." };
  g_autofree char *file = g_strdup (expected.file);
  g_autofree char *column = g_strdup (expected.column);
  g_autofree char *id = g_strdup (expected.id);
  g_autofree char *hint = g_strdup (expected.hint);
  const JigPlace place = { file, column, 1, 2, 3, id, hint };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) copy = NULL;

  jig_error_set_at (&error, JIG_ERROR_DATA, &place, "wrong.");
  file[0] = column[0] = id[0] = hint[0] = '?';
  assert_same_place (jig_error_get_place (error), &expected);

  copy = g_error_copy (error);
  g_clear_error (&error);
  assert_same_place (jig_error_get_place (copy), &expected);
}

static void
test_place_of_plain_errors (void)
{
  g_autoptr(GError) ours = g_error_new_literal (JIG_ERROR, JIG_ERROR_DATA, "Wrong.");
  g_autoptr(GError) theirs = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Wrong.");

  assert_same_place (jig_error_get_place (ours), &JIG_PLACE_NOWHERE);
  g_assert_null (jig_error_get_place (theirs));
}

static void
test_exit_codes (void)
{
  static const int expected[] = {
    [JIG_ERROR_DATA] = 65,
    [JIG_ERROR_FORMAT] = 65,
    [JIG_ERROR_LIMIT] = 65,
    [JIG_ERROR_MISMATCH] = 65,
    [JIG_ERROR_VALUE] = 2,
    [JIG_ERROR_INPUT] = 66,
    [JIG_ERROR_OUTPUT] = 73,
    [JIG_ERROR_REMOTE] = 69,
    [JIG_ERROR_MEMORY] = 75,
    [JIG_ERROR_BUSY] = 75,
    [JIG_ERROR_INTERNAL] = 70,
  };

  g_assert_cmpuint (G_N_ELEMENTS (expected), ==, JIG_ERROR_INTERNAL + 1);

  for (gsize code = 0; code < G_N_ELEMENTS (expected); code++)
    {
      g_autoptr(GError) error = g_error_new_literal (JIG_ERROR, (int) code, "Wrong.");

      g_assert_cmpint (jig_error_exit_code (error), ==, expected[code]);
    }
}

static void
test_exit_codes_of_glib (void)
{
  const struct
  {
    GQuark domain;
    int    code;
    int    expected;
  } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, 130 },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, 66 },
    { G_FILE_ERROR, G_FILE_ERROR_NOENT, 66 },
    { G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, 2 },
    { G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, 70 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (cases[i].domain, cases[i].code, "Wrong.");

      g_assert_cmpint (jig_error_exit_code (error), ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/sentences", test_sentences);
  g_test_add_func ("/error/without-place", test_without_place);
  g_test_add_func ("/error/nobody-asks", test_nobody_asks);
  g_test_add_func ("/error/place-is-owned", test_place_is_owned);
  g_test_add_func ("/error/place-of-plain-errors", test_place_of_plain_errors);
  g_test_add_func ("/error/exit-codes", test_exit_codes);
  g_test_add_func ("/error/exit-codes-of-glib", test_exit_codes_of_glib);

  return g_test_run ();
}
