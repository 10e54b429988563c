#pragma once

#include <glib.h>

#include <math.h>

G_BEGIN_DECLS

/**
 * JigMoments:
 * @n: how many values
 * @mean: their mean; 0 if there are none
 * @m2: the sum of squared deviations from @mean
 * @min: the least; NaN if there are none
 * @max: the greatest; NaN if there are none
 *
 * Running moments (Welford, "Note on a method for calculating corrected sums of
 * squares and products", Technometrics 1962).
 */
typedef struct
{
  double n;
  double mean;
  double m2;
  double min;
  double max;
} JigMoments;

#define JIG_MOMENTS_INIT ((JigMoments) { 0.0, 0.0, 0.0, NAN, NAN })

void     jig_moments_add    (JigMoments       *self,
                             double            value);
double   jig_moments_get_sd (const JigMoments *self);

void     jig_stats_sort     (double           *values,
                             gsize             n_values);
double   jig_stats_quantile (const double     *sorted,
                             gsize             n_values,
                             double            share);
gboolean jig_stats_order    (const double     *values,
                             gsize             n_values,
                             guint32          *order,
                             GError          **error);

G_END_DECLS
