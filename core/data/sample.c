#include "core/data/sample.h"

/**
 * jig_sample_find:
 * @id: the word of a sample
 *
 * Returns: (transfer none) (nullable): the sample
 */
const JigSample *
jig_sample_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; jig_samples[i] != NULL; i++)
    if (g_str_equal (jig_samples[i]->id, id))
      return jig_samples[i];

  return NULL;
}

/**
 * jig_sample_make:
 * @self: a sample
 * @values: (nullable): what was chosen from its settings; %NULL: the defaults
 * @seed: what the user chose; a sample that is held as counts has no use for it
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the same table for the same settings and seed, on
 *   every machine; %NULL with @error set
 */
JigFrame *
jig_sample_make (const JigSample  *self,
                 const JigValues  *values,
                 guint64           seed,
                 GError          **error)
{
  g_autoptr(JigValues) defaults = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (values == NULL)
    {
      defaults = jig_values_new (self->params);
      values = defaults;
    }

  return self->make (values, seed, error);
}

/**
 * jig_sample_dup_schema:
 * @self: a sample
 * @frame: a table that it made
 * @error: return location for %JIG_ERROR_VALUE if @frame lacks a column
 *
 * Returns: (transfer full): the table's schema with the roles that its columns
 *   have, or %NULL with @error set
 */
JigSchema *
jig_sample_dup_schema (const JigSample  *self,
                       const JigFrame   *frame,
                       GError          **error)
{
  g_autoptr(JigSchema) schema = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (frame != NULL, NULL);

  schema = jig_schema_from_frame (frame);
  for (gsize i = 0; self->roles[i] != NULL; i += 2)
    {
      JigRole role = JIG_ROLE_FEATURE;
      JigSchema *changed;

      if (!jig_role_from_name (self->roles[i + 1], &role))
        g_return_val_if_reached (NULL);

      changed = jig_schema_with_role (schema, self->roles[i], role, error);
      if (changed == NULL)
        return NULL;

      jig_schema_unref (schema);
      schema = changed;
    }

  return g_steal_pointer (&schema);
}
