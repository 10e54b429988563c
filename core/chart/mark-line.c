/* A line through points, with an area below it or a band around it.
 * Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/chart/thin.h"

#define LINE_WIDTH       2.0
#define POINT_RADIUS     3.5
#define BAND_ALPHA       0.18
#define PADDING          0.04
#define POINTS_PER_PIXEL 2
#define BUSY             6       /* a line this many times as long as the area is high */

/* All in pixels, (n_items,), or NULL. */
typedef struct
{
  double *x;
  double *y;
  double *low;
  double *high;
} Pixels;

static void
extent (const JigMark *self,
        JigAxis        axis,
        JigExtent     *extent)
{
  const JigScaleKind kind = self->panel->axes[axis].kind;

  if (axis == JIG_AXIS_X)
    {
      jig_mark_widen (self, JIG_CHANNEL_X, kind, extent);
      return;
    }

  jig_mark_widen (self, JIG_CHANNEL_Y, kind, extent);
  jig_mark_widen (self, JIG_CHANNEL_LOW, kind, extent);
  jig_mark_widen (self, JIG_CHANNEL_HIGH, kind, extent);
  extent->pad = MAX (extent->pad, PADDING);
  if (self->flags & JIG_MARK_AREA)
    extent->has_zero = TRUE;
}

static guint
find_dash (const JigMark *self)
{
  if (self->flags & JIG_MARK_MUTED)
    return JIG_DASH_RULE;

  return self->tone == JIG_TONE_NONE ? self->series % JIG_N_SERIES : JIG_DASH_SOLID;
}

static gsize
count_columns (const JigPlot *plot)
{
  return (gsize) plot->area.width + 1;
}

static gboolean
is_dense (const JigMark *self,
          const JigPlot *plot)
{
  return self->n_items > POINTS_PER_PIXEL * count_columns (plot);
}

static void
add_columns (const JigMark *self,
             JigPlot       *plot,
             const Pixels  *pixels)
{
  const gsize n_columns = count_columns (plot);
  JigShape *shape = jig_drawing_add (plot->drawing, JIG_SHAPE_COLUMNS);
  JigPoint *columns;

  shape->rect.x = plot->area.x;
  shape->stroke = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
  shape->width = 1.5;
  columns = jig_drawing_add_points (plot->drawing, n_columns);
  if (columns == NULL)
    return;

  jig_thin_columns (pixels->x, pixels->y, self->n_items, plot->area.x, columns, n_columns);
  for (gsize i = 0; i < n_columns; i++)
    jig_occupancy_add_rect (&plot->occupancy,
                            (JigRect) { plot->area.x + (double) i, (double) columns[i].x, 1,
                                        (double) columns[i].y - (double) columns[i].x });
}

static double
travel (const JigPoint *points,
        gsize           n_points)
{
  double sum = 0;

  for (gsize i = 1; i < n_points; i++)
    {
      const double step = fabs ((double) points[i].y - (double) points[i - 1].y);

      sum += isnan (step) ? 0 : step;
    }

  return sum;
}

/* A calm line of very many points is still a line, with its width and its dashes. */
static gboolean
add_thinned (const JigMark *self,
             JigPlot       *plot,
             const Pixels  *pixels)
{
  const gsize most_points = 4 * count_columns (plot);
  jig_autofree JigPoint *line = jig_drawing_alloc (plot->drawing, most_points, sizeof *line);
  JigShape *shape;
  JigPoint *points;
  gsize n;

  if (line == NULL)
    return FALSE;

  n = jig_thin_line (pixels->x, pixels->y, self->n_items, line, most_points);
  if (n == 0 || travel (line, n) > BUSY * plot->area.height)
    return FALSE;

  shape = jig_drawing_add (plot->drawing, JIG_SHAPE_POLYLINE);
  shape->stroke = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
  shape->width = LINE_WIDTH;
  shape->dash = find_dash (self);
  points = jig_drawing_add_points (plot->drawing, n);
  if (points != NULL)
    memcpy (points, line, n * sizeof *points);
  for (gsize i = 1; i < n; i++)
    jig_occupancy_add_line (&plot->occupancy, (double) line[i - 1].x, (double) line[i - 1].y,
                            (double) line[i].x, (double) line[i].y);

  return TRUE;
}

/* Where the line is drawn, no label shall stand. */
static void
occupy (const JigMark *self,
        JigPlot       *plot,
        const Pixels  *pixels)
{
  const gboolean is_step = self->flags & JIG_MARK_STEP;

  for (gsize i = 1; i < self->n_items; i++)
    {
      const double corner = is_step ? pixels->y[i - 1] : pixels->y[i];

      if (is_step)
        jig_occupancy_add_line (&plot->occupancy, pixels->x[i - 1], corner, pixels->x[i], corner);
      jig_occupancy_add_line (&plot->occupancy, pixels->x[is_step ? i : i - 1],
                              pixels->y[i - 1], pixels->x[i], pixels->y[i]);
    }
}

static void
add_polyline (const JigMark *self,
              JigPlot       *plot,
              const Pixels  *pixels)
{
  JigShape *shape = jig_drawing_add (plot->drawing, JIG_SHAPE_POLYLINE);

  shape->stroke = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
  shape->width = LINE_WIDTH;
  shape->dash = find_dash (self);
  occupy (self, plot, pixels);
  for (gsize i = 0; i < self->n_items; i++)
    {
      if (i > 0 && (self->flags & JIG_MARK_STEP))
        jig_drawing_add_point (plot->drawing, pixels->x[i], pixels->y[i - 1]);
      jig_drawing_add_point (plot->drawing, pixels->x[i], pixels->y[i]);
    }
}

static void
add_points (const JigMark *self,
            JigPlot       *plot,
            const Pixels  *pixels)
{
  JigShape *shape = jig_drawing_add (plot->drawing, JIG_SHAPE_STAMPS);

  shape->fill = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
  shape->stroke = JIG_INK (JIG_TONE_BACKGROUND);
  shape->width = 1.0;
  shape->radius = POINT_RADIUS;
  shape->marker = self->series % JIG_N_MARKERS;
  for (gsize i = 0; i < self->n_items; i++)
    jig_drawing_add_point (plot->drawing, pixels->x[i], pixels->y[i]);
}

static gboolean
is_gap (const Pixels *pixels,
        const double *low,
        const double *high,
        gsize         i)
{
  return isnan (pixels->x[i]) || isnan (low[i]) || isnan (high[i]);
}

/* One polygon for each stretch without a gap: there along @high, back along @low. */
static void
add_polygons (const JigMark *self,
              JigPlot       *plot,
              const Pixels  *pixels,
              const double  *low,
              const double  *high)
{
  for (gsize begin = 0; begin < self->n_items; begin++)
    {
      gsize end = begin;
      JigShape *shape;

      while (end < self->n_items && !is_gap (pixels, low, high, end))
        end++;
      if (end - begin < 2)
        continue;

      shape = jig_drawing_add (plot->drawing, JIG_SHAPE_POLYGON);
      shape->fill = jig_mark_get_ink (self, JIG_NO_ITEM, BAND_ALPHA);
      for (gsize i = begin; i < end; i++)
        {
          if (i > begin && (self->flags & JIG_MARK_STEP))
            jig_drawing_add_point (plot->drawing, pixels->x[i], high[i - 1]);
          jig_drawing_add_point (plot->drawing, pixels->x[i], high[i]);
        }
      for (gsize i = end; i-- > begin;)
        {
          jig_drawing_add_point (plot->drawing, pixels->x[i], low[i]);
          if (i > begin && (self->flags & JIG_MARK_STEP))
            jig_drawing_add_point (plot->drawing, pixels->x[i], low[i - 1]);
        }
      begin = end;
    }
}

/* The same where points are denser than pixels. */
static void
add_band_columns (const JigMark *self,
                  JigPlot       *plot,
                  const Pixels  *pixels,
                  const double  *low,
                  const double  *high)
{
  const gsize n_columns = count_columns (plot);
  jig_autofree JigPoint *other = jig_drawing_alloc (plot->drawing, n_columns, sizeof *other);
  JigShape *shape = jig_drawing_add (plot->drawing, JIG_SHAPE_COLUMNS);
  JigPoint *columns;

  shape->rect.x = plot->area.x;
  shape->stroke = jig_mark_get_ink (self, JIG_NO_ITEM, BAND_ALPHA);
  columns = jig_drawing_add_points (plot->drawing, n_columns);
  if (columns == NULL)
    return;

  jig_thin_columns (pixels->x, low, self->n_items, plot->area.x, columns, n_columns);
  jig_thin_columns (pixels->x, high, self->n_items, plot->area.x, other, n_columns);
  for (gsize i = 0; i < n_columns; i++)
    {
      columns[i].x = MIN (columns[i].x, other[i].x);
      columns[i].y = MAX (columns[i].y, other[i].y);
    }
}

static void
add_band (const JigMark *self,
          JigPlot       *plot,
          const Pixels  *pixels,
          const double  *low,
          const double  *high)
{
  if (is_dense (self, plot))
    add_band_columns (self, plot, pixels, low, high);
  else
    add_polygons (self, plot, pixels, low, high);
}

static void
add_area (const JigMark *self,
          JigPlot       *plot,
          const Pixels  *pixels)
{
  jig_autofree double *floor_y = jig_drawing_alloc (plot->drawing, self->n_items,
                                                    sizeof *floor_y);
  const JigScale *scale = &plot->scales[JIG_AXIS_Y];
  const double zero = scale->kind == JIG_SCALE_LINEAR ? jig_scale_to_pixel (scale, 0)
                                                      : scale->from;

  if (floor_y == NULL)
    return;

  for (gsize i = 0; i < self->n_items; i++)
    floor_y[i] = isnan (pixels->y[i]) ? NAN : zero;
  add_band (self, plot, pixels, floor_y, pixels->y);
}

static void
add_items (const JigMark *self,
           JigPlot       *plot,
           const Pixels  *pixels)
{
  JigItemBox *boxes = jig_plot_add_items (plot, self);

  for (gsize i = 0; boxes != NULL && i < self->n_items; i++)
    if (!isnan (pixels->x[i]) && !isnan (pixels->y[i]))
      boxes[i] = (JigItemBox) { (float) pixels->x[i], (float) pixels->y[i], 0, 0 };
}

static void
draw (const JigMark *self,
      JigPlot       *plot,
      const Pixels  *pixels)
{
  jig_plot_clip (plot);
  if (self->flags & JIG_MARK_AREA)
    add_area (self, plot, pixels);
  if (pixels->low != NULL && pixels->high != NULL)
    add_band (self, plot, pixels, pixels->low, pixels->high);

  if (!is_dense (self, plot))
    add_polyline (self, plot, pixels);
  else if (!add_thinned (self, plot, pixels))
    add_columns (self, plot, pixels);
  if (((self->flags & JIG_MARK_POINTS) || self->n_items == 1) && !is_dense (self, plot))
    add_points (self, plot, pixels);
  jig_drawing_pop_clip (plot->drawing);

  add_items (self, plot, pixels);
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  Pixels pixels = { NULL, NULL, NULL, NULL };

  if (self->n_items == 0)
    return;

  pixels.x = jig_plot_dup_pixels (plot, self, JIG_AXIS_X, JIG_CHANNEL_X);
  pixels.y = jig_plot_dup_pixels (plot, self, JIG_AXIS_Y, JIG_CHANNEL_Y);
  if (self->channels[JIG_CHANNEL_LOW] != NULL)
    {
      pixels.low = jig_plot_dup_pixels (plot, self, JIG_AXIS_Y, JIG_CHANNEL_LOW);
      pixels.high = jig_plot_dup_pixels (plot, self, JIG_AXIS_Y, JIG_CHANNEL_HIGH);
    }

  if (pixels.x != NULL && pixels.y != NULL)
    draw (self, plot, &pixels);

  jig_free (pixels.x);
  jig_free (pixels.y);
  jig_free (pixels.low);
  jig_free (pixels.high);
}

static void
swatch (const JigMark *self,
        JigDrawing    *drawing,
        JigRect        rect)
{
  const double middle = rect.y + rect.height / 2;
  const JigInk ink = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
  JigShape *shape = jig_drawing_add_line (drawing, rect.x, middle, rect.x + rect.width, middle,
                                          ink, LINE_WIDTH);

  shape->dash = find_dash (self);
  if (self->flags & JIG_MARK_POINTS)
    {
      shape = jig_drawing_add (drawing, JIG_SHAPE_STAMPS);
      shape->fill = ink;
      shape->radius = POINT_RADIUS;
      shape->marker = self->series % JIG_N_MARKERS;
      jig_drawing_add_point (drawing, rect.x + rect.width / 2, middle);
    }
}

static char *
dup_sentence (const JigMark *self)
{
  const JigSpan span = jig_narrate_span (self, JIG_CHANNEL_Y);
  g_autofree char *name = jig_narrate_name (self);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  g_autofree char *where_least = NULL;
  g_autofree char *where_most = NULL;

  if (span.n_items == 0)
    return g_strdup_printf (_("%s has no points."), name);

  first = jig_narrate_value (self, JIG_CHANNEL_Y, span.first);
  last = jig_narrate_value (self, JIG_CHANNEL_Y, span.last);
  least = jig_narrate_value (self, JIG_CHANNEL_Y, span.least);
  most = jig_narrate_value (self, JIG_CHANNEL_Y, span.most);
  where_least = jig_narrate_where (self, span.least);
  where_most = jig_narrate_where (self, span.most);

  if (g_str_equal (least, most))
    return g_strdup_printf (_("%s stays at %s."), name, first);
  if (self->channels[JIG_CHANNEL_Y][span.last] < self->channels[JIG_CHANNEL_Y][span.first])
    return g_strdup_printf (_("%s falls from %s to %s; lowest %s at %s."),
                            name, first, last, least, where_least);
  return g_strdup_printf (_("%s rises from %s to %s; highest %s at %s."),
                          name, first, last, most, where_most);
}

const JigMarkOps jig_mark_line = {
  .id = "line",
  .level = 2,
  .is_series = TRUE,
  .has_axes = TRUE,
  .extent = extent,
  .layout = layout,
  .swatch = swatch,
  .dup_sentence = dup_sentence,
};
