/* What a program that a model was compiled into hands over, and the rows that the
 * compiled program reads: the lines that are in every C file. */

#include "core/export/program.h"

#include "core/data/calendar.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include "core/export/portable-date.inc"
#include "core/export/portable-input.inc"
#include "core/export/portable-main.inc"
#pragma GCC diagnostic pop

static const char * const dates[] = {
  "2024-01-31", "2024-1-3", "2024-02-29", "1900-02-29", "2000-02-29", "0001-01-01", "0000-01-01",
  "9999-12-31", "2024-13-01", "2024-00-01", "2024-01-00", "2024-01-32", "2024-04-31", "24-01-31",
  "2024-01", "2024-01-31T07:30", "2024-01-31 07:30", "2024-01-31   7:30:59",
  "2024-01-31T07:30:00.25", "2024-01-31T07:30:00.123456", "2024-01-31T07:30:00.123456789",
  "2024-01-31T07:30:00.1234567890", "2024-01-31T07:30:00.", "2024-01-31T24:00",
  "2024-01-31T23:60", "2024-01-31T23:59:60", "2024-01-31T7", "2024-01-31T", "2024-01-31 ",
  "2024-01-31T07:30Z", "2024-01-31T07:30 +09:00", "2024-01-31T07:30-0930", "2024-01-31T07:30+09",
  "2024-01-31T07:30+9", "2024-01-31T07:30+24:00", "2024-01-31T07:30+09:60",
  "2024-01-31T07:30+09:0", "2024-01-31T07:30Zx", "2024-01-31x", "x", "2024-01-31T07:3", "-1",
  "2024-01-31T07:30:5", "2024-01-31T07:30:00.25 Z", "2024/01/31",
};

/* Dates of ISO 8601 are read as Jig reads them, and nothing else is. */
static void
test_dates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      int64_t time = 7;
      gint64 expected = 7;
      gboolean has_clock;
      gboolean is_iso = strchr (dates[i], '/') == NULL;
      gboolean is_date = jig_calendar_parse (dates[i], strlen (dates[i]), &expected, &has_clock);

      g_test_message ("%s", dates[i]);
      g_assert_cmpint (portable_parse_time (dates[i], &time), ==, is_date && is_iso);
      if (is_date && is_iso)
        g_assert_cmpint (time, ==, expected);
    }
}

typedef struct
{
  double      number;
  const char *category;
  const char *text;
  const char *time;
  double      boolean;
} Input;

static const PortableInput inputs[] = {
  { "n", PORTABLE_INPUT_NUMBER, offsetof (Input, number) },
  { "c", PORTABLE_INPUT_CATEGORY, offsetof (Input, category) },
  { "x", PORTABLE_INPUT_TEXT, offsetof (Input, text) },
  { "t", PORTABLE_INPUT_TIME, offsetof (Input, time) },
  { "b", PORTABLE_INPUT_BOOLEAN, offsetof (Input, boolean) },
};

/* NULL and the empty text are missing; a missing text is an empty one. */
static void
test_inputs (void)
{
  const Input full = { 1.5, "a", "b c", "1970-01-02", 1.0 };
  const Input nulls = { NAN, NULL, NULL, NULL, NAN };
  const Input empty = { NAN, "", "", "", NAN };
  const Input wrong = { 1.5, "a", "b c", "tomorrow", 1.0 };
  PortableCell cells[5];

  g_assert_cmpint (portable_read_inputs (inputs, 5, &full, cells), ==, 0);
  g_assert_cmpfloat (cells[0].number, ==, 1.5);
  g_assert_true (cells[0].text == NULL && cells[0].time == INT64_MIN);
  g_assert_cmpstr (cells[1].text, ==, "a");
  g_assert_true (isnan (cells[1].number));
  g_assert_cmpstr (cells[2].text, ==, "b c");
  g_assert_cmpint (cells[3].time, ==, 86400000000);
  g_assert_cmpfloat (cells[3].number, ==, 86400.0);
  g_assert_cmpfloat (cells[4].number, ==, 1.0);

  for (gsize i = 0; i < 2; i++)
    {
      g_assert_cmpint (portable_read_inputs (inputs, 5, i == 0 ? &nulls : &empty, cells), ==, 0);
      g_assert_true (isnan (cells[0].number) && isnan (cells[3].number));
      g_assert_null (cells[1].text);
      g_assert_cmpstr (cells[2].text, ==, "");
      g_assert_cmpint (cells[3].time, ==, INT64_MIN);
    }

  g_assert_cmpint (portable_read_inputs (inputs, 5, &wrong, cells), ==, 4);
}

/* The cells of all rows: | between cells, a new line behind rows. */
static char *
read_rows (const char *csv)
{
  PortableRow row = { NULL };
  GString *text = g_string_new (NULL);
  FILE *file = tmpfile ();

  g_assert_nonnull (file);
  fputs (csv, file);
  rewind (file);
  portable_skip_byte_order_mark (file);
  while (portable_read_row (&row, file))
    for (size_t i = 0; i < row.n_cells; i++)
      g_string_append_printf (text, "%s%s", portable_get_cell (&row, i),
                              i + 1 < row.n_cells ? "|" : "\n");
  fclose (file);
  free (row.bytes);
  free (row.cells);

  return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
  static const struct { const char *csv; const char *cells; } rows[] = {
    { "", "" },
    { "a,b\n1,2\n", "a|b\n1|2\n" },
    { "a,b\r\n1,2", "a|b\n1|2\n" },
    { "\xef\xbb\xbf""a\n1", "a\n1\n" },
    { "\n\na,\n\r\n,b\n", "a|\n|b\n" },
    { "\"a,\"\"b\"\"\n\",c\n", "a,\"b\"\n|c\n" },
    { "\"\"\nx\n", "\nx\n" },
    { "\"open, and\nnever closed", "open, and\nnever closed\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cells = read_rows (rows[i].csv);

      g_assert_cmpstr (cells, ==, rows[i].cells);
    }
}

static void
test_set_input (void)
{
  static const struct { int input; const char *text; int is_read; double number; } rows[] = {
    { 0, "1.5", 1, 1.5 }, { 0, "-1e-3", 1, -0.001 }, { 0, "", 1, NAN }, { 0, "x", 0, 0 },
    { 0, "1,5", 0, 0 },   { 0, "inf", 1, INFINITY }, { 4, "1", 1, 1 },  { 4, "NO", 1, 0 },
    { 4, "Yes", 1, 1 },   { 4, "false", 1, 0 },      { 4, "T", 1, 1 },  { 4, "예", 1, 1 },
    { 4, "아니오", 1, 0 }, { 4, "maybe", 0, 0 },     { 4, "ye", 0, 0 }, { 4, "", 1, NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Input input = { 7.0, NULL, NULL, NULL, 7.0 };
      double *number = rows[i].input == 0 ? &input.number : &input.boolean;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (portable_set_input (&inputs[rows[i].input], rows[i].text, &input), ==,
                       rows[i].is_read);
      if (!rows[i].is_read)
        continue;
      if (isnan (rows[i].number))
        g_assert_true (isnan (*number));
      else
        g_assert_cmpfloat (*number, ==, rows[i].number);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portable-input/dates", test_dates);
  g_test_add_func ("/portable-input/inputs", test_inputs);
  g_test_add_func ("/portable-input/rows", test_rows);
  g_test_add_func ("/portable-input/set-input", test_set_input);

  return g_test_run ();
}
