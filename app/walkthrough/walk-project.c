/* "Do it in the project": what a pattern does, as actions of the user's project,
 * one after the other, each with its line in the history. */
#include "app/walkthrough/walk-project.h"

#include <glib/gi18n-lib.h>

/* What is still to be done. */
typedef struct
{
  JigDocument *document;
  GPtrArray   *actions;      /* of JigAction */
  guint        n_done;
} Plan;

static void
free_plan (Plan *plan)
{
  g_object_unref (plan->document);
  g_ptr_array_unref (plan->actions);
  g_free (plan);
}

static void act_next (Plan *plan);

static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Plan *plan = data;
  g_autoptr(GError) error = NULL;

  if (jig_document_act_finish (JIG_DOCUMENT (source), result, &error) == NULL)
    {
      jig_document_say (plan->document, error->message);
      free_plan (plan);
      return;
    }

  plan->n_done++;
  act_next (plan);
}

static void
act_next (Plan *plan)
{
  g_autofree char *sentence = NULL;

  if (plan->n_done < plan->actions->len)
    {
      jig_document_act_async (plan->document, plan->actions->pdata[plan->n_done], NULL, acted_cb,
                              plan);
      return;
    }

  sentence = g_strdup_printf (g_dngettext (NULL, "Done in the project: %u action",
                                           "Done in the project: %u actions", plan->n_done),
                              plan->n_done);
  jig_document_say (plan->document, sentence);
  free_plan (plan);
}

/**
 * jig_walk_project_has_actions:
 * @pattern: a pattern
 *
 * Returns: whether any of its steps says how to do it in the project
 */
gboolean
jig_walk_project_has_actions (const JigPattern *pattern)
{
  for (const JigStep *step = pattern->steps; step->id != NULL; step++)
    if (step->commands != NULL)
      return TRUE;

  return FALSE;
}

/**
 * jig_walk_project_act:
 * @run: a run
 * @document: where to do it
 *
 * Does what the steps of the pattern do with the settings of @run, in the
 * project. The document says how it went.
 */
void
jig_walk_project_act (const JigRun *run,
                      JigDocument  *document)
{
  const JigPattern *pattern = jig_run_get_pattern (run);
  const JigCommand * const *commands =
    jig_project_get_commands (jig_document_get_project (document));
  const char *data = jig_run_is_own_data (run) ? jig_document_get_data (document) : NULL;
  g_autoptr(GPtrArray) texts = jig_run_list_commands (run, data);
  Plan *plan = g_new0 (Plan, 1);

  plan->document = g_object_ref (document);
  plan->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_action_free);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr(GError) error = NULL;
      JigAction *action = jig_action_from_json (texts->pdata[i], -1, commands, pattern->id, &error);

      if (action == NULL)
        {
          jig_document_say (document, error->message);
          free_plan (plan);
          return;
        }
      g_ptr_array_add (plan->actions, action);
    }

  act_next (plan);
}
