/* What is dropped on a window: a file manager hands over a list of files, other programs a text,
 * which is addresses or a table. */

#include "app/window-drop.h"

#include "app/window-file.h"

static gboolean
drop_text (JigWindow  *window,
           const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_auto(GStrv) addresses = g_uri_list_extract_uris (trimmed);
  g_autoptr(GFile) file = NULL;

  if (!g_str_has_prefix (trimmed, "file:") || addresses[0] == NULL)
    {
      jig_window_file_paste (window, text);
      return TRUE;
    }

  file = g_file_new_for_uri (addresses[0]);
  jig_window_file_open (window, file);
  return TRUE;
}

static gboolean
drop_cb (JigWindow    *window,
         const GValue *value)
{
  GSList *files;

  if (G_VALUE_HOLDS_STRING (value))
    return drop_text (window, g_value_get_string (value));

  files = g_value_get_boxed (value);
  if (files == NULL)
    return FALSE;

  jig_window_file_open (window, files->data);
  return TRUE;
}

/**
 * jig_window_drop_init:
 * @window: a window
 *
 * Lets files and texts be dropped on it.
 */
void
jig_window_drop_init (JigWindow *window)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
