#include "core/project/project.h"

#include "core/base/error.h"
#include "core/project/object-data.h"
#include "tests/support/journal.h"

static const JigEntry *
set_role (JigJournal *journal,
          const char *as,
          const char *role)
{
  return jig_journal_do (journal, jig_journal_action (journal, "schema", as, "data=data-1",
                                                      "column=paid", role, NULL));
}

static void
test_names (JigJournal    *journal,
            gconstpointer  data)
{
  g_auto(GStrv) names = NULL;

  jig_journal_load (journal);
  set_role (journal, NULL, "role=target");
  set_role (journal, "mine", "role=id");
  names = jig_project_dup_names (journal->project, &jig_object_data);
  g_assert_cmpstrv (names, ((const char *[]) { "data-1", "data-2", "mine", NULL }));
  g_assert_cmpstr (jig_project_get_last (journal->project, &jig_object_data), ==, "mine");
  g_assert_cmpstr (jig_action_get_command (jig_project_get_maker (journal->project,
                                                                  "mine")->action)->id,
                   ==, "schema");
}

static void
test_undo_and_redo (JigJournal    *journal,
                    gconstpointer  data)
{
  const JigEntry *loaded = jig_journal_load (journal);
  const JigEntry *changed = set_role (journal, "data-1", "role=target");

  g_assert_true (jig_project_get_object (journal->project, "data-1") == changed->result);
  g_assert_true (jig_project_undo (journal->project));
  g_assert_true (jig_project_get_object (journal->project, "data-1") == loaded->result);
  g_assert_true (jig_project_undo (journal->project));
  g_assert_null (jig_project_get_object (journal->project, "data-1"));
  g_assert_false (jig_project_undo (journal->project));
  g_assert_true (jig_project_redo (journal->project));
  g_assert_true (jig_project_redo (journal->project));
  g_assert_false (jig_project_redo (journal->project));
  g_assert_true (jig_project_get_object (journal->project, "data-1") == changed->result);
}

/* Doing the same again computes nothing: it is the same object. */
static void
test_known (JigJournal    *journal,
            gconstpointer  data)
{
  const JigEntry *first;
  const JigEntry *second;

  jig_journal_load (journal);
  first = set_role (journal, NULL, "role=target");
  jig_project_undo (journal->project);
  second = set_role (journal, NULL, "role=target");
  g_assert_true (first->result == second->result);
  g_assert_cmpuint (second->number, ==, 3);
}

static void
test_refused (JigJournal    *journal,
              gconstpointer  data)
{
  g_autoptr(JigAction) unknown = jig_journal_action (journal, "schema", NULL, "data=data-7",
                                                     "column=a", NULL);
  g_autoptr(JigAction) nothing = jig_journal_action (journal, "schema", NULL, "column=a", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_project_act (journal->project, unknown, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "data-7"));
  g_clear_error (&error);
  g_assert_null (jig_project_act (journal->project, nothing, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_false (jig_project_is_modified (journal->project));
}

static void
count (JigProject *project,
       gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_watcher (JigJournal    *journal,
              gconstpointer  data)
{
  guint n_changes = 0;

  jig_project_set_watcher (journal->project, count, &n_changes);
  jig_journal_load (journal);
  jig_project_undo (journal->project);
  jig_project_redo (journal->project);
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_true (jig_project_is_modified (journal->project));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add (name, JigJournal, NULL, jig_journal_set_up, func, jig_journal_tear_down)
  ADD ("/project/names", test_names);
  ADD ("/project/undo-and-redo", test_undo_and_redo);
  ADD ("/project/known", test_known);
  ADD ("/project/refused", test_refused);
  ADD ("/project/watcher", test_watcher);
#undef ADD

  return g_test_run ();
}
