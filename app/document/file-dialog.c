/* Choosing files: always the native chooser, which is the one that a sandbox lets through. */

#include "app/document/file-dialog.h"

#include <glib/gi18n-lib.h>

#define KEY "jig-file-dialog"

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(GtkWindow) parent = g_object_ref (gtk_native_dialog_get_transient_for (dialog));
  JigFileDialogFunc func = (JigFileDialogFunc) user_data;
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  g_object_set_data (G_OBJECT (parent), KEY, NULL);
  if (file != NULL)
    func (parent, file);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *pattern)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto(GStrv) patterns = g_strsplit (pattern, " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* The parent keeps the dialog: nobody else does. */
static GtkFileChooser *
show (GtkWindow            *parent,
      GtkFileChooserAction  action,
      const char           *title,
      const char           *accept,
      JigFileDialogFunc     func)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, accept,
                                                              _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), func);
  g_object_set_data_full (G_OBJECT (parent), KEY, dialog, g_object_unref);

  return GTK_FILE_CHOOSER (dialog);
}

/**
 * jig_file_dialog_open:
 * @parent: the window it belongs to
 * @func: told the file, if one is chosen
 *
 * Asks for a table or a project.
 */
void
jig_file_dialog_open (GtkWindow         *parent,
                      JigFileDialogFunc  func)
{
  GtkFileChooser *chooser = show (parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("Open"), _("_Open"),
                                  func);

  add_filter (chooser, _("Tables and projects"), "*.csv *.CSV *.tsv *.txt *.jigproj");
  add_filter (chooser, _("All files"), "*");
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * jig_file_dialog_save:
 * @parent: the window it belongs to
 * @suggested: the name of the file, unless the user has a better one
 * @func: told the file, if one is chosen
 *
 * Asks where a project is to be saved.
 */
void
jig_file_dialog_save (GtkWindow         *parent,
                      const char        *suggested,
                      JigFileDialogFunc  func)
{
  GtkFileChooser *chooser = show (parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("Save the Project"),
                                  _("_Save"), func);

  add_filter (chooser, _("Projects"), "*.jigproj");
  gtk_file_chooser_set_current_name (chooser, suggested);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
