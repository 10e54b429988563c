/* What can be added to a panel. Tested by tests/core/chart/figure.c. */

#include "core/chart/figure.h"

#include "core/base/alloc.h"
#include "core/chart/mark.h"

static JigMark *
add_mark (JigPanel         *self,
          const JigMarkOps *ops,
          const char       *name,
          gsize             n_items)
{
  JigMark *mark;

  g_return_val_if_fail (self != NULL && !jig_figure_is_sealed (self->figure), NULL);
  g_return_val_if_fail (n_items < JIG_NO_ITEM, NULL);

  mark = jig_mark_new (self, self->marks->len, ops, name, n_items);
  g_ptr_array_add (self->marks, mark);

  return mark;
}

static void
copy_channel (JigMark      *mark,
              JigChannel    channel,
              const double *values)
{
  mark->channels[channel] = jig_figure_copy (mark->panel->figure, values, mark->n_items,
                                             sizeof *values);
}

static JigMark *
add_xy (JigPanel         *self,
        const JigMarkOps *ops,
        const char       *name,
        const double     *x,
        const double     *y,
        gsize             n_points)
{
  JigMark *mark = add_mark (self, ops, name, n_points);

  g_return_val_if_fail (mark != NULL, NULL);
  g_return_val_if_fail ((x != NULL && y != NULL) || n_points == 0, NULL);

  copy_channel (mark, JIG_CHANNEL_X, x);
  copy_channel (mark, JIG_CHANNEL_Y, y);

  return mark;
}

/**
 * jig_panel_add_line:
 * @self: a panel
 * @name: (nullable): of the series
 * @x: (n_points,) from left to right
 * @y: (n_points,) NaN leaves a gap
 * @n_points: how many points there are
 *
 * Returns: (transfer none): a line through the points
 */
JigMark *
jig_panel_add_line (JigPanel     *self,
                    const char   *name,
                    const double *x,
                    const double *y,
                    gsize         n_points)
{
  return add_xy (self, &jig_mark_line, name, x, y, n_points);
}

/**
 * jig_panel_add_points:
 * @self: a panel
 * @name: (nullable): of the series
 * @x: (n_points,) where they are
 * @y: (n_points,) where they are
 * @n_points: how many there are
 *
 * Returns: (transfer none): a scatter plot
 */
JigMark *
jig_panel_add_points (JigPanel     *self,
                      const char   *name,
                      const double *x,
                      const double *y,
                      gsize         n_points)
{
  return add_xy (self, &jig_mark_point, name, x, y, n_points);
}

/**
 * jig_panel_add_bars:
 * @self: a panel
 * @name: (nullable): of the series
 * @values: (n_bars,) one for each category
 * @n_bars: how many there are
 *
 * Adds a bar for each category of the axis that has categories: upright if that
 * is x, lying if it is y. Bars of several series stand side by side, or on each
 * other after jig_panel_set_stacked(). jig_mark_set_band() adds whiskers.
 *
 * Returns: (transfer none): the bars
 */
JigMark *
jig_panel_add_bars (JigPanel     *self,
                    const char   *name,
                    const double *values,
                    gsize         n_bars)
{
  JigMark *mark = add_mark (self, &jig_mark_bar, name, n_bars);
  double *places;

  g_return_val_if_fail (mark != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_bars == 0, NULL);

  copy_channel (mark, JIG_CHANNEL_Y, values);
  places = mark->channels[JIG_CHANNEL_X] = jig_figure_alloc (self->figure, n_bars,
                                                             sizeof (double));
  for (gsize i = 0; places != NULL && i < n_bars; i++)
    places[i] = (double) i;

  return mark;
}

/**
 * jig_panel_add_histogram:
 * @self: a panel
 * @name: (nullable): of the series
 * @edges: (n_bins + 1,) where the bins begin and end
 * @counts: (n_bins,) how many, or how dense
 * @n_bins: how many bins there are
 *
 * Returns: (transfer none): bars over numbers
 */
JigMark *
jig_panel_add_histogram (JigPanel     *self,
                         const char   *name,
                         const double *edges,
                         const double *counts,
                         gsize         n_bins)
{
  JigMark *mark = add_mark (self, &jig_mark_bar, name, n_bins);

  g_return_val_if_fail (mark != NULL, NULL);
  g_return_val_if_fail ((edges != NULL && counts != NULL) || n_bins == 0, NULL);

  copy_channel (mark, JIG_CHANNEL_X, edges);
  copy_channel (mark, JIG_CHANNEL_X_END, edges != NULL ? edges + 1 : NULL);
  copy_channel (mark, JIG_CHANNEL_Y, counts);

  return mark;
}

/**
 * jig_panel_add_heat:
 * @self: a panel
 * @name: (nullable): what the values are
 * @values: (n_rows, n_columns), row-major, the first row on top
 * @n_rows: how many categories the axis y has
 * @n_columns: how many categories the axis x has
 *
 * Returns: (transfer none): a heat map; with %JIG_MARK_VALUES cells say their number
 */
JigMark *
jig_panel_add_heat (JigPanel     *self,
                    const char   *name,
                    const double *values,
                    gsize         n_rows,
                    gsize         n_columns)
{
  JigMark *mark;

  g_return_val_if_fail (n_columns == 0 || n_rows <= JIG_NO_ITEM / n_columns, NULL);
  g_return_val_if_fail (values != NULL || n_rows * n_columns == 0, NULL);

  mark = add_mark (self, &jig_mark_heat, name, n_rows * n_columns);
  g_return_val_if_fail (mark != NULL, NULL);

  copy_channel (mark, JIG_CHANNEL_VALUE, values);
  mark->n_rows = n_rows;
  mark->n_columns = n_columns;
  mark->value_title = g_strdup (name);

  return mark;
}

/**
 * jig_panel_add_rule:
 * @self: a panel
 * @name: (nullable): written beside it
 * @axis: the axis it stands on
 * @value: where on that axis
 *
 * Returns: (transfer none): a reference line across the panel
 */
JigMark *
jig_panel_add_rule (JigPanel   *self,
                    const char *name,
                    JigAxis     axis,
                    double      value)
{
  JigMark *mark = add_mark (self, &jig_mark_rule, name, 1);

  g_return_val_if_fail (mark != NULL, NULL);

  copy_channel (mark, axis == JIG_AXIS_X ? JIG_CHANNEL_X : JIG_CHANNEL_Y, &value);

  return mark;
}

/**
 * jig_panel_add_diagonal:
 * @self: a panel
 * @name: (nullable): written beside it
 * @x_from: where it begins
 * @y_from: where it begins
 * @x_to: where it ends
 * @y_to: where it ends
 *
 * Returns: (transfer none): a reference line from one point to another
 */
JigMark *
jig_panel_add_diagonal (JigPanel   *self,
                        const char *name,
                        double      x_from,
                        double      y_from,
                        double      x_to,
                        double      y_to)
{
  JigMark *mark = add_mark (self, &jig_mark_rule, name, 1);

  g_return_val_if_fail (mark != NULL, NULL);

  copy_channel (mark, JIG_CHANNEL_X, &x_from);
  copy_channel (mark, JIG_CHANNEL_Y, &y_from);
  copy_channel (mark, JIG_CHANNEL_X_END, &x_to);
  copy_channel (mark, JIG_CHANNEL_Y_END, &y_to);

  return mark;
}

/**
 * jig_panel_add_label:
 * @self: a panel
 * @text: what is written
 * @x: the point it is about
 * @y: the point it is about
 *
 * Returns: (transfer none): a text beside a point
 */
JigMark *
jig_panel_add_label (JigPanel   *self,
                     const char *text,
                     double      x,
                     double      y)
{
  JigMark *mark = add_xy (self, &jig_mark_label, NULL, &x, &y, 1);

  g_return_val_if_fail (mark != NULL && text != NULL, NULL);

  jig_mark_set_labels (mark, &text);

  return mark;
}

static void
copy_nodes (JigMark            *mark,
            const JigGraphNode *nodes)
{
  JigFigure *figure = mark->panel->figure;
  const char **titles = jig_figure_alloc (figure, mark->n_items, sizeof *titles);

  mark->layers = jig_figure_alloc (figure, mark->n_items, sizeof *mark->layers);
  mark->tones = jig_figure_alloc (figure, mark->n_items, sizeof *mark->tones);
  mark->rows = jig_figure_alloc (figure, mark->n_items, sizeof *mark->rows);
  for (gsize i = 0; mark->rows != NULL && i < mark->n_items; i++)
    {
      titles[i] = nodes[i].title;
      mark->layers[i] = nodes[i].layer;
      mark->tones[i] = (guint8) nodes[i].tone;
      mark->rows[i] = nodes[i].row;
    }
  if (mark->rows != NULL)
    jig_mark_set_labels (mark, titles);

  jig_free (titles);
}

/**
 * jig_panel_add_graph:
 * @self: a panel
 * @name: (nullable): what it is
 * @nodes: (n_nodes,) its nodes; those of a layer from top to bottom
 * @n_nodes: how many nodes there are
 * @edges: (n_edges,) from earlier layers to later ones
 * @n_edges: how many edges there are
 *
 * Returns: (transfer none): nodes in columns, joined by curves
 */
JigMark *
jig_panel_add_graph (JigPanel           *self,
                     const char         *name,
                     const JigGraphNode *nodes,
                     gsize               n_nodes,
                     const JigGraphEdge *edges,
                     gsize               n_edges)
{
  JigMark *mark = add_mark (self, &jig_mark_graph, name, n_nodes);

  g_return_val_if_fail (mark != NULL, NULL);
  g_return_val_if_fail (nodes != NULL || n_nodes == 0, NULL);

  for (gsize i = 0; i < n_nodes; i++)
    g_return_val_if_fail (nodes[i].layer < JIG_MAX_LAYERS, NULL);
  for (gsize i = 0; i < n_edges; i++)
    g_return_val_if_fail (edges[i].from < n_nodes && edges[i].to < n_nodes, NULL);

  copy_nodes (mark, nodes);
  mark->edges = jig_figure_copy (self->figure, edges, n_edges, sizeof *edges);
  mark->n_edges = n_edges;

  return mark;
}

/**
 * jig_panel_add_table:
 * @self: a panel
 * @name: (nullable): what it is
 * @headers: (n_columns,) the titles of the columns
 * @cells: (n_rows, n_columns), row-major; %NULL is an empty cell
 * @n_rows: how many rows there are
 * @n_columns: how many columns there are
 *
 * Returns: (transfer none): a table; jig_mark_set_tones() highlights its cells
 */
JigMark *
jig_panel_add_table (JigPanel            *self,
                     const char          *name,
                     const char * const  *headers,
                     const char * const  *cells,
                     gsize                n_rows,
                     gsize                n_columns)
{
  JigMark *mark;

  g_return_val_if_fail (n_columns == 0 || n_rows <= JIG_NO_ITEM / n_columns, NULL);
  g_return_val_if_fail (cells != NULL || n_rows * n_columns == 0, NULL);

  mark = add_mark (self, &jig_mark_table, name, n_rows * n_columns);
  g_return_val_if_fail (mark != NULL, NULL);

  mark->n_rows = n_rows;
  mark->n_columns = n_columns;
  mark->headers = jig_figure_copy_texts (self->figure, headers, n_columns);
  jig_mark_set_labels (mark, cells);

  return mark;
}
