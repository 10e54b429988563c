#include "core/model/bootstrap.h"

#include "core/base/alloc.h"
#include "core/base/random.h"
#include "core/base/stats.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A percentile interval of 95 %. */
#define LOWER 0.025
#define UPPER 0.975

/* Lemire's method on 32 bits, as in jig_random_below(): a number of a block is
 * taken as it comes, and the rare one that would make some units likelier than
 * others is left out. */
static void
count_draws (JigRandom *stream,
             guint32    n_units,
             guint32   *counts)
{
  const guint32 threshold = -n_units % n_units;

  for (guint32 i = 0; i < n_units;)
    {
      const guint64 product = (guint64) jig_random_uint32 (stream) * n_units;

      if ((guint32) product < threshold)
        continue;
      counts[product >> 32]++;
      i++;
    }
}

/**
 * jig_bootstrap_draw:
 * @self: what to draw from
 * @resample: which of all resamples
 * @counts: (n_units,) overwritten with how often each unit was drawn
 * @drawn: (n_rows,) overwritten with the weight of each row in the resample
 *
 * The same for the same seed and @resample, whatever was drawn before.
 */
void
jig_bootstrap_draw (const JigBootstrap *self,
                    guint64             resample,
                    guint32            *counts,
                    double             *drawn)
{
  JigRandom stream;

  g_return_if_fail (self->n_units > 0 && self->n_units <= G_MAXUINT32);

  jig_random_init (&stream, self->seed, "bootstrap", resample);
  memset (counts, 0, self->n_units * sizeof *counts);
  count_draws (&stream, (guint32) self->n_units, counts);

  for (gsize row = 0; row < self->n_rows; row++)
    drawn[row] = counts[self->groups != NULL ? self->groups[row] : row];

  for (gsize row = 0; row < self->n_rows && self->weights != NULL; row++)
    drawn[row] *= self->weights[row];
}

/**
 * jig_bootstrap_find_interval:
 * @values: (n_values,) of the resamples; sorted. NaN where a resample has no
 *   value, such as an AUC without positive rows
 * @n_values: how many resamples there are
 * @interval: (out caller-allocates): the percentile interval and the standard
 *   error; unknown if fewer than half of the resamples have a value
 */
void
jig_bootstrap_find_interval (double      *values,
                             gsize        n_values,
                             JigInterval *interval)
{
  JigMoments moments = JIG_MOMENTS_INIT;
  gsize n_known = 0;

  *interval = JIG_INTERVAL_UNKNOWN;

  for (gsize i = 0; i < n_values; i++)
    if (isfinite (values[i]))
      {
        values[n_known++] = values[i];
        jig_moments_add (&moments, values[i]);
      }

  if (n_known < 2 || 2 * n_known < n_values)
    return;

  jig_stats_sort (values, n_known);
  interval->low = jig_stats_quantile (values, n_known, LOWER);
  interval->high = jig_stats_quantile (values, n_known, UPPER);
  interval->standard_error = jig_moments_get_sd (&moments);
}

/**
 * jig_bootstrap_get_codes:
 * @column: whose equal cells belong together, such as a person's name
 * @rows: which rows are drawn from
 * @codes: (out caller-allocates): (n_rows,) for jig_bootstrap_number_groups()
 * @error: return location for %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and @codes as they were
 */
gboolean
jig_bootstrap_get_codes (JigColumn      *column,
                         const JigRows  *rows,
                         guint32        *codes,
                         GError        **error)
{
  g_autoptr(JigColumn) category = jig_column_convert (column, JIG_COLUMN_CATEGORY, error);
  const guint32 *ids = jig_rows_get_ids (rows);

  if (category == NULL)
    return FALSE;

  for (gsize i = 0; i < jig_rows_get_size (rows); i++)
    codes[i] = jig_column_get_codes (category)[ids[i]];

  return TRUE;
}

/**
 * jig_bootstrap_number_groups:
 * @codes: (n_rows,) any numbers: rows of one number belong together;
 *   %JIG_CODE_MISSING belongs to nobody
 * @n_rows: how many rows there are
 * @groups: (out caller-allocates): (n_rows,) the groups, counted from 0
 * @n_groups: (out): how many there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and the outputs as they were
 */
gboolean
jig_bootstrap_number_groups (const guint32  *codes,
                             gsize           n_rows,
                             guint32        *groups,
                             gsize          *n_groups,
                             GError        **error)
{
  jig_autofree double *values = jig_alloc (n_rows, sizeof *values, _("groups of rows"), error);
  jig_autofree guint32 *order = NULL;
  gsize n_found = 0;

  if (values == NULL)
    return FALSE;

  order = jig_alloc (n_rows, sizeof *order, _("groups of rows"), error);
  if (order == NULL)
    return FALSE;

  for (gsize row = 0; row < n_rows; row++)
    values[row] = codes[row];
  if (!jig_stats_order (values, n_rows, order, error))
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    {
      const guint32 code = codes[order[i]];

      if (i > 0 && (code != codes[order[i - 1]] || code == JIG_CODE_MISSING))
        n_found++;
      groups[order[i]] = (guint32) n_found;
    }

  *n_groups = n_rows > 0 ? n_found + 1 : 0;

  return TRUE;
}
