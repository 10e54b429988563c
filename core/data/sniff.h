#pragma once

#include "core/data/sheet.h"

G_BEGIN_DECLS

/* How many bytes of a text are looked at. */
#define JIG_SNIFF_BYTES (64 * 1024)

gboolean jig_sniff_sheet       (JigSheet    *sheet,
                                const char  *text,
                                gsize        length,
                                GError     **error);
gboolean jig_sniff_check_table (const char  *bytes,
                                gsize        n_bytes,
                                const char  *name,
                                GError     **error);

G_END_DECLS
