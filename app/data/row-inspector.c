/* One row as real widgets, a cell each: what the grid paints, for those who cannot see it. */

#include "app/data/row-inspector.h"

#include "app/common/phrase.h"

#include <glib/gi18n-lib.h>

struct _JigRowInspector
{
  GtkWidget      parent_instance;

  GtkSpinButton *number;
  GtkAdjustment *adjustment;
  GtkLabel      *of;
  GtkListView   *list;

  JigDataset    *dataset;
  guint64        row;
  GtkStringList *names;
  gboolean       is_showing;
};

enum {
  ROW_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigRowInspector, jig_row_inspector, GTK_TYPE_WIDGET)

static void
number_changed_cb (JigRowInspector *self)
{
  guint64 row = (guint64) MAX (gtk_adjustment_get_value (self->adjustment), 1.0) - 1;

  if (!self->is_showing && row != self->row)
    g_signal_emit (self, signals[ROW_CHOSEN], 0, row);
}

static void
setup_cb (JigRowInspector *self,
          GtkListItem     *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_add_css_class (name, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (JigRowInspector *self,
         GtkListItem     *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (box);
  GtkWidget *value = gtk_widget_get_last_child (box);
  const JigColumn *column = jig_frame_get_column (self->dataset->frame,
                                                  gtk_list_item_get_position (item));
  gboolean is_missing = jig_column_is_missing (column, self->row);
  g_autofree char *cell = is_missing ? g_strdup (_("missing"))
                                     : jig_column_dup_text (column, self->row);
  /* Translators: the name of a column, and what a cell of it says */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), jig_column_get_name (column), cell);

  gtk_label_set_text (GTK_LABEL (name), jig_column_get_name (column));
  gtk_label_set_text (GTK_LABEL (value), cell);
  if (is_missing)
    gtk_widget_add_css_class (value, "dim-label");
  else
    gtk_widget_remove_css_class (value, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
jig_row_inspector_dispose (GObject *object)
{
  JigRowInspector *self = JIG_ROW_INSPECTOR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->names);
  g_clear_pointer (&self->dataset, jig_dataset_unref);

  G_OBJECT_CLASS (jig_row_inspector_parent_class)->dispose (object);
}

static void
jig_row_inspector_class_init (JigRowInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_row_inspector_dispose;

  signals[ROW_CHOSEN] = g_signal_new ("row-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/data/row-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, JigRowInspector, number);
  gtk_widget_class_bind_template_child (widget_class, JigRowInspector, adjustment);
  gtk_widget_class_bind_template_child (widget_class, JigRowInspector, of);
  gtk_widget_class_bind_template_child (widget_class, JigRowInspector, list);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
}

static void
jig_row_inspector_init (JigRowInspector *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->names = gtk_string_list_new (NULL);

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

/* One item per column; it is the position that counts. */
static void
show_cells (JigRowInspector *self)
{
  const gsize n_columns = jig_frame_get_n_columns (self->dataset->frame);
  g_autofree const char **names = g_new0 (const char *, n_columns + 1);
  g_autoptr(GtkSelectionModel) selection = NULL;

  for (gsize i = 0; i < n_columns; i++)
    names[i] = jig_column_get_name (jig_frame_get_column (self->dataset->frame, i));

  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->names);
  self->names = gtk_string_list_new (names);
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->names))));
  gtk_list_view_set_model (self->list, selection);
}

/**
 * jig_row_inspector_show:
 * @self: an inspector
 * @dataset: a table
 * @row: one of its rows
 */
void
jig_row_inspector_show (JigRowInspector *self,
                        JigDataset      *dataset,
                        guint64          row)
{
  g_autofree char *count = NULL;
  g_autofree char *of = NULL;
  gsize n_rows;

  g_return_if_fail (JIG_IS_ROW_INSPECTOR (self));

  n_rows = jig_frame_get_n_rows (dataset->frame);
  if (row >= n_rows)
    return;

  count = jig_phrase_count (n_rows);
  /* Translators: behind the number of a row */
  of = g_strdup_printf (_("of %s"), count);
  jig_dataset_ref (dataset);
  g_clear_pointer (&self->dataset, jig_dataset_unref);
  self->dataset = dataset;
  self->row = row;

  self->is_showing = TRUE;
  gtk_adjustment_set_upper (self->adjustment, (double) n_rows);
  gtk_adjustment_set_value (self->adjustment, (double) row + 1.0);
  gtk_label_set_text (self->of, of);
  show_cells (self);
  self->is_showing = FALSE;
}
