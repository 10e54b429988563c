#include "core/base/param.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* Whole numbers lie below 2^63. */
#define WHOLE_END 9223372036854775808.0
#define SEED_LAST "9223372036854775807"

static const char * const kind_names[] = {
  [JIG_PARAM_REAL] = "real",
  [JIG_PARAM_LOG] = "log",
  [JIG_PARAM_INTEGER] = "integer",
  [JIG_PARAM_SWITCH] = "switch",
  [JIG_PARAM_CHOICE] = "choice",
  [JIG_PARAM_COLUMN] = "column",
  [JIG_PARAM_TEXT] = "text",
  [JIG_PARAM_OBJECT] = "object",
  [JIG_PARAM_FILE] = "file",
  [JIG_PARAM_SEED] = "seed",
};

/* Calls itself for the tables of the choices: they are part of the program and
 * as deep as somebody wrote them. */
static void
collect_ids (const JigParam *table,
             GPtrArray      *ids)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      g_ptr_array_add (ids, (gpointer) param->id);

      for (const JigChoice *choice = param->choices; choice && choice->id; choice++)
        if (choice->params != NULL)
          collect_ids (choice->params, ids);
    }
}

/**
 * jig_param_find:
 * @table: settings, ended by one without an id
 * @id: the setting to look for
 *
 * Looks in @table and in the tables that its choices bring along. If several
 * choices of one table bring a setting of the same name along, it is the first
 * one: jig_values_find_param() knows which of them is meant.
 *
 * Returns: (nullable): the setting, or %NULL if there is none of that name
 */
const JigParam *
jig_param_find (const JigParam *table,
                const char     *id)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (const JigParam *param = table; param->id != NULL; param++)
    if (g_str_equal (param->id, id))
      return param;

  for (const JigParam *param = table; param->id != NULL; param++)
    for (const JigChoice *choice = param->choices; choice && choice->id; choice++)
      {
        const JigParam *found = NULL;

        if (choice->params != NULL)
          found = jig_param_find (choice->params, id);
        if (found != NULL)
          return found;
      }

  return NULL;
}

/**
 * jig_param_find_choice:
 * @self: a setting
 * @id: the choice to look for
 *
 * Returns: (nullable): the choice, or %NULL if @self has none of that name
 */
const JigChoice *
jig_param_find_choice (const JigParam *self,
                       const char     *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (const JigChoice *choice = self->choices; choice && choice->id; choice++)
    if (g_str_equal (choice->id, id))
      return choice;

  return NULL;
}

/**
 * jig_param_is_number:
 * @self: a setting
 *
 * A switch counts as a number, 0 or 1: whatever is not a number is a text.
 *
 * Returns: %TRUE if the value of @self is a number
 */
gboolean
jig_param_is_number (const JigParam *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  switch (self->kind)
    {
    case JIG_PARAM_REAL:
    case JIG_PARAM_LOG:
    case JIG_PARAM_INTEGER:
    case JIG_PARAM_SWITCH:
    case JIG_PARAM_SEED:
      return TRUE;
    case JIG_PARAM_CHOICE:
    case JIG_PARAM_COLUMN:
    case JIG_PARAM_TEXT:
    case JIG_PARAM_OBJECT:
    case JIG_PARAM_FILE:
    default:
      return FALSE;
    }
}

/**
 * jig_param_is_whole:
 * @self: a setting
 *
 * Returns: %TRUE if the value of @self is a whole number of 64 bits
 */
gboolean
jig_param_is_whole (const JigParam *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == JIG_PARAM_INTEGER || self->kind == JIG_PARAM_SEED;
}

/**
 * jig_param_is_list:
 * @self: a setting
 *
 * Returns: %TRUE if the value of @self is several names, as
 *   jig_text_split_list() reads them
 */
gboolean
jig_param_is_list (const JigParam *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !jig_param_is_number (self) && (self->flags & JIG_PARAM_SEVERAL) != 0;
}

/**
 * jig_param_get_default_text:
 * @self: a setting whose value is not a number
 *
 * Returns: (transfer none): what @self is until somebody changes it: the text of
 *   its table, else the first of its choices if it needs one, else ""
 */
const char *
jig_param_get_default_text (const JigParam *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->text != NULL)
    return self->text;

  if (self->kind == JIG_PARAM_CHOICE && (self->flags & JIG_PARAM_OPTIONAL) == 0
      && self->choices != NULL && self->choices->id != NULL)
    return self->choices->id;

  return "";
}

static gboolean
check_range (const JigParam  *self,
             double           value,
             GError         **error)
{
  char lower[JIG_NUMBER_BUFFER];
  char upper[JIG_NUMBER_BUFFER];
  char given[JIG_NUMBER_BUFFER];

  if (value >= self->lower && value <= self->upper && isfinite (value))
    return TRUE;

  jig_number_format (self->lower, lower);
  jig_number_format (self->upper, upper);
  jig_number_format (value, given);

  if (isfinite (self->lower) && isfinite (self->upper))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be between %s and %s, not %s."),
                 _(self->title), lower, upper, given);
  else if (isfinite (self->lower) && !(value >= self->lower))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be at least %s, not %s."),
                 _(self->title), lower, given);
  else if (isfinite (self->upper) && !(value <= self->upper))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be at most %s, not %s."),
                 _(self->title), upper, given);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be a finite number, not %s."),
                 _(self->title), given);

  return FALSE;
}

static gboolean
check_whole (const JigParam  *self,
             double           value,
             GError         **error)
{
  char given[JIG_NUMBER_BUFFER];

  if (value == floor (value) && fabs (value) < WHOLE_END)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be a whole number, not %s."),
               _(self->title), jig_number_format (value, given));

  return FALSE;
}

static gboolean
check_switch (const JigParam  *self,
              double           value,
              GError         **error)
{
  char given[JIG_NUMBER_BUFFER];

  if (value == 0.0 || value == 1.0)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be on or off, not %s."),
               _(self->title), jig_number_format (value, given));

  return FALSE;
}

static gboolean
check_seed (const JigParam  *self,
            double           value,
            GError         **error)
{
  char given[JIG_NUMBER_BUFFER];

  if (value >= 0.0 && value < WHOLE_END)
    return check_whole (self, value, error);

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be between %s and %s, not %s."),
               _(self->title), "0", SEED_LAST, jig_number_format (value, given));

  return FALSE;
}

/**
 * jig_param_check_number:
 * @self: a setting whose value is a number
 * @value: what somebody would like it to be
 * @error: return location for %JIG_ERROR_VALUE
 *
 * The bounds of a setting may be infinite, its value may not. Those of a switch
 * and of a seed are known and not looked at.
 *
 * Returns: %TRUE if @self may have that value
 */
gboolean
jig_param_check_number (const JigParam  *self,
                        double           value,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (jig_param_is_number (self), FALSE);

  switch (self->kind)
    {
    case JIG_PARAM_SWITCH:
      return check_switch (self, value, error);
    case JIG_PARAM_SEED:
      return check_seed (self, value, error);
    case JIG_PARAM_INTEGER:
      return check_range (self, value, error) && check_whole (self, value, error);
    case JIG_PARAM_REAL:
    case JIG_PARAM_LOG:
    case JIG_PARAM_CHOICE:
    case JIG_PARAM_COLUMN:
    case JIG_PARAM_TEXT:
    case JIG_PARAM_OBJECT:
    case JIG_PARAM_FILE:
    default:
      return check_range (self, value, error);
    }
}

static char *
list_choices (const JigParam *self)
{
  GString *list = g_string_new (NULL);

  for (const JigChoice *choice = self->choices; choice && choice->id; choice++)
    g_string_append_printf (list, "%s\"%s\"", list->len > 0 ? ", " : "", choice->id);

  return g_string_free (list, FALSE);
}

static gboolean
check_choice (const JigParam  *self,
              const char      *value,
              GError         **error)
{
  g_autofree char *given = NULL;
  g_autofree char *list = NULL;

  if (jig_param_find_choice (self, value) != NULL)
    return TRUE;

  given = jig_text_escape_display (value, -1);
  list = list_choices (self);
  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be one of %s, not \"%s\"."),
               _(self->title), list, given);

  return FALSE;
}

/**
 * jig_param_check_text:
 * @self: a setting whose value is not a number
 * @value: what somebody would like it to be
 * @error: return location for %JIG_ERROR_VALUE
 *
 * A choice must be one of the choices. Anything else must be UTF-8 and not
 * empty, or empty if @self is optional; whether there is such a column, object
 * or file is for those to say who know them.
 *
 * Returns: %TRUE if @self may have that value
 */
gboolean
jig_param_check_text (const JigParam  *self,
                      const char      *value,
                      GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!jig_param_is_number (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (*value == '\0' && (self->flags & JIG_PARAM_OPTIONAL) != 0)
    return TRUE;

  if (self->kind == JIG_PARAM_CHOICE)
    return check_choice (self, value, error);

  if (*value == '\0')
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must not be empty."),
                   _(self->title));
      return FALSE;
    }

  if (!g_utf8_validate (value, -1, NULL))
    {
      g_autofree char *given = jig_text_escape_display (value, -1);

      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s must be UTF-8, not \"%s\"."),
                   _(self->title), given);
      return FALSE;
    }

  return TRUE;
}

/**
 * jig_param_kind_name:
 * @kind: a kind of setting
 *
 * Returns: its word in JSON, such as "integer"
 */
const char *
jig_param_kind_name (JigParamKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * jig_param_nearest:
 * @table: settings, ended by one without an id
 * @id: a word that is not among them
 *
 * Returns: (nullable): the id in @table, or in a table that a choice brings
 *   along, which @id was most likely meant to be; %NULL if none is near
 */
const char *
jig_param_nearest (const JigParam *table,
                   const char     *id)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  collect_ids (table, ids);
  g_ptr_array_add (ids, NULL);

  return jig_text_nearest (id, (const char * const *) ids->pdata);
}

static const JigChoice *
find_owner (const JigParam  *table,
            const char      *id,
            const JigParam **owner)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    for (const JigChoice *choice = param->choices; choice && choice->id; choice++)
      {
        const JigChoice *deeper;

        if (choice->params == NULL)
          continue;

        *owner = param;
        for (const JigParam *inner = choice->params; inner->id != NULL; inner++)
          if (g_str_equal (inner->id, id))
            return choice;

        deeper = find_owner (choice->params, id, owner);
        if (deeper != NULL)
          return deeper;
      }

  return NULL;
}

/**
 * jig_param_refuse_id:
 * @table: settings, ended by one without an id
 * @id: a word that is not among them, or not with the choices made
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Says that there is no such setting, and what was most likely meant.
 */
void
jig_param_refuse_id (const JigParam  *table,
                     const char      *id,
                     GError         **error)
{
  g_autofree char *given = NULL;
  const JigChoice *choice;
  const JigParam *owner;
  const char *nearest;

  g_return_if_fail (table != NULL);
  g_return_if_fail (id != NULL);

  given = jig_text_escape_display (id, -1);
  choice = find_owner (table, id, &owner);
  nearest = jig_param_nearest (table, id);

  if (choice != NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("The setting \"%s\" needs \"%s\" to be \"%s\"."), given, owner->id, choice->id);
  else if (nearest != NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("There is no setting \"%s\"; did you mean \"%s\"?"), given, nearest);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("There is no setting \"%s\"."), given);
}
