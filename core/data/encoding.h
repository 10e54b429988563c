#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *jig_encoding_detect  (const char   *bytes,
                                  gsize         n_bytes,
                                  gboolean      is_whole,
                                  gsize        *bom_bytes);
char       *jig_encoding_to_utf8 (const char   *bytes,
                                  gsize         n_bytes,
                                  const char   *encoding,
                                  const char   *name,
                                  gsize        *n_utf8,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
