/* Learns a bundle: labels and rows, recipe, features, model, then what goes
 * along with it. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/model/bundle-private.h"

#include <glib/gi18n-lib.h>

/* Rows as a model wants them. */
typedef struct
{
  JigRows    *rows;       /* of the table */
  JigFrame   *frame;      /* of these rows only */
  double     *features;   /* (n_rows, n_features) */
  double     *targets;    /* (n_rows,) */
  double     *weights;    /* (nullable) (n_rows,) */
  JigSamples  samples;
} Part;

static void
part_clear (Part *self)
{
  g_clear_pointer (&self->rows, jig_rows_unref);
  g_clear_pointer (&self->frame, jig_frame_unref);
  jig_free (self->features);
  jig_free (self->targets);
  jig_free (self->weights);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

static JigTarget *
find_target (const JigBundlePlan  *plan,
             GError              **error)
{
  const char *name = plan->target != NULL ? plan->target
                                          : jig_schema_get_by_role (plan->schema, JIG_ROLE_TARGET);
  JigColumn *column;

  if (name == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("No column is the target: say which one is to be predicted."));
      return NULL;
    }

  column = jig_frame_require (plan->frame, name, error);

  return column != NULL ? jig_target_new (column, plan->task, error) : NULL;
}

/* Takes the rows out of the table, with labels and weights. */
static gboolean
take_rows (Part                 *self,
           const JigBundlePlan  *plan,
           const JigTarget      *target,
           const JigRows        *wanted,
           GError              **error)
{
  const char *name = jig_schema_get_by_role (plan->schema, JIG_ROLE_WEIGHT);
  JigColumn *weight = name != NULL ? jig_frame_require (plan->frame, name, error) : NULL;
  const guint32 *ids;
  gsize n_rows;

  if (name != NULL && weight == NULL)
    return FALSE;

  self->rows = jig_bundle_keep_labelled (target, wanted, error);
  if (self->rows == NULL)
    return FALSE;

  n_rows = jig_rows_get_size (self->rows);
  ids = jig_rows_get_ids (self->rows);
  self->frame = jig_frame_select (plan->frame, self->rows, error);
  if (self->frame == NULL)
    return FALSE;

  self->targets = jig_alloc (n_rows, sizeof *self->targets, _("the labels"), error);
  if (self->targets == NULL)
    return FALSE;

  if (weight != NULL)
    self->weights = jig_alloc (n_rows, sizeof *self->weights, _("the weights"), error);
  if (weight != NULL && self->weights == NULL)
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    {
      self->targets[i] = target->values[ids[i]];
      if (weight != NULL)
        self->weights[i] = jig_column_get_number (weight, ids[i]);
    }
  self->samples.n_rows = n_rows;

  return TRUE;
}

static gboolean
make_features (Part               *self,
               const JigRecipe    *recipe,
               const JigProgress  *progress,
               GError            **error)
{
  gsize n_features = jig_recipe_get_n_features (recipe);
  gsize n_cells;

  if (__builtin_mul_overflow (self->samples.n_rows, n_features, &n_cells))
    n_cells = G_MAXSIZE;

  self->features = jig_alloc (n_cells, sizeof *self->features, _("the features"), error);
  if (self->features == NULL ||
      !jig_recipe_apply (recipe, self->frame, NULL, self->features, progress, error))
    return FALSE;

  self->samples = (JigSamples) {
    self->features, self->targets, self->weights, self->samples.n_rows, n_features,
    jig_recipe_get_levels (recipe), jig_rows_get_ids (self->rows)
  };

  return TRUE;
}

/* Models that cut features say so by having trees, and that they part categories by a
 * setting. */
static JigRecipeStyle
find_style (const JigModelOps *ops,
            const JigValues   *values)
{
  const JigParam *categories = jig_param_find (ops->params, "categories");
  const char *choice;

  if (jig_param_find (ops->params, "trees") == NULL)
    return JIG_RECIPE_LINEAR;
  if (categories == NULL)
    return JIG_RECIPE_TREES;

  choice = values != NULL ? jig_values_get_text (values, "categories") : categories->text;

  return g_str_equal (choice, "native") ? JIG_RECIPE_CATEGORIES : JIG_RECIPE_TREES;
}

/* The label is no feature, whatever role it has. */
static GPtrArray *
propose (const JigBundlePlan  *plan,
         const char           *target,
         JigFrame             *training,
         GError              **error)
{
  g_autoptr(JigSchema) schema = jig_schema_with_role (plan->schema, target, JIG_ROLE_TARGET,
                                                      error);

  if (schema == NULL)
    return NULL;

  return jig_node_specs_propose (training, schema, find_style (plan->ops, plan->values), error);
}

static gboolean
check_leak (const JigRecipe  *recipe,
            const char       *target,
            GError          **error)
{
  if (jig_schema_find (jig_recipe_get_inputs (recipe), target) < 0)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
               _("A node reads \"%s\", which is what is to be predicted."), target);

  return FALSE;
}

static gboolean
check_start (const JigBundle  *start,
             const JigTarget  *target,
             GError          **error)
{
  if (g_str_equal (jig_bundle_get_target (start), target->name))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
               _("The model that is continued predicts \"%s\", not \"%s\"."),
               jig_bundle_get_target (start), target->name);

  return FALSE;
}

static gboolean
fit_recipe (JigBundle            *self,
            const JigBundlePlan  *plan,
            const Part           *train,
            const JigProgress    *progress,
            GError              **error)
{
  g_autoptr(GPtrArray) proposed = NULL;

  if (plan->start != NULL)
    {
      self->recipe = jig_recipe_ref (jig_bundle_get_recipe (plan->start));
      return check_leak (self->recipe, self->target, error);
    }
  if (plan->specs == NULL)
    {
      proposed = propose (plan, self->target, train->frame, error);
      if (proposed == NULL)
        return FALSE;
    }

  self->recipe = jig_recipe_fit (plan->specs != NULL ? plan->specs : proposed, train->frame,
                                 plan->schema, NULL, progress, error);

  return self->recipe != NULL && check_leak (self->recipe, self->target, error);
}

static gboolean
fit_model (JigBundle            *self,
           const JigBundlePlan  *plan,
           const JigTarget      *target,
           const Part           *train,
           const Part           *watched,
           const JigProgress    *progress,
           GError              **error)
{
  g_autoptr(JigValues) defaults = jig_values_new (plan->ops->params);
  JigFit fit = {
    .samples = &train->samples,
    .watched = watched->features != NULL ? &watched->samples : NULL,
    .task = target->task,
    .n_classes = target->n_classes,
    .values = plan->values != NULL ? plan->values : defaults,
    .seed = plan->seed,
    .on_point = plan->on_point,
    .user_data = plan->user_data,
    .start = plan->start != NULL ? jig_bundle_get_model (plan->start) : NULL,
  };

  self->model = jig_model_fit (plan->ops, &fit, jig_recipe_get_features (self->recipe),
                               target->labels, progress, error);

  return self->model != NULL &&
         jig_baseline_fit (target->task, target->n_classes, &train->samples, &self->baseline,
                           error);
}

static gboolean
describe_inputs (JigBundle  *self,
                 JigFrame   *training,
                 GError    **error)
{
  const JigSchema *schema = jig_recipe_get_inputs (self->recipe);
  g_autoptr(JigFrame) frame = jig_schema_conform (schema, training, error);

  if (frame == NULL)
    return FALSE;

  self->n_inputs = jig_schema_get_size (schema);
  self->inputs = g_new0 (JigBundleInput, self->n_inputs);

  for (gsize i = 0; i < self->n_inputs; i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);
      JigProfile *profile = jig_profile_new_column (column, error);
      gsize row = 0;

      if (profile == NULL)
        return FALSE;
      g_ptr_array_add (self->columns, profile);

      while (row < jig_column_get_n_rows (column) && jig_column_is_missing (column, row))
        row++;
      self->inputs[i].field = jig_schema_get_field (schema, i);
      self->inputs[i].is_required = jig_column_get_n_missing (column) == 0;
      if (row < jig_column_get_n_rows (column))
        self->inputs[i].example = jig_column_dup_text (column, row);
    }

  return TRUE;
}

typedef struct
{
  const JigRecipe   *recipe;
  const JigSamples  *samples;
  JigProfile       **profiles;   /* (n_features,) */
  GError           **errors;     /* (n_features,) */
} Measure;

static void
measure_features (gsize    chunk,
                  gsize    begin,
                  gsize    end,
                  gpointer data)
{
  const Measure *work = data;

  for (gsize i = begin; i < end; i++)
    work->profiles[i] = jig_profile_new_numbers (jig_recipe_get_features (work->recipe)[i],
                                                 work->samples->features + i,
                                                 work->samples->n_rows, work->samples->n_features,
                                                 &work->errors[i]);
}

static gboolean
describe_features (JigBundle          *self,
                   const JigSamples   *samples,
                   const JigProgress  *progress,
                   GError            **error)
{
  g_autofree GError **errors = g_new0 (GError *, samples->n_features);
  Measure work = { self->recipe, samples, NULL, errors };
  gboolean is_done;

  g_ptr_array_set_size (self->features, (int) samples->n_features);
  work.profiles = (JigProfile **) self->features->pdata;
  is_done = jig_parallel_for_checked (samples->n_features, 1, measure_features, &work, progress,
                                      _("Describing features"), error);

  for (gsize i = 0; i < samples->n_features; i++)
    if (errors[i] != NULL && is_done)
      {
        is_done = FALSE;
        g_propagate_error (error, errors[i]);
      }
    else
      g_clear_error (&errors[i]);

  return is_done;
}

static gboolean
prepare (JigBundle            *self,
         const JigBundlePlan  *plan,
         const JigTarget      *target,
         Part                 *train,
         Part                 *watched,
         const JigProgress    *progress,
         GError              **error)
{
  JigProgress first = jig_progress_slice (progress, 0.0, 0.4);
  JigProgress second = jig_progress_slice (progress, 0.4, 0.8);
  JigProgress third = jig_progress_slice (progress, 0.8, 1.0);

  if (!take_rows (train, plan, target, plan->train, error) ||
      !fit_recipe (self, plan, train, &first, error) ||
      !make_features (train, self->recipe, &second, error))
    return FALSE;

  if (plan->watched == NULL)
    return TRUE;

  return take_rows (watched, plan, target, plan->watched, error) &&
         make_features (watched, self->recipe, &third, error);
}

/**
 * jig_bundle_fit:
 * @plan: what to learn from and how
 * @progress: (nullable): where to report to
 * @error: return location for %JIG_ERROR_DATA if the rows teach nothing or a
 *   node reads the label, %JIG_ERROR_VALUE if a setting or a node is wrong,
 *   %JIG_ERROR_LIMIT, %JIG_ERROR_MEMORY, or the one of a cancellation
 *
 * Rows without a label are left out. The same plan gives the same bytes for any
 * number of threads.
 *
 * Returns: (transfer full): the bundle, or %NULL with @error set
 */
JigBundle *
jig_bundle_fit (const JigBundlePlan  *plan,
                const JigProgress    *progress,
                GError              **error)
{
  JigProgress first = jig_progress_slice (progress, 0.0, 0.2);
  JigProgress second = jig_progress_slice (progress, 0.2, 0.9);
  JigProgress third = jig_progress_slice (progress, 0.9, 1.0);
  g_autoptr(JigBundle) self = NULL;
  g_autoptr(JigTarget) target = NULL;
  g_auto(Part) train = { NULL };
  g_auto(Part) watched = { NULL };

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (plan->frame != NULL && plan->schema != NULL && plan->ops != NULL, NULL);
  g_return_val_if_fail (plan->start == NULL || plan->specs == NULL, NULL);
  g_return_val_if_fail (plan->n_golden <= JIG_GOLDEN_MAX_ROWS, NULL);

  target = find_target (plan, error);
  if (target == NULL)
    return NULL;

  if (plan->start != NULL && !check_start (plan->start, target, error))
    return NULL;

  self = jig_bundle_new ();
  self->target = g_strdup (target->name);

  if (!prepare (self, plan, target, &train, &watched, &first, error) ||
      !fit_model (self, plan, target, &train, &watched, &second, error) ||
      !describe_inputs (self, train.frame, error) ||
      !describe_features (self, &train.samples, &third, error))
    return NULL;

  self->golden = jig_golden_new (self->recipe, self->model, train.frame, plan->n_golden,
                                 plan->seed, error);
  if (self->golden == NULL || !jig_bundle_seal (self, error))
    return NULL;

  return g_steal_pointer (&self);
}
