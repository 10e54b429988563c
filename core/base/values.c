#include "core/base/values.h"

#include "core/base/text.h"

#include <glib/gi18n-lib.h>

/* The value of one setting. Which member holds it depends on the kind. */
typedef struct
{
  const JigParam *param;
  double          number;   /* real, log, switch */
  gint64          whole;    /* integer, seed */
  char           *text;     /* all others; never NULL for them */
} Slot;

struct _JigValues
{
  const JigParam *table;
  GArray         *slots;   /* of Slot: one for each setting of @table and of all choices */
};

static Slot
default_slot (const JigParam *param)
{
  Slot slot = { .param = param };

  if (!jig_param_is_number (param))
    slot.text = g_strdup (jig_param_get_default_text (param));
  else if (jig_param_is_whole (param))
    slot.whole = (gint64) param->value;
  else
    slot.number = param->value;

  return slot;
}

static void
clear_slot (gpointer slot)
{
  g_free (((Slot *) slot)->text);
}

static gboolean
is_equal_slot (const Slot *a,
               const Slot *b)
{
  return a->number == b->number && a->whole == b->whole && g_strcmp0 (a->text, b->text) == 0;
}

/* Calls itself for the tables of the choices, like all that walk a table here:
 * those are part of the program and as deep as somebody wrote them. */
static void
add_slots (GArray         *slots,
           const JigParam *table)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      Slot slot = default_slot (param);

      g_array_append_val (slots, slot);
      for (const JigChoice *choice = param->choices; choice && choice->id; choice++)
        if (choice->params != NULL)
          add_slots (slots, choice->params);
    }
}

static GArray *
new_slots (void)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (Slot));

  g_array_set_clear_func (slots, clear_slot);

  return slots;
}

static GArray *
copy_slots (const GArray *slots)
{
  GArray *copy = new_slots ();

  for (guint i = 0; i < slots->len; i++)
    {
      Slot slot = g_array_index (slots, Slot, i);

      slot.text = g_strdup (slot.text);
      g_array_append_val (copy, slot);
    }

  return copy;
}

static Slot *
slot_of (const JigValues *self,
         const JigParam  *param)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_array_index (self->slots, Slot, i).param == param)
      return &g_array_index (self->slots, Slot, i);

  g_return_val_if_reached (NULL);
}

/* The settings that the choice made for @param brings along, or NULL. */
static const JigParam *
chosen_table (const JigValues *self,
              const JigParam  *param)
{
  const JigChoice *choice = NULL;

  if (param->kind == JIG_PARAM_CHOICE)
    choice = jig_param_find_choice (param, slot_of (self, param)->text);

  return choice != NULL ? choice->params : NULL;
}

static Slot *
find_slot_in (const JigValues *self,
              const JigParam  *table,
              const char      *id)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    if (g_str_equal (param->id, id))
      return slot_of (self, param);

  for (const JigParam *param = table; param->id != NULL; param++)
    {
      const JigParam *chosen = chosen_table (self, param);
      Slot *slot = chosen != NULL ? find_slot_in (self, chosen, id) : NULL;

      if (slot != NULL)
        return slot;
    }

  return NULL;
}

static Slot *
find_slot (const JigValues *self,
           const char      *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return find_slot_in (self, self->table, id);
}

static Slot *
find_slot_checked (JigValues   *self,
                   const char  *id,
                   GError     **error)
{
  Slot *slot = find_slot (self, id);

  if (slot == NULL)
    jig_param_refuse_id (self->table, id, error);

  return slot;
}

/**
 * jig_values_new:
 * @table: (transfer none): settings, ended by one without an id; must outlive
 *   the values
 *
 * Returns: (transfer full): the defaults of @table
 */
JigValues *
jig_values_new (const JigParam *table)
{
  JigValues *self;

  g_return_val_if_fail (table != NULL, NULL);

  self = g_new0 (JigValues, 1);
  self->table = table;
  self->slots = new_slots ();
  add_slots (self->slots, table);

  return self;
}

/**
 * jig_values_copy:
 * @self: values
 *
 * Returns: (transfer full): the same values once more
 */
JigValues *
jig_values_copy (const JigValues *self)
{
  JigValues *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (JigValues, 1);
  copy->table = self->table;
  copy->slots = copy_slots (self->slots);

  return copy;
}

/**
 * jig_values_free:
 * @self: (transfer full): values
 */
void
jig_values_free (JigValues *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->slots);
  g_free (self);
}

/**
 * jig_values_get_table:
 * @self: values
 *
 * Returns: (transfer none): the settings they are for
 */
const JigParam *
jig_values_get_table (const JigValues *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table;
}

/**
 * jig_values_find_param:
 * @self: values
 * @id: a setting
 *
 * Looks in the table and in those that the choices made bring along.
 *
 * Returns: (transfer none) (nullable): the setting, or %NULL if there is none
 *   of that name with these choices
 */
const JigParam *
jig_values_find_param (const JigValues *self,
                       const char      *id)
{
  const Slot *slot = find_slot (self, id);

  return slot != NULL ? slot->param : NULL;
}

/**
 * jig_values_get_number:
 * @self: values
 * @id: a setting whose value is a number
 *
 * Returns: the number; 0 or 1 for a switch
 */
double
jig_values_get_number (const JigValues *self,
                       const char      *id)
{
  const Slot *slot = find_slot (self, id);

  g_return_val_if_fail (slot != NULL && jig_param_is_number (slot->param), 0.0);

  return jig_param_is_whole (slot->param) ? (double) slot->whole : slot->number;
}

/**
 * jig_values_get_int:
 * @self: values
 * @id: a setting whose value is a whole number or a seed
 *
 * Returns: the number, exactly
 */
gint64
jig_values_get_int (const JigValues *self,
                    const char      *id)
{
  const Slot *slot = find_slot (self, id);

  g_return_val_if_fail (slot != NULL && jig_param_is_whole (slot->param), 0);

  return slot->whole;
}

/**
 * jig_values_get_switch:
 * @self: values
 * @id: a switch
 *
 * Returns: %TRUE if it is on
 */
gboolean
jig_values_get_switch (const JigValues *self,
                       const char      *id)
{
  const Slot *slot = find_slot (self, id);

  g_return_val_if_fail (slot != NULL && slot->param->kind == JIG_PARAM_SWITCH, FALSE);

  return slot->number != 0.0;
}

/**
 * jig_values_get_text:
 * @self: values
 * @id: a setting whose value is not a number
 *
 * Returns: (transfer none): the text, until the setting is changed; "" if there
 *   is none; for several names what jig_text_join_list() makes of them
 */
const char *
jig_values_get_text (const JigValues *self,
                     const char      *id)
{
  const Slot *slot = find_slot (self, id);

  g_return_val_if_fail (slot != NULL && slot->text != NULL, NULL);

  return slot->text;
}

/**
 * jig_values_dup_list:
 * @self: values
 * @id: a setting whose value is not a number
 *
 * Returns: (transfer full): the names in it; for a setting that takes only one
 *   name this one, unless it is empty
 */
char **
jig_values_dup_list (const JigValues *self,
                     const char      *id)
{
  const Slot *slot = find_slot (self, id);
  char *one[2] = { NULL };

  g_return_val_if_fail (slot != NULL && slot->text != NULL, NULL);

  if (jig_param_is_list (slot->param))
    return jig_text_split_list (slot->text, NULL);

  if (*slot->text != '\0')
    one[0] = slot->text;

  return g_strdupv (one);
}

/**
 * jig_values_is_default:
 * @self: values
 * @id: a setting
 *
 * Returns: %TRUE if it has the value its table gives it
 */
gboolean
jig_values_is_default (const JigValues *self,
                       const char      *id)
{
  gboolean is_default;
  Slot untouched;
  const Slot *slot = find_slot (self, id);

  g_return_val_if_fail (slot != NULL, FALSE);

  untouched = default_slot (slot->param);
  is_default = is_equal_slot (slot, &untouched);
  clear_slot (&untouched);

  return is_default;
}

static gboolean
set_number (Slot    *slot,
            double   value,
            GError **error)
{
  if (!jig_param_check_number (slot->param, value, error))
    return FALSE;

  if (jig_param_is_whole (slot->param))
    slot->whole = (gint64) value;
  else
    slot->number = value;

  return TRUE;
}

/**
 * jig_values_set_number:
 * @self: values
 * @id: a setting whose value is a number
 * @value: the number; 0 or 1 for a switch
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE if there is such a setting and it may have that value
 */
gboolean
jig_values_set_number (JigValues   *self,
                       const char  *id,
                       double       value,
                       GError     **error)
{
  Slot *slot = find_slot_checked (self, id, error);

  if (slot == NULL)
    return FALSE;

  g_return_val_if_fail (jig_param_is_number (slot->param), FALSE);

  return set_number (slot, value, error);
}

/**
 * jig_values_set_int:
 * @self: values
 * @id: a setting whose value is a number
 * @value: the number, which a double need not be able to hold
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: %TRUE if there is such a setting and it may have that value
 */
gboolean
jig_values_set_int (JigValues   *self,
                    const char  *id,
                    gint64       value,
                    GError     **error)
{
  Slot *slot = find_slot_checked (self, id, error);

  if (slot == NULL)
    return FALSE;

  g_return_val_if_fail (jig_param_is_number (slot->param), FALSE);

  /* Near 2^63 the check, which sees a double, would refuse what is one too few. */
  if (slot->param->kind != JIG_PARAM_SEED || value < 0)
    {
      if (!set_number (slot, (double) value, error))
        return FALSE;
    }

  if (jig_param_is_whole (slot->param))
    slot->whole = value;

  return TRUE;
}

/* Takes the list apart and puts it together again: one list, one text. */
static char *
tidy_list (const JigParam  *param,
           const char      *value,
           GError         **error)
{
  g_auto(GStrv) items = jig_text_split_list (value, error);

  if (items == NULL)
    {
      g_prefix_error (error, "%s: ", _(param->title));
      return NULL;
    }

  if (items[0] == NULL && !jig_param_check_text (param, "", error))
    return NULL;

  for (gsize i = 0; items[i] != NULL; i++)
    if (!jig_param_check_text (param, items[i], error))
      return NULL;

  return jig_text_join_list ((const char * const *) items);
}

/**
 * jig_values_set_text:
 * @self: values
 * @id: a setting whose value is not a number
 * @value: the text; for several names what jig_text_split_list() reads
 * @error: return location for %JIG_ERROR_VALUE
 *
 * What the table gives a setting it may always have, even if that is nothing:
 * whether something has to be there is asked when it is used.
 *
 * Returns: %TRUE if there is such a setting and it may have that value
 */
gboolean
jig_values_set_text (JigValues   *self,
                     const char  *id,
                     const char  *value,
                     GError     **error)
{
  Slot *slot = find_slot_checked (self, id, error);
  char *text;

  if (slot == NULL)
    return FALSE;

  g_return_val_if_fail (slot->text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (g_str_equal (value, jig_param_get_default_text (slot->param)))
    text = g_strdup (value);
  else if (jig_param_is_list (slot->param))
    text = tidy_list (slot->param, value, error);
  else
    text = jig_param_check_text (slot->param, value, error) ? g_strdup (value) : NULL;

  if (text == NULL)
    return FALSE;

  g_free (slot->text);
  slot->text = text;

  return TRUE;
}

/**
 * jig_values_reset:
 * @self: values
 * @id: a setting
 *
 * Gives a setting back the value its table gives it.
 */
void
jig_values_reset (JigValues  *self,
                  const char *id)
{
  Slot *slot = find_slot (self, id);

  g_return_if_fail (slot != NULL);

  clear_slot (slot);
  *slot = default_slot (slot->param);
}

/**
 * jig_values_assign:
 * @self: values
 * @other: values for the same table
 *
 * Makes @self the same as @other.
 */
void
jig_values_assign (JigValues       *self,
                   const JigValues *other)
{
  GArray *slots;

  g_return_if_fail (self != NULL);
  g_return_if_fail (other != NULL);
  g_return_if_fail (self->table == other->table);

  slots = copy_slots (other->slots);
  g_array_unref (self->slots);
  self->slots = slots;
}

static gboolean
is_equal_table (const JigValues *a,
                const JigValues *b,
                const JigParam  *table)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      const JigParam *chosen = chosen_table (a, param);

      if (!is_equal_slot (slot_of (a, param), slot_of (b, param)))
        return FALSE;
      if (chosen != NULL && !is_equal_table (a, b, chosen))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_values_equal:
 * @a: values
 * @b: others
 *
 * Settings of choices that are not made do not count.
 *
 * Returns: %TRUE if both are for one table and mean the same
 */
gboolean
jig_values_equal (const JigValues *a,
                  const JigValues *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  return a->table == b->table && is_equal_table (a, b, a->table);
}
