#include "core/chart/height.h"

#include "core/chart/mark.h"

#include <math.h>

/* In pixels, for text of the usual size. */
#define MARGINS     24.0     /* above and below */
#define LINE        19.0     /* a title, a legend */
#define AXES        56.0     /* the numbers and the title of the axis below, the title above */
#define AREA        220.0    /* of axes with numbers at both */
#define TABLE_ROW   23.0
#define NODE        42.0
#define BAND        26.0     /* a name at the axis y, with what stands beside it */
#define BAR         13.0     /* each further bar of a band */
#define LEAST_PANEL 260.0    /* wide, before panels stand below each other */
#define PANEL_GAP   22.0
#define LEAST       140.0
#define MOST        960.0

static guint
count_nodes (const JigMark *mark)
{
  guint n_nodes[JIG_MAX_LAYERS] = { 0 };
  guint most = 0;

  for (gsize i = 0; i < mark->n_items; i++)
    if (mark->layers[i] < JIG_MAX_LAYERS)
      most = MAX (most, ++n_nodes[mark->layers[i]]);

  return most;
}

static gboolean
is_upright (const JigPanel *panel)
{
  return panel->axes[JIG_AXIS_Y].n_names == 0;
}

static double
height_of_bands (const JigPanel *panel)
{
  guint n_bars = 0;

  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      if (mark->ops == &jig_mark_bar && !panel->is_stacked)
        n_bars++;
    }

  return (double) panel->axes[JIG_AXIS_Y].n_names * (BAND + (n_bars > 1 ? BAR * (n_bars - 1) : 0));
}

static double
height_of_panel (const JigPanel *panel)
{
  double height = is_upright (panel) ? AREA : height_of_bands (panel);

  height += AXES;
  for (guint i = 0; i < panel->marks->len; i++)
    {
      const JigMark *mark = g_ptr_array_index (panel->marks, i);

      if (mark->ops == &jig_mark_table)
        height = TABLE_ROW * (double) (mark->n_rows + 1);
      else if (mark->ops == &jig_mark_graph)
        height = NODE * count_nodes (mark);
    }

  return height + (panel->title != NULL ? LINE + 4.0 : 0.0);
}

static guint
count_columns (const JigFigure *figure,
               double           width,
               double           scale)
{
  const guint n_panels = MAX (jig_figure_get_n_panels (figure), 1);
  const double n_fit = floor ((width + PANEL_GAP) / (LEAST_PANEL * scale + PANEL_GAP));

  if (jig_figure_get_columns (figure) > 0)
    return MIN (jig_figure_get_columns (figure), n_panels);

  return (guint) CLAMP (n_fit, 1.0, (double) n_panels);
}

/**
 * jig_height_find:
 * @figure: a sealed figure
 * @layout: for what it is laid out; its height does not count
 *
 * Finds how high a figure should be in a column of that width, so that every
 * name at its axes and every row of its tables can be read, within bounds.
 *
 * Returns: a height in pixels
 */
double
jig_height_find (const JigFigure *figure,
                 const JigLayout *layout)
{
  const double scale = layout->text_scale > 0.0 ? layout->text_scale : 1.0;
  const guint n_columns = count_columns (figure, layout->width, scale);
  double height = MARGINS + (jig_figure_get_subtitle (figure) != NULL ? LINE : 0.0);
  double row = 0.0;
  guint n_series = 0;

  g_return_val_if_fail (figure != NULL && layout != NULL, LEAST);

  for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
    {
      const JigPanel *panel = jig_figure_get_panel (figure, i);

      if (i > 0 && i % n_columns == 0)
        {
          height += row + PANEL_GAP;
          row = 0.0;
        }
      row = MAX (row, height_of_panel (panel));
      n_series = MAX (n_series, panel->marks->len);
    }

  height += row + (n_series > 1 ? LINE + 8.0 : 0.0);
  return CLAMP (ceil (height * scale), LEAST, MOST * scale);
}
