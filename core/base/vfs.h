#pragma once

#include "core/base/error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * JigStat:
 * @size: in bytes; 0 for what has no size
 * @mtime: microseconds since 1970
 * @device: with @inode, which file this is whatever its name
 * @inode: see @device
 * @mode: permission bits
 * @is_regular: it is a file
 * @is_folder: it is a folder
 * @is_pipe: it is a pipe or a socket
 */
typedef struct
{
  guint64  size;
  gint64   mtime;
  guint64  device;
  guint64  inode;
  guint    mode;
  gboolean is_regular;
  gboolean is_folder;
  gboolean is_pipe;
} JigStat;

/**
 * JigVfs:
 *
 * Every operation on files that core does, so that a test can make the n-th one
 * fail. Each returns -1 (or %NULL) and leaves errno behind, like the system call
 * it stands for; `open` takes the flags and mode of open(2). `stat` follows
 * links, `read_link` says what one points to, `list` sorts the names.
 */
typedef struct
{
  int      (*open)        (const char *path, int flags, guint mode);
  gssize   (*read)        (int fd, gpointer buffer, gsize n_bytes);
  gssize   (*pread)       (int fd, gpointer buffer, gsize n_bytes, guint64 offset);
  gssize   (*write)       (int fd, gconstpointer buffer, gsize n_bytes);
  int      (*sync)        (int fd);
  int      (*close)       (int fd);
  int      (*stat)        (const char *path, JigStat *stat);
  int      (*fstat)       (int fd, JigStat *stat);
  int      (*truncate)    (int fd, guint64 length);
  int      (*rename)      (const char *from, const char *to);
  int      (*link)        (const char *from, const char *to);
  int      (*unlink)      (const char *path);
  int      (*make_folder) (const char *path, guint mode);
  int      (*set_mode)    (int fd, guint mode);
  char    *(*read_link)   (const char *path);
  char   **(*list)        (const char *path);
} JigVfs;

const JigVfs *jig_vfs_get         (void);
void          jig_vfs_set         (const JigVfs  *vfs);
const JigVfs *jig_vfs_get_system  (void);

/* Reading. Only regular files and pipes are opened; "-" is standard input. */

int           jig_vfs_open_input  (const char    *path,
                                   GError       **error);
gssize        jig_vfs_read        (int            fd,
                                   gpointer       buffer,
                                   gsize          n_bytes,
                                   const char    *name,
                                   GError       **error);
gssize        jig_vfs_pread       (int            fd,
                                   gpointer       buffer,
                                   gsize          n_bytes,
                                   guint64        offset,
                                   const char    *name,
                                   GError       **error);
GBytes       *jig_vfs_read_file   (const char    *path,
                                   gsize          limit,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          jig_vfs_close_input (int            fd);
gboolean      jig_vfs_is_same     (const char    *a,
                                   const char    *b);

/* Writing: for what is not a whole new file, which is jig_output_new()'s. */

gboolean      jig_vfs_write_all   (int            fd,
                                   gconstpointer  bytes,
                                   gsize          n_bytes,
                                   const char    *name,
                                   GError       **error);
gboolean      jig_vfs_sync        (int            fd,
                                   const char    *name,
                                   GError       **error);

/* An operation with its interruptions repeated: errno is left for the caller. */

int           jig_vfs_open_fd     (const char    *path,
                                   int            flags,
                                   guint          mode);
void          jig_vfs_set_error   (GError       **error,
                                   JigError       side,
                                   const char    *name,
                                   int            system_error);

G_END_DECLS
