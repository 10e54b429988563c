/* One of a few: the choices of a setting, or the names of columns or objects. */
#include "app/common/choice-editor.h"

#include <glib/gi18n-lib.h>

#define SEARCH_FROM 12      /* a longer list can be searched */

struct _JigChoiceEditor
{
  GtkBox parent;

  GtkWidget *list;

  GPtrArray *words;         /* of char *: one for each line of the list */
  gboolean   is_showing;
};

static void editor_init (JigParamEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigChoiceEditor, jig_choice_editor, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PARAM_EDITOR, editor_init))

static void
add (JigChoiceEditor *self,
     GtkStringList   *titles,
     const char      *word,
     const char      *title)
{
  g_ptr_array_add (self->words, g_strdup (word));
  gtk_string_list_append (titles, title);
}

/* The focus is on the button within, which knows neither what it is for nor what
 * is chosen. */
static void
name_button (JigChoiceEditor *self,
             const JigParam  *param)
{
  jig_param_editor_name (self->list, param);
  jig_param_editor_name (gtk_widget_get_first_child (self->list), param);
}

static void
describe_button (JigChoiceEditor *self)
{
  GtkStringObject *title = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->list));

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->list)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title != NULL ? gtk_string_object_get_string (title) : "", -1);
}

static void
selected_cb (JigChoiceEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->list));

  describe_button (self);
  if (!self->is_showing && selected < self->words->len)
    jig_param_editor_edited (JIG_PARAM_EDITOR (self), self->words->pdata[selected]);
}

static void
show_word (JigParamEditor *editor,
           const char     *word)
{
  JigChoiceEditor *self = JIG_CHOICE_EDITOR (editor);
  guint found = GTK_INVALID_LIST_POSITION;

  g_ptr_array_find_with_equal_func (self->words, word, g_str_equal, &found);
  self->is_showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->list), found);
  self->is_showing = FALSE;
}

static void
set_up_cb (GtkListItemFactory *factory,
           GtkListItem        *item,
           gpointer            user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         gpointer            user_data)
{
  const char *title = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  GtkWidget *line = gtk_widget_get_parent (label);

  gtk_label_set_text (GTK_LABEL (label), title);
  if (line != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    -1);
}

/* The button would be as wide as the longest title, and the window with it. The list keeps the
 * lines that GTK gives it, with the mark at what is chosen. */
static void
shorten_button (JigChoiceEditor *self)
{
  GtkDropDown *list = GTK_DROP_DOWN (self->list);
  g_autoptr(GtkListItemFactory) lines = g_object_ref (gtk_drop_down_get_factory (list));
  g_autoptr(GtkListItemFactory) button = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (list, button);
  gtk_drop_down_set_list_factory (list, lines);
}

static void
jig_choice_editor_finalize (GObject *object)
{
  JigChoiceEditor *self = JIG_CHOICE_EDITOR (object);

  g_ptr_array_unref (self->words);

  G_OBJECT_CLASS (jig_choice_editor_parent_class)->finalize (object);
}

static void
jig_choice_editor_init (JigChoiceEditor *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  shorten_button (self);
}

static void
jig_choice_editor_class_init (JigChoiceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_choice_editor_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/common/choice-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, JigChoiceEditor, list);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
editor_init (JigParamEditorInterface *iface)
{
  iface->show_word = show_word;
}

static void
fill (JigChoiceEditor    *self,
      const JigParam     *param,
      const char * const *names)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  if ((param->flags & JIG_PARAM_OPTIONAL) != 0)
    add (self, titles, "", _("None"));

  for (const JigChoice *choice = param->choices; choice && choice->id; choice++)
    add (self, titles, choice->id, _(choice->title));

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    add (self, titles, names[i], names[i]);

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->list), G_LIST_MODEL (titles));
}

/* A list that is long is searched by typing. */
static void
make_searchable (JigChoiceEditor *self)
{
  g_autoptr(GtkExpression) title = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL,
                                                                "string");

  if (self->words->len < SEARCH_FROM)
    return;

  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->list), title);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->list), TRUE);
}

/**
 * jig_choice_editor_new:
 * @param: a setting that is one of a few
 * @names: (nullable) (array zero-terminated=1): what it can be besides its choices
 *
 * Returns: an editor for it
 */
GtkWidget *
jig_choice_editor_new (const JigParam     *param,
                       const char * const *names)
{
  JigChoiceEditor *self;

  g_return_val_if_fail (param != NULL, NULL);

  self = g_object_new (JIG_TYPE_CHOICE_EDITOR, NULL);
  self->is_showing = TRUE;
  fill (self, param, names);
  make_searchable (self);
  self->is_showing = FALSE;
  name_button (self, param);

  return GTK_WIDGET (self);
}
