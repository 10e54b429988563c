#pragma once

#include "core/base/json.h"
#include "core/model/metric.h"

G_BEGIN_DECLS

void     jig_judgement_write (const JigJudgement  *self,
                              JigJsonWriter       *writer);
gboolean jig_judgement_read  (JsonObject          *object,
                              const char          *name,
                              JigJudgement        *self,
                              GError             **error);

G_END_DECLS
