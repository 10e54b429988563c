#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/**
 * JigGradHess:
 * @grad: first derivatives
 * @hess: second derivatives
 *
 * A sum of pairs of derivatives in whole numbers: the same in whatever order it
 * is made.
 */
typedef struct
{
  gint64 grad;
  gint64 hess;
} JigGradHess;

/**
 * JigGradient:
 * @grad: (n_rows,) first derivatives; borrowed
 * @hess: (n_rows,) second derivatives; borrowed
 * @n_rows: how many rows there are
 * @pairs: (n_rows,) both in units: the first derivative in the upper 32 bits, the
 *   second one in the lower
 * @is_wide: sums of pairs need 64 bits for each of the two
 * @grad_unit: what 1 of a first derivative in @pairs stands for; a power of two
 * @hess_unit: likewise of a second one
 * @largest_hess: no second derivative in @pairs is more
 * @fine_grad_unit: what 1 of an exact sum of first derivatives stands for
 * @fine_hess_unit: likewise of second ones
 *
 * The derivatives of the loss for one tree. Splits are found with sums of
 * @pairs; leaves and gains are computed from exact sums.
 */
typedef struct
{
  const float *grad;
  const float *hess;
  gsize        n_rows;
  guint64     *pairs;
  gboolean     is_wide;
  double       grad_unit;
  double       hess_unit;
  double       largest_hess;
  double       fine_grad_unit;
  double       fine_hess_unit;
} JigGradient;

JigGradient *jig_gradient_new   (gsize               n_rows,
                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void         jig_gradient_free  (JigGradient        *self);

gboolean     jig_gradient_round (JigGradient        *self,
                                 const float        *grad,
                                 const float        *hess,
                                 gboolean            wide,
                                 guint64             key,
                                 const JigProgress  *progress,
                                 GError            **error);
void         jig_gradient_add   (const JigGradient  *self,
                                 const guint32      *leaves,
                                 gsize               begin,
                                 gsize               end,
                                 JigGradHess        *sums);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigGradient, jig_gradient_free)

G_END_DECLS
