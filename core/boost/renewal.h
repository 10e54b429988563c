#pragma once

#include "core/base/weighted-quantile.h"

G_BEGIN_DECLS

/**
 * JigRenewal:
 * @margins: (n_rows,) before the tree
 * @targets: (n_rows,)
 * @weights: (n_rows,) second derivatives: of such a loss, what a row weighs
 * @share: which quantile: 1/2 is the median
 * @room: (n_rows,) to work in
 *
 * What the leaves of a loss without a bend are worth: second derivatives say
 * nothing about how far a step should go, residuals do.
 */
typedef struct
{
  const float  *margins;
  const double *targets;
  const float  *weights;
  double        share;
  JigWeighted  *room;
} JigRenewal;

double jig_renewal_get (const JigRenewal *self,
                        const guint32    *rows,
                        gsize             begin,
                        gsize             end);

G_END_DECLS
