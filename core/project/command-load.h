#pragma once

#include "core/data/sheet.h"
#include "core/project/command.h"

G_BEGIN_DECLS

/* Reads a file into a table; its settings but "file" say how. */
extern const JigCommand jig_command_load;

JigSheet *jig_command_load_dup_sheet (const JigValues  *values,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
