#include "core/base/error.h"
#include "core/project/object-model.h"
#include "core/project/object-scores.h"
#include "tests/support/journal.h"

static void
test_judged (JigJournal    *journal,
             gconstpointer  data)
{
  const JigEntry *fitted;
  const JigScores *scores;

  jig_journal_ride (journal);
  fitted = jig_journal_fit (journal, "linear");
  scores = jig_object_get_scores (jig_journal_do (
    journal, jig_journal_action (journal, "evaluate", NULL, "model=model-1", "data=data-1",
                                 "split=split-1", NULL))->result);
  g_assert_cmpuint (jig_frame_get_n_rows (scores->table->frame), ==, 100);
  g_assert_cmpfloat (scores->judgement.values[JIG_METRIC_RMSE], ==,
                     jig_object_get_trained (fitted->result)->test.values[JIG_METRIC_RMSE]);
}

/* Without the truth there are predictions, and no judgement. */
static void
test_without_truth (JigJournal    *journal,
                    gconstpointer  data)
{
  g_autofree char *path = jig_journal_write (journal, "new.csv", "fare,station\n1,A\n2,B\n");
  g_autofree char *word = g_strconcat ("file=", path, NULL);
  const JigScores *scores;

  jig_journal_load (journal);
  jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                               "column=paid", "role=target", NULL));
  jig_journal_do (journal, jig_journal_action (journal, "fit", NULL, "data=data-1",
                                               "model=constant", NULL));
  jig_journal_do (journal, jig_journal_action (journal, "load", NULL, word, NULL));
  scores = jig_object_get_scores (jig_journal_do (
    journal, jig_journal_action (journal, "evaluate", NULL, "model=model-1", "data=data-2",
                                 "output=class", NULL))->result);
  g_assert_cmpuint (scores->judgement.n_rows, ==, 0);
  g_assert_cmpuint (jig_frame_get_n_rows (scores->table->frame), ==, 2);
  g_assert_cmpuint (jig_frame_get_n_columns (scores->table->frame), ==, 3);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_ride (journal);
  jig_journal_fit (journal, "constant");
  action = jig_journal_action (journal, "evaluate", NULL, "model=model-1", "data=data-1",
                               "output=class", NULL);
  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-evaluate/judged", test_judged);
  ADD ("/command-evaluate/without-truth", test_without_truth);
  ADD ("/command-evaluate/refused", test_refused);
#undef ADD

  return g_test_run ();
}
