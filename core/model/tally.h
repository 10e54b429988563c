#pragma once

#include "core/model/judged.h"

G_BEGIN_DECLS

/**
 * JigTally:
 *
 * What each row of a model's test says, worked out once, so that all metrics can
 * be had again and again for other weights of the rows. Immutable, borrows
 * nothing: any thread may read.
 */
typedef struct _JigTally JigTally;

JigTally *jig_tally_new       (const JigJudged  *judged,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void      jig_tally_free      (JigTally         *self);

gsize     jig_tally_n_scratch (const JigTally   *self);
void      jig_tally_judge     (const JigTally   *self,
                               const double     *weights,
                               double           *scratch,
                               double           *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTally, jig_tally_free)

G_END_DECLS
