#include "core/view/buckets.h"

#include <math.h>

#include "core/base/alloc.h"
#include "core/base/stats.h"
#include "core/chart/ticks.h"

#define FEWEST      8
#define MOST        50
#define FAR         20.0     /* times the extent of the middle 99 % */
#define DAY         86400.0
#define FIRST_MONDAY (4 * DAY)

/* What people count times in, in seconds. */
static const double time_steps[] = {
  1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, DAY, 2 * DAY,
  7 * DAY, 14 * DAY, 28 * DAY, 91 * DAY, 182 * DAY, 364 * DAY, 728 * DAY, 1820 * DAY,
};

/* Where the buckets begin, and how wide each is. */
typedef struct
{
  double origin;
  double step;
} Ruler;

static gboolean
are_whole (const double *values,
           gsize         n_values)
{
  for (gsize i = 0; i < n_values; i++)
    if (values[i] != floor (values[i]) || fabs (values[i]) > 1e15)
      return FALSE;

  return TRUE;
}

/* A few values far away would press all others into one bucket. */
static void
find_middle (const double *sorted,
             gsize         n_values,
             gsize        *begin,
             gsize        *end)
{
  const double low = jig_stats_quantile (sorted, n_values, 0.005);
  const double high = jig_stats_quantile (sorted, n_values, 0.995);
  const double margin = (high - low) / 10;

  *begin = 0;
  *end = n_values;
  if (high == low || sorted[n_values - 1] - sorted[0] <= FAR * (high - low))
    return;

  while (sorted[*begin] < low - margin)
    (*begin)++;
  while (sorted[*end - 1] > high + margin)
    (*end)--;
}

/* The rule of Freedman and Diaconis ("On the histogram as a density estimator: L2
 * theory", 1981): twice the middle half over the cube root of the count. */
static guint
count_wanted (const double *sorted,
              gsize         n_values)
{
  const double half = jig_stats_quantile (sorted, n_values, 0.75)
                      - jig_stats_quantile (sorted, n_values, 0.25);
  const double width = 2 * half / cbrt ((double) n_values);
  const double range = sorted[n_values - 1] - sorted[0];

  return width > 0 ? (guint) CLAMP (range / width, FEWEST, MOST) : FEWEST;
}

/* Days are not counted by the hour, nor hours by the minute. */
static double
find_grain (const double *times,
            gsize         n_times)
{
  static const double grains[] = { DAY, 3600, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (grains); i++)
    {
      gsize n = 0;

      while (n < n_times && fmod (times[n], grains[i]) == 0)
        n++;
      if (n == n_times)
        return grains[i];
    }

  return 1;
}

static Ruler
find_time_ruler (const double *sorted,
                 gsize         n_values)
{
  const double range = sorted[n_values - 1] - sorted[0];
  const double grain = find_grain (sorted, n_values);
  const guint n_wanted = count_wanted (sorted, n_values);

  for (guint i = 0; i < G_N_ELEMENTS (time_steps); i++)
    if (time_steps[i] >= grain && range / time_steps[i] <= n_wanted)
      return (Ruler) { time_steps[i] >= 7 * DAY ? FIRST_MONDAY : 0, time_steps[i] };

  return (Ruler) { 0, jig_ticks_nice_step (range, n_wanted) };
}

/* Whole numbers stand in the middle of their bucket. */
static Ruler
find_ruler (const double *sorted,
            gsize         n_values,
            gboolean      are_times)
{
  const double lower = sorted[0];
  const double upper = sorted[n_values - 1];
  double step;

  if (lower == upper)
    {
      step = are_times ? DAY : MAX (1.0, fabs (lower) * 1e-3);
      return (Ruler) { lower - step / 2, step };
    }
  if (are_times)
    return find_time_ruler (sorted, n_values);

  if (!are_whole (sorted, n_values))
    return (Ruler) { 0, jig_ticks_nice_step (upper - lower, count_wanted (sorted, n_values)) };

  step = upper - lower < MOST ? 1.0
                              : jig_ticks_nice_step (upper - lower,
                                                     count_wanted (sorted, n_values));
  return (Ruler) { -0.5, MAX (step, 1.0) };
}

static void
count_values (JigBuckets   *self,
              const double *sorted,
              gsize         n_values,
              const Ruler  *ruler,
              double        first)
{
  for (gsize i = 0; i <= self->n_buckets; i++)
    self->edges[i] = ruler->origin + (first + (double) i) * ruler->step;

  for (gsize i = 0; i < n_values; i++)
    {
      const double place = floor ((sorted[i] - ruler->origin) / ruler->step) - first;

      self->counts[(gsize) CLAMP (place, 0, (double) self->n_buckets - 1)] += 1;
    }
}

/**
 * jig_buckets_fill:
 * @self: (out): the buckets
 * @sorted: (n_values,) rising, at most 1e300 in size
 * @n_values: how many there are
 * @are_times: seconds since 1970
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Counts values in buckets that begin at round numbers.
 *
 * Returns: %TRUE, or %FALSE with @error set and @self empty
 */
gboolean
jig_buckets_fill (JigBuckets    *self,
                  const double  *sorted,
                  gsize          n_values,
                  gboolean       are_times,
                  GError       **error)
{
  gsize begin, end;
  Ruler ruler;
  double first, last;

  *self = (JigBuckets) { NULL, NULL, 0, 0 };
  if (n_values == 0)
    return TRUE;

  find_middle (sorted, n_values, &begin, &end);
  ruler = find_ruler (sorted + begin, end - begin, are_times);
  first = floor ((sorted[begin] - ruler.origin) / ruler.step);
  last = floor ((sorted[end - 1] - ruler.origin) / ruler.step);

  self->n_outside = n_values - (end - begin);
  self->n_buckets = (gsize) (last - first) + 1;
  self->edges = jig_alloc (self->n_buckets + 1, sizeof *self->edges, "the histogram", error);
  if (self->edges != NULL)
    self->counts = jig_alloc (self->n_buckets, sizeof *self->counts, "the histogram", error);
  if (self->counts == NULL)
    {
      jig_buckets_clear (self);
      return FALSE;
    }

  count_values (self, sorted + begin, end - begin, &ruler, first);
  return TRUE;
}

/**
 * jig_buckets_clear:
 * @self: buckets
 *
 * Empties them.
 */
void
jig_buckets_clear (JigBuckets *self)
{
  jig_free (self->edges);
  jig_free (self->counts);
  *self = (JigBuckets) { NULL, NULL, 0, 0 };
}
