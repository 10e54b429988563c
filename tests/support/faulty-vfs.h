#pragma once

#include "core/base/vfs.h"

G_BEGIN_DECLS

/**
 * JigVfsCall:
 *
 * The operations of #JigVfs, and any of them.
 */
typedef enum
{
  JIG_VFS_OPEN,
  JIG_VFS_READ,
  JIG_VFS_PREAD,
  JIG_VFS_WRITE,
  JIG_VFS_SYNC,
  JIG_VFS_CLOSE,
  JIG_VFS_STAT,
  JIG_VFS_FSTAT,
  JIG_VFS_TRUNCATE,
  JIG_VFS_RENAME,
  JIG_VFS_LINK,
  JIG_VFS_UNLINK,
  JIG_VFS_MAKE_FOLDER,
  JIG_VFS_SET_MODE,
  JIG_VFS_READ_LINK,
  JIG_VFS_LIST,
  JIG_VFS_ANY,
} JigVfsCall;

/* What system_error may be besides an errno. */
#define JIG_VFS_SHORT 0    /* read, pread and write do only a part */

void        jig_faulty_vfs_start       (JigVfsCall  call,
                                        guint       n,
                                        int         system_error);
void        jig_faulty_vfs_watch       (void);
void        jig_faulty_vfs_stop        (void);

guint       jig_faulty_vfs_get_n_calls (JigVfsCall  call);
gboolean    jig_faulty_vfs_has_failed  (void);
const char *jig_faulty_vfs_get_log     (void);

G_END_DECLS
