/* What the files of boost-training.h share. */
#pragma once

#include "core/base/array.h"
#include "core/boost/boost-training.h"
#include "core/boost/exact.h"
#include "core/boost/held-rows.h"
#include "core/boost/objective.h"
#include "core/model/model.h"

G_BEGIN_DECLS

/* The rounds that the one that is grown leaves out. */
typedef struct
{
  guint64  *keys;           /* (nullable) (n_rounds,) */
  guint32  *rounds;         /* (nullable) (n_rounds,) */
  gsize     n_rounds;       /* that are left out */
  JigArray  best_leaves;    /* of double: the values of all nodes at the best round */
} JigBoostDropout;

/* One training. */
typedef struct
{
  const JigFit          *fit;
  const JigBoosterRules *rules;
  const JigObjective    *objective;
  JigBooster            *booster;        /* grows with the rounds */
  JigHeldRows            split;          /* empty unless early stopping sets rows aside */
  JigSamples             samples;        /* what is learnt from */
  JigSamples             held;           /* what decides when to stop; no rows: nothing does */
  JigBinning            *binning;
  JigBinned             *binned;
  JigGrow               *grow;
  JigGradient           *gradient;
  JigExact              *exact;          /* instead of bins and histograms */
  JigRenewal             renewal;        /* what leaves are worth, for some objectives */
  float                 *grad;           /* (n_outputs, n_rows) */
  float                 *hess;           /* (n_outputs, n_rows) */
  float                 *margins;        /* (n_outputs, n_rows) */
  float                 *watched;        /* (n_outputs, n_watched) margins */
  guint32               *seen;           /* (n_rows,) of this round, then the others */
  gsize                  n_seen;
  guint32               *rows;           /* (n_rows,) as a tree groups them */
  guint32               *columns;        /* (n_features,) */
  guint64               *keys;           /* (n_features,) */
  gsize                  n_nodes;        /* of all trees so far */
  guint                  first_round;    /* the last one of the model that is continued */
  JigBoostDropout        dropout;
  double                *predictions;    /* (nullable) (n_rows or n_watched, n_outputs) */
  double                 best_score;
  guint                  best_round;     /* 0: nothing decides */
  JigProgress            quiet;          /* can be cancelled, tells nobody */
} JigBoostTraining;

/* boost-training.c: what a loss is derived of, or judged by. */
JigLossRows jig_boost_training_view (const JigBoostTraining  *self,
                                     const JigSamples        *samples,
                                     const float             *margins);

/* boost-method.c */
gboolean    jig_boost_method_prepare (JigBoostTraining        *self,
                                      const JigProgress       *progress,
                                      GError                 **error);
guint64     jig_boost_method_get_key (const JigBoostTraining *self);
gboolean    jig_boost_method_grow    (JigBoostTraining        *self,
                                      gsize                    n_columns,
                                      JigTree                 *tree,
                                      GError                 **error);

/* boost-start.c */
gboolean    jig_boost_start         (JigBoostTraining        *self,
                                     GArray                  *curve,
                                     GError                 **error);

/* boost-dropout.c */
gboolean    jig_boost_dropout_prepare  (JigBoostTraining  *self,
                                        GError           **error);
void        jig_boost_dropout_clear    (JigBoostDropout   *self);
gboolean    jig_boost_dropout_begin    (JigBoostTraining  *self,
                                        guint              round,
                                        GError           **error);
gboolean    jig_boost_dropout_end      (JigBoostTraining  *self,
                                        GError           **error);
gboolean    jig_boost_dropout_remember (JigBoostTraining  *self,
                                        GError           **error);
void        jig_boost_dropout_recall   (JigBoostTraining  *self);

/* boost-margins.c */
gboolean    jig_boost_margins_route (const JigBoostTraining  *self,
                                     const JigTree           *trees,
                                     gsize                    n_trees,
                                     const double            *base,
                                     const JigSamples        *samples,
                                     float                   *margins,
                                     GError                 **error);
gboolean    jig_boost_margins_renew (JigBoostTraining        *self,
                                     GError                 **error);

/* boost-round.c */
gboolean    jig_boost_round_grow    (JigBoostTraining        *self,
                                     guint                    round,
                                     GError                 **error);

/* boost-scores.c */
gboolean    jig_boost_scores_prepare (JigBoostTraining        *self,
                                      GError                 **error);
gboolean    jig_boost_scores_add    (JigBoostTraining        *self,
                                     guint                    round,
                                     GArray                  *curve,
                                     GError                 **error);
gboolean    jig_boost_scores_stop   (const JigBoostTraining  *self,
                                     guint                    round);

G_END_DECLS
