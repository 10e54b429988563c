#pragma once

#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigBaseline:
 * @mean: the weighted mean of the training targets of a regression
 * @shares: (n_classes,) the weighted share of each class of the training rows
 * @n_classes: 1 for a regression
 *
 * The simplest rule: it looks at no feature.
 */
typedef struct
{
  double  mean;
  double *shares;
  guint   n_classes;
} JigBaseline;

gboolean jig_baseline_fit   (JigTask            task,
                             guint              n_classes,
                             const JigSamples  *train,
                             JigBaseline       *baseline,
                             GError           **error);
void     jig_baseline_clear (JigBaseline       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigBaseline, jig_baseline_clear)

G_END_DECLS
