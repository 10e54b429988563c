#include "app/history/history-window.h"

#include "app/application.h"
#include "app/window.h"
#include "tests/support/ui.h"

#include <locale.h>

static JigDocument *
document_of (JigUi *ui)
{
  return jig_window_get_document (JIG_WINDOW (ui->window));
}

static void
make_sample (JigUi      *ui,
             const char *id)
{
  g_autoptr(JigAction) action = jig_document_new_action (document_of (ui), "generate", NULL);

  g_assert_true (jig_action_set (action, "sample", id, NULL));
  g_assert_nonnull (jig_project_act (jig_document_get_project (document_of (ui)), action, NULL,
                                     NULL));
}

static GtkListBoxRow *
get_row (GtkWindow *window,
         int        i)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (jig_ui_find (GTK_WIDGET (window), "list")),
                                        i);
}

static void
go_to (GtkWindow *window,
       int        i)
{
  g_signal_emit_by_name (jig_ui_find (GTK_WIDGET (window), "list"), "row-activated",
                         get_row (window, i));
}

static void
test_any_line_can_be_gone_back_to (JigUi         *ui,
                                   gconstpointer  data)
{
  GtkWindow *window;

  make_sample (ui, "twelve-points");
  make_sample (ui, "city-bikes");
  jig_ui_press (ui, "<Control>h");
  window = jig_ui_wait_window ("History");
  g_assert_nonnull (get_row (window, 2));
  g_assert_null (get_row (window, 3));

  go_to (window, 1);
  g_assert_cmpstr (jig_document_get_data (document_of (ui)), ==, "data-1");
  go_to (window, 2);
  g_assert_null (jig_document_get_data (document_of (ui)));
  go_to (window, 0);
  g_assert_cmpstr (jig_document_get_data (document_of (ui)), ==, "data-2");

  gtk_window_close (window);
  jig_ui_wait_no_window ("History");
}

static void
test_it_follows_what_is_done (JigUi         *ui,
                              gconstpointer  data)
{
  GtkWindow *window;

  jig_ui_act (ui, "win.history");
  window = jig_ui_wait_window ("History");
  g_assert_null (get_row (window, 1));
  make_sample (ui, "twelve-points");
  g_assert_nonnull (get_row (window, 1));
  gtk_window_close (window);
  jig_ui_wait_no_window ("History");
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

  jig_ui_add ("/history-window/any-line-can-be-gone-back-to", test_any_line_can_be_gone_back_to,
              NULL);
  jig_ui_add ("/history-window/it-follows-what-is-done", test_it_follows_what_is_done, NULL);

  return g_test_run ();
}
