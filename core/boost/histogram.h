#pragma once

#include "core/boost/binned.h"
#include "core/boost/gradient.h"

G_BEGIN_DECLS

/* A cache line between features: with a stride of exactly 4,096 bytes the same
 * bin of every feature would fall into one set of the cache. */
#define JIG_HISTOGRAM_PADDING (64 / sizeof (JigGradHess))

/**
 * JigHistogramShape:
 * @binning: where the features are cut; borrowed
 * @columns: (n_columns,) which features are looked at, rising
 * @n_columns: how many these are
 * @first_cell: (n_columns + 1,) where the bins of each begin
 * @n_cells: how many cells a histogram has
 *
 * Where a histogram keeps what. A feature has a cell per bin and then one for
 * missing values. Immutable.
 */
typedef struct
{
  const JigBinning *binning;
  guint32          *columns;
  gsize             n_columns;
  guint32          *first_cell;
  gsize             n_cells;
} JigHistogramShape;

JigHistogramShape *jig_histogram_shape_new  (const JigBinning         *binning,
                                             const guint32            *columns,
                                             gsize                     n_columns,
                                             GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void               jig_histogram_shape_free (JigHistogramShape        *self);

/* A histogram is (n_cells,) JigGradHess. */

gboolean           jig_histogram_build      (const JigHistogramShape  *shape,
                                             const JigBinned          *binned,
                                             const JigGradient        *gradient,
                                             const guint32            *rows,
                                             gsize                     n_rows,
                                             JigGradHess              *histogram,
                                             const JigProgress        *progress,
                                             GError                  **error);
void               jig_histogram_subtract   (JigGradHess              *parent,
                                             const JigGradHess        *child,
                                             gsize                     n_cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigHistogramShape, jig_histogram_shape_free)

G_END_DECLS
