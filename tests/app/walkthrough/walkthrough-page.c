#include "app/walkthrough/walkthrough-page.h"
#include "app/walkthrough/walk-command.h"
#include "app/walkthrough/walk-inspector.h"

#include "app/common/param-form.h"
#include "tests/support/ui.h"
#include "tests/support/walk-pattern.h"

#include <adwaita.h>
#include <locale.h>

#define PATIENCE 5000

enum { FIT, SCORE, LABEL, SLOW };      /* the steps */

static JigDocument *the_document;
static GtkWidget *the_page;
static GtkWidget *the_inspector;

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr(JigWalk) walk = NULL;

  g_clear_object (&the_document);
  the_document = jig_document_new ();
  walk = jig_walk_new (&jig_test_pattern, the_document);
  the_page = g_object_new (JIG_TYPE_WALKTHROUGH_PAGE, "hexpand", TRUE, NULL);
  the_inspector = g_object_new (JIG_TYPE_WALK_INSPECTOR, "width-request", 320, NULL);
  gtk_widget_insert_action_group (the_inspector, "walk",
    jig_walkthrough_page_get_actions (JIG_WALKTHROUGH_PAGE (the_page)));
  gtk_box_append (GTK_BOX (box), the_page);
  gtk_box_append (GTK_BOX (box), the_inspector);
  jig_walk_inspector_set_walk (JIG_WALK_INSPECTOR (the_inspector), walk);
  jig_walkthrough_page_set_walk (JIG_WALKTHROUGH_PAGE (the_page), walk);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 760);
  gtk_window_present (GTK_WINDOW (window));
}

static JigWalk *
get_walk (void)
{
  return jig_walkthrough_page_get_walk (JIG_WALKTHROUGH_PAGE (the_page));
}

static gboolean
is_idle (gpointer data)
{
  return !jig_walk_is_busy (get_walk ());
}

static void
settle (void)
{
  g_assert_true (jig_ui_wait (is_idle, NULL, PATIENCE));
}

static GtkWidget *
child (const char *id)
{
  return jig_ui_find (the_page, id);
}

static const char *
text_of (const char *id)
{
  return gtk_label_get_text (GTK_LABEL (child (id)));
}

static gboolean
shows (const char *id)
{
  return gtk_stack_get_visible_child (GTK_STACK (child ("canvas"))) == child (id);
}

static void
act (const char *action)
{
  g_autoptr(GVariant) target = NULL;
  g_autofree char *name = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (child ("view"), name, target));
}

static void
save_picture (JigUi      *ui,
              const char *name)
{
  const char *folder = g_getenv ("JIG_PICTURES");
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = NULL;

  if (folder == NULL)
    return;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
  texture = jig_ui_picture (GTK_WIDGET (ui->window));
  file = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

static void
test_asks_before_it_shows (JigUi         *ui,
                           gconstpointer  data)
{
  settle ();
  g_assert_cmpstr (text_of ("step_title"), ==, "Train");
  g_assert_true (shows ("ask_clamp"));
  save_picture (ui, "walk-ask");

  /* The right answer at once. */
  act ("walk.answer(uint32 2)");
  g_assert_true (shows ("result"));
  g_assert_nonnull (strstr (text_of ("answer"), "That is right: 210 s"));
  g_assert_nonnull (strstr (text_of ("value"), "210"));
  g_assert_cmpstr (text_of ("baseline"), ==, "Mean of the label: 407 s");
  g_assert_nonnull (strstr (text_of ("provenance"), " rows · hash split · seed 42"));
  g_assert_nonnull (gtk_widget_get_first_child (child ("figures")));
  g_assert_true (g_str_has_prefix (text_of ("check"), "To do: "));
  save_picture (ui, "walk-result");
}

static void
test_wrong_answers_bring_hints (JigUi         *ui,
                                gconstpointer  data)
{
  settle ();
  act ("walk.answer(uint32 1)");
  g_assert_true (shows ("ask_clamp"));
  g_assert_cmpstr (text_of ("ask_hint"), ==, jig_test_pattern.steps[FIT].ask->hints[0]);
  act ("walk.answer(uint32 3)");
  g_assert_cmpstr (text_of ("ask_hint"), ==, jig_test_pattern.steps[FIT].ask->hints[1]);
  save_picture (ui, "walk-hint");
  act ("walk.answer(uint32 3)");
  g_assert_true (shows ("result"));
  /* The first answer counts. */
  g_assert_cmpstr (text_of ("answer"), ==, "You said: 400 s. It is: 210 s.");
  g_assert_false (jig_run_is_right (jig_walk_get_run (get_walk ()), FIT));
}

static void
test_skipping (JigUi         *ui,
               gconstpointer  data)
{
  settle ();
  /* There is no fourth choice. */
  act ("walk.answer(uint32 4)");
  g_assert_true (shows ("ask_clamp"));
  jig_ui_click (child ("skip_button"));
  g_assert_cmpstr (text_of ("answer"), ==, "It is: 210 s");
}

static void
test_number (JigUi         *ui,
             gconstpointer  data)
{
  settle ();
  act ("walk.next");
  settle ();
  g_assert_cmpstr (text_of ("step_title"), ==, "Score");
  g_assert_true (gtk_window_get_focus (ui->window) == child ("step_heading"));

  /* A digit begins the number, wherever the focus is on the canvas. */
  act ("walk.answer(uint32 7)");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child ("guess"))), ==, "7");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (ui->window), child ("guess")));
  gtk_editable_set_text (GTK_EDITABLE (child ("guess")), "many");
  jig_ui_click (child ("answer_button"));
  g_assert_true (shows ("ask_clamp"));
  g_assert_true (gtk_widget_has_css_class (child ("guess"), "error"));
  gtk_editable_set_text (GTK_EDITABLE (child ("guess")), "0.6");
  jig_ui_click (child ("answer_button"));
  g_assert_true (shows ("result"));
  g_assert_cmpstr (text_of ("answer"), ==, "You said: 0.6. That is right: 0.59.");
}

static void
test_settings_run_again (JigUi         *ui,
                         gconstpointer  data)
{
  GtkWidget *form = jig_ui_find (the_inspector, "form");

  settle ();
  act ("walk.answer(uint32 2)");
  act ("walk.next");
  settle ();
  jig_ui_click (child ("skip_button"));
  act ("walk.previous");
  settle ();

  g_assert_true (jig_param_form_edit (JIG_PARAM_FORM (form), "rate", "0.04"));
  /* What was there stays until the new result is. */
  g_assert_nonnull (strstr (text_of ("value"), "210"));
  g_assert_true (jig_walk_is_behind (get_walk (), SCORE));
  settle ();
  g_assert_nonnull (strstr (text_of ("value"), "204"));
  g_assert_true (g_str_has_prefix (text_of ("check"), "Done: "));
  g_assert_true (jig_walk_is_behind (get_walk (), SCORE));
  act ("walk.next");
  settle ();
  g_assert_false (jig_walk_is_behind (get_walk (), SCORE));
}

static void
test_mistakes_stand_beside_the_right_way (JigUi         *ui,
                                          gconstpointer  data)
{
  settle ();
  act ("walk.answer(uint32 2)");
  g_assert_false (gtk_widget_get_visible (child ("right_way")));
  jig_walk_set_mistake (get_walk (), "leak", TRUE);
  settle ();
  g_assert_nonnull (strstr (text_of ("value"), "260"));
  g_assert_cmpstr (text_of ("right_way"), ==,
                   "Done right: 210 s. The mistake changes it by +50 s.");
  save_picture (ui, "walk-mistake");
  jig_walk_set_mistake (get_walk (), "leak", FALSE);
  settle ();
  g_assert_false (gtk_widget_get_visible (child ("right_way")));
  g_assert_nonnull (strstr (text_of ("value"), "210"));
}

static void
test_errors_say_what_is_wrong (JigUi         *ui,
                               gconstpointer  data)
{
  GtkWidget *form = jig_ui_find (the_inspector, "form");

  settle ();
  act ("walk.answer(uint32 2)");
  jig_param_form_edit (JIG_PARAM_FORM (form), "rate", "1");
  settle ();
  g_assert_nonnull (jig_walk_get_error (get_walk ()));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (child ("sentence"))), !=, "");
  g_assert_cmpint (jig_state_view_get_state (JIG_STATE_VIEW (child ("view"))), ==,
                   JIG_STATE_ERROR);
  save_picture (ui, "walk-error");
  jig_param_form_edit (JIG_PARAM_FORM (form), "rate", "0.1");
  settle ();
  g_assert_cmpint (jig_state_view_get_state (JIG_STATE_VIEW (child ("view"))), ==,
                   JIG_STATE_READY);
}

static gboolean
is_loading (gpointer data)
{
  return jig_state_view_get_state (JIG_STATE_VIEW (child ("view"))) == JIG_STATE_LOADING;
}

static void
test_stopping (JigUi         *ui,
               gconstpointer  data)
{
  settle ();
  jig_walk_go (get_walk (), SLOW);
  g_assert_true (jig_ui_wait (is_loading, NULL, PATIENCE));
  save_picture (ui, "walk-loading");
  jig_walk_stop (get_walk ());
  settle ();
  g_assert_true (jig_walk_is_stopped (get_walk ()));
  g_assert_cmpint (jig_state_view_get_state (JIG_STATE_VIEW (child ("view"))), ==,
                   JIG_STATE_STALE);

  /* Going elsewhere stops it too, and nothing of it comes late. */
  act ("walk.run");
  g_assert_true (jig_walk_is_busy (get_walk ()));
  jig_walk_go (get_walk (), FIT);
  settle ();
  g_assert_false (jig_walk_is_stopped (get_walk ()));
  g_assert_true (shows ("ask_clamp"));
}

static void
test_seed_and_command (JigUi         *ui,
                       gconstpointer  data)
{
  g_autofree char *command = NULL;
  guint64 seed;

  settle ();
  act ("walk.answer(uint32 2)");
  act ("walk.re-roll");
  settle ();
  seed = jig_walk_get_seed (get_walk ());
  g_assert_cmpuint (seed, !=, 42);
  g_assert_cmpuint (jig_run_get_seed (jig_walk_get_run (get_walk ())), ==, seed);

  jig_walk_set_mistake (get_walk (), "leak", TRUE);
  jig_param_form_edit (JIG_PARAM_FORM (jig_ui_find (the_inspector, "form")), "trees", "60");
  settle ();
  jig_walk_set_seed (get_walk (), 3);
  settle ();
  command = jig_walk_command_new (jig_walk_get_run (get_walk ()), FIT);
  g_assert_cmpstr (command, ==,
                   "jig run test --step fit --seed 3 --set fit.trees=60 --mistake fit.leak");
  act ("walk.copy");
}

static gboolean
is_replayed (gpointer data)
{
  return gtk_widget_get_sensitive (child ("replay_button"));
}

static void
test_receipt_and_replay (JigUi         *ui,
                         gconstpointer  data)
{
  settle ();
  act ("walk.answer(uint32 2)");
  jig_walk_set_mistake (get_walk (), "leak", TRUE);
  settle ();
  act ("walk.receipt");
  g_assert_true (gtk_widget_get_mapped (child ("receipt")));
  g_assert_cmpstr (text_of ("command"), ==,
                   "jig run test --step fit --seed 42 --mistake fit.leak");
  jig_ui_click (child ("replay_button"));
  g_assert_true (jig_ui_wait (is_replayed, NULL, PATIENCE));
  g_assert_cmpstr (text_of ("verdict_line"), ==, "Bit-identical: every number is the same.");

  /* A pattern that does not give the same again is found out. */
  jig_test_drift = 1e-9;
  jig_ui_click (child ("replay_button"));
  g_assert_true (jig_ui_wait (is_replayed, NULL, PATIENCE));
  g_assert_cmpstr (text_of ("verdict_line"), ==, "Not the same: some number has changed.");
  jig_test_drift = 0.0;
}

static gboolean
has_parts (gpointer data)
{
  return jig_project_get_object (jig_document_get_project (the_document), "parts") != NULL;
}

static gboolean
is_outdated (gpointer data)
{
  return jig_walk_is_outdated (get_walk ());
}

/* Makes another version of a table. */
static void
leave_out (const char *table,
           const char *column)
{
  g_autoptr(JigAction) action = jig_document_new_action (the_document, "schema", table);

  g_assert_true (jig_action_set (action, "data", table, NULL));
  g_assert_true (jig_action_set (action, "column", column, NULL));
  g_assert_true (jig_action_set (action, "role", "ignore", NULL));
  jig_document_act (the_document, action, "Left out");
}

static void
test_own_data (JigUi         *ui,
               gconstpointer  data)
{
  g_autofree char *why = NULL;
  g_autofree char *command = NULL;

  settle ();
  g_assert_false (jig_walk_can_use_own_data (get_walk (), &why));
  g_assert_nonnull (why);
  g_clear_pointer (&why, g_free);

  /* "Do it in the project" makes the built-in table there, and shares it out. */
  act ("walk.project");
  g_assert_true (jig_ui_wait (has_parts, NULL, PATIENCE));
  g_assert_true (jig_walk_can_use_own_data (get_walk (), &why));

  jig_walk_set_own_data (get_walk (), TRUE);
  settle ();
  g_assert_true (jig_run_is_own_data (jig_walk_get_run (get_walk ())));
  command = jig_walk_command_new (jig_walk_get_run (get_walk ()), FIT);
  g_assert_nonnull (strstr (command, " --csv "));
  g_assert_nonnull (strstr (command, " --role 'target="));

  jig_walk_go (get_walk (), LABEL);
  settle ();
  g_assert_true (shows ("cannot"));

  /* Another table: what is shown stays, and says that it is older. */
  jig_walk_go (get_walk (), FIT);
  settle ();
  jig_ui_click (child ("skip_button"));
  leave_out (jig_document_get_data (the_document), "member");
  g_assert_true (jig_ui_wait (is_outdated, NULL, PATIENCE));
  g_assert_true (shows ("result"));
  g_assert_cmpint (jig_state_view_get_state (JIG_STATE_VIEW (child ("view"))), ==,
                   JIG_STATE_STALE);
  jig_document_undo (the_document);
  g_assert_false (jig_walk_is_outdated (get_walk ()));
  g_assert_cmpint (jig_state_view_get_state (JIG_STATE_VIEW (child ("view"))), ==,
                   JIG_STATE_READY);
  jig_document_redo (the_document);
  act ("walk.run");
  settle ();
  g_assert_true (jig_run_is_own_data (jig_walk_get_run (get_walk ())));
  g_assert_false (jig_walk_is_outdated (get_walk ()));
  jig_walk_go (get_walk (), LABEL);
  settle ();
  save_picture (ui, "walk-cannot");
  act ("walk.own-data");
  settle ();
  g_assert_true (shows ("result"));
}

static void
test_read_as_text (JigUi         *ui,
                   gconstpointer  data)
{
  settle ();
  act ("walk.answer(uint32 2)");
  act ("walk.read");
  g_assert_true (gtk_widget_get_visible (child ("text")));
  g_assert_nonnull (strstr (text_of ("text"), "Mean of the label: 407 s"));
  g_assert_nonnull (strstr (text_of ("text"), "Error by rounds"));
  g_assert_true (gtk_window_get_focus (ui->window) == child ("text"));
  act ("walk.read");
  g_assert_false (gtk_widget_get_visible (child ("text")));
}

static void
test_dark (JigUi         *ui,
           gconstpointer  data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  settle ();
  act ("walk.answer(uint32 1)");
  act ("walk.answer(uint32 2)");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  save_picture (ui, "walk-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  g_assert_true (shows ("result"));
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (the_page) <= 360;
}

static void
test_narrow (JigUi         *ui,
             gconstpointer  data)
{
  int minimum;

  /* The inspector is a page of its own then. */
  gtk_widget_set_visible (the_inspector, FALSE);
  gtk_window_set_default_size (ui->window, 360, 640);
  g_assert_true (jig_ui_wait (is_narrow, NULL, PATIENCE));
  settle ();
  save_picture (ui, "walk-narrow-ask");
  act ("walk.answer(uint32 2)");
  gtk_widget_measure (the_page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_widget_measure (the_page, GTK_ORIENTATION_VERTICAL, 360, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 294 - 46);
  g_assert_false (gtk_widget_get_child_visible (child ("steps")));
  save_picture (ui, "walk-narrow");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = adw_application_new ("org.jigworkbench.Jig", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  jig_ui_init (GTK_APPLICATION (application));

  jig_ui_add ("/walkthrough/ask", test_asks_before_it_shows, NULL);
  jig_ui_add ("/walkthrough/hints", test_wrong_answers_bring_hints, NULL);
  jig_ui_add ("/walkthrough/skip", test_skipping, NULL);
  jig_ui_add ("/walkthrough/number", test_number, NULL);
  jig_ui_add ("/walkthrough/settings", test_settings_run_again, NULL);
  jig_ui_add ("/walkthrough/mistakes", test_mistakes_stand_beside_the_right_way, NULL);
  jig_ui_add ("/walkthrough/error", test_errors_say_what_is_wrong, NULL);
  jig_ui_add ("/walkthrough/stop", test_stopping, NULL);
  jig_ui_add ("/walkthrough/seed-and-command", test_seed_and_command, NULL);
  jig_ui_add ("/walkthrough/receipt", test_receipt_and_replay, NULL);
  jig_ui_add ("/walkthrough/own-data", test_own_data, NULL);
  jig_ui_add ("/walkthrough/read", test_read_as_text, NULL);
  jig_ui_add ("/walkthrough/dark", test_dark, NULL);
  jig_ui_add ("/walkthrough/narrow", test_narrow, NULL);
  status = g_test_run ();
  g_clear_object (&the_document);

  return status;
}
