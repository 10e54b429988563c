#include "core/base/stats.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* From so many values on counting bytes beats comparing. */
#define MANY 4096

#define N_DIGITS 8
#define N_DIGIT_VALUES 256
#define SIGN (G_GUINT64_CONSTANT (1) << 63)

/**
 * jig_moments_add:
 * @self: moments
 * @value: one more value
 */
void
jig_moments_add (JigMoments *self,
                 double      value)
{
  double deviation = value - self->mean;

  self->n += 1.0;
  self->mean += deviation / self->n;
  self->m2 += deviation * (value - self->mean);
  self->min = fmin (self->min, value);
  self->max = fmax (self->max, value);
}

/**
 * jig_moments_get_sd:
 * @self: moments
 *
 * Returns: the standard deviation with n - 1 below the line; NaN for fewer than
 *   two values
 */
double
jig_moments_get_sd (const JigMoments *self)
{
  return self->n > 1.0 ? sqrt (self->m2 / (self->n - 1.0)) : NAN;
}

static int
compare (const void *a,
         const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* A whole number that is in the order of the doubles; 0 and -0 are equal. */
static guint64
key_of (double value)
{
  const double plain = value + 0.0;
  guint64 bits;

  memcpy (&bits, &plain, sizeof bits);

  return bits ^ ((guint64) ((gint64) bits >> 63) | SIGN);
}

/* How many values have each byte, for every byte of their keys. */
static void
count_digits (const double *values,
              gsize         n_values,
              gsize         counts[N_DIGITS][N_DIGIT_VALUES])
{
  memset (counts, 0, N_DIGITS * sizeof counts[0]);
  for (gsize i = 0; i < n_values; i++)
    {
      guint64 key = key_of (values[i]);

      for (guint digit = 0; digit < N_DIGITS; digit++)
        counts[digit][key >> 8 * digit & 0xff]++;
    }
}

/* FALSE: all have the same byte there, and nothing was moved. */
static gboolean
sort_by_digit (const double *from,
               double       *to,
               gsize         n_values,
               guint         digit,
               gsize        *counts)
{
  gsize at = 0;

  if (counts[key_of (from[0]) >> 8 * digit & 0xff] == n_values)
    return FALSE;

  for (guint i = 0; i < N_DIGIT_VALUES; i++)
    {
      gsize n = counts[i];

      counts[i] = at;
      at += n;
    }
  for (gsize i = 0; i < n_values; i++)
    to[counts[key_of (from[i]) >> 8 * digit & 0xff]++] = from[i];

  return TRUE;
}

/* Byte by byte from the least one: each time equal bytes keep their order. */
static void
sort_many (double *values,
           gsize   n_values,
           double *room)
{
  gsize counts[N_DIGITS][N_DIGIT_VALUES];
  double *from = values;
  double *to = room;

  count_digits (values, n_values, counts);
  for (guint digit = 0; digit < N_DIGITS; digit++)
    if (sort_by_digit (from, to, n_values, digit, counts[digit]))
      {
        double *other = from;

        from = to;
        to = other;
      }

  if (from != values)
    memcpy (values, from, n_values * sizeof *values);
}

/**
 * jig_stats_sort:
 * @values: (n_values,) numbers, none of them NaN
 * @n_values: how many
 *
 * Equal ones, such as 0 and -0, keep their order.
 */
void
jig_stats_sort (double *values,
                gsize   n_values)
{
  jig_autofree double *room = n_values >= MANY
                              ? jig_alloc (n_values, sizeof *room, _("sorting"), NULL) : NULL;

  /* Where there is no room it only takes longer. */
  if (room != NULL)
    sort_many (values, n_values, room);
  else if (n_values > 1)
    qsort (values, n_values, sizeof *values, compare);
}

/**
 * jig_stats_quantile:
 * @sorted: (n_values,) numbers from the least to the greatest
 * @n_values: how many
 * @share: from 0 to 1
 *
 * Interpolates between neighbours (type 7 of Hyndman and Fan, "Sample quantiles
 * in statistical packages", The American Statistician 1996).
 *
 * Returns: the quantile; NaN of no values
 */
double
jig_stats_quantile (const double *sorted,
                    gsize         n_values,
                    double        share)
{
  double place;
  double rest;
  gsize below;

  g_return_val_if_fail (share >= 0.0 && share <= 1.0, NAN);

  if (n_values == 0)
    return NAN;

  place = share * (double) (n_values - 1);
  below = (gsize) place;
  rest = place - (double) below;
  if (rest == 0.0)
    return sorted[below];

  return sorted[below] + rest * (sorted[below + 1] - sorted[below]);
}

typedef struct
{
  double  value;
  guint32 index;
} Ranked;

/* Merges two neighbouring sorted runs; of equals the one of the left run first. */
static void
merge (const Ranked *runs,
       gsize         n_left,
       gsize         n_all,
       Ranked       *merged)
{
  gsize left = 0;
  gsize right = n_left;

  for (gsize i = 0; i < n_all; i++)
    {
      const gboolean is_left = right == n_all ||
                               (left < n_left && runs[left].value <= runs[right].value);

      merged[i] = runs[is_left ? left++ : right++];
    }
}

/**
 * jig_stats_order:
 * @values: (n_values,) numbers, none of them NaN
 * @n_values: how many, at most 2^32
 * @order: (out caller-allocates): (n_values,) the index of the least value, of
 *   the next, and so on; equals keep their order
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and @order as it was
 */
gboolean
jig_stats_order (const double  *values,
                 gsize          n_values,
                 guint32       *order,
                 GError       **error)
{
  jig_autofree Ranked *memory = jig_alloc (n_values, 2 * sizeof *memory, _("sorting"), error);
  Ranked *from = memory;
  Ranked *to;

  if (memory == NULL)
    return FALSE;

  to = memory + n_values;
  for (gsize i = 0; i < n_values; i++)
    from[i] = (Ranked) { values[i], (guint32) i };

  for (gsize width = 1; width < n_values; width *= 2)
    {
      Ranked *swap = from;

      for (gsize begin = 0; begin < n_values; begin += 2 * width)
        {
          const gsize n_all = MIN (2 * width, n_values - begin);

          merge (from + begin, MIN (width, n_all), n_all, to + begin);
        }
      from = to;
      to = swap;
    }

  for (gsize i = 0; i < n_values; i++)
    order[i] = from[i].index;

  return TRUE;
}
