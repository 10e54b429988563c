#include "core/model/learning.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * jig_learning_read:
 * @self: (out caller-allocates): what is told
 * @model: a model, which must outlive @self
 */
void
jig_learning_read (JigLearning    *self,
                   const JigModel *model)
{
  const JigValues *values = jig_model_get_values (model);
  const guint best_round = jig_model_get_best_round (model);
  JigMetricId metric;

  *self = (JigLearning) { .metric = "loss", .title = N_("Loss") };
  self->points = jig_model_get_curve (model, &self->n_points);
  if (self->n_points > 0)
    self->last = &self->points[self->n_points - 1];
  for (gsize i = 0; i < self->n_points; i++)
    if (self->points[i].round == best_round)
      self->best = &self->points[i];

  if (jig_param_find (jig_model_get_ops (model)->params, "metric") != NULL &&
      jig_metric_from_id (jig_values_get_text (values, "metric"), &metric))
    {
      self->metric = jig_metric_get_info (metric)->id;
      self->title = jig_metric_get_info (metric)->title;
      self->higher_is_better = jig_metric_get_info (metric)->higher_is_better > 0;
    }
}

/**
 * jig_learning_best_test:
 * @self: what a learning curve tells
 *
 * Returns: (nullable): the point whose test rows look best, the first of several;
 *   %NULL if none were watched
 */
const JigCurvePoint *
jig_learning_best_test (const JigLearning *self)
{
  const double sign = self->higher_is_better ? -1.0 : 1.0;
  const JigCurvePoint *best = NULL;

  for (gsize i = 0; i < self->n_points; i++)
    if (!isnan (self->points[i].test) &&
        (best == NULL || sign * self->points[i].test < sign * best->test))
      best = &self->points[i];

  return best;
}
