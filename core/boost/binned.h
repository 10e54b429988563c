#pragma once

#include "core/boost/binning.h"
#include "core/boost/block.h"

G_BEGIN_DECLS

/**
 * JigBinnedFeature:
 * @codes: (n_rows,) the bin of every row, readable 3 bytes further
 * @n_bins: how many bins there are for values; the next one is for missing ones
 * @first_cell: where its cells begin in a histogram: @n_bins + 1 of them
 * @place: which code of a row holds the bin
 * @radix: how many values the bin has in there
 * @divisor: what is to be divided by to see the bin
 * @first_joint_cell: where the joint cells of its code begin
 * @n_joint_cells: how many values its code has; 0: the code is its own
 *
 * A feature of a table of bins. Features of few bins share a code, of which this
 * one's bin is (code / @divisor) % @radix.
 */
typedef struct
{
  guint8  *codes;
  guint32  n_bins;
  guint32  first_cell;
  guint32  place;
  guint32  radix;
  guint32  divisor;
  guint32  first_joint_cell;
  guint32  n_joint_cells;
} JigBinnedFeature;

/**
 * JigBinned:
 * @binning: where the features are cut; borrowed
 * @features: (n_features,)
 * @codes: (n_rows, stride) codes of features, row-major
 * @stride: bytes from one row to the next
 * @n_rows: how many rows there are
 * @blocks: (n_blocks,) first those of codes of one feature each, whose cells are
 *   that feature's, then those of joint codes
 * @n_blocks: how many there are
 * @n_plain_blocks: how many of them come first
 * @n_cells: how many cells a histogram has
 * @n_joint_cells: how many cells joint codes have, apart from the histogram
 *
 * A table of features as bins, twice: by feature, to part rows, and by row, to
 * sum them. Immutable.
 */
typedef struct
{
  const JigBinning *binning;
  JigBinnedFeature *features;
  guint8           *codes;
  gsize             stride;
  gsize             n_rows;
  JigBlock         *blocks;
  gsize             n_blocks;
  gsize             n_plain_blocks;
  gsize             n_cells;
  gsize             n_joint_cells;
  guint8           *columns;      /* (n_features, n_rows + padding) all @features' codes */
} JigBinned;

JigBinned *jig_binned_new  (const JigBinning   *binning,
                            const JigSamples   *samples,
                            const JigProgress  *progress,
                            GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gsize      jig_binned_choose_stride (gsize n_codes);
void       jig_binned_free (JigBinned          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBinned, jig_binned_free)

G_END_DECLS
