#include "core/project/project.h"

#include "core/base/clock.h"
#include "core/base/error.h"

#include <string.h>

struct _JigProject
{
  const JigCommand * const *commands;
  guint64                   seed;
  JigHistory               *history;
  GHashTable               *counts;     /* stem => how many names it gave */
  gboolean                  modified;
  JigProjectFunc            watcher;
  gpointer                  user_data;
};

/**
 * jig_project_new:
 * @commands: what the project may run, ended by %NULL; must outlive it
 * @seed: where every random choice comes from
 *
 * Returns: (transfer full): a project in which nothing has been done
 */
JigProject *
jig_project_new (const JigCommand * const *commands,
                 guint64                   seed)
{
  JigProject *self = g_new0 (JigProject, 1);

  self->commands = commands;
  self->seed = seed;
  self->history = jig_history_new ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
jig_project_free (JigProject *self)
{
  if (self == NULL)
    return;

  jig_history_free (self->history);
  g_hash_table_unref (self->counts);
  g_free (self);
}

const JigCommand * const *
jig_project_get_commands (const JigProject *self)
{
  return self->commands;
}

guint64
jig_project_get_seed (const JigProject *self)
{
  return self->seed;
}

/**
 * jig_project_is_modified:
 * @self: a project
 *
 * Returns: whether something was done since it was opened or saved
 */
gboolean
jig_project_is_modified (const JigProject *self)
{
  return self->modified;
}

void
jig_project_set_modified (JigProject *self,
                          gboolean    is_modified)
{
  self->modified = is_modified;
}

void
jig_project_set_watcher (JigProject     *self,
                         JigProjectFunc  func,
                         gpointer        user_data)
{
  self->watcher = func;
  self->user_data = user_data;
}

static void
changed (JigProject *self)
{
  self->modified = TRUE;
  if (self->watcher != NULL)
    self->watcher (self, self->user_data);
}

/* Preparing: names become objects */

static gboolean
add_object (JigProject      *self,
            JigWork         *work,
            const JigParam  *param,
            const char      *name,
            GError         **error)
{
  JigObject *object = jig_project_get_object (self, name);

  if (object == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "There is no object \"%s\" in the project.", name);
      return FALSE;
    }

  if (param->unit != NULL &&
      !g_str_equal (param->unit, jig_object_get_kind (object)->id))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "The object \"%s\" is of kind %s, not %s.", name,
                   jig_object_get_kind (object)->id, param->unit);
      return FALSE;
    }

  jig_work_add_input (work, param->id, object);

  return TRUE;
}

static gboolean
resolve (JigProject      *self,
         JigWork         *work,
         const JigParam  *param,
         GError         **error)
{
  g_auto(GStrv) names = jig_values_dup_list (jig_work_get_values (work), param->id);

  for (gsize i = 0; names[i] != NULL; i++)
    if (!add_object (self, work, param, names[i], error))
      return FALSE;

  if (names[0] == NULL && (param->flags & JIG_PARAM_OPTIONAL) == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   "\"%s\" needs the name of an object in \"%s\".",
                   jig_work_get_command (work)->id, param->id);
      return FALSE;
    }

  return TRUE;
}

/* Remembers the number of a name such as "model-3", so that none is given twice,
 * not even after an undo. */
static void
note_name (JigProject      *self,
           const JigAction *action)
{
  const char *stem = jig_action_get_command (action)->object;
  const char *as = jig_action_get_as (action);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, stem));
  gsize length = strlen (stem);
  guint64 number;

  if (g_str_has_prefix (as, stem) && as[length] == '-' &&
      g_ascii_string_to_unsigned (as + length + 1, 10, count, G_MAXUINT, &number, NULL))
    g_hash_table_insert (self->counts, g_strdup (stem), GUINT_TO_POINTER ((guint) number));
}

static char *
next_name (JigProject *self,
           const char *stem)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, stem));
  g_autofree char *name = NULL;

  do
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", stem, ++count);
    }
  while (jig_project_get_object (self, name) != NULL);

  return g_steal_pointer (&name);
}

/* The action as it will be written: with its name, and with its seed. */
static JigAction *
complete (JigProject       *self,
          const JigAction  *action,
          GError          **error)
{
  g_autoptr(JigAction) full = jig_action_copy (action);
  const JigCommand *command = jig_action_get_command (full);
  const char *as = jig_action_get_as (full);
  JigValues *values = jig_action_get_values (full);

  if (as == NULL || *as == '\0')
    {
      g_autofree char *name = next_name (self, command->object);

      jig_action_set_as (full, name);
    }

  if (jig_param_find (jig_command_get_params (command), "seed") != NULL &&
      jig_values_is_default (values, "seed"))
    {
      g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->seed);

      if (!jig_values_parse (values, "seed", seed, error))
        return NULL;
    }

  return g_steal_pointer (&full);
}

/**
 * jig_project_prepare:
 * @self: a project
 * @action: what to do
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Turns the names in an action into the objects they stand for now.
 *
 * Returns: (transfer full): work that any thread may run, or %NULL with
 *   @error set
 */
JigWork *
jig_project_prepare (JigProject       *self,
                     const JigAction  *action,
                     GError          **error)
{
  g_autoptr(JigAction) full = NULL;
  g_autoptr(JigWork) work = NULL;
  g_autofree char *hash = NULL;
  const JigEntry *before;
  const JigCommand *command = jig_action_get_command (action);

  g_return_val_if_fail (self != NULL, NULL);

  full = complete (self, action, error);
  if (full == NULL)
    return NULL;

  work = jig_work_new (full, self->seed);
  for (const JigParam *param = jig_command_get_params (command); param->id != NULL; param++)
    if (param->kind == JIG_PARAM_OBJECT && !resolve (self, work, param, error))
      return NULL;

  /* A file may have changed since: what comes from outside is made afresh. */
  hash = jig_work_dup_hash (work);
  before = command->flags == JIG_COMMAND_NORMAL ? jig_history_find_hash (self->history, hash)
                                                : NULL;
  if (before != NULL)
    jig_work_set_known (work, before->result);

  return g_steal_pointer (&work);
}

/**
 * jig_project_commit:
 * @self: a project
 * @work: what was done
 * @result: what came of it
 *
 * Appends the action to the history and adds its result.
 *
 * Returns: the new entry
 */
const JigEntry *
jig_project_commit (JigProject *self,
                    JigWork    *work,
                    JigObject  *result)
{
  const JigEntry *entry;
  JigEntry fresh = {
    .action = jig_action_copy (jig_work_get_action (work)),
    .hash = jig_work_dup_hash (work),
    .result = jig_object_ref (result),
    .result_hash = g_strdup (jig_object_get_hash (result)),
    .at = jig_clock_now (),
    .seconds = jig_work_get_seconds (work),
  };

  note_name (self, fresh.action);
  entry = jig_history_append (self->history, &fresh);
  changed (self);

  return entry;
}

/**
 * jig_project_act:
 * @self: a project
 * @action: what to do
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Prepares, runs and commits on the caller's thread.
 *
 * Returns: (nullable): the new entry, or %NULL with @error set and nothing changed
 */
const JigEntry *
jig_project_act (JigProject         *self,
                 const JigAction    *action,
                 const JigProgress  *progress,
                 GError            **error)
{
  g_autoptr(JigWork) work = jig_project_prepare (self, action, error);
  g_autoptr(JigObject) result = work != NULL ? jig_work_run (work, progress, error) : NULL;

  return result != NULL ? jig_project_commit (self, work, result) : NULL;
}

/* Objects */

/**
 * jig_project_get_object:
 * @self: a project
 * @name: of an object
 *
 * Returns: (nullable): the object, unless it was removed or never made
 */
JigObject *
jig_project_get_object (const JigProject *self,
                        const char       *name)
{
  const JigEntry *entry = jig_history_find_name (self->history, name);

  return entry != NULL ? entry->result : NULL;
}

const JigEntry *
jig_project_get_maker (const JigProject *self,
                       const char       *name)
{
  return jig_history_find_name (self->history, name);
}

static gboolean
is_current (const JigProject    *self,
            const JigEntry      *entry,
            const JigObjectKind *kind)
{
  const char *as = jig_action_get_as (entry->action);

  return entry->is_active && entry->result != NULL &&
         jig_object_get_kind (entry->result) == kind &&
         jig_history_find_name (self->history, as) == entry;
}

/**
 * jig_project_dup_names:
 * @self: a project
 * @kind: a kind of object
 *
 * Returns: (transfer full): the names of all objects of that kind, oldest first
 */
char **
jig_project_dup_names (const JigProject    *self,
                       const JigObjectKind *kind)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 1; i <= jig_history_get_size (self->history); i++)
    {
      const JigEntry *entry = jig_history_get (self->history, i);

      if (is_current (self, entry, kind))
        g_strv_builder_add (names, jig_action_get_as (entry->action));
    }

  return g_strv_builder_end (names);
}

const char *
jig_project_get_last (const JigProject    *self,
                      const JigObjectKind *kind)
{
  for (gsize i = jig_history_get_size (self->history); i > 0; i--)
    {
      const JigEntry *entry = jig_history_get (self->history, (guint) i);

      if (is_current (self, entry, kind))
        return jig_action_get_as (entry->action);
    }

  return NULL;
}

/* History */

const JigHistory *
jig_project_get_history (const JigProject *self)
{
  return self->history;
}

/**
 * jig_project_restore:
 * @self: a project
 * @entry: (transfer full): an entry of a saved history; emptied
 *
 * Puts an entry back as it was, for a project that is being opened.
 */
void
jig_project_restore (JigProject *self,
                     JigEntry   *entry)
{
  note_name (self, entry->action);
  jig_history_append (self->history, entry);
}

/**
 * jig_project_go_to:
 * @self: a project
 * @entry: the number of an entry, or 0 for the beginning
 *
 * Moves the head: later actions are out of sight, but not gone.
 *
 * Returns: %FALSE if there is no such entry
 */
gboolean
jig_project_go_to (JigProject *self,
                   guint       entry)
{
  if (!jig_history_set_head (self->history, entry))
    return FALSE;

  changed (self);

  return TRUE;
}

gboolean
jig_project_undo (JigProject *self)
{
  const JigEntry *entry = jig_history_get_undo (self->history);

  return entry != NULL && jig_project_go_to (self, entry->parent);
}

gboolean
jig_project_redo (JigProject *self)
{
  const JigEntry *entry = jig_history_get_redo (self->history);

  return entry != NULL && jig_project_go_to (self, entry->number);
}
