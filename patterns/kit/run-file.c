/* A run as JSON, and the way back. Tested by tests/patterns/kit/run.c. */

#include "patterns/kit/run-private.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

#include <math.h>

static void
write_mistakes (const JigStep    *row,
                const JigRunStep *step,
                JigJsonWriter    *writer)
{
  jig_json_writer_name (writer, "mistakes");
  jig_json_writer_begin_array (writer);
  for (guint i = 0; row->mistakes != NULL && row->mistakes[i].id != NULL; i++)
    if ((step->mistakes >> i & 1) != 0)
      jig_json_writer_string (writer, row->mistakes[i].id);
  jig_json_writer_end_array (writer);
}

static void
write_answer (double         answer,
              JigJsonWriter *writer)
{
  if (isnan (answer))
    return;

  jig_json_writer_name (writer, "answer");
  if (isinf (answer))
    jig_json_writer_string (writer, "skipped");
  else
    jig_json_writer_double (writer, answer);
}

static void
write_step (const JigStep    *row,
            const JigRunStep *step,
            JigJsonWriter    *writer)
{
  jig_json_writer_name (writer, row->id);
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "settings");
  jig_values_write (step->values, writer);
  write_mistakes (row, step, writer);
  write_answer (step->answer, writer);
  jig_json_writer_name (writer, "checked");
  jig_json_writer_bool (writer, step->is_checked);
  jig_json_writer_end_object (writer);
}

/**
 * jig_run_write:
 * @self: a run
 * @writer: where one value is due
 *
 * Writes what somebody chose and answered, and nothing that was made of it.
 */
void
jig_run_write (const JigRun  *self,
               JigJsonWriter *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "pattern");
  jig_json_writer_string (writer, self->pattern->id);
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) self->seed);
  jig_json_writer_name (writer, "steps");
  jig_json_writer_begin_object (writer);
  for (gsize i = 0; i < self->n_steps; i++)
    write_step (&self->pattern->steps[i], &self->steps[i], writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
}

static gboolean
read_settings (JigRun      *self,
               gsize        step,
               JsonObject  *object,
               const char  *name,
               GError     **error)
{
  g_autoptr(JigValues) values = jig_values_copy (self->steps[step].values);
  JsonObject *settings;

  if (!jig_json_get_object (object, "settings", name, &settings, error) ||
      !jig_values_read (values, settings, error))
    return FALSE;

  if (!jig_values_equal (values, self->steps[step].values))
    {
      jig_values_assign (self->steps[step].values, values);
      jig_run_set_stale (self, step);
    }

  return TRUE;
}

/* Mistakes that these data do not allow are left out: the file may have been
 * written with others. */
static gboolean
read_mistakes (JigRun      *self,
               gsize        step,
               JsonObject  *object,
               const char  *name,
               GError     **error)
{
  const JigStep *row = &self->pattern->steps[step];
  JigRunStep *state = &self->steps[step];
  guint64 mistakes = 0;
  JsonArray *array;

  if (!jig_json_get_array (object, "mistakes", name, &array, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *id = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
      guint mistake;

      if (id == NULL)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                       _("%s: mistake %u is not a text."), name, i + 1);
          return FALSE;
        }
      if (!jig_run_find_mistake (self, step, id, &mistake, error))
        return FALSE;
      if (jig_run_can_mistake (self, row->id, id))
        mistakes |= G_GUINT64_CONSTANT (1) << mistake;
    }

  if (mistakes != state->mistakes)
    {
      state->mistakes = mistakes;
      jig_run_set_stale (self, step);
    }

  return TRUE;
}

static gboolean
read_answer (JsonObject  *object,
             const char  *name,
             double      *answer,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, "answer");

  if (node == NULL)
    *answer = NAN;
  else if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), "skipped") == 0)
    *answer = JIG_ANSWER_SKIPPED;
  else
    return jig_json_get_double (object, "answer", name, answer, error);

  return TRUE;
}

static gboolean
read_step (JigRun      *self,
           const char  *id,
           JsonNode    *node,
           GError     **error)
{
  g_autofree char *name = g_strdup_printf ("%s, \"%s\"", self->pattern->id, id);
  gssize step = jig_pattern_find_step (self->pattern, id);
  JsonObject *object;

  if (step < 0 || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("%s: This is no step."), name);
      return FALSE;
    }

  object = json_node_get_object (node);

  return read_settings (self, (gsize) step, object, name, error) &&
         read_mistakes (self, (gsize) step, object, name, error) &&
         read_answer (object, name, &self->steps[step].answer, error) &&
         jig_json_get_bool (object, "checked", name, &self->steps[step].is_checked, error);
}

static gboolean
read_steps (JigRun      *self,
            JsonObject  *object,
            GError     **error)
{
  g_autoptr(GList) ids = NULL;
  JsonObject *steps;
  const char *pattern;
  gint64 seed;

  if (!jig_json_get_string (object, "pattern", self->pattern->id, &pattern, error) ||
      !jig_json_get_int (object, "seed", self->pattern->id, 0, G_MAXINT64, &seed, error) ||
      !jig_json_get_object (object, "steps", self->pattern->id, &steps, error))
    return FALSE;

  if (!g_str_equal (pattern, self->pattern->id))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                   _("This is a walk through \"%s\", not through \"%s\"."), pattern,
                   self->pattern->id);
      return FALSE;
    }

  if (!jig_run_set_seed (self, (guint64) seed, error))
    return FALSE;

  ids = json_object_get_members (steps);
  for (GList *l = ids; l != NULL; l = l->next)
    if (!read_step (self, l->data, json_object_get_member (steps, l->data), error))
      return FALSE;

  return TRUE;
}

/**
 * jig_run_read:
 * @self: a run of the same pattern
 * @object: what jig_run_write() wrote, or anything else
 * @error: return location for %JIG_ERROR_FORMAT, %JIG_ERROR_MISMATCH,
 *   %JIG_ERROR_VALUE or %JIG_ERROR_MEMORY
 *
 * Steps that @object does not name stay as they are. What has changed is stale.
 *
 * Returns: %TRUE, or %FALSE with @error set and the run as it was
 */
gboolean
jig_run_read (JigRun      *self,
              JsonObject  *object,
              GError     **error)
{
  g_autoptr(JigRun) copy = NULL;
  JigRun old;

  g_return_val_if_fail (self != NULL && object != NULL, FALSE);

  copy = jig_run_copy (self);
  if (!read_steps (copy, object, error))
    return FALSE;

  old = *self;
  *self = *copy;
  *copy = old;

  return TRUE;
}
