/* Above the grid: how large the table is, what could not be read, and how the file was read. */

#include "app/data/table-bar.h"

#include "app/common/phrase.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* How many malformed rows are listed one by one. */
#define N_SHOWN_BAD_ROWS 100
#define MAX_TITLE        18

struct _JigTableBar
{
  GtkWidget      parent_instance;

  GtkDropDown   *tables;
  GtkLabel      *size;
  GtkMenuButton *bad_rows_button;
  GtkLabel      *bad_rows;
  GtkWidget     *import_button;

  JigDocument   *document;      /* not owned: the page has it */
  char         **names;         /* of the tables in the list */
  gboolean       is_showing;    /* the list changes, but nobody has chosen */
};

G_DEFINE_FINAL_TYPE (JigTableBar, jig_table_bar, GTK_TYPE_WIDGET)

static void
selected_cb (JigTableBar *self)
{
  const guint selected = gtk_drop_down_get_selected (self->tables);

  if (!self->is_showing && self->names != NULL && selected < g_strv_length (self->names))
    jig_document_choose_data (self->document, self->names[selected]);
}

/* The list is as wide as its longest title. */
static char *
shorten (const char *title)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (title, -1) <= MAX_TITLE)
    return g_strdup (title);

  start = g_utf8_substring (title, 0, MAX_TITLE - 1);
  return g_strconcat (start, "…", NULL);
}

/* Tables may have the same title: their names tell them apart. */
static GListModel *
list_titles (JigTableBar *self)
{
  JigProject *project = jig_document_get_project (self->document);
  GtkStringList *titles = gtk_string_list_new (NULL);

  for (gsize i = 0; self->names[i] != NULL; i++)
    {
      const char *name = self->names[i];
      const JigDataset *dataset = jig_object_get_dataset (jig_project_get_object (project, name));
      g_autofree char *shown = shorten (dataset->title);
      /* Translators: the title of a table, and its name in the project */
      g_autofree char *title = g_strdup_printf (_("%s (%s)"), shown, name);

      gtk_string_list_append (titles, title);
    }

  return G_LIST_MODEL (titles);
}

static guint
find_shown (JigTableBar *self)
{
  const char *shown = jig_document_get_data (self->document);

  for (guint i = 0; self->names[i] != NULL; i++)
    if (g_strcmp0 (self->names[i], shown) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* The list stays as it is where it can: it may be just about to tell what was chosen in it. */
static void
show_tables (JigTableBar *self)
{
  g_auto(GStrv) names = jig_document_dup_tables (self->document);
  const gboolean is_other = self->names == NULL
                            || !g_strv_equal ((const char * const *) names,
                                              (const char * const *) self->names);

  self->is_showing = TRUE;
  if (is_other)
    {
      g_autoptr(GListModel) titles = NULL;

      g_strfreev (self->names);
      self->names = g_steal_pointer (&names);
      titles = list_titles (self);
      gtk_drop_down_set_model (self->tables, titles);
    }
  gtk_drop_down_set_selected (self->tables, find_shown (self));
  gtk_widget_set_visible (GTK_WIDGET (self->tables), g_strv_length (self->names) > 1);
  self->is_showing = FALSE;
}

static char *
list_bad_rows (const JigReading *reading,
               gsize             n_bad)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < MIN (reading->n_kept_bad_rows, N_SHOWN_BAD_ROWS); i++)
    {
      const JigBadRow *row = &reading->bad_rows[i];
      g_autofree char *why = jig_bad_row_to_text (row, g_strv_length (reading->names));

      g_string_append_printf (text, _("Line %" PRIu64 ": %s\n"), row->line, why);
    }
  if (n_bad > N_SHOWN_BAD_ROWS)
    g_string_append (text, "…");
  else
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

static void
show_bad_rows (JigTableBar      *self,
               const JigReading *reading)
{
  const gsize n_bad = reading != NULL ? jig_reading_get_n_bad (reading) : 0;
  g_autofree char *count = jig_phrase_count (n_bad);
  g_autofree char *label = g_strdup_printf (ngettext ("%s malformed row", "%s malformed rows",
                                                      n_bad), count);
  g_autofree char *list = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->bad_rows_button), n_bad > 0);
  if (n_bad == 0)
    return;

  list = list_bad_rows (reading, n_bad);
  gtk_menu_button_set_label (self->bad_rows_button, label);
  gtk_label_set_text (self->bad_rows, list);
}

static void
show_size (JigTableBar    *self,
           const JigFrame *frame)
{
  const gsize n_columns = jig_frame_get_n_columns (frame);
  const gsize n_rows = jig_frame_get_n_rows (frame);
  g_autofree char *row_count = jig_phrase_count (n_rows);
  g_autofree char *column_count = jig_phrase_count (n_columns);
  g_autofree char *rows = g_strdup_printf (ngettext ("%s row", "%s rows", n_rows), row_count);
  g_autofree char *columns = g_strdup_printf (ngettext ("%s column", "%s columns", n_columns),
                                              column_count);
  /* Translators: "20,000 rows, 5 columns" */
  g_autofree char *text = g_strdup_printf (_("%s, %s"), rows, columns);

  gtk_label_set_text (self->size, text);
}

static void
jig_table_bar_dispose (GObject *object)
{
  GtkWidget *child;

  g_clear_pointer (&JIG_TABLE_BAR (object)->names, g_strfreev);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_table_bar_parent_class)->dispose (object);
}

static void
jig_table_bar_class_init (JigTableBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_table_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/data/table-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, JigTableBar, tables);
  gtk_widget_class_bind_template_child (widget_class, JigTableBar, size);
  gtk_widget_class_bind_template_child (widget_class, JigTableBar, bad_rows_button);
  gtk_widget_class_bind_template_child (widget_class, JigTableBar, bad_rows);
  gtk_widget_class_bind_template_child (widget_class, JigTableBar, import_button);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
jig_table_bar_init (JigTableBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The focus is on the button within. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->tables))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table"), -1);
}

const char *
jig_table_bar_get_size (JigTableBar *self)
{
  g_return_val_if_fail (JIG_IS_TABLE_BAR (self), NULL);

  return gtk_label_get_text (self->size);
}

/**
 * jig_table_bar_show:
 * @self: a bar
 * @document: a document that has a table
 */
void
jig_table_bar_show (JigTableBar *self,
                    JigDocument *document)
{
  const JigDataset *dataset = jig_document_get_dataset (document);

  g_return_if_fail (JIG_IS_TABLE_BAR (self));

  self->document = document;
  show_tables (self);
  show_size (self, dataset->frame);
  show_bad_rows (self, dataset->reading);
  gtk_widget_set_visible (self->import_button, dataset->reading != NULL);
}
