#include "core/model/leaf-table.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>

#define CHUNK_ROWS 256

typedef struct
{
  const JigModel *model;
  const double   *features;    /* (n_rows, n_features) */
  guint32        *leaves;      /* (n_rows, n_trees) */
  gsize           n_trees;
} Search;

/**
 * jig_leaf_table_check:
 * @model: a model
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: whether the model has trees
 */
gboolean
jig_leaf_table_check (const JigModel  *model,
                      GError         **error)
{
  if (jig_model_get_ops (model)->count_trees != NULL)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("Only trees have leaves; this model is of the kind %s."),
               jig_model_get_ops (model)->id);

  return FALSE;
}

static void
search_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Search *search = data;
  const JigModel *model = search->model;
  const gsize n_features = jig_model_get_n_features (model);

  jig_model_get_ops (model)->find_leaves (jig_model_get_data (model),
                                          search->features + begin * n_features, end - begin,
                                          n_features, search->leaves + begin * search->n_trees);
}

/* Trees come round by round, in each one per class. */
static char *
dup_name (const JigModel *model,
          gsize           tree)
{
  const guint n_outputs = jig_model_get_n_outputs (model);
  const gsize round = tree / n_outputs + 1;
  gsize length;

  if (n_outputs == 1)
    return g_strdup_printf ("leaf_%zu", round);

  return g_strdup_printf ("leaf_%zu_%s", round,
                          jig_string_table_get (jig_model_get_labels (model), tree % n_outputs,
                                                &length));
}

static JigFrame *
make_frame (const Search  *search,
            gsize          n_rows,
            GError       **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (gsize t = 0; t < search->n_trees; t++)
    {
      g_autofree char *name = dup_name (search->model, t);
      double *values = jig_alloc (n_rows, sizeof *values, _("the leaves"), error);

      if (values == NULL)
        return NULL;
      for (gsize row = 0; row < n_rows; row++)
        values[row] = search->leaves[row * search->n_trees + t];
      g_ptr_array_add (columns, jig_column_new_number (name, values, n_rows));
    }

  return jig_frame_new ((JigColumn **) columns->pdata, columns->len, error);
}

/**
 * jig_leaf_table_new:
 * @bundle: a model of trees
 * @frame: a table with its inputs, by name
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_VALUE if it has no trees,
 *   %JIG_ERROR_MISMATCH or %JIG_ERROR_DATA if the table does not fit,
 *   %JIG_ERROR_MEMORY, or the one of a cancellation
 *
 * Finds where each row ends. A leaf has the number that its node has in the tree,
 * counted from 0, as the file of the model lists them.
 *
 * Returns: (transfer full): a column for each tree, or %NULL with @error set
 */
JigFrame *
jig_leaf_table_new (const JigBundle    *bundle,
                    JigFrame           *frame,
                    const JigProgress  *progress,
                    GError            **error)
{
  const JigModel *model = jig_bundle_get_model (bundle);
  const JigRecipe *recipe = jig_bundle_get_recipe (bundle);
  const gsize n_rows = jig_frame_get_n_rows (frame);
  g_autoptr(JigFrame) inputs = NULL;
  jig_autofree double *features = NULL;
  jig_autofree guint32 *leaves = NULL;
  Search search = { model };

  if (!jig_leaf_table_check (model, error))
    return NULL;

  search.n_trees = jig_model_get_ops (model)->count_trees (jig_model_get_data (model));
  inputs = jig_schema_conform (jig_recipe_get_inputs (recipe), frame, error);
  if (inputs == NULL)
    return NULL;
  features = jig_alloc (n_rows, jig_model_get_n_features (model) * sizeof *features,
                        _("the features"), error);
  if (features == NULL || !jig_recipe_apply (recipe, inputs, NULL, features, progress, error))
    return NULL;
  leaves = jig_alloc (n_rows, search.n_trees * sizeof *leaves, _("the leaves"), error);
  if (leaves == NULL)
    return NULL;

  search.features = features;
  search.leaves = leaves;
  if (!jig_parallel_for_checked (n_rows, CHUNK_ROWS, search_chunk, &search, progress,
                                 _("Finding leaves"), error))
    return NULL;

  return make_frame (&search, n_rows, error);
}
