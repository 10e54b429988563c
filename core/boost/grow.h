#pragma once

#include "core/boost/best-split.h"
#include "core/boost/renewal.h"
#include "core/model/tree.h"

G_BEGIN_DECLS

/**
 * JigGrowRules:
 * @split: when a split is allowed
 * @depth: how many questions a row is asked at most
 * @leaves: how many leaves a tree has at most; 0: as many as the depth allows
 * @by_gain: with a limit of leaves, whether the split that gains most comes next,
 *   not the one closest to the root
 * @rate: what part of the best leaf value is taken
 * @level_share: how many of a tree's features each level may ask for; 0: all
 * @node_share: how many of a level's features each node may ask for; 0: all
 * @sets: (nullable): (n_features,) borrowed: a bit for each set of features that may
 *   meet on one path and that has this one; 0: it meets none
 */
typedef struct
{
  JigSplitRules  split;
  guint          depth;
  guint          leaves;
  gboolean       by_gain;
  double         rate;
  double         level_share;
  double         node_share;
  const guint64 *sets;
} JigGrowRules;

/**
 * JigGrow:
 *
 * What growing needs room for, kept from tree to tree.
 */
typedef struct _JigGrow JigGrow;

JigGrow  *jig_grow_new   (const JigBinned     *binned,
                          const JigGrowRules  *rules,
                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void      jig_grow_free  (JigGrow             *self);

void      jig_grow_renew (JigGrow             *self,
                          const JigRenewal    *renewal);
gboolean  jig_grow_tree  (JigGrow             *self,
                          const JigGradient   *gradient,
                          const guint32       *columns,
                          gsize                n_columns,
                          guint64              key,
                          guint32             *rows,
                          gsize                n_rows,
                          float               *margins,
                          JigTree             *tree,
                          const JigProgress   *progress,
                          GError             **error);
void      jig_grow_add   (const JigGrow       *self,
                          const JigTree       *tree,
                          const guint32       *rows,
                          gsize                n_rows,
                          float               *margins);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigGrow, jig_grow_free)

G_END_DECLS
