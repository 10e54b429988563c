/* Fewer shapes for more points. What comes out is bounded by the number of
 * pixels, whatever the points are: unsorted, outside, not numbers. */

#include "core/chart/thin.h"

#include <math.h>

/* The faintest level that one point leaves: it has to be seen. */
#define FAINTEST 70.0

typedef struct
{
  JigPoint *columns;    /* (n_columns,) top and bottom of each */
  gsize     n_columns;
  gsize     steps;      /* how many columns may still be walked over */
} Thinner;

static void
widen (Thinner *self,
       double   column,
       double   y)
{
  JigPoint *place;

  if (!(column >= 0 && column < (double) self->n_columns))
    return;

  place = &self->columns[(gsize) column];
  if (isnan (place->x))
    {
      *place = (JigPoint) { (float) y, (float) y };
      return;
    }

  place->x = MIN (place->x, (float) y);
  place->y = MAX (place->y, (float) y);
}

/* Widens every column that the line from one point to the next goes through. */
static void
join (Thinner *self,
      double   x_from,
      double   y_from,
      double   x_to,
      double   y_to)
{
  const double low = MIN (x_from, x_to);
  const double high = MAX (x_from, x_to);
  const double slope = (y_to - y_from) / (x_to - x_from);
  const double first = MAX (floor (low) + 1, 0);
  const double last = MIN (floor (high), (double) self->n_columns);

  for (double edge = first; edge <= last && self->steps > 0; edge += 1.0)
    {
      const double y = y_from + slope * (edge - x_from);

      widen (self, edge - 1, y);
      widen (self, edge, y);
      self->steps--;
    }
}

/**
 * jig_thin_columns:
 * @x: (n_points,) in pixels; NaN, like that of @y, is a gap
 * @y: (n_points,) in pixels
 * @n_points: how many there are
 * @left: where the first column begins
 * @columns: (n_columns,) overwritten with the least and greatest y of each
 *   column of one pixel; NaN where the line is not
 * @n_columns: how many columns there are
 *
 * Draws a line of many points as one vertical stroke per pixel column: stroking
 * white noise point by point takes a thousand times as long and looks the same.
 */
void
jig_thin_columns (const double *x,
                  const double *y,
                  gsize         n_points,
                  double        left,
                  JigPoint     *columns,
                  gsize         n_columns)
{
  /* Enough for any line that goes from left to right, and bounded for one that
   * does not. */
  Thinner self = { columns, n_columns, n_points + 16 * n_columns };
  gboolean has_last = FALSE;

  for (gsize i = 0; i < n_columns; i++)
    columns[i] = (JigPoint) { NAN, NAN };

  for (gsize i = 0; i < n_points; i++)
    {
      const gboolean is_there = !isnan (x[i]) && !isnan (y[i]);

      if (is_there)
        widen (&self, floor (x[i] - left), y[i]);
      if (is_there && has_last && floor (x[i] - left) != floor (x[i - 1] - left))
        join (&self, x[i - 1] - left, y[i - 1], x[i] - left, y[i]);
      has_last = is_there;
    }
}

/* Points that follow each other in one column of pixels. */
typedef struct
{
  gsize first;
  gsize last;
  gsize least;
  gsize most;
} Run;

static gboolean
add_run (const Run    *run,
         const double *x,
         const double *y,
         JigPoint     *line,
         gsize        *n,
         gsize         most_points)
{
  const gsize order[4] = { run->first, MIN (run->least, run->most), MAX (run->least, run->most),
                           run->last };

  for (guint i = 0; i < 4; i++)
    {
      if (i > 0 && order[i] == order[i - 1])
        continue;
      if (*n == most_points)
        return FALSE;

      line[(*n)++] = (JigPoint) { (float) x[order[i]], (float) y[order[i]] };
    }

  return TRUE;
}

static gboolean
is_gap (const double *x,
        const double *y,
        gsize         i)
{
  return isnan (x[i]) || isnan (y[i]);
}

/**
 * jig_thin_line:
 * @x: (n_points,) in pixels; NaN, like that of @y, is a gap
 * @y: (n_points,) in pixels
 * @n_points: how many there are
 * @line: (most_points,) overwritten with fewer points, gaps among them
 * @most_points: how many there may be
 *
 * Keeps of the points that follow each other in one column of pixels the first, the
 * last and the extremes: what is drawn through them looks the same (Jugel et al.,
 * "M4: a visualization-oriented time series data aggregation", 2014).
 *
 * Returns: how many points are left; 0 if they are more than @most_points
 */
gsize
jig_thin_line (const double *x,
               const double *y,
               gsize         n_points,
               JigPoint     *line,
               gsize         most_points)
{
  gsize n = 0;

  for (gsize i = 0; i < n_points;)
    {
      Run run = { i, i, i, i };
      gsize next = i + 1;

      if (is_gap (x, y, i))
        {
          if (n == most_points)
            return 0;
          line[n++] = (JigPoint) { NAN, NAN };
          while (next < n_points && is_gap (x, y, next))
            next++;
          i = next;
          continue;
        }

      for (; next < n_points && !is_gap (x, y, next) && floor (x[next]) == floor (x[i]); next++)
        {
          run.last = next;
          if (y[next] < y[run.least])
            run.least = next;
          if (y[next] > y[run.most])
            run.most = next;
        }
      if (!add_run (&run, x, y, line, &n, most_points))
        return 0;
      i = next;
    }

  return n;
}

/* The cell that a point falls into, or n_rows * n_columns. */
static gsize
find_cell (double  x,
           double  y,
           JigRect area,
           gsize   n_rows,
           gsize   n_columns)
{
  const double column = (x - area.x) / area.width * (double) n_columns;
  const double row = (y - area.y) / area.height * (double) n_rows;

  /* Also false for NaN. The far edges belong to the last cells. */
  if (!(column >= 0 && column <= (double) n_columns && row >= 0 && row <= (double) n_rows))
    return n_rows * n_columns;

  return MIN ((gsize) row, n_rows - 1) * n_columns + MIN ((gsize) column, n_columns - 1);
}

/**
 * jig_thin_density:
 * @x: (n_points,) in pixels
 * @y: (n_points,) in pixels
 * @n_points: how many there are
 * @area: what the cells cover
 * @counts: (n_rows, n_columns) zeros; overwritten with the points of each cell
 * @levels: (n_rows, n_columns) overwritten with the logarithm of the counts,
 *   from 0 for none to 255 for the fullest cell
 * @n_rows: how many rows of cells
 * @n_columns: how many columns of cells
 *
 * Draws many points as a picture of how many there are.
 */
void
jig_thin_density (const double *x,
                  const double *y,
                  gsize         n_points,
                  JigRect       area,
                  guint32      *counts,
                  guint8       *levels,
                  gsize         n_rows,
                  gsize         n_columns)
{
  guint32 most = 0;
  double scale;

  g_return_if_fail (n_rows > 0 && n_columns > 0);

  for (gsize i = 0; i < n_points; i++)
    {
      const gsize cell = find_cell (x[i], y[i], area, n_rows, n_columns);

      if (cell < n_rows * n_columns)
        {
          counts[cell]++;
          most = MAX (most, counts[cell]);
        }
    }

  scale = most > 1 ? (255.0 - FAINTEST) / log ((double) most) : 0.0;

  for (gsize i = 0; i < n_rows * n_columns; i++)
    levels[i] = counts[i] == 0 ? 0
                               : (guint8) (FAINTEST + scale * log ((double) counts[i]) + 0.5);
}

/**
 * jig_thin_means:
 * @x: (n_points,) in pixels
 * @y: (n_points,) in pixels
 * @shares: (n_points,) values from 0 to 1, or NaN
 * @n_points: how many there are
 * @area: what the cells cover
 * @sums: (n_rows, n_columns, 2) zeros; overwritten with sums and counts
 * @levels: (n_rows, n_columns) overwritten with the mean of each cell, from 1 to
 *   255; 0 where no point is
 * @n_rows: how many rows of cells
 * @n_columns: how many columns of cells
 *
 * Draws many points with a value each as a picture of their means.
 */
void
jig_thin_means (const double *x,
                const double *y,
                const double *shares,
                gsize         n_points,
                JigRect       area,
                double       *sums,
                guint8       *levels,
                gsize         n_rows,
                gsize         n_columns)
{
  g_return_if_fail (n_rows > 0 && n_columns > 0);

  for (gsize i = 0; i < n_points; i++)
    {
      const gsize cell = find_cell (x[i], y[i], area, n_rows, n_columns);

      if (cell == n_rows * n_columns || isnan (shares[i]))
        continue;

      sums[2 * cell] += shares[i];
      sums[2 * cell + 1] += 1;
    }

  for (gsize i = 0; i < n_rows * n_columns; i++)
    levels[i] = sums[2 * i + 1] > 0
                  ? (guint8) (1.5 + 254 * CLAMP (sums[2 * i] / sums[2 * i + 1], 0.0, 1.0)) : 0;
}

/**
 * jig_thin_even:
 * @n_items: how many there are
 * @n_wanted: how many are wanted, at most @n_items
 * @i: which of those
 *
 * Returns: the @i-th of @n_wanted evenly spaced items; the first and the last
 *   are among them
 */
gsize
jig_thin_even (gsize n_items,
               gsize n_wanted,
               gsize i)
{
  g_return_val_if_fail (n_wanted <= n_items && i < n_wanted, 0);

  if (n_wanted == 1)
    return 0;

  return (gsize) ((double) i * (double) (n_items - 1) / (double) (n_wanted - 1) + 0.5);
}
