#pragma once

#include "core/data/sheet.h"

G_BEGIN_DECLS

/* What a cell's text says, by the marks and words of its sheet. Blanks around
 * the text are left out. */

gboolean jig_cell_parse_number  (const JigSheet  *sheet,
                                 const char      *text,
                                 gsize            length,
                                 double          *value);
gboolean jig_cell_is_identifier (const char      *text,
                                 gsize            length);
void     jig_cell_trim          (const char     **text,
                                 gsize           *length);

G_END_DECLS
