#pragma once

#include "core/model/metric.h"
#include "core/model/model.h"
#include "patterns/transform/plan.h"

G_BEGIN_DECLS

/**
 * TransformScore:
 * @error: the root of the mean squared error of a regression, else the share of
 *   wrong classes
 * @bias: mean of prediction minus truth; of classes: of the probability of the
 *   most frequent one
 * @bias_error: the standard error of @bias
 * @n_rows: how many rows were judged
 */
typedef struct
{
  double error;
  double bias;
  double bias_error;
  gsize  n_rows;
} TransformScore;

/**
 * TransformJudge:
 * @task: what is predicted
 * @n_classes: 1 for a regression
 * @targets: (n_rows,) the truth of the test rows
 * @n_rows: how many there are
 * @baseline: the simplest rule, learnt from the training rows
 *
 * Judges predictions of the test rows, or of some of them.
 */
typedef struct
{
  JigTask     task;
  guint       n_classes;
  double     *targets;
  gsize       n_rows;
  JigBaseline baseline;
} TransformJudge;

gboolean transform_judge_init   (TransformJudge        *self,
                                 const TransformPlan   *plan,
                                 GError               **error);
void     transform_judge_clear  (TransformJudge        *self);
/* (n_rows, n_outputs) as people read them. */
gboolean transform_predict      (const TransformJudge  *self,
                                 const JigModel        *model,
                                 const double          *features,
                                 gsize                  n_rows,
                                 double                *predictions,
                                 GError               **error);
/* Only the rows that @wanted names; NULL: all of them. */
gboolean transform_judge_score  (const TransformJudge  *self,
                                 const double          *predictions,
                                 const guint8          *wanted,
                                 TransformScore        *score,
                                 double                *baseline_error,
                                 GError               **error);
guint    transform_judge_width  (const TransformJudge  *self);
gboolean transform_is_biased    (const TransformScore  *score);

G_END_DECLS
