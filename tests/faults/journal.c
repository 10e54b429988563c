/* A journal whose disk fails: at any operation, what was recorded before is there. */

#include "core/base/error.h"
#include "core/project/recorder.h"
#include "tests/support/faulty-vfs.h"
#include "tests/support/journal.h"

#include <errno.h>
#include <string.h>

static guint
count_recovered (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigProject) back = jig_recorder_recover (path, jig_commands, NULL, &error);

  g_assert_no_error (error);

  return (guint) jig_history_get_size (jig_project_get_history (back));
}

static void
act (JigJournal *journal)
{
  jig_journal_do (journal, jig_journal_action (journal, "schema", NULL, "data=data-1",
                                               "column=paid", "role=target", NULL));
}

/* The first write of an append is a short one or none: the journal is what it was, and takes
 * nothing behind the hole. */
static void
test_append (JigJournal    *journal,
             gconstpointer  data)
{
  static const int errors[] = { ENOSPC, EIO, EDQUOT, EROFS };

  jig_journal_load (journal);
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr(JigRecorder) recorder = jig_recorder_new (journal->folder, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) again = NULL;
      guint n = (guint) jig_history_get_size (jig_project_get_history (journal->project));

      g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
      act (journal);
      jig_faulty_vfs_start (JIG_VFS_WRITE, 0, errors[i]);
      g_assert_false (jig_recorder_record (recorder, journal->project, &error));
      jig_faulty_vfs_stop ();
      g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
      g_assert_cmpuint (count_recovered (jig_recorder_get_path (recorder)), ==, n);

      g_assert_false (jig_recorder_record (recorder, journal->project, &again));
      g_assert_nonnull (strstr (again->message, "save a copy"));
      g_assert_cmpuint (count_recovered (jig_recorder_get_path (recorder)), ==, n);
      jig_recorder_drop (recorder);
    }
}

/* An action is one write, its result included. */
static void
test_one_write (JigJournal    *journal,
                gconstpointer  data)
{
  g_autoptr(JigRecorder) recorder = jig_recorder_new (journal->folder, NULL);

  jig_journal_load (journal);
  g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
  act (journal);
  jig_faulty_vfs_watch ();
  g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
  g_assert_cmpstr (jig_faulty_vfs_get_log (), ==, "write");
  jig_faulty_vfs_stop ();
  jig_recorder_drop (recorder);
}

/* A write that does only a part is gone on with; an interrupted one is done again. */
static void
test_append_in_parts (JigJournal    *journal,
                      gconstpointer  data)
{
  static const int errors[] = { JIG_VFS_SHORT, EINTR };
  g_autoptr(JigRecorder) recorder = jig_recorder_new (journal->folder, NULL);

  jig_journal_load (journal);
  g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      act (journal);
      jig_faulty_vfs_start (JIG_VFS_WRITE, 0, errors[i]);
      g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
      g_assert_true (jig_faulty_vfs_has_failed ());
      jig_faulty_vfs_stop ();
      g_assert_cmpuint (count_recovered (jig_recorder_get_path (recorder)), ==, i + 2);
    }
  jig_recorder_drop (recorder);
}

/* However it fails to begin: there is no journal, or a whole one; it can be tried again. */
static void
test_begin (JigJournal    *journal,
            gconstpointer  data)
{
  guint n = 0;
  gboolean is_recorded;

  jig_journal_load (journal);
  do
    {
      g_autoptr(JigRecorder) recorder = jig_recorder_new (journal->folder, NULL);
      g_autoptr(GError) error = NULL;

      jig_faulty_vfs_start (JIG_VFS_ANY, n++, EIO);
      is_recorded = jig_recorder_record (recorder, journal->project, &error);
      jig_faulty_vfs_stop ();
      g_assert_true (is_recorded || error != NULL);
      if (g_file_test (jig_recorder_get_path (recorder), G_FILE_TEST_EXISTS))
        g_assert_cmpuint (count_recovered (jig_recorder_get_path (recorder)), ==, 1);

      g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
      g_assert_cmpuint (count_recovered (jig_recorder_get_path (recorder)), ==, 1);
      jig_recorder_drop (recorder);
    }
  while (!is_recorded);
  g_assert_cmpuint (n, >, 5);
}

static void
test_sync (JigJournal    *journal,
           gconstpointer  data)
{
  g_autoptr(JigRecorder) recorder = jig_recorder_new (journal->folder, NULL);
  g_autoptr(GError) error = NULL;

  jig_journal_load (journal);
  g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
  act (journal);
  g_assert_true (jig_recorder_record (recorder, journal->project, NULL));
  jig_faulty_vfs_start (JIG_VFS_SYNC, 0, EIO);
  g_assert_false (jig_recorder_sync (recorder, &error));
  jig_faulty_vfs_stop ();
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
  jig_recorder_drop (recorder);
}

/* Without a folder, or a right to write there, there is an error and nothing else. */
static void
test_no_folder (JigJournal    *journal,
                gconstpointer  data)
{
  g_autofree char *nowhere = g_build_filename (journal->folder, "nowhere", NULL);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) left = jig_recorder_list_left (nowhere);

  g_assert_null (jig_recorder_new (nowhere, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
  g_assert_null (left[0]);
  jig_recorder_prune (nowhere, 0);
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

  add ("/journal/append", test_append);
  add ("/journal/one-write", test_one_write);
  add ("/journal/append-in-parts", test_append_in_parts);
  add ("/journal/begin", test_begin);
  add ("/journal/sync", test_sync);
  add ("/journal/no-folder", test_no_folder);

  return g_test_run ();
}
