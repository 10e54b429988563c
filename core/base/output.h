#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that appears whole or not at all: written under another name in the
 * same folder, synced, renamed. On failure the old file is as it was and nothing
 * is left behind. */

gboolean jig_output_save (const char     *path,
                          gconstpointer   bytes,
                          gsize           n_bytes,
                          GError        **error);

G_END_DECLS
