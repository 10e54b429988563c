#include "core/data/cell.h"

#include <string.h>

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    char        decimal;
    gboolean    is_number;
    double      value;
  } rows[] = {
    { "12.5", '.', TRUE, 12.5 }, { " 12.5 ", '.', TRUE, 12.5 }, { "1,234", '.', TRUE, 1234.0 },
    { "1,234,567.5", '.', TRUE, 1234567.5 }, { "1.234,5", ',', TRUE, 1234.5 },
    { "980,0", ',', TRUE, 980.0 }, { "12,75", '.', FALSE, 0.0 }, { "1,23", '.', FALSE, 0.0 },
    { "1234,567", '.', FALSE, 0.0 }, { ",123", '.', FALSE, 0.0 }, { "1,,234", '.', FALSE, 0.0 },
    { "1e999", '.', FALSE, 0.0 }, { "", '.', FALSE, 0.0 }, { "12 km", '.', FALSE, 0.0 },
    { "-1,000", '.', TRUE, -1000.0 },
  };
  g_autoptr(JigSheet) sheet = jig_sheet_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double value = 0.0;

      g_test_message ("%s", rows[i].text);
      sheet->decimal = rows[i].decimal;
      g_assert_cmpint (jig_cell_parse_number (sheet, rows[i].text, strlen (rows[i].text),
                                              &value), ==, rows[i].is_number);
      if (rows[i].is_number)
        g_assert_cmpfloat (value, ==, rows[i].value);
    }
}

static void
test_identifiers (void)
{
  static const struct { const char *text; gboolean is_identifier; } rows[] = {
    { "0123", TRUE }, { "0", FALSE }, { "123", FALSE }, { "0.5", FALSE },
    { "123456789012345", FALSE }, { "1234567890123456", TRUE }, { "00", TRUE }, { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (jig_cell_is_identifier (rows[i].text, strlen (rows[i].text)), ==,
                     rows[i].is_identifier);
}

static void
test_trims (void)
{
  const char *text = " \t a b \t";
  gsize length = strlen (text);

  jig_cell_trim (&text, &length);
  g_assert_cmpmem (text, length, "a b", 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cell/numbers", test_numbers);
  g_test_add_func ("/cell/identifiers", test_identifiers);
  g_test_add_func ("/cell/trims", test_trims);

  return g_test_run ();
}
