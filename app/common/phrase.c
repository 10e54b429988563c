#include "app/common/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * jig_phrase_count:
 * @n: a number of things
 *
 * Returns: (transfer full): "1,204,332", with the marks of the user's place
 */
char *
jig_phrase_count (guint64 n)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, n);
}

/**
 * jig_phrase_duration:
 * @seconds: how long
 *
 * Returns: (transfer full): "0.4 s", "12 s", "3 min 20 s" or "2 h 5 min"
 */
char *
jig_phrase_duration (double seconds)
{
  long whole = lround (CLAMP (seconds, 0.0, 1e9));

  if (seconds < 9.95)
    return g_strdup_printf (_("%.1f s"), MAX (seconds, 0.0));
  if (whole < 60)
    return g_strdup_printf (_("%ld s"), whole);
  if (whole < 3600)
    return g_strdup_printf (_("%ld min %ld s"), whole / 60, whole % 60);

  return g_strdup_printf (_("%ld h %ld min"), whole / 3600, whole % 3600 / 60);
}

/**
 * jig_phrase_number:
 * @value: any number
 *
 * Returns: (transfer full): @value with up to five digits that matter
 */
char *
jig_phrase_number (double value)
{
  double size = fabs (value);

  if (!isfinite (value))
    return g_strdup (_("none"));
  if (value == trunc (value) && size < 1e15)
    return g_strdup_printf ("%'.0f", value);
  if (size >= 1e15 || size < 1e-4)
    return g_strdup_printf ("%.3g", value);
  if (size >= 1000.0)
    return g_strdup_printf ("%'.1f", value);

  return g_strdup_printf ("%.4g", value);
}

/**
 * jig_phrase_percent:
 * @share: from 0 to 1
 *
 * Never says 0 % of something, nor 100 % of what is not all.
 *
 * Returns: (transfer full): "12.5 %"
 */
char *
jig_phrase_percent (double share)
{
  double percent = share * 100.0;

  if (share > 0.0 && percent < 0.1)
    percent = 0.1;
  if (share < 1.0 && percent > 99.9)
    percent = 99.9;
  if (percent == trunc (percent))
    return g_strdup_printf (_("%.0f %%"), percent);

  return g_strdup_printf (_("%.1f %%"), percent);
}
