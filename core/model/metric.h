#pragma once

#include "core/model/baseline.h"

G_BEGIN_DECLS

/**
 * JigMetricId:
 *
 * What can be measured. Regression: RMSE, MAE, R2, bias. Classification: error,
 * log-loss, AUC (binary), area under precision-recall (binary, average
 * precision), Brier score, macro F1, macro recall.
 */
typedef enum
{
  JIG_METRIC_RMSE,
  JIG_METRIC_MAE,
  JIG_METRIC_R2,
  JIG_METRIC_BIAS,
  JIG_METRIC_ERROR,
  JIG_METRIC_LOGLOSS,
  JIG_METRIC_AUC,
  JIG_METRIC_AVERAGE_PRECISION,
  JIG_METRIC_BRIER,
  JIG_METRIC_MACRO_F1,
  JIG_METRIC_MACRO_RECALL,
} JigMetricId;

#define JIG_N_METRICS (JIG_METRIC_MACRO_RECALL + 1)

/**
 * JigMetricInfo:
 * @id: the word in JSON
 * @title: what the user reads (untranslated)
 * @takes: JIG_TASK_TAKES() bits
 * @higher_is_better: +1; 0 is best at 0 (bias); -1 lower is better
 */
typedef struct
{
  const char *id;
  const char *title;
  guint       takes;
  int         higher_is_better;
} JigMetricInfo;

const JigMetricInfo *jig_metric_get_info (JigMetricId   metric);
gboolean             jig_metric_from_id  (const char   *id,
                                          JigMetricId  *metric);
JigMetricId          jig_metric_main     (JigTask       task);

/**
 * JigJudgement:
 * @task: what was predicted
 * @n_rows: how many rows were judged
 * @weight: their total weight
 * @values: (JIG_N_METRICS,) NaN where a metric does not apply or cannot be had
 * @baseline: likewise, for the baseline that looks at no feature
 * @baseline_kind: "mean" or "majority"
 * @baseline_value: the mean, or the index of the majority class
 *
 * How good a model is, never without how good the simplest rule is. The
 * baseline is fitted on training rows and judged on the same rows as the model.
 */
typedef struct
{
  JigTask     task;
  gsize       n_rows;
  double      weight;
  double      values[JIG_N_METRICS];
  double      baseline[JIG_N_METRICS];
  const char *baseline_kind;
  double      baseline_value;
} JigJudgement;

/* Whether labels and weights can be judged, or learnt from. */
gboolean  jig_metric_check_samples (JigTask            task,
                                    guint              n_classes,
                                    const JigSamples  *samples,
                                    GError           **error);
gboolean  jig_metric_check_rows    (JigTask            task,
                                    guint              n_classes,
                                    const double      *targets,
                                    const double      *weights,
                                    gsize              n_rows,
                                    GError           **error);

/* @predictions as jig_model_link() makes them. */

gboolean  jig_metric_judge      (JigTask             task,
                                 guint               n_classes,
                                 const double       *predictions,
                                 const double       *targets,
                                 const double       *weights,
                                 gsize               n_rows,
                                 const JigBaseline  *baseline,
                                 JigJudgement       *judgement,
                                 GError            **error);

/* One metric alone. */

gboolean  jig_metric_measure    (JigMetricId         metric,
                                 JigTask             task,
                                 guint               n_classes,
                                 const double       *predictions,
                                 const double       *targets,
                                 const double       *weights,
                                 gsize               n_rows,
                                 double             *value,
                                 GError            **error);

/* Single metrics, for binary targets and scores of any scale. */

double    jig_metric_auc        (const double       *scores,
                                 const double       *targets,
                                 const double       *weights,
                                 gsize               n_rows,
                                 GError            **error);

G_END_DECLS
