#pragma once

#include "core/data/dataset.h"
#include "patterns/kit/pattern.h"

G_BEGIN_DECLS

/* The columns of jig_test_own_data() that can be labels: a number, yes and no,
 * and three classes. Ended by NULL. */
extern const char * const jig_test_own_labels[];

JigDataset *jig_test_own_data (const JigPatternRole *roles,
                               const char           *label,
                               const JigPatternRole *without) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
