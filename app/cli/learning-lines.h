#pragma once

#include "core/model/model.h"

G_BEGIN_DECLS

void jig_learning_lines_write (const JigModel *model,
                               JigJsonWriter  *writer);
void jig_learning_lines_print (const JigModel *model);

G_END_DECLS
