#include "core/project/recorder.h"

#include "core/base/error.h"
#include "core/project/archive.h"
#include "core/project/lock.h"
#include "tests/support/journal.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static JigRecorder *
make_recorder (JigJournal *journal)
{
  g_autoptr(GError) error = NULL;
  JigRecorder *recorder = jig_recorder_new (journal->folder, &error);

  g_assert_no_error (error);

  return recorder;
}

static void
record (JigRecorder *recorder,
        JigJournal  *journal)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_recorder_record (recorder, journal->project, &error));
  g_assert_no_error (error);
}

static JigProject *
recover (JigRecorder *recorder)
{
  g_autoptr(GError) error = NULL;
  JigProject *project = jig_recorder_recover (jig_recorder_get_path (recorder), jig_commands, NULL,
                                              &error);

  g_assert_no_error (error);

  return project;
}

static void
assert_same (JigProject *a,
             JigProject *b)
{
  const JigHistory *first = jig_project_get_history (a);
  const JigHistory *second = jig_project_get_history (b);

  g_assert_cmpuint (jig_history_get_size (first), ==, jig_history_get_size (second));
  g_assert_cmpuint (jig_history_get_head (first), ==, jig_history_get_head (second));
  for (guint i = 1; i <= jig_history_get_size (first); i++)
    {
      g_autofree char *line = jig_action_to_json (jig_history_get (first, i)->action);
      g_autofree char *other = jig_action_to_json (jig_history_get (second, i)->action);

      g_assert_cmpstr (line, ==, other);
      g_assert_cmpuint (jig_history_get (first, i)->parent, ==,
                        jig_history_get (second, i)->parent);
      g_assert_cmpstr (jig_history_get (first, i)->result_hash, ==,
                       jig_history_get (second, i)->result_hash);
      g_assert_nonnull (jig_history_get (second, i)->result);
    }
}

static void
mark (JigJournal *journal,
      const char *column,
      const char *role)
{
  g_autofree char *of_column = g_strconcat ("column=", column, NULL);
  g_autofree char *of_role = g_strconcat ("role=", role, NULL);

  jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                               of_column, of_role, NULL));
}

static gsize
size_of (JigRecorder *recorder)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (jig_recorder_get_path (recorder), &status), ==, 0);

  return (gsize) status.st_size;
}

static void
finish (JigRecorder *recorder)
{
  jig_recorder_drop (recorder);
  jig_recorder_unref (recorder);
}

/* After every act the journal says all that was done, undo and branches included. */
static void
test_follows (JigJournal    *journal,
              gconstpointer  data)
{
  JigRecorder *recorder = make_recorder (journal);

  jig_journal_load (journal);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr(JigProject) back = NULL;

      record (recorder, journal);
      back = recover (recorder);
      assert_same (journal->project, back);

      if (i == 0)
        mark (journal, "paid", "target");
      else if (i == 1 || i == 2)
        jig_project_undo (journal->project);
      else if (i == 3)
        jig_project_redo (journal->project);
      else
        mark (journal, "fare", "id");
    }
  finish (recorder);
}

/* What was there is not written again, and what has not changed not at all. */
static void
test_appends (JigJournal    *journal,
              gconstpointer  data)
{
  JigRecorder *recorder = make_recorder (journal);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;

  jig_journal_load (journal);
  record (recorder, journal);
  n_before = size_of (recorder);
  record (recorder, journal);
  g_assert_cmpuint (size_of (recorder), ==, n_before);
  g_assert_true (g_file_get_contents (jig_recorder_get_path (recorder), &before, NULL, NULL));

  mark (journal, "paid", "target");
  jig_project_undo (journal->project);
  record (recorder, journal);
  g_assert_cmpuint (jig_recorder_get_n_unsynced (recorder), ==, 2);
  g_assert_true (jig_recorder_sync (recorder, NULL));
  g_assert_cmpuint (jig_recorder_get_n_unsynced (recorder), ==, 0);
  g_assert_true (g_file_get_contents (jig_recorder_get_path (recorder), &after, &n_after, NULL));
  g_assert_cmpuint (n_after, >, n_before);
  g_assert_cmpmem (before, n_before, after, n_before);
  finish (recorder);
}

/* Wherever it was cut, and whether zeros follow or nothing: every action before is there. */
static void
test_torn (JigJournal    *journal,
           gconstpointer  data)
{
  JigRecorder *recorder = make_recorder (journal);
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  gsize n_first;
  gsize n_second;

  jig_journal_load (journal);
  record (recorder, journal);
  n_first = size_of (recorder);
  mark (journal, "paid", "target");
  record (recorder, journal);
  n_second = size_of (recorder);
  jig_project_undo (journal->project);
  record (recorder, journal);
  g_assert_true (g_file_get_contents (jig_recorder_get_path (recorder), &bytes, &n_bytes, NULL));

  for (gsize i = n_first; i <= n_bytes; i++)
    for (guint is_zeroed = 0; is_zeroed < 2; is_zeroed++)
      {
        g_autofree char *torn = g_malloc0 (n_bytes + 100);
        g_autoptr(JigProject) back = NULL;
        const JigHistory *history;

        memcpy (torn, bytes, i);
        g_unlink (jig_recorder_get_path (recorder));
        g_assert_true (g_file_set_contents_full (jig_recorder_get_path (recorder), torn,
                                                 (gssize) (is_zeroed ? n_bytes + 100 : i),
                                                 G_FILE_SET_CONTENTS_NONE, 0600, NULL));
        back = recover (recorder);
        history = jig_project_get_history (back);
        g_assert_cmpuint (jig_history_get_size (history), ==, i < n_second ? 1 : 2);
        g_assert_cmpuint (jig_history_get_head (history), ==, i < n_second || i == n_bytes ? 1 : 2);
      }

  /* What does not even begin like one is none. */
  g_assert_true (g_file_set_contents (jig_recorder_get_path (recorder), "a,b\n1,2\n", -1, NULL));
  g_assert_null (jig_recorder_recover (jig_recorder_get_path (recorder), jig_commands, NULL, NULL));
  finish (recorder);
}

/* A project that takes the place of another, and one that was saved: the journal begins anew. */
static void
test_begins_anew (JigJournal    *journal,
                  gconstpointer  data)
{
  JigRecorder *recorder = make_recorder (journal);
  JigProject *other = jig_project_new (jig_commands, 7);
  g_autoptr(JigProject) back = NULL;

  jig_journal_load (journal);
  record (recorder, journal);
  g_assert_true (jig_recorder_record (recorder, other, NULL));
  back = recover (recorder);
  g_assert_cmpuint (jig_history_get_size (jig_project_get_history (back)), ==, 0);
  g_assert_cmpuint (jig_project_get_seed (back), ==, 7);
  jig_project_free (other);
  finish (recorder);
}

static void
test_left_behind (JigJournal    *journal,
                  gconstpointer  data)
{
  JigRecorder *recorder = make_recorder (journal);
  g_autofree char *path = g_strdup (jig_recorder_get_path (recorder));
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_auto(GStrv) held = NULL;
  g_auto(GStrv) left = NULL;
  g_auto(GStrv) none = NULL;

  jig_journal_load (journal);
  record (recorder, journal);
  held = jig_recorder_list_left (journal->folder);
  g_assert_null (held[0]);

  /* As if the program had died. */
  jig_recorder_unref (recorder);
  g_assert_true (g_file_set_contents (lock, "1 1 yesterday\n", -1, NULL));
  left = jig_recorder_list_left (journal->folder);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  g_assert_cmpstr (left[0], ==, path);

  g_assert_true (jig_recorder_set_aside (path));
  none = jig_recorder_list_left (journal->folder);
  g_assert_null (none[0]);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  jig_recorder_prune (journal->folder, 0);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  jig_recorder_prune (journal->folder, G_MAXINT64);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
add (const char      *path,
     void           (*test) (JigJournal *, gconstpointer))
{
  g_test_add (path, JigJournal, NULL, jig_journal_set_up, test, jig_journal_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/recorder/follows", test_follows);
  add ("/recorder/appends", test_appends);
  add ("/recorder/torn", test_torn);
  add ("/recorder/begins-anew", test_begins_anew);
  add ("/recorder/left-behind", test_left_behind);

  return g_test_run ();
}
