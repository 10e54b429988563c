/* Points in a plane: a scatter plot. Size and colour may tell more; where there
 * are more points than can be told apart, a picture of their density.
 * Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/chart/thin.h"

#define MOST_STAMPS   10000
#define N_COLORS      32     /* steps of a ramp: what the eye can tell */
#define N_SIZES       16
#define N_BUCKETS     ((JIG_N_TONES + N_COLORS) * N_SIZES)
#define DENSITY_CELL  2.0    /* pixels */
#define LARGEST       14.0   /* the radius of the largest point */
#define WHISKER_ITEMS 500
#define PADDING       0.04

/* All in pixels, (n_items,). */
typedef struct
{
  double *x;
  double *y;
} Pixels;

/* Points of one look are drawn as one shape. */
typedef struct
{
  guint    *buckets;               /* (n_items,) the look of each point */
  guint    *order;                 /* (n_items,) points sorted by it */
  gsize     begins[N_BUCKETS + 1];
} Looks;

static void
extent (const JigMark *self,
        JigAxis        axis,
        JigExtent     *extent)
{
  const JigScaleKind kind = self->panel->axes[axis].kind;

  jig_mark_widen (self, axis == JIG_AXIS_X ? JIG_CHANNEL_X : JIG_CHANNEL_Y, kind, extent);
  if (axis == JIG_AXIS_Y)
    {
      jig_mark_widen (self, JIG_CHANNEL_LOW, kind, extent);
      jig_mark_widen (self, JIG_CHANNEL_HIGH, kind, extent);
    }
  extent->pad = MAX (extent->pad, PADDING);
}

static double
find_radius (gsize n_items)
{
  return n_items <= 100 ? 4.5 : n_items <= 1000 ? 3.25 : 2.0;
}

static double
largest_size (const JigMark *self)
{
  JigExtent range = JIG_EXTENT_EMPTY;

  jig_mark_widen (self, JIG_CHANNEL_SIZE, JIG_SCALE_LINEAR, &range);
  return range.upper > 0 ? range.upper : 1.0;
}

static guint
find_bucket (const JigMark *self,
             gsize          item,
             double         largest)
{
  guint color = jig_mark_get_ink (self, item, 1.0).tone;
  guint size = 0;

  if (self->channels[JIG_CHANNEL_VALUE] != NULL)
    {
      const double value = self->channels[JIG_CHANNEL_VALUE][item];

      color = isnan (value) ? JIG_TONE_MISSING
                            : JIG_N_TONES + (guint) (jig_mark_get_at (self, value)
                                                     * (N_COLORS - 1) + 0.5);
    }
  if (self->channels[JIG_CHANNEL_SIZE] != NULL)
    {
      const double share = self->channels[JIG_CHANNEL_SIZE][item] / largest;

      size = share > 0 ? (guint) (sqrt (MIN (share, 1.0)) * (N_SIZES - 1) + 0.5) : 0;
    }

  return color * N_SIZES + size;
}

/* A counting sort, stable: later points are drawn over earlier ones. */
static void
sort_looks (const JigMark *self,
            Looks         *looks)
{
  const double largest = largest_size (self);
  gsize next[N_BUCKETS];

  for (gsize i = 0; i < self->n_items; i++)
    {
      looks->buckets[i] = find_bucket (self, i, largest);
      looks->begins[looks->buckets[i] + 1]++;
    }
  for (guint i = 0; i < N_BUCKETS; i++)
    {
      looks->begins[i + 1] += looks->begins[i];
      next[i] = looks->begins[i];
    }
  for (gsize i = 0; i < self->n_items; i++)
    looks->order[next[looks->buckets[i]]++] = (guint) i;
}

static double
bucket_radius (const JigMark *self,
               guint          bucket)
{
  const double share = (double) (bucket % N_SIZES) / (N_SIZES - 1);

  if (self->channels[JIG_CHANNEL_SIZE] == NULL)
    return find_radius (self->n_items);

  return MAX (share * LARGEST, 2.0);
}

static JigInk
bucket_ink (const JigMark *self,
            guint          bucket)
{
  const guint color = bucket / N_SIZES;
  const double alpha = self->n_items <= 100 ? 0.9 : self->n_items <= 1000 ? 0.65 : 0.4;

  if (color < JIG_N_TONES)
    return (JigInk) { color, (float) alpha, 0.0f };

  return jig_ink_ramp (jig_mark_get_ramp (self),
                       (double) (color - JIG_N_TONES) / (N_COLORS - 1));
}

static void
add_bucket (const JigMark *self,
            JigPlot       *plot,
            const Pixels  *pixels,
            const Looks   *looks,
            guint          bucket)
{
  const gsize begin = looks->begins[bucket];
  const gsize end = looks->begins[bucket + 1];
  JigShape *shape;
  JigPoint *points;

  if (begin == end)
    return;

  shape = jig_drawing_add (plot->drawing, JIG_SHAPE_STAMPS);
  shape->fill = bucket_ink (self, bucket);
  shape->radius = bucket_radius (self, bucket);
  shape->marker = self->series % JIG_N_MARKERS;
  if (self->n_items <= 1000)
    {
      shape->stroke = JIG_INK (shape->fill.tone >= JIG_TONE_SEQUENTIAL ? JIG_TONE_MUTED
                                                                       : JIG_TONE_BACKGROUND);
      shape->width = 0.75;
    }

  points = jig_drawing_add_points (plot->drawing, end - begin);
  for (gsize i = begin; points != NULL && i < end; i++)
    points[i - begin] = (JigPoint) { (float) pixels->x[looks->order[i]],
                                     (float) pixels->y[looks->order[i]] };
}

static void
add_stamps (const JigMark *self,
            JigPlot       *plot,
            const Pixels  *pixels)
{
  Looks *looks = g_new0 (Looks, 1);

  looks->buckets = jig_drawing_alloc (plot->drawing, self->n_items, sizeof *looks->buckets);
  looks->order = jig_drawing_alloc (plot->drawing, self->n_items, sizeof *looks->order);
  if (looks->buckets != NULL && looks->order != NULL)
    {
      sort_looks (self, looks);
      for (guint bucket = 0; bucket < N_BUCKETS; bucket++)
        add_bucket (self, plot, pixels, looks, bucket);
    }

  jig_free (looks->buckets);
  jig_free (looks->order);
  g_free (looks);
}

static void
add_density (const JigMark *self,
             JigPlot       *plot,
             const Pixels  *pixels)
{
  const JigRect area = plot->area;
  const gsize n_columns = (gsize) MAX (area.width / DENSITY_CELL, 1);
  const gsize n_rows = (gsize) MAX (area.height / DENSITY_CELL, 1);
  jig_autofree guint32 *counts = jig_drawing_alloc (plot->drawing, n_rows,
                                                    n_columns * sizeof *counts);
  guint8 *levels = jig_drawing_add_image (plot->drawing, area, n_rows, n_columns,
                                          jig_mark_get_ink (self, JIG_NO_ITEM, 1.0));

  if (levels != NULL)
    jig_thin_density (pixels->x, pixels->y, self->n_items, area, counts, levels,
                      n_rows, n_columns);
}

/* Where each cell says the mean value of its points, it says no density. */
static void
add_means (const JigMark *self,
           JigPlot       *plot,
           const Pixels  *pixels)
{
  const JigRect area = plot->area;
  const gsize n_columns = (gsize) MAX (area.width / DENSITY_CELL, 1);
  const gsize n_rows = (gsize) MAX (area.height / DENSITY_CELL, 1);
  jig_autofree double *shares = jig_drawing_alloc (plot->drawing, self->n_items,
                                                   sizeof *shares);
  jig_autofree double *sums = jig_drawing_alloc (plot->drawing, n_rows,
                                                 n_columns * 2 * sizeof *sums);
  guint8 *levels = jig_drawing_add_image (plot->drawing, area, n_rows, n_columns,
                                          JIG_INK (jig_mark_get_ramp (self)));

  if (levels == NULL)
    return;

  for (gsize i = 0; i < self->n_items; i++)
    {
      const double value = self->channels[JIG_CHANNEL_VALUE][i];

      shares[i] = isnan (value) ? NAN : jig_mark_get_at (self, value);
    }
  jig_thin_means (pixels->x, pixels->y, shares, self->n_items, area, sums, levels,
                  n_rows, n_columns);
}

static void
add_whiskers (const JigMark *self,
              JigPlot       *plot,
              const Pixels  *pixels)
{
  const double *low = self->channels[JIG_CHANNEL_LOW];
  const double *high = self->channels[JIG_CHANNEL_HIGH];

  for (gsize i = 0; i < self->n_items; i++)
    if (!isnan (pixels->x[i]) && !isnan (jig_plot_y (plot, low[i]))
        && !isnan (jig_plot_y (plot, high[i])))
      jig_drawing_add_line (plot->drawing, pixels->x[i], jig_plot_y (plot, low[i]),
                            pixels->x[i], jig_plot_y (plot, high[i]),
                            jig_mark_get_ink (self, i, 1.0), 1.5);
}

static void
add_items (const JigMark *self,
           JigPlot       *plot,
           const Pixels  *pixels)
{
  JigItemBox *boxes = jig_plot_add_items (plot, self);

  for (gsize i = 0; boxes != NULL && i < self->n_items; i++)
    if (!isnan (pixels->x[i]) && !isnan (pixels->y[i]))
      {
        boxes[i] = (JigItemBox) { (float) pixels->x[i], (float) pixels->y[i], 0, 0 };
        jig_occupancy_add_rect (&plot->occupancy,
                                (JigRect) { pixels->x[i] - 3, pixels->y[i] - 3, 6, 6 });
      }
}

static void
draw (const JigMark *self,
      JigPlot       *plot,
      const Pixels  *pixels)
{
  jig_plot_clip (plot);
  if (self->channels[JIG_CHANNEL_HIGH] != NULL && self->n_items <= WHISKER_ITEMS)
    add_whiskers (self, plot, pixels);

  if (self->n_items <= MOST_STAMPS)
    add_stamps (self, plot, pixels);
  else if (self->channels[JIG_CHANNEL_VALUE] != NULL)
    add_means (self, plot, pixels);
  else
    add_density (self, plot, pixels);
  jig_drawing_pop_clip (plot->drawing);

  add_items (self, plot, pixels);
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  Pixels pixels;

  if (self->n_items == 0)
    return;

  pixels.x = jig_plot_dup_pixels (plot, self, JIG_AXIS_X, JIG_CHANNEL_X);
  pixels.y = jig_plot_dup_pixels (plot, self, JIG_AXIS_Y, JIG_CHANNEL_Y);
  if (pixels.x != NULL && pixels.y != NULL)
    draw (self, plot, &pixels);

  jig_free (pixels.x);
  jig_free (pixels.y);
}

static void
swatch (const JigMark *self,
        JigDrawing    *drawing,
        JigRect        rect)
{
  JigShape *shape = jig_drawing_add (drawing, JIG_SHAPE_STAMPS);

  shape->fill = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
  shape->radius = 4.5;
  shape->marker = self->series % JIG_N_MARKERS;
  jig_drawing_add_point (drawing, rect.x + rect.width / 2, rect.y + rect.height / 2);
}

static char *
dup_sentence (const JigMark *self)
{
  const JigSpan x = jig_narrate_span (self, JIG_CHANNEL_X);
  const JigSpan y = jig_narrate_span (self, JIG_CHANNEL_Y);
  g_autofree char *name = jig_narrate_name (self);
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (x.n_items == 0)
    return g_strdup_printf (_("%s has no points."), name);

  left = jig_narrate_value (self, JIG_CHANNEL_X, x.least);
  right = jig_narrate_value (self, JIG_CHANNEL_X, x.most);
  least = jig_narrate_value (self, JIG_CHANNEL_Y, y.least);
  most = jig_narrate_value (self, JIG_CHANNEL_Y, y.most);

  return g_strdup_printf (ngettext ("%s: %lu point; across from %s to %s, up from %s to %s.",
                                    "%s: %lu points; across from %s to %s, up from %s to %s.",
                                    x.n_items),
                          name, (gulong) x.n_items, left, right, least, most);
}

const JigMarkOps jig_mark_point = {
  .id = "point",
  .level = 3,
  .is_series = TRUE,
  .has_axes = TRUE,
  .extent = extent,
  .layout = layout,
  .swatch = swatch,
  .dup_sentence = dup_sentence,
};
