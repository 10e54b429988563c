#include "app/common/state-view.h"

#include "core/base/error.h"
#include "tests/support/ui.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget    *window;
  JigStateView *view;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->view = JIG_STATE_VIEW (jig_state_view_new ());
  jig_state_view_set_child (fixture->view, gtk_label_new ("Content"));
  jig_state_view_set_empty (fixture->view, gtk_label_new ("Nothing"));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static const char *
get_shown (Fixture *fixture)
{
  GtkWidget *stack = jig_ui_find (fixture->window, "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
test_each_state (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    JigState    state;
    const char *before;      /* there was any content */
    const char *after;
  } rows[] = {
    { JIG_STATE_LOADING, "loading", "child" },
    { JIG_STATE_ERROR, "empty", "child" },
    { JIG_STATE_TOO_LARGE, "empty", "child" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      jig_state_view_set_state (fixture->view, JIG_STATE_EMPTY);
      g_assert_cmpstr (get_shown (fixture), ==, "empty");
      jig_state_view_set_state (fixture->view, rows[i].state);
      g_assert_cmpstr (get_shown (fixture), ==, rows[i].before);
      jig_state_view_set_state (fixture->view, JIG_STATE_READY);
      jig_state_view_set_state (fixture->view, rows[i].state);
      g_assert_cmpstr (get_shown (fixture), ==, rows[i].after);
    }
}

static void
test_old_content_is_greyed_while_loading (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(JigJob) job = jig_job_new ("Load");

  jig_state_view_set_state (fixture->view, JIG_STATE_READY);
  jig_state_view_load (fixture->view, job);
  g_assert_false (gtk_widget_get_sensitive (jig_ui_find (fixture->window, "child_bin")));
  jig_state_view_set_state (fixture->view, JIG_STATE_READY);
  g_assert_true (gtk_widget_get_sensitive (jig_ui_find (fixture->window, "child_bin")));
}

static void
test_an_error_says_what_where_and_how (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  JigPlace place = { .file = "/some/where/a.csv", .line = 7, .byte = 99, .hint = "Look there." };

  jig_error_set_at (&error, JIG_ERROR_DATA, &place, "It is wrong.");
  jig_state_view_fail (fixture->view, error);

  g_assert_cmpint (jig_state_view_get_state (fixture->view), ==, JIG_STATE_ERROR);
  g_assert_true (g_str_has_prefix (jig_state_view_get_sentence (fixture->view), "a.csv"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (jig_ui_find (fixture->window, "hint"))), ==,
                   "Look there.");
  gtk_expander_set_expanded (GTK_EXPANDER (jig_ui_find (fixture->window, "details")), TRUE);
  jig_ui_wait_text (jig_ui_find (fixture->window, "place"), "/some/where/a.csv");
  jig_ui_wait_text (jig_ui_find (fixture->window, "place"), "Line: 7");

  g_signal_emit_by_name (jig_ui_find (fixture->window, "notice"), "response",
                         GTK_RESPONSE_CLOSE);
  g_assert_cmpint (jig_state_view_get_state (fixture->view), ==, JIG_STATE_EMPTY);
}

static void
test_too_much_is_a_state_of_its_own (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (JIG_ERROR, JIG_ERROR_MEMORY, "Too much.");

  jig_state_view_fail (fixture->view, error);
  g_assert_cmpint (jig_state_view_get_state (fixture->view), ==, JIG_STATE_TOO_LARGE);
}

#define ADD(name, test) g_test_add ("/state-view/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("each-state", test_each_state);
  ADD ("old-content-is-greyed-while-loading", test_old_content_is_greyed_while_loading);
  ADD ("an-error-says-what-where-and-how", test_an_error_says_what_where_and_how);
  ADD ("too-much-is-a-state-of-its-own", test_too_much_is_a_state_of_its_own);

  return g_test_run ();
}
