#pragma once

#include "core/chart/figure.h"
#include "core/model/metric.h"

G_BEGIN_DECLS

/**
 * JigNamedJudgement:
 * @name: of the model
 * @judgement: of that model
 *
 * One of up to eight models that were judged on the same rows.
 */
typedef struct
{
  const char         *name;
  const JigJudgement *judgement;
} JigNamedJudgement;

/**
 * JigDifference:
 * @name: of the model
 * @value: its metric minus that of the reference
 * @low: the lower end of the interval around @value; NaN if there is none
 * @high: its upper end
 *
 * How far a model is from another one.
 */
typedef struct
{
  const char *name;
  double      value;
  double      low;
  double      high;
} JigDifference;

/* Which model is better. Each figure has a title, a sentence and its table twin. */

JigFigure *jig_compare_figures_metrics     (const JigMetricId        *metrics,
                                            gsize                     n_metrics,
                                            const JigNamedJudgement  *models,
                                            gsize                     n_models,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
JigFigure *jig_compare_figures_differences (JigMetricId               metric,
                                            const char               *reference,
                                            const JigDifference      *differences,
                                            gsize                     n_differences,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
