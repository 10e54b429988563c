#include "core/boost/renewal.h"

#include <math.h>

/**
 * jig_renewal_get:
 * @self: the residuals of all rows
 * @rows: (n_rows,) rows grouped by leaf
 * @begin: the first one of a leaf in @rows
 * @end: one past its last one
 *
 * Leaves do not share room: several can be asked for at once.
 *
 * Returns: the quantile of the leaf's residuals; 0 if none weighs anything
 */
double
jig_renewal_get (const JigRenewal *self,
                 const guint32    *rows,
                 gsize             begin,
                 gsize             end)
{
  double quantile;

  for (gsize i = begin; i < end; i++)
    {
      const guint32 row = rows[i];

      self->room[i].value = self->targets[row] - (double) self->margins[row];
      self->room[i].weight = (double) self->weights[row];
    }

  quantile = jig_weighted_quantile (self->room + begin, end - begin, self->share);

  return isnan (quantile) ? 0.0 : quantile;
}
