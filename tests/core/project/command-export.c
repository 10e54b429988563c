/* Also tests core/project/object-file.c. */

#include "core/base/error.h"
#include "core/project/object-file.h"
#include "tests/support/journal.h"

static JigAction *
export_as (JigJournal *journal,
           const char *format,
           const char *name)
{
  g_autofree char *path = g_build_filename (journal->folder, name, NULL);
  g_autofree char *file = g_strconcat ("file=", path, NULL);
  g_autofree char *word = g_strconcat ("format=", format, NULL);

  return jig_journal_action (journal, "export", NULL, "model=model-1", file, word, NULL);
}

static void
test_bundle (JigJournal    *journal,
             gconstpointer  data)
{
  const JigEntry *entry;
  const JigWritten *written;
  g_autofree char *path = g_build_filename (journal->folder, "m.jig", NULL);

  jig_journal_ride (journal);
  jig_journal_fit (journal, "linear");
  entry = jig_journal_do (journal, export_as (journal, "jig", "m.jig"));
  written = jig_object_get_written (entry->result);
  g_assert_cmpstr (written->name, ==, "m.jig");
  g_assert_cmpuint (written->n_bytes, >, 1000);
  g_assert_cmpfloat (written->proof.largest, ==, 0.0);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
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
  jig_journal_fit (journal, "constant");
  entry = jig_journal_do (journal, export_as (journal, "jig", "m.jig"));
  bytes = jig_object_write (entry->result, &error);
  back = jig_object_read (bytes, NULL, "p.jigproj", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jig_object_get_hash (back), ==, entry->result_hash);
  g_assert_cmpuint (jig_object_get_written (back)->proof.n_rows, ==,
                    jig_object_get_written (entry->result)->proof.n_rows);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  jig_journal_ride (journal);
  jig_journal_fit (journal, "constant");
  action = export_as (journal, "jig", "none/m.jig");
  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-export/bundle", test_bundle);
  ADD ("/command-export/there-and-back", test_there_and_back);
  ADD ("/command-export/refused", test_refused);
#undef ADD

  return g_test_run ();
}
