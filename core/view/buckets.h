#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigBuckets:
 * @edges: (n_buckets + 1,) where buckets begin and end, at round numbers
 * @counts: (n_buckets,) how many values are in each
 * @n_buckets: how many there are; 0 without values
 * @n_outside: how many values lie so far from the others that they are left out
 *
 * Numbers or times counted in buckets of one width, for a histogram.
 */
typedef struct
{
  double *edges;
  double *counts;
  gsize   n_buckets;
  gsize   n_outside;
} JigBuckets;

gboolean jig_buckets_fill  (JigBuckets    *self,
                            const double  *sorted,
                            gsize          n_values,
                            gboolean       are_times,
                            GError       **error);
void     jig_buckets_clear (JigBuckets    *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigBuckets, jig_buckets_clear)

G_END_DECLS
