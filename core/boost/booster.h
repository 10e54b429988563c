#pragma once

#include "core/boost/router.h"
#include "core/model/tree.h"

G_BEGIN_DECLS

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

JigBooster *jig_booster_new  (guint        n_outputs,
                              gsize        n_features,
                              gsize        n_trees,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void        jig_booster_free (JigBooster  *self);
void        jig_booster_trim (JigBooster  *self,
                              gsize        n_trees);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBooster, jig_booster_free)

G_END_DECLS
