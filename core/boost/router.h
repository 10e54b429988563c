#pragma once

#include "core/model/tree.h"

G_BEGIN_DECLS

/**
 * JigRouter:
 *
 * Trees in the form that sends rows through them fastest. Immutable; many
 * threads may use one.
 */
typedef struct _JigRouter JigRouter;

JigRouter *jig_router_new     (const JigTree    *trees,
                               gsize             n_trees,
                               const double     *base,
                               guint             n_outputs,
                               gsize             n_features,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void       jig_router_free    (JigRouter        *self);

void       jig_router_predict (const JigRouter  *self,
                               const double     *features,
                               gsize             n_rows,
                               double           *margins);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigRouter, jig_router_free)

G_END_DECLS
