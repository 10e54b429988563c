/* A text beside a point. It looks for a free place around it.
 * Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#define DISTANCE 6.0

/* Which way from the point the text lies, best first. */
static const struct
{
  int x;
  int y;
} sides[] = { { 1, -1 }, { -1, -1 }, { 1, 1 }, { -1, 1 }, { 0, -1 }, { 0, 1 }, { 1, 0 },
              { -1, 0 } };

static void
extent (const JigMark *self,
        JigAxis        axis,
        JigExtent     *extent)
{
  jig_mark_widen (self, axis == JIG_AXIS_X ? JIG_CHANNEL_X : JIG_CHANNEL_Y,
                  self->panel->axes[axis].kind, extent);
}

static JigRect
place (double x,
       double y,
       double width,
       double height,
       guint  side)
{
  return (JigRect) {
    x + sides[side].x * (DISTANCE + width / 2) - width / 2,
    y + sides[side].y * (DISTANCE + height / 2) - height / 2,
    width, height,
  };
}

static void
add_text (const JigMark *self,
          JigPlot       *plot,
          double         x,
          double         y)
{
  const char *text = jig_mark_get_label (self, 0);
  const double height = jig_measure_height (plot->measure, plot->text_size);
  const double width = jig_measure_width (plot->measure, text, plot->text_size, FALSE);
  JigNote note = { .text = text, .ink = JIG_INK (JIG_TONE_FOREGROUND),
                   .id = jig_mark_get_id (self, 0) };

  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    {
      note.rect = place (x, y, width, height, side);
      if (jig_plot_add_note (plot, &note))
        return;
    }
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  JigItemBox *boxes = jig_plot_add_items (plot, self);
  const double x = jig_plot_x (plot, self->channels[JIG_CHANNEL_X][0]);
  const double y = jig_plot_y (plot, self->channels[JIG_CHANNEL_Y][0]);
  JigShape *dot;

  if (boxes == NULL || isnan (x) || isnan (y))
    return;

  *boxes = (JigItemBox) { (float) x, (float) y, 0, 0 };
  dot = jig_drawing_add (plot->drawing, JIG_SHAPE_STAMPS);
  dot->fill = JIG_INK (self->tone != JIG_TONE_NONE ? self->tone : JIG_TONE_FOREGROUND);
  dot->radius = 3;
  jig_drawing_add_point (plot->drawing, x, y);
  add_text (self, plot, x, y);
}

const JigMarkOps jig_mark_label = {
  .id = "label",
  .level = 4,
  .has_axes = TRUE,
  .extent = extent,
  .layout = layout,
};
