#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/**
 * JigGradHess:
 * @grad: first derivatives
 * @hess: second derivatives
 *
 * A pair of derivatives, or a sum of pairs, in whole numbers: sums are the same
 * in whatever order they are made.
 */
typedef struct
{
  gint64 grad;
  gint64 hess;
} JigGradHess;

/**
 * JigGradient:
 * @pairs: (n_rows,)
 * @n_rows: how many rows there are
 * @grad_unit: what 1 of a first derivative stands for; a power of two
 * @hess_unit: what 1 of a second derivative stands for; a power of two
 *
 * The derivatives of the loss for one tree.
 */
typedef struct
{
  JigGradHess *pairs;
  gsize        n_rows;
  double       grad_unit;
  double       hess_unit;
} JigGradient;

JigGradient *jig_gradient_new   (gsize               n_rows,
                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void         jig_gradient_free  (JigGradient        *self);

gboolean     jig_gradient_round (JigGradient        *self,
                                 const double       *grad,
                                 const double       *hess,
                                 const JigProgress  *progress,
                                 GError            **error);

static inline double
jig_gradient_get_grad (const JigGradient *self,
                       JigGradHess        sum)
{
  return (double) sum.grad * self->grad_unit;
}

static inline double
jig_gradient_get_hess (const JigGradient *self,
                       JigGradHess        sum)
{
  return (double) sum.hess * self->hess_unit;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigGradient, jig_gradient_free)

G_END_DECLS
