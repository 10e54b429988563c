#pragma once

#include "patterns/transform/score.h"

G_BEGIN_DECLS

gboolean transform_lookup (const TransformPlan   *plan,
                           const TransformJudge  *judge,
                           TransformScore        *score,
                           GError               **error);

G_END_DECLS
