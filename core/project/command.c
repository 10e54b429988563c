/* Tested by tests/core/project/action.c. */

#include "core/project/command.h"

/**
 * jig_command_find:
 * @commands: commands, ended by %NULL
 * @id: the word in the journal
 *
 * Returns: (nullable): the command of that name
 */
const JigCommand *
jig_command_find (const JigCommand * const *commands,
                  const char               *id)
{
  g_return_val_if_fail (commands != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; commands[i] != NULL; i++)
    if (g_str_equal (commands[i]->id, id))
      return commands[i];

  return NULL;
}

/**
 * jig_command_get_params:
 * @self: a command
 *
 * Returns: its settings, ended by one without an id
 */
const JigParam *
jig_command_get_params (const JigCommand *self)
{
  return self->get_params != NULL ? self->get_params () : self->params;
}
