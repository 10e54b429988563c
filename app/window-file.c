/* The files of a window: opening tables and projects, saving, and what is asked before closing. */

#include "app/window-file.h"

#include "app/data/data-page.h"
#include "app/document/file-dialog.h"
#include "app/document/recents.h"
#include "app/document/rescue.h"
#include "app/home/demonstration.h"
#include "core/data/sample.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Set on a window that is to be closed once it is saved. */
#define CLOSING "jig-closing"

static JigDocument *
document_of (JigWindow *window)
{
  return jig_window_get_document (window);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  jig_window_file_open (user_data, file);
}

static void
opened_file_cb (GtkWindow *window,
                GFile     *file)
{
  jig_window_file_open (JIG_WINDOW (window), file);
}

static void
open_dialog_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  jig_file_dialog_open (user_data, opened_file_cb);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JigWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *title = jig_document_dup_title (document_of (self));
  g_autofree char *sentence = NULL;

  if (!jig_document_save_finish (document_of (self), result, &error))
    {
      g_object_set_data (G_OBJECT (self), CLOSING, NULL);
      jig_document_fail (document_of (self), error);
      return;
    }

  jig_recents_add (jig_document_get_file (document_of (self)));
  /* Translators: the name of a file */
  sentence = g_strdup_printf (_("Saved: %s."), title);
  jig_document_say (document_of (self), sentence);
  if (g_object_get_data (G_OBJECT (self), CLOSING) != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_to_cb (GtkWindow *window,
            GFile     *file)
{
  JigWindow *self = JIG_WINDOW (window);

  jig_document_save_async (document_of (self), file, saved_cb, g_object_ref (self));
}

static void
save_as (JigWindow *self)
{
  g_autofree char *title = jig_document_dup_title (document_of (self));
  char *dot = strrchr (title, '.');
  g_autofree char *name = NULL;

  if (dot != NULL && dot != title)
    *dot = '\0';
  name = g_strconcat (title, ".jigproj", NULL);
  jig_file_dialog_save (GTK_WINDOW (self), name, save_to_cb);
}

static void
save (JigWindow *self)
{
  GFile *file = jig_document_get_file (document_of (self));

  if (file != NULL)
    save_to_cb (GTK_WINDOW (self), file);
  else
    save_as (self);
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  save (user_data);
}

static void
sample_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  JigWindow *self = user_data;
  const JigSample *sample = jig_sample_find (g_variant_get_string (parameter, NULL));
  g_autoptr(JigAction) generate = jig_document_new_action (document_of (self), "generate", NULL);
  g_autofree char *sentence = NULL;

  if (sample == NULL)
    return;

  if (!jig_action_set (generate, "sample", sample->id, NULL))
    g_return_if_reached ();

  jig_window_show_page (self, "data");
  /* Translators: the name of a built-in table, and a sentence about it */
  sentence = g_strdup_printf (_("%s: %s"), _(sample->title), _(sample->summary));
  jig_document_act (document_of (self), generate, sentence);
}

static void
demonstrated_cb (JigDocument *document,
                 gpointer     user_data)
{
  JigWindow *self = user_data;

  if (jig_window_show_page (self, "patterns"))
    gtk_widget_activate_action (jig_window_get_page (self), "patterns.open", "s", "transform");
}

static void
see_it_work_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  JigWindow *self = user_data;

  jig_window_show_page (self, "data");
  jig_demonstration_run (document_of (self), demonstrated_cb, g_object_ref (self),
                         g_object_unref);
}

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GFile) copy = user_data;
  g_autoptr(GError) error = NULL;

  if (!jig_document_open_finish (JIG_DOCUMENT (object), result, &error))
    {
      jig_document_fail (JIG_DOCUMENT (object), error);
      return;
    }

  jig_rescue_drop (copy);
  jig_document_say (JIG_DOCUMENT (object), _("Everything is as it was. Save it to keep it."));
}

static void
restore_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  JigWindow *self = user_data;
  GFile *copy = jig_rescue_find ();

  if (copy == NULL)
    return;

  jig_window_show_page (self, "data");
  jig_document_restore_async (document_of (self), copy, restored_cb, copy);
}

static void
save_as_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  save_as (user_data);
}

static gboolean
destroy_cb (gpointer user_data)
{
  gtk_window_destroy (user_data);
  return G_SOURCE_REMOVE;
}

/* The question is still on its way out: the window goes after it. */
static void
close_response_cb (JigWindow  *self,
                   const char *response)
{
  if (g_str_equal (response, "discard"))
    {
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, destroy_cb, g_object_ref (self), g_object_unref);
    }
  else if (g_str_equal (response, "save"))
    {
      g_object_set_data (G_OBJECT (self), CLOSING, self);
      save (self);
    }
}

/* What is lost by closing: the jobs that run, and what nobody has saved. */
static char *
describe_loss (JigWindow *self)
{
  const guint n_running = jig_job_list_get_n_running (jig_document_get_jobs (document_of (self)));

  if (n_running > 0)
    return g_strdup_printf (ngettext ("%u job is running; it will be stopped.",
                                      "%u jobs are running; they will be stopped.", n_running),
                            n_running);
  if (jig_document_has_work (document_of (self)))
    return g_strdup (_("What you did since the project was saved will be lost."));

  return NULL;
}

static void
ask (JigWindow  *self,
     const char *loss)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (self), _("Close the Project?"), loss);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"),
                                    "discard", _("Close _Without Saving"), "save", _("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  gtk_window_set_title (GTK_WINDOW (question), _("Close the Project?"));
  g_signal_connect_object (question, "response", G_CALLBACK (close_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
open_copy_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  jig_document_become_copy (document_of (user_data));
}

/* The project is open elsewhere: whoever wants to change it here changes a copy. */
static void
offer_copy (JigWindow *self)
{
  GtkWidget *toasts = adw_application_window_get_content (ADW_APPLICATION_WINDOW (self));
  AdwToast *toast = adw_toast_new (_("This project is open in another window"));

  adw_toast_set_button_label (toast, _("Open a Copy"));
  adw_toast_set_action_name (toast, "win.open-copy");
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
}

static void
project_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(JigWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;

  if (!jig_document_open_finish (document_of (self), result, &error))
    {
      jig_document_fail (document_of (self), error);
      return;
    }

  jig_recents_add (jig_document_get_file (document_of (self)));
  title = jig_document_dup_title (document_of (self));
  /* Translators: the name of a file */
  sentence = g_strdup_printf (_("Opened: %s."), title);
  jig_document_say (document_of (self), sentence);
  if (jig_document_is_read_only (document_of (self)))
    offer_copy (self);
}

/* A project takes the place of the one that is there, unless that would lose something. */
static void
open_project (JigWindow *self,
              GFile     *file)
{
  JigWindow *window = self;

  if (!jig_document_is_empty (document_of (self)))
    {
      window = jig_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      gtk_window_present (GTK_WINDOW (window));
    }

  jig_window_show_page (window, "data");
  jig_document_open_async (document_of (window), file, project_opened_cb, g_object_ref (window));
}

/**
 * jig_window_file_init:
 * @window: a window
 *
 * Adds its actions about files.
 */
void
jig_window_file_init (JigWindow *window)
{
  static const GActionEntry actions[] = {
    { .name = "open", .activate = open_action, .parameter_type = "s" },
    { .name = "open-dialog", .activate = open_dialog_action },
    { .name = "open-copy", .activate = open_copy_action },
    { .name = "save", .activate = save_action },
    { .name = "save-as", .activate = save_as_action },
    { .name = "see-it-work", .activate = see_it_work_action },
    { .name = "restore", .activate = restore_action },
    { .name = "sample", .activate = sample_action, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}

/**
 * jig_window_file_may_close:
 * @window: a window
 *
 * Returns: whether nothing would be lost; otherwise the user is asked
 */
gboolean
jig_window_file_may_close (JigWindow *window)
{
  g_autofree char *loss = describe_loss (window);

  if (loss != NULL)
    ask (window, loss);

  return loss == NULL;
}

/**
 * jig_window_file_open:
 * @self: a window
 * @file: a table or a project
 *
 * Opens a file and shows what is in it.
 */
void
jig_window_file_open (JigWindow *self,
                      GFile     *file)
{
  g_return_if_fail (JIG_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_peek_path (file) != NULL && g_str_has_suffix (g_file_peek_path (file), ".jigproj"))
    {
      open_project (self, file);
      return;
    }

  jig_window_show_page (self, "data");
  jig_data_page_open (JIG_DATA_PAGE (jig_window_get_page (self)), file);
}

/**
 * jig_window_file_paste:
 * @self: a window
 * @text: a table as text
 *
 * Loads a table that came as text.
 */
void
jig_window_file_paste (JigWindow  *self,
                       const char *text)
{
  g_return_if_fail (JIG_IS_WINDOW (self));

  jig_window_show_page (self, "data");
  jig_data_page_paste (JIG_DATA_PAGE (jig_window_get_page (self)), text);
}
