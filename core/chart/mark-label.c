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

static void
add_text (const JigMark *self,
          JigPlot       *plot,
          double         x,
          double         y)
{
  JigNote note;

  jig_plot_open_note (plot, self, jig_mark_get_label (self, 0), &note);
  note.ink = JIG_INK (JIG_TONE_FOREGROUND);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    note.places[note.n_places++] = (JigPoint) {
      (float) (x + sides[i].x * (DISTANCE + note.width / 2) - note.width / 2),
      (float) (y + sides[i].y * (DISTANCE + note.height / 2) - note.height / 2),
    };
  jig_plot_add_note (plot, &note);
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
  jig_occupancy_add_rect (&plot->occupancy, (JigRect) { x - 3, y - 3, 6, 6 });
  add_text (self, plot, x, y);
}

const JigMarkOps jig_mark_label = {
  .id = "label",
  .level = 4,
  .has_axes = TRUE,
  .extent = extent,
  .layout = layout,
};
