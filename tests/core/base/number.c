#include "core/base/limits.h"
#include "core/base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_PATTERNS 200000

static const struct
{
  const char *text;
  char        decimal;
  double      value;
} good[] = {
  { "0", '.', 0.0 },
  { "-0", '.', -0.0 },
  { "+7", '.', 7.0 },
  { "007", '.', 7.0 },
  { "12.5", '.', 12.5 },
  { "12,5", ',', 12.5 },
  { "-12,5e-1", ',', -1.25 },
  { "1.", '.', 1.0 },
  { ".5", '.', 0.5 },
  { "1e3", '.', 1000.0 },
  { "1E+3", '.', 1000.0 },
  { "1e22", '.', 1e22 },
  { "1e23", '.', 1e23 },
  { "9007199254740992", '.', 9007199254740992.0 },
  { "9007199254740993", '.', 9007199254740992.0 },
  { "9007199254740993,0000000000000000000000001", ',', 9007199254740994.0 },
  { "1.7976931348623157e308", '.', 1.7976931348623157e308 },
  { "1.7976931348623159e308", '.', INFINITY },
  { "-1e999999999999", '.', -INFINITY },
  { "2.2250738585072011e-308", '.', 2.2250738585072011e-308 },
  { "4.9e-324", '.', 4.9406564584124654e-324 },
  { "2.4703282292062327e-324", '.', 0.0 },
  { "0e-999999999999", '.', 0.0 },
};

static const char * const bad[] = {
  "", "-", "+", ".", ",", "-.", "e5", ".e5", "1e", "1e+", "1e-", "1..2", "1.2.3", "1,5", "--1",
  "+-1", "1 ", " 1", "1\n", "0x10", "0x1p3", "1p3", "inf", "-inf", "Infinity", "nan", "NaN",
  "nan(1)", "1_000", "1f", "1e5.5", "１",
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      double value = 12345.0;

      g_test_message ("\"%s\"", good[i].text);
      g_assert_true (jig_number_parse (good[i].text, strlen (good[i].text), good[i].decimal,
                                       &value));
      g_assert_cmpmem (&value, sizeof value, &good[i].value, sizeof value);
    }
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      double value = 12345.0;

      g_test_message ("\"%s\"", bad[i]);
      g_assert_false (jig_number_parse (bad[i], strlen (bad[i]), '.', &value));
      g_assert_cmpfloat (value, ==, 12345.0);
    }

  g_assert_false (jig_number_parse ("1\0", 2, '.', &(double) { 0 }));
  g_assert_false (jig_number_parse ("1.5", 3, ',', &(double) { 0 }));
}

/* The text need not end where the number does. */
static void
test_only_its_bytes (void)
{
  double value;

  g_assert_true (jig_number_parse ("12.5e7", 4, '.', &value));
  g_assert_cmpfloat (value, ==, 12.5);
  g_assert_true (jig_number_parse ("1234567890123456789012", 20, '.', &value));
  g_assert_cmpfloat (value, ==, 12345678901234567890.0);
}

static void
test_limit (void)
{
  g_autofree char *digits = g_strnfill (JIG_LIMIT_NUMBER_BYTES + 1, '1');
  double value;

  digits[1] = '.';
  g_assert_true (jig_number_parse (digits, JIG_LIMIT_NUMBER_BYTES - 1, '.', &value));
  g_assert_true (jig_number_parse (digits, JIG_LIMIT_NUMBER_BYTES, '.', &value));
  g_assert_cmpfloat (value, ==, 10.0 / 9.0);
  g_assert_false (jig_number_parse (digits, JIG_LIMIT_NUMBER_BYTES + 1, '.', &value));
}

static void
test_parse_int (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_fine;
    gint64      value;
  } cases[] = {
    { "0", TRUE, 0 },
    { "-0", TRUE, 0 },
    { "+12", TRUE, 12 },
    { "0009", TRUE, 9 },
    { "9223372036854775807", TRUE, G_MAXINT64 },
    { "9223372036854775808", FALSE },
    { "-9223372036854775808", TRUE, G_MININT64 },
    { "-9223372036854775809", FALSE },
    { "18446744073709551616", FALSE },
    { "99999999999999999999999999", FALSE },
    { "", FALSE },
    { "-", FALSE },
    { "1.0", FALSE },
    { "1e3", FALSE },
    { " 1", FALSE },
    { "1 ", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -7;

      g_test_message ("\"%s\"", cases[i].text);
      g_assert_cmpint (jig_number_parse_int (cases[i].text, strlen (cases[i].text), &value), ==,
                       cases[i].is_fine);
      g_assert_cmpint (value, ==, cases[i].is_fine ? cases[i].value : -7);
    }
}

static void
test_format (void)
{
  static const struct
  {
    double      value;
    const char *text;
  } cases[] = {
    { 0.0, "0" },
    { -0.0, "-0" },
    { 1.0, "1" },
    { -1.0, "-1" },
    { 0.1, "0.1" },
    { 0.30000000000000004, "0.30000000000000004" },
    { 1234567.0, "1234567" },
    { -1234.5, "-1234.5" },
    { 100.0, "100" },
    { 1e15, "1000000000000000" },
    { 9007199254740992.0, "9007199254740992" },
    { 9007199254740994.0, "9007199254740994" },
    { 1e16, "1e16" },
    { 1.5e300, "1.5e300" },
    { 0.0001, "0.0001" },
    { 0.00012345, "0.00012345" },
    { 0.00001, "1e-5" },
    { 5e-324, "5e-324" },
    { 2.2250738585072014e-308, "2.2250738585072014e-308" },
    { 1.7976931348623157e308, "1.7976931348623157e308" },
    { 5.684341886080802e-14, "5.684341886080802e-14" },   /* 2^-44: rounds away from the nearest */
    { 9.5367431640625e-07, "9.5367431640625e-7" },
    { INFINITY, "inf" },
    { -INFINITY, "-inf" },
    { NAN, "nan" },
  };
  char buffer[JIG_NUMBER_BUFFER];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *copy = jig_number_to_string (cases[i].value);

      g_assert_cmpstr (jig_number_format (cases[i].value, buffer), ==, cases[i].text);
      g_assert_cmpstr (copy, ==, cases[i].text);
    }
}

static double
random_double (GRand *rand)
{
  guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
  double value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

static void
assert_reads_back (double value)
{
  char buffer[JIG_NUMBER_BUFFER];
  double read;
  double reference;

  jig_number_format (value, buffer);
  reference = g_ascii_strtod (buffer, NULL);
  g_assert_true (jig_number_parse (buffer, strlen (buffer), '.', &read));
  g_assert_cmpmem (&read, sizeof read, &value, sizeof value);
  g_assert_cmpmem (&reference, sizeof reference, &value, sizeof value);
}

/* No text of one digit less reads back, whichever way it is rounded. */
static void
assert_shortest (double value)
{
  char buffer[64];
  char format[8];
  gsize n_digits = 0;

  jig_number_format (value, buffer);
  for (const char *p = buffer; *p != '\0' && *p != 'e'; p++)
    if (g_ascii_isdigit (*p) && (n_digits > 0 || *p != '0'))
      n_digits++;

  if (n_digits < 2 || value == floor (value))
    return;

  g_snprintf (format, sizeof format, "%%.%de", (int) n_digits - 2);
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  g_assert_cmpfloat (g_ascii_strtod (buffer, NULL), !=, value);
}

static void
test_random_bits (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < N_PATTERNS; i++)
    {
      double value = random_double (rand);

      if (isfinite (value))
        {
          assert_reads_back (value);
          if (i % 8 == 0)
            assert_shortest (value);
        }
    }
}

/* Numbers as people write them: few digits, small exponents. */
static void
test_random_decimals (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);

  for (int i = 0; i < N_PATTERNS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%u.%0*ue%d", i % 2 ? "-" : "",
                                               g_rand_int (rand) >> g_rand_int_range (rand, 0, 32),
                                               g_rand_int_range (rand, 1, 20),
                                               g_rand_int (rand) >> g_rand_int_range (rand, 0, 32),
                                               g_rand_int_range (rand, -30, 31));
      double reference = g_ascii_strtod (text, NULL);
      double value;

      g_assert_true (jig_number_parse (text, strlen (text), '.', &value));
      g_assert_cmpmem (&value, sizeof value, &reference, sizeof value);
      assert_reads_back (value);
    }
}

static void
test_powers_of_two (void)
{
  for (int exponent = -1074; exponent < 1024; exponent++)
    {
      assert_reads_back (ldexp (1.0, exponent));
      assert_reads_back (nextafter (ldexp (1.0, exponent), 0.0));
      assert_shortest (ldexp (1.0, exponent));
    }
}

static void
test_display (void)
{
  static const struct
  {
    double      value;
    int         n_digits;
    const char *text;
  } cases[] = {
    { 0.0, 4, "0" },
    { -0.0, 4, "0" },
    { 1204.53, 5, "1,204.5" },
    { -1204.53, 5, "-1,204.5" },
    { 0.25, 3, "0.25" },
    { 2.0 / 3.0, 3, "0.667" },
    { 999.96, 4, "1,000" },
    { 999999.7, 3, "1,000,000" },
    { 1234567.0, 3, "1,234,567" },
    { 123.0, 3, "123" },
    { 100000.0, 1, "100,000" },
    { 1234567890123456.0, 6, "1,234,567,890,123,456" },
    { 1.25e20, 3, "1.25e20" },
    { 0.00001234, 2, "1.2e-5" },
    { 12345.678901234567, 17, "12,345.678901234567" },
    { INFINITY, 3, "∞" },
    { -INFINITY, 3, "-∞" },
    { NAN, 3, "–" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = jig_number_to_display (cases[i].value, cases[i].n_digits);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/number/parse", test_parse);
  g_test_add_func ("/number/refused", test_refused);
  g_test_add_func ("/number/only-its-bytes", test_only_its_bytes);
  g_test_add_func ("/number/limit", test_limit);
  g_test_add_func ("/number/parse-int", test_parse_int);
  g_test_add_func ("/number/format", test_format);
  g_test_add_func ("/number/random-bits", test_random_bits);
  g_test_add_func ("/number/random-decimals", test_random_decimals);
  g_test_add_func ("/number/powers-of-two", test_powers_of_two);
  g_test_add_func ("/number/display", test_display);

  return g_test_run ();
}
