#include "app/job/job-strip.h"

#include "app/job/job-row.h"
#include "tests/support/ui.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget   *window;
  JigJobStrip *strip;
  JigJobList  *jobs;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->strip = JIG_JOB_STRIP (jig_job_strip_new ());
  fixture->jobs = jig_job_list_new ();
  jig_job_strip_set_jobs (fixture->strip, fixture->jobs);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->strip));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->jobs);
}

/* Ends only if it is stopped. */
static gpointer
last_for_ever (const JigProgress  *progress,
               gpointer            data,
               GError            **error)
{
  while (jig_progress_step (progress, 1, 4, "Counting", error))
    g_thread_yield ();

  return NULL;
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_assert_null (jig_job_run_finish (JIG_JOB (object), result, NULL));
}

static void
start (Fixture    *fixture,
       const char *title)
{
  g_autoptr(JigJob) job = jig_job_new (title);

  jig_job_list_add (fixture->jobs, job);
  jig_job_run_async (job, last_for_ever, NULL, NULL, NULL, done_cb, NULL);
}

static gboolean
is_idle (gpointer data)
{
  return jig_job_list_get_n_running (data) == 0;
}

static GtkWidget *
child (Fixture    *fixture,
       const char *id)
{
  return jig_ui_find (fixture->window, id);
}

static void
test_hidden_while_nothing_runs (Fixture       *fixture,
                                gconstpointer  data)
{
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (child (fixture, "revealer"))));
}

static void
test_newest_job_and_the_others (Fixture       *fixture,
                                gconstpointer  data)
{
  start (fixture, "Load a.csv");
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (child (fixture, "revealer"))));
  jig_ui_wait_text (child (fixture, "title"), "Load a.csv");
  jig_ui_wait_text (child (fixture, "detail"), "Counting");
  g_assert_false (gtk_widget_get_visible (child (fixture, "others")));

  start (fixture, "Train");
  jig_ui_wait_text (child (fixture, "title"), "Train");
  jig_ui_wait_text (child (fixture, "others"), "and 1 other job");

  jig_job_list_cancel_all (fixture->jobs);
  g_assert_true (jig_ui_wait (is_idle, fixture->jobs, 5000));
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (child (fixture, "revealer"))));
}

static void
test_the_button_stops_it (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(JigJob) job = NULL;

  start (fixture, "Load a.csv");
  job = g_list_model_get_item (G_LIST_MODEL (fixture->jobs), 0);
  g_signal_emit_by_name (child (fixture, "stop_button"), "clicked");
  g_assert_true (jig_ui_wait (is_idle, fixture->jobs, 5000));
  g_assert_cmpint (jig_job_get_state (job), ==, JIG_JOB_STOPPED);
  jig_ui_wait_text (child (fixture, "detail"), "Stopped after");
  g_assert_false (gtk_widget_get_visible (child (fixture, "stop_button")));
}

#define ADD(name, test) g_test_add ("/job-strip/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("hidden-while-nothing-runs", test_hidden_while_nothing_runs);
  ADD ("newest-job-and-the-others", test_newest_job_and_the_others);
  ADD ("the-button-stops-it", test_the_button_stops_it);

  return g_test_run ();
}
