#include "app/document/document.h"

#include <string.h>

typedef struct
{
  JigDocument *document;
  GMainLoop   *loop;
  guint        entry;
  gboolean     is_done;
  GError      *error;
  guint        n_changed;
  guint        n_failed;
  char        *said;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
failed_cb (Fixture *fixture)
{
  fixture->n_failed++;
}

static void
said_cb (Fixture    *fixture,
         const char *sentence)
{
  g_free (fixture->said);
  fixture->said = g_strdup (sentence);
  g_main_loop_quit (fixture->loop);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->document = jig_document_new ();
  fixture->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect_swapped (fixture->document, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->document, "failed", G_CALLBACK (failed_cb), fixture);
  g_signal_connect_swapped (fixture->document, "said", G_CALLBACK (said_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* A worker lets go of its job a moment after the callback. */
  while (g_atomic_int_get (&G_OBJECT (fixture->document)->ref_count) > 1)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (fixture->document);
  g_main_loop_unref (fixture->loop);
  g_clear_error (&fixture->error);
  g_free (fixture->said);
}

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  const JigEntry *entry = jig_document_act_finish (JIG_DOCUMENT (object), result,
                                                   &fixture->error);

  fixture->entry = entry != NULL ? entry->number : 0;
  g_main_loop_quit (fixture->loop);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->is_done = jig_document_save_finish (JIG_DOCUMENT (object), result, &fixture->error);
  g_main_loop_quit (fixture->loop);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->is_done = jig_document_open_finish (JIG_DOCUMENT (object), result, &fixture->error);
  g_main_loop_quit (fixture->loop);
}

static JigAction *
new_sample (Fixture *fixture)
{
  JigAction *action = jig_document_new_action (fixture->document, "generate", NULL);

  g_assert_true (jig_action_set (action, "sample", "twelve-points", NULL));
  return action;
}

static void
make_sample (Fixture *fixture)
{
  g_autoptr(JigAction) action = new_sample (fixture);

  g_assert_nonnull (jig_document_act_async (fixture->document, action, NULL, acted_cb, fixture));
  g_main_loop_run (fixture->loop);
  g_assert_no_error (fixture->error);
}

static void
test_an_act_is_committed (Fixture       *fixture,
                          gconstpointer  data)
{
  g_assert_true (jig_document_is_empty (fixture->document));
  g_assert_null (jig_document_get_dataset (fixture->document));

  make_sample (fixture);

  g_assert_cmpuint (fixture->entry, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpstr (jig_document_get_data (fixture->document), ==, "data-1");
  g_assert_nonnull (jig_document_get_dataset (fixture->document));
  g_assert_false (jig_document_is_empty (fixture->document));
  g_assert_false (jig_document_has_work (fixture->document));
}

static void
test_a_wrong_act_is_told_why (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(JigAction) action = jig_document_new_action (fixture->document, "schema", NULL);

  g_assert_null (jig_document_act_async (fixture->document, action, NULL, acted_cb, fixture));
  g_main_loop_run (fixture->loop);
  g_assert_nonnull (fixture->error);
  g_assert_true (jig_document_is_empty (fixture->document));

  jig_document_act (fixture->document, action, "Never said.");
  g_main_loop_run (fixture->loop);
  g_assert_cmpstr (fixture->said, !=, "Never said.");
  g_assert_cmpuint (fixture->n_failed, ==, 1);
}

static void
test_undo_and_redo (Fixture       *fixture,
                    gconstpointer  data)
{
  make_sample (fixture);
  g_assert_true (jig_document_can_undo (fixture->document));
  g_assert_false (jig_document_can_redo (fixture->document));

  jig_document_undo (fixture->document);
  g_assert_null (jig_document_get_dataset (fixture->document));
  g_assert_false (jig_document_can_undo (fixture->document));

  jig_document_redo (fixture->document);
  g_assert_nonnull (jig_document_get_dataset (fixture->document));
}

static void
test_saved_and_opened_again (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "a.jigproj", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(JigDocument) other = jig_document_new ();
  g_autofree char *title = NULL;

  make_sample (fixture);
  g_assert_true (jig_document_is_modified (fixture->document));
  jig_document_save_async (fixture->document, file, saved_cb, fixture);
  g_main_loop_run (fixture->loop);
  g_assert_no_error (fixture->error);
  g_assert_true (fixture->is_done);
  g_assert_false (jig_document_is_modified (fixture->document));
  title = jig_document_dup_title (fixture->document);
  g_assert_cmpstr (title, ==, "a.jigproj");

  jig_document_open_async (other, file, opened_cb, fixture);
  g_main_loop_run (fixture->loop);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (jig_frame_get_hash (jig_document_get_dataset (other)->frame), ==,
                   jig_frame_get_hash (jig_document_get_dataset (fixture->document)->frame));
}

static void
test_what_is_done_while_saving_is_committed_afterwards (Fixture       *fixture,
                                                        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "b.jigproj", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(JigAction) action = new_sample (fixture);

  make_sample (fixture);
  jig_document_save_async (fixture->document, file, saved_cb, fixture);
  g_assert_false (jig_document_can_undo (fixture->document));
  g_assert_nonnull (jig_document_act_async (fixture->document, action, NULL, acted_cb, fixture));

  while (!fixture->is_done || fixture->entry != 2)
    g_main_loop_run (fixture->loop);
  g_assert_no_error (fixture->error);
  g_assert_true (jig_document_is_modified (fixture->document));
  g_assert_true (jig_document_can_undo (fixture->document));
}

static void
test_a_broken_project_leaves_the_document (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "c.jigproj", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  make_sample (fixture);
  g_assert_true (g_file_set_contents (path, "not a project", -1, NULL));
  jig_document_open_async (fixture->document, file, opened_cb, fixture);
  g_main_loop_run (fixture->loop);

  g_assert_nonnull (fixture->error);
  g_assert_false (fixture->is_done);
  g_assert_nonnull (jig_document_get_dataset (fixture->document));
}

#define ADD(name, test) \
  g_test_add ("/document/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("an-act-is-committed", test_an_act_is_committed);
  ADD ("a-wrong-act-is-told-why", test_a_wrong_act_is_told_why);
  ADD ("undo-and-redo", test_undo_and_redo);
  ADD ("saved-and-opened-again", test_saved_and_opened_again);
  ADD ("what-is-done-while-saving-is-committed-afterwards",
       test_what_is_done_while_saving_is_committed_afterwards);
  ADD ("a-broken-project-leaves-the-document", test_a_broken_project_leaves_the_document);

  return g_test_run ();
}
