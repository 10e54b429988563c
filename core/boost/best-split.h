#pragma once

#include "core/boost/histogram.h"
#include "core/boost/split-rules.h"
#include "core/model/level-set.h"

G_BEGIN_DECLS

/**
 * JigQuestion:
 * @feature: which feature is asked
 * @bin: rows up to this bin go left
 * @missing_left: rows without a value go left too
 * @is_set: the feature is a category, and rows go right whose bin is in the set
 * @set: the levels that go right
 *
 * A split in terms of bins.
 */
typedef struct
{
  guint32     feature;
  guint8      bin;
  gboolean    missing_left;
  gboolean    is_set;
  JigLevelSet set;
} JigQuestion;

/* Where a row in this bin goes; the one after the last, @n_bins, is that of missing
 * values. */
static inline gboolean
jig_question_goes_left (const JigQuestion *self,
                        guint32            n_bins,
                        guint8             code)
{
  if (self->is_set)
    return !jig_level_set_holds (&self->set, code);

  return code <= self->bin || (self->missing_left && code == n_bins);
}

/**
 * JigSplitSide:
 * @sum: of the pairs, in units
 * @n_rows: how many rows there are; only where they are counted
 *
 * What goes to one side.
 */
typedef struct
{
  JigGradHess sum;
  gint64      n_rows;
} JigSplitSide;

/**
 * JigBestSplit:
 * @question: what is asked
 * @gain: how much the split lowers the loss, without 1/2; 0: there is no split
 * @left: the sum of the pairs that go left, in units
 * @right: the sum of the others
 * @left_scope: what the left child inherits
 * @right_scope: what the right one does
 */
typedef struct
{
  JigQuestion   question;
  double        gain;
  JigGradHess   left;
  JigGradHess   right;
  JigSplitScope left_scope;
  JigSplitScope right_scope;
} JigBestSplit;

/**
 * JigSplitNode:
 * @histogram: of its rows
 * @counts: (nullable): a packed histogram of how many rows there are, as second
 *   derivatives; %NULL: no rule asks for it
 * @sum: of all its pairs, in units
 * @scope: what it inherits
 *
 * A node that is to be split.
 */
typedef struct
{
  gconstpointer histogram;
  gconstpointer counts;
  JigGradHess   sum;
  JigSplitScope scope;
} JigSplitNode;

double  jig_split_gain      (const JigSplitRules  *rules,
                             JigSum                left,
                             JigSum                right,
                             const JigSplitScope  *scope);
void    jig_split_part      (const JigSplitRules  *rules,
                             guint32               feature,
                             JigSum                left,
                             JigSum                right,
                             const JigSplitScope  *scope,
                             JigSplitScope        *left_scope,
                             JigSplitScope        *right_scope);

void    jig_best_split_find (const JigSplitRules  *rules,
                             const JigBinned      *binned,
                             const JigGradient    *gradient,
                             const JigSplitNode   *node,
                             const guint32        *columns,
                             gsize                 n_columns,
                             JigBestSplit         *best);

G_END_DECLS
