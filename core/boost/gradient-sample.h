#pragma once

#include "core/base/progress.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigGradientSampleRules:
 * @top: the share of rows that are kept because their derivatives are large
 * @other: the share of all rows that are drawn among the others
 *
 * Both 0: rows are not chosen by their derivatives.
 */
typedef struct
{
  double top;
  double other;
} JigGradientSampleRules;

gboolean jig_gradient_sample_is_on (const JigGradientSampleRules  *rules,
                                    double                         rate,
                                    guint                          round);
gboolean jig_gradient_sample_rows  (const JigGradientSampleRules  *rules,
                                    const JigSamples              *samples,
                                    guint                          n_outputs,
                                    guint64                        seed,
                                    guint                          round,
                                    float                         *grad,
                                    float                         *hess,
                                    guint32                       *rows,
                                    gsize                         *n_kept,
                                    const JigProgress             *progress,
                                    GError                       **error);

G_END_DECLS
