/* Measures importances on rows of the table that a model learnt from: on those that it has not
 * seen, if there are any. */

#include "app/models/importance-work.h"

#include "core/base/alloc.h"
#include "core/explain/attribution.h"
#include "core/explain/permutation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
jig_importance_result_free (gpointer self)
{
  JigImportanceResult *result = self;

  jig_free (result->permutation);
  jig_free (result->shap);
  g_free (result);
}

/* Every n-th of them, if there are too many. */
static JigRows *
choose_rows (JigModelItem  *item,
             GError       **error)
{
  const JigSplit *split = jig_model_item_get_split (item);
  const JigRows *all = NULL;
  jig_autofree guint32 *ids = NULL;
  gsize n_all, n_rows;

  if (split != NULL)
    all = jig_model_item_is_tested (item) ? split->test : split->train;
  n_all = all != NULL ? jig_rows_get_size (all)
                      : jig_frame_get_n_rows (jig_model_item_get_dataset (item)->frame);
  n_rows = MIN (n_all, JIG_IMPORTANCE_ROWS);
  ids = jig_alloc (n_rows, sizeof *ids, _("the rows"), error);
  if (ids == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    {
      const gsize at = i * n_all / n_rows;

      ids[i] = all != NULL ? jig_rows_get_ids (all)[at] : (guint32) at;
    }

  return jig_rows_new_take (g_steal_pointer (&ids), n_rows);
}

static gboolean
attribute (JigModelItem         *item,
           const JigRows        *rows,
           JigImportanceResult  *result,
           const JigProgress    *progress,
           GError              **error)
{
  const JigBundle *bundle = jig_model_item_get_trained (item)->bundle;
  const JigModel *model = jig_bundle_get_model (bundle);
  const gsize n_features = jig_model_get_n_features (model);
  const JigAttributionPlan plan = {
    .bundle = bundle, .frame = jig_model_item_get_dataset (item)->frame, .rows = rows,
    .by_feature = TRUE,
  };
  g_autoptr(JigAttribution) attribution = NULL;

  if (!g_str_equal (jig_model_get_ops (model)->id, "boost"))
    return TRUE;

  attribution = jig_attribution_new (&plan, progress, error);
  result->shap = attribution != NULL
                 ? jig_alloc (n_features, sizeof *result->shap, _("SHAP values"), error) : NULL;
  if (result->shap == NULL)
    return FALSE;

  g_assert (attribution->n_parts == n_features);
  memcpy (result->shap, attribution->importances, n_features * sizeof *result->shap);

  return TRUE;
}

static gboolean
permute (JigModelItem         *item,
         const JigRows        *rows,
         JigImportanceResult  *result,
         const JigProgress    *progress,
         GError              **error)
{
  const JigBundle *bundle = jig_model_item_get_trained (item)->bundle;
  const JigModel *model = jig_bundle_get_model (bundle);
  const JigDataset *dataset = jig_model_item_get_dataset (item);
  const JigPermutationPlan plan = {
    bundle, dataset->frame, rows, jig_schema_get_by_role (dataset->schema, JIG_ROLE_WEIGHT),
    jig_model_get_seed (model),
  };

  result->permutation = jig_alloc (jig_model_get_n_features (model), sizeof *result->permutation,
                                   _("mixing up features"), error);

  return result->permutation != NULL
         && jig_permutation_measure (&plan, result->permutation, progress, error);
}

/* Worker thread. */
gpointer
jig_importance_work_run (const JigProgress  *progress,
                         gpointer            item,
                         GError            **error)
{
  const JigProgress first = jig_progress_slice (progress, 0.0, 0.5);
  const JigProgress second = jig_progress_slice (progress, 0.5, 1.0);
  JigImportanceResult *result = g_new0 (JigImportanceResult, 1);
  g_autoptr(JigRows) rows = choose_rows (item, error);

  if (rows == NULL || !attribute (item, rows, result, &first, error)
      || !permute (item, rows, result, &second, error))
    {
      jig_importance_result_free (result);
      return NULL;
    }
  result->n_rows = jig_rows_get_size (rows);

  return result;
}
