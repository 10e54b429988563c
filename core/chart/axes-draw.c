/* The grid, the axes and what is written along them.
 * Tested by tests/core/chart/axes.c. */

#include "core/chart/axes.h"

#include <math.h>

#define TICK 4.0    /* the length of a tick */

/* A hairline covers whole pixels where its middle is half-way. */
static double
crisp (double pixel)
{
  return floor (pixel) + 0.5;
}

static void
draw_line_across (JigPlot *plot,
                  JigAxis  axis,
                  double   pixel,
                  JigInk   ink)
{
  const JigRect *area = &plot->area;

  if (axis == JIG_AXIS_X)
    jig_drawing_add_line (plot->drawing, crisp (pixel), area->y,
                          crisp (pixel), area->y + area->height, ink, 1);
  else
    jig_drawing_add_line (plot->drawing, area->x, crisp (pixel),
                          area->x + area->width, crisp (pixel), ink, 1);
}

/* Lines across help to read values. Up and down as well where x is one of two
 * equal quantities, as in a scatter plot. */
static gboolean
has_grid (const JigPanel *panel,
          JigAxis         axis)
{
  if (panel->axes[axis].kind == JIG_SCALE_CATEGORY)
    return FALSE;
  if (axis == JIG_AXIS_Y || panel->is_square
      || panel->axes[JIG_AXIS_Y].kind == JIG_SCALE_CATEGORY)
    return TRUE;

  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      if (mark->ops == &jig_mark_point)
        return TRUE;
    }

  return FALSE;
}

static void
draw_grid (const JigAxes *self,
           JigPlot       *plot,
           JigAxis        axis)
{
  const JigTicks *ticks = &self->labels[axis].ticks;

  if (!has_grid (plot->panel, axis))
    return;

  for (guint i = 0; i < ticks->n_items; i++)
    if (ticks->items[i].label[0] != '\0')
      draw_line_across (plot, axis,
                        jig_scale_to_pixel (&plot->scales[axis], ticks->items[i].value),
                        JIG_INK (JIG_TONE_GRID));
}

static gboolean
has_zero (const JigPlot *plot,
          JigAxis        axis)
{
  const JigScale *scale = &plot->scales[axis];

  return scale->kind == JIG_SCALE_LINEAR && scale->lower < 0 && scale->upper > 0;
}

static void
draw_zero (JigPlot *plot,
           JigAxis  axis)
{
  const JigScale *scale = &plot->scales[axis];

  if (has_zero (plot, axis) && has_grid (plot->panel, axis))
    draw_line_across (plot, axis, jig_scale_to_pixel (scale, 0),
                      (JigInk) { JIG_TONE_MUTED, 0.7f, 0 });
}

static void
draw_label_x (JigPlot    *plot,
              double      pixel,
              const char *label)
{
  const JigTextStyle style = { .size = plot->text_size, .is_number = TRUE,
                               .align_x = JIG_ALIGN_MIDDLE };

  jig_drawing_add_text (plot->drawing, label, pixel,
                        plot->area.y + plot->area.height + JIG_AXES_GAP (plot),
                        JIG_INK (JIG_TONE_MUTED), &style);
}

static void
draw_ticks_x (const JigAxes *self,
              JigPlot       *plot)
{
  const JigTicks *ticks = &self->labels[JIG_AXIS_X].ticks;
  const double bottom = plot->area.y + plot->area.height;

  for (guint i = 0; i < ticks->n_items; i++)
    {
      const JigTick *tick = &ticks->items[i];
      const double pixel = crisp (jig_plot_x (plot, tick->value));

      jig_drawing_add_line (plot->drawing, pixel, bottom, pixel,
                            bottom + (tick->label[0] != '\0' ? TICK : TICK / 2),
                            (JigInk) { JIG_TONE_MUTED, 0.7f, 0 }, 1);
      if (tick->label[0] != '\0')
        draw_label_x (plot, pixel, tick->label);
    }
}

static void
draw_ticks_y (const JigAxes *self,
              JigPlot       *plot)
{
  const JigTicks *ticks = &self->labels[JIG_AXIS_Y].ticks;
  const JigTextStyle style = { .size = plot->text_size, .is_number = TRUE,
                               .align_x = JIG_ALIGN_END, .align_y = JIG_ALIGN_MIDDLE };

  for (guint i = 0; i < ticks->n_items; i++)
    if (ticks->items[i].label[0] != '\0')
      jig_drawing_add_text (plot->drawing, ticks->items[i].label,
                            plot->area.x - JIG_AXES_GAP (plot),
                            jig_plot_y (plot, ticks->items[i].value),
                            JIG_INK (JIG_TONE_MUTED), &style);
}

static void
draw_name_x (const JigAxes      *self,
             JigPlot            *plot,
             gsize               i,
             double              y,
             const JigTextStyle *style)
{
  g_autofree char *name = jig_axes_dup_name (plot, JIG_AXIS_X, i);
  const double x = jig_plot_x (plot, (double) i);
  const char *second = NULL;

  if (self->labels[JIG_AXIS_X].is_wrapped)
    second = jig_axes_break (plot, name, style->max_width);

  jig_drawing_add_text (plot->drawing, name, x, y, JIG_INK (JIG_TONE_FOREGROUND), style);
  if (second != NULL && *second != '\0')
    jig_drawing_add_text (plot->drawing, second, x, y + self->line_height,
                          JIG_INK (JIG_TONE_FOREGROUND), style);
}

static void
draw_names_x (const JigAxes *self,
              JigPlot       *plot)
{
  const JigAxisLabels *labels = &self->labels[JIG_AXIS_X];
  const double top = plot->area.y + plot->area.height + JIG_AXES_GAP (plot);
  JigTextStyle style = { .size = plot->text_size, .align_x = JIG_ALIGN_MIDDLE };
  double drop = 0;

  style.max_width = jig_scale_get_band (&plot->scales[JIG_AXIS_X]) - JIG_AXES_GAP (plot);
  if (labels->is_slanted)
    {
      style.align_x = JIG_ALIGN_END;
      style.align_y = JIG_ALIGN_MIDDLE;
      style.angle = JIG_AXES_SLANT;
      style.max_width = JIG_AXES_LONGEST;
      drop = self->line_height / 3;
    }

  for (gsize i = 0; i < labels->n_names; i += labels->every)
    draw_name_x (self, plot, i, top + drop, &style);
}

static void
draw_names_y (const JigAxes *self,
              JigPlot       *plot,
              double         left)
{
  const JigAxisLabels *labels = &self->labels[JIG_AXIS_Y];
  const JigTextStyle style = { .size = plot->text_size, .align_x = JIG_ALIGN_END,
                               .align_y = JIG_ALIGN_MIDDLE,
                               .max_width = plot->area.x - JIG_AXES_GAP (plot) - left };

  for (gsize i = 0; i < labels->n_names; i += labels->every)
    {
      g_autofree char *name = jig_axes_dup_name (plot, JIG_AXIS_Y, i);

      jig_drawing_add_text (plot->drawing, name, plot->area.x - JIG_AXES_GAP (plot),
                            jig_plot_y (plot, (double) i), JIG_INK (JIG_TONE_FOREGROUND),
                            &style);
    }
}

/* The title of the axis y lies above it: nobody has to turn the head. */
static void
draw_axis_names (const JigAxes *self,
                 JigPlot       *plot,
                 double         left)
{
  g_autofree char *x = jig_panel_dup_axis_name (plot->panel, JIG_AXIS_X);
  g_autofree char *y = jig_panel_dup_axis_name (plot->panel, JIG_AXIS_Y);
  const double right = plot->area.x + plot->area.width;
  const JigTextStyle x_style = { .size = plot->text_size, .align_x = JIG_ALIGN_MIDDLE,
                                 .max_width = right - left };
  const JigTextStyle y_style = { .size = plot->text_size, .align_y = JIG_ALIGN_END,
                                 .max_width = right - left };

  if (x != NULL)
    jig_drawing_add_text (plot->drawing, x, plot->area.x + plot->area.width / 2,
                          plot->area.y + plot->area.height + self->below + 2,
                          JIG_INK (JIG_TONE_FOREGROUND), &x_style);
  if (y != NULL)
    jig_drawing_add_text (plot->drawing, y, left,
                          plot->area.y - plot->headroom - JIG_AXES_ABOVE (plot),
                          JIG_INK (JIG_TONE_FOREGROUND), &y_style);
}

static gboolean
is_heat (const JigPanel *panel)
{
  return panel->axes[JIG_AXIS_X].kind == JIG_SCALE_CATEGORY
         && panel->axes[JIG_AXIS_Y].kind == JIG_SCALE_CATEGORY;
}

/**
 * jig_axes_draw:
 * @self: fitted axes
 * @plot: what they are for
 *
 * Draws grid, axes, labels and titles.
 */
void
jig_axes_draw (const JigAxes *self,
               JigPlot       *plot)
{
  const JigAxis base = plot->scales[JIG_AXIS_Y].kind == JIG_SCALE_CATEGORY ? JIG_AXIS_X
                                                                          : JIG_AXIS_Y;
  const double left = plot->area.x - self->beside;

  for (guint axis = 0; axis < JIG_N_AXES; axis++)
    {
      draw_grid (self, plot, axis);
      draw_zero (plot, axis);
    }

  /* Lying bars begin at zero, not at the edge. */
  if (!is_heat (plot->panel) && !(base == JIG_AXIS_X && has_zero (plot, base)))
    draw_line_across (plot, base,
                      base == JIG_AXIS_Y ? plot->area.y + plot->area.height : plot->area.x,
                      (JigInk) { JIG_TONE_MUTED, 0.7f, 0 });

  if (plot->scales[JIG_AXIS_X].kind == JIG_SCALE_CATEGORY)
    draw_names_x (self, plot);
  else
    draw_ticks_x (self, plot);
  if (plot->scales[JIG_AXIS_Y].kind == JIG_SCALE_CATEGORY)
    draw_names_y (self, plot, left);
  else
    draw_ticks_y (self, plot);

  draw_axis_names (self, plot, left);
}
