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
 * JigGradientKind:
 * @JIG_GRADIENT_PACKED: 16 bits each at most, rounded at random; wide where that
 *   would show
 * @JIG_GRADIENT_COARSE: first derivatives of 2 units at most, second ones of 4,
 *   rounded at random: noise in the choice of splits, not in leaves, which often
 *   learns better than precision does
 * @JIG_GRADIENT_WIDE: 31 bits each
 * @JIG_GRADIENT_FLOAT: 51 bits each: a float of the size of the largest keeps every
 *   bit. Second derivatives may be negative. Slower; what the others are held against
 *
 * How derivatives are rounded for histograms. Whole numbers also where floats are
 * asked for: sums of doubles would depend on their order.
 */
typedef enum
{
  JIG_GRADIENT_PACKED,
  JIG_GRADIENT_COARSE,
  JIG_GRADIENT_WIDE,
  JIG_GRADIENT_FLOAT
} JigGradientKind;

/**
 * JigGradient:
 * @grad: (n_rows,) first derivatives; borrowed
 * @hess: (n_rows,) second derivatives; borrowed
 * @n_rows: how many rows there are
 * @pairs: (n_rows,) both in units: the first derivative in the upper 32 bits, the
 *   second one in the lower
 * @fine: (nullable) (n_rows,) both in fine units; %NULL unless derivatives are to be
 *   floats; @pairs mean nothing then
 * @is_wide: sums of pairs need 64 bits for each of the two
 * @grad_unit: what 1 of a first derivative in @pairs, or @fine, stands for; a power
 *   of two unless they are coarse
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
  JigGradHess *fine;
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
                                 JigGradientKind     kind,
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
