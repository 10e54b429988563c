#include "tests/support/projects.h"

#include "app/window.h"

#include <stdarg.h>
#include <string.h>

#define PATIENCE 20000     /* milliseconds; only a failing test waits this long */

JigDocument *
jig_ui_document (JigUi *ui)
{
  return jig_window_get_document (JIG_WINDOW (ui->window));
}

gboolean
jig_ui_is_quiet (gpointer ui)
{
  return jig_job_list_get_n_running (jig_document_get_jobs (jig_ui_document (ui))) == 0;
}

void
jig_ui_wait_quiet (JigUi *ui)
{
  g_assert_true (jig_ui_wait (jig_ui_is_quiet, ui, PATIENCE));
}

/* Pictures of what moves are never the same. */
void
jig_ui_be_still (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static gboolean
is_done (gpointer data)
{
  return *(gboolean *) data;
}

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  const JigEntry *entry = jig_document_act_finish (JIG_DOCUMENT (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (entry);
  *(gboolean *) user_data = TRUE;
}

void
jig_ui_command (JigUi      *ui,
                const char *command,
                const char *as,
                ...)
{
  JigDocument *document = jig_ui_document (ui);
  g_autoptr(JigAction) action = jig_document_new_action (document, command, as);
  g_autoptr(GError) error = NULL;
  gboolean done = FALSE;
  const char *setting;
  va_list settings;

  va_start (settings, as);
  while ((setting = va_arg (settings, const char *)) != NULL)
    {
      g_auto(GStrv) halves = g_strsplit (setting, "=", 2);

      jig_action_set (action, halves[0], halves[1], &error);
      g_assert_no_error (error);
    }
  va_end (settings);

  jig_document_act_async (document, action, NULL, acted_cb, &done);
  g_assert_true (jig_ui_wait (is_done, &done, PATIENCE));
}

void
jig_ui_make_data (JigUi      *ui,
                  const char *target)
{
  g_autofree char *column = g_strdup_printf ("column=%s", target);

  jig_ui_command (ui, "generate", "bikes", "sample=city-bikes", "settings=rows=1000", NULL);
  jig_ui_command (ui, "schema", "rides", "data=bikes", column, "role=target", NULL);
  jig_ui_command (ui, "split", "sides", "data=rides", "method=random:0.2", NULL);
}

void
jig_ui_fit (JigUi      *ui,
            const char *kind,
            const char *setting)
{
  g_autofree char *model = g_strdup_printf ("model=%s", kind);

  jig_ui_command (ui, "fit", NULL, "data=rides", "split=sides", model, setting, NULL);
}

void
jig_ui_save_picture (GtkWidget  *widget,
                     const char *name)
{
  const char *folder = g_getenv ("JIG_PICTURES");
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  gtk_test_widget_wait_for_draw (widget);
  texture = jig_ui_picture (widget);
  g_assert_cmpint (gdk_texture_get_width (texture), >, 100);
  if (folder == NULL)
    return;

  file = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}
