#pragma once

#include "core/data/csv-reader.h"

G_BEGIN_DECLS

gboolean jig_rejects_save (const JigReading  *reading,
                           const char        *path,
                           GError           **error);

G_END_DECLS
