/* A heat map: a colour for each cell of a grid of categories. A confusion matrix
 * is one whose cells say their number. Tested by tests/core/chart/mark.c. */

#include "core/chart/mark.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"

#define MOST_CELLS   4096    /* drawn one by one; beyond, as one image */
#define LARGEST_SIDE 4096    /* of that image */
#define LEAST_GAP    8.0     /* cells this large stand apart by a pixel */

static void
extent (const JigMark *self,
        JigAxis        axis,
        JigExtent     *extent)
{
  const gsize n = axis == JIG_AXIS_X ? self->n_columns : self->n_rows;

  if (n == 0)
    return;

  extent->lower = MIN (extent->lower, 0);
  extent->upper = MAX (extent->upper, (double) n - 1);
}

static JigRect
find_cell (const JigPlot *plot,
           gsize          row,
           gsize          column)
{
  const double width = jig_scale_get_band (&plot->scales[JIG_AXIS_X]);
  const double height = jig_scale_get_band (&plot->scales[JIG_AXIS_Y]);
  const double x = plot->area.x + (double) column * width;
  const double y = plot->area.y + (double) row * height;

  if (width < LEAST_GAP || height < LEAST_GAP)
    return (JigRect) { x, y, width, height };

  return (JigRect) { round (x), round (y), round (x + width) - round (x) - 1,
                     round (y + height) - round (y) - 1 };
}

static JigItemBox
to_box (JigRect rect)
{
  return (JigItemBox) { (float) rect.x, (float) rect.y, (float) rect.width,
                        (float) rect.height };
}

static void
add_cell (const JigMark *self,
          JigPlot       *plot,
          gsize          i,
          JigRect        rect)
{
  const double value = self->channels[JIG_CHANNEL_VALUE][i];
  JigShape *shape = jig_drawing_add_rect (plot->drawing, rect, JIG_INK_NONE);

  shape->id = jig_mark_get_id (self, i);
  if (isfinite (value))
    {
      shape->fill = jig_ink_ramp (jig_mark_get_ramp (self), jig_mark_get_at (self, value));
      return;
    }

  shape->fill = (JigInk) { JIG_TONE_MISSING, 0.35f, 0.0f };
  shape->hatch = JIG_HATCH_UP;
}

/* All numbers, or none: a map with holes in it would be misread. */
static gboolean
has_room_for_values (const JigMark *self,
                     const JigPlot *plot)
{
  const JigRect cell = find_cell (plot, 0, 0);
  g_autofree char *longest = g_strdup ("");

  if (cell.height < plot->text_size * 1.3)
    return FALSE;

  for (gsize i = 0; i < self->n_items; i++)
    {
      g_autofree char *number = jig_plot_dup_number (plot, self->channels[JIG_CHANNEL_VALUE][i]);

      if (jig_measure_longer (longest, number) == number)
        {
          g_free (longest);
          longest = g_steal_pointer (&number);
        }
    }

  return jig_measure_width (plot->measure, longest, plot->text_size, FALSE) + 4 <= cell.width;
}

static void
add_number (const JigMark *self,
            JigPlot       *plot,
            gsize          i,
            JigRect        rect)
{
  const double value = self->channels[JIG_CHANNEL_VALUE][i];
  const JigTone tone = self->is_diverging ? JIG_TONE_OVER_DIVERGING : JIG_TONE_OVER_SEQUENTIAL;
  g_autofree char *number = jig_plot_dup_number (plot, value);
  const JigTextStyle style = { .size = plot->text_size, .is_number = TRUE,
                               .align_x = JIG_ALIGN_MIDDLE, .align_y = JIG_ALIGN_MIDDLE };

  jig_drawing_add_text (plot->drawing, number, rect.x + rect.width / 2,
                        rect.y + rect.height / 2,
                        isfinite (value) ? jig_ink_ramp (tone, jig_mark_get_at (self, value))
                                         : JIG_INK (JIG_TONE_FOREGROUND),
                        &style);
}

static void
add_cells (const JigMark *self,
           JigPlot       *plot)
{
  const gboolean says_values = (self->flags & JIG_MARK_VALUES)
                               && has_room_for_values (self, plot);

  for (gsize i = 0; i < self->n_items; i++)
    {
      const JigRect rect = find_cell (plot, i / self->n_columns, i % self->n_columns);

      add_cell (self, plot, i, rect);
      if (says_values)
        add_number (self, plot, i, rect);
    }
}

static void
add_image (const JigMark *self,
           JigPlot       *plot)
{
  const gsize n_rows = MIN (self->n_rows, LARGEST_SIDE);
  const gsize n_columns = MIN (self->n_columns, LARGEST_SIDE);
  const JigRect rect = { plot->area.x, plot->area.y,
                         jig_scale_get_band (&plot->scales[JIG_AXIS_X])
                         * (double) self->n_columns,
                         jig_scale_get_band (&plot->scales[JIG_AXIS_Y])
                         * (double) self->n_rows };
  guint8 *levels = jig_drawing_add_image (plot->drawing, rect, n_rows, n_columns,
                                          JIG_INK (jig_mark_get_ramp (self)));

  for (gsize i = 0; levels != NULL && i < n_rows * n_columns; i++)
    {
      const gsize row = i / n_columns * self->n_rows / n_rows;
      const gsize column = i % n_columns * self->n_columns / n_columns;
      const double value = self->channels[JIG_CHANNEL_VALUE][row * self->n_columns + column];

      levels[i] = isfinite (value) ? (guint8) (1.5 + 254 * jig_mark_get_at (self, value)) : 0;
    }
}

static void
layout (const JigMark *self,
        JigPlot       *plot)
{
  JigItemBox *boxes = jig_plot_add_items (plot, self);

  if (boxes == NULL)
    return;

  for (gsize i = 0; i < self->n_items; i++)
    boxes[i] = to_box (find_cell (plot, i / self->n_columns, i % self->n_columns));

  if (self->n_items <= MOST_CELLS)
    add_cells (self, plot);
  else
    add_image (self, plot);
}

static void
add_headers (const JigMark *self,
             GPtrArray     *headers)
{
  const JigPanel *panel = self->panel;
  char *row = jig_panel_dup_axis_name (panel, JIG_AXIS_Y);
  char *column = jig_panel_dup_axis_name (panel, JIG_AXIS_X);

  g_ptr_array_add (headers, row != NULL ? row : g_strdup (_("Row")));
  g_ptr_array_add (headers, column != NULL ? column : g_strdup (_("Column")));
  g_ptr_array_add (headers, g_strdup (self->value_title != NULL ? self->value_title
                                                                : _("Value")));
}

static void
get_cell (const JigMark *self,
          gsize          row,
          gsize          column,
          JigTwinCell   *cell)
{
  if (column == 0)
    cell->text = jig_narrate_place (self->panel, JIG_AXIS_Y, (double) (row / self->n_columns));
  else if (column == 1)
    cell->text = jig_narrate_place (self->panel, JIG_AXIS_X, (double) (row % self->n_columns));
  else
    cell->number = self->channels[JIG_CHANNEL_VALUE][row];
}

static char *
dup_sentence (const JigMark *self)
{
  const JigSpan span = jig_narrate_span (self, JIG_CHANNEL_VALUE);
  g_autofree char *name = jig_narrate_name (self);
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  g_autofree char *row = NULL;
  g_autofree char *column = NULL;

  if (span.n_items == 0)
    return g_strdup_printf (_("%s has no cells."), name);

  least = jig_narrate_value (self, JIG_CHANNEL_VALUE, span.least);
  most = jig_narrate_value (self, JIG_CHANNEL_VALUE, span.most);
  row = jig_narrate_place (self->panel, JIG_AXIS_Y, (double) (span.most / self->n_columns));
  column = jig_narrate_place (self->panel, JIG_AXIS_X, (double) (span.most % self->n_columns));

  return g_strdup_printf (_("%s: %lu by %lu cells, from %s to %s; highest at %s, %s."), name,
                          (gulong) self->n_rows, (gulong) self->n_columns, least, most,
                          row, column);
}

const JigMarkOps jig_mark_heat = {
  .id = "heat",
  .level = 0,
  .has_axes = TRUE,
  .extent = extent,
  .layout = layout,
  .add_headers = add_headers,
  .get_cell = get_cell,
  .dup_sentence = dup_sentence,
};
