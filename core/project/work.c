#include "core/project/work.h"

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/project/command.h"

#include <glib/gi18n-lib.h>

struct _JigWork
{
  JigAction        *action;
  guint64           seed;
  GHashTable       *inputs;      /* setting => GPtrArray of JigObject */
  JigObject        *known;       /* (nullable) */
  double            seconds;
  JigWorkPointFunc  on_point;    /* (nullable) */
  gpointer          user_data;
};

/**
 * jig_work_new:
 * @action: what to do, with all names filled in
 * @seed: the project's seed
 *
 * Returns: (transfer full): a work without inputs
 */
JigWork *
jig_work_new (const JigAction *action,
              guint64          seed)
{
  JigWork *self = g_new0 (JigWork, 1);

  self->action = jig_action_copy (action);
  self->seed = seed;
  self->inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);

  return self;
}

void
jig_work_free (JigWork *self)
{
  if (self == NULL)
    return;

  jig_action_free (self->action);
  g_hash_table_unref (self->inputs);
  g_clear_pointer (&self->known, jig_object_unref);
  g_free (self);
}

const JigAction *
jig_work_get_action (const JigWork *self)
{
  return self->action;
}

const JigCommand *
jig_work_get_command (const JigWork *self)
{
  return jig_action_get_command (self->action);
}

/**
 * jig_work_add_input:
 * @self: a work that nobody runs yet
 * @id: a setting that names objects
 * @object: what one of its names stands for
 */
void
jig_work_add_input (JigWork    *self,
                    const char *id,
                    JigObject  *object)
{
  GPtrArray *objects = g_hash_table_lookup (self->inputs, id);

  if (objects == NULL)
    {
      objects = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_object_unref);
      g_hash_table_insert (self->inputs, g_strdup (id), objects);
    }

  g_ptr_array_add (objects, jig_object_ref (object));
}

/* A setting that names objects counts as the objects, any other as its text. */
static void
hash_param (const JigWork  *self,
            const JigParam *param,
            JigHash        *hash)
{
  GPtrArray *objects = g_hash_table_lookup (self->inputs, param->id);
  g_autofree char *text = NULL;

  jig_hash_add_string (hash, param->id);
  if (param->kind != JIG_PARAM_OBJECT)
    {
      text = jig_values_to_text (jig_action_get_values (self->action), param->id);
      jig_hash_add_string (hash, text);
      return;
    }

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    jig_hash_add_string (hash, jig_object_get_hash (g_ptr_array_index (objects, i)));
}

static void
hash_table (const JigWork  *self,
            const JigParam *table,
            JigHash        *hash)
{
  const JigValues *values = jig_action_get_values (self->action);

  for (const JigParam *param = table; param != NULL && param->id != NULL; param++)
    {
      const JigChoice *choice;

      hash_param (self, param, hash);
      if (param->kind != JIG_PARAM_CHOICE)
        continue;

      choice = jig_param_find_choice (param, jig_values_get_text (values, param->id));
      if (choice != NULL)
        hash_table (self, choice->params, hash);
    }
}

/**
 * jig_work_dup_hash:
 * @self: a prepared work
 *
 * Equal hashes mean equal results, so that undo, redo and branches compute
 * nothing again.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
jig_work_dup_hash (const JigWork *self)
{
  const JigCommand *command = jig_work_get_command (self);
  g_autoptr(JigHash) hash = jig_hash_new ();

  jig_hash_add_string (hash, command->id);
  jig_hash_add_uint (hash, command->version);
  jig_hash_add_uint (hash, self->seed);
  hash_table (self, jig_command_get_params (command), hash);

  return jig_hash_finish (g_steal_pointer (&hash));
}

/**
 * jig_work_set_known:
 * @self: a work that nobody runs yet
 * @object: what an equal work made
 */
void
jig_work_set_known (JigWork   *self,
                    JigObject *object)
{
  g_clear_pointer (&self->known, jig_object_unref);
  self->known = jig_object_ref (object);
}

/**
 * jig_work_run:
 * @self: a prepared work
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Does the work; any thread.
 *
 * Returns: (transfer full): what came of it, or %NULL with @error set
 */
JigObject *
jig_work_run (JigWork            *self,
              const JigProgress  *progress,
              GError            **error)
{
  const JigCommand *command = jig_work_get_command (self);
  gint64 began = jig_clock_monotonic ();
  JigObject *result;

  if (self->known != NULL)
    return jig_object_ref (self->known);
  if (!jig_progress_step (progress, 0, 1, _(command->title), error))
    return NULL;

  result = command->run (self, progress, error);
  self->seconds = (double) (jig_clock_monotonic () - began) / G_USEC_PER_SEC;

  return result;
}

double
jig_work_get_seconds (const JigWork *self)
{
  return self->seconds;
}

const JigValues *
jig_work_get_values (const JigWork *self)
{
  return jig_action_get_values (self->action);
}

const char *
jig_work_get_as (const JigWork *self)
{
  return jig_action_get_as (self->action);
}

/**
 * jig_work_get_seed:
 * @self: a work
 *
 * Returns: the setting "seed" if the command has one, else the project's seed
 */
guint64
jig_work_get_seed (const JigWork *self)
{
  const JigValues *values = jig_work_get_values (self);

  if (jig_param_find (jig_command_get_params (jig_work_get_command (self)), "seed") != NULL)
    return (guint64) jig_values_get_int (values, "seed");

  return self->seed;
}

/**
 * jig_work_get_input:
 * @self: a prepared work
 * @id: a setting that names an object
 *
 * Returns: (nullable): the object, or %NULL if the setting was left empty
 */
JigObject *
jig_work_get_input (const JigWork *self,
                    const char    *id)
{
  GPtrArray *objects = g_hash_table_lookup (self->inputs, id);

  return objects != NULL ? g_ptr_array_index (objects, 0) : NULL;
}

/**
 * jig_work_get_inputs:
 * @self: a prepared work
 * @id: a setting that names objects
 *
 * Returns: (nullable) (element-type JigObject): the objects, in the order of
 *   their names
 */
GPtrArray *
jig_work_get_inputs (const JigWork *self,
                     const char    *id)
{
  return g_hash_table_lookup (self->inputs, id);
}

/**
 * jig_work_watch:
 * @self: a work that nobody runs yet
 * @on_point: told each point of a learning curve, on the thread that runs
 * @user_data: handed to @on_point
 */
void
jig_work_watch (JigWork          *self,
                JigWorkPointFunc  on_point,
                gpointer          user_data)
{
  self->on_point = on_point;
  self->user_data = user_data;
}

/**
 * jig_work_tell:
 * @self: a work that runs
 * @point: the next point of its learning curve
 */
void
jig_work_tell (const JigWork       *self,
               const JigCurvePoint *point)
{
  if (self->on_point != NULL)
    self->on_point (point, self->user_data);
}
