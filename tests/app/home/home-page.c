#include "app/home/home-page.h"

#include "app/application.h"
#include "app/document/recents.h"
#include "app/window.h"
#include "tests/support/ui.h"

#include <locale.h>

static GtkWidget *
child (JigUi      *ui,
       const char *id)
{
  return jig_ui_find (GTK_WIDGET (ui->window), id);
}

static GtkListBoxRow *
get_recent (JigUi *ui,
            int    i)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (child (ui, "recent_list")), i);
}

/* Home looks again whenever it is shown. */
static void
show_again (JigUi *ui)
{
  jig_window_show_page (JIG_WINDOW (ui->window), "data");
  jig_window_show_page (JIG_WINDOW (ui->window), "home");
}

static void
test_the_ways_to_begin (JigUi         *ui,
                        gconstpointer  data)
{
  static const char * const rows[] = { "see_row", "open_row", "learn_row" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *row = child (ui, rows[i]);

      g_assert_true (gtk_widget_get_mapped (row));
      g_assert_true (gtk_widget_is_sensitive (row));
    }

  gtk_widget_activate (child (ui, "learn_row"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (ui, "stack"))), ==,
                   "patterns");
}

static void
test_files_that_are_there_and_gone (JigUi         *ui,
                                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "<a & b>.csv", NULL);
  g_autoptr(GFile) there = g_file_new_for_path (path);
  g_autoptr(GFile) gone = g_file_new_for_path ("/nowhere/c.csv");

  g_assert_false (gtk_widget_get_visible (child (ui, "recent_box")));
  g_assert_true (g_file_set_contents (path, "a,b\n1,2\n", -1, NULL));
  jig_recents_add (gone);
  jig_recents_add (there);
  show_again (ui);

  g_assert_true (gtk_widget_get_visible (child (ui, "recent_box")));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_recent (ui, 0))), ==,
                   "<a & b>.csv");
  g_assert_true (gtk_list_box_row_get_activatable (get_recent (ui, 0)));
  g_assert_false (gtk_list_box_row_get_activatable (get_recent (ui, 1)));

  gtk_widget_activate (GTK_WIDGET (get_recent (ui, 0)));
  jig_ui_wait_text (child (ui, "status"), "1 row, 2 columns");

  jig_recents_remove (gone);
  jig_recents_remove (there);
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

  jig_ui_add ("/home-page/the-ways-to-begin", test_the_ways_to_begin, NULL);
  jig_ui_add ("/home-page/files-that-are-there-and-gone", test_files_that_are_there_and_gone,
              NULL);

  return g_test_run ();
}
