#pragma once

#include "core/base/vfs.h"

G_BEGIN_DECLS

/* Puts a JigVfs in place whose n-th call (counted from 0) fails with errno
 * @code; later calls succeed again, because cleaning up uses calls too. */

void     faulty_vfs_begin (guint n,
                           int   code);
/* Back to the system's files. Whether the call came that was to fail. */
gboolean faulty_vfs_end   (void);

G_END_DECLS
