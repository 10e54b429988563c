#pragma once

#include "core/base/progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

const char        *jig_encoding_detect          (const char         *bytes,
                                                 gsize               n_bytes,
                                                 gboolean            is_whole,
                                                 gsize              *bom_bytes,
                                                 const JigProgress  *progress,
                                                 GError            **error);
gboolean           jig_encoding_find_broken     (const char         *bytes,
                                                 gsize               n_bytes,
                                                 gsize              *at,
                                                 const JigProgress  *progress,
                                                 GError            **error);
char              *jig_encoding_to_utf8         (const char         *bytes,
                                                 gsize               n_bytes,
                                                 const char         *encoding,
                                                 const char         *name,
                                                 gsize              *n_utf8,
                                                 const JigProgress  *progress,
                                                 GError            **error)
                                                                     G_GNUC_WARN_UNUSED_RESULT;

/* For text that comes in pieces. */

GCharsetConverter *jig_encoding_new_converter   (const char         *encoding,
                                                 GError            **error)
                                                                     G_GNUC_WARN_UNUSED_RESULT;
void               jig_encoding_set_undecodable (const char         *name,
                                                 const char         *encoding,
                                                 guint64             byte,
                                                 GError            **error);

G_END_DECLS
