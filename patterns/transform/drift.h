#pragma once

#include "patterns/transform/plan.h"

G_BEGIN_DECLS

/**
 * TransformWatched:
 * @name: of an input, or of the node that makes the features
 * @is_input: an input as it is sent; else features as the model sees them
 * @is_number: compared by Jensen-Shannon, else by the largest difference
 * @n_bins: values, or parts of the range with equally many training rows; the
 *   last is for what the training rows do not have
 * @train: (n_bins,) how many training rows are in each
 * @n_train: how many training rows there are
 * @right: (n_right,) the bins of the test rows
 * @served: (n_served,) the bins of what is served
 *
 * One thing whose distribution is watched.
 */
typedef struct
{
  char     *name;
  gboolean  is_input;
  gboolean  is_number;
  gsize     n_bins;
  double   *train;
  gsize     n_train;
  guint32  *right;
  guint32  *served;
} TransformWatched;

/**
 * TransformDistance:
 * @distance: the largest difference of two shares, or the Jensen-Shannon
 *   divergence in nats
 * @alarm: that divided by the level at which the alarm rings: 1 and more rings
 */
typedef struct
{
  double distance;
  double alarm;
} TransformDistance;

/* @served and @served_features are of @n_served rows; both sides of the frames
 * have the recipe's inputs. */
GPtrArray         *transform_watch_new     (const TransformPlan     *plan,
                                            const JigRecipe         *recipe,
                                            const double            *right_features,
                                            JigFrame                *served,
                                            const JigRows           *served_rows,
                                            const double            *served_features,
                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
TransformDistance  transform_watch_measure (const TransformWatched  *self,
                                            const double            *counts,
                                            gsize                    n_rows,
                                            double                   threshold);

G_END_DECLS
