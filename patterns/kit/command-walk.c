/* The command of walkthroughs: a walk is saved, undone, opened again and replayed like all else
 * that is done in a project. The window runs the steps itself, to draw them, and commits the action
 * that it makes of its run; run() here does the same from nothing. */

#include "patterns/kit/command-walk.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/project/object-data.h"
#include "patterns/kit/object-walk.h"

#include <glib/gi18n-lib.h>

static const JigParam params[] = {
  {
    "pattern", N_("Pattern"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("What is walked through"),
  },
  {
    "step", N_("Step"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("The step that is shown"),
  },
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("Your own table; empty: the built-in data"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "seed", N_("Seed"), JIG_PARAM_SEED, .value = 0,
    .hint = N_("Where every random choice comes from"),
  },
  {
    "settings", N_("Settings"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("What is not as by default: STEP.PARAM=VALUE, separated by spaces"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "mistakes", N_("Mistakes"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("What is done wrong on purpose: STEP.ID, separated by spaces"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "answers", N_("Answers"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("What was answered: STEP=NUMBER, separated by spaces"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "checked", N_("Checked"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("The steps whose task was done, separated by spaces"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  { NULL }
};

static JigRun *
start_run (const JigWork  *work,
           gsize          *step,
           GError        **error)
{
  const JigValues *values = jig_work_get_values (work);
  const JigPattern *pattern = jig_pattern_find (jig_values_get_text (values, "pattern"));
  gssize found;
  g_autoptr(JigRun) run = NULL;

  if (pattern == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("There is no pattern \"%s\"."),
                   jig_values_get_text (values, "pattern"));
      return NULL;
    }

  found = jig_pattern_find_step (pattern, jig_values_get_text (values, "step"));
  if (found < 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("The pattern \"%s\" has no step \"%s\"."),
                   pattern->id, jig_values_get_text (values, "step"));
      return NULL;
    }

  *step = (gsize) found;
  run = jig_run_new (pattern, jig_object_get_dataset (jig_work_get_input (work, "data")),
                     jig_work_get_seed (work), error);
  if (run == NULL || !jig_walk_action_apply (values, run, error))
    return NULL;

  return g_steal_pointer (&run);
}

static JigObject *
run_walk (const JigWork      *work,
          const JigProgress  *progress,
          GError            **error)
{
  gsize step = 0;
  g_autoptr(JigRun) run = start_run (work, &step, error);

  /* What cannot be done with these data is no error: the walk says so there. */
  if (run == NULL ||
      (jig_run_get_state (run, step, NULL) == JIG_STEP_STALE &&
       !jig_run_update (run, step, progress, error)))
    return NULL;

  return jig_object_new_walk (run, step, error);
}

const JigCommand jig_command_walk = {
  .id = "walk",
  .title = N_("Walk through a pattern"),
  .object = "walk",
  .makes = &jig_object_walk,
  .params = params,
  .version = 1,
  .run = run_walk,
};

/**
 * jig_walk_action_dup_name:
 * @pattern: a pattern
 *
 * There is one walk through a pattern in a project: every action makes it anew.
 *
 * Returns: (transfer full): what it is called, such as "walk-transform"
 */
char *
jig_walk_action_dup_name (const JigPattern *pattern)
{
  return g_strconcat (jig_command_walk.object, "-", pattern->id, NULL);
}

static void
set_text (JigAction  *action,
          const char *id,
          const char *text)
{
  if (!jig_values_set_text (jig_action_get_values (action), id, text, NULL))
    g_return_if_reached ();
}

static void
set_words (JigAction  *action,
           const char *id,
           GPtrArray  *words)
{
  g_autoptr(GPtrArray) owned = words;
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < owned->len; i++)
    {
      g_autofree char *word = jig_text_quote_shell (owned->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", word);
    }
  set_text (action, id, text->str);
}

static JigAction *
new_action (const JigPattern *pattern,
            gsize             step,
            guint64           seed)
{
  g_autofree char *name = jig_walk_action_dup_name (pattern);
  JigAction *action = jig_action_new (&jig_command_walk, name);

  set_text (action, "pattern", pattern->id);
  set_text (action, "step", pattern->steps[step].id);
  jig_values_set_int (jig_action_get_values (action), "seed", (gint64) seed, NULL);

  return action;
}

/**
 * jig_walk_action_first:
 * @pattern: a pattern
 * @seed: where every random choice comes from
 *
 * Returns: (transfer full): the action of somebody who has done nothing yet
 */
JigAction *
jig_walk_action_first (const JigPattern *pattern,
                       guint64           seed)
{
  return new_action (pattern, 0, seed);
}

/**
 * jig_walk_action_new:
 * @run: a run
 * @step: the index of the step that is shown
 * @data: (nullable): what the user's table is called in the project; %NULL: the built-in data
 *
 * Returns: (transfer full): the action that makes such a run of a new one
 */
JigAction *
jig_walk_action_new (const JigRun *run,
                     gsize         step,
                     const char   *data)
{
  JigAction *action = new_action (jig_run_get_pattern (run), step, jig_run_get_seed (run));

  if (data != NULL)
    set_text (action, "data", data);
  set_words (action, "settings", jig_run_list_settings (run));
  set_words (action, "mistakes", jig_run_list_mistakes (run));
  set_words (action, "answers", jig_run_list_answers (run));
  set_words (action, "checked", jig_run_list_checked (run));

  return action;
}

/**
 * jig_walk_action_apply:
 * @values: the settings of such an action
 * @run: a run with the same data
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_walk_action_apply (const JigValues  *values,
                       JigRun           *run,
                       GError          **error)
{
  return jig_run_set_seed (run, (guint64) jig_values_get_int (values, "seed"), error) &&
         jig_run_take_words (run, jig_values_get_text (values, "settings"),
                             jig_values_get_text (values, "mistakes"),
                             jig_values_get_text (values, "answers"),
                             jig_values_get_text (values, "checked"), error);
}
