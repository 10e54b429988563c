/* Every action, newest first: where the project stands, what was undone, and the way to each. */

#include "app/history/history-window.h"

#include "app/common/phrase.h"
#include "core/project/command.h"

#include <glib/gi18n-lib.h>

struct _JigHistoryWindow
{
  AdwWindow        parent_instance;

  AdwToastOverlay *toasts;
  GtkListBox      *list;

  JigDocument     *document;
};

G_DEFINE_FINAL_TYPE (JigHistoryWindow, jig_history_window, ADW_TYPE_WINDOW)

static const JigHistory *
get_history (JigHistoryWindow *self)
{
  return jig_project_get_history (jig_document_get_project (self->document));
}

/* The first row is the last entry; the one below all entries is the beginning. */
static guint
get_entry (JigHistoryWindow *self,
           GtkListBoxRow    *row)
{
  return (guint) jig_history_get_size (get_history (self))
         - (guint) gtk_list_box_row_get_index (row);
}

static void
row_activated_cb (JigHistoryWindow *self,
                  GtkListBoxRow    *row)
{
  jig_document_go_to (self->document, get_entry (self, row));
}

static void
copy_cb (GtkButton        *button,
         JigHistoryWindow *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  const JigEntry *entry = jig_history_get (get_history (self),
                                           get_entry (self, GTK_LIST_BOX_ROW (row)));
  g_autofree char *line = jig_action_to_json (entry->action);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), line);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static GtkWidget *
new_copy_button (JigHistoryWindow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  const char *name = _("Copy as a line of a script for “jig replay”");

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, 0);

  return button;
}

static char *
describe (const JigEntry *entry)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (entry->at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *at = g_date_time_format (local, "%x %H:%M");
  g_autofree char *took = jig_phrase_duration (entry->seconds);

  /* Translators: the name of what was made, when, and how long it took */
  return g_strdup_printf (_("%s, %s, took %s"), jig_action_get_as (entry->action), at, took);
}

static GtkWidget *
new_row (const char *title,
         const char *subtitle,
         gboolean    is_head,
         gboolean    is_active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  gtk_widget_set_opacity (mark, is_head ? 1.0 : 0.0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_head ? _("The project stands here") : "", -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  if (!is_active)
    gtk_widget_add_css_class (row, "dim-label");

  return row;
}

static void
show_history (JigHistoryWindow *self)
{
  const JigHistory *history = get_history (self);
  const guint head = jig_history_get_head (history);
  GtkListBoxRow *old;

  while ((old = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (old));

  for (guint i = (guint) jig_history_get_size (history); i > 0; i--)
    {
      const JigEntry *entry = jig_history_get (history, i);
      const JigCommand *command = jig_action_get_command (entry->action);
      g_autofree char *subtitle = describe (entry);
      GtkWidget *row = new_row (_(command->title), subtitle, i == head, entry->is_active);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_copy_button (self));
      gtk_list_box_append (self->list, row);
    }

  gtk_list_box_append (self->list, new_row (_("The beginning"), NULL, head == 0, TRUE));
}

static void
jig_history_window_dispose (GObject *object)
{
  g_clear_object (&JIG_HISTORY_WINDOW (object)->document);

  G_OBJECT_CLASS (jig_history_window_parent_class)->dispose (object);
}

static void
jig_history_window_class_init (JigHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jig_history_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/history/history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, JigHistoryWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, JigHistoryWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jig_history_window_init (JigHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * jig_history_window_present:
 * @parent: the window it belongs to
 * @document: whose history it is
 *
 * Shows what was done, and follows it.
 */
void
jig_history_window_present (GtkWindow   *parent,
                            JigDocument *document)
{
  JigHistoryWindow *self = g_object_new (JIG_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (show_history), self,
                           G_CONNECT_SWAPPED);
  show_history (self);
  gtk_window_present (GTK_WINDOW (self));
}
