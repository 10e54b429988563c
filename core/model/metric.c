#include "core/model/metric.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"
#include "core/model/judged.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Sums are made of the sums of this many rows, to keep rounding small. */
#define CHUNK_ROWS 4096

#define REGRESSION JIG_TASK_TAKES (JIG_TASK_REGRESSION)
#define BINARY     JIG_TASK_TAKES (JIG_TASK_BINARY)
#define CLASSES    (JIG_TASK_TAKES (JIG_TASK_BINARY) | JIG_TASK_TAKES (JIG_TASK_MULTICLASS))

static const JigMetricInfo infos[JIG_N_METRICS] = {
  [JIG_METRIC_RMSE] = { "rmse", N_("RMSE"), REGRESSION, -1 },
  [JIG_METRIC_MAE] = { "mae", N_("Mean absolute error"), REGRESSION, -1 },
  [JIG_METRIC_R2] = { "r2", N_("R²"), REGRESSION, 1 },
  [JIG_METRIC_BIAS] = { "bias", N_("Bias"), REGRESSION, 0 },
  [JIG_METRIC_ERROR] = { "error", N_("Error rate"), CLASSES, -1 },
  [JIG_METRIC_LOGLOSS] = { "logloss", N_("Log-loss"), CLASSES, -1 },
  [JIG_METRIC_AUC] = { "auc", N_("AUC"), BINARY, 1 },
  [JIG_METRIC_AVERAGE_PRECISION] = { "average_precision", N_("Average precision"), BINARY, 1 },
  [JIG_METRIC_BRIER] = { "brier", N_("Brier score"), CLASSES, -1 },
  [JIG_METRIC_MACRO_F1] = { "macro_f1", N_("Macro F1"), CLASSES, 1 },
  [JIG_METRIC_MACRO_RECALL] = { "macro_recall", N_("Macro recall"), CLASSES, 1 },
};

const JigMetricInfo *
jig_metric_get_info (JigMetricId metric)
{
  g_return_val_if_fail ((guint) metric < JIG_N_METRICS, NULL);

  return &infos[metric];
}

/**
 * jig_metric_from_id:
 * @id: a word
 * @metric: (out): the metric of that name
 *
 * Returns: %TRUE, or %FALSE with @metric as it was
 */
gboolean
jig_metric_from_id (const char  *id,
                    JigMetricId *metric)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < JIG_N_METRICS; i++)
    if (g_str_equal (id, infos[i].id))
      {
        *metric = (JigMetricId) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * jig_metric_main:
 * @task: what is predicted
 *
 * Returns: the metric that stands for all others where there is room for one
 */
JigMetricId
jig_metric_main (JigTask task)
{
  switch (task)
    {
    case JIG_TASK_REGRESSION:
      return JIG_METRIC_RMSE;
    case JIG_TASK_BINARY:
      return JIG_METRIC_AUC;
    case JIG_TASK_MULTICLASS:
      return JIG_METRIC_LOGLOSS;
    default:
      g_return_val_if_reached (JIG_METRIC_LOGLOSS);
    }
}

/* The sum over all rows of their weight times what @term says of them. */
static double
sum_rows (const JigJudged *judged,
          double      (*term) (const JigJudged *judged,
                               gsize         row))
{
  double sum = 0.0;

  for (gsize begin = 0; begin < judged->n_rows; begin += CHUNK_ROWS)
    {
      const gsize end = MIN (begin + CHUNK_ROWS, judged->n_rows);
      double part = 0.0;

      for (gsize row = begin; row < end; row++)
        part += jig_judged_weight (judged, row) * term (judged, row);
      sum += part;
    }

  return sum;
}

static double
one (const JigJudged *judged,
     gsize            row)
{
  return 1.0;
}

static double
target (const JigJudged *judged,
        gsize            row)
{
  return judged->targets[row];
}

/* (n_classes, 3): the weight of rows of the class, called so, and both. */
static double *
count_classes (const JigJudged *judged,
               GError         **error)
{
  double *counts = jig_alloc (judged->n_classes, 3 * sizeof *counts, _("judging a model"), error);

  for (gsize row = 0; counts != NULL && row < judged->n_rows; row++)
    {
      const gsize class = (gsize) judged->targets[row];
      const gsize call = jig_judged_call (judged, row);

      counts[3 * class] += jig_judged_weight (judged, row);
      counts[3 * call + 1] += jig_judged_weight (judged, row);
      if (class == call)
        counts[3 * class + 2] += jig_judged_weight (judged, row);
    }

  return counts;
}

/* F1 over the classes that occur or are called; recall over those that occur. */
static gboolean
judge_macro (const JigJudged *judged,
             double          *values,
             GError         **error)
{
  jig_autofree double *counts = count_classes (judged, error);
  double f1 = 0.0;
  double recall = 0.0;
  gsize n_met = 0;
  gsize n_real = 0;

  if (counts == NULL)
    return FALSE;

  for (guint k = 0; k < judged->n_classes; k++)
    {
      const double *count = counts + 3 * k;

      if (count[0] + count[1] > 0.0)
        {
          f1 += 2.0 * count[2] / (count[0] + count[1]);
          n_met++;
        }
      if (count[0] > 0.0)
        {
          recall += count[2] / count[0];
          n_real++;
        }
    }

  values[JIG_METRIC_MACRO_F1] = f1 / (double) n_met;
  values[JIG_METRIC_MACRO_RECALL] = recall / (double) n_real;

  return TRUE;
}

/* Rows from the lowest score to the highest; a constant has no order. */
static guint32 *
order_rows (const JigJudged *judged,
            GError         **error)
{
  jig_autofree guint32 *order = jig_alloc (judged->n_rows, sizeof *order, _("judging a model"),
                                           error);

  if (order == NULL)
    return NULL;

  for (gsize i = 0; i < judged->n_rows && judged->is_constant; i++)
    order[i] = (guint32) i;
  if (!judged->is_constant &&
      !jig_stats_order (judged->predictions, judged->n_rows, order, error))
    return NULL;

  return g_steal_pointer (&order);
}

/* One pass over groups of equal scores, highest first: the area under the ROC
 * curve, where a group is a straight line, and the average precision, where it is
 * one step. */
static void
sweep (const JigJudged *judged,
       const guint32   *order,
       double          *auc,
       double          *average_precision)
{
  double positives = 0.0;
  double negatives = 0.0;
  double area = 0.0;
  double precision = 0.0;

  for (gsize i = judged->n_rows; i > 0;)
    {
      const double score = jig_judged_prediction (judged, order[i - 1]);
      double hits = 0.0;
      double alarms = 0.0;

      for (; i > 0 && jig_judged_prediction (judged, order[i - 1]) == score; i--)
        if (judged->targets[order[i - 1]] > 0.5)
          hits += jig_judged_weight (judged, order[i - 1]);
        else
          alarms += jig_judged_weight (judged, order[i - 1]);

      area += alarms * (positives + 0.5 * hits);
      positives += hits;
      negatives += alarms;
      if (hits > 0.0)
        precision += hits * positives / (positives + negatives);
    }

  *auc = positives > 0.0 && negatives > 0.0 ? area / (positives * negatives) : NAN;
  *average_precision = positives > 0.0 ? precision / positives : NAN;
}

static gboolean
judge_ranking (const JigJudged *judged,
               double          *values,
               GError         **error)
{
  jig_autofree guint32 *order = order_rows (judged, error);

  if (order == NULL)
    return FALSE;

  sweep (judged, order, &values[JIG_METRIC_AUC], &values[JIG_METRIC_AVERAGE_PRECISION]);

  return TRUE;
}

static void
judge_regression (const JigJudged *judged,
                  double           weight,
                  double          *values)
{
  const double mean = sum_rows (judged, target) / weight;
  const JigJudged around = { judged->task, 1, TRUE, &mean, judged->targets, judged->weights,
                          judged->n_rows };
  const double squares = sum_rows (judged, jig_judged_squared_residual);
  const double spread = sum_rows (&around, jig_judged_squared_residual);

  values[JIG_METRIC_RMSE] = sqrt (squares / weight);
  values[JIG_METRIC_MAE] = sum_rows (judged, jig_judged_absolute_residual) / weight;
  values[JIG_METRIC_BIAS] = sum_rows (judged, jig_judged_residual) / weight;
  values[JIG_METRIC_R2] = spread > 0.0 ? 1.0 - squares / spread : NAN;
}

static gboolean
judge_classes (const JigJudged *judged,
               double           weight,
               double          *values,
               GError         **error)
{
  values[JIG_METRIC_ERROR] = sum_rows (judged, jig_judged_is_wrong) / weight;
  values[JIG_METRIC_LOGLOSS] = sum_rows (judged, jig_judged_log_loss) / weight;
  values[JIG_METRIC_BRIER] = sum_rows (judged, jig_judged_brier) / weight;

  return judge_macro (judged, values, error) &&
         (judged->task != JIG_TASK_BINARY || judge_ranking (judged, values, error));
}

static gboolean
judge (const JigJudged *judged,
       double          *values,
       GError         **error)
{
  const double weight = sum_rows (judged, one);

  for (guint i = 0; i < JIG_N_METRICS; i++)
    values[i] = NAN;

  if (!(weight > 0.0))
    return TRUE;
  if (judged->task != JIG_TASK_REGRESSION)
    return judge_classes (judged, weight, values, error);

  judge_regression (judged, weight, values);

  return TRUE;
}

/**
 * jig_metric_check_samples:
 * @task: what is predicted
 * @n_classes: 1 for a regression
 * @samples: rows; their features are not looked at
 * @error: return location for %JIG_ERROR_DATA
 *
 * Makes sure that every label is a number, or the index of a class, and that no
 * weight is negative.
 *
 * Returns: %TRUE, or %FALSE with @error naming the row
 */
gboolean
jig_metric_check_samples (JigTask            task,
                          guint              n_classes,
                          const JigSamples  *samples,
                          GError           **error)
{
  const double *weights = samples->weights;
  JigPlace place = JIG_PLACE_NOWHERE;

  for (gsize i = 0; i < samples->n_rows; i++)
    {
      const double value = samples->targets[i];

      place.row = jig_samples_get_row (samples, i);
      if (!isfinite (value) ||
          (task != JIG_TASK_REGRESSION && !(value >= 0.0 && value < n_classes)))
        {
          jig_error_set_at (error, JIG_ERROR_DATA, &place,
                            _("the label is missing or is no class of the model."));
          return FALSE;
        }
      if (weights != NULL && !(isfinite (weights[i]) && weights[i] >= 0.0))
        {
          jig_error_set_at (error, JIG_ERROR_DATA, &place,
                            _("a weight must be a number of 0 or more."));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * jig_metric_check_rows:
 * @task: what is predicted
 * @n_classes: 1 for a regression
 * @targets: (n_rows,)
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_DATA
 *
 * The same of rows without features.
 *
 * Returns: %TRUE, or %FALSE with @error naming the row
 */
gboolean
jig_metric_check_rows (JigTask        task,
                       guint          n_classes,
                       const double  *targets,
                       const double  *weights,
                       gsize          n_rows,
                       GError       **error)
{
  const JigSamples samples = { .targets = targets, .weights = weights, .n_rows = n_rows };

  return jig_metric_check_samples (task, n_classes, &samples, error);
}

static gboolean
check_predictions (const JigJudged *judged,
                   GError         **error)
{
  const gsize n_outputs = judged->task == JIG_TASK_MULTICLASS ? judged->n_classes : 1;
  JigPlace place = JIG_PLACE_NOWHERE;

  for (gsize i = 0; i < judged->n_rows * n_outputs; i++)
    if (isnan (judged->predictions[i]))
      {
        place.row = i / n_outputs + 1;
        jig_error_set_at (error, JIG_ERROR_DATA, &place, _("the prediction is not a number."));
        return FALSE;
      }

  return TRUE;
}

/* Judges the baseline as a model that says the same of every row. */
static gboolean
judge_baseline (const JigJudged   *model,
                const JigBaseline *baseline,
                JigJudgement      *judgement,
                GError           **error)
{
  JigJudged judged = *model;

  judged.is_constant = TRUE;
  judged.predictions = baseline->shares;
  judgement->baseline_kind = "majority";

  if (model->task == JIG_TASK_REGRESSION)
    {
      judged.predictions = &baseline->mean;
      judgement->baseline_kind = "mean";
      judgement->baseline_value = baseline->mean;
    }
  else if (model->task == JIG_TASK_BINARY)
    judged.predictions = baseline->shares + 1;

  if (model->task != JIG_TASK_REGRESSION)
    judgement->baseline_value = (double) jig_judged_call (&judged, 0);

  return judge (&judged, judgement->baseline, error);
}

/**
 * jig_metric_judge:
 * @task: what is predicted
 * @n_classes: 1 for a regression
 * @predictions: as jig_model_link() makes them
 * @targets: (n_rows,) the truth
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are; 0 gives NaN for all metrics
 * @baseline: fitted on the rows the model learnt from
 * @judgement: (out caller-allocates): how good both are
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * Measures everything that applies. Log-loss keeps probabilities 1e-15 away from
 * 0 and 1. Of two classes the positive one is called from a probability of 1/2
 * on, of several the likeliest. The Brier score of several classes is the sum of
 * the squared differences over them. Bias is the mean of prediction minus truth.
 *
 * Returns: %TRUE, or %FALSE with @error set and @judgement as it was
 */
gboolean
jig_metric_judge (JigTask             task,
                  guint               n_classes,
                  const double       *predictions,
                  const double       *targets,
                  const double       *weights,
                  gsize               n_rows,
                  const JigBaseline  *baseline,
                  JigJudgement       *judgement,
                  GError            **error)
{
  const JigJudged judged = { task, n_classes, FALSE, predictions, targets, weights, n_rows };
  JigJudgement made = { .task = task, .n_rows = n_rows };

  g_return_val_if_fail (baseline != NULL && baseline->n_classes == n_classes, FALSE);
  g_return_val_if_fail (judgement != NULL, FALSE);

  if (!jig_metric_check_rows (task, n_classes, targets, weights, n_rows, error) ||
      !check_predictions (&judged, error) ||
      !judge (&judged, made.values, error) ||
      !judge_baseline (&judged, baseline, &made, error))
    return FALSE;

  made.weight = sum_rows (&judged, one);
  *judgement = made;

  return TRUE;
}

typedef double (*Term) (const JigJudged *judged,
                        gsize            row);

/* What metrics are means of. */
static const Term terms[JIG_N_METRICS] = {
  [JIG_METRIC_RMSE] = jig_judged_squared_residual,
  [JIG_METRIC_MAE] = jig_judged_absolute_residual,
  [JIG_METRIC_BIAS] = jig_judged_residual,
  [JIG_METRIC_ERROR] = jig_judged_is_wrong,
  [JIG_METRIC_LOGLOSS] = jig_judged_log_loss,
  [JIG_METRIC_BRIER] = jig_judged_brier,
};

/**
 * jig_metric_measure:
 * @metric: one that takes @task
 * @task: what is predicted
 * @n_classes: 1 for a regression
 * @predictions: numbers, as jig_link_apply() makes them
 * @targets: (n_rows,) the truth
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @value: (out): the metric; NaN if it cannot be had
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * What jig_metric_judge() says of rows that are known to be sound, without the
 * time that the other metrics take.
 *
 * Returns: %TRUE, or %FALSE with @error set and @value as it was
 */
gboolean
jig_metric_measure (JigMetricId    metric,
                    JigTask        task,
                    guint          n_classes,
                    const double  *predictions,
                    const double  *targets,
                    const double  *weights,
                    gsize          n_rows,
                    double        *value,
                    GError       **error)
{
  const JigJudged judged = { task, n_classes, FALSE, predictions, targets, weights, n_rows };
  double values[JIG_N_METRICS] = { 0 };

  g_return_val_if_fail (infos[metric].takes & JIG_TASK_TAKES (task), FALSE);

  if (terms[metric] != NULL)
    {
      const double mean = sum_rows (&judged, terms[metric]) / sum_rows (&judged, one);

      *value = metric == JIG_METRIC_RMSE ? sqrt (mean) : mean;
      return TRUE;
    }

  if (!(metric == JIG_METRIC_AUC || metric == JIG_METRIC_AVERAGE_PRECISION
        ? judge_ranking (&judged, values, error) : judge (&judged, values, error)))
    return FALSE;

  *value = values[metric];

  return TRUE;
}

/**
 * jig_metric_auc:
 * @scores: (n_rows,) on any scale; higher speaks for the positive class
 * @targets: (n_rows,) 1 or 0
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_DATA if one class is missing, or
 *   %JIG_ERROR_MEMORY
 *
 * Returns: the share of pairs of a positive and a negative row that are in the
 *   right order, ties counted as half; NaN with @error set
 */
double
jig_metric_auc (const double  *scores,
                const double  *targets,
                const double  *weights,
                gsize          n_rows,
                GError       **error)
{
  const JigJudged judged = { JIG_TASK_BINARY, 2, FALSE, scores, targets, weights, n_rows };
  double values[JIG_N_METRICS];

  if (!jig_metric_check_rows (JIG_TASK_BINARY, 2, targets, weights, n_rows, error) ||
      !check_predictions (&judged, error) ||
      !judge_ranking (&judged, values, error))
    return NAN;

  if (isnan (values[JIG_METRIC_AUC]))
    g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                 _("AUC needs rows of both classes; all rows have the same one."));

  return values[JIG_METRIC_AUC];
}
