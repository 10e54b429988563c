#pragma once

#include "core/boost/histogram.h"

G_BEGIN_DECLS

/**
 * JigSplitRules:
 * @lambda: added to every sum of second derivatives
 * @gamma: the least gain, without 1/2, that is worth a split
 * @min_child_weight: the least sum of second derivatives of a child
 *
 * When a split is allowed, and what it is worth.
 */
typedef struct
{
  double lambda;
  double gamma;
  double min_child_weight;
} JigSplitRules;

/**
 * JigSum:
 * @grad: the sum of first derivatives
 * @hess: the sum of second ones
 *
 * Derivatives of some rows as numbers.
 */
typedef struct
{
  double grad;
  double hess;
} JigSum;

/**
 * JigQuestion:
 * @feature: which feature is asked
 * @bin: rows up to this bin go left
 * @missing_left: rows without a value go left too
 *
 * A split in terms of bins.
 */
typedef struct
{
  guint32  feature;
  guint8   bin;
  gboolean missing_left;
} JigQuestion;

/**
 * JigBestSplit:
 * @question: what is asked
 * @gain: how much the split lowers the loss, without 1/2; 0: there is no split
 * @left: the sum of the pairs that go left, in units
 * @right: the sum of the others
 */
typedef struct
{
  JigQuestion question;
  double      gain;
  JigGradHess left;
  JigGradHess right;
} JigBestSplit;

double  jig_split_score     (const JigSplitRules  *rules,
                             JigSum                sum);
double  jig_split_weight    (const JigSplitRules  *rules,
                             JigSum                sum);
double  jig_split_gain      (const JigSplitRules  *rules,
                             JigSum                left,
                             JigSum                right);

void    jig_best_split_find (const JigSplitRules  *rules,
                             const JigBinned      *binned,
                             const JigGradient    *gradient,
                             gconstpointer         histogram,
                             JigGradHess           sum,
                             const guint32        *columns,
                             gsize                 n_columns,
                             JigBestSplit         *best);

G_END_DECLS
