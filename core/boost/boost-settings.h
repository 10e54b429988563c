#pragma once

#include "core/base/values.h"
#include "core/boost/exact-scan.h"
#include "core/boost/dart.h"
#include "core/boost/gradient-sample.h"
#include "core/boost/grow.h"
#include "core/boost/objective.h"
#include "core/model/metric.h"
#include "core/model/setting-need.h"

G_BEGIN_DECLS

/**
 * JigBoosterRules:
 * @objective: (nullable): what is made small; %NULL: what is usual for the task
 * @shape: of the objective, if it has one to choose
 * @is_exact: every value is a candidate, not only the cuts between bins
 * @exact_like: if so, which trees are told again
 * @gradients: if not, how derivatives are rounded for histograms
 * @n_rounds: how many rounds of trees at most
 * @grow: how a tree grows
 * @row_share: how many of the rows a round sees
 * @gradient_sample: how many rows a round sees by their derivatives
 * @column_share: how many of the features a tree sees
 * @dart: when rounds are left out
 * @max_bins: how many bins a feature may have
 * @base_score: what every row starts from: the value, or the probability; NaN:
 *   what lowers the loss most
 * @early_stop: how many rounds without a better loss end the training; 0: none do
 * @early_delta: how much better a round must be to count
 * @keep_all_trees: whether the rounds after the best one are kept
 * @has_metric: whether @metric decides and is shown; otherwise the loss does
 * @metric: what rounds are judged by
 */
typedef struct
{
  const JigObjective    *objective;
  double                 shape;
  gboolean               is_exact;
  JigExactLike           exact_like;
  JigGradientKind        gradients;
  guint                  n_rounds;
  JigGrowRules           grow;
  double                 row_share;
  JigGradientSampleRules gradient_sample;
  double                 column_share;
  JigDartRules           dart;
  guint                  max_bins;
  double                 base_score;
  guint                  early_stop;
  double                 early_delta;
  gboolean               keep_all_trees;
  gboolean               has_metric;
  JigMetricId            metric;
} JigBoosterRules;

extern const JigParam jig_boost_settings[];
extern const JigSettingNeed jig_boost_settings_needs[];

gboolean jig_boost_settings_read (const JigValues  *values,
                                  JigBoosterRules  *rules,
                                  GError          **error);
JigLink  jig_boost_settings_link (const JigValues  *values,
                                  JigTask           task);

G_END_DECLS
