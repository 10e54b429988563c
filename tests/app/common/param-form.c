#include "app/common/param-form.h"
#include "tests/support/ui.h"

#include <adwaita.h>

#define INSPECTOR_WIDTH 296

static const JigParam tree_params[] = {
  { "depth", "Depth", JIG_PARAM_INTEGER, 6, 1, 30 },
  { NULL }
};

static const JigParam line_params[] = {
  { "penalty", "Penalty", JIG_PARAM_REAL, 0.5, 0, 1 },
  { NULL }
};

static const JigChoice models[] = {
  { "trees", "Boosted trees", tree_params },
  { "line", "Linear", line_params },
  { NULL }
};

static const JigParam table[] = {
  { "rate", "Learning rate", JIG_PARAM_LOG, 0.1, 0.001, 1,
    .hint = "How far each step goes." },
  { "rounds", "Rounds", JIG_PARAM_INTEGER, 50, 1, 500 },
  { "share", "Share for testing", JIG_PARAM_REAL, 0.2, 0, 0.9 },
  { "cross", "Cross weekend and hour", JIG_PARAM_SWITCH, 0 },
  { "model", "Model", JIG_PARAM_CHOICE, .choices = models },
  { "target", "Target", JIG_PARAM_COLUMN, .text = "duration" },
  { "inputs", "Inputs", JIG_PARAM_COLUMN, .text = "station,hour", .flags = JIG_PARAM_SEVERAL },
  { "note", "Note", JIG_PARAM_TEXT, .flags = JIG_PARAM_OPTIONAL },
  { "seed", "Seed", JIG_PARAM_SEED, 7 },
  { "wait", "Longest wait", JIG_PARAM_REAL, 2, 0, 10, .unit = "s",
    .flags = JIG_PARAM_ADVANCED },
  { NULL }
};

static JigField fields[] = {
  { (char *) "station", JIG_COLUMN_CATEGORY, JIG_ROLE_FEATURE },
  { (char *) "hour", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE },
  { (char *) "start", JIG_COLUMN_TIME, JIG_ROLE_TIME },
  { (char *) "duration", JIG_COLUMN_NUMBER, JIG_ROLE_TARGET },
};

static guint n_changes;
static char *last_change;

static void
changed_cb (JigParamForm *form,
            const char   *id)
{
  g_free (last_change);
  last_change = g_strdup (id);
  n_changes++;
}

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *form = jig_param_form_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autoptr(JigValues) values = jig_values_new (table);
  g_autoptr(JigSchema) schema = jig_schema_new (fields, G_N_ELEMENTS (fields));

  jig_param_form_set_schema (JIG_PARAM_FORM (form), schema);
  jig_param_form_set_values (JIG_PARAM_FORM (form), values);
  g_signal_connect (form, "changed", G_CALLBACK (changed_cb), NULL);
  gtk_widget_set_margin_start (form, 12);
  gtk_widget_set_margin_end (form, 12);
  gtk_widget_set_margin_top (form, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), form);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 320, 860);
  gtk_window_present (GTK_WINDOW (window));
  n_changes = 0;
}

static GtkWidget *
find_type (GtkWidget *root,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static JigParamForm *
find_form (JigUi *ui)
{
  return JIG_PARAM_FORM (find_type (GTK_WIDGET (ui->window), JIG_TYPE_PARAM_FORM));
}

/* The row with that title. */
static GtkWidget *
find_row (JigUi      *ui,
          const char *title)
{
  GtkWidget *form = GTK_WIDGET (find_form (ui));
  /* What is folded away is no child of its expander yet. */
  GtkWidget *lists[] = { jig_ui_find (form, "rows"),
                         gtk_expander_get_child (GTK_EXPANDER (jig_ui_find (form, "more"))) };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkListBox *list = GTK_LIST_BOX (lists[i]);
      GtkListBoxRow *row;

      for (int j = 0; (row = gtk_list_box_get_row_at_index (list, j)) != NULL; j++)
        if (g_str_equal (gtk_label_get_text (GTK_LABEL (jig_ui_find (GTK_WIDGET (row), "title"))),
                         title))
          return GTK_WIDGET (row);
    }

  return NULL;
}

static GtkWidget *
find_in_row (JigUi      *ui,
             const char *title,
             const char *id)
{
  GtkWidget *row = find_row (ui, title);

  g_assert_nonnull (row);
  return jig_ui_find (row, id);
}

static void
assert_text (JigUi      *ui,
             const char *id,
             const char *expected)
{
  g_autofree char *text = jig_values_to_text (jig_param_form_get_values (find_form (ui)), id);

  g_assert_cmpstr (text, ==, expected);
}

/* What typing and Enter does. */
static void
type_in (JigUi      *ui,
         const char *title,
         const char *text)
{
  GtkWidget *spin = find_in_row (ui, title, "spin");

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
}

static void
test_typed_number (JigUi        *ui,
                   gconstpointer data)
{
  type_in (ui, "Share for testing", "0.35");
  assert_text (ui, "share", "0.35");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpstr (last_change, ==, "share");
  g_assert_true (gtk_widget_get_visible (find_in_row (ui, "Share for testing", "dot")));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_in_row (ui, "Share for testing", "reset")),
                   ==, "Reset (Changed from: 0.2)");
}

static void
test_bad_text_keeps_the_last_good_value (JigUi        *ui,
                                         gconstpointer data)
{
  const char * const bad[] = { "2000", "-1", "many", "", "0.5.5", "2.5" };
  GtkWidget *problem = find_in_row (ui, "Rounds", "problem");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      type_in (ui, "Rounds", "60");
      g_assert_false (gtk_widget_get_visible (problem));
      type_in (ui, "Rounds", bad[i]);
      assert_text (ui, "rounds", "60");
      g_assert_true (gtk_widget_get_visible (problem));
      g_assert_cmpuint (strlen (gtk_label_get_text (GTK_LABEL (problem))), >, 0);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_in_row (ui, "Rounds", "spin"))),
                       ==, "60");
    }

  type_in (ui, "Rounds", "501");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (problem)),
                   ==, "Rounds must be between 1 and 500, not 501.");
}

static void
test_slider (JigUi        *ui,
             gconstpointer data)
{
  GtkWidget *scale = find_in_row (ui, "Learning rate", "scale");

  /* The middle of a logarithmic range is its geometric mean. */
  gtk_range_set_value (GTK_RANGE (scale), -1.5);
  assert_text (ui, "rate", "0.032");
  gtk_range_set_value (GTK_RANGE (scale), -3.0);
  assert_text (ui, "rate", "0.001");
  gtk_range_set_value (GTK_RANGE (scale), 0.0);
  assert_text (ui, "rate", "1");

  gtk_range_set_value (GTK_RANGE (find_in_row (ui, "Share for testing", "scale")), 0.3);
  assert_text (ui, "share", "0.3");
  g_assert_false (gtk_widget_get_visible (find_in_row (ui, "Rounds", "scale")));
}

static void
test_steps_add_up (JigUi        *ui,
                   gconstpointer data)
{
  GtkWidget *spin = find_in_row (ui, "Share for testing", "spin");

  for (int i = 0; i < 10; i++)
    gtk_spin_button_spin (GTK_SPIN_BUTTON (spin), GTK_SPIN_STEP_FORWARD, 0.01);
  assert_text (ui, "share", "0.3");
}

static void
test_choice_brings_its_table (JigUi        *ui,
                              gconstpointer data)
{
  GtkWidget *list = find_in_row (ui, "Model", "list");

  g_assert_nonnull (find_row (ui, "Depth"));
  g_assert_null (find_row (ui, "Penalty"));

  gtk_widget_grab_focus (list);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), 1);
  assert_text (ui, "model", "line");
  g_assert_null (find_row (ui, "Depth"));
  g_assert_nonnull (find_row (ui, "Penalty"));
  /* Who chose is still there. */
  g_assert_true (find_in_row (ui, "Model", "list") == list);

  type_in (ui, "Penalty", "0.7");
  assert_text (ui, "penalty", "0.7");
}

static void
test_columns (JigUi        *ui,
              gconstpointer data)
{
  GtkWidget *target = find_in_row (ui, "Target", "list");
  GtkListBox *inputs = GTK_LIST_BOX (find_in_row (ui, "Inputs", "list"));

  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (target)), ==, 3);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (target), 1);
  assert_text (ui, "target", "hour");

  /* In the order of the table, whatever comes last. */
  g_signal_emit_by_name (inputs, "row-activated", gtk_list_box_get_row_at_index (inputs, 0));
  assert_text (ui, "inputs", "hour");
  g_signal_emit_by_name (inputs, "row-activated", gtk_list_box_get_row_at_index (inputs, 2));
  g_signal_emit_by_name (inputs, "row-activated", gtk_list_box_get_row_at_index (inputs, 0));
  assert_text (ui, "inputs", "station,hour,start");
}

static void
test_last_column_stays (JigUi        *ui,
                        gconstpointer data)
{
  GtkListBox *inputs = GTK_LIST_BOX (find_in_row (ui, "Inputs", "list"));
  GtkWidget *check = find_type (GTK_WIDGET (gtk_list_box_get_row_at_index (inputs, 1)),
                                GTK_TYPE_CHECK_BUTTON);

  g_signal_emit_by_name (inputs, "row-activated", gtk_list_box_get_row_at_index (inputs, 0));
  g_signal_emit_by_name (inputs, "row-activated", gtk_list_box_get_row_at_index (inputs, 1));
  assert_text (ui, "inputs", "hour");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_true (gtk_widget_get_visible (find_in_row (ui, "Inputs", "problem")));
}

static void
test_seed_is_rolled (JigUi        *ui,
                     gconstpointer data)
{
  g_autofree char *first = NULL;

  jig_ui_click (find_in_row (ui, "Seed", "roll"));
  g_assert_cmpuint (n_changes, ==, 1);
  first = jig_values_to_text (jig_param_form_get_values (find_form (ui)), "seed");
  g_assert_cmpstr (first, !=, "7");
  jig_ui_click (find_in_row (ui, "Seed", "roll"));
  g_assert_cmpuint (n_changes, ==, 2);

  g_assert_true (jig_param_form_edit (find_form (ui), "seed", "9007199254740993"));
  assert_text (ui, "seed", "9007199254740993");
}

static void
test_switch_and_text (JigUi        *ui,
                      gconstpointer data)
{
  GtkWidget *entry = find_in_row (ui, "Note", "entry");

  gtk_switch_set_active (GTK_SWITCH (find_in_row (ui, "Cross weekend and hour", "toggle")), TRUE);
  assert_text (ui, "cross", "true");
  gtk_editable_set_text (GTK_EDITABLE (entry), "부스팅");
  g_assert_cmpuint (n_changes, ==, 1);
  g_signal_emit_by_name (entry, "activate");
  assert_text (ui, "note", "부스팅");
  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_reset (JigUi        *ui,
            gconstpointer data)
{
  GtkWidget *all = jig_ui_find (GTK_WIDGET (find_form (ui)), "reset_all");

  g_assert_false (gtk_widget_get_visible (all));
  type_in (ui, "Rounds", "60");
  type_in (ui, "Share for testing", "0.5");
  g_assert_true (gtk_widget_get_visible (all));

  jig_ui_click (find_in_row (ui, "Rounds", "reset"));
  assert_text (ui, "rounds", "50");
  assert_text (ui, "share", "0.5");
  g_assert_false (gtk_widget_get_visible (find_in_row (ui, "Rounds", "dot")));

  jig_ui_click (all);
  assert_text (ui, "share", "0.2");
  g_assert_false (gtk_widget_get_visible (all));
}

static void
test_advanced_is_folded (JigUi        *ui,
                         gconstpointer data)
{
  GtkWidget *more = jig_ui_find (GTK_WIDGET (find_form (ui)), "more");

  g_assert_true (gtk_widget_get_visible (more));
  g_assert_false (gtk_widget_get_mapped (find_row (ui, "Longest wait")));
  gtk_expander_set_expanded (GTK_EXPANDER (more), TRUE);
  g_assert_true (gtk_widget_get_mapped (find_row (ui, "Longest wait")));
  type_in (ui, "Longest wait", "3.5");
  assert_text (ui, "wait", "3.5");
}

static void
assert_named (GtkWidget *widget)
{
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_mapped (widget)
      && !GTK_IS_TEXT (widget) && !GTK_IS_SCROLLED_WINDOW (widget))
    {
      gboolean named = gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL)
                       || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                                            GTK_ACCESSIBLE_RELATION_LABELLED_BY)
                       || gtk_widget_get_tooltip_text (widget) != NULL;

      if (!named)
        g_error ("%s has no name", G_OBJECT_TYPE_NAME (widget));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_SPIN_BUTTON (widget) && !GTK_IS_TOGGLE_BUTTON (widget) && !GTK_IS_POPOVER (child))
      assert_named (child);
}

static void
test_everything_has_a_name (JigUi        *ui,
                            gconstpointer data)
{
  gtk_expander_set_expanded (GTK_EXPANDER (jig_ui_find (GTK_WIDGET (find_form (ui)), "more")),
                             TRUE);
  type_in (ui, "Rounds", "60");
  assert_named (GTK_WIDGET (find_form (ui)));
}

static void
test_fits_the_inspector (JigUi        *ui,
                         gconstpointer data)
{
  const char *folder = g_getenv ("JIG_PICTURES");
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *file = NULL;
  int width;

  type_in (ui, "Share for testing", "0.35");
  type_in (ui, "Rounds", "501");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (ui->window));
  gtk_widget_measure (GTK_WIDGET (find_form (ui)), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  g_assert_cmpint (width, <=, INSPECTOR_WIDTH);

  if (folder == NULL)
    return;

  texture = jig_ui_picture (GTK_WIDGET (ui->window));
  file = g_build_filename (folder, "param-form.png", NULL);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = adw_application_new ("org.jigworkbench.Jig", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  jig_ui_init (GTK_APPLICATION (application));

  jig_ui_add ("/param-form/typed-number", test_typed_number, NULL);
  jig_ui_add ("/param-form/bad-text", test_bad_text_keeps_the_last_good_value, NULL);
  jig_ui_add ("/param-form/slider", test_slider, NULL);
  jig_ui_add ("/param-form/steps", test_steps_add_up, NULL);
  jig_ui_add ("/param-form/choice", test_choice_brings_its_table, NULL);
  jig_ui_add ("/param-form/columns", test_columns, NULL);
  jig_ui_add ("/param-form/last-column", test_last_column_stays, NULL);
  jig_ui_add ("/param-form/seed", test_seed_is_rolled, NULL);
  jig_ui_add ("/param-form/switch-and-text", test_switch_and_text, NULL);
  jig_ui_add ("/param-form/reset", test_reset, NULL);
  jig_ui_add ("/param-form/advanced", test_advanced_is_folded, NULL);
  jig_ui_add ("/param-form/names", test_everything_has_a_name, NULL);
  jig_ui_add ("/param-form/inspector", test_fits_the_inspector, NULL);

  return g_test_run ();
}
