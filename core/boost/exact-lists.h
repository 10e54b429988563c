#pragma once

#include "core/boost/exact-scan.h"
#include "core/model/fit.h"
#include "core/model/tree.h"

G_BEGIN_DECLS

/**
 * JigExactLists:
 * @n_samples: how many rows there are
 * @n_features: how many features each has
 * @values: (n_features, n_samples) NaN is missing
 * @tries_right: (n_features,) missing values may go right: there are some, and
 *   others that differ
 * @sorted: (n_features, n_samples) rows that weigh something by value, then those of
 *   them without one
 * @n_weighing: how many these are
 * @lists: (2, n_features + 1, n_samples) where the lists are; lists of nodes of odd
 *   depth in the second half
 * @marks: (n_samples,)
 *
 * The rows of one tree, sorted by each of its columns, and once more in their own
 * order. A node is the same range of all lists.
 */
typedef struct
{
  gsize     n_samples;
  gsize     n_features;
  float    *values;
  gboolean *tries_right;
  guint32  *sorted;
  guint32   n_weighing;
  guint32  *lists;
  guint8   *marks;
} JigExactLists;

/**
 * JigExactRange:
 * @begin: the first place
 * @end: one past the last one
 * @depth: how many questions lead to the node
 *
 * Where a node is in all lists.
 */
typedef struct
{
  guint32 begin;
  guint32 end;
  guint32 depth;
} JigExactRange;

gboolean jig_exact_lists_init  (JigExactLists        *self,
                                const JigSamples     *samples,
                                const JigProgress    *progress,
                                GError              **error);
void     jig_exact_lists_clear (JigExactLists        *self);

guint32  jig_exact_lists_fill  (JigExactLists        *self,
                                const guint32        *columns,
                                gsize                 n_columns,
                                const guint32        *rows,
                                gsize                 n_rows);
guint32 *jig_exact_lists_get   (const JigExactLists  *self,
                                gsize                 index,
                                guint                 depth);
guint32  jig_exact_lists_part  (JigExactLists        *self,
                                gsize                 n_columns,
                                const JigExactRange  *range,
                                const JigExactSplit  *split);
gint32   jig_exact_lists_find  (const JigExactLists  *self,
                                const JigTree        *tree,
                                gsize                 row);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigExactLists, jig_exact_lists_clear)

G_END_DECLS
