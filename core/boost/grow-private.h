#pragma once

/* Between the files of the growing tree. */

#include "core/base/array.h"
#include "core/boost/grow-columns.h"

#include <stdatomic.h>

G_BEGIN_DECLS

/**
 * JigGrowBench:
 * @room: to build histograms in
 * @spare: histograms that nobody uses
 * @size: of each, in bytes
 * @counts: (nullable): a histogram of how many rows there are
 * @columns: (nullable): (n_features,) the features a node may ask for
 * @keys: (nullable): (n_features,) to draw them by
 * @is_taken: somebody works on it
 *
 * What one thread at a time needs.
 */
typedef struct
{
  JigHistogramRoom *room;
  GPtrArray        *spare;
  gsize             size;
  gpointer          counts;
  guint32          *columns;
  guint64          *keys;
  atomic_bool       is_taken;
} JigGrowBench;

struct _JigGrow
{
  const JigBinned  *binned;
  JigGrowRules      rules;
  JigGradient      *ones;         /* (nullable): 1 for each row that counts */
  guint32          *scratch;      /* (n_rows,) rows that go right */
  guint32          *leaves;       /* (n_rows,) the leaf of every row */
  JigGrowBench     *benches;      /* (n_benches,) */
  guint             n_benches;
  JigQuestion      *questions;    /* (n_nodes,) of the last tree */
  const JigRenewal *renewal;      /* (nullable): what leaves are worth instead of a step */
};

/**
 * JigGrowNode:
 * @question: what is asked, unless it is a leaf
 * @left: the left child, followed by the right one; 0: a leaf
 * @branch: the branch that goes on from here; negative: none does
 * @begin: of a leaf: its first row in the list
 * @end: of a leaf: one past its last row
 *
 * A node of a tree that is being grown. Its children are in the same list.
 */
typedef struct
{
  JigQuestion question;
  guint32     left;
  gint32      branch;
  guint32     begin;
  guint32     end;
} JigGrowNode;

/**
 * JigGrowOpen:
 * @node: which node it is
 * @begin: its first row in the list
 * @end: one past its last row
 * @depth: how many questions lead to it
 * @sum: of its pairs, in units
 * @scope: what it inherits
 * @histogram: (nullable): of its rows; %NULL: it can only be a leaf
 * @path: how it came to be
 * @best: the split it would get; only where nodes compete
 *
 * A node that waits for its turn.
 */
typedef struct
{
  guint32       node;
  guint32       begin;
  guint32       end;
  guint32       depth;
  JigGradHess   sum;
  JigSplitScope scope;
  gpointer      histogram;
  JigGrowPath   path;
  JigBestSplit  best;
} JigGrowOpen;

/**
 * JigGrowBranch:
 * @nodes: of #JigGrowNode
 * @root: where it begins
 *
 * A part of the tree with its own list of nodes.
 */
typedef struct
{
  JigArray    nodes;
  JigGrowOpen root;
} JigGrowBranch;

/**
 * JigGrowth:
 * @grow: the rules and the room
 * @gradient: the derivatives of all rows
 * @columns: (n_columns,) the features it may ask for
 * @n_columns: how many these are
 * @key: of the tree
 * @rows: (n_rows,) grouped by node as far as it is grown
 * @n_rows: how many rows it learns from
 * @branch_rows: nodes of fewer rows are left to branches; 0: none are
 * @trunk: of #JigGrowNode
 * @branches: of #JigGrowBranch
 * @quiet: can be cancelled, tells nobody
 *
 * Everything about one tree.
 */
typedef struct
{
  JigGrow           *grow;
  const JigGradient *gradient;
  const guint32     *columns;
  gsize              n_columns;
  guint64            key;
  guint32           *rows;
  gsize              n_rows;
  gsize              branch_rows;
  JigArray           trunk;
  JigArray           branches;
  JigProgress        quiet;
} JigGrowth;

/**
 * JigGrowStem:
 * @growth: the tree
 * @bench: what it works on
 * @nodes: of #JigGrowNode: where its nodes go
 * @waiting: of #JigGrowOpen: a stack, or in any order where nodes compete
 * @makes_branches: leaves small nodes to branches
 *
 * What one thread grows.
 */
typedef struct
{
  JigGrowth    *growth;
  JigGrowBench *bench;
  JigArray     *nodes;
  JigArray      waiting;
  gboolean      makes_branches;
} JigGrowStem;

void      jig_grow_stem_init  (JigGrowStem   *stem,
                               JigGrowth     *growth,
                               JigArray      *nodes);
void      jig_grow_stem_clear (JigGrowStem   *stem);
gboolean  jig_grow_stem_plant (JigGrowStem   *stem,
                               GError       **error);
gboolean  jig_grow_stem_deep  (JigGrowStem   *stem,
                               GError       **error);
gboolean  jig_grow_stem_best  (JigGrowStem   *stem,
                               guint          n_leaves,
                               GError       **error);

gboolean  jig_grow_choose     (JigGrowStem        *stem,
                               const JigGrowOpen  *open,
                               const guint32     **columns,
                               gsize              *n_columns,
                               GError            **error);

gboolean  jig_grow_find_split (JigGrowStem        *stem,
                               const JigGrowOpen  *open,
                               JigBestSplit       *split,
                               GError            **error);

gboolean  jig_grow_part       (JigGrowth          *growth,
                               const JigGrowOpen  *open,
                               const JigQuestion  *question,
                               gsize              *n_left,
                               GError            **error);

gboolean  jig_grow_harvest    (JigGrowth   *growth,
                               float       *margins,
                               JigTree     *tree,
                               GError     **error);

G_END_DECLS
