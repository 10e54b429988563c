#include "core/project/work.h"

#include "tests/support/journal.h"

static JigWork *
prepare (JigJournal *journal,
         const char *role)
{
  g_autoptr(JigAction) action = jig_journal_action (journal, "schema", NULL, "data=data-1",
                                                    "column=fare", role, NULL);
  g_autoptr(GError) error = NULL;
  JigWork *work = jig_project_prepare (journal->project, action, &error);

  g_assert_no_error (error);

  return work;
}

static void
test_hash (JigJournal    *journal,
           gconstpointer  data)
{
  g_autoptr(JigWork) target = NULL;
  g_autoptr(JigWork) twin = NULL;
  g_autoptr(JigWork) id = NULL;
  g_autofree char *target_hash = NULL;
  g_autofree char *twin_hash = NULL;
  g_autofree char *id_hash = NULL;

  jig_journal_load (journal);
  target = prepare (journal, "role=target");
  twin = prepare (journal, "role=target");
  id = prepare (journal, "role=id");
  target_hash = jig_work_dup_hash (target);
  twin_hash = jig_work_dup_hash (twin);
  id_hash = jig_work_dup_hash (id);
  g_assert_cmpstr (target_hash, ==, twin_hash);
  g_assert_cmpstr (target_hash, !=, id_hash);
}

static void
test_inputs (JigJournal    *journal,
             gconstpointer  data)
{
  const JigEntry *entry = jig_journal_load (journal);
  g_autoptr(JigWork) work = prepare (journal, "role=target");

  g_assert_true (jig_work_get_input (work, "data") == entry->result);
  g_assert_cmpuint (jig_work_get_inputs (work, "data")->len, ==, 1);
  g_assert_null (jig_work_get_input (work, "column"));
  g_assert_cmpstr (jig_work_get_as (work), ==, "data-2");
  g_assert_cmpuint (jig_work_get_seed (work), ==, 1);
}

static void
test_cancelled (JigJournal    *journal,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable, .to = 1.0 };
  g_autoptr(JigWork) work = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_load (journal);
  work = prepare (journal, "role=target");
  g_cancellable_cancel (cancellable);
  g_assert_null (jig_work_run (work, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count (const JigCurvePoint *point,
       gpointer             user_data)
{
  *(guint *) user_data += point->round;
}

static void
test_watched (JigJournal    *journal,
              gconstpointer  data)
{
  const JigCurvePoint point = { .round = 7 };
  g_autoptr(JigWork) work = NULL;
  guint sum = 0;

  jig_journal_load (journal);
  work = prepare (journal, "role=target");
  jig_work_tell (work, &point);
  jig_work_watch (work, count, &sum);
  jig_work_tell (work, &point);
  g_assert_cmpuint (sum, ==, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/work/hash", test_hash);
  ADD ("/work/inputs", test_inputs);
  ADD ("/work/cancelled", test_cancelled);
  ADD ("/work/watched", test_watched);
#undef ADD

  return g_test_run ();
}
