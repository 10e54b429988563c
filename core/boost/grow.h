#pragma once

#include "core/boost/best-split.h"
#include "core/model/tree.h"

G_BEGIN_DECLS

/**
 * JigGrowRules:
 * @split: when a split is allowed
 * @depth: how many questions a row is asked at most
 * @rate: what part of the best leaf value is taken
 */
typedef struct
{
  JigSplitRules split;
  guint         depth;
  double        rate;
} JigGrowRules;

/**
 * JigGrow:
 *
 * What growing needs room for, kept from tree to tree.
 */
typedef struct _JigGrow JigGrow;

JigGrow  *jig_grow_new  (const JigBinned     *binned,
                         const JigGrowRules  *rules,
                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void      jig_grow_free (JigGrow             *self);

gboolean  jig_grow_tree (JigGrow             *self,
                         const JigGradient   *gradient,
                         const guint32       *columns,
                         gsize                n_columns,
                         guint32             *rows,
                         gsize                n_rows,
                         guint                output,
                         double              *margins,
                         gsize                n_outputs,
                         JigTree             *tree,
                         const JigProgress   *progress,
                         GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigGrow, jig_grow_free)

G_END_DECLS
