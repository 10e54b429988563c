#pragma once

#include "core/export/program.h"

G_BEGIN_DECLS

/* What the files program*.c share: the ways of a value to its slot. */

gboolean jig_program_add_list    (JigProgram      *self,
                                  JsonArray       *values,
                                  PortableLookup  *lookup,
                                  GError         **error);
gboolean jig_program_add_range   (JigProgram      *self,
                                  const char      *range,
                                  PortableLookup  *lookup,
                                  GError         **error);
gboolean jig_program_add_letters (JigProgram      *self,
                                  GError         **error);

G_END_DECLS
