#pragma once

#include <gio/gio.h>

#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * JigVfs:
 *
 * Every operation on files that core does, so that a test can make the n-th one
 * fail. Each is the system call of its name: -1 and errno when it fails.
 */
typedef struct
{
  int    (*open)   (const char *path, int flags, mode_t mode);
  gssize (*read)   (int fd, gpointer buffer, gsize n_bytes);
  gssize (*write)  (int fd, gconstpointer buffer, gsize n_bytes);
  int    (*sync)   (int fd);
  int    (*close)  (int fd);
  int    (*stat)   (const char *path, struct stat *buffer);
  int    (*fstat)  (int fd, struct stat *buffer);
  int    (*rename) (const char *from, const char *to);
  int    (*unlink) (const char *path);
} JigVfs;

const JigVfs *jig_vfs_get         (void);
/* NULL: the system's own. */
void          jig_vfs_set         (const JigVfs  *vfs);

/* Reading. Only regular files and pipes are opened; "-" is standard input. */

int           jig_vfs_open_input  (const char    *path,
                                   guint64       *size,
                                   GError       **error);
gssize        jig_vfs_read        (int            fd,
                                   gpointer       buffer,
                                   gsize          n_bytes,
                                   const char    *name,
                                   GError       **error);
void          jig_vfs_close_input (int            fd);

G_END_DECLS
