/* A reference line: a baseline, a threshold, a diagonal. Its name stands beside it.
 * Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define RULE_WIDTH  1.25
#define LABEL_GAP   3.0
#define MOST_LINES  6       /* places along the line looked at for a name */

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

static JigRect
name_rect (const JigMark *self,
           const JigPlot *plot)
{
  return (JigRect) { 0, 0,
                     MIN (jig_measure_width (plot->measure, self->name, plot->text_size, FALSE),
                          plot->area.width - 4),
                     jig_measure_height (plot->measure, plot->text_size) };
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

/* Tries the first places that are given, best first. Without a free one the line
 * goes unnamed: a name beside another line would be worse. */
static void
add_name (const JigMark  *self,
          JigPlot        *plot,
          const JigPoint *places,
          guint           n_places)
{
  JigNote note = { .text = self->name, .ink = find_ink (self),
                   .id = jig_mark_get_id (self, 0) };

  for (guint i = 0; i < n_places; i++)
    {
      note.rect = name_rect (self, plot);
      note.rect.x = (double) places[i].x;
      note.rect.y = (double) places[i].y;
      if (jig_plot_add_note (plot, &note))
        return;
    }
}

static JigPoint
point (double x,
       double y)
{
  return (JigPoint) { (float) x, (float) y };
}

/* Above or below the line, at its end, its beginning or its middle. */
static void
name_horizontal (const JigMark *self,
                 JigPlot       *plot,
                 double         y)
{
  const JigRect *area = &plot->area;
  const JigRect rect = name_rect (self, plot);
  const double above = y - rect.height - LABEL_GAP;
  const double below = y + LABEL_GAP;
  const double left = area->x + 3;
  const double right = area->x + area->width - rect.width - 3;
  const JigPoint places[] = {
    point (right, above), point (right, below), point (left, above), point (left, below),
    point ((left + right) / 2, above), point ((left + right) / 2, below),
  };

  add_name (self, plot, places, G_N_ELEMENTS (places));
}

static void
lay_out_horizontal (const JigMark *self,
                    JigPlot       *plot,
                    JigItemBox    *box)
{
  const JigRect *area = &plot->area;
  const double y = floor (jig_plot_y (plot, self->channels[JIG_CHANNEL_Y][0])) + 0.5;

  if (isnan (y) || y < area->y - 1 || y > area->y + area->height + 1)
    return;

  add_line (self, plot, area->x, y, area->x + area->width, y);
  *box = (JigItemBox) { (float) area->x, (float) y, (float) area->width, 0 };
  if (self->name != NULL)
    name_horizontal (self, plot, y);
}

/* Right or left of the line, from its top downwards. */
static void
name_vertical (const JigMark *self,
               JigPlot       *plot,
               double         x)
{
  const JigRect rect = name_rect (self, plot);
  const gboolean is_far = x > plot->area.x + plot->area.width * 0.7;
  const double right = x + LABEL_GAP + 1;
  const double left = x - LABEL_GAP - 1 - rect.width;
  JigPoint places[2 * MOST_LINES];

  for (guint i = 0; i < MOST_LINES; i++)
    {
      const double y = plot->area.y + 1 + i * (rect.height + 1);

      places[2 * i] = point (is_far ? left : right, y);
      places[2 * i + 1] = point (is_far ? right : left, y);
    }

  add_name (self, plot, places, G_N_ELEMENTS (places));
}

static void
lay_out_vertical (const JigMark *self,
                  JigPlot       *plot,
                  JigItemBox    *box)
{
  const JigRect *area = &plot->area;
  const double x = floor (jig_plot_x (plot, self->channels[JIG_CHANNEL_X][0])) + 0.5;

  if (isnan (x) || x < area->x - 1 || x > area->x + area->width + 1)
    return;

  add_line (self, plot, x, area->y, x, area->y + area->height);
  *box = (JigItemBox) { (float) x, (float) area->y, 0, (float) area->height };
  if (self->name != NULL)
    name_vertical (self, plot, x);
}

/* Below a line that rises, where curves better than it leave room. */
static void
name_diagonal (const JigMark *self,
               JigPlot       *plot,
               double         x_from,
               double         y_from,
               double         x_to,
               double         y_to)
{
  const double drop = name_rect (self, plot).height * 0.4;
  JigPoint places[MOST_LINES];

  for (guint i = 0; i < MOST_LINES; i++)
    {
      const double at = 0.62 - 0.08 * i;

      places[i] = point (x_from + at * (x_to - x_from) + 8,
                         y_from + at * (y_to - y_from) + drop);
    }

  add_name (self, plot, places, G_N_ELEMENTS (places));
}

static void
lay_out_diagonal (const JigMark *self,
                  JigPlot       *plot)
{
  const double x_from = jig_plot_x (plot, self->channels[JIG_CHANNEL_X][0]);
  const double y_from = jig_plot_y (plot, self->channels[JIG_CHANNEL_Y][0]);
  const double x_to = jig_plot_x (plot, self->channels[JIG_CHANNEL_X_END][0]);
  const double y_to = jig_plot_y (plot, self->channels[JIG_CHANNEL_Y_END][0]);

  if (isnan (x_from + y_from + x_to + y_to))
    return;

  jig_plot_clip (plot);
  add_line (self, plot, x_from, y_from, x_to, y_to);
  jig_drawing_pop_clip (plot->drawing);
  if (self->name != NULL)
    name_diagonal (self, plot, x_from, y_from, x_to, y_to);
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
