#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigWeighted:
 * @value: a number, not NaN
 * @weight: how much it counts: 0 or more
 */
typedef struct
{
  double value;
  double weight;
} JigWeighted;

double jig_weighted_quantile (JigWeighted *items,
                              gsize        n_items,
                              double       share);

G_END_DECLS
