#include "core/base/error.h"
#include "core/project/object-split.h"
#include "tests/support/journal.h"

static void
test_splits (JigJournal    *journal,
             gconstpointer  data)
{
  const JigEntry *entry;
  const JigSplit *split;

  jig_journal_load (journal);
  entry = jig_journal_do (journal, jig_journal_action (journal, "split", NULL, "data=data-1",
                                                       "method=sequential:0.4", NULL));
  split = jig_object_get_split (entry->result);
  g_assert_cmpstr (jig_action_get_as (entry->action), ==, "split-1");
  g_assert_cmpuint (jig_rows_get_size (split->train) + jig_rows_get_size (split->test), ==, 3);
  g_assert_cmpuint (jig_rows_get_ids (split->test)[0], ==, 2);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_load (journal);
  action = jig_journal_action (journal, "split", NULL, "data=data-1", "method=hash:stat:0.2",
                               NULL);
  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_nonnull (strstr (error->message, "stat"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-split/splits", test_splits);
  ADD ("/command-split/refused", test_refused);
#undef ADD

  return g_test_run ();
}
