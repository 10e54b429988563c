#include "patterns/kit/command-walk.h"

#include "core/base/error.h"
#include "core/project/archive.h"
#include "core/project/replay.h"
#include "patterns/kit/object-walk.h"
#include "tests/support/walks.h"

#include <glib/gstdio.h>
#include <string.h>

static JigProject *
make_project (void)
{
  return jig_project_new (jig_all_commands, 42);
}

static const JigEntry *
try_to (JigProject  *project,
        const char  *line,
        GError     **error)
{
  g_autoptr(JigAction) action = jig_action_from_json (line, -1, jig_all_commands, "script", error);

  return action != NULL ? jig_project_act (project, action, NULL, error) : NULL;
}

static const JigEntry *
act (JigProject *project,
     const char *line)
{
  g_autoptr(GError) error = NULL;
  const JigEntry *entry = try_to (project, line, &error);

  g_assert_no_error (error);

  return entry;
}

static const char *
walk (JigProject *project,
      const char *more)
{
  g_autofree char *line = g_strdup_printf ("{\"do\":\"walk\",\"as\":\"walk-transform\",\"with\":{"
                                           "\"pattern\":\"transform\",%s}}", more);

  return act (project, line)->result_hash;
}

/* Of three acts, then back by one. */
static JigProject *
make_walked (void)
{
  JigProject *project = make_project ();

  walk (project, "\"step\":\"analyse\"");
  walk (project, "\"step\":\"analyse\",\"mistakes\":\"analyse.all-rows\"");
  walk (project, "\"step\":\"train\",\"settings\":\"train.model=linear inputs.categories=hash\","
                 "\"answers\":\"inputs=skipped\"");
  g_assert_true (jig_project_undo (project));

  return project;
}

static void
test_commands (void)
{
  gsize n_core;
  gsize n_all;

  for (n_core = 0; jig_commands[n_core] != NULL; n_core++)
    g_assert_nonnull (jig_command_find (jig_all_commands, jig_commands[n_core]->id));
  for (n_all = 0; jig_all_commands[n_all] != NULL; n_all++)
    ;
  g_assert_cmpuint (n_all, ==, n_core + 1);
  g_assert_true (jig_command_find (jig_all_commands, "walk") == &jig_command_walk);
  g_assert_null (jig_command_find (jig_commands, "walk"));
}

/* The result is what the settings make of the data, and nothing else. */
static void
test_hash (void)
{
  g_autoptr(JigProject) project = make_project ();
  g_autoptr(JigProject) other = make_project ();
  const char *right = walk (project, "\"step\":\"analyse\"");
  const char *wrong = walk (project, "\"step\":\"analyse\",\"mistakes\":\"analyse.all-rows\"");
  const char *answered = walk (project, "\"step\":\"analyse\",\"answers\":\"analyse=0\"");
  const char *rolled = walk (project, "\"step\":\"analyse\",\"seed\":7");
  const JigWalked *walked;

  g_assert_cmpstr (wrong, !=, right);
  g_assert_cmpstr (answered, ==, right);
  g_assert_cmpstr (rolled, !=, right);
  g_assert_cmpstr (walk (other, "\"step\":\"analyse\""), ==, right);

  walked = jig_object_get_walked (jig_project_get_object (other, "walk-transform"));
  g_assert_cmpstr (walked->pattern, ==, "transform");
  g_assert_cmpstr (walked->step, ==, "analyse");
  g_assert_nonnull (strstr (walked->numbers, "\"headline\":"));
}

static void
test_undo (void)
{
  g_autoptr(JigProject) project = make_walked ();
  const JigEntry *entry = jig_project_get_maker (project, "walk-transform");

  g_assert_cmpstr (jig_values_get_text (jig_action_get_values (entry->action), "mistakes"), ==,
                   "analyse.all-rows");
  g_assert_true (jig_project_redo (project));
  entry = jig_project_get_maker (project, "walk-transform");
  g_assert_cmpstr (jig_values_get_text (jig_action_get_values (entry->action), "answers"), ==,
                   "inputs=skipped");
}

/* The file holds what was done and what was seen; doing it again gives the same, to the bit. */
static void
test_saved_and_replayed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-walk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.jigproj", NULL);
  g_autoptr(JigProject) project = make_walked ();
  g_autoptr(JigProject) after = make_project ();
  g_autoptr(JigProject) back = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;
  JigReplay replay = { .folder = folder };

  g_assert_true (jig_archive_save (project, path, TRUE, NULL, &error));
  back = jig_archive_open (path, jig_all_commands, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jig_object_get_hash (jig_project_get_object (back, "walk-transform")), ==,
                   jig_object_get_hash (jig_project_get_object (project, "walk-transform")));

  all = jig_replay_project (&replay, back, after, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (((JigReplayed *) all->pdata[i])->outcome, ==, JIG_REPLAY_IDENTICAL);

  g_unlink (path);
  g_rmdir (folder);
}

/* A run becomes an action, and an action the run: what both make is the same. */
static void
test_action_of_a_run (void)
{
  g_autoptr(JigRun) run = jig_run_new (jig_pattern_find ("transform"), NULL, 7, NULL);
  g_autoptr(JigProject) project = make_project ();
  g_autoptr(JigExhibit) exhibit = NULL;
  g_autoptr(JigAction) action = NULL;
  g_autoptr(JigObject) seen = NULL;
  g_autofree char *line = NULL;

  jig_test_walk_set (run, "inputs", "numbers", "min-max");
  jig_test_walk_err (run, "analyse", "all-rows");
  exhibit = jig_test_walk_show (run, 2);
  seen = jig_object_new_walk (run, 2, NULL);
  action = jig_walk_action_new (run, 2, NULL);
  line = jig_action_to_json (action);
  g_assert_cmpstr (act (project, line)->result_hash, ==, jig_object_get_hash (seen));
}

/* One's own table; a step that needs a label is shown as what cannot be done. */
static void
test_own_data (void)
{
  g_autoptr(JigProject) project = make_project ();
  const JigWalked *walked;

  act (project, "{\"do\":\"generate\",\"as\":\"rides\",\"with\":{\"settings\":\"rows=500\"}}");
  walk (project, "\"step\":\"train\",\"data\":\"rides\"");
  act (project, "{\"do\":\"schema\",\"as\":\"rides\",\"with\":{\"data\":\"rides\","
                "\"column\":\"duration\",\"role\":\"ignore\"}}");
  walk (project, "\"step\":\"train\",\"data\":\"rides\"");
  walked = jig_object_get_walked (jig_project_get_object (project, "walk-transform"));
  g_assert_cmpstr (walked->numbers, ==, "{}");
}

static void
test_nonsense_is_refused (void)
{
  static const char * const rows[] = {
    "\"pattern\":\"nothing\",\"step\":\"train\"",
    "\"pattern\":\"transform\",\"step\":\"nowhere\"",
    "\"pattern\":\"transform\",\"step\":\"train\",\"settings\":\"train.model\"",
    "\"pattern\":\"transform\",\"step\":\"train\",\"data\":\"nothing\"",
    "\"step\":\"train\"",
  };
  g_autoptr(JigProject) project = make_project ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = g_strdup_printf ("{\"do\":\"walk\",\"as\":\"w\",\"with\":{%s}}",
                                               rows[i]);
      g_autoptr(GError) error = NULL;

      g_test_message ("row %zu", i);
      g_assert_null (try_to (project, line, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
    }
  g_assert_cmpuint (jig_history_get_size (jig_project_get_history (project)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/walk/commands", test_commands);
  g_test_add_func ("/walk/hash", test_hash);
  g_test_add_func ("/walk/undo", test_undo);
  g_test_add_func ("/walk/replay", test_saved_and_replayed);
  g_test_add_func ("/walk/action", test_action_of_a_run);
  g_test_add_func ("/walk/own-data", test_own_data);
  g_test_add_func ("/walk/nonsense", test_nonsense_is_refused);

  return g_test_run ();
}
