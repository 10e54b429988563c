#include "patterns/transform/serving.h"

#include "core/base/alloc.h"
#include "patterns/transform/mistake.h"

#include <glib/gi18n-lib.h>

/**
 * transform_serving_init:
 * @self: (out caller-allocates): a server, for transform_serving_clear()
 * @plan: how features are made
 * @recipe: with which constants
 * @fit_rows: the rows that they come from
 * @column: (nullable): the column that mistakes shall hit, if they can
 * @hours: how many hours the clock is behind, for the time zone
 *
 * Starts with a server that does everything right.
 */
void
transform_serving_init (TransformServing    *self,
                        const TransformPlan *plan,
                        JigRecipe           *recipe,
                        const JigRows       *fit_rows,
                        const char          *column,
                        int                  hours)
{
  *self = (TransformServing) { plan, jig_recipe_ref (recipe), fit_rows, column, hours };
  self->specs = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_node_spec_free);
  for (guint i = 0; i < plan->specs->len; i++)
    g_ptr_array_add (self->specs, jig_node_spec_copy (g_ptr_array_index (plan->specs, i)));
  self->sent = jig_frame_ref (plan->frame);
  self->read = jig_frame_ref (plan->frame);
}

void
transform_serving_clear (TransformServing *self)
{
  g_clear_pointer (&self->recipe, jig_recipe_unref);
  g_clear_pointer (&self->specs, g_ptr_array_unref);
  g_clear_pointer (&self->sent, jig_frame_unref);
  g_clear_pointer (&self->read, jig_frame_unref);
  g_clear_pointer (&self->batch, jig_free);
}

/**
 * transform_serving_make:
 * @self: a server
 * @mistake: the index of a mistake, greater than those already made
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Makes one mistake more. One that finds nothing to take hold of changes nothing.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
transform_serving_make (TransformServing  *self,
                        guint              mistake,
                        GError           **error)
{
  if (!transform_mistake_alter (self, mistake, error))
    return FALSE;

  if (transform_mistake_is_sent (mistake))
    {
      jig_frame_unref (self->read);
      self->read = jig_frame_ref (self->sent);
    }

  return TRUE;
}

/* The rows of the table that are in the batch. */
static JigRows *
dup_batch_rows (const TransformServing  *self,
                GError                 **error)
{
  const guint32 *ids = jig_rows_get_ids (self->plan->test);
  gsize n_rows = jig_rows_get_size (self->plan->test);
  jig_autofree guint32 *kept = jig_alloc (n_rows, sizeof *kept, _("the batch"), error);
  gsize n_kept = 0;

  if (kept == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    if (self->batch[i])
      kept[n_kept++] = ids[i];

  return jig_rows_new_copy (kept, n_kept, error);
}

/* The one feature of the scaler, as a recipe makes it that was fitted on the
 * batch, in the place of what the right one made. */
static gboolean
apply_batch (TransformServing   *self,
             const JigRecipe    *recipe,
             double             *features,
             const JigProgress  *progress,
             GError            **error)
{
  g_autoptr(JigRows) rows_of_batch = dup_batch_rows (self, error);
  g_autoptr(JigRecipe) other = NULL;
  jig_autofree double *others = NULL;
  gsize n_features = jig_recipe_get_n_features (recipe);
  gsize n_rows = jig_rows_get_size (self->plan->test);
  gsize feature = jig_recipe_get_first_feature (recipe, self->batch_node);

  if (rows_of_batch == NULL)
    return FALSE;

  other = jig_recipe_fit (self->specs, self->read, self->plan->schema, rows_of_batch, progress,
                          error);
  if (other == NULL)
    return FALSE;

  others = jig_alloc (n_rows, jig_recipe_get_n_features (other) * sizeof *others,
                      _("the features"), error);
  if (others == NULL ||
      !jig_recipe_apply (other, self->read, self->plan->test, others, progress, error))
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    features[i * n_features + feature] =
      others[i * jig_recipe_get_n_features (other) +
             jig_recipe_get_first_feature (other, self->batch_node)];

  return TRUE;
}

/**
 * transform_serving_apply:
 * @self: a server
 * @features: (n_test, n_features) overwritten
 * @progress: (nullable): who is watching
 * @error: return location for an error
 *
 * The server's constants come from the same rows, made anew its own way.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
transform_serving_apply (TransformServing   *self,
                         double             *features,
                         const JigProgress  *progress,
                         GError            **error)
{
  const TransformPlan *plan = self->plan;
  g_autoptr(JigRecipe) recipe = NULL;

  recipe = self->are_changed ? jig_recipe_fit (self->specs, plan->frame, plan->schema,
                                               self->rows, progress, error)
                             : jig_recipe_ref (self->recipe);
  if (recipe == NULL)
    return FALSE;

  g_return_val_if_fail (jig_recipe_get_n_features (recipe) ==
                        jig_recipe_get_n_features (self->recipe), FALSE);

  return jig_recipe_apply (recipe, self->read, plan->test, features, progress, error) &&
         (self->batch == NULL || apply_batch (self, recipe, features, progress, error));
}
