#pragma once

/* What the files tree*.c share. */

#include "core/model/tree.h"

G_BEGIN_DECLS

gboolean jig_tree_refuse (const char  *name,
                          gsize        tree,
                          gssize       node,
                          GError     **error,
                          const char  *format,
                          ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
