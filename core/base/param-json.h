#pragma once

#include "core/base/json.h"
#include "core/base/param.h"

G_BEGIN_DECLS

void jig_param_write_table (const JigParam *table,
                            JigJsonWriter  *writer);

G_END_DECLS
