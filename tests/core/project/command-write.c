#include "core/base/error.h"
#include "core/project/object-file.h"
#include "core/project/object-scores.h"
#include "tests/support/journal.h"

#include <string.h>

static const JigScores *
predict (JigJournal *journal)
{
  jig_journal_ride (journal);
  jig_journal_fit (journal, "linear");

  return jig_object_get_scores (jig_journal_do (
    journal, jig_journal_action (journal, "evaluate", NULL, "model=model-1", "data=data-1",
                                 "split=split-1", NULL))->result);
}

static JigAction *
write_to (JigJournal *journal,
          const char *name,
          const char *bom)
{
  g_autofree char *path = g_build_filename (journal->folder, name, NULL);
  g_autofree char *file = g_strconcat ("file=", path, NULL);

  return jig_journal_action (journal, "write", NULL, "scores=scores-1", file, bom, NULL);
}

/* A line for the names and one for each row; the bytes are those that were described. */
static void
test_rows (JigJournal    *journal,
           gconstpointer  data)
{
  const char *bom = data;
  const JigScores *scores = predict (journal);
  const JigWritten *written =
    jig_object_get_written (jig_journal_do (journal, write_to (journal, "p.csv", bom))->result);
  g_autofree char *path = g_build_filename (journal->folder, "p.csv", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpuint (written->n_bytes, ==, length);
  g_assert_cmpstr (written->name, ==, "p.csv");
  g_assert_cmpstr (written->format, ==, "csv");
  g_assert_cmpuint (written->proof.n_rows, ==, jig_frame_get_n_rows (scores->table->frame));
  g_assert_cmpint (g_str_has_prefix (text, "\xef\xbb\xbf"), ==, g_str_equal (bom, "bom=true"));

  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, written->proof.n_rows + 2);
  g_assert_true (g_str_has_suffix (lines[0], "prediction"));
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  predict (journal);
  action = write_to (journal, "none/p.csv", "bom=false");
  g_assert_null (jig_project_act (journal->project, action, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) \
  g_test_add (name, JigJournal, data, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/command-write/plain", "bom=false", test_rows);
  ADD ("/command-write/for-spreadsheets", "bom=true", test_rows);
  ADD ("/command-write/refused", NULL, test_refused);

  return g_test_run ();
}
