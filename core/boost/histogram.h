#pragma once

#include "core/boost/binned.h"
#include "core/boost/gradient.h"

G_BEGIN_DECLS

/**
 * JigHistogramRoom:
 *
 * What building a histogram needs room for, kept from node to node. One thread
 * at a time.
 */
typedef struct _JigHistogramRoom JigHistogramRoom;

/* A histogram is (n_cells,) sums of pairs as JigBinned lays them out: 64 bits each
 * if they are packed, or second and first derivatives of 64 bits each. */

JigHistogramRoom *jig_histogram_room_new  (const JigBinned    *binned);
void              jig_histogram_room_free (JigHistogramRoom   *self);

gsize             jig_histogram_get_size  (const JigBinned    *binned,
                                           const JigGradient  *gradient);
gboolean          jig_histogram_build     (JigHistogramRoom   *room,
                                           const JigGradient  *gradient,
                                           const guint32      *rows,
                                           gsize               n_rows,
                                           gpointer            histogram,
                                           const JigProgress  *progress,
                                           GError            **error);
void              jig_histogram_subtract  (const JigBinned    *binned,
                                           const JigGradient  *gradient,
                                           gpointer            parent,
                                           gconstpointer       child);

/**
 * jig_histogram_get:
 * @gradient: the derivatives
 * @histogram: sums of them
 * @cell: which sum
 *
 * Returns: the sum
 */
static inline JigGradHess
jig_histogram_get (const JigGradient *gradient,
                   gconstpointer      histogram,
                   gsize              cell)
{
  const guint64 *packed = histogram;
  const gint64 *wide = histogram;

  if (gradient->is_wide)
    return (JigGradHess) { wide[2 * cell + 1], wide[2 * cell] };

  return (JigGradHess) { (gint32) (packed[cell] >> 32), (gint64) (packed[cell] & G_MAXUINT32) };
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigHistogramRoom, jig_histogram_room_free)

G_END_DECLS
