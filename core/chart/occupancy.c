#include "core/chart/occupancy.h"

#include <math.h>
#include <string.h>

#include "core/base/alloc.h"

#define CELL 4.0    /* pixels */

/**
 * jig_occupancy_open:
 * @self: (out): nothing is drawn yet
 * @drawing: what the cells are allocated for
 * @area: what is looked at
 *
 * Begins to take notes. A failure is remembered by @drawing.
 */
void
jig_occupancy_open (JigOccupancy *self,
                    JigDrawing   *drawing,
                    JigRect       area)
{
  self->area = area;
  self->n_rows = (gsize) ceil (MAX (area.height, 0) / CELL) + 1;
  self->n_columns = (gsize) ceil (MAX (area.width, 0) / CELL) + 1;
  self->cells = jig_drawing_alloc (drawing, self->n_rows, self->n_columns);
}

void
jig_occupancy_clear (JigOccupancy *self)
{
  g_clear_pointer (&self->cells, jig_free);
}

/* The cells that @rect touches: from the first to before the second. Empty if it is
 * outside or not a number. */
static gboolean
find_cells (const JigOccupancy *self,
            JigRect             rect,
            gsize               rows[2],
            gsize               columns[2])
{
  const double left = floor ((rect.x - self->area.x) / CELL);
  const double right = floor ((rect.x + rect.width - self->area.x) / CELL);
  const double top = floor ((rect.y - self->area.y) / CELL);
  const double bottom = floor ((rect.y + rect.height - self->area.y) / CELL);

  /* Also false for NaN. */
  if (!(right >= 0 && bottom >= 0 && left < (double) self->n_columns
        && top < (double) self->n_rows))
    return FALSE;

  rows[0] = (gsize) MAX (top, 0);
  rows[1] = (gsize) MIN (bottom + 1, (double) self->n_rows);
  columns[0] = (gsize) MAX (left, 0);
  columns[1] = (gsize) MIN (right + 1, (double) self->n_columns);
  return TRUE;
}

/**
 * jig_occupancy_add_rect:
 * @self: an occupancy
 * @rect: where something is drawn
 *
 * Notes that.
 */
void
jig_occupancy_add_rect (JigOccupancy *self,
                        JigRect       rect)
{
  gsize rows[2], columns[2];

  if (self->cells == NULL || !find_cells (self, rect, rows, columns))
    return;

  for (gsize row = rows[0]; row < rows[1]; row++)
    memset (self->cells + row * self->n_columns + columns[0], 1, columns[1] - columns[0]);
}

/**
 * jig_occupancy_add_line:
 * @self: an occupancy
 * @x_from: where a line begins
 * @y_from: where it begins
 * @x_to: where it ends
 * @y_to: where it ends
 *
 * Notes where the line goes through the area.
 */
void
jig_occupancy_add_line (JigOccupancy *self,
                        double        x_from,
                        double        y_from,
                        double        x_to,
                        double        y_to)
{
  const double dx = x_to - x_from;
  const double dy = y_to - y_from;
  const double length = MAX (fabs (dx), fabs (dy));
  double begin = 0;
  double end = 1;
  gsize n_steps;

  if (self->cells == NULL || isnan (length))
    return;

  /* Only the part that is inside from left to right: a line may come from far away. */
  if (dx != 0)
    {
      const double first = (self->area.x - x_from) / dx;
      const double second = (self->area.x + self->area.width - x_from) / dx;

      begin = MAX (begin, MIN (first, second));
      end = MIN (end, MAX (first, second));
    }
  if (dy != 0)
    {
      const double first = (self->area.y - y_from) / dy;
      const double second = (self->area.y + self->area.height - y_from) / dy;

      begin = MAX (begin, MIN (first, second));
      end = MIN (end, MAX (first, second));
    }

  if (begin > end)
    return;

  n_steps = (gsize) ceil ((end - begin) * length / (CELL / 2));
  for (gsize i = 0; i <= n_steps; i++)
    {
      const double at = begin + (end - begin) * (double) i / (double) MAX (n_steps, 1);

      jig_occupancy_add_rect (self, (JigRect) { x_from + at * dx, y_from + at * dy, 0, 0 });
    }
}

/**
 * jig_occupancy_is_free:
 * @self: an occupancy
 * @rect: where a label would stand
 *
 * Returns: whether nothing is drawn there
 */
gboolean
jig_occupancy_is_free (const JigOccupancy *self,
                       JigRect             rect)
{
  gsize rows[2], columns[2];

  if (self->cells == NULL || !find_cells (self, rect, rows, columns))
    return TRUE;

  for (gsize row = rows[0]; row < rows[1]; row++)
    if (memchr (self->cells + row * self->n_columns + columns[0], 1, columns[1] - columns[0]))
      return FALSE;

  return TRUE;
}
