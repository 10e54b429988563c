/* A reference line: a baseline, a threshold, a diagonal. Its name stands beside it.
 * Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define RULE_WIDTH  1.25
#define LABEL_GAP   3.0
#define MOST_LINES  (JIG_MOST_PLACES / 2)    /* places along the line, on both sides */

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
  jig_occupancy_add_line (&plot->occupancy, x_from, y_from, x_to, y_to);
}

static void
open_name (const JigMark *self,
           const JigPlot *plot,
           JigNote       *note)
{
  jig_plot_open_note (plot, self, self->name, note);
  note->ink = find_ink (self);
}

static void
add_place (JigNote *note,
           double   x,
           double   y)
{
  note->places[note->n_places++] = (JigPoint) { (float) x, (float) y };
}

/* Above or below the line, at its end, its beginning or its middle. */
static void
name_horizontal (const JigMark *self,
                 JigPlot       *plot,
                 double         y)
{
  const JigRect *area = &plot->area;
  JigNote note;

  open_name (self, plot, &note);
  for (guint i = 0; i < MOST_LINES; i++)
    {
      static const double shares[] = { 1, 0, 0.5, 0.75, 0.25, 0.9 };
      const double x = area->x + 3 + shares[i] * (area->width - note.width - 6);

      add_place (&note, x, y - note.height - LABEL_GAP);
      add_place (&note, x, y + LABEL_GAP);
    }
  jig_plot_add_note (plot, &note);
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
  const gboolean is_far = x > plot->area.x + plot->area.width * 0.7;
  JigNote note;

  open_name (self, plot, &note);
  for (guint i = 0; i < MOST_LINES; i++)
    {
      const double right = x + LABEL_GAP + 1;
      const double left = x - LABEL_GAP - 1 - note.width;
      const double y = plot->area.y - plot->headroom + 1 + i * (note.height + 1);

      add_place (&note, is_far ? left : right, y);
      add_place (&note, is_far ? right : left, y);
    }
  jig_plot_add_note (plot, &note);
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

  add_line (self, plot, x, area->y - plot->headroom, x, area->y + area->height);
  *box = (JigItemBox) { (float) x, (float) area->y, 0, (float) area->height };
  if (self->name != NULL)
    name_vertical (self, plot, x);
}

/* Below a line that rises, where curves better than it leave room; then above it. */
static void
name_diagonal (const JigMark *self,
               JigPlot       *plot,
               double         x_from,
               double         y_from,
               double         x_to,
               double         y_to)
{
  JigNote note;

  open_name (self, plot, &note);
  for (guint i = 0; i < MOST_LINES; i++)
    {
      static const double shares[] = { 0.62, 0.5, 0.78, 0.38, 0.9, 0.12 };
      const double x = x_from + shares[i] * (x_to - x_from);
      const double y = y_from + shares[i] * (y_to - y_from);

      add_place (&note, x + 8, y + 0.4 * note.height);
      add_place (&note, x - 8 - note.width, y - 1.4 * note.height);
    }
  jig_plot_add_note (plot, &note);
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
