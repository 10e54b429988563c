#include "core/explain/attribution.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/boost/booster.h"
#include "core/boost/tree-shap.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More than this, for margins of about 1, is not rounding but a mistake. */
#define MOST_SUM_ERROR 1e-6

/* What the values of features are summed up in. */
typedef struct
{
  JigAttribution *attribution;
  double         *features;     /* (n_rows, n_features) */
  double         *background;   /* (nullable) (n_background, n_features) */
  double         *values;       /* (n_rows, n_outputs, n_features) */
  gsize          *part_of;      /* (n_features,) */
  gsize           n_features;
} Work;

static void
clear_work (Work *self)
{
  g_clear_pointer (&self->attribution, jig_attribution_free);
  jig_free (self->features);
  jig_free (self->background);
  jig_free (self->values);
  jig_free (self->part_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static double *
make_features (const JigBundle    *bundle,
               JigFrame           *frame,
               const JigRows      *rows,
               const JigProgress  *progress,
               GError            **error)
{
  JigRecipe *recipe = jig_bundle_get_recipe (bundle);
  g_autoptr(JigFrame) inputs = jig_schema_conform (jig_recipe_get_inputs (recipe), frame, error);
  const gsize n_rows = rows != NULL ? jig_rows_get_size (rows) : jig_frame_get_n_rows (frame);
  jig_autofree double *features = NULL;

  if (inputs == NULL)
    return NULL;
  features = jig_alloc (n_rows, jig_recipe_get_n_features (recipe) * sizeof *features,
                        _("the features"), error);
  if (features == NULL ||
      !jig_recipe_apply (recipe, inputs, rows, features, progress, error))
    return NULL;

  return g_steal_pointer (&features);
}

/* The one raw column that a node comes from; NULL if there are several. Nodes
 * come after those they chain to. */
static const char *
find_root (const JigRecipe *recipe,
           gsize            node)
{
  const JigNodeSpec *spec = jig_recipe_get_spec (recipe, node);
  const char *root = NULL;

  for (gsize i = 0; spec->inputs[i] != NULL; i++)
    {
      const char *name = spec->inputs[i];

      for (gsize before = node; before > 0 && name != NULL; before--)
        if (g_str_equal (jig_recipe_get_spec (recipe, before - 1)->name, name))
          {
            name = find_root (recipe, before - 1);
            break;
          }

      if (name == NULL || (root != NULL && !g_str_equal (root, name)))
        return NULL;
      root = name;
    }

  return root;
}

static gsize
add_part (GPtrArray  *parts,
          const char *name)
{
  guint at;

  if (!g_ptr_array_find_with_equal_func (parts, name, g_str_equal, &at))
    {
      at = parts->len;
      g_ptr_array_add (parts, g_strdup (name));
    }

  return at;
}

/* Which column each feature counts for. */
static gboolean
collect_parts (Work             *work,
               const JigRecipe  *recipe,
               gboolean          by_feature,
               GError          **error)
{
  const char * const *names = jig_recipe_get_features (recipe);
  const gsize n_nodes = jig_recipe_get_n_nodes (recipe);
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  work->part_of = jig_alloc (work->n_features + 1, sizeof *work->part_of, _("the features"), error);
  if (work->part_of == NULL)
    return FALSE;

  for (gsize node = 0; node < n_nodes; node++)
    {
      const gsize end = node + 1 < n_nodes ? jig_recipe_get_first_feature (recipe, node + 1)
                                           : work->n_features;
      const char *root = by_feature ? NULL : find_root (recipe, node);

      for (gsize j = jig_recipe_get_first_feature (recipe, node); j < end; j++)
        work->part_of[j] = add_part (parts, root != NULL ? root : names[j]);
    }

  work->attribution->n_parts = parts->len;
  g_ptr_array_add (parts, NULL);
  work->attribution->parts = (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);

  return TRUE;
}

static gboolean
allocate (Work    *work,
          GError **error)
{
  JigAttribution *self = work->attribution;
  const gsize n_margins = self->n_rows * self->n_outputs;

  self->base = jig_alloc (self->n_outputs, sizeof *self->base, _("SHAP values"), error);
  if (self->base == NULL)
    return FALSE;
  self->margins = jig_alloc (n_margins + 1, sizeof *self->margins, _("SHAP values"), error);
  if (self->margins == NULL)
    return FALSE;
  self->values = jig_alloc (n_margins + 1, (self->n_parts + 1) * sizeof *self->values,
                            _("SHAP values"), error);
  if (self->values == NULL)
    return FALSE;
  self->importances = jig_alloc (self->n_parts + 1, sizeof *self->importances, _("SHAP values"),
                                 error);
  if (self->importances == NULL)
    return FALSE;
  work->values = jig_alloc (n_margins + 1, (work->n_features + 1) * sizeof *work->values,
                            _("SHAP values"), error);

  return work->values != NULL;
}

static void
add_up_parts (Work *work)
{
  JigAttribution *self = work->attribution;

  for (gsize i = 0; i < self->n_rows * self->n_outputs; i++)
    for (gsize j = 0; j < work->n_features; j++)
      self->values[i * self->n_parts + work->part_of[j]] += work->values[i * work->n_features + j];

  jig_tree_shap_importances (self->values, self->n_rows, self->n_outputs, self->n_parts,
                             self->importances);
}

/* The same numbers twice: from leaves, and from what each part adds. */
static gboolean
check_sums (Work              *work,
            const JigBooster  *booster,
            GError           **error)
{
  JigAttribution *self = work->attribution;

  for (gsize i = 0; i < self->n_rows; i++)
    for (guint output = 0; output < self->n_outputs; output++)
      {
        const double *row = work->features + i * work->n_features;
        const double *values = self->values + (i * self->n_outputs + output) * self->n_parts;
        double leaves = booster->base[output];
        double sum = self->base[output];

        for (gsize t = 0; t < booster->n_trees; t++)
          if (booster->trees[t].output == output)
            leaves += jig_tree_predict (&booster->trees[t], row);
        for (gsize j = 0; j < self->n_parts; j++)
          sum += values[j];

        self->sum_error = MAX (self->sum_error, fabs (sum - leaves));
        if (fabs (sum - leaves) <= MOST_SUM_ERROR * MAX (1.0, fabs (leaves)))
          continue;
        g_set_error (error, JIG_ERROR, JIG_ERROR_INTERNAL,
                     _("The parts of row %zu add up to %g instead of %g."), i + 1, sum, leaves);
        return FALSE;
      }

  return TRUE;
}

static gboolean
explain (Work                      *work,
         const JigAttributionPlan  *plan,
         const JigProgress         *progress,
         GError                   **error)
{
  JigAttribution *self = work->attribution;
  JigModel *model = jig_bundle_get_model (plan->bundle);
  const JigBooster *booster = jig_model_get_data (model);
  g_autoptr(JigTreeShap) shap = NULL;

  shap = work->background == NULL
         ? jig_tree_shap_new (booster->trees, booster->n_trees, booster->base, booster->n_outputs,
                              booster->n_features, JIG_TREE_SHAP_DOUBLE, error)
         : jig_tree_shap_new_background (booster->trees, booster->n_trees, booster->base,
                                         booster->n_outputs, booster->n_features,
                                         JIG_TREE_SHAP_DOUBLE, work->background,
                                         jig_frame_get_n_rows (plan->background), error);
  if (shap == NULL ||
      !jig_model_predict_margins (model, work->features, self->n_rows, self->margins, NULL,
                                  error) ||
      !jig_tree_shap_contribute (shap, work->features, self->n_rows, work->values, progress, error))
    return FALSE;

  for (guint output = 0; output < self->n_outputs; output++)
    self->base[output] = jig_tree_shap_get_expected (shap)[output];
  self->assumption = jig_tree_shap_dup_assumption (shap);
  add_up_parts (work);

  return check_sums (work, booster, error);
}

static gboolean
check_plan (const JigAttributionPlan  *plan,
            GError                   **error)
{
  const JigModelOps *ops = jig_model_get_ops (jig_bundle_get_model (plan->bundle));

  if (!g_str_equal (ops->id, "boost"))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                   _("Only boosted trees can be explained; this model is of the kind %s."),
                   ops->id);
      return FALSE;
    }
  if (plan->background != NULL && jig_frame_get_n_rows (plan->background) == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, _("The background has no rows."));
      return FALSE;
    }

  return TRUE;
}

/**
 * jig_attribution_new:
 * @plan: what is to be explained, and how
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MISMATCH if the model is not of trees or a
 *   column is not there, %JIG_ERROR_DATA if a cell does not fit or the trees have
 *   no covers and there is no background, %JIG_ERROR_MEMORY, or the one of a
 *   cancellation
 *
 * Splits what the model says of each row among the columns it was told of.
 *
 * Returns: (transfer full): the parts, or %NULL with @error set
 */
JigAttribution *
jig_attribution_new (const JigAttributionPlan  *plan,
                     const JigProgress         *progress,
                     GError                   **error)
{
  g_auto(Work) work = { NULL };
  JigRecipe *recipe;

  g_return_val_if_fail (plan != NULL && plan->bundle != NULL && plan->frame != NULL, NULL);

  if (!check_plan (plan, error))
    return NULL;

  recipe = jig_bundle_get_recipe (plan->bundle);
  work.attribution = g_new0 (JigAttribution, 1);
  work.attribution->n_rows = plan->rows != NULL ? jig_rows_get_size (plan->rows)
                                                : jig_frame_get_n_rows (plan->frame);
  work.attribution->n_outputs = jig_model_get_n_outputs (jig_bundle_get_model (plan->bundle));
  work.n_features = jig_recipe_get_n_features (recipe);

  work.features = make_features (plan->bundle, plan->frame, plan->rows, NULL, error);
  if (work.features == NULL)
    return NULL;
  if (plan->background != NULL)
    {
      work.background = make_features (plan->bundle, plan->background, NULL, NULL, error);
      if (work.background == NULL)
        return NULL;
    }

  if (!collect_parts (&work, recipe, plan->by_feature, error) || !allocate (&work, error) ||
      !explain (&work, plan, progress, error))
    return NULL;

  return g_steal_pointer (&work.attribution);
}

/**
 * jig_attribution_free:
 * @self: (transfer full) (nullable): what an explainer returned
 */
void
jig_attribution_free (JigAttribution *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->parts);
  jig_free (self->base);
  jig_free (self->margins);
  jig_free (self->values);
  jig_free (self->importances);
  g_free (self->assumption);
  g_free (self);
}
