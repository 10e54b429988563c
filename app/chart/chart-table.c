/* The table twin of a chart: real rows and headers, for whom a picture says
 * nothing. Of a figure with very many items it lists the landmarks. */
#include "app/chart/chart-table.h"

#include "app/common/phrase.h"
#include "core/chart/narrate.h"
#include "core/chart/twin.h"

#include <glib/gi18n-lib.h>

#define MAX_ROWS      1000
#define MAX_LANDMARKS 200     /* of each mark, when there are more rows */

struct _JigChartTable
{
  GtkWidget parent;

  GtkWidget      *thinned;
  GtkWidget      *view;
  GtkNoSelection *selection;

  JigFigure *figure;
  JigTwin   *twin;
  GArray    *rows;              /* of gsize: the rows of the twin that are listed */
};

G_DEFINE_FINAL_TYPE (JigChartTable, jig_chart_table, GTK_TYPE_WIDGET)

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         JigChartTable            *self)
{
  gsize column = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (factory), "column"));
  gsize row = g_array_index (self->rows, gsize, gtk_list_item_get_position (item));
  g_autofree char *cell = jig_twin_dup_cell (self->twin, row, column);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), cell);
}

static void
jig_chart_table_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_chart_table_parent_class)->dispose (object);
}

static void
jig_chart_table_finalize (GObject *object)
{
  JigChartTable *self = JIG_CHART_TABLE (object);

  g_clear_pointer (&self->twin, jig_twin_free);
  g_clear_pointer (&self->figure, jig_figure_unref);
  g_array_unref (self->rows);

  G_OBJECT_CLASS (jig_chart_table_parent_class)->finalize (object);
}

static void
jig_chart_table_init (JigChartTable *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gsize));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_chart_table_class_init (JigChartTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_chart_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = jig_chart_table_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/chart/chart-table.ui");
  gtk_widget_class_bind_template_child (widget_class, JigChartTable, thinned);
  gtk_widget_class_bind_template_child (widget_class, JigChartTable, view);
  gtk_widget_class_bind_template_child (widget_class, JigChartTable, selection);
}

/* The landmarks of the mark whose rows begin at @first; returns where the next
 * mark begins. */
static gsize
add_landmarks (JigChartTable *self,
               gsize          first)
{
  JigItemId at = jig_twin_get_item (self->twin, first);
  JigPanel *panel = jig_figure_get_panel (self->figure, at.panel);
  gsize n_items = jig_mark_get_n_items (jig_panel_get_mark (panel, at.mark));
  gsize end = first;
  guint items[MAX_LANDMARKS];
  gsize n_found = jig_narrate_landmarks (self->figure, at, -1, items, MAX_LANDMARKS);
  gsize next = 0;

  for (; end < jig_twin_get_n_rows (self->twin) && end - first < n_items; end++)
    {
      JigItemId id = jig_twin_get_item (self->twin, end);

      if (id.panel != at.panel || id.mark != at.mark)
        break;

      while (next < n_found && items[next] < id.item)
        next++;
      if (next < n_found && items[next] == id.item)
        g_array_append_val (self->rows, end);
    }

  return MAX (end, first + 1);
}

static void
choose_rows (JigChartTable *self)
{
  gsize n_rows = jig_twin_get_n_rows (self->twin);
  g_autofree char *shown = NULL;
  g_autofree char *all = NULL;
  g_autofree char *sentence = NULL;

  g_array_set_size (self->rows, 0);
  if (n_rows <= MAX_ROWS)
    for (gsize row = 0; row < n_rows; row++)
      g_array_append_val (self->rows, row);
  else
    for (gsize row = 0; row < n_rows;)
      row = add_landmarks (self, row);

  shown = jig_phrase_count (self->rows->len);
  all = jig_phrase_count (n_rows);
  /* Translators: how many rows are listed, of how many */
  sentence = g_strdup_printf (_("%s of %s points: ends and extremes are kept"), shown, all);
  gtk_label_set_text (GTK_LABEL (self->thinned), sentence);
  gtk_widget_set_visible (self->thinned, n_rows > MAX_ROWS);
}

static void
add_column (JigChartTable *self,
            gsize          i)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GSIZE_TO_POINTER (i));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  column = gtk_column_view_column_new (jig_twin_get_header (self->twin, i), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
}

static void
clear (JigChartTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));

  gtk_no_selection_set_model (self->selection, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->view), column);
    }
  g_clear_pointer (&self->twin, jig_twin_free);
  g_clear_pointer (&self->figure, jig_figure_unref);
}

/**
 * jig_chart_table_set_figure:
 * @self: a table
 * @figure: (nullable): whose items it lists
 *
 * Lists the items of a figure, a row each.
 */
void
jig_chart_table_set_figure (JigChartTable *self,
                            JigFigure     *figure)
{
  g_autoptr(GtkStringList) lines = NULL;

  g_return_if_fail (JIG_IS_CHART_TABLE (self));

  if (figure == self->figure)
    return;

  clear (self);
  if (figure == NULL)
    return;

  self->figure = jig_figure_ref (figure);
  self->twin = jig_twin_new (figure);
  choose_rows (self);
  for (gsize i = 0; i < jig_twin_get_n_columns (self->twin); i++)
    add_column (self, i);

  /* The cells are written when they are seen: the model only has to be as long. */
  lines = gtk_string_list_new (NULL);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_string_list_append (lines, "");
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (lines));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  jig_figure_get_title (figure), -1);
}
