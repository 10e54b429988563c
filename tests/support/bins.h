#pragma once

#include "core/boost/best-split.h"
#include "tests/support/samples.h"

G_BEGIN_DECLS

/**
 * JigTestBins:
 * @samples: the rows
 * @binning: where their features are cut
 * @binned: the rows as bins
 * @gradient: derivatives of the squared loss at 0, times the rows' weights; wide,
 *   so that rounding does not show
 * @grad: (n_rows,) the first ones
 * @hess: (n_rows,) the second ones
 * @rows: (n_rows,) all of them
 * @columns: (n_features,) all of them
 *
 * Rows as trees see them.
 */
typedef struct
{
  JigTestSamples  samples;
  JigBinning     *binning;
  JigBinned      *binned;
  JigGradient    *gradient;
  float          *grad;
  float          *hess;
  guint32        *rows;
  guint32        *columns;
} JigTestBins;

/* Random rows, and rows of the test: features are (n_rows, n_features). */
void        jig_test_bins_init  (JigTestBins       *self,
                                 gsize              n_rows,
                                 gsize              n_features,
                                 double             missing,
                                 guint              max_bins);
void        jig_test_bins_fill  (JigTestBins       *self,
                                 gsize              n_rows,
                                 gsize              n_features,
                                 const double      *features,
                                 const double      *targets);
void        jig_test_bins_clear (JigTestBins       *self);

/* The same with categories: features of that many levels, 0: numbers. */
void        jig_test_bins_init_levels (JigTestBins    *self,
                                       gsize           n_rows,
                                       const guint32  *levels,
                                       gsize           n_features,
                                       double          missing);
void        jig_test_bins_fill_levels (JigTestBins    *self,
                                       gsize           n_rows,
                                       const guint32  *levels,
                                       gsize           n_features,
                                       const double   *features,
                                       const double   *targets);

/* The obvious ways, kept obvious: from values, not from bins or histograms. */
gboolean    jig_test_bins_goes_left (const JigTestBins    *self,
                                     const JigQuestion    *question,
                                     guint32               row);
void        jig_test_bins_round     (JigTestBins          *self,
                                     JigGradientKind       kind);
JigGradHess jig_test_bins_sum       (const JigTestBins    *self,
                                     const guint32        *rows,
                                     gsize                 n_rows);
void        jig_test_bins_split     (const JigTestBins    *self,
                                     const JigSplitRules  *rules,
                                     const JigSplitScope  *scope,
                                     const guint32        *rows,
                                     gsize                 n_rows,
                                     JigBestSplit         *best);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigTestBins, jig_test_bins_clear)

G_END_DECLS
