#include "core/chart/ticks.h"

#include <math.h>
#include <string.h>

#define SECONDS_PER_DAY 86400.0

typedef struct
{
  double      size;
  const char *name;
} Unit;

/* Largest first, ended by one without a name. */
static const Unit english_units[] = {
  { 1e12, "T" }, { 1e9, "B" }, { 1e6, "M" }, { 1e3, "K" }, { 1, "" }, { 0, NULL }
};
static const Unit korean_units[] = {
  { 1e12, "조" }, { 1e8, "억" }, { 1e4, "만" }, { 1, "" }, { 0, NULL }
};

/* Below this, "1,234" is shorter to read than "1.2K". */
#define LEAST_ABBREVIATED 1e4
#define LEAST_SCIENTIFIC  1e15
#define MOST_SCIENTIFIC   1e-4

static const double time_steps[] = {
  1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600,
  SECONDS_PER_DAY, 2 * SECONDS_PER_DAY, 7 * SECONDS_PER_DAY, 14 * SECONDS_PER_DAY,
};
static const int month_steps[] = { 1, 2, 3, 6 };

static const Unit *
units_of (const char *language)
{
  return language != NULL && g_str_has_prefix (language, "ko") ? korean_units : english_units;
}

/* The unit in which a number of this size is short. */
static const Unit *
find_unit (double      size,
           const char *language)
{
  const Unit *unit = units_of (language);

  while (unit[1].name != NULL && (size < unit->size || size < LEAST_ABBREVIATED))
    unit++;

  return unit;
}

/* How many decimals it takes to write a step exactly, up to a point. */
static int
decimals_of (double step)
{
  for (int n = 0; n < 12; n++)
    {
      const double scaled = step * pow (10.0, n);

      if (fabs (scaled - round (scaled)) < 1e-6 * fabs (scaled))
        return n;
    }

  return 12;
}

/* 1234567 becomes 1,234,567. */
static void
append_grouped (GString    *text,
                const char *digits)
{
  const gsize n_whole = strcspn (digits, ".");

  for (gsize i = 0; i < n_whole; i++)
    {
      if (i > 0 && n_whole > 4 && (n_whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  g_string_append (text, digits + n_whole);
}

static void
append_fixed (GString *text,
              double   value,
              int      n_decimals)
{
  char format[16];
  char digits[400];

  g_snprintf (format, sizeof format, "%%.%df", n_decimals);
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));

  /* A negative number that rounds to zero has no sign. */
  if (value < 0 && strspn (digits, "0.") != strlen (digits))
    g_string_append (text, "−");
  append_grouped (text, digits);
}

static void
append_power (GString *text,
              int      exponent)
{
  static const char * const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  g_autofree char *plain = g_strdup_printf ("%d", ABS (exponent));

  g_string_append (text, exponent < 0 ? "10⁻" : "10");
  for (const char *p = plain; *p != '\0'; p++)
    g_string_append (text, digits[*p - '0']);
}

static double
mantissa_of (double value)
{
  return value / pow (10.0, floor (log10 (fabs (value))));
}

static void
append_scientific (GString *text,
                   double   value,
                   int      n_decimals)
{
  int exponent = (int) floor (log10 (fabs (value)));
  double mantissa = mantissa_of (value);

  /* 9.99 must not become 10.0 x 10^n. */
  if (fabs (mantissa) + 0.5 * pow (10.0, -n_decimals) >= 10.0)
    {
      mantissa /= 10.0;
      exponent++;
    }

  append_fixed (text, mantissa, n_decimals);
  g_string_append (text, "×");
  append_power (text, exponent);
}

static gboolean
is_extreme (double size)
{
  return size > 0 && (size < MOST_SCIENTIFIC || size >= LEAST_SCIENTIFIC);
}

/* All ticks of an axis share unit and decimals. */
static void
label_linear (JigTicks   *self,
              const char *language)
{
  static const Unit in_full = { 1, "" };
  double size = 0;
  const Unit *unit;
  int n_decimals;

  for (guint i = 0; i < self->n_items; i++)
    size = MAX (size, fabs (self->items[i].value));

  unit = find_unit (size, language);
  n_decimals = decimals_of (self->step / unit->size);
  /* Numbers that differ in a late digit only are written out. */
  if (n_decimals > 2 && unit->size > 1)
    {
      unit = &in_full;
      n_decimals = decimals_of (self->step);
    }

  for (guint i = 0; i < self->n_items; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      const double value = self->items[i].value;

      if (value != 0 && is_extreme (size))
        append_scientific (text, value, decimals_of (mantissa_of (value)));
      else
        append_fixed (text, value / unit->size, is_extreme (size) ? 0 : n_decimals);
      if (value != 0 && !is_extreme (size))
        g_string_append (text, unit->name);

      g_strlcpy (self->items[i].label, text->str, sizeof self->items[i].label);
    }
}

static void
add (JigTicks   *self,
     double      value,
     const char *label)
{
  JigTick *tick;

  if (self->n_items == JIG_MAX_TICKS)
    return;

  tick = &self->items[self->n_items++];
  tick->value = value;
  g_strlcpy (tick->label, label, sizeof tick->label);
}

static void
find_linear (JigTicks   *self,
             double      lower,
             double      upper,
             guint       n_wanted,
             const char *language)
{
  const double step = jig_ticks_nice_step (upper - lower, n_wanted);
  const double first = ceil (lower / step - 1e-9);
  const double last = floor (upper / step + 1e-9);

  self->step = step;
  for (double i = first; i <= last && self->n_items < JIG_MAX_TICKS; i += 1.0)
    add (self, i == 0 ? 0.0 : i * step, "");

  label_linear (self, language);
}

static void
add_log (JigTicks   *self,
         int         exponent,
         int         factor,
         gboolean    is_labelled,
         const char *language)
{
  const double value = factor * pow (10.0, exponent);
  g_autoptr(GString) text = g_string_new (NULL);

  if (is_labelled && factor == 1 && is_extreme (value))
    append_power (text, exponent);
  else if (is_labelled)
    {
      g_autofree char *number = jig_ticks_dup_number (value, language);

      g_string_append (text, number);
    }

  add (self, value, text->str);
}

/* Powers of ten, with 2 and 5 between them where there is room for their labels,
 * and small ticks where there is none. */
static void
find_log (JigTicks   *self,
          double      lower,
          double      upper,
          guint       n_wanted,
          const char *language)
{
  const double n_decades = log10 (upper) - log10 (lower);
  const int every = (int) MAX (ceil (n_decades / MAX (n_wanted, 1)), 1.0);
  const gboolean shows_fives = n_decades * 3 <= n_wanted;
  const int first = (int) floor (log10 (lower));
  const int last = (int) ceil (log10 (upper));

  if (n_decades < 0.7)
    {
      find_linear (self, lower, upper, n_wanted, language);
      return;
    }

  for (int exponent = first; exponent <= last; exponent++)
    for (int factor = 1; factor < 10; factor++)
      {
        const double value = factor * pow (10.0, exponent);
        const gboolean is_main = factor == 1 && exponent % every == 0;
        const gboolean is_five = shows_fives && (factor == 2 || factor == 5);

        if (value < lower * (1 - 1e-9) || value > upper * (1 + 1e-9)
            || (n_decades > 6 && !is_main))
          continue;

        add_log (self, exponent, factor, is_main || is_five, language);
      }
}

/* The coarsest part of a time that is not at its beginning: "2024", "2024-03",
 * "03-14", "14:30", "14:30:15". The first tick of an axis says its day as well. */
static void
add_time (JigTicks *self,
          double    seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc ((gint64) seconds);
  g_autofree char *label = NULL;
  const char *format;

  if (time == NULL)
    return;

  if (g_date_time_get_second (time) != 0)
    format = "%H:%M:%S";
  else if (g_date_time_get_hour (time) != 0 || g_date_time_get_minute (time) != 0)
    format = self->n_items == 0 ? "%m-%d %H:%M" : "%H:%M";
  else if (g_date_time_get_day_of_month (time) != 1)
    format = self->n_items == 0 ? "%Y-%m-%d" : "%m-%d";
  else if (self->step < SECONDS_PER_DAY)
    format = "%m-%d";
  else if (g_date_time_get_month (time) != 1)
    format = "%Y-%m";
  else
    format = self->step < 28 * SECONDS_PER_DAY ? "%Y-%m" : "%Y";

  label = g_date_time_format (time, format);
  add (self, seconds, label);
}

static void
find_months (JigTicks *self,
             double    lower,
             double    upper,
             int       n_months)
{
  g_autoptr(GDateTime) begin = g_date_time_new_from_unix_utc ((gint64) lower);
  int month;

  if (begin == NULL)
    return;

  self->step = n_months * 28 * SECONDS_PER_DAY;
  month = g_date_time_get_year (begin) * 12 + g_date_time_get_month (begin) - 1;
  month -= month % n_months;

  for (; month / 12 <= 9999; month += n_months)
    {
      g_autoptr(GDateTime) time = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);
      const double seconds = time != NULL ? (double) g_date_time_to_unix (time) : lower - 1;

      if (seconds > upper || self->n_items == JIG_MAX_TICKS)
        return;
      if (seconds >= lower)
        add_time (self, seconds);
    }
}

/* Steps of one to six months, or of a nice number of years. */
static void
find_calendar (JigTicks *self,
               double    lower,
               double    upper,
               guint     n_wanted)
{
  const double n_months = (upper - lower) / (30.4 * SECONDS_PER_DAY);

  for (guint i = 0; i < G_N_ELEMENTS (month_steps); i++)
    if (n_months / month_steps[i] <= n_wanted)
      {
        find_months (self, lower, upper, month_steps[i]);
        return;
      }

  find_months (self, lower, upper,
               12 * (int) MAX (jig_ticks_nice_step (n_months / 12, n_wanted), 1.0));
}

static void
find_time (JigTicks   *self,
           double      lower,
           double      upper,
           guint       n_wanted,
           const char *language)
{
  /* Weeks begin on Monday; 1970-01-05 was one. */
  const double monday = 4 * SECONDS_PER_DAY;

  if (lower < -62135596800.0 || upper > 253402300799.0)
    {
      find_linear (self, lower, upper, n_wanted, language);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (time_steps); i++)
    {
      const double step = time_steps[i];
      const double origin = step >= 7 * SECONDS_PER_DAY ? monday : 0;

      if ((upper - lower) / step > n_wanted)
        continue;

      self->step = step;
      for (double at = ceil ((lower - origin) / step) * step + origin;
           at <= upper && self->n_items < JIG_MAX_TICKS;
           at += step)
        add_time (self, at);
      return;
    }

  find_calendar (self, lower, upper, n_wanted);
}

/**
 * jig_ticks_nice_step:
 * @span: how long an axis is, above zero
 * @n_wanted: about how many steps it should have
 *
 * Returns: 1, 2 or 5 times a power of ten, for @n_wanted steps or a few less or more
 */
double
jig_ticks_nice_step (double span,
                     guint  n_wanted)
{
  const double raw = span / MAX (n_wanted, 1);
  const double power = pow (10.0, floor (log10 (raw)));
  const double factor = raw / power;

  if (!isnormal (power))
    return span > 0 ? span : 1.0;
  /* The nearest of 1, 2, 5 and 10 by its ratio. */
  if (factor * factor <= 2)
    return power;
  if (factor * factor <= 10)
    return 2 * power;
  if (factor * factor <= 50)
    return 5 * power;
  return 10 * power;
}

/**
 * jig_ticks_find:
 * @self: (out): the ticks
 * @kind: how the axis spreads values; for categories there are none
 * @lower: where it begins
 * @upper: where it ends, above @lower
 * @n_wanted: how many there should be at most, about
 * @language: (nullable): "ko" abbreviates by 만 and 억, anything else by K and M
 *
 * Finds round numbers, powers of ten or dates, with labels that are short and
 * tell each from the next.
 */
void
jig_ticks_find (JigTicks     *self,
                JigScaleKind  kind,
                double        lower,
                double        upper,
                guint         n_wanted,
                const char   *language)
{
  g_return_if_fail (self != NULL);

  self->n_items = 0;
  self->step = 0;
  if (!isfinite (upper - lower) || lower >= upper)
    return;

  n_wanted = CLAMP (n_wanted, 1, JIG_MAX_TICKS / 2);
  switch (kind)
    {
    case JIG_SCALE_LINEAR:
      find_linear (self, lower, upper, n_wanted, language);
      break;

    case JIG_SCALE_LOG:
      find_log (self, lower, upper, n_wanted, language);
      break;

    case JIG_SCALE_TIME:
      find_time (self, lower, upper, n_wanted, language);
      break;

    case JIG_SCALE_CATEGORY:
    default:
      break;
    }
}

/* Three digits that mean something; whole numbers below 10,000 in full. */
static void
append_short (GString *text,
              double   value)
{
  const double size = fabs (value);

  if (size == floor (size) && size < LEAST_ABBREVIATED)
    append_fixed (text, value, 0);
  else
    append_fixed (text, value, CLAMP (2 - (int) floor (log10 (size)), 0, 6));
}

/* 0.500 is 0.5, and 10.0 is 10. */
static void
strip_zeros (GString *text)
{
  if (strchr (text->str, '.') == NULL)
    return;

  while (g_str_has_suffix (text->str, "0"))
    g_string_truncate (text, text->len - 1);
  if (g_str_has_suffix (text->str, "."))
    g_string_truncate (text, text->len - 1);
}

/**
 * jig_ticks_dup_number:
 * @value: a number
 * @language: (nullable): see jig_ticks_find()
 *
 * Returns: (transfer full): the number in about three digits, such as "0.137",
 *   "12.3K" or "1.23만"; "–" for what is not finite
 */
char *
jig_ticks_dup_number (double      value,
                      const char *language)
{
  GString *text = g_string_new (NULL);
  const Unit *unit = find_unit (fabs (value), language);

  if (!isfinite (value))
    {
      g_string_append (text, "–");
    }
  else if (is_extreme (fabs (value)))
    {
      append_scientific (text, value, 2);
    }
  else
    {
      append_short (text, value / unit->size);
      strip_zeros (text);
      g_string_append (text, unit->name);
    }

  return g_string_free (text, FALSE);
}

/**
 * jig_ticks_dup_time:
 * @seconds: since 1970-01-01 00:00
 *
 * Returns: (transfer full): such as "2024-03-14", "2024-03-14 15:09" or
 *   "2024-03-14 15:09:26"
 */
char *
jig_ticks_dup_time (double seconds)
{
  g_autoptr(GDateTime) time = NULL;
  const char *format;

  if (fabs (seconds) < 1e12)
    time = g_date_time_new_from_unix_utc ((gint64) floor (seconds));
  if (time == NULL)
    return jig_ticks_dup_number (seconds, NULL);

  if (g_date_time_get_second (time) != 0)
    format = "%Y-%m-%d %H:%M:%S";
  else if (g_date_time_get_hour (time) != 0 || g_date_time_get_minute (time) != 0)
    format = "%Y-%m-%d %H:%M";
  else
    format = "%Y-%m-%d";

  return g_date_time_format (time, format);
}
