#include "core/project/replay.h"

#include "core/base/error.h"
#include "core/project/archive.h"
#include "tests/support/journal.h"

#include <glib/gstdio.h>

/* A project with a branch, saved and opened, so that it names files only. */
static JigProject *
make (JigJournal *journal,
      gboolean    with_data)
{
  g_autofree char *path = g_build_filename (journal->folder, "p.jigproj", NULL);
  g_autoptr(GError) error = NULL;
  JigProject *project;

  jig_journal_load (journal);
  jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                               "column=paid", "role=target", NULL));
  jig_project_undo (journal->project);
  jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                               "column=fare", "role=target", NULL));
  jig_journal_do (journal, jig_journal_action (journal, "split", NULL, "data=data-1",
                                               "method=random:0.4", NULL));
  g_assert_true (jig_archive_save (journal->project, path, with_data, NULL, &error));
  project = jig_archive_open (path, jig_commands, NULL, &error);
  g_assert_no_error (error);

  return project;
}

static guint
count (const GPtrArray  *all,
       JigReplayOutcome  outcome)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += ((const JigReplayed *) g_ptr_array_index (all, i))->outcome == outcome;

  return n;
}

static void
test_identical (JigJournal    *journal,
                gconstpointer  data)
{
  g_autoptr(JigProject) before = make (journal, TRUE);
  g_autoptr(JigProject) after = jig_project_new (jig_commands, 1);
  g_autoptr(JigProject) again = jig_project_new (jig_commands, 1);
  const JigReplay replay = { .folder = journal->folder };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) first = jig_replay_project (&replay, before, after, NULL, &error);
  g_autoptr(GPtrArray) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (count (first, JIG_REPLAY_IDENTICAL), ==, 4);
  g_assert_cmpuint (jig_history_get_head (jig_project_get_history (after)), ==, 4);

  /* What a replay made can be replayed. */
  second = jig_replay_project (&replay, after, again, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (second, JIG_REPLAY_IDENTICAL), ==, 4);
}

/* Without the file, its content in the project stands for it. */
static void
test_embedded (JigJournal    *journal,
               gconstpointer  data)
{
  g_autoptr(JigProject) before = make (journal, TRUE);
  g_autoptr(JigProject) after = jig_project_new (jig_commands, 1);
  const JigReplay replay = { .folder = NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = jig_replay_project (&replay, before, after, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count (all, JIG_REPLAY_KEPT), ==, 1);
  g_assert_cmpuint (count (all, JIG_REPLAY_IDENTICAL), ==, 3);
}

static void
test_missing (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigProject) before = make (journal, FALSE);
  g_autoptr(JigProject) after = jig_project_new (jig_commands, 1);
  g_autoptr(JigProject) told = jig_project_new (jig_commands, 1);
  g_autofree char *path = g_build_filename (journal->folder, "rides.csv", NULL);
  g_autoptr(GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  const JigReplay alone = { .folder = NULL };
  const JigReplay with_files = { .files = files };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = NULL;

  g_assert_null (jig_replay_project (&alone, before, after, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "rides.csv"));
  g_clear_error (&error);

  g_hash_table_insert (files, (char *) "rides.csv", path);
  all = jig_replay_project (&with_files, before, told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (all, JIG_REPLAY_IDENTICAL), ==, 4);
}

static void
test_changed (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigProject) before = make (journal, TRUE);
  g_autoptr(JigProject) after = jig_project_new (jig_commands, 1);
  const JigReplay replay = { .folder = journal->folder };
  g_autofree char *path = jig_journal_write (journal, "rides.csv", "fare,paid,station\n9,yes,A\n");
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_replay_project (&replay, before, after, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_assert_true (g_str_has_suffix (path, "rides.csv"));
  g_assert_nonnull (strstr (error->message, "rides.csv"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/replay/identical", test_identical);
  ADD ("/replay/embedded", test_embedded);
  ADD ("/replay/missing", test_missing);
  ADD ("/replay/changed", test_changed);
#undef ADD

  return g_test_run ();
}
