/* Also tests core/project/object-comparison.c. */

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/project/object-comparison.h"
#include "tests/support/journal.h"

static const JigEntry *
compare (JigJournal *journal,
         const char *models)
{
  g_autofree char *word = g_strconcat ("models=", models, NULL);

  return jig_journal_do (journal, jig_journal_action (journal, "compare", NULL, word,
                                                      "data=data-1", "split=split-1",
                                                      "resamples=200", NULL));
}

static void
test_two (JigJournal    *journal,
          gconstpointer  data)
{
  const JigEntry *entry;
  const JigComparison *comparison;

  jig_journal_ride (journal);
  jig_journal_fit (journal, "constant");
  jig_journal_fit (journal, "linear");
  entry = compare (journal, "model-1,model-2");
  comparison = jig_object_get_comparison (entry->result);
  g_assert_cmpuint (comparison->n_contestants, ==, 2);
  g_assert_cmpuint (comparison->n_rows, ==, 100);
  g_assert_cmpstr (jig_comparison_get_name (comparison, 1), ==, "model-2");
  g_assert_cmpint (comparison->contestants[1].verdicts[JIG_METRIC_RMSE].mark, ==,
                   JIG_VERDICT_BETTER);
}

/* One model is compared with the rule that looks at no feature. */
static void
test_one (JigJournal    *journal,
          gconstpointer  data)
{
  const JigComparison *comparison;

  jig_journal_ride (journal);
  jig_journal_fit (journal, "linear");
  comparison = jig_object_get_comparison (compare (journal, "model-1")->result);
  g_assert_cmpuint (comparison->n_contestants, ==, 2);
  g_assert_null (comparison->contestants[0].name);
}

static void
test_there_and_back (JigJournal    *journal,
                     gconstpointer  data)
{
  const JigEntry *entry;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JigObject) back = NULL;

  jig_journal_ride (journal);
  jig_journal_fit (journal, "linear");
  entry = compare (journal, "model-1");
  bytes = jig_object_write (entry->result, &error);
  back = jig_object_read (bytes, NULL, "p.jigproj", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jig_object_get_hash (back), ==, entry->result_hash);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_ride (journal);
  jig_journal_fit (journal, "linear");
  jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                               "column=temp", "role=target", NULL));
  jig_journal_fit (journal, "linear");
  action = jig_journal_action (journal, "compare", NULL, "models=model-1,model-2", "data=data-1",
                               NULL);
  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_assert_nonnull (strstr (error->message, "model-2"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-compare/two", test_two);
  ADD ("/command-compare/one", test_one);
  ADD ("/command-compare/there-and-back", test_there_and_back);
  ADD ("/command-compare/refused", test_refused);
#undef ADD

  return g_test_run ();
}
