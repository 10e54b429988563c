#include "core/base/number.h"

#include "core/base/limits.h"

#include <math.h>
#include <string.h>

/* The largest mantissa and power of ten that a double holds exactly: one
 * multiplication or division of two exact numbers is rounded once, as it should
 * be (Clinger, "How to read floating point numbers accurately", PLDI 1990). */
#define EXACT_MANTISSA (G_GUINT64_CONSTANT (1) << 53)
#define EXACT_POWER 22

/* So few digits fit into 64 bits, and their decimals into the powers. */
#define SHORT_BYTES 19

#define MAX_DIGITS 17              /* always enough to tell two doubles apart */
#define SURE_DIGITS 15             /* never too many for one that is not subnormal */
#define LARGEST_PLAIN_EXPONENT 15  /* 1e15 is written in full, 1e16 is not */
#define LEAST_PLAIN_EXPONENT (-4)

/* The parts of the text of a number. */
typedef struct
{
  gsize    length;      /* how many bytes were understood */
  gsize    mark;        /* where the decimal mark is; @length if there is none */
  guint64  mantissa;    /* the digits as one number */
  int      exponent;    /* the power of ten it is multiplied by */
  gboolean is_negative;
  gboolean is_exact;    /* @mantissa and @exponent say all there is to say */
} Scan;

/* A number in scientific notation, d.ddd * 10^exponent, without zeros at the end. */
typedef struct
{
  char digits[MAX_DIGITS + 1];
  int  n_digits;
  int  exponent;
} Decimal;

static const double powers[EXACT_POWER + 1] = {
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static gsize
scan_digits (Scan       *scan,
             const char *text,
             gsize       length)
{
  gsize begin = scan->length;
  gsize i;

  for (i = begin; i < length && g_ascii_isdigit (text[i]); i++)
    {
      if (scan->mantissa > EXACT_MANTISSA)
        scan->is_exact = FALSE;
      else
        scan->mantissa = scan->mantissa * 10 + (guint64) (text[i] - '0');
    }

  scan->length = i;

  return i - begin;
}

static gboolean
scan_exponent (Scan       *scan,
               const char *text,
               gsize       length)
{
  gsize i = scan->length + 1;
  gboolean is_negative;
  gsize begin;
  int exponent = 0;

  is_negative = i < length && text[i] == '-';
  if (i < length && (text[i] == '-' || text[i] == '+'))
    i++;

  begin = i;
  for (; i < length && g_ascii_isdigit (text[i]); i++)
    exponent = MIN (exponent * 10 + (text[i] - '0'), 100000);

  scan->exponent += is_negative ? -exponent : exponent;
  scan->length = i;

  return i > begin;
}

static gboolean
scan_number (Scan       *scan,
             const char *text,
             gsize       length,
             char        decimal)
{
  gsize n_digits;

  *scan = (Scan) { .mark = length, .is_exact = TRUE };

  if (length > 0 && (text[0] == '-' || text[0] == '+'))
    {
      scan->is_negative = text[0] == '-';
      scan->length = 1;
    }

  n_digits = scan_digits (scan, text, length);

  if (scan->length < length && text[scan->length] == decimal)
    {
      gsize n_decimals;

      scan->mark = scan->length++;
      n_decimals = scan_digits (scan, text, length);
      scan->exponent = -(int) n_decimals;
      n_digits += n_decimals;
    }

  if (n_digits == 0)
    return FALSE;

  if (scan->length < length && (text[scan->length] | 0x20) == 'e'
      && !scan_exponent (scan, text, length))
    return FALSE;

  return scan->length == length;
}

/* The C library rounds correctly too, only more slowly. */
static double
parse_slowly (const char *text,
              gsize       length,
              gsize       mark)
{
  char buffer[JIG_LIMIT_NUMBER_BYTES + 1];

  memcpy (buffer, text, length);
  buffer[length] = '\0';
  if (mark < length)
    buffer[mark] = '.';

  return g_ascii_strtod (buffer, NULL);
}

/* As most numbers are: a sign, few digits, a mark, no exponent. */
static gboolean
parse_short (const char *text,
             gsize       length,
             char        decimal,
             double     *value)
{
  gboolean is_negative = length > 0 && text[0] == '-';
  const char *end = text + length;
  const char *mark = end;
  guint64 mantissa = 0;
  gsize n_decimals;
  double magnitude;

  if (length > SHORT_BYTES || length - is_negative == 0)
    return FALSE;

  for (const char *at = text + is_negative; at < end; at++)
    {
      guint digit = (guint) (guchar) *at - '0';

      if (digit < 10)
        mantissa = mantissa * 10 + digit;
      else if (*at == decimal && mark == end)
        mark = at;
      else
        return FALSE;
    }

  n_decimals = mark < end ? (gsize) (end - mark) - 1 : 0;
  if (mantissa > EXACT_MANTISSA || (gsize) (end - text) - is_negative == (mark < end ? 1 : 0))
    return FALSE;

  magnitude = (double) mantissa / powers[n_decimals];
  *value = is_negative ? -magnitude : magnitude;

  return TRUE;
}

/**
 * jig_number_parse:
 * @text: (array length=length): what may be a number; need not end in a zero
 * @length: its bytes
 * @decimal: what stands before the decimals, usually '.'
 * @value: (out): the number
 *
 * Reads a number whatever the locale is: an optional sign, digits with at most
 * one decimal mark, an optional exponent, and nothing else. The result has the
 * bits that strtod() gives for the same text in the C locale; what is too large
 * for a double becomes infinite, which the caller has to look for.
 *
 * Returns: %TRUE if @text is a number of at most JIG_LIMIT_NUMBER_BYTES; else
 *   @value is as it was
 */
gboolean
jig_number_parse (const char *text,
                  gsize       length,
                  char        decimal,
                  double     *value)
{
  double magnitude;
  Scan scan;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (parse_short (text, length, decimal, value))
    return TRUE;
  if (length > JIG_LIMIT_NUMBER_BYTES || !scan_number (&scan, text, length, decimal))
    return FALSE;

  if (!scan.is_exact || scan.mantissa > EXACT_MANTISSA || ABS (scan.exponent) > EXACT_POWER)
    {
      *value = parse_slowly (text, length, scan.mark);
      return TRUE;
    }

  magnitude = (double) scan.mantissa;
  if (scan.exponent < 0)
    magnitude /= powers[-scan.exponent];
  else
    magnitude *= powers[scan.exponent];

  *value = scan.is_negative ? -magnitude : magnitude;

  return TRUE;
}

/**
 * jig_number_parse_int:
 * @text: (array length=length): what may be a whole number
 * @length: its bytes
 * @value: (out): the number
 *
 * Reads an optional sign and digits, and nothing else.
 *
 * Returns: %TRUE if @text is a whole number that 64 bits can hold; else @value
 *   is as it was
 */
gboolean
jig_number_parse_int (const char *text,
                      gsize       length,
                      gint64     *value)
{
  guint64 magnitude = 0;
  gboolean is_negative;
  gsize i = 0;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  is_negative = length > 0 && text[0] == '-';
  if (length > 0 && (text[0] == '-' || text[0] == '+'))
    i++;

  if (i == length || length > JIG_LIMIT_NUMBER_BYTES)
    return FALSE;

  for (; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i])
          || !g_uint64_checked_mul (&magnitude, magnitude, 10)
          || !g_uint64_checked_add (&magnitude, magnitude, (guint64) (text[i] - '0')))
        return FALSE;
    }

  if (magnitude > (guint64) G_MAXINT64 + (is_negative ? 1 : 0))
    return FALSE;

  *value = is_negative ? (gint64) (0 - magnitude) : (gint64) magnitude;

  return TRUE;
}

static void
trim_zeros (Decimal *decimal)
{
  while (decimal->n_digits > 1 && decimal->digits[decimal->n_digits - 1] == '0')
    decimal->n_digits--;
}

/* @value is finite and not negative. */
static void
round_to_digits (double   value,
                 int      n_digits,
                 Decimal *decimal)
{
  char format[] = { '%', '.', (char) ('0' + (n_digits - 1) / 10),
                    (char) ('0' + (n_digits - 1) % 10), 'e', '\0' };
  char buffer[JIG_NUMBER_BUFFER];
  const char *p;

  g_ascii_formatd (buffer, sizeof buffer, format, value);

  decimal->n_digits = 0;
  for (p = buffer; *p != 'e'; p++)
    if (g_ascii_isdigit (*p))
      decimal->digits[decimal->n_digits++] = *p;

  decimal->exponent = (int) g_ascii_strtoll (p + 1, NULL, 10);
  trim_zeros (decimal);
}

static char *
append_digits (char       *out,
               const char *digits,
               int         n_digits)
{
  memcpy (out, digits, (gsize) n_digits);

  return out + n_digits;
}

static char *
append_zeros (char *out,
              int   n_zeros)
{
  memset (out, '0', (gsize) MAX (n_zeros, 0));

  return out + MAX (n_zeros, 0);
}

static char *
append_int (char *out,
            int   value)
{
  char buffer[JIG_NUMBER_BUFFER];
  int length = g_snprintf (buffer, sizeof buffer, "%d", value);

  return append_digits (out, buffer, length);
}

static char *
append_scientific (char          *out,
                   const Decimal *decimal)
{
  *out++ = decimal->digits[0];

  if (decimal->n_digits > 1)
    {
      *out++ = '.';
      out = append_digits (out, decimal->digits + 1, decimal->n_digits - 1);
    }

  *out++ = 'e';

  return append_int (out, decimal->exponent);
}

static char *
append_plain (char          *out,
              const Decimal *decimal)
{
  int n_whole = decimal->exponent + 1;

  if (n_whole <= 0)
    {
      out = append_digits (out, "0.", 2);
      out = append_zeros (out, -n_whole);
      return append_digits (out, decimal->digits, decimal->n_digits);
    }

  out = append_digits (out, decimal->digits, MIN (n_whole, decimal->n_digits));
  out = append_zeros (out, n_whole - decimal->n_digits);

  if (decimal->n_digits > n_whole)
    {
      *out++ = '.';
      out = append_digits (out, decimal->digits + n_whole, decimal->n_digits - n_whole);
    }

  return out;
}

static char *
append_decimal (char          *out,
                const Decimal *decimal)
{
  if (decimal->exponent < LEAST_PLAIN_EXPONENT || decimal->exponent > LARGEST_PLAIN_EXPONENT)
    return append_scientific (out, decimal);

  return append_plain (out, decimal);
}

static gboolean
reads_back (const Decimal *decimal,
            double         value)
{
  char buffer[JIG_NUMBER_BUFFER];
  char *end = append_scientific (buffer, decimal);
  double read;

  return jig_number_parse (buffer, (gsize) (end - buffer), '.', &read) && read == value;
}

/* The next larger number of as many digits. */
static void
step_up (Decimal *decimal,
         int      n_digits)
{
  int i = n_digits - 1;

  while (decimal->n_digits < n_digits)
    decimal->digits[decimal->n_digits++] = '0';

  while (i >= 0 && decimal->digits[i] == '9')
    decimal->digits[i--] = '0';

  if (i >= 0)
    {
      decimal->digits[i]++;
    }
  else
    {
      decimal->digits[0] = '1';
      decimal->exponent++;
    }

  trim_zeros (decimal);
}

static gboolean
is_power_of_two (double value)
{
  int exponent;

  return frexp (value, &exponent) == 0.5;
}

/* Fewest digits first. Below a power of two doubles lie twice as densely as
 * above it, so that there the nearest decimal can miss and the next one hit. */
static void
find_shortest (double   value,
               Decimal *decimal)
{
  int n_digits = value < G_MINDOUBLE ? 1 : SURE_DIGITS;

  for (; n_digits < MAX_DIGITS; n_digits++)
    {
      round_to_digits (value, n_digits, decimal);
      if (reads_back (decimal, value))
        return;

      if (is_power_of_two (value))
        {
          step_up (decimal, n_digits);
          if (reads_back (decimal, value))
            return;
        }
    }

  round_to_digits (value, MAX_DIGITS, decimal);
}

static char *
append_whole (char    *out,
              guint64  value)
{
  char buffer[JIG_NUMBER_BUFFER];
  int at = JIG_NUMBER_BUFFER;

  do
    {
      buffer[--at] = (char) ('0' + value % 10);
      value /= 10;
    }
  while (value > 0);

  return append_digits (out, buffer + at, JIG_NUMBER_BUFFER - at);
}

/**
 * jig_number_format:
 * @value: a number
 * @buffer: (array fixed-size=32) (out): room for its text
 *
 * Writes the shortest text that jig_number_parse() reads back to the same bits:
 * `0.1`, `1234567`, `-0`, `5e-324`. What is not finite is written as `inf`,
 * `-inf` or `nan`, which jig_number_parse() does not read.
 *
 * Returns: (transfer none): @buffer
 */
const char *
jig_number_format (double value,
                   char   buffer[JIG_NUMBER_BUFFER])
{
  double magnitude = fabs (value);
  char *out = buffer;
  Decimal decimal;

  if (isnan (value))
    return strcpy (buffer, "nan");

  if (signbit (value))
    *out++ = '-';

  if (isinf (value))
    {
      strcpy (out, "inf");
      return buffer;
    }

  if (magnitude <= (double) EXACT_MANTISSA && magnitude == floor (magnitude))
    {
      out = append_whole (out, (guint64) magnitude);
    }
  else
    {
      find_shortest (magnitude, &decimal);
      out = append_decimal (out, &decimal);
    }

  *out = '\0';

  return buffer;
}

/**
 * jig_number_to_string:
 * @value: a number
 *
 * Returns: (transfer full): what jig_number_format() writes
 */
char *
jig_number_to_string (double value)
{
  char buffer[JIG_NUMBER_BUFFER];

  return g_strdup (jig_number_format (value, buffer));
}

static char *
group_thousands (const char *plain)
{
  gsize n_sign = *plain == '-' ? 1 : 0;
  gsize n_whole = strspn (plain + n_sign, "0123456789");
  GString *grouped = g_string_new (plain);

  for (gsize at = n_whole; at > 3; at -= 3)
    g_string_insert_c (grouped, (gssize) (n_sign + at - 3), ',');

  return g_string_free (grouped, FALSE);
}

/**
 * jig_number_to_display:
 * @value: a number
 * @n_digits: how many significant digits to show, from 1 to 17
 *
 * Writes a number for people: rounded, thousands apart, no zeros at the end.
 * With five digits 1204.53 becomes `1,204.5`. Whole digits are never rounded
 * away: they would have to be filled up with zeros that say what is not so.
 *
 * Returns: (transfer full): the text; what is not finite is `∞`, `-∞` or `–`
 */
char *
jig_number_to_display (double value,
                       int    n_digits)
{
  double magnitude = fabs (value);
  char buffer[JIG_NUMBER_BUFFER];
  char *out = buffer;
  Decimal decimal;

  g_return_val_if_fail (n_digits >= 1 && n_digits <= MAX_DIGITS, NULL);

  if (isnan (value))
    return g_strdup ("–");

  if (isinf (value))
    return g_strdup (value < 0.0 ? "-∞" : "∞");

  round_to_digits (magnitude, n_digits, &decimal);
  if (decimal.exponent >= n_digits && decimal.exponent <= LARGEST_PLAIN_EXPONENT)
    round_to_digits (round (magnitude), MAX_DIGITS, &decimal);

  if (value < 0.0)
    *out++ = '-';
  out = append_decimal (out, &decimal);
  *out = '\0';

  return group_thousands (buffer);
}
