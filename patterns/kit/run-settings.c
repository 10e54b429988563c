/* The settings and mistakes of a run. Tested by tests/patterns/kit/run.c. */

#include "patterns/kit/run-private.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

static gboolean
find_step (const JigRun  *self,
           const char    *id,
           gsize         *step,
           GError       **error)
{
  gssize found = jig_pattern_find_step (self->pattern, id);
  g_autoptr(GPtrArray) known = NULL;
  const char *nearest;

  if (found >= 0)
    {
      *step = (gsize) found;
      return TRUE;
    }

  known = g_ptr_array_new ();
  for (gsize i = 0; i < self->n_steps; i++)
    g_ptr_array_add (known, (gpointer) self->pattern->steps[i].id);
  g_ptr_array_add (known, NULL);

  nearest = jig_text_nearest (id, (const char * const *) known->pdata);
  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               nearest != NULL ? _("%s has no step \"%s\". Did you mean \"%s\"?")
                               : _("%s has no step \"%s\"."),
               _(self->pattern->title), id, nearest);

  return FALSE;
}

/**
 * jig_run_get_values:
 * @self: a run
 * @step: the id of a step
 *
 * Returns: (transfer none): the settings of the step
 */
const JigValues *
jig_run_get_values (const JigRun *self,
                    const char   *step)
{
  gssize found = jig_pattern_find_step (self->pattern, step);

  g_return_val_if_fail (found >= 0, NULL);

  return self->steps[found].values;
}

/**
 * jig_run_set_value:
 * @self: a run
 * @step: the id of a step
 * @id: the id of a setting
 * @word: its value, as on the command line
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE, or %FALSE with @error set and the run as it was
 */
gboolean
jig_run_set_value (JigRun      *self,
                   const char  *step,
                   const char  *id,
                   const char  *word,
                   GError     **error)
{
  g_autoptr(JigValues) values = NULL;
  gsize i;

  if (!find_step (self, step, &i, error))
    return FALSE;

  values = jig_values_copy (self->steps[i].values);
  if (!jig_values_parse (values, id, word, error))
    return FALSE;

  if (!jig_values_equal (values, self->steps[i].values))
    {
      jig_values_assign (self->steps[i].values, values);
      jig_run_set_stale (self, i);
    }

  return TRUE;
}

/* The row of a mistake in the table of a step. */
gboolean
jig_run_find_mistake (const JigRun  *self,
                      gsize          step,
                      const char    *id,
                      guint         *mistake,
                      GError       **error)
{
  const JigMistake *table = self->pattern->steps[step].mistakes;

  for (guint i = 0; table != NULL && table[i].id != NULL; i++)
    if (g_str_equal (table[i].id, id))
      {
        *mistake = i;
        return TRUE;
      }

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("The step \"%s\" has no mistake \"%s\"."),
               self->pattern->steps[step].id, id);

  return FALSE;
}

static gboolean
applies (const JigRun *self,
         gsize         step,
         guint         mistake)
{
  const JigMistake *row = &self->pattern->steps[step].mistakes[mistake];

  return row->applies == NULL || row->applies (self);
}

/**
 * jig_run_has_mistake:
 * @self: a run
 * @step: the id of a step
 * @id: the id of a mistake
 *
 * Returns: whether it is switched on, and can be made with these data
 */
gboolean
jig_run_has_mistake (const JigRun *self,
                     const char   *step,
                     const char   *id)
{
  gsize i;
  guint mistake;

  if (!find_step (self, step, &i, NULL) || !jig_run_find_mistake (self, i, id, &mistake, NULL))
    g_return_val_if_reached (FALSE);

  return (self->steps[i].mistakes >> mistake & 1) != 0 && applies (self, i, mistake);
}

/**
 * jig_run_can_mistake:
 * @self: a run
 * @step: the id of a step
 * @id: the id of a mistake
 *
 * Returns: whether it can be made with these data
 */
gboolean
jig_run_can_mistake (const JigRun *self,
                     const char   *step,
                     const char   *id)
{
  gsize i;
  guint mistake;

  if (!find_step (self, step, &i, NULL) || !jig_run_find_mistake (self, i, id, &mistake, NULL))
    g_return_val_if_reached (FALSE);

  return applies (self, i, mistake);
}

/**
 * jig_run_set_mistake:
 * @self: a run
 * @step: the id of a step
 * @id: the id of a mistake
 * @is_on: whether to make it
 * @error: return location for %JIG_ERROR_VALUE if there is none of that name,
 *   %JIG_ERROR_DATA if these data do not allow it
 *
 * Returns: %TRUE, or %FALSE with @error set and the run as it was
 */
gboolean
jig_run_set_mistake (JigRun      *self,
                     const char  *step,
                     const char  *id,
                     gboolean     is_on,
                     GError     **error)
{
  guint64 mistakes;
  guint mistake;
  gsize i;

  if (!find_step (self, step, &i, error) || !jig_run_find_mistake (self, i, id, &mistake, error))
    return FALSE;

  if (is_on && !applies (self, i, mistake))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("The mistake \"%s\" cannot be made with these data."), id);
      return FALSE;
    }

  mistakes = self->steps[i].mistakes & ~(G_GUINT64_CONSTANT (1) << mistake);
  if (is_on)
    mistakes |= G_GUINT64_CONSTANT (1) << mistake;

  if (mistakes != self->steps[i].mistakes)
    {
      self->steps[i].mistakes = mistakes;
      jig_run_set_stale (self, i);
    }

  return TRUE;
}

/* Counts the mistakes that could be made and are not, and finds one of them. */
static guint
find_possible (const JigRun      *self,
               guint              wanted,
               const JigStep    **step,
               const JigMistake **mistake)
{
  guint n_possible = 0;

  for (gsize i = 0; i < self->n_steps; i++)
    {
      const JigStep *row = &self->pattern->steps[i];

      for (guint k = 0; row->mistakes != NULL && row->mistakes[k].id != NULL; k++)
        {
          gboolean is_on = (self->steps[i].mistakes >> k & 1) != 0;

          if (is_on || self->steps[i].why_not != NULL || !applies (self, i, k))
            continue;
          if (n_possible++ == wanted)
            {
              *step = row;
              *mistake = &row->mistakes[k];
            }
        }
    }

  return n_possible;
}

/**
 * jig_run_hide_mistake:
 * @self: a run
 * @step: (out): the step in which it is made
 * @mistake: (out): what it is
 *
 * Makes one of the mistakes that these data allow; the seed of the run chooses.
 * Finding it is up to the learner.
 *
 * Returns: whether there was any to make
 */
gboolean
jig_run_hide_mistake (JigRun            *self,
                      const JigStep    **step,
                      const JigMistake **mistake)
{
  guint n_possible = find_possible (self, G_MAXUINT, step, mistake);
  JigRandom random;

  if (n_possible == 0)
    return FALSE;

  jig_random_init (&random, self->seed, "hidden-mistake", 0);
  find_possible (self, (guint) jig_random_below (&random, n_possible), step, mistake);

  return jig_run_set_mistake (self, (*step)->id, (*mistake)->id, TRUE, NULL);
}
