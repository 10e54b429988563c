#pragma once

#include "core/base/json.h"
#include "core/model/metric.h"

G_BEGIN_DECLS

/* How good models are, on standard output and in answers. */

void jig_metrics_write_values (JigTask               task,
                               const double         *values,
                               JigJsonWriter        *writer);
void jig_metrics_write        (const JigJudgement   *judgement,
                               JigJsonWriter        *writer);
void jig_metrics_print        (const JigJudgement   *train,
                               const JigJudgement   *test);

G_END_DECLS
