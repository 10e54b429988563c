#pragma once

#include "core/base/values.h"

G_BEGIN_DECLS

/* How many sets of features there may be. */
#define JIG_CONSTRAINTS_MAX_SETS 64

/**
 * JigConstraints:
 * @directions: (nullable): (n_features,) 1, -1 or 0, as #JigSplitRules has them
 * @sets: (nullable): (n_features,) a bit for each set that has the feature
 *
 * What is laid down about features by name.
 */
typedef struct
{
  gint8   *directions;
  guint64 *sets;
} JigConstraints;

gboolean jig_constraints_read  (JigConstraints      *self,
                                const JigValues     *values,
                                const char * const  *features,
                                GError             **error);
void     jig_constraints_clear (JigConstraints      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigConstraints, jig_constraints_clear)

G_END_DECLS
