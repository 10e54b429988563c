/* The command line that does what a walk shows. */
#include "app/walkthrough/walk-command.h"

#include "core/base/text.h"

static void
append_data (JigDataset *dataset,
             GString    *command)
{
  g_autofree char *file = g_shell_quote (dataset->source != NULL ? dataset->source
                                                                 : dataset->title);

  g_string_append_printf (command, " --csv %s", file);
  for (gsize i = 0; i < jig_schema_get_size (dataset->schema); i++)
    {
      const JigField *field = jig_schema_get_field (dataset->schema, i);
      g_autofree char *role = g_strdup_printf ("%s=%s", jig_role_name (field->role), field->name);
      g_autofree char *quoted = g_shell_quote (role);

      if (field->role != JIG_ROLE_FEATURE)
        g_string_append_printf (command, " --role %s", quoted);
    }
}

static void
append_words (const char *option,
              GPtrArray  *words,
              GString    *command)
{
  g_autoptr(GPtrArray) owned = words;

  for (guint i = 0; i < owned->len; i++)
    {
      g_autofree char *quoted = jig_text_quote_shell (owned->pdata[i]);

      g_string_append_printf (command, " --%s %s", option, quoted);
    }
}

/**
 * jig_walk_command_new:
 * @run: a run
 * @step: the index of a step
 *
 * Returns: (transfer full): the command line that shows the same
 */
char *
jig_walk_command_new (const JigRun *run,
                      gsize         step)
{
  const JigPattern *pattern = jig_run_get_pattern (run);
  GString *command = g_string_new (NULL);

  g_string_append_printf (command, "jig run %s --step %s --seed %" G_GUINT64_FORMAT, pattern->id,
                          pattern->steps[step].id, jig_run_get_seed (run));
  if (jig_run_is_own_data (run))
    append_data (jig_run_get_dataset (run), command);
  append_words ("set", jig_run_list_settings (run), command);
  append_words ("mistake", jig_run_list_mistakes (run), command);

  return g_string_free (command, FALSE);
}
