/* The settings of a model on a command line. Tested by tests/cli/train.py. */

#include "app/cli/train-settings.h"

#include "core/base/error.h"
#include "core/base/param-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Calls itself for the tables that choices bring along, set in below these. */
static void
list_table (const JigParam *table,
            int             indent)
{
  g_autoptr(JigValues) values = jig_values_new (table);

  for (const JigParam *param = table; param->id != NULL; param++)
    {
      g_autofree char *text = jig_values_to_text (values, param->id);

      g_print ("%*s%-*s %-10s %s\n", indent, "", MAX (18 - indent, 0), param->id, text,
               param->hint != NULL ? _(param->hint) : "");
      for (const JigChoice *choice = param->choices; choice && choice->id; choice++)
        if (choice->params != NULL)
          {
            g_print ("%*s%s=%s\n", indent + 2, "", param->id, choice->id);
            list_table (choice->params, indent + 4);
          }
    }
}

/**
 * jig_train_settings_list:
 * @call: a command line
 * @ops: a kind of model
 *
 * Prints the settings it has.
 */
void
jig_train_settings_list (JigCall           *call,
                         const JigModelOps *ops)
{
  if (call->as_json)
    {
      JigJsonWriter *writer = jig_call_begin_json (call);

      jig_json_writer_name (writer, "model");
      jig_json_writer_string (writer, ops->id);
      jig_json_writer_name (writer, "settings");
      jig_param_write_table (ops->params, writer);
      jig_call_end_json (call, writer);
      return;
    }

  list_table (ops->params, 0);
}

/* Choices before what they bring along, for which it calls itself. */
static gboolean
set_table (JigAction       *action,
           const JigParam  *table,
           const JigValues *values,
           GError         **error)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      g_autofree char *word = jig_values_to_text (values, param->id);
      const JigChoice *choice = NULL;

      if (!jig_values_is_default (values, param->id) &&
          !jig_action_set (action, param->id, word, error))
        return FALSE;
      if (param->kind == JIG_PARAM_CHOICE)
        choice = jig_param_find_choice (param, word);
      if (choice != NULL && choice->params != NULL &&
          !set_table (action, choice->params, values, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_train_settings_take:
 * @action: the action that fits a model
 * @ops: its kind of model, already chosen
 * @words: of char *: NAME=VALUE each
 * @error: return location for %JIG_ERROR_VALUE
 *
 * A choice may stand behind what it brings along, and no setting of the action
 * itself can be meant.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_train_settings_take (JigAction          *action,
                         const JigModelOps  *ops,
                         GPtrArray          *words,
                         GError            **error)
{
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < words->len; i++)
    {
      if (strchr (g_ptr_array_index (words, i), '=') == NULL)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("--set takes NAME=VALUE, not \"%s\"."),
                       (const char *) g_ptr_array_index (words, i));
          return FALSE;
        }
      g_ptr_array_add (all, g_ptr_array_index (words, i));
    }
  g_ptr_array_add (all, NULL);

  return jig_values_parse_all (values, (const char * const *) all->pdata, error) &&
         set_table (action, ops->params, values, error);
}
