#include "core/data/schema.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/**
 * RoleInfo:
 * @name: the word of the command line and of JSON
 * @title: what the user reads (untranslated)
 * @is_single: only one column of a table can have it
 */
typedef struct
{
  const char *name;
  const char *title;
  gboolean    is_single;
} RoleInfo;

struct _JigSchema
{
  JigField   *fields;      /* (n_fields,) */
  gsize       n_fields;
  GHashTable *by_name;     /* composed name => number of the field + 1 */
};

static const RoleInfo roles[JIG_N_ROLES] = {
  [JIG_ROLE_FEATURE] = { "feature", N_("Feature"), FALSE },
  [JIG_ROLE_TARGET] = { "target", N_("Target"), TRUE },
  [JIG_ROLE_ID] = { "id", N_("Identifier"), FALSE },
  [JIG_ROLE_TIME] = { "time", N_("Time"), TRUE },
  [JIG_ROLE_GROUP] = { "group", N_("Group"), TRUE },
  [JIG_ROLE_WEIGHT] = { "weight", N_("Weight"), TRUE },
  [JIG_ROLE_RATING] = { "rating", N_("Rating"), TRUE },
  [JIG_ROLE_RATER] = { "rater", N_("Rater"), TRUE },
  [JIG_ROLE_DECIDER] = { "decider", N_("Decider"), TRUE },
  [JIG_ROLE_USER] = { "user", N_("User"), TRUE },
  [JIG_ROLE_ITEM] = { "item", N_("Item"), TRUE },
  [JIG_ROLE_EVENT] = { "event", N_("Event"), TRUE },
  [JIG_ROLE_VISIT] = { "visit", N_("Visit"), TRUE },
  [JIG_ROLE_STATE] = { "state", N_("State"), TRUE },
  [JIG_ROLE_ACTION] = { "action", N_("Action"), TRUE },
  [JIG_ROLE_NEXT_STATE] = { "next_state", N_("Next state"), TRUE },
  [JIG_ROLE_PROBABILITY] = { "probability", N_("Probability"), TRUE },
  [JIG_ROLE_REWARD] = { "reward", N_("Reward"), TRUE },
  [JIG_ROLE_IGNORE] = { "ignore", N_("Ignore"), FALSE },
};

/**
 * jig_schema_new:
 * @fields: (array length=n_fields): the columns; copied
 * @n_fields: how many there are
 *
 * Returns: (transfer full): a schema
 */
JigSchema *
jig_schema_new (const JigField *fields,
                gsize           n_fields)
{
  JigSchema *self;

  g_return_val_if_fail (fields != NULL || n_fields == 0, NULL);
  g_return_val_if_fail (n_fields <= JIG_LIMIT_COLUMNS, NULL);

  self = g_atomic_rc_box_new0 (JigSchema);
  self->fields = g_new0 (JigField, n_fields);
  self->n_fields = n_fields;
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < n_fields; i++)
    {
      self->fields[i] = fields[i];
      self->fields[i].name = g_strdup (fields[i].name);
      self->fields[i].why = g_strdup (fields[i].why);
      self->fields[i].unit = g_strdup (fields[i].unit);
      g_hash_table_insert (self->by_name, jig_text_to_nfc (fields[i].name),
                           GSIZE_TO_POINTER (i + 1));
    }

  return self;
}

/**
 * jig_schema_from_frame:
 * @frame: a table
 *
 * Returns: (transfer full): its names and types; every column is a feature
 */
JigSchema *
jig_schema_from_frame (const JigFrame *frame)
{
  g_autofree JigField *fields = NULL;
  gsize n_fields;

  g_return_val_if_fail (frame != NULL, NULL);

  n_fields = jig_frame_get_n_columns (frame);
  fields = g_new0 (JigField, n_fields);

  for (gsize i = 0; i < n_fields; i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);

      fields[i].name = (char *) jig_column_get_name (column);
      fields[i].type = jig_column_get_type_id (column);
      fields[i].role = JIG_ROLE_FEATURE;
    }

  return jig_schema_new (fields, n_fields);
}

JigSchema *
jig_schema_ref (JigSchema *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
schema_clear (gpointer data)
{
  JigSchema *self = data;

  for (gsize i = 0; i < self->n_fields; i++)
    {
      g_free (self->fields[i].name);
      g_free (self->fields[i].why);
      g_free (self->fields[i].unit);
    }

  g_free (self->fields);
  g_hash_table_unref (self->by_name);
}

void
jig_schema_unref (JigSchema *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, schema_clear);
}

gsize
jig_schema_get_size (const JigSchema *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_fields;
}

const JigField *
jig_schema_get_field (const JigSchema *self,
                      gsize            i)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->n_fields, NULL);

  return &self->fields[i];
}

/**
 * jig_schema_find:
 * @self: a schema
 * @name: a name; how its accents or syllables are composed does not matter
 *
 * Returns: the number of the field, or -1 if there is none
 */
gssize
jig_schema_find (const JigSchema *self,
                 const char      *name)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  key = jig_text_to_nfc (name);

  return (gssize) GPOINTER_TO_SIZE (g_hash_table_lookup (self->by_name, key)) - 1;
}

/**
 * jig_schema_get_by_role:
 * @self: a schema
 * @role: a role
 *
 * Returns: (transfer none) (nullable): the name of the first column with it
 */
const char *
jig_schema_get_by_role (const JigSchema *self,
                        JigRole          role)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; i < self->n_fields; i++)
    if (self->fields[i].role == role)
      return self->fields[i].name;

  return NULL;
}

/**
 * jig_schema_with_role:
 * @self: a schema
 * @name: the name of a column
 * @role: what it is for
 * @error: return location for %JIG_ERROR_VALUE if there is no such column
 *
 * A role that only one column can have, such as the target, is taken from the
 * column that has it; that one becomes a feature.
 *
 * Returns: (transfer full): another schema, or %NULL with @error set
 */
JigSchema *
jig_schema_with_role (JigSchema   *self,
                      const char  *name,
                      JigRole      role,
                      GError     **error)
{
  JigSchema *changed;
  gssize found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (role < JIG_N_ROLES, NULL);

  found = jig_schema_find (self, name);
  if (found < 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("There is no column \"%s\"."), name);
      return NULL;
    }

  changed = jig_schema_new (self->fields, self->n_fields);
  for (gsize i = 0; i < changed->n_fields; i++)
    if (roles[role].is_single && changed->fields[i].role == role)
      changed->fields[i].role = JIG_ROLE_FEATURE;
  changed->fields[found].role = role;

  return changed;
}

/* The column as the schema wants it, or NULL. */
static JigColumn *
conform_column (const JigField  *field,
                const JigFrame  *frame,
                GError         **error)
{
  const JigPlace place = { .byte = -1, .id = "column.missing" };
  g_autoptr(JigColumn) converted = NULL;
  g_autofree char *names = NULL;
  gssize i = jig_frame_find (frame, field->name);

  if (i < 0)
    {
      names = jig_frame_dup_names (frame);
      jig_error_set_at (error, JIG_ERROR_MISMATCH, &place,
                        _("The model needs the column \"%s\" (%s); the file has: %s."),
                        field->name, jig_column_type_name (field->type), names);
      return NULL;
    }

  converted = jig_column_convert (jig_frame_get_column (frame, (gsize) i), field->type, error);
  if (converted == NULL)
    return NULL;

  if (g_str_equal (jig_column_get_name (converted), field->name))
    return g_steal_pointer (&converted);

  return jig_column_rename (converted, field->name);
}

/**
 * jig_schema_conform:
 * @self: what columns are wanted
 * @frame: a table
 * @error: return location for %JIG_ERROR_MISMATCH if a column is not there, or
 *   an error of jig_column_convert()
 *
 * Names are matched however they are composed; the columns get the names of the
 * schema. A category keeps the levels of @frame: who knows other levels matches
 * them by their texts.
 *
 * Returns: (transfer full): a table with exactly the columns of @self, or %NULL
 *   with @error set
 */
JigFrame *
jig_schema_conform (const JigSchema  *self,
                    JigFrame         *frame,
                    GError          **error)
{
  g_autoptr(GPtrArray) columns = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (frame != NULL, NULL);

  columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  for (gsize i = 0; i < self->n_fields; i++)
    {
      JigColumn *column = conform_column (&self->fields[i], frame, error);

      if (column == NULL)
        return NULL;
      g_ptr_array_add (columns, column);
    }

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}

/**
 * jig_role_name:
 * @role: a role
 *
 * Returns: its word on the command line and in JSON
 */
const char *
jig_role_name (JigRole role)
{
  g_return_val_if_fail (role < JIG_N_ROLES, NULL);

  return roles[role].name;
}

/**
 * jig_role_title:
 * @role: a role
 *
 * Returns: what the user reads, translated
 */
const char *
jig_role_title (JigRole role)
{
  g_return_val_if_fail (role < JIG_N_ROLES, NULL);

  return _(roles[role].title);
}

/**
 * jig_role_from_name:
 * @name: a word
 * @role: (out): the role it stands for; as it was if there is none
 *
 * Returns: whether there is a role of that name
 */
gboolean
jig_role_from_name (const char *name,
                    JigRole    *role)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (gsize i = 0; i < JIG_N_ROLES; i++)
    if (g_str_equal (name, roles[i].name))
      {
        *role = (JigRole) i;
        return TRUE;
      }

  return FALSE;
}
