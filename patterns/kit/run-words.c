/* The settings, mistakes, answers and checks of a run as words, as on a command line, and the way
 * back. Tested by tests/patterns/kit/run-words.c. */

#include "patterns/kit/run-private.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define SKIPPED "skipped"

/* Calls itself for what the choices that are made bring along. */
static void
list_settings (const JigStep   *step,
               const JigValues *values,
               const JigParam  *table,
               GPtrArray       *words)
{
  for (const JigParam *param = table; param != NULL && param->id != NULL; param++)
    {
      g_autofree char *value = jig_values_to_text (values, param->id);
      const JigChoice *choice = NULL;

      if (!jig_values_is_default (values, param->id))
        g_ptr_array_add (words, g_strdup_printf ("%s.%s=%s", step->id, param->id, value));

      if (param->kind == JIG_PARAM_CHOICE && !jig_param_is_list (param))
        choice = jig_param_find_choice (param, value);
      if (choice != NULL)
        list_settings (step, values, choice->params, words);
    }
}

/**
 * jig_run_list_settings:
 * @self: a run
 *
 * Returns: (transfer full) (element-type utf8): every setting that is not what it is by default,
 *   as STEP.PARAM=VALUE
 */
GPtrArray *
jig_run_list_settings (const JigRun *self)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < self->n_steps; i++)
    list_settings (&self->pattern->steps[i], self->steps[i].values, self->pattern->steps[i].params,
                   words);

  return words;
}

/**
 * jig_run_list_mistakes:
 * @self: a run
 *
 * Returns: (transfer full) (element-type utf8): every mistake that is made, as STEP.ID
 */
GPtrArray *
jig_run_list_mistakes (const JigRun *self)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < self->n_steps; i++)
    {
      const JigStep *step = &self->pattern->steps[i];

      for (const JigMistake *mistake = step->mistakes; mistake && mistake->id; mistake++)
        if (jig_run_has_mistake (self, step->id, mistake->id))
          g_ptr_array_add (words, g_strdup_printf ("%s.%s", step->id, mistake->id));
    }

  return words;
}

/**
 * jig_run_list_answers:
 * @self: a run
 *
 * Returns: (transfer full) (element-type utf8): every answer, as STEP=NUMBER or STEP=skipped
 */
GPtrArray *
jig_run_list_answers (const JigRun *self)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < self->n_steps; i++)
    {
      double answer = self->steps[i].answer;
      g_autofree char *number = isfinite (answer) ? jig_number_to_string (answer) : NULL;

      if (!isnan (answer))
        g_ptr_array_add (words, g_strdup_printf ("%s=%s", self->pattern->steps[i].id,
                                                 number != NULL ? number : SKIPPED));
    }

  return words;
}

/**
 * jig_run_list_checked:
 * @self: a run
 *
 * Returns: (transfer full) (element-type utf8): the ids of the steps in which the learner has done
 *   what the step is about
 */
GPtrArray *
jig_run_list_checked (const JigRun *self)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < self->n_steps; i++)
    if (self->steps[i].is_checked)
      g_ptr_array_add (words, g_strdup (self->pattern->steps[i].id));

  return words;
}

/**
 * jig_run_take_setting:
 * @self: a run
 * @word: STEP.PARAM=VALUE
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE, or %FALSE with @error set and the run as it was
 */
gboolean
jig_run_take_setting (JigRun      *self,
                      const char  *word,
                      GError     **error)
{
  g_auto(GStrv) sides = g_strsplit (word, "=", 2);
  char *dot = sides[0] != NULL ? strchr (sides[0], '.') : NULL;

  if (dot == NULL || sides[1] == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" is no setting: it is written STEP.PARAM=VALUE."), word);
      return FALSE;
    }

  *dot = '\0';

  return jig_run_set_value (self, sides[0], dot + 1, sides[1], error);
}

/**
 * jig_run_take_mistake:
 * @self: a run
 * @word: STEP.ID
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_DATA
 *
 * Returns: %TRUE, or %FALSE with @error set and the run as it was
 */
gboolean
jig_run_take_mistake (JigRun      *self,
                      const char  *word,
                      GError     **error)
{
  g_auto(GStrv) sides = g_strsplit (word, ".", 2);

  if (sides[0] == NULL || sides[1] == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" is no mistake: it is written STEP.ID."), word);
      return FALSE;
    }

  return jig_run_set_mistake (self, sides[0], sides[1], TRUE, error);
}

static gboolean
take_checked (JigRun      *self,
              const char  *word,
              GError     **error)
{
  gssize step = jig_pattern_find_step (self->pattern, word);

  if (step < 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s: This is no step."), word);
      return FALSE;
    }
  self->steps[step].is_checked = TRUE;

  return TRUE;
}

static gboolean
take_answer (JigRun      *self,
             const char  *word,
             GError     **error)
{
  g_auto(GStrv) sides = g_strsplit (word, "=", 2);
  gssize step = sides[0] != NULL ? jig_pattern_find_step (self->pattern, sides[0]) : -1;
  double answer = JIG_ANSWER_SKIPPED;

  if (step < 0 || sides[1] == NULL ||
      (!g_str_equal (sides[1], SKIPPED) &&
       (!jig_number_parse (sides[1], strlen (sides[1]), '.', &answer) || !isfinite (answer))))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" is no answer: it is written STEP=NUMBER or STEP=skipped."), word);
      return FALSE;
    }
  self->steps[step].answer = answer;

  return TRUE;
}

typedef gboolean (*TakeFunc) (JigRun      *run,
                              const char  *word,
                              GError     **error);

static gboolean
take_all (JigRun      *self,
          const char  *words,
          TakeFunc     take,
          GError     **error)
{
  g_auto(GStrv) list = NULL;

  if (*words == '\0')
    return TRUE;
  if (!g_shell_parse_argv (words, NULL, &list, NULL))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("These words are not quoted as on a command line: %s"), words);
      return FALSE;
    }

  for (gsize i = 0; list[i] != NULL; i++)
    if (!take (self, list[i], error))
      return FALSE;

  return TRUE;
}

/* Nothing chosen, nothing answered. */
static void
reset (JigRun *self)
{
  for (gsize i = 0; i < self->n_steps; i++)
    {
      JigRunStep *step = &self->steps[i];
      const JigParam *table = jig_values_get_table (step->values);

      jig_values_free (step->values);
      step->values = jig_values_new (table);
      step->mistakes = 0;
      step->answer = NAN;
      step->is_checked = FALSE;
    }
}

/* What was made stays wherever it does not depend on a difference. */
static void
take_over (JigRun       *self,
           const JigRun *other)
{
  for (gsize i = 0; i < self->n_steps; i++)
    {
      JigRunStep *step = &self->steps[i];

      if (step->mistakes != other->steps[i].mistakes ||
          !jig_values_equal (step->values, other->steps[i].values))
        jig_run_set_stale (self, i);
      jig_values_assign (step->values, other->steps[i].values);
      step->mistakes = other->steps[i].mistakes;
      step->answer = other->steps[i].answer;
      step->is_checked = other->steps[i].is_checked;
    }
}

/**
 * jig_run_take_words:
 * @self: a run
 * @settings: words STEP.PARAM=VALUE, quoted as on a command line; all else is as by default
 * @mistakes: words STEP.ID; no other mistake is made
 * @answers: words STEP=NUMBER or STEP=skipped; nothing else is answered
 * @checked: ids of steps; no other one is checked
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_DATA
 *
 * Makes the run what the lists of another one say. What has changed is stale.
 *
 * Returns: %TRUE, or %FALSE with @error set and the run as it was
 */
gboolean
jig_run_take_words (JigRun      *self,
                    const char  *settings,
                    const char  *mistakes,
                    const char  *answers,
                    const char  *checked,
                    GError     **error)
{
  g_autoptr(JigRun) fresh = jig_run_copy (self);

  reset (fresh);
  if (!take_all (fresh, settings, jig_run_take_setting, error) ||
      !take_all (fresh, mistakes, jig_run_take_mistake, error) ||
      !take_all (fresh, answers, take_answer, error) ||
      !take_all (fresh, checked, take_checked, error))
    return FALSE;

  take_over (self, fresh);

  return TRUE;
}
