#include "core/data/column-bars.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/* The bar of @value between @least and @greatest, both of which have one. */
static gsize
find_bar (double value,
          double least,
          double greatest)
{
  const double share = greatest > least ? value / (greatest - least) - least / (greatest - least)
                                        : 0.0;

  return MIN ((gsize) (CLAMP (share, 0.0, 1.0) * JIG_COLUMN_N_BARS), JIG_COLUMN_N_BARS - 1);
}

/* Halved, so that no difference of two doubles overflows. */
static void
count_values (const JigColumn *column,
              JigColumnBars   *bars)
{
  const gsize n_rows = jig_column_get_n_rows (column);
  double least = INFINITY;
  double greatest = -INFINITY;

  for (gsize row = 0; row < n_rows; row++)
    {
      const double value = jig_column_get_number (column, row) / 2.0;

      if (isfinite (value))
        {
          least = MIN (least, value);
          greatest = MAX (greatest, value);
        }
    }
  if (least > greatest)
    return;

  bars->n_bars = JIG_COLUMN_N_BARS;
  for (gsize row = 0; row < n_rows; row++)
    {
      const double value = jig_column_get_number (column, row) / 2.0;

      if (isfinite (value))
        bars->counts[find_bar (value, least, greatest)]++;
    }
}

static int
compare_counts (const void *a,
                const void *b)
{
  const guint32 x = *(const guint32 *) a;
  const guint32 y = *(const guint32 *) b;

  return x == y ? 0 : x < y ? 1 : -1;
}

static gboolean
count_levels (const JigColumn *column,
              JigColumnBars   *bars,
              GError         **error)
{
  const guint32 *codes = jig_column_get_codes (column);
  const gsize n_levels = jig_string_table_get_size (jig_column_get_levels (column));
  jig_autofree guint32 *counts = jig_alloc (n_levels, sizeof *counts, "counts", error);

  if (counts == NULL)
    return FALSE;

  for (gsize row = 0; row < jig_column_get_n_rows (column); row++)
    if (codes[row] != JIG_CODE_MISSING)
      counts[codes[row]]++;

  qsort (counts, n_levels, sizeof *counts, compare_counts);
  while (bars->n_bars < MIN (n_levels, JIG_COLUMN_N_BARS) && counts[bars->n_bars] > 0)
    {
      bars->counts[bars->n_bars] = counts[bars->n_bars];
      bars->n_bars++;
    }

  return TRUE;
}

static void
count_booleans (const JigColumn *column,
                JigColumnBars   *bars)
{
  const guint8 *booleans = jig_column_get_booleans (column);
  guint32 counts[3] = { 0 };

  for (gsize row = 0; row < jig_column_get_n_rows (column); row++)
    counts[booleans[row]]++;

  if (counts[0] + counts[1] == 0)
    return;

  bars->n_bars = 2;
  bars->counts[0] = MAX (counts[0], counts[1]);
  bars->counts[1] = MIN (counts[0], counts[1]);
}

/**
 * jig_column_bars_count:
 * @column: any column
 * @bars: (out): its shape
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_column_bars_count (const JigColumn *column,
                       JigColumnBars   *bars,
                       GError         **error)
{
  g_return_val_if_fail (column != NULL && bars != NULL, FALSE);

  *bars = (JigColumnBars) { 0 };

  switch (jig_column_get_type_id (column))
    {
    case JIG_COLUMN_NUMBER:
    case JIG_COLUMN_TIME:
      count_values (column, bars);
      return TRUE;

    case JIG_COLUMN_CATEGORY:
      return count_levels (column, bars, error);

    case JIG_COLUMN_BOOLEAN:
      count_booleans (column, bars);
      return TRUE;

    case JIG_COLUMN_TEXT:
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

/**
 * jig_column_bars_count_all:
 * @frame: a table
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Returns: (transfer full): (n_columns,) from jig_alloc(), or %NULL with @error set
 */
JigColumnBars *
jig_column_bars_count_all (const JigFrame    *frame,
                           const JigProgress *progress,
                           GError           **error)
{
  const gsize n_columns = jig_frame_get_n_columns (frame);
  jig_autofree JigColumnBars *bars = jig_alloc (n_columns, sizeof *bars, "histograms", error);

  if (bars == NULL)
    return NULL;

  for (gsize i = 0; i < n_columns; i++)
    if (!jig_progress_step (progress, i, n_columns, _("Counting values"), error) ||
        !jig_column_bars_count (jig_frame_get_column (frame, i), &bars[i], error))
      return NULL;

  return g_steal_pointer (&bars);
}
