#pragma once

#include "core/base/progress.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

/* How many weights there can be: the equations have their square. */
#define JIG_LINEAR_MAX_WEIGHTS 2048

/**
 * JigLinear:
 * @means: (n_features,) of the training rows; stands for missing values
 * @spreads: (n_features,) the standard deviation of each
 * @weights: (n_outputs, n_features + 1), row-major: the intercept last
 * @n_features: how many features each row has
 * @n_outputs: how many margins each row has
 *
 * What jig_model_get_data() gives for the model "linear". A margin is the
 * intercept plus the sum of weights times features. A feature that is not a
 * finite number counts as missing. Immutable.
 */
typedef struct
{
  double *means;
  double *spreads;
  double *weights;
  gsize   n_features;
  guint   n_outputs;
} JigLinear;

JigLinear *jig_linear_new     (gsize               n_features,
                               guint               n_outputs,
                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigLinear *jig_linear_fit     (const JigFit       *fit,
                               double              lambda,
                               GArray             *curve,
                               const JigProgress  *progress,
                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void       jig_linear_free    (JigLinear          *self);
void       jig_linear_predict (const JigLinear    *self,
                               const double       *features,
                               gsize               n_rows,
                               double             *margins);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigLinear, jig_linear_free)

G_END_DECLS
