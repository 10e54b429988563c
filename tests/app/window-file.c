#include "app/window-file.h"

#include "app/application.h"
#include "app/document/recents.h"
#include "core/project/archive.h"
#include "tests/support/ui.h"

#include <locale.h>

static GtkWidget *
child (JigUi      *ui,
       const char *id)
{
  return jig_ui_find (GTK_WIDGET (ui->window), id);
}

static JigDocument *
document_of (JigUi *ui)
{
  return jig_window_get_document (JIG_WINDOW (ui->window));
}

static gboolean
is_quiet (gpointer data)
{
  return jig_job_list_get_n_running (jig_document_get_jobs (document_of (data))) == 0;
}

static void
make_sample (JigUi *ui)
{
  jig_ui_act (ui, "win.sample::twelve-points");
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
  g_assert_nonnull (jig_document_get_dataset (document_of (ui)));
}

/* An act that would be lost. */
static void
work (JigUi *ui)
{
  g_autoptr(JigAction) action = jig_document_new_action (document_of (ui), "schema", NULL);
  const JigField *field;

  make_sample (ui);
  field = jig_schema_get_field (jig_document_get_dataset (document_of (ui))->schema, 0);
  g_assert_true (jig_action_set (action, "data", "data-1", NULL));
  g_assert_true (jig_action_set (action, "column", field->name, NULL));
  g_assert_true (jig_action_set (action, "role", "ignore", NULL));
  jig_document_act (document_of (ui), action, "Done.");
  jig_ui_wait_text (child (ui, "status"), "Done.");
}

static void
save (JigUi      *ui,
      const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  /* As if it had been chosen: the dialog itself is walked through elsewhere. */
  jig_document_save_async (document_of (ui), file, NULL, NULL);
  g_assert_true (jig_ui_wait (is_quiet, ui, 10000));
}

static void
test_a_sample_is_made (JigUi         *ui,
                       gconstpointer  data)
{
  make_sample (ui);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (ui, "stack"))), ==, "data");
}

static void
test_save_says_so (JigUi         *ui,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "saved.jigproj", NULL);
  g_autoptr(GPtrArray) recents = NULL;

  work (ui);
  g_assert_cmpstr (gtk_window_get_title (ui->window), ==, "• Twelve points");
  save (ui, path);
  g_assert_cmpstr (gtk_window_get_title (ui->window), ==, "saved.jigproj");

  jig_ui_press (ui, "<Control>z");
  jig_ui_press (ui, "<Control>s");
  jig_ui_wait_text (child (ui, "status"), "Saved: saved.jigproj.");
  recents = jig_recents_read ();
  g_assert_cmpuint (recents->len, >=, 1);
}

static void
test_a_project_is_opened (JigUi         *ui,
                          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "opened.jigproj", NULL);
  g_autofree char *action = g_strdup_printf ("win.open('%s')", path);
  g_autoptr(JigDocument) other = jig_document_new ();
  g_autoptr(JigAction) generate = jig_document_new_action (other, "generate", NULL);

  g_assert_nonnull (jig_project_act (jig_document_get_project (other), generate, NULL, NULL));
  g_assert_true (jig_archive_save (jig_document_get_project (other), path, TRUE, NULL, NULL));

  jig_ui_act (ui, action);
  jig_ui_wait_text (child (ui, "status"), "Opened: opened.jigproj.");
  g_assert_nonnull (jig_document_get_dataset (document_of (ui)));
  jig_ui_wait_text (child (ui, "size"), "6 columns");
}

static void
test_a_broken_project_is_an_error (JigUi         *ui,
                                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "broken.jigproj", NULL);
  g_autofree char *action = g_strdup_printf ("win.open('%s')", path);

  g_assert_true (g_file_set_contents (path, "nothing", -1, NULL));
  jig_ui_act (ui, action);
  jig_ui_wait_text (child (ui, "sentence"), "not a Jig project");
}

static void
test_closing_asks_if_something_would_be_lost (JigUi         *ui,
                                              gconstpointer  data)
{
  GtkWindow *question;

  work (ui);
  gtk_window_close (ui->window);
  question = jig_ui_wait_window ("Close the Project?");
  gtk_window_close (question);
  jig_ui_wait_no_window ("Close the Project?");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (ui->window)));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  application = jig_application_new (G_APPLICATION_NON_UNIQUE);
  jig_ui_init (application);

  jig_ui_add ("/window-file/a-sample-is-made", test_a_sample_is_made, NULL);
  jig_ui_add ("/window-file/save-says-so", test_save_says_so, NULL);
  jig_ui_add ("/window-file/a-project-is-opened", test_a_project_is_opened, NULL);
  jig_ui_add ("/window-file/a-broken-project-is-an-error", test_a_broken_project_is_an_error,
              NULL);
  jig_ui_add ("/window-file/closing-asks-if-something-would-be-lost",
              test_closing_asks_if_something_would_be_lost, NULL);

  return g_test_run ();
}
