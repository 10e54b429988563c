/* Bars over categories, side by side or stacked, upright or lying; bars over
 * numeric bins, which make a histogram. Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"

#define GROUP_SHARE   0.74    /* of a band that its bars take */
#define WIDEST_BAR    72.0    /* pixels */
#define MOST_BARS     2000    /* beyond, what falls on one pixel is one bar */
#define OVERLAY_ALPHA 0.22
#define OUTLINE_WIDTH 1.75
#define MOST_NUMBERS  200     /* bars that say their values */
#define PADDING       0.04
#define CAP           4.0     /* half the end of a whisker */
#define LABEL_GAP     4.0

/* A bar in pixels along the axis of categories and along that of values. */
typedef struct
{
  double begin;
  double end;
  double base;
  double top;
} Bar;

/* What all bars of a mark share. */
typedef struct
{
  const JigMark  *mark;
  const JigScale *along;      /* the axis the bars stand on */
  const JigScale *across;     /* that of their values */
  gboolean        is_upright;
  const double   *places;     /* (n_items,) */
  const double   *values;     /* (n_items,) */
  double          offset;     /* of the bar in its band, in pixels */
  double          width;      /* of the bar, in pixels */
  guint           n_places;   /* how many bars share a band */
  gboolean        is_overlaid;
} Bars;

static gboolean
is_histogram (const JigMark *self)
{
  return self->channels[JIG_CHANNEL_X_END] != NULL;
}

static void
widen_stacked (const JigMark *self,
               JigChannel     channel,
               JigExtent     *extent)
{
  for (gsize i = 0; i < self->n_items; i++)
    {
      const double end = self->channels[channel][i] + self->channels[JIG_CHANNEL_BASE][i];

      if (isfinite (end))
        {
          extent->lower = MIN (extent->lower, end);
          extent->upper = MAX (extent->upper, end);
        }
    }
}

/* Numbers beyond the ends of bars need their room. */
static gsize
count_letters (const JigMark *self,
               JigChannel     values)
{
  gsize n_letters = 0;

  if (!(self->flags & JIG_MARK_VALUES) || self->channels[JIG_CHANNEL_BASE] != NULL
      || self->n_items > MOST_NUMBERS)
    return 0;

  for (gsize i = 0; i < self->n_items; i++)
    {
      g_autofree char *number = jig_ticks_dup_number (self->channels[values][i], NULL);

      n_letters = MAX (n_letters, (gsize) g_utf8_strlen (number, -1));
    }

  return n_letters;
}

static void
extent (const JigMark *self,
        JigAxis        axis,
        JigExtent     *extent)
{
  const gboolean is_along = jig_mark_is_upright (self) == (axis == JIG_AXIS_X);
  const JigChannel channel = axis == JIG_AXIS_X ? JIG_CHANNEL_X : JIG_CHANNEL_Y;
  const JigScaleKind kind = self->panel->axes[axis].kind;

  if (!is_along && self->channels[JIG_CHANNEL_BASE] != NULL)
    widen_stacked (self, channel, extent);
  else
    jig_mark_widen (self, channel, kind, extent);

  if (is_along)
    {
      jig_mark_widen (self, JIG_CHANNEL_X_END, kind, extent);
      return;
    }

  jig_mark_widen (self, JIG_CHANNEL_LOW, kind, extent);
  jig_mark_widen (self, JIG_CHANNEL_HIGH, kind, extent);
  extent->has_zero = TRUE;
  extent->pad = MAX (extent->pad, PADDING);
  extent->n_letters = MAX (extent->n_letters, count_letters (self, channel));
}

/* Which of the bars of a category this one is, of how many. */
static void
find_place (const JigMark *self,
            guint         *place,
            guint         *n_places)
{
  *place = *n_places = 0;
  for (guint i = 0; i < self->panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (self->panel->marks, i);

      if (mark->ops != &jig_mark_bar || is_histogram (mark))
        continue;
      if (mark == self)
        *place = *n_places;
      (*n_places)++;
    }

  if (self->panel->is_stacked)
    {
      *place = 0;
      *n_places = 1;
    }
}

static gboolean
is_overlaid (const JigMark *self)
{
  guint n = 0;

  for (guint i = 0; i < self->panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (self->panel->marks, i);

      n += mark->ops == &jig_mark_bar && is_histogram (mark);
    }

  return is_histogram (self) && n > 1;
}

static void
prepare (Bars          *bars,
         const JigMark *self,
         const JigPlot *plot)
{
  const gboolean is_upright = jig_mark_is_upright (self);
  guint place;
  double group;

  bars->mark = self;
  bars->is_upright = is_upright;
  bars->along = &plot->scales[is_upright ? JIG_AXIS_X : JIG_AXIS_Y];
  bars->across = &plot->scales[is_upright ? JIG_AXIS_Y : JIG_AXIS_X];
  bars->places = self->channels[is_upright ? JIG_CHANNEL_X : JIG_CHANNEL_Y];
  bars->values = self->channels[is_upright ? JIG_CHANNEL_Y : JIG_CHANNEL_X];

  bars->is_overlaid = is_overlaid (self);
  find_place (self, &place, &bars->n_places);
  group = jig_scale_get_band (bars->along) * GROUP_SHARE;
  group = MIN (group, WIDEST_BAR * MAX (bars->n_places, 1));
  bars->width = group / MAX (bars->n_places, 1);
  bars->offset = place * bars->width - group / 2;
  if (bars->width >= 6 && bars->n_places > 1)
    bars->width -= 1.0;
}

/* Bars begin at zero, which on a logarithmic axis is its lower end. */
static double
find_base (const Bars *bars,
           gsize       i)
{
  const double *bases = bars->mark->channels[JIG_CHANNEL_BASE];

  if (bases != NULL && bases[i] != 0)
    return jig_scale_to_pixel (bars->across, bases[i]);
  if (bars->across->kind == JIG_SCALE_LOG || bars->across->lower > 0)
    return bars->across->from;
  if (bars->across->upper < 0)
    return bars->across->to;

  return jig_scale_to_pixel (bars->across, 0);
}

static gboolean
find_bar (const Bars *bars,
          gsize       i,
          Bar        *bar)
{
  const double *bases = bars->mark->channels[JIG_CHANNEL_BASE];
  const double *ends = bars->mark->channels[JIG_CHANNEL_X_END];

  bar->base = find_base (bars, i);
  bar->top = jig_scale_to_pixel (bars->across, bars->values[i] + (bases != NULL ? bases[i] : 0));
  bar->begin = jig_scale_to_pixel (bars->along, bars->places[i]) + bars->offset;
  bar->end = bar->begin + bars->width;
  if (ends != NULL)
    {
      bar->begin = jig_scale_to_pixel (bars->along, bars->places[i]);
      bar->end = jig_scale_to_pixel (bars->along, ends[i]);
      if (bar->end - bar->begin > 4 && !bars->is_overlaid)
        bar->end -= 1.0;
    }

  /* Sharp edges, where a pixel more or less does not show. */
  if (bar->end - bar->begin > 4)
    {
      bar->begin = round (bar->begin);
      bar->end = round (bar->end);
    }

  return !isnan (bar->begin) && !isnan (bar->end) && !isnan (bar->top);
}

static JigRect
bar_rect (const Bars *bars,
          const Bar  *bar)
{
  const double from = MIN (bar->base, bar->top);
  const double length = fabs (bar->base - bar->top);

  if (bars->is_upright)
    return (JigRect) { bar->begin, from, bar->end - bar->begin, length };

  return (JigRect) { from, bar->begin, length, bar->end - bar->begin };
}

static void
set_look (const JigMark *self,
          JigShape      *shape,
          gsize          item)
{
  const gboolean is_clear = is_overlaid (self);

  shape->fill = jig_mark_get_ink (self, item, is_clear ? OVERLAY_ALPHA : 1.0);
  if (!is_clear && shape->fill.tone >= JIG_TONE_SERIES
      && jig_figure_get_n_series (self->panel->figure) > 1)
    shape->hatch = self->series % JIG_N_HATCHES;
}

static void
add_whisker (const Bars *bars,
             JigPlot    *plot,
             const Bar  *bar,
             gsize       i)
{
  const double low = jig_scale_to_pixel (bars->across,
                                         bars->mark->channels[JIG_CHANNEL_LOW][i]);
  const double high = jig_scale_to_pixel (bars->across,
                                          bars->mark->channels[JIG_CHANNEL_HIGH][i]);
  const double middle = (bar->begin + bar->end) / 2;
  const double cap = MIN (CAP, (bar->end - bar->begin) / 3);
  const double ends[3][4] = {
    { middle, low, middle, high },
    { middle - cap, low, middle + cap, low },
    { middle - cap, high, middle + cap, high },
  };

  if (isnan (low) || isnan (high))
    return;

  for (guint n = 0; n < 3; n++)
    if (bars->is_upright)
      jig_drawing_add_line (plot->drawing, ends[n][0], ends[n][1], ends[n][2], ends[n][3],
                            JIG_INK (JIG_TONE_FOREGROUND), 1.5);
    else
      jig_drawing_add_line (plot->drawing, ends[n][1], ends[n][0], ends[n][3], ends[n][2],
                            JIG_INK (JIG_TONE_FOREGROUND), 1.5);
}

/* Where the number of a bar is: beyond its end and its whisker, in the middle of a
 * stacked one. A lying bar whose number would leave the area has it on the other
 * side of the base. */
static double
find_number (const Bars    *bars,
             const JigPlot *plot,
             const Bar     *bar,
             gsize          i,
             double         width,
             JigAlign      *align)
{
  const JigMark *self = bars->mark;
  const gboolean grows = bars->across->to > bars->across->from;
  const gboolean is_ahead = (bars->values[i] >= 0) == grows;
  const JigChannel end = bars->values[i] < 0 ? JIG_CHANNEL_LOW : JIG_CHANNEL_HIGH;
  const double gap = bars->is_upright ? 2 : LABEL_GAP;
  double at = bar->top;
  double from;

  *align = JIG_ALIGN_MIDDLE;
  if (self->channels[JIG_CHANNEL_BASE] != NULL)
    return (bar->base + bar->top) / 2;

  if (self->channels[end] != NULL
      && jig_scale_can_show (bars->across->kind, self->channels[end][i]))
    at = jig_scale_to_pixel (bars->across, self->channels[end][i]);

  *align = is_ahead ? JIG_ALIGN_START : JIG_ALIGN_END;
  at += is_ahead ? gap : -gap;
  from = is_ahead ? at : at - width;
  if (bars->is_upright || (from >= plot->area.x
                           && from + width <= plot->area.x + plot->area.width))
    return at;

  *align = is_ahead ? JIG_ALIGN_END : JIG_ALIGN_START;
  return bar->base + (is_ahead ? -gap : gap);
}

static void
add_value (const Bars *bars,
           JigPlot    *plot,
           const Bar  *bar,
           gsize       i)
{
  const double middle = (bar->begin + bar->end) / 2;
  const double height = jig_measure_height (plot->measure, plot->text_size);
  g_autofree char *number = jig_plot_dup_number (plot, bars->values[i]);
  const double width = jig_measure_width (plot->measure, number, plot->text_size, FALSE);
  JigTextStyle style = { .size = plot->text_size, .is_number = TRUE, .has_halo = TRUE,
                         .align_x = JIG_ALIGN_MIDDLE, .align_y = JIG_ALIGN_MIDDLE };
  JigAlign align;
  const double at = find_number (bars, plot, bar, i, width, &align);
  JigPoint place;

  if (bars->is_upright)
    {
      style.align_y = align;
      place = (JigPoint) { (float) middle, (float) at };
    }
  else
    {
      style.align_x = align;
      place = (JigPoint) { (float) at, (float) middle };
    }

  jig_drawing_add_text (plot->drawing, number, (double) place.x, (double) place.y,
                        JIG_INK (JIG_TONE_FOREGROUND), &style);
  jig_plot_reserve (plot, (JigRect) { (double) place.x - width * style.align_x / 2,
                                      (double) place.y - height * style.align_y / 2,
                                      width, height });
}

/* Numbers that touched each other would not be read: all of them, or none. */
static gboolean
has_room_for_values (const Bars    *bars,
                     const JigPlot *plot)
{
  const JigMark *self = bars->mark;
  const double length = fabs (bars->along->to - bars->along->from);
  const double band = is_histogram (self) ? length / (double) MAX (self->n_items, 1)
                                          : jig_scale_get_band (bars->along);
  const double room = bars->n_places > 1 ? bars->width + 2 : band - 4;
  double width = 0;

  if (self->n_items > MOST_NUMBERS)
    return FALSE;
  if (!bars->is_upright)
    return MIN (room, bars->width) >= plot->text_size * 0.9;

  for (gsize i = 0; i < self->n_items && width <= room; i++)
    {
      g_autofree char *number = jig_plot_dup_number (plot, bars->values[i]);

      width = jig_measure_width (plot->measure, number, plot->text_size, FALSE);
    }

  return width <= room;
}

static void
add_bars (const Bars *bars,
          JigPlot    *plot)
{
  const JigMark *self = bars->mark;
  const gboolean says_values = (self->flags & JIG_MARK_VALUES) && has_room_for_values (bars, plot);
  JigItemBox *boxes = jig_plot_add_items (plot, self);
  Bar bar;

  for (gsize i = 0; boxes != NULL && i < self->n_items; i++)
    {
      JigRect rect;
      JigShape *shape;

      if (!find_bar (bars, i, &bar))
        continue;

      rect = bar_rect (bars, &bar);
      shape = jig_drawing_add_rect (plot->drawing, rect, JIG_INK_NONE);
      shape->id = jig_mark_get_id (self, i);
      set_look (self, shape, i);
      jig_occupancy_add_rect (&plot->occupancy, rect);
      boxes[i] = (JigItemBox) { (float) rect.x, (float) rect.y, (float) rect.width,
                                (float) rect.height };
      if (self->channels[JIG_CHANNEL_LOW] != NULL)
        add_whisker (bars, plot, &bar, i);
      if (says_values)
        add_value (bars, plot, &bar, i);
    }
}

/* The least and the greatest end of the bars on each pixel. */
static void
fill_pixels (const Bars *bars,
             JigItemBox *boxes,
             JigPoint   *pixels,
             gsize       n_pixels)
{
  const double from = MIN (bars->along->from, bars->along->to);
  Bar bar;

  for (gsize i = 0; i < n_pixels; i++)
    pixels[i] = (JigPoint) { NAN, NAN };

  for (gsize i = 0; i < bars->mark->n_items; i++)
    {
      JigRect rect;
      double place;

      if (!find_bar (bars, i, &bar))
        continue;

      rect = bar_rect (bars, &bar);
      boxes[i] = (JigItemBox) { (float) rect.x, (float) rect.y, (float) rect.width,
                                (float) rect.height };
      place = floor ((bar.begin + bar.end) / 2 - from);
      if (place >= 0 && place < (double) n_pixels)
        {
          JigPoint *pixel = &pixels[(gsize) place];

          pixel->x = (float) fmin ((double) pixel->x, MIN (bar.base, bar.top));
          pixel->y = (float) fmax ((double) pixel->y, MAX (bar.base, bar.top));
        }
    }
}

static void
add_dense_bars (const Bars *bars,
                JigPlot    *plot)
{
  const double from = MIN (bars->along->from, bars->along->to);
  const gsize n_pixels = (gsize) fabs (bars->along->to - bars->along->from) + 1;
  jig_autofree JigPoint *pixels = jig_drawing_alloc (plot->drawing, n_pixels, sizeof *pixels);
  JigItemBox *boxes = jig_plot_add_items (plot, bars->mark);

  if (pixels == NULL || boxes == NULL)
    return;

  fill_pixels (bars, boxes, pixels, n_pixels);
  for (gsize i = 0; i < n_pixels; i++)
    {
      const Bar bar = { from + (double) i, from + (double) i + 1, (double) pixels[i].x,
                        (double) pixels[i].y };

      if (!isnan (pixels[i].x))
        jig_drawing_add_rect (plot->drawing, bar_rect (bars, &bar),
                              jig_mark_get_ink (bars->mark, JIG_NO_ITEM, 1.0));
    }
}

/* Histograms over each other are told apart by their outlines: hatches through
 * hatches would be mud. */
static void
add_outline (const Bars *bars,
             JigPlot    *plot)
{
  const JigMark *self = bars->mark;
  JigShape *shape = jig_drawing_add (plot->drawing, JIG_SHAPE_POLYLINE);
  gboolean is_down = FALSE;
  Bar bar, last;

  shape->stroke = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
  shape->width = OUTLINE_WIDTH;
  shape->dash = self->series % JIG_N_SERIES;
  for (gsize i = 0; i < self->n_items; i++)
    {
      if (!find_bar (bars, i, &bar))
        continue;

      if (!is_down)
        jig_drawing_add_point (plot->drawing, bar.begin, bar.base);
      jig_drawing_add_point (plot->drawing, bar.begin, bar.top);
      jig_drawing_add_point (plot->drawing, bar.end, bar.top);
      is_down = TRUE;
      last = bar;
    }
  if (is_down)
    jig_drawing_add_point (plot->drawing, last.end, last.base);
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  const gboolean is_cut = self->panel->axes[JIG_AXIS_X].has_range
                          || self->panel->axes[JIG_AXIS_Y].has_range;
  Bars bars;

  prepare (&bars, self, plot);
  if (is_cut)
    jig_plot_clip (plot);
  if (self->n_items > MOST_BARS)
    add_dense_bars (&bars, plot);
  else
    add_bars (&bars, plot);
  if (bars.is_overlaid && self->n_items <= MOST_BARS)
    add_outline (&bars, plot);
  if (is_cut)
    jig_drawing_pop_clip (plot->drawing);
}

static void
swatch (const JigMark *self,
        JigDrawing    *drawing,
        JigRect        rect)
{
  JigShape *shape = jig_drawing_add_rect (drawing, rect, JIG_INK_NONE);

  set_look (self, shape, JIG_NO_ITEM);
  shape->radius = 2;
  if (is_overlaid (self))
    {
      shape->stroke = jig_mark_get_ink (self, JIG_NO_ITEM, 1.0);
      shape->width = OUTLINE_WIDTH;
      shape->dash = self->series % JIG_N_SERIES;
    }
}

/* The category of a bar, or where its bin begins and ends. */
static char *
dup_place (const JigMark *self,
           gsize          item)
{
  const gboolean is_upright = jig_mark_is_upright (self);
  g_autofree char *begin = jig_narrate_value (self, is_upright ? JIG_CHANNEL_X : JIG_CHANNEL_Y,
                                              item);
  g_autofree char *end = NULL;

  if (!is_histogram (self))
    return g_steal_pointer (&begin);

  end = jig_narrate_value (self, JIG_CHANNEL_X_END, item);
  return g_strdup_printf (_("%s to %s"), begin, end);
}

static char *
dup_sentence (const JigMark *self)
{
  const JigChannel values = jig_mark_is_upright (self) ? JIG_CHANNEL_Y : JIG_CHANNEL_X;
  const JigSpan span = jig_narrate_span (self, values);
  g_autofree char *name = jig_narrate_name (self);
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  g_autofree char *where_least = NULL;
  g_autofree char *where_most = NULL;

  if (span.n_items == 0)
    return g_strdup_printf (_("%s has no bars."), name);

  least = jig_narrate_value (self, values, span.least);
  most = jig_narrate_value (self, values, span.most);
  where_least = dup_place (self, span.least);
  where_most = dup_place (self, span.most);

  return g_strdup_printf (ngettext ("%s: %lu bar; highest %s (%s), lowest %s (%s).",
                                    "%s: %lu bars; highest %s (%s), lowest %s (%s).",
                                    span.n_items),
                          name, (gulong) span.n_items, most, where_most, least, where_least);
}

const JigMarkOps jig_mark_bar = {
  .id = "bar",
  .level = 0,
  .is_series = TRUE,
  .has_axes = TRUE,
  .extent = extent,
  .layout = layout,
  .swatch = swatch,
  .dup_sentence = dup_sentence,
};
