#include "core/explain/permutation.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/model/verdict.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Judging the same rows again and again, with one feature mixed up. */
typedef struct
{
  const JigModel    *model;
  const JigBaseline *baseline;
  JigRows           *rows;          /* those that have a label */
  gsize              n_rows;
  gsize              n_features;
  double            *targets;       /* (n_rows,) */
  double            *weights;       /* (nullable) (n_rows,) */
  double            *features;      /* (n_rows, n_features) */
  double            *column;        /* (n_rows,) the feature that is mixed up, as it was */
  double            *predictions;   /* (n_rows, n_outputs) */
  guint32           *order;         /* (n_rows,) */
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->rows, jig_rows_unref);
  jig_free (self->targets);
  jig_free (self->weights);
  jig_free (self->features);
  jig_free (self->column);
  jig_free (self->predictions);
  jig_free (self->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
keep_labelled (Work             *self,
               const JigTarget  *target,
               const JigRows    *rows,
               GError          **error)
{
  const gsize n_rows = rows != NULL ? jig_rows_get_size (rows) : target->n_rows;
  jig_autofree guint32 *ids = jig_alloc (n_rows, sizeof *ids, _("the rows with a label"), error);

  if (ids == NULL)
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    {
      const guint32 row = rows != NULL ? jig_rows_get_ids (rows)[i] : (guint32) i;

      if (!isnan (target->values[row]))
        ids[self->n_rows++] = row;
    }
  if (self->n_rows == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, _("None of the rows has a label."));
      return FALSE;
    }
  self->rows = jig_rows_new_take (g_steal_pointer (&ids), self->n_rows);

  return TRUE;
}

static gboolean
allocate (Work    *self,
          GError **error)
{
  const struct
  {
    gpointer place;
    gsize    item_size;
  } rooms[] = {
    { &self->targets, sizeof (double) },
    { &self->weights, sizeof (double) },
    { &self->features, self->n_features * sizeof (double) },
    { &self->column, sizeof (double) },
    { &self->predictions, jig_model_get_n_outputs (self->model) * sizeof (double) },
    { &self->order, sizeof (guint32) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      gpointer memory = jig_alloc (self->n_rows, rooms[i].item_size,
                                   _("mixing up features"), error);

      if (memory == NULL)
        return FALSE;
      *(gpointer *) rooms[i].place = memory;
    }

  return TRUE;
}

static gboolean
take_weights (Work        *self,
              JigFrame    *frame,
              const char  *name,
              GError     **error)
{
  const JigColumn *column = name != NULL ? jig_frame_require (frame, name, error) : NULL;

  if (name == NULL)
    {
      g_clear_pointer (&self->weights, jig_free);
      return TRUE;
    }
  for (gsize i = 0; column != NULL && i < self->n_rows; i++)
    self->weights[i] = jig_column_get_number (column, jig_rows_get_ids (self->rows)[i]);

  return column != NULL;
}

static gboolean
set_up (Work                      *self,
        const JigPermutationPlan  *plan,
        GError                   **error)
{
  JigModel *model = jig_bundle_get_model (plan->bundle);
  JigRecipe *recipe = jig_bundle_get_recipe (plan->bundle);
  JigColumn *column = jig_frame_require (plan->frame, jig_bundle_get_target (plan->bundle), error);
  g_autoptr(JigFrame) inputs = NULL;
  g_autoptr(JigTarget) target = NULL;

  self->model = model;
  self->baseline = jig_bundle_get_baseline (plan->bundle);
  self->n_features = jig_recipe_get_n_features (recipe);
  target = column != NULL ? jig_target_new_like (column, jig_model_get_task (model),
                                                 jig_model_get_labels (model), error) : NULL;
  if (target == NULL || !keep_labelled (self, target, plan->rows, error) ||
      !allocate (self, error) || !take_weights (self, plan->frame, plan->weight, error))
    return FALSE;

  for (gsize i = 0; i < self->n_rows; i++)
    self->targets[i] = target->values[jig_rows_get_ids (self->rows)[i]];

  inputs = jig_schema_conform (jig_recipe_get_inputs (recipe), plan->frame, error);

  return inputs != NULL &&
         jig_recipe_apply (recipe, inputs, self->rows, self->features, NULL, error);
}

/* Cancelled in the midst of the rows as well. */
static gboolean
judge (Work               *self,
       double             *value,
       const JigProgress  *quiet,
       GError            **error)
{
  const JigTask task = jig_model_get_task (self->model);
  JigJudgement judgement;

  if (!jig_model_predict_margins (self->model, self->features, self->n_rows, self->predictions,
                                  quiet, error))
    return FALSE;

  jig_model_link (self->model, self->predictions, self->n_rows, self->predictions);
  if (!jig_metric_judge (task, self->baseline->n_classes, self->predictions, self->targets,
                         self->weights, self->n_rows, self->baseline, &judgement, error))
    return FALSE;

  *value = judgement.values[jig_metric_main (task)];

  return TRUE;
}

/* Every feature has an order of its own, whatever the others are. */
static void
mix_up (Work    *self,
        gsize    feature,
        guint64  seed)
{
  JigRandom random;

  jig_random_init (&random, seed, "permutation", feature);
  for (gsize i = 0; i < self->n_rows; i++)
    {
      self->order[i] = (guint32) i;
      self->column[i] = self->features[i * self->n_features + feature];
    }
  jig_random_shuffle (&random, self->order, self->n_rows);
  for (gsize i = 0; i < self->n_rows; i++)
    self->features[i * self->n_features + feature] = self->column[self->order[i]];
}

static void
put_back (Work  *self,
          gsize  feature)
{
  for (gsize i = 0; i < self->n_rows; i++)
    self->features[i * self->n_features + feature] = self->column[i];
}

/**
 * jig_permutation_measure:
 * @plan: what is to be measured, and on what
 * @importances: (out caller-allocates): (n_features,) how much worse the main
 *   metric of the task gets when the feature is mixed up among the rows; below 0 if
 *   it gets better, which is chance
 * @progress: (nullable): told after each feature
 * @error: return location for %JIG_ERROR_MISMATCH or %JIG_ERROR_DATA if the table
 *   does not fit, %JIG_ERROR_MEMORY, or the one of a cancellation
 *
 * Measures how much a model leans on each of its features (Breiman, "Random
 * forests", 2001; for any model Fisher, Rudin and Dominici, 2019). Rows without a
 * label are left out.
 *
 * Returns: %TRUE, or %FALSE with @error set and some of @importances filled
 */
gboolean
jig_permutation_measure (const JigPermutationPlan  *plan,
                         double                    *importances,
                         const JigProgress         *progress,
                         GError                   **error)
{
  g_auto(Work) work = { NULL };
  JigProgress quiet = { progress != NULL ? progress->cancellable : NULL };
  JigMetricId metric;
  double whole;

  g_return_val_if_fail (plan != NULL && plan->bundle != NULL && plan->frame != NULL, FALSE);
  g_return_val_if_fail (importances != NULL, FALSE);

  if (!set_up (&work, plan, error) || !judge (&work, &whole, &quiet, error))
    return FALSE;

  metric = jig_metric_main (jig_model_get_task (work.model));
  for (gsize j = 0; j < work.n_features; j++)
    {
      double value;

      mix_up (&work, j, plan->seed);
      if (!judge (&work, &value, &quiet, error) ||
          !jig_progress_step (progress, j + 1, work.n_features, _("Mixing up features"), error))
        return FALSE;
      put_back (&work, j);
      importances[j] = jig_verdict_difference (metric, whole, value);
    }

  return TRUE;
}
