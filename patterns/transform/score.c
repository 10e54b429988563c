#include "patterns/transform/score.h"

#include "core/base/alloc.h"
#include "core/base/stats.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* How many standard errors a mean residual is away from 0 when the alarm rings. */
#define BIAS_ALARM 4.0

static double *
pick_targets (const JigTarget  *target,
              const JigRows    *rows,
              GError          **error)
{
  gsize n_rows = jig_rows_get_size (rows);
  const guint32 *ids = jig_rows_get_ids (rows);
  double *targets = jig_alloc (n_rows, sizeof *targets, _("the labels"), error);

  for (gsize i = 0; targets != NULL && i < n_rows; i++)
    targets[i] = target->values[ids[i]];

  return targets;
}

/**
 * transform_judge_init:
 * @self: (out caller-allocates): a judge, for transform_judge_clear()
 * @plan: a plan with a label
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and nothing to clear
 */
gboolean
transform_judge_init (TransformJudge       *self,
                      const TransformPlan  *plan,
                      GError              **error)
{
  jig_autofree double *train = pick_targets (plan->target, plan->train, error);
  jig_autofree double *test = NULL;
  JigSamples samples = { .targets = train, .n_rows = jig_rows_get_size (plan->train) };

  if (train == NULL)
    return FALSE;

  test = pick_targets (plan->target, plan->test, error);
  if (test == NULL || !jig_baseline_fit (plan->target->task, plan->target->n_classes, &samples,
                                         &self->baseline, error))
    return FALSE;

  self->task = plan->target->task;
  self->n_classes = plan->target->n_classes;
  self->targets = g_steal_pointer (&test);
  self->n_rows = jig_rows_get_size (plan->test);

  return TRUE;
}

void
transform_judge_clear (TransformJudge *self)
{
  g_clear_pointer (&self->targets, jig_free);
  jig_baseline_clear (&self->baseline);
}

/**
 * transform_judge_width:
 * @self: a judge
 *
 * Returns: how many numbers a prediction has
 */
guint
transform_judge_width (const TransformJudge *self)
{
  return jig_task_n_outputs (self->task, self->n_classes);
}

/**
 * transform_predict:
 * @self: a judge
 * @model: a model for its task
 * @features: (n_rows, n_features)
 * @n_rows: how many rows there are
 * @predictions: (n_rows, n_outputs) overwritten
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
transform_predict (const TransformJudge  *self,
                   const JigModel        *model,
                   const double          *features,
                   gsize                  n_rows,
                   double                *predictions,
                   GError               **error)
{
  if (!jig_model_predict_margins (model, features, n_rows, predictions, NULL, error))
    return FALSE;

  jig_model_link (model, predictions, n_rows, predictions);

  return TRUE;
}

static guint
most_frequent (const JigBaseline *baseline)
{
  guint most = 0;

  for (guint k = 1; k < baseline->n_classes; k++)
    if (baseline->shares[k] > baseline->shares[most])
      most = k;

  return most;
}

static double
get_residual (const TransformJudge *self,
              const double         *prediction,
              double                target)
{
  guint k;

  if (self->task != JIG_TASK_MULTICLASS)
    return prediction[0] - target;

  k = most_frequent (&self->baseline);

  return prediction[k] - (target == k ? 1.0 : 0.0);
}

static void
find_bias (const TransformJudge *self,
           const double         *predictions,
           const double         *targets,
           gsize                 n_rows,
           TransformScore       *score)
{
  JigMoments moments = JIG_MOMENTS_INIT;
  guint width = transform_judge_width (self);

  for (gsize i = 0; i < n_rows; i++)
    jig_moments_add (&moments, get_residual (self, predictions + i * width, targets[i]));

  score->bias = moments.mean;
  score->bias_error = n_rows > 1 ? jig_moments_get_sd (&moments) / sqrt ((double) n_rows) : NAN;
}

static gboolean
score_rows (const TransformJudge  *self,
            const double          *predictions,
            const double          *targets,
            gsize                  n_rows,
            TransformScore        *score,
            double                *baseline_error,
            GError               **error)
{
  JigMetricId metric = self->task == JIG_TASK_REGRESSION ? JIG_METRIC_RMSE : JIG_METRIC_ERROR;
  JigJudgement judgement;

  if (!jig_metric_judge (self->task, self->n_classes, predictions, targets, NULL, n_rows,
                         &self->baseline, &judgement, error))
    return FALSE;

  score->error = judgement.values[metric];
  score->n_rows = n_rows;
  find_bias (self, predictions, targets, n_rows, score);
  if (baseline_error != NULL)
    *baseline_error = judgement.baseline[metric];

  return TRUE;
}

/**
 * transform_judge_score:
 * @self: a judge
 * @predictions: (n_rows, n_outputs) of the test rows
 * @wanted: (nullable): (n_rows,) which of them to judge; %NULL: all
 * @score: (out caller-allocates): how good they are
 * @baseline_error: (out) (optional): how good the simplest rule is
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
transform_judge_score (const TransformJudge  *self,
                       const double          *predictions,
                       const guint8          *wanted,
                       TransformScore        *score,
                       double                *baseline_error,
                       GError               **error)
{
  guint width = transform_judge_width (self);
  jig_autofree double *kept = NULL;
  double *targets;
  gsize n_kept = 0;

  if (wanted == NULL)
    return score_rows (self, predictions, self->targets, self->n_rows, score, baseline_error,
                       error);

  kept = jig_alloc (self->n_rows, (width + 1) * sizeof *kept, _("judging a model"), error);
  if (kept == NULL)
    return FALSE;

  targets = kept + self->n_rows * width;
  for (gsize i = 0; i < self->n_rows; i++)
    if (wanted[i])
      {
        memcpy (kept + n_kept * width, predictions + i * width, width * sizeof *kept);
        targets[n_kept++] = self->targets[i];
      }

  return score_rows (self, kept, targets, n_kept, score, baseline_error, error);
}

/**
 * transform_is_biased:
 * @score: a score
 *
 * Returns: whether the mean residual is too far from 0 to be chance
 */
gboolean
transform_is_biased (const TransformScore *score)
{
  return fabs (score->bias) > BIAS_ALARM * score->bias_error;
}
