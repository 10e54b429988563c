#include "core/project/fit-plan.h"

#include "core/project/object-split.h"
#include "tests/support/journal.h"

static JigWork *
prepare (JigJournal *journal,
         const char *split,
         const char *task,
         const char *recipe)
{
  g_autoptr(JigAction) action = jig_journal_action (journal, "fit", NULL, "data=data-1",
                                                    "model=boost", "trees=7", split, task, recipe,
                                                    NULL);
  g_autoptr(GError) error = NULL;
  JigWork *work = jig_project_prepare (journal->project, action, &error);

  g_assert_no_error (error);

  return work;
}

/* With everything that an action can name. */
static void
test_whole (JigJournal    *journal,
            gconstpointer  data)
{
  g_autoptr(JigWork) work = NULL;
  g_auto(JigFitPlan) self = { 0 };
  const JigSplit *split;

  jig_journal_ride (journal);
  jig_journal_do (journal,
                  jig_journal_action (journal, "transform", NULL, "data=data-1", "split=split-1",
                                      "nodes=[{\"kind\":\"z-score\",\"name\":\"z\","
                                      "\"inputs\":[\"temp\"]}]", NULL));
  work = prepare (journal, "split=split-1", "task=regression", "recipe=recipe-1");
  jig_fit_plan_init (&self, work);
  split = jig_object_get_split (jig_work_get_input (work, "split"));

  g_assert_true (self.plan.train == split->train);
  g_assert_true (self.plan.watched == split->test);
  g_assert_cmpuint (self.plan.specs->len, ==, 1);
  g_assert_nonnull (self.plan.task);
  g_assert_cmpint (*self.plan.task, ==, JIG_TASK_REGRESSION);
  g_assert_cmpstr (self.plan.ops->id, ==, "boost");
  g_assert_cmpint (jig_values_get_int (self.plan.values, "trees"), ==, 7);
  g_assert_cmpuint (self.plan.seed, ==, jig_work_get_seed (work));
}

/* What is not named is left to whoever learns. */
static void
test_least (JigJournal    *journal,
            gconstpointer  data)
{
  g_autoptr(JigWork) work = NULL;
  g_auto(JigFitPlan) self = { 0 };

  jig_journal_ride (journal);
  work = prepare (journal, NULL, NULL, NULL);
  jig_fit_plan_init (&self, work);

  g_assert_nonnull (self.plan.frame);
  g_assert_nonnull (self.plan.schema);
  g_assert_null (self.plan.train);
  g_assert_null (self.plan.watched);
  g_assert_null (self.plan.specs);
  g_assert_null (self.plan.task);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/fit-plan/whole", JigJournal, NULL, jig_journal_set_up, test_whole,
              jig_journal_tear_down);
  g_test_add ("/fit-plan/least", JigJournal, NULL, jig_journal_set_up, test_least,
              jig_journal_tear_down);

  return g_test_run ();
}
