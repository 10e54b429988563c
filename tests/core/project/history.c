#include "core/project/history.h"

#include "core/project/command.h"

static void
append (JigHistory *history,
        const char *as,
        const char *hash)
{
  JigEntry entry = {
    .action = jig_action_new (jig_command_find (jig_commands, "load"), as),
    .hash = g_strdup (hash),
  };

  jig_history_append (history, &entry);
  g_assert_null (entry.action);
}

static void
test_line (void)
{
  g_autoptr(JigHistory) history = jig_history_new ();

  g_assert_null (jig_history_get_undo (history));
  g_assert_null (jig_history_get_redo (history));
  append (history, "a", "1");
  append (history, "b", "2");
  g_assert_cmpuint (jig_history_get_size (history), ==, 2);
  g_assert_cmpuint (jig_history_get_head (history), ==, 2);
  g_assert_cmpuint (jig_history_get (history, 2)->parent, ==, 1);
  g_assert_true (jig_history_get (history, 1)->is_active);
  g_assert_null (jig_history_get (history, 3));
  g_assert_null (jig_history_get (history, 0));
}

static void
test_undo_and_redo (void)
{
  g_autoptr(JigHistory) history = jig_history_new ();

  append (history, "a", "1");
  append (history, "b", "2");
  g_assert_true (jig_history_set_head (history, jig_history_get_undo (history)->parent));
  g_assert_false (jig_history_get (history, 2)->is_active);
  g_assert_cmpuint (jig_history_get_redo (history)->number, ==, 2);
  g_assert_true (jig_history_set_head (history, 0));
  g_assert_null (jig_history_get_undo (history));
  g_assert_cmpuint (jig_history_get_redo (history)->number, ==, 1);
  g_assert_false (jig_history_set_head (history, 3));
}

/* Acting after an undo leaves what was undone behind as a branch. */
static void
test_branch (void)
{
  g_autoptr(JigHistory) history = jig_history_new ();

  append (history, "a", "1");
  append (history, "b", "2");
  jig_history_set_head (history, 1);
  append (history, "b", "3");
  g_assert_cmpuint (jig_history_get (history, 3)->parent, ==, 1);
  g_assert_false (jig_history_get (history, 2)->is_active);
  g_assert_cmpuint (jig_history_find_name (history, "b")->number, ==, 3);

  /* Redo goes to the branch that was visited last. */
  jig_history_set_head (history, 1);
  g_assert_cmpuint (jig_history_get_redo (history)->number, ==, 3);
  jig_history_set_head (history, 2);
  jig_history_set_head (history, 1);
  g_assert_cmpuint (jig_history_get_redo (history)->number, ==, 2);
  g_assert_null (jig_history_find_name (history, "b"));
}

static void
test_hash (void)
{
  g_autoptr(JigHistory) history = jig_history_new ();

  append (history, "a", "1");

  /* Without a result there is nothing to use again. */
  g_assert_null (jig_history_find_hash (history, "1"));
  g_assert_null (jig_history_find_hash (history, "2"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/line", test_line);
  g_test_add_func ("/history/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/history/branch", test_branch);
  g_test_add_func ("/history/hash", test_hash);

  return g_test_run ();
}
