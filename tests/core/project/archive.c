#include "core/project/archive.h"

#include "core/base/error.h"
#include "core/project/object-data.h"
#include "tests/support/faulty-vfs.h"
#include "tests/support/journal.h"
#include "tests/support/memory.h"

#include <errno.h>
#include <glib/gstdio.h>

static char *
save (JigJournal *journal,
      gboolean    with_data)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename (journal->folder, "p.jigproj", NULL);

  jig_journal_load (journal);
  jig_journal_do (journal, jig_journal_action (journal, "schema", "data-1", "data=data-1",
                                               "column=paid", "role=target", NULL));
  jig_journal_do (journal, jig_journal_action (journal, "schema", NULL, "data=data-1",
                                               "column=fare", "role=id", NULL));
  jig_project_undo (journal->project);
  g_assert_true (jig_archive_save (journal->project, path, with_data, NULL, &error));
  g_assert_no_error (error);

  return path;
}

static void
test_there_and_back (JigJournal    *journal,
                     gconstpointer  data)
{
  g_autofree char *path = save (journal, TRUE);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigProject) back = jig_archive_open (path, jig_commands, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (jig_project_is_modified (back));
  g_assert_cmpuint (jig_project_get_seed (back), ==, 1);
  g_assert_cmpuint (jig_history_get_size (jig_project_get_history (back)), ==, 3);
  g_assert_cmpuint (jig_history_get_head (jig_project_get_history (back)), ==, 2);
  g_assert_cmpstr (jig_object_get_hash (jig_project_get_object (back, "data-1")), ==,
                   jig_object_get_hash (jig_project_get_object (journal->project, "data-1")));

  /* What was undone can be redone after opening, without computing it. */
  g_assert_true (jig_project_redo (back));
  g_assert_nonnull (jig_project_get_object (back, "data-2"));
}

/* No path of this computer is in the file. */
static void
test_no_paths (JigJournal    *journal,
               gconstpointer  data)
{
  g_autofree char *path = save (journal, TRUE);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] == '\0')
      bytes[i] = ' ';
  g_assert_nonnull (strstr (bytes, "rides.csv"));
  g_assert_null (strstr (bytes, journal->folder));
}

static void
test_without_data (JigJournal    *journal,
                   gconstpointer  data)
{
  g_autofree char *path = save (journal, FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigProject) back = jig_archive_open (path, jig_commands, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (jig_project_get_object (back, "data-1"));
  g_assert_nonnull (jig_project_get_maker (back, "data-1"));
}

/* Without a sync: thousands of them take their time. */
static void
put (const char *path,
     const char *bytes,
     gsize       n_bytes)
{
  g_unlink (path);
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) n_bytes, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
}

/* Both ends of the file, where it says what is where, byte by byte. */
static gsize
next_place (gsize i,
            gsize n_bytes)
{
  return i < 256 || i + 512 >= n_bytes ? i + 1 : i + 11;
}

/* Cut anywhere or altered anywhere, the file is refused with its name. */
static void
test_damaged (JigJournal    *journal,
              gconstpointer  data)
{
  g_autofree char *path = save (journal, TRUE);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (gsize i = 0; i < n_bytes; i = next_place (i, n_bytes))
    {
      g_autoptr(GError) cut_error = NULL;
      g_autoptr(GError) error = NULL;

      put (path, bytes, i);
      g_assert_null (jig_archive_open (path, jig_commands, NULL, &cut_error));
      g_assert_nonnull (strstr (cut_error->message, "p.jigproj"));

      bytes[i] ^= 0x20;
      put (path, bytes, n_bytes);
      g_assert_null (jig_archive_open (path, jig_commands, NULL, &error));
      g_assert_nonnull (error);
      bytes[i] ^= 0x20;
    }
}

/* When saving fails, the file is the one that was there before, or, if only the
 * folder could not be synced, the whole new one. */
static void
test_faults (JigJournal    *journal,
             gconstpointer  data)
{
  g_autofree char *path = save (journal, TRUE);
  g_autofree char *before = NULL;
  gsize n_before;
  guint n = 1;
  guint n_whole = 0;
  gboolean saved;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  jig_project_redo (journal->project);
  do
    {
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;
      gsize n_after;

      jig_faulty_vfs_start (JIG_VFS_ANY, n++, ENOSPC);
      saved = jig_archive_save (journal->project, path, TRUE, NULL, &error);
      jig_faulty_vfs_stop ();
      g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
      if (!saved && (n_after != n_before || memcmp (after, before, n_before) != 0))
        {
          g_autoptr(JigProject) whole = jig_archive_open (path, jig_commands, NULL, NULL);

          g_assert_nonnull (whole);
          n_whole++;
        }
    }
  while (!saved);
  g_assert_cmpuint (n, >, 5);
  g_assert_cmpuint (n_whole, <=, 3);
}

static gboolean
try_to_open (gpointer   path,
             GError   **error)
{
  g_autoptr(JigProject) project = jig_archive_open (path, jig_commands, NULL, error);

  return project != NULL;
}

static void
test_memory (JigJournal    *journal,
             gconstpointer  data)
{
  g_autofree char *path = save (journal, TRUE);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_to_open, path), >, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/archive/there-and-back", test_there_and_back);
  ADD ("/archive/no-paths", test_no_paths);
  ADD ("/archive/without-data", test_without_data);
  ADD ("/archive/damaged", test_damaged);
  ADD ("/archive/faults", test_faults);
  ADD ("/archive/memory", test_memory);
#undef ADD

  return g_test_run ();
}
