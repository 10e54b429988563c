#include "core/base/error.h"
#include "core/project/object-model.h"
#include "tests/support/journal.h"

static void
test_reads (JigJournal    *journal,
            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (journal->folder, "m.jig", NULL);
  g_autofree char *word = g_strconcat ("file=", path, NULL);
  const JigTrained *fitted;
  const JigTrained *read;

  jig_journal_ride (journal);
  fitted = jig_object_get_trained (jig_journal_fit (journal, "linear")->result);
  jig_journal_do (journal, jig_journal_action (journal, "export", NULL, "model=model-1", word,
                                               NULL));
  read = jig_object_get_trained (
    jig_journal_do (journal, jig_journal_action (journal, "import", NULL, word, NULL))->result);
  g_assert_cmpstr (jig_bundle_get_hash (read->bundle), ==, jig_bundle_get_hash (fitted->bundle));
  g_assert_cmpuint (read->train.n_rows, ==, 0);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autofree char *path = jig_journal_write (journal, "m.jig", "{\"jig\":\"bundle\"}");
  g_autofree char *word = g_strconcat ("file=", path, NULL);
  g_autoptr(JigAction) action = jig_journal_action (journal, "import", NULL, word, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-import/reads", test_reads);
  ADD ("/command-import/refused", test_refused);
#undef ADD

  return g_test_run ();
}
