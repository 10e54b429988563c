#pragma once

#include <glib.h>

#include <math.h>

G_BEGIN_DECLS

/**
 * JigMoments:
 * @n: how many values (or their total weight)
 * @mean: their mean; 0 if there are none
 * @m2: the sum of squared deviations from @mean
 * @min: the least; NaN if there are none
 * @max: the greatest; NaN if there are none
 *
 * Running moments (Welford 1962; merged by Chan, Golub and LeVeque 1979).
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

void     jig_moments_add         (JigMoments       *self,
                                  double            value,
                                  double            weight);
void     jig_moments_merge       (JigMoments       *self,
                                  const JigMoments *other);
double   jig_moments_get_sd      (const JigMoments *self,
                                  double            ddof);

double   jig_stats_sum           (const double     *values,
                                  gsize             n_values);
double   jig_stats_mean          (const double     *values,
                                  gsize             n_values);
double   jig_stats_quantile      (const double     *sorted,
                                  gsize             n_values,
                                  double            share);
void     jig_stats_sort          (double           *values,
                                  gsize             n_values);
gboolean jig_stats_order         (const double     *values,
                                  gsize             n_values,
                                  guint32          *order,
                                  GError          **error);
gboolean jig_stats_ranks         (const double     *values,
                                  gsize             n_values,
                                  double           *ranks,
                                  GError          **error);
double   jig_stats_normal_cdf    (double            z);
double   jig_stats_normal_inv    (double            p);

G_END_DECLS
