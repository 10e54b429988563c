#pragma once

#include "app/cli/call.h"
#include "core/model/model.h"

G_BEGIN_DECLS

void     jig_train_settings_list (JigCall            *call,
                                  const JigModelOps  *ops);
gboolean jig_train_settings_take (JigAction          *action,
                                  const JigModelOps  *ops,
                                  GPtrArray          *words,
                                  GError            **error);

G_END_DECLS
