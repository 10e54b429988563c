#pragma once

#include "core/base/values.h"
#include "core/data/column.h"

G_BEGIN_DECLS

/**
 * JigCuts:
 *
 * Numbers in rising order that divide the line into buckets: the bucket of a
 * value is how many cuts are less than or equal to it. Immutable.
 */
typedef struct _JigCuts JigCuts;

JigCuts      *jig_cuts_new_take         (double                   *cuts,
                                         gsize                     n_cuts,
                                         gboolean                  is_one_hot,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void          jig_cuts_free             (gpointer                  self);

const double *jig_cuts_get              (const JigCuts            *self,
                                         gsize                    *n_cuts);
gsize         jig_cuts_find             (const JigCuts            *self,
                                         double                    value);

/* What a node whose state is cuts does. */

gsize         jig_cuts_get_width        (gconstpointer             state);
char         *jig_cuts_dup_feature_name (gconstpointer             state,
                                         const char               *name,
                                         gsize                     i) G_GNUC_WARN_UNUSED_RESULT;
void          jig_cuts_apply            (gconstpointer             state,
                                         gconstpointer             binding,
                                         const JigColumn * const  *inputs,
                                         gsize                     begin,
                                         gsize                     end,
                                         double                   *out,
                                         gsize                     stride);

G_END_DECLS
