#pragma once

#include "core/base/json.h"

G_BEGIN_DECLS

/* Lists of finite numbers in model files. */

void     jig_numbers_write (const double   *numbers,
                            gsize           n_numbers,
                            JigJsonWriter  *writer);
gboolean jig_numbers_read  (JsonObject     *object,
                            const char     *member,
                            const char     *name,
                            double         *numbers,
                            gsize           n_numbers,
                            GError        **error);

G_END_DECLS
