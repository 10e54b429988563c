/* The command line that does what a walk shows. */
#include "app/walkthrough/walk-command.h"

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
append_settings (const JigRun  *run,
                 const JigStep *step,
                 GString       *command)
{
  const JigValues *values = step->params != NULL ? jig_run_get_values (run, step->id) : NULL;

  for (const JigParam *param = step->params; param && param->id; param++)
    if (!jig_values_is_default (values, param->id))
      {
        g_autofree char *word = jig_values_to_text (values, param->id);
        g_autofree char *setting = g_strdup_printf ("%s.%s=%s", step->id, param->id, word);
        g_autofree char *quoted = g_shell_quote (setting);

        g_string_append_printf (command, " --set %s", quoted);
      }

  for (const JigMistake *mistake = step->mistakes; mistake && mistake->id; mistake++)
    if (jig_run_has_mistake (run, step->id, mistake->id))
      g_string_append_printf (command, " --mistake %s.%s", step->id, mistake->id);
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
  for (const JigStep *row = pattern->steps; row->id != NULL; row++)
    append_settings (run, row, command);

  return g_string_free (command, FALSE);
}
