#include "app/models/models-page.h"

#include "app/application.h"
#include "app/chart/chart-view.h"
#include "app/common/param-form.h"
#include "app/window.h"
#include "core/project/object-model.h"
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

static JigModelsPage *
page_of (JigUi *ui)
{
  jig_ui_act (ui, "win.page::models");

  return JIG_MODELS_PAGE (gtk_stack_get_visible_child (GTK_STACK (child (ui, "stack"))));
}

static GtkColumnView *
view_of (JigUi *ui)
{
  GtkWidget *scroller = gtk_widget_get_first_child (child (ui, "list"));

  return GTK_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)));
}

static GtkSelectionModel *
selection_of (JigUi *ui)
{
  return gtk_column_view_get_model (view_of (ui));
}

static void
act (JigModelsPage *page,
     const char    *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), action, NULL));
}

static gboolean
has_model (gpointer data)
{
  JigProject *project = jig_document_get_project (jig_ui_document (data));

  return jig_project_get_last (project, &jig_object_model) != NULL && jig_ui_is_quiet (data);
}

static void
fit_two (JigUi *ui)
{
  jig_ui_fit (ui, "linear", NULL);
  jig_ui_fit (ui, "boost", "trees=40");
}

static void
test_without_a_table_it_leads_to_one (JigUi         *ui,
                                      gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);

  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_EMPTY);
  g_assert_true (gtk_widget_get_visible (child (ui, "first_data_button")));
  g_assert_false (gtk_widget_get_visible (child (ui, "first_train_button")));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-no-table");
  jig_ui_click (child (ui, "first_data_button"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (ui, "stack"))), ==,
                   "data");
}

static void
test_the_sheet_trains_a_model (JigUi         *ui,
                               gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  GtkWindow *sheet;
  JigParamForm *form;
  GtkBitset *selected;

  jig_ui_make_data (ui, "duration");
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-empty");
  jig_ui_click (child (ui, "first_train_button"));
  sheet = jig_ui_wait_window ("Train a Model");
  g_assert_true (gtk_window_get_focus (sheet) == jig_ui_find (GTK_WIDGET (sheet), "train_button"));
  form = JIG_PARAM_FORM (jig_ui_find (GTK_WIDGET (sheet), "form"));
  g_assert_true (jig_param_form_edit (form, "model", "boost"));
  g_assert_true (jig_param_form_edit (form, "trees", "30"));
  jig_ui_save_picture (GTK_WIDGET (sheet), "train-sheet");
  jig_ui_click (jig_ui_find (GTK_WIDGET (sheet), "train_button"));
  jig_ui_wait_no_window ("Train a Model");

  g_assert_true (jig_ui_wait (has_model, ui, 20000));
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_READY);
  selected = gtk_selection_model_get_selection (selection_of (ui));
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);
  gtk_bitset_unref (selected);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (ui->window), child (ui, "list")));
  jig_ui_wait_text (child (ui, "status"), "RMSE");
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-one");
}

static gboolean
shows_curve (gpointer data)
{
  return gtk_widget_get_visible (child (data, "live_curve"));
}

static void
start_long_training (JigUi *ui)
{
  GtkWindow *sheet;
  JigParamForm *form;

  jig_models_page_train (page_of (ui));
  sheet = jig_ui_wait_window ("Train a Model");
  form = JIG_PARAM_FORM (jig_ui_find (GTK_WIDGET (sheet), "form"));
  g_assert_true (jig_param_form_edit (form, "model", "boost"));
  g_assert_true (jig_param_form_edit (form, "trees", "5000"));
  jig_ui_click (jig_ui_find (GTK_WIDGET (sheet), "train_button"));
  g_assert_true (jig_ui_wait (shows_curve, ui, 20000));
}

static void
test_learning_is_shown_and_stopped (JigUi         *ui,
                                    gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);

  jig_ui_make_data (ui, "duration");
  start_long_training (ui);
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_LOADING);
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-training");

  jig_ui_click (jig_ui_find (child (ui, "job_row"), "stop_button"));
  jig_ui_wait_quiet (ui);
  jig_ui_wait_text (child (ui, "status"), "Stopped");
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_EMPTY);
  g_assert_false (gtk_widget_get_visible (child (ui, "training_pane")));
}

/* However many trees grow in a second, and each of them is a point of the curve. */
static void
test_the_curve_is_drawn_ten_times_a_second (JigUi         *ui,
                                            gconstpointer  data)
{
  JigFigure *shown = NULL;
  JigChartView *curve;
  guint n_drawn = 0;
  gint64 begin;

  page_of (ui);
  curve = JIG_CHART_VIEW (child (ui, "live_curve"));
  jig_ui_make_data (ui, "duration");
  begin = g_get_monotonic_time ();
  start_long_training (ui);
  while (n_drawn < 5)
    {
      g_main_context_iteration (NULL, TRUE);
      n_drawn += jig_chart_view_get_figure (curve) != shown;
      shown = jig_chart_view_get_figure (curve);
    }
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, (n_drawn - 1) * 100000);
  jig_ui_click (jig_ui_find (child (ui, "job_row"), "stop_button"));
  jig_ui_wait_quiet (ui);
}

static gboolean
has_failed (gpointer data)
{
  return jig_page_get_state (data) == JIG_STATE_ERROR;
}

/* A time is nothing that a model can predict. */
static void
test_what_cannot_be_learnt_is_said (JigUi         *ui,
                                    gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  GtkWindow *sheet;

  jig_ui_make_data (ui, "duration");
  jig_models_page_train (page);
  sheet = jig_ui_wait_window ("Train a Model");
  adw_combo_row_set_selected (ADW_COMBO_ROW (jig_ui_find (GTK_WIDGET (sheet), "target_row")), 1);
  jig_ui_click (jig_ui_find (GTK_WIDGET (sheet), "train_button"));
  g_assert_true (jig_ui_wait (has_failed, page, 20000));
  jig_ui_wait_text (jig_ui_find (child (ui, "states"), "sentence"), "start_date");
  jig_ui_wait_text (jig_ui_find (child (ui, "states"), "sentence"), "a time cannot be a label");
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-error");
}

static void
test_the_list_sorts_finds_and_opens (JigUi         *ui,
                                     gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  GListModel *shown;

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  shown = G_LIST_MODEL (selection_of (ui));
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 2);
  gtk_selection_model_select_all (selection_of (ui));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-two");

  gtk_editable_set_text (GTK_EDITABLE (child (ui, "search_entry")), "model-2");
  for (guint i = 0; i < 400 && g_list_model_get_n_items (shown) != 1; i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 1);

  g_signal_emit_by_name (view_of (ui), "activate", 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (ui, "views"))), ==,
                   "model");
  jig_ui_wait_text (jig_ui_find (child (ui, "model_page"), "headline"), "AUC");
  jig_ui_save_picture (GTK_WIDGET (ui->window), "model-boost");
  act (page, "models.back");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (ui, "views"))), ==, "list");
}

static const char *
tree_summary (JigUi *ui)
{
  GtkWidget *chart = jig_ui_find (child (ui, "tree"), "chart");

  return jig_figure_get_summary (jig_chart_view_get_figure (JIG_CHART_VIEW (chart)));
}

static void
set_spin (JigUi      *ui,
          const char *id,
          double      value)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (jig_ui_find (child (ui, "tree"), id)), value);
}

static void
test_every_tree_can_be_looked_at (JigUi         *ui,
                                  gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  g_autofree char *first = NULL;
  GtkWidget *chart;

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  g_assert_false (gtk_widget_get_visible (child (ui, "tree")));
  act (page, "models.back");
  jig_models_page_select (page, "model-2");
  act (page, "models.show");
  g_assert_true (gtk_widget_get_visible (child (ui, "tree")));
  g_assert_false (gtk_widget_get_visible (jig_ui_find (child (ui, "tree"), "class_row")));

  chart = jig_ui_find (child (ui, "tree"), "chart");
  first = g_strdup (tree_summary (ui));
  g_assert_null (strstr (first, "The row comes to"));
  set_spin (ui, "tree_choice", 40);
  g_assert_cmpstr (jig_figure_get_title (jig_chart_view_get_figure (JIG_CHART_VIEW (chart))), ==,
                   "Tree 40 of 40");
  g_assert_cmpstr (tree_summary (ui), !=, first);
  set_spin (ui, "levels_choice", 4);
  set_spin (ui, "way_choice", 3);
  g_assert_nonnull (strstr (tree_summary (ui), "The row comes to"));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "model-tree");
}

static gboolean
is_measured (gpointer data)
{
  GtkWidget *choice = jig_ui_find (child (data, "importance"), "measure_choice");

  return g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (choice))) == 7
         && !gtk_widget_get_visible (jig_ui_find (child (data, "importance"), "job_row"));
}

static const char *
importance_summary (JigUi      *ui,
                    const char *id)
{
  GtkWidget *chart = jig_ui_find (child (ui, "importance"), id);

  return jig_figure_get_summary (jig_chart_view_get_figure (JIG_CHART_VIEW (chart)));
}

static void
test_importances_are_side_by_side (JigUi         *ui,
                                   gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  GtkDropDown *choice;
  GtkWidget *view;

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  jig_models_page_select (page, "model-2");
  act (page, "models.show");
  view = child (ui, "importance");
  choice = GTK_DROP_DOWN (jig_ui_find (view, "measure_choice"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), ==, 5);
  g_assert_nonnull (strstr (importance_summary (ui, "bars"), "(Total gain)"));
  g_assert_nonnull (strstr (importance_summary (ui, "beside"), "Features never used"));
  gtk_drop_down_set_selected (choice, 0);
  g_assert_nonnull (strstr (importance_summary (ui, "bars"), "(Splits)"));

  jig_ui_click (jig_ui_find (view, "measure_button"));
  g_assert_true (gtk_widget_get_visible (jig_ui_find (view, "job_row")));
  g_assert_true (jig_ui_wait (is_measured, ui, 20000));
  g_assert_false (gtk_widget_get_sensitive (jig_ui_find (view, "measure_button")));
  g_assert_nonnull (strstr (importance_summary (ui, "bars"), "(Permutation)"));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "model-importance");

  /* Another model knows nothing of it. */
  act (page, "models.back");
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), <, 2);
}

static gboolean
can_measure (gpointer data)
{
  return gtk_widget_get_sensitive (data);
}

/* Whoever stops it, or goes on to another model, leaves nothing behind. */
static void
test_measuring_is_stopped (JigUi         *ui,
                           gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  GtkWidget *view, *button;

  jig_ui_make_data (ui, "member");
  jig_ui_fit (ui, "boost", "trees=600");
  jig_ui_fit (ui, "boost", "trees=40");
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  view = child (ui, "importance");
  button = jig_ui_find (view, "measure_button");
  jig_ui_click (button);
  jig_ui_click (jig_ui_find (jig_ui_find (view, "job_row"), "stop_button"));
  g_assert_true (jig_ui_wait (can_measure, button, 20000));

  jig_ui_click (button);
  act (page, "models.back");
  jig_models_page_select (page, "model-2");
  act (page, "models.show");
  g_assert_true (gtk_widget_get_sensitive (button));
  jig_ui_click (button);
  g_assert_true (jig_ui_wait (is_measured, ui, 20000));
}

static void
test_a_linear_model_shows_its_weights (JigUi         *ui,
                                       gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);

  jig_ui_make_data (ui, "duration");
  fit_two (ui);
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  g_assert_true (gtk_widget_get_visible (child (ui, "weights")));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "model-linear");
}

/* In both directions the keyboard leaves the list, and it comes back to what is selected. */
static void
test_the_keyboard_passes_the_list (JigUi         *ui,
                                   gconstpointer  data)
{
  const GtkDirectionType ways[] = { GTK_DIR_TAB_BACKWARD, GTK_DIR_TAB_FORWARD };
  JigModelsPage *page = page_of (ui);
  GtkWidget *list = child (ui, "list");
  GtkWidget *first;

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  jig_models_page_select (page, "model-1");
  g_assert_true (gtk_widget_grab_focus (list));
  first = gtk_window_get_focus (ui->window);
  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_ROW);
  jig_models_page_select (page, "model-2");
  g_assert_true (gtk_widget_grab_focus (list));
  g_assert_true (gtk_window_get_focus (ui->window) != first);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      guint n_tabs = 0;

      g_assert_true (gtk_widget_grab_focus (list));
      for (; gtk_widget_is_ancestor (gtk_window_get_focus (ui->window), list); n_tabs++)
        {
          g_assert_cmpuint (n_tabs, <, 4);
          g_signal_emit_by_name (ui->window, "move-focus", ways[i]);
        }
    }
}

/* Beside a model the sheet begins with what that model was told. */
static void
test_a_model_is_trained_again (JigUi         *ui,
                               gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  const JigValues *values;
  GtkWindow *sheet;

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  jig_models_page_select (page, "model-2");
  act (page, "models.show");
  act (page, "models.train");
  sheet = jig_ui_wait_window ("Train a Model");
  values = jig_param_form_get_values (JIG_PARAM_FORM (jig_ui_find (GTK_WIDGET (sheet), "form")));
  g_assert_cmpstr (jig_values_get_text (values, "model"), ==, "boost");
  g_assert_cmpint (jig_values_get_int (values, "trees"), ==, 40);
  gtk_window_close (sheet);
  jig_ui_wait_no_window ("Train a Model");
}

static void
test_undo_takes_the_model_away (JigUi         *ui,
                                gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);

  jig_ui_make_data (ui, "duration");
  jig_ui_fit (ui, "linear", NULL);
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  jig_ui_act (ui, "win.undo");
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_EMPTY);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (child (ui, "views"))), ==, "list");
  jig_ui_act (ui, "win.redo");
  g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, JIG_STATE_READY);
}

static void
load_file (JigUi      *ui,
           const char *path,
           const char *first)
{
  g_autofree char *setting = g_strconcat ("file=", path, NULL);
  GString *text = g_string_new ("size,price\n");

  g_string_append_printf (text, "%s,1\n", first);
  for (int i = 2; i < 60; i++)
    g_string_append_printf (text, "%d.5,%d.25\n", i, 3 * i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_string_free (text, TRUE);
  jig_ui_command (ui, "load", NULL, setting, NULL);
}

/* A file that is read again and holds the same changes nothing. */
static void
test_a_changed_file_makes_a_model_stale (JigUi         *ui,
                                         gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "prices.csv", NULL);
  JigModelsPage *page = page_of (ui);
  GtkInfoBar *bar = GTK_INFO_BAR (child (ui, "stale_bar"));

  load_file (ui, path, "1.5");
  jig_ui_command (ui, "schema", NULL, "data=data-1", "column=price", "role=target", NULL);
  jig_ui_command (ui, "fit", NULL, "data=data-2", "model=linear", NULL);
  load_file (ui, path, "1.5");
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  g_assert_false (gtk_info_bar_get_revealed (bar));

  load_file (ui, path, "7.5");
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  g_assert_true (gtk_info_bar_get_revealed (bar));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "model-stale");
  jig_ui_act (ui, "win.undo");
  jig_models_page_select (page, "model-1");
  act (page, "models.show");
  g_assert_false (gtk_info_bar_get_revealed (bar));
}

static void
test_every_state_can_be_shown (JigUi         *ui,
                               gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  for (JigState state = JIG_STATE_EMPTY; state <= JIG_STATE_STALE; state++)
    {
      jig_page_set_state (JIG_PAGE (page), state);
      g_assert_cmpint (jig_page_get_state (JIG_PAGE (page)), ==, state);
      jig_ui_save_picture (GTK_WIDGET (ui->window), "models-state");
    }
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (data) <= 400;
}

static void
test_narrow_shows_name_and_score (JigUi         *ui,
                                  gconstpointer  data)
{
  JigModelsPage *page = page_of (ui);
  GListModel *columns = gtk_column_view_get_columns (view_of (ui));
  guint n_shown = 0;

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  jig_models_page_select (page, "model-2");
  gtk_window_set_default_size (ui->window, 360, 640);
  g_assert_true (jig_ui_wait (is_narrow, ui->window, 5000));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      n_shown += gtk_column_view_column_get_visible (column);
    }
  g_assert_cmpuint (n_shown, ==, 2);
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-narrow");
  act (page, "models.show");
  jig_ui_save_picture (GTK_WIDGET (ui->window), "model-narrow");
}

static void
test_dark (JigUi         *ui,
           gconstpointer  data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  JigModelsPage *page = page_of (ui);

  jig_ui_make_data (ui, "member");
  fit_two (ui);
  jig_models_page_select (page, "model-2");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (adw_style_manager_get_dark (manager));
  jig_ui_save_picture (GTK_WIDGET (ui->window), "models-dark");
  act (page, "models.show");
  jig_ui_save_picture (GTK_WIDGET (ui->window), "model-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
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

  jig_ui_add ("/models-page/without-a-table-it-leads-to-one",
              test_without_a_table_it_leads_to_one, NULL);
  jig_ui_add ("/models-page/the-sheet-trains-a-model", test_the_sheet_trains_a_model, NULL);
  jig_ui_add ("/models-page/learning-is-shown-and-stopped", test_learning_is_shown_and_stopped,
              NULL);
  jig_ui_add ("/models-page/the-curve-is-drawn-ten-times-a-second",
              test_the_curve_is_drawn_ten_times_a_second, NULL);
  jig_ui_add ("/models-page/what-cannot-be-learnt-is-said", test_what_cannot_be_learnt_is_said,
              NULL);
  jig_ui_add ("/models-page/the-list-sorts-finds-and-opens", test_the_list_sorts_finds_and_opens,
              NULL);
  jig_ui_add ("/models-page/every-tree-can-be-looked-at", test_every_tree_can_be_looked_at, NULL);
  jig_ui_add ("/models-page/importances-are-side-by-side", test_importances_are_side_by_side,
              NULL);
  jig_ui_add ("/models-page/measuring-is-stopped", test_measuring_is_stopped, NULL);
  jig_ui_add ("/models-page/a-linear-model-shows-its-weights",
              test_a_linear_model_shows_its_weights, NULL);
  jig_ui_add ("/models-page/the-keyboard-passes-the-list", test_the_keyboard_passes_the_list,
              NULL);
  jig_ui_add ("/models-page/a-model-is-trained-again", test_a_model_is_trained_again, NULL);
  jig_ui_add ("/models-page/undo-takes-the-model-away", test_undo_takes_the_model_away, NULL);
  jig_ui_add ("/models-page/a-changed-file-makes-a-model-stale",
              test_a_changed_file_makes_a_model_stale, NULL);
  jig_ui_add ("/models-page/every-state-can-be-shown", test_every_state_can_be_shown, NULL);
  jig_ui_add ("/models-page/narrow-shows-name-and-score", test_narrow_shows_name_and_score, NULL);
  jig_ui_add ("/models-page/dark", test_dark, NULL);

  return g_test_run ();
}
