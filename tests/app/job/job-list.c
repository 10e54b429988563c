#include "app/job/job-list.h"

typedef struct
{
  guint n_added;
  guint n_removed;
} Changes;

static void
changed_cb (Changes *changes,
            guint    position,
            guint    n_removed,
            guint    n_added)
{
  changes->n_added += n_added;
  changes->n_removed += n_removed;
}

static gpointer
work (const JigProgress  *progress,
      gpointer            data,
      GError            **error)
{
  return g_strdup ("done");
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree char *text = jig_job_run_finish (JIG_JOB (object), result, NULL);

  g_assert_cmpstr (text, ==, "done");
}

static void
start (JigJobList *list,
       const char *title)
{
  g_autoptr(JigJob) job = jig_job_new (title);

  jig_job_list_add (list, job);
  jig_job_run_async (job, work, NULL, NULL, g_free, done_cb, NULL);
}

static void
test_newest_first (void)
{
  g_autoptr(JigJobList) list = jig_job_list_new ();
  g_autoptr(JigJob) first = NULL;

  g_assert_null (jig_job_list_get_newest (list));
  start (list, "one");
  start (list, "two");

  g_assert_cmpuint (jig_job_list_get_n_running (list), ==, 2);
  g_assert_cmpstr (jig_job_get_title (jig_job_list_get_newest (list)), ==, "two");
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (jig_job_get_title (first), ==, "two");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 2));

  while (jig_job_list_get_n_running (list) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (jig_job_list_get_newest (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
}

static void
test_the_oldest_are_forgotten (void)
{
  g_autoptr(JigJobList) list = jig_job_list_new ();
  Changes changes = { 0 };

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (changed_cb), &changes);
  for (guint i = 0; i < JIG_JOB_LIST_N_ENDED + 3; i++)
    start (list, "job");
  while (jig_job_list_get_n_running (list) > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, JIG_JOB_LIST_N_ENDED);
  g_assert_cmpuint (changes.n_added, ==, JIG_JOB_LIST_N_ENDED + 3);
  g_assert_cmpuint (changes.n_removed, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job-list/newest-first", test_newest_first);
  g_test_add_func ("/job-list/the-oldest-are-forgotten", test_the_oldest_are_forgotten);

  return g_test_run ();
}
