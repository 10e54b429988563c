/* Brings the steps of a run up to date, and out of it. */

#include "patterns/kit/run-private.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Whether @step reads what @maker makes; only if it is there, if @is_optional. */
gboolean
jig_run_needs (const JigRun *self,
               gsize         step,
               gsize         maker,
               gboolean     *is_optional)
{
  const char *needs = self->pattern->steps[step].needs;
  g_auto(GStrv) names = g_strsplit (needs != NULL ? needs : "", " ", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      gsize length = strcspn (names[i], "?");
      gboolean has_mark = names[i][length] == '?';

      names[i][length] = '\0';
      if (g_str_equal (names[i], self->pattern->steps[maker].makes))
        {
          if (is_optional != NULL)
            *is_optional = has_mark;
          return !has_mark || self->steps[maker].why_not == NULL;
        }
    }

  return FALSE;
}

static void
made_clear (JigMade *self)
{
  self->free (self->value);
}

void
jig_made_unref (JigMade *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) made_clear);
}

/* What depends on a step that has made nothing has made nothing either. */
void
jig_run_set_stale (JigRun *self,
                   gsize   step)
{
  if (self->steps[step].made == NULL)
    return;

  g_clear_pointer (&self->steps[step].made, jig_made_unref);
  for (gsize i = step + 1; i < self->n_steps; i++)
    if (jig_run_needs (self, i, step, NULL))
      jig_run_set_stale (self, i);
}

static JigMade *
made_new (const JigStep *step,
          gpointer       value)
{
  JigMade *self = g_atomic_rc_box_new0 (JigMade);

  self->value = value;
  self->free = step->free;

  return self;
}

/* Marks the stale steps that @step needs, itself included. */
static gsize
find_work (const JigRun *self,
           gsize         step,
           gboolean     *wanted)
{
  gsize n_wanted = 0;

  wanted[step] = TRUE;
  for (gsize i = step + 1; i-- > 0; )
    {
      if (wanted[i] && self->steps[i].made != NULL)
        wanted[i] = FALSE;
      if (!wanted[i])
        continue;

      n_wanted++;
      for (gsize j = 0; j < i; j++)
        wanted[j] = wanted[j] || jig_run_needs (self, i, j, NULL);
    }

  return n_wanted;
}

static gboolean
run_step (JigRun             *self,
          gsize               step,
          const JigProgress  *progress,
          GError            **error)
{
  const JigStep *row = &self->pattern->steps[step];
  gpointer value;

  if (!jig_progress_step (progress, 0, 1, _(row->title), error))
    return FALSE;

  value = row->run (self, progress, error);
  if (value == NULL)
    return FALSE;

  self->steps[step].made = made_new (row, value);
  if (row->check != NULL && row->check (self))
    self->steps[step].is_checked = TRUE;

  return TRUE;
}

/**
 * jig_run_update:
 * @self: a run
 * @step: the index of a step
 * @progress: (nullable): who is watching
 * @error: return location for an error
 *
 * Brings a step and every step it depends on up to date. Steps that are up to
 * date are not run again.
 *
 * Returns: %TRUE, or %FALSE with @error set; steps that were finished before
 *   the error stay done
 */
gboolean
jig_run_update (JigRun             *self,
                gsize               step,
                const JigProgress  *progress,
                GError            **error)
{
  g_autofree gboolean *wanted = NULL;
  gsize n_wanted;
  gsize n_done = 0;

  g_return_val_if_fail (step < self->n_steps, FALSE);

  if (self->steps[step].why_not != NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, "%s", self->steps[step].why_not);
      return FALSE;
    }

  wanted = g_new0 (gboolean, self->n_steps);
  n_wanted = find_work (self, step, wanted);

  for (gsize i = 0; i <= step; i++)
    if (wanted[i])
      {
        JigProgress slice = jig_progress_slice (progress, (double) n_done / (double) n_wanted,
                                                (double) (n_done + 1) / (double) n_wanted);

        if (!run_step (self, i, &slice, error))
          return FALSE;
        n_done++;
      }

  return TRUE;
}

/**
 * jig_run_get_state:
 * @self: a run
 * @step: the index of a step
 * @why: (out) (optional) (nullable): why it cannot be done
 *
 * Returns: how the step stands
 */
JigStepState
jig_run_get_state (const JigRun  *self,
                   gsize          step,
                   const char   **why)
{
  g_return_val_if_fail (step < self->n_steps, JIG_STEP_CANNOT);

  if (why != NULL)
    *why = self->steps[step].why_not;
  if (self->steps[step].why_not != NULL)
    return JIG_STEP_CANNOT;

  return self->steps[step].made != NULL ? JIG_STEP_DONE : JIG_STEP_STALE;
}

/**
 * jig_run_get:
 * @self: a run
 * @name: what a step makes
 *
 * Returns: (nullable): what the step left behind; %NULL while it is stale
 */
gconstpointer
jig_run_get (const JigRun *self,
             const char   *name)
{
  gssize maker = jig_pattern_find_maker (self->pattern, name);

  g_return_val_if_fail (maker >= 0, NULL);

  return self->steps[maker].made != NULL ? self->steps[maker].made->value : NULL;
}

/**
 * jig_run_show:
 * @self: a run
 * @step: the index of a step that is done
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): what the step shows, in the user's language, or
 *   %NULL with @error set
 */
JigExhibit *
jig_run_show (const JigRun  *self,
              gsize          step,
              GError       **error)
{
  g_return_val_if_fail (jig_run_get_state (self, step, NULL) == JIG_STEP_DONE, NULL);

  return self->pattern->steps[step].show (self, error);
}

static char *
say_generate (const JigRun *self)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "do");
  jig_json_writer_string (writer, "generate");
  jig_json_writer_name (writer, "as");
  jig_json_writer_string (writer, self->pattern->sample);
  jig_json_writer_name (writer, "with");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "sample");
  jig_json_writer_string (writer, self->pattern->sample);
  jig_json_writer_name (writer, "settings");
  jig_json_writer_string (writer, "");
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) self->seed);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);

  return jig_json_writer_finish (writer);
}

/**
 * jig_run_list_commands:
 * @self: a run
 * @data: (nullable): what the user's data set is called in the project; %NULL:
 *   the built-in data are made there first, under the name of the sample
 *
 * Returns: (transfer full) (element-type utf8): the actions that do in a project
 *   what the steps that are done did here, each as JSON
 */
GPtrArray *
jig_run_list_commands (const JigRun *self,
                       const char   *data)
{
  GPtrArray *actions = g_ptr_array_new_with_free_func (g_free);

  if (data == NULL)
    g_ptr_array_add (actions, say_generate (self));

  for (gsize i = 0; i < self->n_steps; i++)
    if (self->steps[i].made != NULL && self->pattern->steps[i].commands != NULL)
      self->pattern->steps[i].commands (self, data != NULL ? data : self->pattern->sample, actions);

  return actions;
}
