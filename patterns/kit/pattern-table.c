/* Finds patterns and steps. Not called pattern.c: a folder with one is a pattern. */

#include "patterns/kit/pattern.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  const char *title;
} groups[JIG_N_GROUPS] = {
  [JIG_GROUP_DATA] = { "data", N_("Data") },
  [JIG_GROUP_TRAIN] = { "train", N_("Train") },
  [JIG_GROUP_REPRESENT] = { "represent", N_("Represent and recommend") },
  [JIG_GROUP_SERVE] = { "serve", N_("Serve and explain") },
  [JIG_GROUP_DECIDE] = { "decide", N_("Decide") },
};

/**
 * jig_pattern_find:
 * @id: the name of a folder
 *
 * Returns: (nullable): the pattern
 */
const JigPattern *
jig_pattern_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    if (g_str_equal (jig_patterns[i]->id, id))
      return jig_patterns[i];

  return NULL;
}

gsize
jig_pattern_n_steps (const JigPattern *self)
{
  gsize n_steps = 0;

  while (self->steps[n_steps].id != NULL)
    n_steps++;

  return n_steps;
}

/**
 * jig_pattern_find_step:
 * @self: a pattern
 * @id: the id of a step
 *
 * Returns: its index, or -1
 */
gssize
jig_pattern_find_step (const JigPattern *self,
                       const char       *id)
{
  g_return_val_if_fail (id != NULL, -1);

  for (gsize i = 0; self->steps[i].id != NULL; i++)
    if (g_str_equal (self->steps[i].id, id))
      return (gssize) i;

  return -1;
}

/**
 * jig_pattern_find_maker:
 * @self: a pattern
 * @name: the name of a value
 *
 * Returns: the index of the step that makes it, or -1
 */
gssize
jig_pattern_find_maker (const JigPattern *self,
                        const char       *name)
{
  g_return_val_if_fail (name != NULL, -1);

  for (gsize i = 0; self->steps[i].id != NULL; i++)
    if (g_str_equal (self->steps[i].makes, name))
      return (gssize) i;

  return -1;
}

static guint
count_role (const JigSchema      *schema,
            const JigPatternRole *role)
{
  guint n_columns = 0;

  for (gsize i = 0; i < jig_schema_get_size (schema); i++)
    {
      const JigField *field = jig_schema_get_field (schema, i);

      if (field->role == role->role && (role->types & JIG_NODE_TAKES (field->type)) != 0)
        n_columns++;
    }

  return n_columns;
}

static char *
say_missing (const JigPattern     *pattern,
             const JigPatternRole *role,
             guint                 n_columns)
{
  const char *name = jig_role_name (role->role);

  if (n_columns == 0 && role->min == 1)
    return g_strdup_printf (_("%s needs a column with the role \"%s\": --role %s=COLUMN."),
                            _(pattern->title), name, name);

  return g_strdup_printf (_("%s needs %u columns with the role \"%s\", and there are %u."),
                          _(pattern->title), role->min, name, n_columns);
}

/**
 * jig_pattern_fits:
 * @self: a pattern
 * @schema: the roles and types of the user's columns
 * @why: (out) (optional) (nullable): what is missing, or what the pattern does
 *   without; %NULL if nothing is missing
 *
 * Returns: whether the pattern can run on such a table
 */
gboolean
jig_pattern_fits (const JigPattern *self,
                  const JigSchema  *schema,
                  char            **why)
{
  const char *without = NULL;

  g_return_val_if_fail (self != NULL && schema != NULL, FALSE);

  for (const JigPatternRole *role = self->roles; role->types != 0; role++)
    {
      guint n_columns = count_role (schema, role);

      if (n_columns < role->min)
        {
          if (why != NULL)
            *why = say_missing (self, role, n_columns);
          return FALSE;
        }
      if (n_columns == 0 && without == NULL)
        without = role->without;
    }

  if (why != NULL)
    *why = without != NULL ? g_strdup (_(without)) : NULL;

  return TRUE;
}

/**
 * jig_group_name:
 * @group: a group
 *
 * Returns: its word in JSON
 */
const char *
jig_group_name (JigGroup group)
{
  return groups[group].name;
}

/**
 * jig_group_title:
 * @group: a group
 *
 * Returns: what the user reads
 */
const char *
jig_group_title (JigGroup group)
{
  return _(groups[group].title);
}
