/* The system's file operations, one of which fails. For one thread. */

#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <string.h>

static const char *const names[] = {
  "open", "read", "pread", "write", "sync", "close", "stat", "fstat", "truncate", "rename",
  "link", "unlink", "make-folder", "set-mode", "read-link", "list",
};

static struct
{
  JigVfsCall call;
  guint      n;              /* calls of that kind before the one that fails */
  gboolean   armed;
  gboolean   failed;
  int        system_error;
  guint      counts[JIG_VFS_ANY + 1];
  GString   *log;            /* the names of the calls, in order */
} state;

G_STATIC_ASSERT (G_N_ELEMENTS (names) == JIG_VFS_ANY);

/* Counts the call and says whether it is the one. */
static gboolean
is_hit (JigVfsCall call)
{
  guint n = state.counts[state.call];

  state.counts[call]++;
  state.counts[JIG_VFS_ANY]++;
  if (state.log->len > 0)
    g_string_append_c (state.log, ' ');
  g_string_append (state.log, names[call]);

  if (!state.armed || n != state.n || (state.call != call && state.call != JIG_VFS_ANY))
    return FALSE;

  state.armed = FALSE;
  state.failed = TRUE;

  return TRUE;
}

static gboolean
fails (JigVfsCall call)
{
  if (!is_hit (call) || state.system_error == JIG_VFS_SHORT)
    return FALSE;

  errno = state.system_error;

  return TRUE;
}

/* As fails(), for what may do a part only. */
static gboolean
fails_or_shortens (JigVfsCall  call,
                   gsize      *n_bytes)
{
  if (!is_hit (call))
    return FALSE;

  if (state.system_error == JIG_VFS_SHORT)
    {
      *n_bytes = (*n_bytes + 1) / 2;
      return FALSE;
    }

  errno = state.system_error;

  return TRUE;
}

static int
faulty_open (const char *path,
             int         flags,
             guint       mode)
{
  return fails (JIG_VFS_OPEN) ? -1 : jig_vfs_get_system ()->open (path, flags, mode);
}

static gssize
faulty_read (int      fd,
             gpointer buffer,
             gsize    n_bytes)
{
  if (fails_or_shortens (JIG_VFS_READ, &n_bytes))
    return -1;

  return jig_vfs_get_system ()->read (fd, buffer, n_bytes);
}

static gssize
faulty_pread (int      fd,
              gpointer buffer,
              gsize    n_bytes,
              guint64  offset)
{
  if (fails_or_shortens (JIG_VFS_PREAD, &n_bytes))
    return -1;

  return jig_vfs_get_system ()->pread (fd, buffer, n_bytes, offset);
}

static gssize
faulty_write (int           fd,
              gconstpointer buffer,
              gsize         n_bytes)
{
  if (fails_or_shortens (JIG_VFS_WRITE, &n_bytes))
    return -1;

  return jig_vfs_get_system ()->write (fd, buffer, n_bytes);
}

static int
faulty_sync (int fd)
{
  return fails (JIG_VFS_SYNC) ? -1 : jig_vfs_get_system ()->sync (fd);
}

/* As in the kernel, the descriptor is gone even if close() fails. */
static int
faulty_close (int fd)
{
  int result = jig_vfs_get_system ()->close (fd);

  return fails (JIG_VFS_CLOSE) ? -1 : result;
}

static int
faulty_stat (const char *path,
             JigStat    *stat)
{
  return fails (JIG_VFS_STAT) ? -1 : jig_vfs_get_system ()->stat (path, stat);
}

static int
faulty_fstat (int      fd,
              JigStat *stat)
{
  return fails (JIG_VFS_FSTAT) ? -1 : jig_vfs_get_system ()->fstat (fd, stat);
}

static int
faulty_truncate (int     fd,
                 guint64 length)
{
  return fails (JIG_VFS_TRUNCATE) ? -1 : jig_vfs_get_system ()->truncate (fd, length);
}

static int
faulty_rename (const char *from,
               const char *to)
{
  return fails (JIG_VFS_RENAME) ? -1 : jig_vfs_get_system ()->rename (from, to);
}

static int
faulty_link (const char *from,
             const char *to)
{
  return fails (JIG_VFS_LINK) ? -1 : jig_vfs_get_system ()->link (from, to);
}

static int
faulty_unlink (const char *path)
{
  return fails (JIG_VFS_UNLINK) ? -1 : jig_vfs_get_system ()->unlink (path);
}

static int
faulty_make_folder (const char *path,
                    guint       mode)
{
  return fails (JIG_VFS_MAKE_FOLDER) ? -1 : jig_vfs_get_system ()->make_folder (path, mode);
}

static int
faulty_set_mode (int   fd,
                 guint mode)
{
  return fails (JIG_VFS_SET_MODE) ? -1 : jig_vfs_get_system ()->set_mode (fd, mode);
}

static char *
faulty_read_link (const char *path)
{
  return fails (JIG_VFS_READ_LINK) ? NULL : jig_vfs_get_system ()->read_link (path);
}

static char **
faulty_list (const char *path)
{
  return fails (JIG_VFS_LIST) ? NULL : jig_vfs_get_system ()->list (path);
}

static const JigVfs faulty_vfs = {
  .open = faulty_open,
  .read = faulty_read,
  .pread = faulty_pread,
  .write = faulty_write,
  .sync = faulty_sync,
  .close = faulty_close,
  .stat = faulty_stat,
  .fstat = faulty_fstat,
  .truncate = faulty_truncate,
  .rename = faulty_rename,
  .link = faulty_link,
  .unlink = faulty_unlink,
  .make_folder = faulty_make_folder,
  .set_mode = faulty_set_mode,
  .read_link = faulty_read_link,
  .list = faulty_list,
};

/**
 * jig_faulty_vfs_watch:
 *
 * Counts and logs the operations from now on, and lets all of them succeed.
 */
void
jig_faulty_vfs_watch (void)
{
  jig_faulty_vfs_stop ();

  state.log = g_string_new (NULL);
  jig_vfs_set (&faulty_vfs);
}

/**
 * jig_faulty_vfs_start:
 * @call: the operation that fails, or %JIG_VFS_ANY
 * @n: how many calls of it succeed before
 * @system_error: the errno it fails with, or %JIG_VFS_SHORT
 *
 * Lets one operation fail; those after it succeed again.
 */
void
jig_faulty_vfs_start (JigVfsCall call,
                      guint      n,
                      int        system_error)
{
  jig_faulty_vfs_watch ();

  state.call = call;
  state.n = n;
  state.system_error = system_error;
  state.armed = TRUE;
}

/**
 * jig_faulty_vfs_stop:
 *
 * Puts the system's operations back and forgets what has been counted.
 */
void
jig_faulty_vfs_stop (void)
{
  jig_vfs_set (NULL);

  if (state.log != NULL)
    g_string_free (state.log, TRUE);
  memset (&state, 0, sizeof state);
}

/**
 * jig_faulty_vfs_get_n_calls:
 * @call: an operation, or %JIG_VFS_ANY
 *
 * Returns: how often it has been called, the failing call included
 */
guint
jig_faulty_vfs_get_n_calls (JigVfsCall call)
{
  return state.counts[call];
}

/**
 * jig_faulty_vfs_has_failed:
 *
 * Returns: %TRUE if the call that was to fail has come
 */
gboolean
jig_faulty_vfs_has_failed (void)
{
  return state.failed;
}

/**
 * jig_faulty_vfs_get_log:
 *
 * Returns: (transfer none): the operations so far: "open write close"
 */
const char *
jig_faulty_vfs_get_log (void)
{
  return state.log->str;
}
