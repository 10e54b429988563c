#include "core/project/command-load.h"

#include "core/base/error.h"
#include "core/project/object-data.h"
#include "tests/support/journal.h"

static void
test_loads (JigJournal    *journal,
            gconstpointer  data)
{
  const JigEntry *entry = jig_journal_load (journal);
  JigDataset *dataset = jig_object_get_dataset (entry->result);

  g_assert_cmpstr (jig_action_get_as (entry->action), ==, "data-1");
  g_assert_cmpstr (dataset->title, ==, "rides.csv");
  g_assert_cmpuint (jig_frame_get_n_rows (dataset->frame), ==, 3);
}

static void
test_settings (JigJournal    *journal,
               gconstpointer  data)
{
  g_autofree char *path = jig_journal_write (journal, "a.csv", "1,5;x\n2,5;?\n");
  g_autofree char *file = g_strconcat ("file=", path, NULL);
  const JigEntry *entry =
    jig_journal_do (journal, jig_journal_action (journal, "load", NULL, file, "delimiter=;",
                                                 "decimal=,", "header=no", "na=?", NULL));
  JigFrame *frame = jig_object_get_dataset (entry->result)->frame;

  g_assert_cmpuint (jig_frame_get_n_rows (frame), ==, 2);
  g_assert_cmpfloat (jig_column_get_number (jig_frame_get_column (frame, 0), 1), ==, 2.5);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) missing = jig_journal_action (journal, "load", NULL, "file=/none.csv",
                                                     NULL);
  g_autoptr(JigAction) wrong = jig_journal_action (journal, "load", NULL, "file=/none.csv",
                                                   "delimiter=ab", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_project_act (journal->project, missing, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (jig_project_act (journal->project, wrong, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpuint (jig_history_get_size (jig_project_get_history (journal->project)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-load/loads", test_loads);
  ADD ("/command-load/settings", test_settings);
  ADD ("/command-load/refused", test_refused);
#undef ADD

  return g_test_run ();
}
