#include "patterns/kit/run-private.h"

#include "core/base/error.h"
#include "core/data/sample.h"

#include <glib/gi18n-lib.h>

#include <math.h>

static const JigParam no_params[] = { { NULL } };

static void
set_all_stale (JigRun *self)
{
  for (gsize i = 0; i < self->n_steps; i++)
    g_clear_pointer (&self->steps[i].made, jig_made_unref);
}

static JigDataset *
make_sample (const JigPattern  *pattern,
             guint64            seed,
             GError           **error)
{
  const JigSample *sample = jig_sample_find (pattern->sample);
  g_autoptr(JigFrame) frame = NULL;
  g_autoptr(JigSchema) schema = NULL;

  g_return_val_if_fail (sample != NULL, NULL);

  frame = jig_sample_make (sample, NULL, seed, error);
  if (frame == NULL)
    return NULL;

  schema = jig_sample_dup_schema (sample, frame, error);
  if (schema == NULL)
    return NULL;

  return jig_dataset_new (_(sample->title), frame, schema);
}

static char *
find_missing_role (const JigStep   *step,
                   const JigSchema *schema)
{
  g_auto(GStrv) names = g_strsplit (step->roles != NULL ? step->roles : "", " ", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      JigRole role;

      if (!jig_role_from_name (names[i], &role))
        g_return_val_if_reached (NULL);
      if (jig_schema_get_by_role (schema, role) == NULL)
        return g_strdup_printf (_("This step needs a column with the role \"%s\", and your data "
                                  "have none. Give a column that role: --role %s=COLUMN."),
                                names[i], names[i]);
    }

  return NULL;
}

/* A step whose needs cannot be made cannot be done, for the same reason. */
static char *
find_obstacle (const JigRun *self,
               gsize         step)
{
  const JigStep *row = &self->pattern->steps[step];
  char *why = find_missing_role (row, self->dataset->schema);
  gboolean is_optional;

  for (gsize i = 0; i < step && why == NULL; i++)
    if (jig_run_needs (self, step, i, &is_optional) && !is_optional)
      why = g_strdup (self->steps[i].why_not);

  return why;
}

static void
init_steps (JigRun *self)
{
  self->n_steps = jig_pattern_n_steps (self->pattern);
  self->steps = g_new0 (JigRunStep, self->n_steps);

  for (gsize i = 0; i < self->n_steps; i++)
    {
      const JigParam *params = self->pattern->steps[i].params;

      self->steps[i].values = jig_values_new (params != NULL ? params : no_params);
      self->steps[i].answer = NAN;
      if (self->is_own)
        self->steps[i].why_not = find_obstacle (self, i);
    }
}

/**
 * jig_run_new:
 * @pattern: what to walk through
 * @dataset: (nullable): the user's; %NULL: the built-in sample
 * @seed: where every random choice comes from
 * @error: return location for %JIG_ERROR_DATA if @dataset lacks a role, or
 *   %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a run of which no step is done, or %NULL with @error
 *   set
 */
JigRun *
jig_run_new (const JigPattern  *pattern,
             JigDataset        *dataset,
             guint64            seed,
             GError           **error)
{
  g_autoptr(JigRun) self = NULL;
  g_autofree char *why = NULL;

  g_return_val_if_fail (pattern != NULL, NULL);

  if (dataset != NULL && !jig_pattern_fits (pattern, dataset->schema, &why))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, "%s: %s", dataset->title, why);
      return NULL;
    }

  self = g_new0 (JigRun, 1);
  self->pattern = pattern;
  self->is_own = dataset != NULL;
  self->seed = seed;
  self->dataset = dataset != NULL ? jig_dataset_ref (dataset) : make_sample (pattern, seed, error);
  if (self->dataset == NULL)
    return NULL;

  init_steps (self);

  return g_steal_pointer (&self);
}

/**
 * jig_run_copy:
 * @self: a run
 *
 * Returns: (transfer full): a run of its own that shares data and what was made
 */
JigRun *
jig_run_copy (const JigRun *self)
{
  JigRun *copy = g_memdup2 (self, sizeof *self);

  copy->dataset = jig_dataset_ref (self->dataset);
  copy->steps = g_memdup2 (self->steps, self->n_steps * sizeof *self->steps);

  for (gsize i = 0; i < copy->n_steps; i++)
    {
      JigRunStep *step = &copy->steps[i];

      step->values = jig_values_copy (step->values);
      step->why_not = g_strdup (step->why_not);
      if (step->made != NULL)
        g_atomic_rc_box_acquire (step->made);
    }

  return copy;
}

void
jig_run_free (JigRun *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < self->n_steps; i++)
    {
      jig_values_free (self->steps[i].values);
      g_clear_pointer (&self->steps[i].made, jig_made_unref);
      g_free (self->steps[i].why_not);
    }
  g_free (self->steps);
  g_clear_pointer (&self->dataset, jig_dataset_unref);
  g_free (self);
}

const JigPattern *
jig_run_get_pattern (const JigRun *self)
{
  return self->pattern;
}

gboolean
jig_run_is_own_data (const JigRun *self)
{
  return self->is_own;
}

/**
 * jig_run_get_dataset:
 * @self: a run
 *
 * Returns: (transfer none): the user's data, or the built-in sample
 */
JigDataset *
jig_run_get_dataset (const JigRun *self)
{
  return self->dataset;
}

/**
 * jig_run_get_target:
 * @self: a run
 *
 * Returns: (nullable): the name of the label
 */
const char *
jig_run_get_target (const JigRun *self)
{
  return jig_schema_get_by_role (self->dataset->schema, JIG_ROLE_TARGET);
}

guint64
jig_run_get_seed (const JigRun *self)
{
  return self->seed;
}

/**
 * jig_run_set_seed:
 * @self: a run
 * @seed: where every random choice comes from, the built-in data among them
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Makes every step stale.
 *
 * Returns: %TRUE, or %FALSE with @error set and the run as it was
 */
gboolean
jig_run_set_seed (JigRun   *self,
                  guint64   seed,
                  GError  **error)
{
  if (!self->is_own && seed != self->seed)
    {
      JigDataset *dataset = make_sample (self->pattern, seed, error);

      if (dataset == NULL)
        return FALSE;
      jig_dataset_unref (self->dataset);
      self->dataset = dataset;
    }

  if (seed != self->seed)
    set_all_stale (self);
  self->seed = seed;

  return TRUE;
}
