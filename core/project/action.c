#include "core/project/action.h"

#include "core/base/error.h"
#include "core/project/command.h"

#include <string.h>

struct _JigAction
{
  const JigCommand *command;
  char             *as;       /* (nullable): the project finds a name */
  JigValues        *values;
};

/**
 * jig_action_new:
 * @command: what to do
 * @as: (nullable): the name of what it makes; %NULL: the project finds one
 *
 * Returns: (transfer full): the action, with every setting at its default
 */
JigAction *
jig_action_new (const JigCommand *command,
                const char       *as)
{
  JigAction *self = g_new0 (JigAction, 1);

  self->command = command;
  self->as = g_strdup (as);
  self->values = jig_values_new (jig_command_get_params (command));

  return self;
}

JigAction *
jig_action_copy (const JigAction *self)
{
  JigAction *copy = g_new0 (JigAction, 1);

  copy->command = self->command;
  copy->as = g_strdup (self->as);
  copy->values = jig_values_copy (self->values);

  return copy;
}

void
jig_action_free (JigAction *self)
{
  if (self == NULL)
    return;

  g_free (self->as);
  jig_values_free (self->values);
  g_free (self);
}

const JigCommand *
jig_action_get_command (const JigAction *self)
{
  return self->command;
}

const char *
jig_action_get_as (const JigAction *self)
{
  return self->as;
}

void
jig_action_set_as (JigAction  *self,
                   const char *as)
{
  char *copy = g_strdup (as);

  g_free (self->as);
  self->as = copy;
}

JigValues *
jig_action_get_values (JigAction *self)
{
  return self->values;
}

/**
 * jig_action_set:
 * @self: an action
 * @id: a setting of its command
 * @word: its value, as on the command line
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE if the setting may have that value
 */
gboolean
jig_action_set (JigAction   *self,
                const char  *id,
                const char  *word,
                GError     **error)
{
  return jig_values_parse (self->values, id, word, error);
}

/**
 * jig_action_to_json:
 * @self: an action
 *
 * Returns: (transfer full): its canonical form, one line without an end
 */
char *
jig_action_to_json (const JigAction *self)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "do");
  jig_json_writer_string (writer, self->command->id);
  jig_json_writer_name (writer, "as");
  jig_json_writer_string (writer, self->as);
  jig_json_writer_name (writer, "with");
  jig_values_write (self->values, writer);
  jig_json_writer_end_object (writer);

  return jig_json_writer_finish (writer);
}

static const JigCommand *
find_command (JsonObject                *object,
              const JigCommand * const  *commands,
              const char                *name,
              GError                   **error)
{
  const JigCommand *command;
  const char *id;

  if (!jig_json_get_string (object, "do", name, &id, error))
    return NULL;

  command = jig_command_find (commands, id);
  if (command == NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 "%s: there is no command \"%s\".", name, id);

  return command;
}

/**
 * jig_action_from_json:
 * @text: (length=length): an action's JSON
 * @length: in bytes, or -1
 * @commands: the commands there are, ended by %NULL
 * @name: what the text is, for errors
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_VALUE
 *
 * Settings that are left out keep their defaults.
 *
 * Returns: (transfer full): the action, or %NULL with @error set
 */
JigAction *
jig_action_from_json (const char                *text,
                      gssize                     length,
                      const JigCommand * const  *commands,
                      const char                *name,
                      GError                   **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, length < 0 ? strlen (text) : (gsize) length,
                                             name, error);
  g_autoptr(JigAction) self = NULL;
  const JigCommand *command;
  JsonObject *object;
  JsonObject *with = NULL;
  const char *as = NULL;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, "%s: this is not an action.", name);
      return NULL;
    }

  object = json_node_get_object (node);
  command = find_command (object, commands, name, error);
  if (command == NULL)
    return NULL;
  if (json_object_has_member (object, "as") && !json_object_get_null_member (object, "as") &&
      !jig_json_get_string (object, "as", name, &as, error))
    return NULL;
  if (json_object_has_member (object, "with") &&
      !jig_json_get_object (object, "with", name, &with, error))
    return NULL;

  self = jig_action_new (command, as);
  if (with != NULL && !jig_values_read (self->values, with, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  return g_steal_pointer (&self);
}
