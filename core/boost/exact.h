#pragma once

#include "core/boost/exact-lists.h"
#include "core/boost/grow-columns.h"

G_BEGIN_DECLS

/**
 * JigExact:
 *
 * Rows sorted by each feature, and what growing needs room for, kept from tree to
 * tree.
 */
typedef struct _JigExact JigExact;

JigExact *jig_exact_new   (const JigSamples    *samples,
                           const JigGrowRules  *rules,
                           JigExactLike         like,
                           const JigProgress   *progress,
                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void      jig_exact_free  (JigExact            *self);

gboolean  jig_exact_tree  (JigExact            *self,
                           const float         *grad,
                           const float         *hess,
                           const guint32       *columns,
                           gsize                n_columns,
                           guint64              key,
                           const guint32       *rows,
                           gsize                n_rows,
                           JigTree             *tree,
                           const JigProgress   *progress,
                           GError             **error);
gboolean  jig_exact_renew (const JigExact      *self,
                           const JigRenewal    *renewal,
                           const guint32       *rows,
                           gsize                n_rows,
                           JigTree             *tree,
                           GError             **error);
gboolean  jig_exact_add   (const JigExact      *self,
                           const JigTree       *tree,
                           float               *margins,
                           const JigProgress   *progress,
                           GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigExact, jig_exact_free)

G_END_DECLS
