/* One project file, two windows. */

#include "app/document/claim.h"

#include "app/document/document.h"
#include "core/base/error.h"
#include "core/project/archive.h"

#include <glib/gstdio.h>

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (jig_document_open_finish (JIG_DOCUMENT (object), result, NULL));
  g_main_loop_quit (user_data);
}

static JigDocument *
open_file (GFile *file)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  JigDocument *document = jig_document_new ();

  jig_document_open_async (document, file, opened_cb, loop);
  g_main_loop_run (loop);
  /* The task lets go of the document after the callback. */
  while (G_OBJECT (document)->ref_count > 1)
    g_main_context_iteration (NULL, FALSE);

  return document;
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!jig_document_save_finish (JIG_DOCUMENT (object), result, &error))
    g_assert_error (error, JIG_ERROR, JIG_ERROR_BUSY);
  g_main_loop_quit (user_data);
}

static void
save (JigDocument *document,
      GFile       *file)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  jig_document_save_async (document, file, done_cb, loop);
  g_main_loop_run (loop);
}

/* Makes a table of twelve points: whether that was allowed. */
static gboolean
can_act (JigDocument *document)
{
  g_autoptr(JigAction) action = jig_document_new_action (document, "split", NULL);
  g_autoptr(JigObject) result = jig_object_ref (
    jig_project_get_object (jig_document_get_project (document), "data-1"));
  g_autoptr(GError) error = NULL;
  gboolean is_done;

  g_assert_true (jig_action_set (action, "data", "data-1", NULL));
  is_done = jig_document_record (document, action, result, &error) != NULL;
  g_assert_true (is_done || g_error_matches (error, JIG_ERROR, JIG_ERROR_BUSY));

  return is_done;
}

static GFile *
make_project (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "p.jigproj", NULL);
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autoptr(JigAction) action = jig_document_new_action (document, "generate", NULL);
  JigProject *project = jig_document_get_project (document);

  g_assert_true (jig_action_set (action, "sample", "twelve-points", NULL));
  g_assert_nonnull (jig_project_act (project, action, NULL, NULL));
  g_assert_true (jig_archive_save (project, path, TRUE, NULL, NULL));

  return g_file_new_for_path (path);
}

static void
test_second_may_look (void)
{
  g_autoptr(GFile) file = make_project ();
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "q.jigproj", NULL);
  g_autoptr(GFile) other = g_file_new_for_path (path);
  g_autoptr(JigDocument) first = open_file (file);
  g_autoptr(JigDocument) second = open_file (file);
  g_autoptr(JigDocument) third = open_file (file);

  g_assert_false (jig_document_is_read_only (first));
  g_assert_true (can_act (first));
  g_assert_true (jig_document_is_read_only (second));
  g_assert_false (can_act (second));
  g_assert_false (jig_document_can_undo (second));

  jig_document_become_copy (second);
  g_assert_null (jig_document_get_file (second));
  g_assert_true (jig_document_is_modified (second));
  g_assert_true (can_act (second));

  /* Nor may it take the place of the file; as another one it may be saved. */
  save (third, file);
  g_assert_true (jig_document_is_read_only (third));
  save (third, other);
  g_assert_true (g_file_equal (jig_document_get_file (third), other));
  g_assert_true (can_act (third));

  /* The first is closed: the file is free. */
  g_clear_object (&first);
  g_assert_true (jig_claim_take (file));
  jig_claim_release (file);
  g_unlink (g_file_peek_path (file));
  g_unlink (g_file_peek_path (other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/claim/second-may-look", test_second_may_look);

  return g_test_run ();
}
