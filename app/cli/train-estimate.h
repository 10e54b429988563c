#pragma once

#include "app/cli/call.h"

G_BEGIN_DECLS

/* What an action "fit" would cost; refused if there is not as much memory. */
gboolean jig_train_estimate (JigCall    *call,
                             JigAction  *action,
                             GError    **error);

G_END_DECLS
