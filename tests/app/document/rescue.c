#include "app/document/rescue.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "jig", "rescue", NULL);
}

/* The copy that is kept now, or NULL. */
static char *
find_copy (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr(GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    if (g_str_has_suffix (name, ".jigproj"))
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
wait_for_copy (void)
{
  for (;;)
    {
      g_autofree char *copy = find_copy ();

      if (copy != NULL)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
wait_for_last_reference (gpointer object)
{
  while (g_atomic_int_get (&G_OBJECT (object)->ref_count) > 1)
    g_main_context_iteration (NULL, FALSE);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (jig_document_open_finish (JIG_DOCUMENT (object), result, NULL));
  g_main_loop_quit (user_data);
}

/* As if the program had died: copy and lock are there, but nobody holds the lock. */
static GFile *
leave_behind (const char *copy)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, "1-99.jigproj", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (copy, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  return g_file_new_for_path (path);
}

static void
test_kept_found_and_restored (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autoptr(JigRescue) rescue = jig_rescue_new (document);
  g_autoptr(JigDocument) other = jig_document_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GFile) left = NULL;
  g_autoptr(GFile) found = NULL;
  g_autofree char *copy = NULL;

  act (document, "generate", "sample=twelve-points");
  act (document, "split", "data=data-1");
  wait_for_copy ();
  wait_for_last_reference (rescue);
  g_assert_true (jig_document_is_modified (document));

  /* Somebody is at work on it. */
  g_assert_null (jig_rescue_find ());
  copy = find_copy ();
  left = leave_behind (copy);
  found = jig_rescue_find ();
  g_assert_true (g_file_equal (found, left));

  jig_document_restore_async (other, found, opened_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpstr (jig_document_get_data (other), ==, "data-1");
  g_assert_null (jig_document_get_file (other));
  g_assert_true (jig_document_is_modified (other));

  jig_rescue_drop (found);
  g_assert_null (jig_rescue_find ());

  g_clear_object (&rescue);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_an_opened_table_is_not_worth_a_copy (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autoptr(JigRescue) rescue = jig_rescue_new (document);

  g_assert_nonnull (rescue);
  act (document, "generate", "sample=twelve-points");
  g_assert_false (jig_document_has_work (document));
  g_assert_null (find_copy ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rescue/kept-found-and-restored", test_kept_found_and_restored);
  g_test_add_func ("/rescue/an-opened-table-is-not-worth-a-copy",
                   test_an_opened_table_is_not_worth_a_copy);

  return g_test_run ();
}
