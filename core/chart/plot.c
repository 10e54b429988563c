/* What marks need while they are laid out. Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#define AIR 2.5    /* above and below the letters of a line */

/**
 * jig_plot_add_items:
 * @self: a plot
 * @mark: one of its marks
 *
 * Adds the items of a mark to the drawing, none of them anywhere yet.
 *
 * Returns: (array) (nullable): (n_items,) where they are, to be filled in
 */
JigItemBox *
jig_plot_add_items (JigPlot       *self,
                    const JigMark *mark)
{
  JigItemBox *boxes = jig_drawing_add_group (self->drawing, jig_mark_get_id (mark, 0),
                                             mark->n_items);

  for (gsize i = 0; boxes != NULL && i < mark->n_items; i++)
    boxes[i] = (JigItemBox) { NAN, NAN, 0, 0 };

  return boxes;
}

/**
 * jig_plot_dup_pixels:
 * @self: a plot
 * @mark: one of its marks
 * @axis: which axis
 * @channel: which numbers of the items
 *
 * Places one channel of all items.
 *
 * Returns: (transfer full) (nullable): (n_items,) in pixels, for jig_free()
 */
double *
jig_plot_dup_pixels (JigPlot       *self,
                     const JigMark *mark,
                     JigAxis        axis,
                     JigChannel     channel)
{
  double *pixels = jig_drawing_alloc (self->drawing, mark->n_items, sizeof *pixels);

  if (pixels != NULL)
    jig_scale_to_pixels (&self->scales[axis], mark->channels[channel], mark->n_items, pixels);

  return pixels;
}

/**
 * jig_plot_clip:
 * @self: a plot
 *
 * Cuts off what leaves the axes, with room for half a line at the edge. Ends
 * with jig_drawing_pop_clip().
 */
void
jig_plot_clip (JigPlot *self)
{
  const double edge = 4;

  jig_drawing_push_clip (self->drawing,
                         (JigRect) { self->area.x - edge, self->area.y - edge,
                                     self->area.width + 2 * edge,
                                     self->area.height + 2 * edge });
}

double
jig_plot_x (const JigPlot *self,
            double         value)
{
  return jig_scale_to_pixel (&self->scales[JIG_AXIS_X], value);
}

double
jig_plot_y (const JigPlot *self,
            double         value)
{
  return jig_scale_to_pixel (&self->scales[JIG_AXIS_Y], value);
}

static gboolean
overlap (const JigRect *a,
         const JigRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width
         && a->y < b->y + b->height && b->y < a->y + a->height;
}

/**
 * jig_plot_reserve:
 * @self: a plot
 * @rect: where a mark writes something
 *
 * Keeps labels that look for a place away from this one.
 */
void
jig_plot_reserve (JigPlot *self,
                  JigRect  rect)
{
  g_array_append_val (self->labels, rect);
}

/**
 * jig_plot_open_note:
 * @self: a plot
 * @mark: whose note it is
 * @text: what it says
 * @note: (out): without places yet
 *
 * Measures a label.
 */
void
jig_plot_open_note (const JigPlot *self,
                    const JigMark *mark,
                    const char    *text,
                    JigNote       *note)
{
  const double width = jig_measure_width (self->measure, text, self->text_size, FALSE);

  *note = (JigNote) {
    .text = text,
    .width = MIN (width, MAX (self->area.width - 4, 1)),
    .height = jig_measure_height (self->measure, self->text_size),
    .id = jig_mark_get_id (mark, 0),
  };
}

/**
 * jig_plot_add_note:
 * @self: a plot
 * @note: a label
 *
 * Adds a label to be drawn when all marks are.
 */
void
jig_plot_add_note (JigPlot       *self,
                   const JigNote *note)
{
  g_array_append_vals (self->notes, note, 1);
}

static JigRect
note_rect (const JigNote *note,
           guint          place)
{
  return (JigRect) { (double) note->places[place].x, (double) note->places[place].y,
                     note->width, note->height };
}

static gboolean
is_free (const JigPlot *self,
         const JigRect *rect)
{
  const JigRect *area = &self->area;

  if (rect->x < area->x - 1 || rect->x + rect->width > area->x + area->width + 1
      || rect->y < area->y - self->headroom - 1
      || rect->y + rect->height > area->y + area->height + 1)
    return FALSE;

  for (guint i = 0; i < self->labels->len; i++)
    if (overlap (&g_array_index (self->labels, JigRect, i), rect))
      return FALSE;

  return TRUE;
}

/* Best where no mark is drawn, else where at least no other label is. Without such a
 * place the note is left out: one that covers another could not be read. */
static gboolean
find_place (const JigPlot *self,
            const JigNote *note,
            JigRect       *found)
{
  gboolean is_found = FALSE;

  for (guint i = 0; i < note->n_places; i++)
    {
      const JigRect rect = note_rect (note, i);
      const JigRect letters = { rect.x, rect.y + AIR, rect.width, rect.height - 2 * AIR };
      gboolean is_clear;

      if (!is_free (self, &rect))
        continue;

      is_clear = jig_occupancy_is_free (&self->occupancy, letters);
      if (!is_found || is_clear)
        *found = rect;
      if (is_clear)
        return TRUE;
      is_found = TRUE;
    }

  return is_found;
}

/**
 * jig_plot_draw_notes:
 * @self: a plot whose marks are drawn
 *
 * Draws the labels that were added, above everything else.
 */
void
jig_plot_draw_notes (JigPlot *self)
{
  const JigTextStyle style = { .size = self->text_size, .align_x = JIG_ALIGN_MIDDLE,
                               .has_halo = TRUE, .max_width = self->area.width };

  /* What was added last, beside a point, has the fewest places to go. */
  for (guint i = self->notes->len; i-- > 0;)
    {
      const JigNote *note = &g_array_index (self->notes, JigNote, i);
      JigRect rect;
      JigShape *shape;

      if (!find_place (self, note, &rect))
        continue;

      g_array_append_val (self->labels, rect);
      shape = jig_drawing_add_text (self->drawing, note->text, rect.x + rect.width / 2, rect.y,
                                    note->ink, &style);
      shape->id = note->id;
    }
}

/**
 * jig_plot_find_most:
 * @widths: (n_widths,) how wide columns want to be
 * @n_widths: how many there are
 * @room: what they share
 *
 * Lets narrow columns keep their width, and wide ones give up what is too much.
 *
 * Returns: the width that none may exceed; infinite if all of them fit
 */
double
jig_plot_find_most (const double *widths,
                    gsize         n_widths,
                    double        room)
{
  double most = room / (double) n_widths;
  double sum = 0;

  for (gsize i = 0; i < n_widths; i++)
    sum += widths[i];
  if (sum <= room)
    return INFINITY;

  for (gsize round = 0; round < n_widths; round++)
    {
      double left = room;
      gsize n_wide = 0;

      for (gsize i = 0; i < n_widths; i++)
        if (widths[i] > most)
          n_wide++;
        else
          left -= widths[i];
      if (n_wide == 0 || left / (double) n_wide <= most)
        break;
      most = left / (double) n_wide;
    }

  return most;
}

/**
 * jig_plot_dup_number:
 * @self: a plot
 * @value: a number
 *
 * Returns: (transfer full): the number, short and in the language of the plot
 */
char *
jig_plot_dup_number (const JigPlot *self,
                     double         value)
{
  return jig_ticks_dup_number (value, self->layout->language);
}
