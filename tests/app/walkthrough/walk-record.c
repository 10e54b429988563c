/* A walk as actions of the project. */

#include "app/walkthrough/walkthrough-page.h"
#include "tests/support/ui.h"
#include "tests/support/walk-pattern.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#define PATIENCE 5000

enum { FIT, SCORE, LABEL, SLOW };      /* the steps */

static JigDocument *the_document;
static GtkWidget *the_page;

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  g_autoptr(JigWalk) walk = NULL;

  g_clear_object (&the_document);
  the_document = jig_document_new ();
  walk = jig_walk_new (&jig_test_pattern, the_document);
  the_page = g_object_new (JIG_TYPE_WALKTHROUGH_PAGE, NULL);
  jig_walkthrough_page_set_walk (JIG_WALKTHROUGH_PAGE (the_page), walk);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), the_page);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 760);
  gtk_window_present (GTK_WINDOW (window));
}

static JigWalk *
get_walk (void)
{
  return jig_walkthrough_page_get_walk (JIG_WALKTHROUGH_PAGE (the_page));
}

static gboolean
is_idle (gpointer walk)
{
  return !jig_walk_is_busy (walk);
}

static void
settle (void)
{
  g_assert_true (jig_ui_wait (is_idle, get_walk (), PATIENCE));
}

static guint
n_entries (void)
{
  JigProject *project = jig_document_get_project (the_document);

  return (guint) jig_history_get_size (jig_project_get_history (project));
}

static const char *
last_word (const char *id)
{
  const JigHistory *history = jig_project_get_history (jig_document_get_project (the_document));
  const JigEntry *entry = jig_history_get (history, n_entries ());

  return jig_values_get_text (jig_action_get_values (entry->action), id);
}

static double
get_rate (JigWalk *walk)
{
  return jig_values_get_number (jig_run_get_values (jig_walk_get_run (walk), "fit"), "rate");
}

static void
set_rate (const char *word)
{
  g_autoptr(JigValues) values = jig_values_copy (
    jig_run_get_values (jig_walk_get_run (get_walk ()), "fit"));

  g_assert_true (jig_values_parse (values, "rate", word, NULL));
  jig_walk_set_values (get_walk (), values);
}

static gboolean
has_entries (gpointer n)
{
  return n_entries () >= GPOINTER_TO_UINT (n);
}

static void
wait_for_entries (guint n)
{
  g_assert_true (jig_ui_wait (has_entries, GUINT_TO_POINTER (n), PATIENCE));
  g_assert_cmpuint (n_entries (), ==, n);
}

static void
test_one_action_an_act (JigUi         *ui,
                        gconstpointer  data)
{
  /* To look is not to act. */
  settle ();
  g_assert_cmpuint (n_entries (), ==, 0);

  jig_walk_reveal (get_walk ());
  g_assert_cmpuint (n_entries (), ==, 1);
  g_assert_cmpstr (last_word ("answers"), ==, "fit=skipped");
  jig_walk_set_mistake (get_walk (), "leak", TRUE);
  settle ();
  g_assert_cmpuint (n_entries (), ==, 2);
  g_assert_cmpstr (last_word ("mistakes"), ==, "fit.leak");
  jig_walk_go (get_walk (), SCORE);
  settle ();
  g_assert_cmpuint (n_entries (), ==, 3);
  jig_walk_go (get_walk (), FIT);
  settle ();
  g_assert_cmpuint (n_entries (), ==, 4);
  jig_walk_set_seed (get_walk (), 7);
  settle ();
  g_assert_cmpuint (n_entries (), ==, 5);

  /* Nobody needs to be asked about that before the window closes. */
  g_assert_false (jig_document_has_work (the_document));
}

static void
test_sliders_are_one_act (JigUi         *ui,
                          gconstpointer  data)
{
  settle ();
  set_rate ("0.2");
  settle ();
  set_rate ("0.3");
  settle ();
  g_assert_cmpuint (n_entries (), ==, 0);
  wait_for_entries (1);
  g_assert_cmpstr (last_word ("settings"), ==, "fit.rate=0.3");

  /* What was not told yet is, before something else is done. */
  set_rate ("0.4");
  settle ();
  jig_walk_go (get_walk (), SCORE);
  settle ();
  g_assert_cmpuint (n_entries (), ==, 3);
}

static void
test_undo_and_redo (JigUi         *ui,
                    gconstpointer  data)
{
  settle ();
  jig_walk_reveal (get_walk ());
  set_rate ("0.2");
  settle ();
  wait_for_entries (2);
  jig_walk_go (get_walk (), SCORE);
  settle ();
  g_assert_cmpuint (n_entries (), ==, 3);

  jig_document_undo (the_document);
  settle ();
  g_assert_cmpuint (jig_walk_get_step (get_walk ()), ==, FIT);
  g_assert_cmpfloat (get_rate (get_walk ()), ==, 0.2);
  g_assert_true (jig_walk_is_open (get_walk ()));
  jig_document_undo (the_document);
  settle ();
  g_assert_cmpfloat (get_rate (get_walk ()), ==, 0.1);
  jig_document_undo (the_document);
  settle ();
  g_assert_false (jig_walk_is_open (get_walk ()));
  jig_document_go_to (the_document, 3);
  settle ();
  g_assert_cmpuint (jig_walk_get_step (get_walk ()), ==, SCORE);
  g_assert_cmpfloat (get_rate (get_walk ()), ==, 0.2);

  /* To follow the project is no act of its own. */
  g_assert_cmpuint (n_entries (), ==, 3);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      is_done)
{
  *(gboolean *) is_done = TRUE;
}

static gboolean
is_true (gpointer value)
{
  return *(gboolean *) value;
}

/* Another window finds the walk where this one has left it, and computes nothing for that. */
static void
test_opened_again (JigUi         *ui,
                   gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-walk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.jigproj", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(JigDocument) other = jig_document_new ();
  g_autoptr(JigWalk) walk = jig_walk_new (&jig_test_pattern, other);
  gboolean is_saved = FALSE;
  gboolean is_opened = FALSE;

  settle ();
  jig_walk_set_seed (get_walk (), 7);
  settle ();
  jig_walk_set_mistake (get_walk (), "leak", TRUE);
  settle ();
  jig_walk_reveal (get_walk ());
  jig_document_save_async (the_document, file, done_cb, &is_saved);
  /* What is done meanwhile is recorded afterwards. */
  jig_walk_go (get_walk (), SCORE);
  g_assert_true (jig_ui_wait (is_true, &is_saved, PATIENCE));
  settle ();
  wait_for_entries (4);

  jig_document_open_async (other, file, done_cb, &is_opened);
  g_assert_true (jig_ui_wait (is_true, &is_opened, PATIENCE));
  g_assert_false (jig_walk_is_busy (walk));
  jig_walk_refresh (walk);
  g_assert_true (jig_ui_wait (is_idle, walk, PATIENCE));
  g_assert_cmpuint (jig_walk_get_step (walk), ==, FIT);
  g_assert_cmpuint (jig_walk_get_seed (walk), ==, 7);
  g_assert_true (jig_walk_is_open (walk));
  g_assert_true (jig_run_has_mistake (jig_walk_get_run (walk), "fit", "leak"));
  g_assert_false (jig_document_is_modified (other));

  g_unlink (path);
  g_rmdir (folder);
}

/* The table that was walked through is part of it. */
static void
test_own_data (JigUi         *ui,
               gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;

  settle ();
  action = jig_document_new_action (the_document, "generate", "rides");
  jig_document_act (the_document, action, "Made");
  wait_for_entries (1);
  jig_walk_set_own_data (get_walk (), TRUE);
  settle ();
  wait_for_entries (2);
  g_assert_cmpstr (last_word ("data"), ==, "rides");

  jig_document_undo (the_document);
  settle ();
  g_assert_false (jig_walk_uses_own_data (get_walk ()));
  jig_document_redo (the_document);
  settle ();
  g_assert_true (jig_run_is_own_data (jig_walk_get_run (get_walk ())));
  g_assert_true (jig_run_get_dataset (jig_walk_get_run (get_walk ())) ==
                 jig_document_get_dataset (the_document));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = adw_application_new ("org.jigworkbench.Jig", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  jig_ui_init (GTK_APPLICATION (application));

  jig_ui_add ("/walk-record/acts", test_one_action_an_act, NULL);
  jig_ui_add ("/walk-record/sliders", test_sliders_are_one_act, NULL);
  jig_ui_add ("/walk-record/undo", test_undo_and_redo, NULL);
  jig_ui_add ("/walk-record/opened", test_opened_again, NULL);
  jig_ui_add ("/walk-record/own-data", test_own_data, NULL);
  status = g_test_run ();
  g_clear_object (&the_document);

  return status;
}
