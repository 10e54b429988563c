#pragma once

#include "patterns/transform/drift.h"
#include "patterns/transform/steps.h"

G_BEGIN_DECLS

#define TRANSFORM_N_BATCHES 20

/**
 * TransformWatch: "watch"
 * @watched: (element-type TransformWatched): what is watched
 * @distances: (n_watched,) of the traffic
 * @strip: (2, TRANSFORM_N_BATCHES) the loudest alarm of inputs, then of features, batch by
 *   batch; the mistake begins in the middle
 * @n_rows: how many rows the traffic has
 * @is_file: it comes from a file, and nobody knows what is wrong with it
 * @affected: which share of it is served wrong, in percent
 * @smallest: the smallest share that some alarm notices, in percent; NaN: none
 * @has_truth: the truth came in, so that a bias can be seen
 * @score: of the traffic
 * @sorted_bias: whether a sorted vocabulary on all traffic rings the bias alarm
 * @sorted_drift: whether it rings any other
 */
typedef struct
{
  GPtrArray         *watched;
  TransformDistance *distances;
  double             strip[2][TRANSFORM_N_BATCHES];
  gsize              n_rows;
  gboolean           is_file;
  double             affected;
  double             smallest;
  gboolean           has_truth;
  TransformScore     score;
  gboolean           sorted_bias;
  gboolean           sorted_drift;
} TransformWatch;

gboolean transform_rings (const TransformWatch *self);

G_END_DECLS
