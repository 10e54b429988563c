#pragma once

#include "core/base/array.h"
#include "core/boost/best-split.h"

G_BEGIN_DECLS

/**
 * JigExactLike:
 * @JIG_EXACT_LIKE_3: XGBoost 3.4: a node of less than the least weight has a value,
 *   and L1 is part of every score
 * @JIG_EXACT_LIKE_1_7: XGBoost 1.7 to 3.2: such a node is worth 0, and L1 is no part of
 *   scores where there is a largest step
 *
 * Which trees are to be told again. There is no difference between them without
 * a largest step and with a root that weighs enough.
 */
typedef enum
{
  JIG_EXACT_LIKE_3,
  JIG_EXACT_LIKE_1_7
} JigExactLike;

/**
 * JigExactColumn:
 * @feature: which feature it is
 * @values: (n_samples,) of the feature; NaN is missing
 * @grad: (n_samples,) first derivatives
 * @hess: (n_samples,) second derivatives
 * @rows: (n_rows,) the rows of a node: those with a value, which rises, then the
 *   others
 * @n_rows: how many these are
 * @sum: of all of them
 * @scope: what the node inherits
 * @tries_right: missing values may go right too
 *
 * One feature in one node. Borrows everything.
 */
typedef struct
{
  guint32        feature;
  const float   *values;
  const float   *grad;
  const float   *hess;
  const guint32 *rows;
  gsize          n_rows;
  JigSum         sum;
  JigSplitScope  scope;
  gboolean       tries_right;
} JigExactColumn;

/**
 * JigExactSplit:
 * @feature: which feature is asked
 * @threshold: rows below it go left
 * @missing_left: rows without a value go left too
 * @gain: how much the split lowers the loss, without 1/2
 * @left: the sum of the rows that go left
 * @right: the sum of the others
 *
 * A split in terms of values.
 */
typedef struct
{
  guint32  feature;
  float    threshold;
  gboolean missing_left;
  float    gain;
  JigSum   left;
  JigSum   right;
} JigExactSplit;

/**
 * JigExactFunc:
 * @split: a split that is allowed, whatever it gains
 * @user_data: the caller's data
 */
typedef void (*JigExactFunc) (const JigExactSplit *split,
                              gpointer             user_data);

double   jig_exact_weight (const JigSplitRules   *rules,
                           JigExactLike           like,
                           JigSum                 sum,
                           const JigSplitScope   *scope);
void     jig_exact_scan   (const JigSplitRules   *rules,
                           JigExactLike           like,
                           const JigExactColumn  *column,
                           JigExactFunc           func,
                           gpointer               user_data);
gsize    jig_exact_sort   (const float           *values,
                           gsize                  n_values,
                           guint64               *keys,
                           guint64               *other,
                           guint32               *rows);
gboolean jig_exact_gains  (const JigSplitRules   *rules,
                           const float           *values,
                           const float           *grad,
                           const float           *hess,
                           gsize                  n_rows,
                           JigArray              *splits,
                           GError               **error);

G_END_DECLS
