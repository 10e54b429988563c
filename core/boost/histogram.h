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
JigGradHess       jig_histogram_get       (const JigGradient  *gradient,
                                           gconstpointer       histogram,
                                           gsize               cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigHistogramRoom, jig_histogram_room_free)

G_END_DECLS
