#pragma once

#include "core/model/metric.h"

G_BEGIN_DECLS

/**
 * JigJudged:
 * @task: what was predicted
 * @n_classes: 1 for a regression
 * @is_constant: @predictions is one row that stands for all
 * @predictions: (n_rows,) or (n_rows, n_classes), as jig_model_link() makes them
 * @targets: (n_rows,) the truth
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 *
 * What is judged: borrows everything. What its rows say one by one is here; what
 * they say together is in metric.c.
 */
typedef struct
{
  JigTask       task;
  guint         n_classes;
  gboolean      is_constant;
  const double *predictions;
  const double *targets;
  const double *weights;
  gsize         n_rows;
} JigJudged;

double   jig_judged_residual          (const JigJudged  *self,
                                       gsize             row);
double   jig_judged_absolute_residual (const JigJudged  *self,
                                       gsize             row);
double   jig_judged_squared_residual  (const JigJudged  *self,
                                       gsize             row);
double   jig_judged_log_loss          (const JigJudged  *self,
                                       gsize             row);
double   jig_judged_brier             (const JigJudged  *self,
                                       gsize             row);
double   jig_judged_is_wrong          (const JigJudged  *self,
                                       gsize             row);
gsize    jig_judged_call              (const JigJudged  *self,
                                       gsize             row);

/* What each row adds to a metric that is a mean over rows. */

gboolean jig_judged_is_mean           (JigMetricId       metric);
void     jig_judged_fill              (const JigJudged  *self,
                                       JigMetricId       metric,
                                       gsize             stride,
                                       double           *terms);

static inline double
jig_judged_weight (const JigJudged *self,
                   gsize            row)
{
  return self->weights != NULL ? self->weights[row] : 1.0;
}

static inline double
jig_judged_prediction (const JigJudged *self,
                       gsize            row)
{
  return self->predictions[self->is_constant ? 0 : row];
}

G_END_DECLS
