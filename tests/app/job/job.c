#include "app/job/job.h"

#include "core/base/trace.h"

#include <glib/gstdio.h>

#define N_STEPS 100000

typedef struct
{
  GMainLoop *loop;
  char      *result;
  GError    *error;
  guint      n_notified;
} Outcome;

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->result = jig_job_run_finish (JIG_JOB (object), result, &outcome->error);
  g_main_loop_quit (outcome->loop);
}

static void
notify_cb (Outcome *outcome)
{
  outcome->n_notified++;
}

static gpointer
count (const JigProgress  *progress,
       gpointer            data,
       GError            **error)
{
  for (guint i = 0; i <= N_STEPS; i++)
    if (!jig_progress_step (progress, i, N_STEPS, "Counting", error))
      return NULL;

  return g_strdup (data);
}

static gpointer
learn (const JigProgress  *progress,
       gpointer            data,
       GError            **error)
{
  for (guint i = 1; i <= 3; i++)
    jig_job_add_point (&(JigCurvePoint) { i, 1.0 / i, 2.0 / i }, data);

  return g_strdup ("learnt");
}

static gpointer
fail (const JigProgress  *progress,
      gpointer            data,
      GError            **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full.");
  return NULL;
}

/* Ends only if it is stopped. */
static gpointer
last_for_ever (const JigProgress  *progress,
               gpointer            data,
               GError            **error)
{
  while (jig_progress_step (progress, 1, 4, "Waiting", error))
    g_thread_yield ();

  return NULL;
}

static void
run (JigJob     *job,
     JigJobFunc  func,
     gpointer    data,
     Outcome    *outcome)
{
  outcome->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect_swapped (job, "notify::fraction", G_CALLBACK (notify_cb), outcome);
  jig_job_run_async (job, func, data, NULL, g_free, done_cb, outcome);
  g_assert_cmpint (jig_job_get_state (job), ==, JIG_JOB_RUNNING);
  g_main_loop_run (outcome->loop);
  g_main_loop_unref (outcome->loop);
}

/* GTask's thread lets go of the job a moment after the callback has run. */
static void
end (JigJob  *job,
     Outcome *outcome)
{
  while (g_atomic_int_get (&G_OBJECT (job)->ref_count) > 1)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (job);
  g_clear_error (&outcome->error);
  g_free (outcome->result);
}

static void
test_result_and_progress (void)
{
  JigJob *job = jig_job_new ("Count");
  Outcome outcome = { 0 };

  run (job, count, (gpointer) "fine", &outcome);

  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.result, ==, "fine");
  g_assert_cmpint (jig_job_get_state (job), ==, JIG_JOB_DONE);
  g_assert_cmpfloat (jig_job_get_fraction (job), ==, 1.0);
  g_assert_cmpfloat (jig_job_get_seconds (job), >, 0.0);
  g_assert_cmpfloat (jig_job_get_remaining (job), ==, -1.0);
  g_test_message ("%u notifications for %d reports", outcome.n_notified, N_STEPS + 1);
  g_assert_cmpuint (outcome.n_notified, <, N_STEPS / 10);

  end (job, &outcome);
}

static void
test_points (void)
{
  JigJob *job = jig_job_new ("Learn");
  Outcome outcome = { 0 };
  g_autoptr(GArray) points = NULL;

  run (job, learn, job, &outcome);
  points = jig_job_dup_points (job);

  g_assert_cmpuint (points->len, ==, 3);
  g_assert_cmpuint (g_array_index (points, JigCurvePoint, 2).round, ==, 3);

  end (job, &outcome);
}

static void
test_failed (void)
{
  JigJob *job = jig_job_new ("Fail");
  Outcome outcome = { 0 };

  run (job, fail, NULL, &outcome);

  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpint (jig_job_get_state (job), ==, JIG_JOB_FAILED);
  g_assert_cmpstr (jig_job_get_error (job)->message, ==, "The disk is full.");

  end (job, &outcome);
}

static gboolean
cancel_cb (gpointer data)
{
  jig_job_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_stops_within_100_ms (void)
{
  JigJob *job = jig_job_new ("Wait");
  Outcome outcome = { 0 };
  gint64 begin;

  g_timeout_add (20, cancel_cb, job);
  begin = g_get_monotonic_time ();
  run (job, last_for_ever, NULL, &outcome);

  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (jig_job_get_state (job), ==, JIG_JOB_STOPPED);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 120000);

  end (job, &outcome);
}

static void
test_stopping_is_traced (void)
{
  JigJob *job = jig_job_new ("Wait");
  Outcome outcome = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  int fd = g_file_open_tmp ("trace-XXXXXX", &path, NULL);

  g_assert_true (g_close (fd, NULL));
  g_assert_true (jig_trace_open (path, NULL));
  g_timeout_add (20, cancel_cb, job);
  run (job, last_for_ever, NULL, &outcome);
  jig_trace_close ();
  end (job, &outcome);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_regex_match_simple ("^{[^}]*\"action\":\"Wait\",\"outcome\":\"stopped\","
                                       "[^}]*\"stop_ms\":[0-9]", text, 0, 0));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job/result-and-progress", test_result_and_progress);
  g_test_add_func ("/job/points", test_points);
  g_test_add_func ("/job/failed", test_failed);
  g_test_add_func ("/job/stops-within-100-ms", test_stops_within_100_ms);
  g_test_add_func ("/job/stopping-is-traced", test_stopping_is_traced);

  return g_test_run ();
}
