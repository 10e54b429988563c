#include "app/export/export-dialog.h"

#include "app/application.h"
#include "core/project/object-file.h"
#include "tests/support/projects.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  JigUi           *ui;
  JigExportDialog *dialog;
  char            *path;
} Dialog;

static Dialog
open_dialog (JigUi      *ui,
             const char *name)
{
  Dialog self = { ui, NULL, NULL };

  jig_ui_make_data (ui, "duration");
  jig_ui_fit (ui, "linear", NULL);
  jig_ui_fit (ui, "boost", "trees=5");
  self.dialog = JIG_EXPORT_DIALOG (jig_export_dialog_new (jig_ui_document (ui), "model-2"));
  self.path = g_build_filename (g_get_user_runtime_dir (), name, NULL);
  gtk_window_set_transient_for (GTK_WINDOW (self.dialog), ui->window);
  gtk_window_present (GTK_WINDOW (self.dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self.dialog));

  return self;
}

static void
close_dialog (Dialog *self)
{
  g_remove (self->path);
  g_free (self->path);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static const char *
text_of (Dialog     *self,
         const char *id)
{
  return gtk_label_get_text (GTK_LABEL (jig_ui_find (GTK_WIDGET (self->dialog), id)));
}

static gboolean
has_ended (gpointer data)
{
  JigExportState state = jig_export_dialog_get_state (data);

  return state == JIG_EXPORT_DONE || state == JIG_EXPORT_FAILED;
}

static void
write_file (Dialog *self)
{
  jig_export_dialog_write (self->dialog, self->path);
  g_assert_true (jig_ui_wait (has_ended, self->dialog, 30000));
}

static const JigWritten *
written_of (JigUi *ui)
{
  JigProject *project = jig_document_get_project (jig_ui_document (ui));
  const char *name = jig_project_get_last (project, &jig_object_file);

  return name != NULL ? jig_object_get_written (jig_project_get_object (project, name)) : NULL;
}

/* What the dialog says is what the action proved. */
static void
test_a_model_is_written_and_proved (JigUi         *ui,
                                    gconstpointer  data)
{
  g_autofree char *name = g_strconcat ("model-2.", (const char *) data, NULL);
  g_autofree char *proof = NULL;
  Dialog self = open_dialog (ui, name);
  GStatBuf status;

  g_assert_true (jig_export_dialog_choose (self.dialog, data));
  jig_ui_save_picture (GTK_WIDGET (self.dialog), data);
  write_file (&self);

  g_assert_cmpint (jig_export_dialog_get_state (self.dialog), ==, JIG_EXPORT_DONE);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self.dialog))
                 == jig_ui_find (GTK_WIDGET (self.dialog), "cancel_button"));
  g_assert_cmpint (g_stat (self.path, &status), ==, 0);
  g_assert_nonnull (written_of (ui));
  g_assert_cmpuint (written_of (ui)->n_bytes, ==, status.st_size);
  g_assert_cmpfloat (written_of (ui)->proof.largest, ==, 0.0);
  g_assert_cmpuint (written_of (ui)->proof.n_rows, >=, 20);
  proof = jig_proof_to_text (&written_of (ui)->proof);
  g_assert_cmpstr (text_of (&self, "proof_label"), ==, proof);
  g_assert_cmpstr (text_of (&self, "path_label"), ==, self.path);
  jig_ui_save_picture (GTK_WIDGET (self.dialog), "export-done");
  close_dialog (&self);
}

/* Only the rows for the test, a line each below the name of the column. */
static void
test_predictions_are_written (JigUi         *ui,
                              gconstpointer  data)
{
  Dialog self = open_dialog (ui, "predictions.csv");
  GtkWidget *dialog = GTK_WIDGET (self.dialog);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  jig_export_dialog_choose_predictions (self.dialog);
  g_assert_false (gtk_widget_get_visible (jig_ui_find (dialog, "format_list")));
  gtk_switch_set_active (GTK_SWITCH (jig_ui_find (dialog, "test_switch")), TRUE);
  jig_ui_save_picture (dialog, "export-predictions");
  write_file (&self);

  g_assert_cmpint (jig_export_dialog_get_state (self.dialog), ==, JIG_EXPORT_DONE);
  g_assert_cmpuint (written_of (ui)->proof.n_rows, ==, 200);
  g_assert_true (g_file_get_contents (self.path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 202);
  g_assert_cmpstr (lines[0], ==, "prediction");
  close_dialog (&self);
}

static void
test_the_path_is_copied (JigUi         *ui,
                         gconstpointer  data)
{
  Dialog self = open_dialog (ui, "model-2.jig");

  write_file (&self);
  jig_ui_click (jig_ui_find (GTK_WIDGET (self.dialog), "copy_button"));
  jig_ui_wait_text (jig_ui_find (GTK_WIDGET (ui->window), "status"), "clipboard");
  g_assert_true (gdk_clipboard_is_local (gtk_widget_get_clipboard (GTK_WIDGET (self.dialog))));
  close_dialog (&self);
}

/* A folder that is not there: the reason stands in the dialog, and it can be tried again. */
static void
test_a_target_that_cannot_be_written (JigUi         *ui,
                                      gconstpointer  data)
{
  Dialog self = open_dialog (ui, "nowhere/model-2.jig");

  write_file (&self);
  g_assert_cmpint (jig_export_dialog_get_state (self.dialog), ==, JIG_EXPORT_FAILED);
  g_assert_nonnull (strstr (text_of (&self, "sentence"), "folder"));
  g_assert_null (written_of (ui));
  jig_ui_save_picture (GTK_WIDGET (self.dialog), "export-failed");

  g_free (self.path);
  self.path = g_build_filename (g_get_user_runtime_dir (), "model-2.jig", NULL);
  write_file (&self);
  g_assert_cmpint (jig_export_dialog_get_state (self.dialog), ==, JIG_EXPORT_DONE);
  close_dialog (&self);
}

static void
test_a_bad_setting_is_refused (JigUi         *ui,
                               gconstpointer  data)
{
  Dialog self = open_dialog (ui, "model-2.c");

  g_assert_true (jig_export_dialog_choose (self.dialog, "c"));
  g_assert_false (jig_export_dialog_choose (self.dialog, "stone"));
  g_assert_true (gtk_widget_get_visible (jig_ui_find (GTK_WIDGET (self.dialog), "settings")));
  g_assert_true (jig_export_dialog_choose (self.dialog, "jig"));
  g_assert_false (gtk_widget_get_visible (jig_ui_find (GTK_WIDGET (self.dialog), "settings")));
  close_dialog (&self);
}

static void
test_every_state_can_be_shown (JigUi         *ui,
                               gconstpointer  data)
{
  Dialog self = open_dialog (ui, "model-2.jig");

  for (JigExportState state = JIG_EXPORT_READY; state <= JIG_EXPORT_FAILED; state++)
    {
      JigExportState now;

      g_object_set (self.dialog, "state", state, NULL);
      g_object_get (self.dialog, "state", &now, NULL);
      g_assert_cmpint (now, ==, state);
      jig_ui_save_picture (GTK_WIDGET (self.dialog), "export-state");
    }
  close_dialog (&self);
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (data) <= 400;
}

static void
test_fits_360 (JigUi         *ui,
               gconstpointer  data)
{
  Dialog self = open_dialog (ui, "model-2.jig");

  gtk_window_set_default_size (GTK_WINDOW (self.dialog), 360, 600);
  g_assert_true (jig_ui_wait (is_narrow, self.dialog, 5000));
  jig_ui_save_picture (GTK_WIDGET (self.dialog), "export-narrow");
  close_dialog (&self);
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
  jig_ui_be_still ();

  jig_ui_add ("/export-dialog/a-model-is-written-and-proved/jig",
              test_a_model_is_written_and_proved, "jig");
  jig_ui_add ("/export-dialog/a-model-is-written-and-proved/c",
              test_a_model_is_written_and_proved, "c");
  jig_ui_add ("/export-dialog/predictions-are-written", test_predictions_are_written, NULL);
  jig_ui_add ("/export-dialog/the-path-is-copied", test_the_path_is_copied, NULL);
  jig_ui_add ("/export-dialog/a-target-that-cannot-be-written",
              test_a_target_that_cannot_be_written, NULL);
  jig_ui_add ("/export-dialog/a-bad-setting-is-refused", test_a_bad_setting_is_refused, NULL);
  jig_ui_add ("/export-dialog/every-state-can-be-shown", test_every_state_can_be_shown, NULL);
  jig_ui_add ("/export-dialog/fits-360", test_fits_360, NULL);

  return g_test_run ();
}
