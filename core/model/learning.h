#pragma once

#include "core/model/metric.h"
#include "core/model/model.h"

G_BEGIN_DECLS

/**
 * JigLearning:
 * @points: (n_points,) the curve; borrowed
 * @n_points: how many points it has
 * @metric: the id of the metric it is measured by; "loss" if by what is made small
 * @title: what people call that (untranslated)
 * @higher_is_better: whether the curve should rise
 * @best: (nullable): the round that rows set aside have chosen
 * @last: (nullable): the last round
 *
 * What the learning curve of a model tells.
 */
typedef struct
{
  const JigCurvePoint *points;
  gsize                n_points;
  const char          *metric;
  const char          *title;
  gboolean             higher_is_better;
  const JigCurvePoint *best;
  const JigCurvePoint *last;
} JigLearning;

void                 jig_learning_read      (JigLearning        *self,
                                             const JigModel     *model);
const JigCurvePoint *jig_learning_best_test (const JigLearning  *self);

G_END_DECLS
