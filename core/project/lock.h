#pragma once

#include "core/base/vfs.h"

G_BEGIN_DECLS

/* A file that says who is at work on another one: process, when that began, and in which run of the
 * computer. Whoever is named there and is alive has the lock; anything else is left over. */

gboolean jig_lock_take    (const char  *path,
                           GError     **error);
gboolean jig_lock_is_held (const char  *path);
void     jig_lock_release (const char  *path);

G_END_DECLS
