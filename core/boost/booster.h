#pragma once

#include "core/boost/grow.h"
#include "core/boost/router.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigBoosterRules:
 * @n_rounds: how many rounds of trees at most
 * @grow: how a tree grows
 * @row_share: how many of the rows a round sees
 * @column_share: how many of the features a tree sees
 * @max_bins: how many bins a feature may have
 * @base_score: what every row starts from: the value, or the probability; NaN:
 *   what lowers the loss most
 * @early_stop: how many rounds without a better loss end the training; 0: none do
 */
typedef struct
{
  guint        n_rounds;
  JigGrowRules grow;
  double       row_share;
  double       column_share;
  guint        max_bins;
  double       base_score;
  guint        early_stop;
} JigBoosterRules;

/**
 * JigBooster:
 * @base: (n_outputs,) the margins every row starts from
 * @n_outputs: how many margins each row has
 * @n_features: how many features each row has
 * @trees: (n_trees,) round by round, in each one tree per output
 * @n_trees: how many there are: a multiple of @n_outputs
 * @router: (nullable): what predicts; none while it is in the making
 *
 * What jig_model_get_data() gives for the model "boost". A row's margins are
 * @base plus what each tree adds, in order. Immutable.
 */
typedef struct
{
  double    *base;
  guint      n_outputs;
  gsize      n_features;
  JigTree   *trees;
  gsize      n_trees;
  JigRouter *router;
} JigBooster;

JigBooster *jig_booster_new  (guint                   n_outputs,
                              gsize                   n_features,
                              gsize                   n_trees,
                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;
JigBooster *jig_booster_fit  (const JigFit           *fit,
                              const JigBoosterRules  *rules,
                              GArray                 *curve,
                              const JigProgress      *progress,
                              GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void        jig_booster_free (JigBooster             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBooster, jig_booster_free)

G_END_DECLS
