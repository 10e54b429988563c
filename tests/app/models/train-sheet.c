#include "app/models/train-sheet.h"

#include "app/application.h"
#include "app/common/param-form.h"
#include "app/models/models-page.h"
#include "core/base/alloc.h"
#include "tests/support/projects.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

static GtkWindow *
open_sheet (JigUi *ui)
{
  GtkWidget *stack;

  jig_ui_act (ui, "win.page::models");
  stack = jig_ui_find (GTK_WIDGET (ui->window), "stack");
  jig_ui_make_data (ui, "duration");
  jig_models_page_train (JIG_MODELS_PAGE (gtk_stack_get_visible_child (GTK_STACK (stack))));

  return jig_ui_wait_window ("Train a Model");
}

static GtkWidget *
label_of (GtkWindow *sheet)
{
  return gtk_widget_get_first_child (jig_ui_find (GTK_WIDGET (sheet), "forecast"));
}

static GtkWidget *
button_of (GtkWindow *sheet)
{
  return jig_ui_find (GTK_WIDGET (sheet), "train_button");
}

/* What it said at first, and what says it. */
typedef struct
{
  const char *first;
  GtkLabel   *label;
} Change;

static gboolean
has_changed (gpointer data)
{
  const Change *change = data;

  return strcmp (gtk_label_get_text (change->label), change->first) != 0;
}

static void
test_the_cost_is_said_before (JigUi         *ui,
                              gconstpointer  data)
{
  GtkWindow *sheet = open_sheet (ui);
  GtkWidget *label = label_of (sheet);
  JigParamForm *form = JIG_PARAM_FORM (jig_ui_find (GTK_WIDGET (sheet), "form"));
  g_autofree char *first = NULL;
  Change change = { NULL, GTK_LABEL (label) };

  jig_ui_wait_text (label, "B of memory");
  first = g_strdup (gtk_label_get_text (GTK_LABEL (label)));
  change.first = first;
  g_assert_true (gtk_widget_get_sensitive (button_of (sheet)));
  jig_ui_save_picture (GTK_WIDGET (sheet), "train-sheet-cost");

  g_assert_true (jig_param_form_edit (form, "trees", "9000"));
  g_assert_true (jig_ui_wait (has_changed, &change, 20000));
  jig_ui_wait_text (label, "of memory");
  gtk_window_close (sheet);
  jig_ui_wait_no_window ("Train a Model");
}

static gboolean
is_refused (gpointer button)
{
  return !gtk_widget_get_sensitive (button);
}

static gboolean
is_allowed (gpointer button)
{
  return gtk_widget_get_sensitive (button);
}

static void
test_what_needs_too_much_is_refused (JigUi         *ui,
                                     gconstpointer  data)
{
  const gsize budget = jig_alloc_get_budget ();
  GtkWindow *sheet = open_sheet (ui);
  GtkWidget *label = label_of (sheet);
  JigParamForm *form = JIG_PARAM_FORM (jig_ui_find (GTK_WIDGET (sheet), "form"));

  jig_ui_wait_text (label, "of memory");
  jig_alloc_set_budget (jig_alloc_get_in_use () + 512 * 1024 * 1024);
  g_assert_true (jig_param_form_edit (form, "depth", "12"));
  g_assert_true (jig_param_form_edit (form, "trees", "9000"));
  g_assert_true (jig_ui_wait (is_refused, button_of (sheet), 20000));
  jig_ui_wait_text (label, "This training needs about");
  jig_ui_save_picture (GTK_WIDGET (sheet), "train-sheet-refused");

  g_assert_true (jig_param_form_edit (form, "trees", "20"));
  g_assert_true (jig_ui_wait (is_allowed, button_of (sheet), 20000));
  jig_ui_wait_text (label, "of memory");
  jig_alloc_set_budget (budget);
  gtk_window_close (sheet);
  jig_ui_wait_no_window ("Train a Model");
}

/* What speaks against a training is said before anybody waits for it. */
static void
test_what_cannot_be_learnt_is_said (JigUi         *ui,
                                    gconstpointer  data)
{
  GtkWindow *sheet = open_sheet (ui);

  adw_combo_row_set_selected (ADW_COMBO_ROW (jig_ui_find (GTK_WIDGET (sheet), "target_row")), 1);
  jig_ui_wait_text (label_of (sheet), "a time cannot be a label");
  gtk_window_close (sheet);
  jig_ui_wait_no_window ("Train a Model");
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

  jig_ui_add ("/train-sheet/the-cost-is-said-before", test_the_cost_is_said_before, NULL);
  jig_ui_add ("/train-sheet/what-needs-too-much-is-refused", test_what_needs_too_much_is_refused,
              NULL);
  jig_ui_add ("/train-sheet/what-cannot-be-learnt-is-said", test_what_cannot_be_learnt_is_said,
              NULL);

  return g_test_run ();
}
