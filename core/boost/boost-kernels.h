#pragma once

#include "core/boost/block.h"
#include "core/boost/gradient.h"
#include "core/boost/split-rules.h"

G_BEGIN_DECLS

/* The most cells one code may have: 255 bins and one for missing values. */
#define JIG_BOOST_MAX_CELLS 256

/* What may be read behind a feature's codes: four bytes are loaded for one. */
#define JIG_BOOST_CODE_PADDING 64

/**
 * JigSplitScan:
 * @cells: (n_bins,) packed sums per bin
 * @n_bins: how many bins a question may follow
 * @missing: the packed sum of rows without a value
 * @total: the packed sum of the node
 * @least_hess: the least sum of second derivatives of a child, in units; at least 1
 * @lambda: added to every sum of second derivatives, in units
 * @bin: (out): where the best question is
 * @missing_left: (out): to which side missing values go
 * @score: (out): GL² / (HL + lambda) + GR² / (HR + lambda) of the question, in units
 *   and as floats have it
 *
 * What is looked for in one feature of one node. A packed sum has the first
 * derivatives in its upper 32 bits and the second ones in the lower.
 */
typedef struct
{
  const guint64 *cells;
  guint          n_bins;
  guint64        missing;
  guint64        total;
  guint32        least_hess;
  float          lambda;
  guint          bin;
  gboolean       missing_left;
  float          score;
} JigSplitScan;

/**
 * JigSplitSides:
 * @grad: (n_bins,) sums of first derivatives
 * @hess: (n_bins,) sums of second ones
 * @n_rows: (n_bins,) how many rows these are of
 *
 * What the question at each bin sends to one side.
 */
typedef struct
{
  double grad[JIG_BOOST_MAX_CELLS];
  double hess[JIG_BOOST_MAX_CELLS];
  double n_rows[JIG_BOOST_MAX_CELLS];
} JigSplitSides;

/**
 * JigSplitSweep:
 * @rules: the rules
 * @scope: what both children inherit
 * @direction: of the feature, one of @rules' directions
 * @n_bins: how many bins a question may follow
 * @least_left: the least sum of second derivatives of the left child
 * @least_right: of the right one
 * @least_rows: of each
 * @left: what goes left
 * @right: what goes right
 * @bin: (out): where the best question is
 * @score: (out): the sum of both scores
 *
 * What is looked for in one feature of one node under any rules.
 */
typedef struct
{
  const JigSplitRules *rules;
  JigSplitScope        scope;
  double               direction;
  guint                n_bins;
  double               least_left;
  double               least_right;
  double               least_rows;
  JigSplitSides        left;
  JigSplitSides        right;
  guint                bin;
  double               score;
} JigSplitSweep;

/**
 * JigPacking:
 * @grad: (n_rows,) first derivatives
 * @hess: (n_rows,) second derivatives
 * @grad_scale: units per first derivative
 * @hess_scale: units per second derivative
 * @key: makes the rounding of every tree its own
 * @pairs: (n_rows,) packed
 *
 * Derivatives to be rounded to units, at random so that the mean stays.
 */
typedef struct
{
  const float *grad;
  const float *hess;
  double       grad_scale;
  double       hess_scale;
  guint32      key;
  guint64     *pairs;
} JigPacking;

/**
 * JigExtent:
 * @largest_grad: the largest first derivative, without its sign
 * @largest_hess: the largest second derivative
 * @sum_grad: of the first ones, without their signs; NaN if one of them is
 * @sum_hess: of the second ones, likewise
 *
 * How large derivatives are.
 */
typedef struct
{
  double largest_grad;
  double largest_hess;
  double sum_grad;
  double sum_hess;
} JigExtent;

/**
 * JigPartition:
 * @codes: (n_samples,) the bin of every row, readable %JIG_BOOST_CODE_PADDING
 *   further
 * @bin: rows up to this bin go left
 * @missing: the bin of rows without a value
 * @missing_left: these go left too
 * @rows: (n_rows,) in; those that go left out
 * @right: (n_rows,) those that go right out
 *
 * A list of rows to be parted. Both parts keep their order.
 */
typedef struct
{
  const guint8 *codes;
  guint8        bin;
  guint8        missing;
  gboolean      missing_left;
  guint32      *rows;
  guint32      *right;
} JigPartition;

/**
 * JigLeafSums:
 * @grad: (n_rows,) first derivatives
 * @hess: (n_rows,) second derivatives
 * @grad_scale: a power of two, such that no product passes 2^51
 * @hess_scale: likewise
 * @leaves: (n_rows,) the leaf of each row
 * @sums: (n_leaves,) to be added to: times their scales
 *
 * Sums of rows by leaf in fixed point: exact whatever the order.
 */
typedef struct
{
  const float   *grad;
  const float   *hess;
  double         grad_scale;
  double         hess_scale;
  const guint32 *leaves;
  JigGradHess   *sums;
} JigLeafSums;

/**
 * JigLossRows:
 * @margins: (n_outputs, n_rows)
 * @targets: (n_rows,) the number, or the class index
 * @weights: (nullable): (n_rows,)
 * @n_rows: how many rows there are
 * @n_outputs: how many margins each has
 * @grad: (n_outputs, n_rows) first derivatives out
 * @hess: (n_outputs, n_rows) second derivatives out
 * @shape: what gives the loss its shape, if it has one to choose
 *
 * What a loss is derived of.
 */
typedef struct
{
  const float  *margins;
  const double *targets;
  const double *weights;
  gsize         n_rows;
  guint         n_outputs;
  float        *grad;
  float        *hess;
  double        shape;
} JigLossRows;

/**
 * JigDeriveFunc:
 * @rows: the rows
 * @begin: the first one to derive
 * @end: one past the last one
 */
typedef void (*JigDeriveFunc) (const JigLossRows *rows,
                               gsize              begin,
                               gsize              end);

/**
 * JigLossFunc:
 * @rows: the rows
 * @begin: the first one to look at
 * @end: one past the last one
 *
 * Returns: the sum of the weighted losses
 */
typedef double (*JigLossFunc) (const JigLossRows *rows,
                               gsize              begin,
                               gsize              end);

/**
 * JigBoostKernels:
 * @add_packed: adds rows to the packed cells (one 64-bit sum each) of a block
 * @add_wide: adds rows to the wide cells (hessian, gradient, 64 bits each)
 * @scan: finds the best question of a feature; FALSE: there is none
 * @sweep: finds it by all rules, in doubles
 * @encode: the bins of values: the number of @cuts, rising and NaN from @n_cuts on,
 *   that are not above; @n_cuts + 1 for NaN
 * @measure: how large the derivatives of some rows are
 * @pack: rounds the derivatives of rows [begin, end) at random
 * @pack_wide: rounds them to the nearest
 * @part: parts @n_rows rows and returns how many go left
 * @add_leaves: sums the derivatives of rows [begin, end) by leaf
 * @logistic: derives log (1 + e^m) - y m
 * @logistic_loss: sums it
 * @softmax: derives log (sum of e^m) - m[y]
 * @softmax_loss: sums it
 *
 * The inner loops of training. All variants agree bit for bit.
 */
typedef struct
{
  void     (*add_packed) (const JigBlock *block,
                          const guint8   *codes,
                          gsize           code_stride,
                          const guint64  *pairs,
                          const guint32  *rows,
                          gsize           n_rows,
                          guint64        *cells);
  void     (*add_wide)   (const JigBlock *block,
                          const guint8   *codes,
                          gsize           code_stride,
                          const guint64  *pairs,
                          const guint32  *rows,
                          gsize           n_rows,
                          gint64         *cells);
  gboolean (*scan)       (JigSplitScan   *scan);
  gboolean (*sweep)      (JigSplitSweep  *sweep);
  void     (*encode)     (const float     cuts[JIG_BOOST_MAX_CELLS],
                          guint           n_cuts,
                          const float    *values,
                          gsize           n_values,
                          guint8         *codes);
  void     (*measure)    (const float    *grad,
                          const float    *hess,
                          gsize           n_rows,
                          JigExtent      *extent);
  void     (*pack)       (const JigPacking *packing,
                          gsize           begin,
                          gsize           end);
  void     (*pack_wide)  (const JigPacking *packing,
                          gsize           begin,
                          gsize           end);
  gsize    (*part)       (const JigPartition *partition,
                          gsize           n_rows);
  void     (*add_leaves) (const JigLeafSums *leaves,
                          gsize           begin,
                          gsize           end);
  JigDeriveFunc logistic;
  JigLossFunc   logistic_loss;
  JigDeriveFunc softmax;
  JigLossFunc   softmax_loss;
} JigBoostKernels;

extern const JigBoostKernels jig_boost_kernels_portable;
extern const JigBoostKernels jig_boost_kernels_avx2;
extern const JigBoostKernels jig_boost_kernels_avx512;

const JigBoostKernels *jig_boost_kernels_get (void);

G_END_DECLS
