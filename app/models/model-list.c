/* The list of models: what each is, how good it is, what it learnt from. */

#include "app/models/model-list.h"

#include "app/shell.h"

#include <glib/gi18n-lib.h>

/* Which model a row shows: compared and never looked into. */
#define ROW_ITEM "jig-model"

struct _JigModelList
{
  GtkWidget           parent_instance;

  GtkWidget          *scroller;
  GtkColumnView      *view;

  GListStore         *models;
  GtkFilter          *filter;
  GtkSelectionModel  *selection;
  char               *wanted;      /* what is looked for, folded; "" for everything */
};

enum {
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigModelList, jig_model_list, GTK_TYPE_WIDGET)

static int
compare_titles (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  return g_utf8_collate (jig_model_item_get_title ((JigModelItem *) a),
                         jig_model_item_get_title ((JigModelItem *) b));
}

static int
compare_data (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  return g_utf8_collate (jig_model_item_get_data ((JigModelItem *) a),
                         jig_model_item_get_data ((JigModelItem *) b));
}

static int
compare_gains (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  double first = jig_model_item_get_gain ((JigModelItem *) a);
  double second = jig_model_item_get_gain ((JigModelItem *) b);

  return (first > second) - (first < second);
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  gint64 first = jig_model_item_get_at ((JigModelItem *) a);
  gint64 second = jig_model_item_get_at ((JigModelItem *) b);

  return (first > second) - (first < second);
}

static char *
dup_name (JigModelItem *item)
{
  return g_strdup (jig_model_item_get_name (item));
}

static char *
dup_title (JigModelItem *item)
{
  return g_strdup (jig_model_item_get_title (item));
}

static char *
dup_data (JigModelItem *item)
{
  if (!jig_model_item_is_stale (item))
    return g_strdup (jig_model_item_get_data (item));

  /* Translators: a table whose file holds something else by now */
  return g_strdup_printf (_("%s (changed)"), jig_model_item_get_data (item));
}

/**
 * Column:
 * @title: its header
 * @dup_text: what a cell says
 * @compare: (nullable): the order that its header sets
 * @is_number: its figures are as wide as each other
 * @is_main: it is there in a narrow window as well
 */
typedef struct
{
  const char        *title;
  char            *(*dup_text) (JigModelItem *item);
  GCompareDataFunc   compare;
  gboolean           is_number;
  gboolean           is_main;
} Column;

static const Column columns[] = {
  { N_("Model"), dup_title, compare_titles, FALSE, TRUE },
  { N_("Score"), jig_model_item_dup_score, compare_gains, TRUE, TRUE },
  { N_("Baseline"), jig_model_item_dup_baseline, NULL, TRUE, FALSE },
  { N_("Table"), dup_data, compare_data, FALSE, FALSE },
  { N_("Rows"), jig_model_item_dup_rows, NULL, TRUE, FALSE },
  { N_("Seed"), jig_model_item_dup_seed, NULL, TRUE, FALSE },
  { N_("Name"), dup_name, NULL, FALSE, FALSE },
  { N_("Made"), jig_model_item_dup_time, compare_times, TRUE, FALSE },
};

static void
set_up_cell_cb (GtkListItemFactory *factory,
                GtkListItem        *cell,
                gpointer            user_data)
{
  const Column *column = user_data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column->is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
}

/* GTK 4.8 has no words for what has the focus, which is the row around the cell. */
static void
name_row (GtkWidget    *label,
          JigModelItem *item)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (label));
  g_autofree char *score = jig_model_item_dup_score (item);
  g_autofree char *name = NULL;

  /* Translators: what a model is, such as "Boosted trees", and "RMSE 12.3" */
  name = g_strdup_printf (_("%s, %s"), jig_model_item_get_title (item), score);
  if (row == NULL)
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), ROW_ITEM, item);
}

static void
bind_cell_cb (GtkListItemFactory *factory,
              GtkListItem        *cell,
              gpointer            user_data)
{
  const Column *column = user_data;
  g_autofree char *text = column->dup_text (gtk_list_item_get_item (cell));
  GtkWidget *label = gtk_list_item_get_child (cell);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, column == columns ? text : NULL);
  if (column == columns)
    name_row (label, gtk_list_item_get_item (cell));
}

static void
add_column (JigModelList *self,
            const Column *row)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = gtk_column_view_column_new (_(row->title), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell_cb), (gpointer) row);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), (gpointer) row);
  gtk_column_view_column_set_expand (column, row == columns);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (row->compare != NULL)
    {
      g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (row->compare, NULL, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_append_column (self->view, column);
}

static gboolean
is_found (gpointer item,
          gpointer user_data)
{
  JigModelList *self = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *cell = columns[i].dup_text (item);
      g_autofree char *folded = g_utf8_casefold (cell, -1);

      if (strstr (folded, self->wanted) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
selection_changed_cb (JigModelList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (JigModelList *self,
             guint         position)
{
  g_autoptr(JigModelItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[ACTIVATE], 0, item);
}

/* In a narrow window the list shows what a model is and how good it is. */
static void
folded_cb (JigModelList *self,
           GParamSpec   *pspec,
           JigShell     *shell)
{
  GListModel *shown = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      gtk_column_view_column_set_visible (column,
                                          columns[i].is_main || !jig_shell_get_folded (shell));
    }
}

static void
jig_model_list_root (GtkWidget *widget)
{
  GtkWidget *shell;

  GTK_WIDGET_CLASS (jig_model_list_parent_class)->root (widget);

  shell = gtk_widget_get_ancestor (widget, JIG_TYPE_SHELL);
  if (shell == NULL)
    return;

  g_signal_connect_object (shell, "notify::is-folded", G_CALLBACK (folded_cb), widget,
                           G_CONNECT_SWAPPED);
  folded_cb (JIG_MODEL_LIST (widget), NULL, JIG_SHELL (shell));
}

static GtkWidget *
find_row (JigModelList *self,
          JigModelItem *item)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_object_get_data (G_OBJECT (row), ROW_ITEM) == item)
      return row;

  return NULL;
}

/* The row that is selected, and not the one where the keyboard was before. */
static gboolean
jig_model_list_grab_focus (GtkWidget *widget)
{
  JigModelList *self = JIG_MODEL_LIST (widget);
  g_autoptr(GPtrArray) items = jig_model_list_get_selected (self);
  GtkWidget *row = items->len == 1 ? find_row (self, items->pdata[0]) : NULL;

  return gtk_widget_grab_focus (row != NULL ? row : GTK_WIDGET (self->view));
}

/* GTK 4.8 would come back to the row with Shift+Tab, for ever. */
static gboolean
jig_model_list_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (direction == GTK_DIR_TAB_BACKWARD && focus != NULL
      && gtk_widget_is_ancestor (focus, widget))
    return FALSE;

  return GTK_WIDGET_CLASS (jig_model_list_parent_class)->focus (widget, direction);
}

static void
jig_model_list_dispose (GObject *object)
{
  JigModelList *self = JIG_MODEL_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->models);

  G_OBJECT_CLASS (jig_model_list_parent_class)->dispose (object);
}

static void
jig_model_list_finalize (GObject *object)
{
  g_free (JIG_MODEL_LIST (object)->wanted);

  G_OBJECT_CLASS (jig_model_list_parent_class)->finalize (object);
}

static void
jig_model_list_class_init (JigModelListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = jig_model_list_dispose;
  object_class->finalize = jig_model_list_finalize;
  widget_class->root = jig_model_list_root;
  widget_class->grab_focus = jig_model_list_grab_focus;
  widget_class->focus = jig_model_list_focus;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, JIG_TYPE_MODEL_ITEM);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
set_up_model (JigModelList *self)
{
  GtkSortListModel *sorted;
  GtkFilterListModel *found;

  self->models = g_list_store_new (JIG_TYPE_MODEL_ITEM);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->models)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  found = gtk_filter_list_model_new (G_LIST_MODEL (sorted), self->filter);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (found)));
  gtk_column_view_set_model (self->view, self->selection);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
jig_model_list_init (JigModelList *self)
{
  self->wanted = g_strdup ("");
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_enable_rubberband (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Models"), -1);
  /* The line of titles and the list below it. */
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (self->view)); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _("Models"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, &columns[i]);
  set_up_model (self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * jig_model_list_refresh:
 * @self: a list
 * @document: whose models it shows
 *
 * Shows the models that there are now. Those that are there already keep their
 * row, and so the selection.
 */
void
jig_model_list_refresh (JigModelList *self,
                        JigDocument  *document)
{
  JigProject *project = jig_document_get_project (document);
  g_auto(GStrv) names = jig_project_dup_names (project, &jig_object_model);

  g_return_if_fail (JIG_IS_MODEL_LIST (self));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->models)); i > 0; i--)
    {
      g_autoptr(JigModelItem) item = g_list_model_get_item (G_LIST_MODEL (self->models), i - 1);

      if (!jig_model_item_is_current (item, document))
        g_list_store_remove (self->models, i - 1);
    }

  for (gsize i = 0; names[i] != NULL; i++)
    if (jig_model_list_find (self, names[i]) == NULL)
      {
        g_autoptr(JigModelItem) item = jig_model_item_new (document, names[i]);

        g_list_store_append (self->models, item);
      }
}

/**
 * jig_model_list_get_size:
 * @self: a list
 *
 * Returns: how many models there are, also those that are not found
 */
guint
jig_model_list_get_size (JigModelList *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->models));
}

/**
 * jig_model_list_find:
 * @self: a list
 * @name: such as "model-3"
 *
 * Returns: (transfer none) (nullable): the model of that name
 */
JigModelItem *
jig_model_list_find (JigModelList *self,
                     const char   *name)
{
  g_return_val_if_fail (JIG_IS_MODEL_LIST (self), NULL);

  for (guint i = 0; i < jig_model_list_get_size (self); i++)
    {
      g_autoptr(JigModelItem) item = g_list_model_get_item (G_LIST_MODEL (self->models), i);

      if (g_str_equal (jig_model_item_get_name (item), name))
        return item;
    }

  return NULL;
}

/**
 * jig_model_list_get_selected:
 * @self: a list
 *
 * Returns: (transfer full) (element-type JigModelItem): in the order of the list
 */
GPtrArray *
jig_model_list_get_selected (JigModelList *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (JIG_IS_MODEL_LIST (self), items);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    if (gtk_selection_model_is_selected (self->selection, i))
      g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->selection), i));

  return items;
}

/**
 * jig_model_list_select:
 * @self: a list
 * @name: such as "model-3"
 *
 * Selects that model and no other, and scrolls to it.
 */
void
jig_model_list_select (JigModelList *self,
                       const char   *name)
{
  g_return_if_fail (JIG_IS_MODEL_LIST (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr(JigModelItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (!g_str_equal (jig_model_item_get_name (item), name))
        continue;
      gtk_selection_model_select_item (self->selection, i, TRUE);
      gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                                  "list.scroll-to-item", "u", i);
    }
}

/**
 * jig_model_list_set_wanted:
 * @self: a list
 * @text: what somebody looks for
 *
 * Shows the models with @text in one of their cells.
 */
void
jig_model_list_set_wanted (JigModelList *self,
                           const char   *text)
{
  g_return_if_fail (JIG_IS_MODEL_LIST (self));

  g_free (self->wanted);
  self->wanted = g_utf8_casefold (text, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}
