#pragma once

#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigClassWeights:
 * @fit: what was asked for, with rows that weigh what their classes say
 * @train: its training rows
 * @watched: its watched rows
 * @own_train: (nullable): (n_rows,) the weights of @train, unless they are as before
 * @own_watched: (nullable): (n_rows,) likewise
 *
 * Rows that count as many as their classes say.
 */
typedef struct
{
  JigFit     fit;
  JigSamples train;
  JigSamples watched;
  double    *own_train;
  double    *own_watched;
} JigClassWeights;

gboolean jig_class_weights_init  (JigClassWeights  *self,
                                  const JigFit     *fit,
                                  const char       *words,
                                  double            scale_positive,
                                  GError          **error);
void     jig_class_weights_clear (JigClassWeights  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigClassWeights, jig_class_weights_clear)

G_END_DECLS
