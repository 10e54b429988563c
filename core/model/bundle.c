#include "core/model/bundle.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/model/bundle-private.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* Rows whose features are in memory at the same time. */
#define BLOCK_ROWS 16384

static void
bundle_clear (gpointer data)
{
  JigBundle *self = data;

  for (gsize i = 0; i < self->n_inputs; i++)
    g_free (self->inputs[i].example);
  g_free (self->inputs);
  g_free (self->target);
  g_free (self->hash);
  g_clear_pointer (&self->recipe, jig_recipe_unref);
  g_clear_pointer (&self->model, jig_model_unref);
  g_clear_pointer (&self->golden, jig_golden_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->features);
  jig_baseline_clear (&self->baseline);
}

/**
 * jig_bundle_new:
 *
 * Returns: (transfer full): a bundle that has nothing yet
 */
JigBundle *
jig_bundle_new (void)
{
  JigBundle *self = g_atomic_rc_box_new0 (JigBundle);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_profile_free);
  self->features = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_profile_free);

  return self;
}

JigBundle *
jig_bundle_ref (JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
jig_bundle_unref (JigBundle *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, bundle_clear);
}

JigModel *
jig_bundle_get_model (const JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->model;
}

JigRecipe *
jig_bundle_get_recipe (const JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->recipe;
}

const char *
jig_bundle_get_target (const JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->target;
}

/**
 * jig_bundle_get_inputs:
 * @self: a bundle
 * @n_inputs: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_inputs): what it asks for
 */
const JigBundleInput *
jig_bundle_get_inputs (const JigBundle *self,
                       gsize           *n_inputs)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_inputs = self->n_inputs;

  return self->inputs;
}

const JigGolden *
jig_bundle_get_golden (const JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->golden;
}

/**
 * jig_bundle_get_baseline:
 * @self: a bundle
 *
 * Returns: (transfer none): what the simplest rule learnt of the training rows
 */
const JigBaseline *
jig_bundle_get_baseline (const JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->baseline;
}

/**
 * jig_bundle_get_hash:
 * @self: a bundle
 *
 * Returns: SHA-256 that stands for all of it, also in the file
 */
const char *
jig_bundle_get_hash (const JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hash;
}

const JigProfile *
jig_bundle_get_input_profile (const JigBundle *self,
                              gsize            input)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (input < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, input);
}

const JigProfile *
jig_bundle_get_feature_profile (const JigBundle *self,
                                gsize            feature)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (feature < self->features->len, NULL);

  return g_ptr_array_index (self->features, feature);
}

/* Rows [begin, end) of @rows, or of the table. */
static JigRows *
get_block (const JigRows  *rows,
           gsize           begin,
           gsize           end,
           GError        **error)
{
  jig_autofree guint32 *ids = NULL;

  if (rows != NULL)
    return jig_rows_new_copy (jig_rows_get_ids (rows) + begin, end - begin, error);

  ids = jig_alloc (end - begin, sizeof *ids, _("a block of rows"), error);
  if (ids == NULL)
    return NULL;

  for (gsize i = begin; i < end; i++)
    ids[i - begin] = (guint32) i;

  return jig_rows_new_take (g_steal_pointer (&ids), end - begin);
}

static gboolean
predict_block (const JigBundle    *self,
               JigFrame           *inputs,
               const JigRows      *rows,
               double             *features,
               double             *margins,
               const JigProgress  *progress,
               GError            **error)
{
  return jig_recipe_apply (self->recipe, inputs, rows, features, progress, error) &&
         jig_model_predict_margins (self->model, features, jig_rows_get_size (rows), margins,
                                    progress, error);
}

/**
 * jig_bundle_predict:
 * @self: a bundle
 * @frame: a table with its inputs, by name; other columns do no harm
 * @rows: (nullable): the rows to predict; %NULL: all of them
 * @margins: (out caller-allocates): (n_rows, n_outputs) row-major; what
 *   jig_model_link() turns into what people read
 * @progress: (nullable): where to report to
 * @error: return location for %JIG_ERROR_MISMATCH if a column is not there,
 *   %JIG_ERROR_DATA naming a cell that does not fit, %JIG_ERROR_MEMORY, or the
 *   one of a cancellation
 *
 * A table that comes piece by piece can be predicted piece by piece: nothing
 * depends on the rows around. Features are made for a block of rows at a time.
 *
 * Returns: %TRUE, or %FALSE with @error set and some of @margins filled
 */
gboolean
jig_bundle_predict (const JigBundle    *self,
                    JigFrame           *frame,
                    const JigRows      *rows,
                    double             *margins,
                    const JigProgress  *progress,
                    GError            **error)
{
  gsize n_rows;
  gsize n_features;
  gsize n_outputs;
  g_autoptr(JigFrame) inputs = NULL;
  jig_autofree double *features = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);

  n_rows = rows != NULL ? jig_rows_get_size (rows) : jig_frame_get_n_rows (frame);
  n_features = jig_recipe_get_n_features (self->recipe);
  n_outputs = jig_model_get_n_outputs (self->model);

  inputs = jig_schema_conform (jig_recipe_get_inputs (self->recipe), frame, error);
  if (inputs == NULL)
    return FALSE;

  features = jig_alloc (MIN (n_rows, BLOCK_ROWS) * n_features, sizeof *features, _("the features"),
                        error);
  if (features == NULL)
    return FALSE;

  for (gsize begin = 0; begin < n_rows; begin += BLOCK_ROWS)
    {
      gsize end = MIN (begin + BLOCK_ROWS, n_rows);
      g_autoptr(JigRows) block = get_block (rows, begin, end, error);
      JigProgress part = jig_progress_slice (progress, (double) begin / (double) n_rows,
                                             (double) end / (double) n_rows);

      if (block == NULL ||
          !predict_block (self, inputs, block, features, margins + begin * n_outputs, &part, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_bundle_keep_labelled:
 * @target: the label of a table
 * @rows: (nullable): some of its rows; %NULL: all of them
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): those of @rows that have a label, or %NULL with
 *   @error set
 */
JigRows *
jig_bundle_keep_labelled (const JigTarget  *target,
                          const JigRows    *rows,
                          GError          **error)
{
  gsize n_rows = rows != NULL ? jig_rows_get_size (rows) : target->n_rows;
  jig_autofree guint32 *ids = jig_alloc (n_rows, sizeof *ids, _("the rows with a label"), error);
  gsize n = 0;

  if (ids == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    {
      guint32 row = rows != NULL ? jig_rows_get_ids (rows)[i] : (guint32) i;

      if (!isnan (target->values[row]))
        ids[n++] = row;
    }

  return jig_rows_new_take (g_steal_pointer (&ids), n);
}

/* @weights stays NULL if all weigh the same. */
static gboolean
take_weights (JigFrame       *frame,
              const char     *name,
              const JigRows  *rows,
              double        **weights,
              GError        **error)
{
  gsize n_rows = jig_rows_get_size (rows);
  JigColumn *column;

  if (name == NULL)
    return TRUE;

  column = jig_frame_require (frame, name, error);
  if (column == NULL)
    return FALSE;

  *weights = jig_alloc (n_rows, sizeof **weights, _("the weights"), error);
  for (gsize i = 0; *weights != NULL && i < n_rows; i++)
    (*weights)[i] = jig_column_get_number (column, jig_rows_get_ids (rows)[i]);

  return *weights != NULL;
}

/**
 * jig_bundle_judge:
 * @self: a bundle
 * @frame: a table with its inputs and its label
 * @weight: (nullable): the column with the weights of the rows; %NULL: all 1
 * @rows: (nullable): the rows to judge by; %NULL: all of them
 * @judgement: (out): how good it is, and how good the simplest rule is
 * @progress: (nullable): where to report to
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_MISMATCH,
 *   %JIG_ERROR_MEMORY, or the one of a cancellation
 *
 * Rows without a label are left out.
 *
 * Returns: %TRUE, or %FALSE with @error set and @judgement as it was
 */
gboolean
jig_bundle_judge (const JigBundle    *self,
                  JigFrame           *frame,
                  const char         *weight,
                  const JigRows      *rows,
                  JigJudgement       *judgement,
                  const JigProgress  *progress,
                  GError            **error)
{
  g_autoptr(JigTarget) target = NULL;
  g_autoptr(JigRows) labelled = NULL;
  jig_autofree double *targets = NULL;
  jig_autofree double *weights = NULL;
  jig_autofree double *predictions = NULL;
  JigColumn *column;
  JigTask task;
  guint n_outputs;
  gsize n_rows;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);

  column = jig_frame_require (frame, self->target, error);
  if (column == NULL)
    return FALSE;

  task = jig_model_get_task (self->model);
  target = jig_target_new_like (column, task, jig_model_get_labels (self->model), error);
  if (target == NULL)
    return FALSE;

  labelled = jig_bundle_keep_labelled (target, rows, error);
  if (labelled == NULL)
    return FALSE;

  n_rows = jig_rows_get_size (labelled);
  targets = jig_alloc (n_rows, sizeof *targets, _("the labels"), error);
  if (targets == NULL || !take_weights (frame, weight, labelled, &weights, error))
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    targets[i] = target->values[jig_rows_get_ids (labelled)[i]];

  n_outputs = jig_model_get_n_outputs (self->model);
  predictions = jig_alloc (n_rows * n_outputs, sizeof *predictions, _("the predictions"), error);
  if (predictions == NULL ||
      !jig_bundle_predict (self, frame, labelled, predictions, progress, error))
    return FALSE;

  jig_model_link (self->model, predictions, n_rows, predictions);

  return jig_metric_judge (task, self->baseline.n_classes, predictions, targets, weights, n_rows,
                           &self->baseline, judgement, error);
}
