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
 * JigBestSplit:
 * @question: what is asked
 * @gain: how much the split lowers the loss, without 1/2; 0: there is no split
 * @left: the sum of the rows that go left
 * @right: the sum of the others
 */
typedef struct
{
  JigQuestion question;
  double      gain;
  JigGradHess left;
  JigGradHess right;
} JigBestSplit;

double   jig_best_split_score  (const JigSplitRules      *rules,
                                const JigGradient        *gradient,
                                JigGradHess               sum);
double   jig_best_split_weight (const JigSplitRules      *rules,
                                const JigGradient        *gradient,
                                JigGradHess               sum);

gboolean jig_best_split_find   (const JigSplitRules      *rules,
                                const JigHistogramShape  *shape,
                                const JigGradient        *gradient,
                                const JigGradHess        *histogram,
                                JigGradHess               sum,
                                JigBestSplit             *best,
                                GError                  **error);

G_END_DECLS
