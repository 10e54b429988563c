/* Several columns of a table: a list to tick, each with its type. */
#include "app/common/columns-editor.h"

#include "core/base/text.h"

#include <glib/gi18n-lib.h>

#define MANY        8        /* from here on the list scrolls */
#define MANY_HEIGHT 240      /* pixels: some of a line shows, so that one sees that it does */

struct _JigColumnsEditor
{
  GtkBox parent;

  GtkWidget *scrolled;
  GtkWidget *list;

  GPtrArray *names;         /* of char * */
  GPtrArray *checks;        /* of GtkCheckButton, borrowed: one for each name */
  gboolean   is_showing;
};

static void editor_init (JigParamEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigColumnsEditor, jig_columns_editor, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PARAM_EDITOR, editor_init))

static const char * const type_titles[] = {
  [JIG_COLUMN_NUMBER] = N_("number"),
  [JIG_COLUMN_CATEGORY] = N_("category"),
  [JIG_COLUMN_TEXT] = N_("text"),
  [JIG_COLUMN_TIME] = N_("time"),
  [JIG_COLUMN_BOOLEAN] = N_("yes or no"),
};

/* In the order of the table, whatever was ticked first. */
static void
toggled_cb (JigColumnsEditor *self)
{
  g_autoptr(GPtrArray) ticked = g_ptr_array_new ();
  g_autofree char *word = NULL;

  if (self->is_showing)
    return;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_ptr_array_add (ticked, self->names->pdata[i]);

  g_ptr_array_add (ticked, NULL);
  word = jig_text_join_list ((const char * const *) ticked->pdata);
  jig_param_editor_edited (JIG_PARAM_EDITOR (self), word);
}

static void
activated_cb (JigColumnsEditor *self,
              GtkListBoxRow    *row)
{
  GtkCheckButton *check = self->checks->pdata[gtk_list_box_row_get_index (row)];

  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
show_word (JigParamEditor *editor,
           const char     *word)
{
  JigColumnsEditor *self = JIG_COLUMNS_EDITOR (editor);
  g_auto(GStrv) ticked = jig_text_split_list (word, NULL);

  self->is_showing = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i],
                                 ticked != NULL && g_strv_contains ((const char * const *) ticked,
                                                                    self->names->pdata[i]));
  self->is_showing = FALSE;
}

static void
jig_columns_editor_finalize (GObject *object)
{
  JigColumnsEditor *self = JIG_COLUMNS_EDITOR (object);

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->checks);

  G_OBJECT_CLASS (jig_columns_editor_parent_class)->finalize (object);
}

static void
jig_columns_editor_init (JigColumnsEditor *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_columns_editor_class_init (JigColumnsEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_columns_editor_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/common/columns-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, JigColumnsEditor, scrolled);
  gtk_widget_class_bind_template_child (widget_class, JigColumnsEditor, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
editor_init (JigParamEditorInterface *iface)
{
  iface->show_word = show_word;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* The row takes the focus; Space and Enter tick it. */
static void
add_column (JigColumnsEditor *self,
            const JigField   *field)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *name = make_label (field->name, NULL);
  GtkWidget *type = make_label (_(type_titles[field->type]), "dim-label");

  gtk_widget_set_focusable (check, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, field->name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, field->name, -1);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (type, "caption");
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), type);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  g_ptr_array_add (self->names, g_strdup (field->name));
  g_ptr_array_add (self->checks, check);
}

/**
 * jig_columns_editor_new:
 * @param: a setting that is several columns
 * @schema: the columns there are, at most %JIG_COLUMNS_EDITOR_MAX
 *
 * Returns: an editor for it
 */
GtkWidget *
jig_columns_editor_new (const JigParam  *param,
                        const JigSchema *schema)
{
  JigColumnsEditor *self;

  g_return_val_if_fail (param != NULL, NULL);
  g_return_val_if_fail (schema != NULL, NULL);

  self = g_object_new (JIG_TYPE_COLUMNS_EDITOR, NULL);
  for (gsize i = 0; i < jig_schema_get_size (schema); i++)
    add_column (self, jig_schema_get_field (schema, i));
  if (self->names->len > MANY)
    {
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                      GTK_POLICY_AUTOMATIC);
      gtk_widget_set_size_request (self->scrolled, -1, MANY_HEIGHT);
    }
  jig_param_editor_name (self->list, param);

  return GTK_WIDGET (self);
}
