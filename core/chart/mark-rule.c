/* A reference line: a baseline, a threshold, a diagonal. Its name stands beside it. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define RULE_WIDTH  1.25
#define LABEL_GAP   3.0
#define MOST_TRIES  8       /* places looked at for a name */

static gboolean
is_diagonal (const JigMark *self)
{
  return self->channels[JIG_CHANNEL_X_END] != NULL;
}

static void
extent (const JigMark *self,
        JigAxis        axis,
        JigExtent     *extent)
{
  const JigScaleKind kind = self->panel->axes[axis].kind;

  jig_mark_widen (self, axis == JIG_AXIS_X ? JIG_CHANNEL_X : JIG_CHANNEL_Y, kind, extent);
  jig_mark_widen (self, axis == JIG_AXIS_X ? JIG_CHANNEL_X_END : JIG_CHANNEL_Y_END, kind, extent);
}

static JigInk
find_ink (const JigMark *self)
{
  return JIG_INK (self->tone != JIG_TONE_NONE ? self->tone : JIG_TONE_MUTED);
}

static void
add_line (const JigMark *self,
          JigPlot       *plot,
          double         x_from,
          double         y_from,
          double         x_to,
          double         y_to)
{
  JigShape *shape = jig_drawing_add_line (plot->drawing, x_from, y_from, x_to, y_to,
                                          find_ink (self), RULE_WIDTH);

  shape->dash = JIG_DASH_RULE;
  shape->id = jig_mark_get_id (self, 0);
}

/* Tries places one line further each time, away from (dx, dy) = 0. */
static void
add_name (const JigMark *self,
          JigPlot       *plot,
          double         x,
          double         y,
          double         dx,
          double         dy,
          JigAlign       align_x)
{
  const double height = jig_measure_height (plot->measure, plot->text_size);
  double width;
  const JigTextStyle style = { .size = plot->text_size, .has_halo = TRUE,
                               .align_x = align_x, .max_width = plot->area.width };

  if (self->name == NULL)
    return;

  width = MIN (jig_measure_width (plot->measure, self->name, plot->text_size, FALSE),
               plot->area.width);
  for (guint i = 0; i < MOST_TRIES; i++)
    {
      const double left = CLAMP (x + i * dx - width * align_x / 2, plot->area.x,
                                 plot->area.x + plot->area.width - width);
      const JigRect rect = { left, y + i * dy * height, width, height };

      if (!jig_plot_claim (plot, rect))
        continue;

      jig_drawing_add_text (plot->drawing, self->name, left + width * align_x / 2, rect.y,
                            find_ink (self), &style);
      return;
    }
}

static void
lay_out_horizontal (const JigMark *self,
                    JigPlot       *plot,
                    JigItemBox    *box)
{
  const JigRect *area = &plot->area;
  const double y = floor (jig_plot_y (plot, self->channels[JIG_CHANNEL_Y][0])) + 0.5;
  const double height = jig_measure_height (plot->measure, plot->text_size);
  const gboolean is_high = y - height - LABEL_GAP < area->y;

  if (isnan (y) || y < area->y - 1 || y > area->y + area->height + 1)
    return;

  add_line (self, plot, area->x, y, area->x + area->width, y);
  add_name (self, plot, area->x + area->width - 2,
            is_high ? y + LABEL_GAP : y - height - LABEL_GAP, 0, is_high ? 1 : -1,
            JIG_ALIGN_END);
  *box = (JigItemBox) { (float) area->x, (float) y, (float) area->width, 0 };
}

static void
lay_out_vertical (const JigMark *self,
                  JigPlot       *plot,
                  JigItemBox    *box)
{
  const JigRect *area = &plot->area;
  const double x = floor (jig_plot_x (plot, self->channels[JIG_CHANNEL_X][0])) + 0.5;
  const gboolean is_right = x > area->x + area->width * 0.7;

  if (isnan (x) || x < area->x - 1 || x > area->x + area->width + 1)
    return;

  add_line (self, plot, x, area->y, x, area->y + area->height);
  add_name (self, plot, is_right ? x - LABEL_GAP - 1 : x + LABEL_GAP + 1, area->y + 1, 0, 1,
            is_right ? JIG_ALIGN_END : JIG_ALIGN_START);
  *box = (JigItemBox) { (float) x, (float) area->y, 0, (float) area->height };
}

static void
lay_out_diagonal (const JigMark *self,
                  JigPlot       *plot)
{
  const double x_from = jig_plot_x (plot, self->channels[JIG_CHANNEL_X][0]);
  const double y_from = jig_plot_y (plot, self->channels[JIG_CHANNEL_Y][0]);
  const double x_to = jig_plot_x (plot, self->channels[JIG_CHANNEL_X_END][0]);
  const double y_to = jig_plot_y (plot, self->channels[JIG_CHANNEL_Y_END][0]);
  const double at = 0.62;
  const double drop = jig_measure_height (plot->measure, plot->text_size) * 0.4;

  if (isnan (x_from + y_from + x_to + y_to))
    return;

  jig_plot_clip (plot);
  add_line (self, plot, x_from, y_from, x_to, y_to);
  jig_drawing_pop_clip (plot->drawing);

  /* Below a line that rises, where curves better than it leave room. */
  add_name (self, plot, x_from + at * (x_to - x_from) + 8, y_from + at * (y_to - y_from) + drop,
            6, 1, JIG_ALIGN_START);
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  JigItemBox *boxes = jig_plot_add_items (plot, self);

  if (boxes == NULL)
    return;

  if (is_diagonal (self))
    lay_out_diagonal (self, plot);
  else if (self->channels[JIG_CHANNEL_X] != NULL)
    lay_out_vertical (self, plot, boxes);
  else
    lay_out_horizontal (self, plot, boxes);
}

/* A diagonal is no datum: it stands in no table. */
static gsize
get_n_rows (const JigMark *self)
{
  return is_diagonal (self) ? 0 : self->n_items;
}

static char *
dup_sentence (const JigMark *self)
{
  const JigChannel channel = self->channels[JIG_CHANNEL_X] != NULL ? JIG_CHANNEL_X
                                                                   : JIG_CHANNEL_Y;
  g_autofree char *value = NULL;

  if (is_diagonal (self) || self->name == NULL)
    return NULL;

  value = jig_narrate_value (self, channel, 0);
  return g_strdup_printf (_("%s at %s."), self->name, value);
}

const JigMarkOps jig_mark_rule = {
  .id = "rule",
  .level = 1,
  .has_axes = TRUE,
  .extent = extent,
  .layout = layout,
  .get_n_rows = get_n_rows,
  .dup_sentence = dup_sentence,
};
