/* The shapes that tell series apart where colours do not: markers and hatches.
 * Tested by tests/core/chart/paint.c. */

#include "core/chart/glyphs.h"

#include <math.h>

#define HATCH_DISTANCE 7.0

static void
hatch_lines (cairo_t *cr,
             double   x0,
             double   y0,
             double   x1,
             double   y1,
             double   dx,
             double   dy)
{
  /* Lines with direction (dx, dy), each one distance from the next, over the
   * whole of the clip. */
  const double length = hypot (x1 - x0, y1 - y0);
  const double middle_x = (x0 + x1) / 2;
  const double middle_y = (y0 + y1) / 2;
  const int n = (int) (length / HATCH_DISTANCE / 2) + 1;

  for (int i = -n; i <= n; i++)
    {
      const double x = middle_x - dy * HATCH_DISTANCE * i;
      const double y = middle_y + dx * HATCH_DISTANCE * i;

      cairo_move_to (cr, x - dx * length / 2, y - dy * length / 2);
      cairo_line_to (cr, x + dx * length / 2, y + dy * length / 2);
    }
}

static void
hatch_dots (cairo_t *cr,
            double   x0,
            double   y0,
            double   x1,
            double   y1)
{
  for (double y = y0 + HATCH_DISTANCE / 2; y < y1; y += HATCH_DISTANCE)
    for (double x = x0 + HATCH_DISTANCE / 2; x < x1; x += HATCH_DISTANCE)
      {
        cairo_move_to (cr, x, y);
        cairo_line_to (cr, x, y);
      }
}

/**
 * jig_glyphs_add_hatch:
 * @cr: where to
 * @hatch: which lines
 * @x0: where the area begins
 * @y0: where the area begins
 * @x1: where it ends
 * @y1: where it ends
 *
 * Adds the lines of a hatch over an area to the path, to be stroked. They reach
 * beyond it: clip.
 */
void
jig_glyphs_add_hatch (cairo_t  *cr,
                      JigHatch  hatch,
                      double    x0,
                      double    y0,
                      double    x1,
                      double    y1)
{
  const double slant = G_SQRT2 / 2;

  if (hatch == JIG_HATCH_UP || hatch == JIG_HATCH_CROSS)
    hatch_lines (cr, x0, y0, x1, y1, slant, -slant);
  if (hatch == JIG_HATCH_DOWN || hatch == JIG_HATCH_CROSS)
    hatch_lines (cr, x0, y0, x1, y1, slant, slant);
  if (hatch == JIG_HATCH_HORIZONTAL || hatch == JIG_HATCH_GRID)
    hatch_lines (cr, x0, y0, x1, y1, 1, 0);
  if (hatch == JIG_HATCH_VERTICAL || hatch == JIG_HATCH_GRID)
    hatch_lines (cr, x0, y0, x1, y1, 0, 1);
  if (hatch == JIG_HATCH_DOTS)
    hatch_dots (cr, x0, y0, x1, y1);
}

static void
polygon_path (cairo_t *cr,
              double   x,
              double   y,
              double   radius,
              guint    n_corners,
              double   angle,
              double   inner)
{
  for (guint i = 0; i < n_corners; i++)
    {
      const double r = i % 2 == 1 ? radius * inner : radius;
      const double a = angle + 2 * G_PI * i / n_corners;

      cairo_line_to (cr, x + r * cos (a), y + r * sin (a));
    }
  cairo_close_path (cr);
}

static void
bar_path (cairo_t *cr,
          double   x,
          double   y,
          double   radius,
          double   angle)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);
  cairo_rectangle (cr, -radius, -radius * 0.3, 2 * radius, radius * 0.6);
  cairo_rectangle (cr, -radius * 0.3, -radius, radius * 0.6, 2 * radius);
  cairo_set_matrix (cr, &matrix);
}

/**
 * jig_glyphs_add_marker:
 * @cr: where to
 * @marker: which shape
 * @x: its centre
 * @y: its centre
 * @r: its radius
 *
 * Adds a marker to the path, to be filled. Markers of one radius have about the
 * same area.
 */
void
jig_glyphs_add_marker (cairo_t   *cr,
                       JigMarker  marker,
                       double     x,
                       double     y,
                       double     r)
{
  switch (marker)
    {
    case JIG_MARKER_SQUARE:
      cairo_rectangle (cr, x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      break;

    case JIG_MARKER_TRIANGLE:
      polygon_path (cr, x, y + r * 0.15, r * 1.3, 3, -G_PI_2, 1);
      break;

    case JIG_MARKER_DIAMOND:
      polygon_path (cr, x, y, r * 1.25, 4, 0, 1);
      break;

    case JIG_MARKER_CROSS:
      bar_path (cr, x, y, r * 1.2, G_PI_4);
      break;

    case JIG_MARKER_DOWN:
      polygon_path (cr, x, y - r * 0.15, r * 1.3, 3, G_PI_2, 1);
      break;

    case JIG_MARKER_PLUS:
      bar_path (cr, x, y, r * 1.2, 0);
      break;

    case JIG_MARKER_STAR:
      polygon_path (cr, x, y, r * 1.4, 10, -G_PI_2, 0.45);
      break;

    case JIG_MARKER_CIRCLE:
    case JIG_N_MARKERS:
    default:
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    }
}
