#include "core/chart/layout.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/chart/axes.h"
#include "core/chart/mark.h"

#define MARGIN        12.0
#define PANEL_GAP     22.0
#define TEXT_SIZE     12.0
#define TITLE_SIZE    15.0
#define SWATCH_WIDTH  18.0
#define LEGEND_GAP    18.0   /* between two entries */
#define RAMP_WIDTH    12.0
#define RAMP_STEPS    64
#define BEST_ASPECT   1.5    /* of a panel that is free to choose */
#define LEAST_PANEL   200.0  /* pixels, before panels stand below each other */
#define LEAST_AREA    24.0   /* below this, nothing can be seen */

typedef struct
{
  const JigFigure  *figure;
  const JigLayout  *layout;
  const JigMeasure *measure;
  JigDrawing       *drawing;
  double            scale;      /* of text */
  JigRect           room;       /* what is left */
} Page;

static double
text_size (const Page *page)
{
  return TEXT_SIZE * page->scale;
}

/* Writes a line at the top of the room and takes it away. */
static void
take_line (Page       *page,
           const char *text,
           double      size,
           gboolean    is_bold,
           JigTone     tone)
{
  const JigTextStyle style = { .size = size, .is_bold = is_bold,
                               .max_width = page->room.width };
  const double height = jig_measure_height (page->measure, size);

  jig_drawing_add_text (page->drawing, text, page->room.x, page->room.y, JIG_INK (tone), &style);
  page->room.y += height;
  page->room.height -= height;
}

static void
take_gap (Page   *page,
          double  gap)
{
  page->room.y += gap;
  page->room.height -= gap;
}

static void
take_title (Page *page)
{
  if (!page->layout->hides_title)
    {
      take_line (page, jig_figure_get_title (page->figure), TITLE_SIZE * page->scale, TRUE,
                 JIG_TONE_FOREGROUND);
      take_gap (page, 2);
    }
  if (jig_figure_get_subtitle (page->figure) != NULL)
    take_line (page, jig_figure_get_subtitle (page->figure), text_size (page), FALSE,
               JIG_TONE_MUTED);
  if (!page->layout->hides_title)
    take_gap (page, 8);
}

/* The marks that the legend names: the first of each name. */
static GPtrArray *
find_entries (const JigFigure *figure)
{
  GPtrArray *entries = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
    {
      const JigPanel *panel = jig_figure_get_panel (figure, i);

      for (guint j = 0; j < panel->marks->len; j++)
        {
          JigMark *mark = g_ptr_array_index (panel->marks, j);

          if (mark->ops->swatch != NULL && mark->name != NULL
              && g_hash_table_add (seen, mark->name))
            g_ptr_array_add (entries, mark);
        }
    }

  return entries;
}

static void
take_legend (Page *page)
{
  g_autoptr(GPtrArray) entries = find_entries (page->figure);
  const double size = text_size (page);
  const double height = jig_measure_height (page->measure, size) + 4;
  const double swatch = SWATCH_WIDTH * page->scale;
  double x = 0;

  /* One series is named by the title and the axis. */
  if (entries->len < 2)
    return;

  for (guint i = 0; i < entries->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (entries, i);
      const double needed = jig_measure_width (page->measure, mark->name, size, FALSE);
      const double width = MIN (needed, MAX (page->room.width - swatch - 6, 1));
      const JigTextStyle style = { .size = size, .align_y = JIG_ALIGN_MIDDLE,
                                   .max_width = needed > width ? width : 0 };

      if (x > 0 && x + swatch + 6 + width > page->room.width)
        {
          take_gap (page, height);
          x = 0;
        }

      mark->ops->swatch (mark, page->drawing,
                         (JigRect) { page->room.x + x, page->room.y + height / 2 - size / 2,
                                     swatch, size });
      jig_drawing_add_text (page->drawing, mark->name, page->room.x + x + swatch + 6,
                            page->room.y + height / 2, JIG_INK (JIG_TONE_FOREGROUND), &style);
      x += swatch + 6 + width + LEGEND_GAP;
    }
  take_gap (page, height + 8);
}

/* The mark of a panel whose colours need a scale: those that do not say their
 * values themselves. */
static const JigMark *
find_ramp (const JigPanel *panel)
{
  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      if (mark->channels[JIG_CHANNEL_VALUE] != NULL && !(mark->flags & JIG_MARK_VALUES))
        return mark;
    }

  return NULL;
}

static void
draw_ramp (const Page     *page,
           const JigMark  *mark,
           const JigTicks *ticks,
           JigRect         bar)
{
  const JigScale scale = { JIG_SCALE_LINEAR, mark->lower, mark->upper,
                           bar.y + bar.height, bar.y };
  const JigTextStyle style = { .size = text_size (page), .is_number = TRUE,
                               .align_y = JIG_ALIGN_MIDDLE };
  guint8 *levels = jig_drawing_add_image (page->drawing, bar, RAMP_STEPS, 1,
                                          JIG_INK (jig_mark_get_ramp (mark)));

  for (guint i = 0; levels != NULL && i < RAMP_STEPS; i++)
    levels[i] = (guint8) (255 - i * 254 / (RAMP_STEPS - 1));

  for (guint i = 0; i < ticks->n_items; i++)
    jig_drawing_add_text (page->drawing, ticks->items[i].label, bar.x + bar.width + 6,
                          jig_scale_to_pixel (&scale, ticks->items[i].value),
                          JIG_INK (JIG_TONE_MUTED), &style);
}

static double
ramp_label_width (const Page     *page,
                  const JigTicks *ticks)
{
  double width = 0;

  for (guint i = 0; i < ticks->n_items; i++)
    width = MAX (width, jig_measure_width (page->measure, ticks->items[i].label,
                                           text_size (page), FALSE));

  return width;
}

static gboolean
has_name (const JigPanel *panel,
          JigAxis         axis)
{
  g_autofree char *name = jig_panel_dup_axis_name (panel, axis);

  return name != NULL;
}

/* The scale of colours stands at the right, as high as the area beside it, with its
 * title in the line that is that of the axis y. */
static void
lay_out_axes (const Page *page,
              JigPlot    *plot,
              JigRect     room)
{
  const JigMark *ramp = find_ramp (plot->panel);
  const JigTextStyle style = { .size = plot->text_size, .align_x = JIG_ALIGN_END,
                               .align_y = JIG_ALIGN_END, .max_width = room.width / 2 };
  JigTicks ticks = { .n_items = 0 };
  double width = 0;
  JigAxes axes;

  if (ramp != NULL)
    {
      jig_ticks_find (&ticks, JIG_SCALE_LINEAR, ramp->lower, ramp->upper, 5,
                      page->layout->language);
      width = RAMP_WIDTH + 6 + ramp_label_width (page, &ticks);
    }

  room.width -= width > 0 ? width + 14 : 0;
  if (ramp != NULL && ramp->value_title != NULL && !has_name (plot->panel, JIG_AXIS_Y))
    {
      const double height = jig_measure_height (page->measure, plot->text_size);

      room.y += height;
      room.height -= height;
    }
  jig_axes_fit (&axes, plot, room);
  if (ramp != NULL)
    {
      const double left = plot->area.x + plot->area.width + 14;

      draw_ramp (page, ramp, &ticks,
                 (JigRect) { left, plot->area.y, RAMP_WIDTH, plot->area.height });
      if (ramp->value_title != NULL)
        jig_drawing_add_text (page->drawing, ramp->value_title, left + width,
                              plot->area.y - JIG_AXES_ABOVE (plot),
                              JIG_INK (JIG_TONE_FOREGROUND), &style);
    }
  jig_axes_draw (&axes, plot);
}

static int
compare_levels (gconstpointer a,
                gconstpointer b)
{
  const JigMark *first = *(const JigMark * const *) a;
  const JigMark *second = *(const JigMark * const *) b;

  if (first->ops->level != second->ops->level)
    return first->ops->level < second->ops->level ? -1 : 1;

  return first->index < second->index ? -1 : 1;
}

static void
lay_out_marks (JigPlot *plot)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new ();

  for (guint i = 0; i < plot->panel->marks->len; i++)
    g_ptr_array_add (marks, g_ptr_array_index (plot->panel->marks, i));
  g_ptr_array_sort (marks, compare_levels);

  for (guint i = 0; i < marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (marks, i);

      mark->ops->layout (mark, plot);
    }
}

/* Labels that look for a place have to know where the marks are. */
static gboolean
has_notes (const JigPanel *panel)
{
  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      if (mark->ops == &jig_mark_label || (mark->ops == &jig_mark_rule && mark->name != NULL))
        return TRUE;
    }

  return FALSE;
}

/* Reference lines alone are nothing to see. */
static gboolean
is_empty (const JigPanel *panel)
{
  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      if (mark->ops != &jig_mark_rule && jig_mark_has_something (mark))
        return FALSE;
    }

  return TRUE;
}

static void
say_nothing (const Page *page,
             JigRect     room)
{
  const JigTextStyle style = { .size = text_size (page), .align_x = JIG_ALIGN_MIDDLE,
                               .align_y = JIG_ALIGN_MIDDLE, .max_width = room.width };

  jig_drawing_add_text (page->drawing, _("There is nothing to show."),
                        room.x + room.width / 2, room.y + room.height / 2,
                        JIG_INK (JIG_TONE_MUTED), &style);
}

static void
lay_out_panel (const Page     *page,
               const JigPanel *panel,
               JigRect         room)
{
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (JigRect));
  g_autoptr(GArray) notes = g_array_new (FALSE, FALSE, sizeof (JigNote));
  Page inner = *page;
  JigPlot plot = {
    .drawing = page->drawing, .panel = panel, .layout = page->layout,
    .measure = page->measure, .text_size = text_size (page), .labels = labels,
    .notes = notes,
  };

  inner.room = room;
  if (panel->title != NULL)
    {
      take_line (&inner, panel->title, text_size (page), TRUE, JIG_TONE_FOREGROUND);
      take_gap (&inner, 4);
    }

  /* In a window that is being folded there may be no room at all. */
  if (inner.room.width < LEAST_AREA || inner.room.height < LEAST_AREA)
    return;

  if (is_empty (panel))
    {
      say_nothing (page, inner.room);
      return;
    }

  if (jig_panel_has_axes (panel))
    lay_out_axes (page, &plot, inner.room);
  else
    plot.room = plot.area = inner.room;

  if (has_notes (panel))
    jig_occupancy_open (&plot.occupancy, plot.drawing, plot.area);
  lay_out_marks (&plot);
  jig_plot_draw_notes (&plot);
  jig_occupancy_clear (&plot.occupancy);
}

/* A square in a wide panel wastes it. */
static double
get_best_aspect (const Page *page,
                 guint       n_panels)
{
  for (guint i = 0; i < n_panels; i++)
    if (jig_figure_get_panel (page->figure, i)->is_square)
      return 1.0;

  return BEST_ASPECT;
}

/* As many columns as make the panels look best. */
static guint
choose_columns (const Page *page,
                guint       n_panels)
{
  const double best_aspect = get_best_aspect (page, n_panels);
  guint best = 1;
  double least = INFINITY;

  if (jig_figure_get_columns (page->figure) > 0)
    return MIN (jig_figure_get_columns (page->figure), n_panels);

  for (guint n = 1; n <= n_panels; n++)
    {
      const guint n_rows = (n_panels + n - 1) / n;
      const double width = (page->room.width - PANEL_GAP * (n - 1)) / n;
      const double height = (page->room.height - PANEL_GAP * (n_rows - 1)) / n_rows;
      const double badness = fabs (log (MAX (width, 1) / MAX (height, 1) / best_aspect));

      if (n > 1 && width < LEAST_PANEL * page->scale)
        break;
      if (badness < least)
        {
          least = badness;
          best = n;
        }
    }

  return best;
}

static void
lay_out_panels (const Page *page)
{
  const guint n_panels = jig_figure_get_n_panels (page->figure);
  const guint n_columns = n_panels > 0 ? choose_columns (page, n_panels) : 1;
  const guint n_rows = (n_panels + n_columns - 1) / n_columns;
  const double width = (page->room.width - PANEL_GAP * (n_columns - 1)) / n_columns;
  const double height = (page->room.height - PANEL_GAP * (MAX (n_rows, 1) - 1)) / MAX (n_rows, 1);

  for (guint i = 0; i < n_panels; i++)
    lay_out_panel (page, jig_figure_get_panel (page->figure, i),
                   (JigRect) {
                     floor (page->room.x + (i % n_columns) * (width + PANEL_GAP)),
                     floor (page->room.y + (i / n_columns) * (height + PANEL_GAP)),
                     floor (width), floor (height),
                   });
}

/**
 * jig_layout_figure:
 * @figure: a sealed figure
 * @layout: for what
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Turns a figure into shapes. Any thread may do that.
 *
 * Returns: (transfer full): the drawing, or %NULL with @error set
 */
JigDrawing *
jig_layout_figure (const JigFigure  *figure,
                   const JigLayout  *layout,
                   GError          **error)
{
  Page page = { figure, layout, layout->measure, NULL, layout->text_scale, { 0, 0, 0, 0 } };
  double margin;

  g_return_val_if_fail (figure != NULL && jig_figure_is_sealed (figure), NULL);
  g_return_val_if_fail (layout->width > 0 && layout->height > 0, NULL);

  if (page.measure == NULL)
    page.measure = jig_measure_get_pango ();
  if (page.scale <= 0)
    page.scale = 1.0;

  margin = MIN (MARGIN, layout->width / 20);
  page.drawing = jig_drawing_new (layout->width, layout->height);
  page.room = (JigRect) { margin, margin, layout->width - 2 * margin,
                          layout->height - 2 * margin };

  take_title (&page);
  take_legend (&page);
  lay_out_panels (&page);

  return jig_drawing_finish (page.drawing, error);
}
