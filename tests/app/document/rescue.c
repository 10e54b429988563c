#define _GNU_SOURCE

#include "app/document/rescue.h"

#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "jig", "journals", NULL);
}

/* The journal that is kept now, or NULL. */
static char *
find_journal (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr(GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    if (g_uuid_string_is_valid (name))
      return g_build_filename (folder, name, NULL);

  return NULL;
}

static void
act (JigDocument *document,
     const char  *command,
     const char  *settings)
{
  g_autoptr(JigAction) action = jig_document_new_action (document, command, NULL);
  g_auto(GStrv) words = g_strsplit (settings, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      *equals = '\0';
      g_assert_true (jig_action_set (action, words[i], equals + 1, NULL));
    }
  g_assert_nonnull (jig_project_act (jig_document_get_project (document), action, NULL, NULL));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (jig_document_open_finish (JIG_DOCUMENT (object), result, NULL));
  g_main_loop_quit (user_data);
}

/* As if the program had died: journal and lock are there, and the process is not. */
static GFile *
leave_behind (const char *journal)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *path = g_build_filename (folder, uuid, NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (journal, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
  g_assert_true (g_file_set_contents (lock, "1 1 yesterday\n", -1, NULL));
  return g_file_new_for_path (path);
}

static void
restore (JigDocument *document,
         GFile       *journal)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  jig_document_restore_async (document, journal, opened_cb, loop);
  g_main_loop_run (loop);
}

static void
test_kept_found_and_restored (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autoptr(JigRescue) rescue = jig_rescue_new (document);
  g_autoptr(JigDocument) other = jig_document_new ();
  g_autoptr(JigRescue) other_rescue = jig_rescue_new (other);
  g_autoptr(GFile) left = NULL;
  g_autoptr(GFile) found = NULL;
  g_autofree char *journal = NULL;

  /* At once, not some time later. */
  act (document, "generate", "sample=twelve-points");
  journal = find_journal ();
  g_assert_nonnull (journal);
  act (document, "split", "data=data-1");
  g_assert_true (jig_document_is_modified (document));

  /* Somebody is at work on it. */
  g_assert_null (jig_rescue_find ());
  left = leave_behind (journal);
  found = jig_rescue_find ();
  g_assert_true (g_file_equal (found, left));

  restore (other, found);
  g_assert_cmpstr (jig_document_get_data (other), ==, "data-1");
  g_assert_nonnull (jig_project_get_object (jig_document_get_project (other), "split-1"));
  g_assert_null (jig_document_get_file (other));
  g_assert_true (jig_document_is_modified (other));
  jig_rescue_drop (found);
  g_assert_null (jig_rescue_find ());

  g_clear_object (&rescue);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));

  /* What was restored is recorded like anything else. */
  g_free (journal);
  journal = find_journal ();
  g_assert_nonnull (journal);
  g_clear_object (&other_rescue);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static gboolean
holds (const char *path,
       const char *word)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  return g_file_get_contents (path, &bytes, &n_bytes, NULL) &&
         memmem (bytes, n_bytes, word, strlen (word)) != NULL;
}

/* A table of some size is written by a worker, and what is done meanwhile after it. */
static void
test_a_worker_writes_tables (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autoptr(JigRescue) rescue = jig_rescue_new (document);
  g_autoptr(JigDocument) other = jig_document_new ();
  g_autoptr(GFile) left = NULL;
  g_autofree char *journal = NULL;

  act (document, "generate", "sample=city-bikes");
  act (document, "split", "data=data-1");
  while ((journal = find_journal ()) == NULL || !holds (journal, "split"))
    {
      g_main_context_iteration (NULL, TRUE);
      g_clear_pointer (&journal, g_free);
    }

  left = leave_behind (journal);
  restore (other, left);
  g_assert_nonnull (jig_project_get_object (jig_document_get_project (other), "split-1"));
  jig_rescue_drop (left);

  /* Also while it is written the journal can be taken away. */
  act (document, "generate", "sample=city-bikes seed=2");
  jig_rescue_finish (rescue);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_assert_true (jig_document_save_finish (JIG_DOCUMENT (object), result, NULL));
  g_main_loop_quit (user_data);
}

static void
save (JigDocument *document)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "p.jigproj", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  jig_document_save_async (document, file, saved_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Once it is saved there is nothing to lose, until something is done again. */
static void
test_saved (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autoptr(JigRescue) rescue = jig_rescue_new (document);
  g_autofree char *journal = NULL;

  act (document, "generate", "sample=twelve-points");
  save (document);
  g_assert_null (find_journal ());
  act (document, "split", "data=data-1");
  journal = find_journal ();
  g_assert_nonnull (journal);
  g_assert_nonnull (rescue);
}

static void
failed_cb (JigDocument  *document,
           const GError *error,
           gpointer      n_failures)
{
  g_assert_nonnull (strstr (error->message, "can no longer be recorded"));
  (*(guint *) n_failures)++;
}

static gboolean
can_act (JigDocument *document)
{
  g_autoptr(JigAction) action = jig_document_new_action (document, "split", NULL);
  g_autoptr(JigObject) object = jig_object_ref (
    jig_project_get_object (jig_document_get_project (document), "split-1"));

  g_assert_true (jig_action_set (action, "data", "data-1", NULL));

  return jig_document_record (document, action, object, NULL) != NULL;
}

/* A journal with a hole in it takes nothing more: nothing more is done until it is saved. */
static void
test_full_disk (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autoptr(JigRescue) rescue = jig_rescue_new (document);
  guint n_failures = 0;

  g_signal_connect (document, "failed", G_CALLBACK (failed_cb), &n_failures);
  act (document, "generate", "sample=twelve-points");
  jig_faulty_vfs_start (JIG_VFS_WRITE, 0, ENOSPC);
  act (document, "split", "data=data-1");
  jig_faulty_vfs_stop ();
  g_assert_cmpuint (n_failures, ==, 1);
  g_assert_false (can_act (document));

  save (document);
  g_assert_true (can_act (document));
  g_assert_cmpuint (n_failures, ==, 1);
  g_assert_nonnull (rescue);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rescue/kept-found-and-restored", test_kept_found_and_restored);
  g_test_add_func ("/rescue/a-worker-writes-tables", test_a_worker_writes_tables);
  g_test_add_func ("/rescue/saved", test_saved);
  g_test_add_func ("/rescue/full-disk", test_full_disk);

  return g_test_run ();
}
