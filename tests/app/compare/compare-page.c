#include "app/compare/compare-page.h"

#include "app/application.h"
#include "app/compare/compare-charts.h"
#include "app/compare/cost-desk.h"
#include "app/compare/verdict-bar.h"
#include "app/window.h"
#include "core/project/object-comparison.h"
#include "tests/support/projects.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

static GtkWidget *
child (JigUi      *ui,
       const char *id)
{
  return jig_ui_find (GTK_WIDGET (ui->window), id);
}

static JigComparePage *
page_of (JigUi *ui)
{
  jig_ui_act (ui, "win.page::compare");

  return JIG_COMPARE_PAGE (gtk_stack_get_visible_child (GTK_STACK (child (ui, "stack"))));
}

static const JigComparison *
comparison_of (JigUi *ui)
{
  JigProject *project = jig_document_get_project (jig_ui_document (ui));
  const char *name = jig_project_get_last (project, &jig_object_comparison);

  g_assert_nonnull (name);
  return jig_object_get_comparison (jig_project_get_object (project, name));
}

static gboolean
has_charts (gpointer data)
{
  return jig_compare_charts_get_size (JIG_COMPARE_CHARTS (child (data, "charts"))) > 0;
}

static void
compare (JigUi      *ui,
         const char *names)
{
  g_autofree char *action = g_strdup_printf ("win.compare(%s)", names);

  jig_ui_act (ui, action);
  jig_ui_wait_quiet (ui);
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page_of (ui))), ==, JIG_STATE_READY);
  g_assert_true (jig_ui_wait (has_charts, ui, 10000));
}

static void
fit_three (JigUi      *ui,
           const char *target)
{
  jig_ui_make_data (ui, target);
  jig_ui_fit (ui, "linear", NULL);
  jig_ui_fit (ui, "boost", "trees=40");
  jig_ui_fit (ui, "boost", "trees=5");
}

static const char *
sentence_of (JigUi *ui)
{
  return jig_verdict_bar_get_sentence (JIG_VERDICT_BAR (child (ui, "verdict_bar")));
}

static void
act (JigUi      *ui,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page_of (ui)), action, NULL));
}

static void
test_nothing_leads_to_models (JigUi         *ui,
                              gconstpointer  data)
{
  JigComparePage *page = page_of (ui);

  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_EMPTY);
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-empty");
  jig_ui_click (child (ui, "models_button"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (ui, "stack"))), ==,
                   "models");
}

/* The sentence on the page is the sentence of core. */
static void
test_the_verdict_comes_first (JigUi         *ui,
                              gconstpointer  data)
{
  g_autofree char *expected = NULL;

  fit_three (ui, "member");
  compare (ui, "['model-1', 'model-2', 'model-3']");
  expected = jig_comparison_dup_verdict (comparison_of (ui), 1, JIG_METRIC_AUC);
  g_assert_cmpstr (sentence_of (ui), ==, expected);
  jig_ui_wait_text (child (ui, "status"), expected);
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-binary");
  jig_ui_save_picture (child (ui, "charts"), "compare-charts");
}

static gboolean
has_slices (gpointer data)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (child (data, "row_list")), 0) != NULL
         && adw_preferences_group_get_description (
              ADW_PREFERENCES_GROUP (child (data, "slice_group"))) != NULL;
}

/* A linear model and a rule without features differ on more than one part. */
static void
test_parts_and_rows_are_found (JigUi         *ui,
                               gconstpointer  data)
{
  GtkListBox *slices;

  fit_three (ui, data);
  compare (ui, "['model-1']");
  g_assert_true (jig_ui_wait (has_slices, ui, 10000));
  slices = GTK_LIST_BOX (child (ui, "slice_list"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (slices, 0));
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (child (ui, "row_list")), 7));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
  act (ui, "compare.slices");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (ui->window),
                                         GTK_WIDGET (slices)));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-slices");
}

/* A miss that costs nine times as much moves the cut down; the desk says what core says. */
static void
test_costs_move_the_cut (JigUi         *ui,
                         gconstpointer  data)
{
  JigCostDesk *desk;
  GtkWidget *label;
  double even;

  fit_three (ui, "member");
  compare (ui, "['model-1', 'model-2']");
  desk = JIG_COST_DESK (child (ui, "cost_desk"));
  label = child (ui, "focus_label");
  jig_ui_wait_text (label, "least cost");
  g_assert_cmpfloat (jig_cost_desk_get_threshold (desk), ==, 0.5);
  jig_ui_click (child (ui, "best_button"));
  even = jig_cost_desk_get_threshold (desk);

  gtk_label_set_text (GTK_LABEL (label), "");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (ui, "miss_cost")), 9.0);
  jig_ui_wait_text (label, "least cost");
  jig_ui_click (child (ui, "best_button"));
  g_assert_cmpfloat (jig_cost_desk_get_threshold (desk), <, even);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
  act (ui, "compare.threshold");
  g_assert_true (gtk_window_get_focus (ui->window) == child (ui, "threshold"));
  jig_ui_save_picture (child (ui, "cost_desk"), "compare-costs");
}

static void
test_keys_go_through_models_and_metrics (JigUi         *ui,
                                         gconstpointer  data)
{
  g_autofree char *second = NULL;
  g_autofree char *other = NULL;

  fit_three (ui, "member");
  compare (ui, "['model-1', 'model-2', 'model-3']");
  act (ui, "compare.next-model");
  second = jig_comparison_dup_verdict (comparison_of (ui), 2, JIG_METRIC_AUC);
  g_assert_cmpstr (sentence_of (ui), ==, second);
  act (ui, "compare.next-metric");
  other = jig_comparison_dup_verdict (comparison_of (ui), 2, JIG_METRIC_AVERAGE_PRECISION);
  g_assert_cmpstr (sentence_of (ui), ==, other);
  act (ui, "compare.previous-model");
  g_assert_cmpstr (sentence_of (ui), !=, other);
}

static void
test_a_pinned_model_is_what_others_are_compared_with (JigUi         *ui,
                                                      gconstpointer  data)
{
  fit_three (ui, "duration");
  compare (ui, "['model-1', 'model-2', 'model-3']");
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-regression");
  act (ui, "compare.pin");
  jig_ui_wait_quiet (ui);
  g_assert_cmpstr (comparison_of (ui)->contestants[0].name, ==, "model-2");
  g_assert_cmpuint (comparison_of (ui)->n_contestants, ==, 3);
}

static void
test_one_model_is_compared_with_its_baseline (JigUi         *ui,
                                              gconstpointer  data)
{
  fit_three (ui, "duration");
  compare (ui, "['model-2']");
  g_assert_null (comparison_of (ui)->contestants[0].name);
  g_assert_false (gtk_widget_get_visible (child (ui, "pin_button")));
  g_assert_nonnull (strstr (sentence_of (ui), "the mean"));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-one");
}

static void
test_other_rows_are_refused_and_then_shared (JigUi         *ui,
                                             gconstpointer  data)
{
  JigComparePage *page = page_of (ui);

  fit_three (ui, "duration");
  jig_ui_command (ui, "split", "others", "data=rides", "method=sequential:0.3", NULL);
  jig_ui_command (ui, "fit", NULL, "data=rides", "split=others", "model=linear", NULL);
  jig_ui_act (ui, "win.compare(['model-1', 'model-4'])");
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_ERROR);
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-other-rows");

  act (ui, "compare.anyway");
  jig_ui_wait_quiet (ui);
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_PARTIAL);
  g_assert_cmpuint (comparison_of (ui)->n_rows, ==, 200);
}

static void
test_more_than_eight_are_refused (JigUi         *ui,
                                  gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (page_of (ui));

  fit_three (ui, "duration");
  jig_ui_act (ui, "win.compare(['model-1', 'model-2', 'model-3', 'model-1', 'model-2', 'model-3', "
                  "'model-1', 'model-2', 'model-3'])");
  jig_ui_wait_quiet (ui);
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_ERROR);
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (data) <= 400;
}

static void
test_narrow_shows_two_models (JigUi         *ui,
                              gconstpointer  data)
{
  fit_three (ui, "member");
  compare (ui, "['model-1', 'model-2', 'model-3']");
  gtk_window_set_default_size (ui->window, 360, 640);
  g_assert_true (jig_ui_wait (is_narrow, ui->window, 5000));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-narrow");
}

static void
test_dark (JigUi         *ui,
           gconstpointer  data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  fit_three (ui, "member");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  compare (ui, "['model-1', 'model-2', 'model-3']");
  g_assert_true (adw_style_manager_get_dark (manager));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_every_state_can_be_shown (JigUi         *ui,
                               gconstpointer  data)
{
  JigComparePage *page = page_of (ui);

  fit_three (ui, "member");
  compare (ui, "['model-1', 'model-2']");
  for (JigState state = JIG_STATE_EMPTY; state <= JIG_STATE_STALE; state++)
    {
      jig_page_set_state (JIG_PAGE (page), state);
      g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, state);
      jig_ui_save_picture (GTK_WIDGET (ui->window), "compare-state");
    }
}

static void
test_undo_goes_back (JigUi         *ui,
                     gconstpointer  data)
{
  JigComparePage *page = page_of (ui);

  fit_three (ui, "member");
  compare (ui, "['model-1', 'model-2']");
  jig_ui_act (ui, "win.undo");
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_EMPTY);
  jig_ui_act (ui, "win.redo");
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_READY);
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

  jig_ui_add ("/compare-page/nothing-leads-to-models", test_nothing_leads_to_models, NULL);
  jig_ui_add ("/compare-page/the-verdict-comes-first", test_the_verdict_comes_first, NULL);
  jig_ui_add ("/compare-page/parts-and-rows-are-found/number", test_parts_and_rows_are_found,
              "duration");
  jig_ui_add ("/compare-page/parts-and-rows-are-found/classes", test_parts_and_rows_are_found,
              "member");
  jig_ui_add ("/compare-page/costs-move-the-cut", test_costs_move_the_cut, NULL);
  jig_ui_add ("/compare-page/keys-go-through-models-and-metrics",
              test_keys_go_through_models_and_metrics, NULL);
  jig_ui_add ("/compare-page/a-pinned-model-is-what-others-are-compared-with",
              test_a_pinned_model_is_what_others_are_compared_with, NULL);
  jig_ui_add ("/compare-page/one-model-is-compared-with-its-baseline",
              test_one_model_is_compared_with_its_baseline, NULL);
  jig_ui_add ("/compare-page/other-rows-are-refused-and-then-shared",
              test_other_rows_are_refused_and_then_shared, NULL);
  jig_ui_add ("/compare-page/more-than-eight-are-refused", test_more_than_eight_are_refused, NULL);
  jig_ui_add ("/compare-page/narrow-shows-two-models", test_narrow_shows_two_models, NULL);
  jig_ui_add ("/compare-page/dark", test_dark, NULL);
  jig_ui_add ("/compare-page/every-state-can-be-shown", test_every_state_can_be_shown, NULL);
  jig_ui_add ("/compare-page/undo-goes-back", test_undo_goes_back, NULL);

  return g_test_run ();
}
