#include "core/base/vfs.h"

#include "core/base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <unistd.h>

#define READ_BYTES (64 * 1024)

static const JigVfs *current;   /* (atomic) NULL: the system's */

/**
 * jig_vfs_get:
 *
 * Returns: (transfer none): what file operations go through
 */
const JigVfs *
jig_vfs_get (void)
{
  const JigVfs *vfs = g_atomic_pointer_get (&current);

  return vfs != NULL ? vfs : jig_vfs_get_system ();
}

/**
 * jig_vfs_set:
 * @vfs: (nullable): what file operations go through from now on, which must
 *   live as long; %NULL for the system's
 */
void
jig_vfs_set (const JigVfs *vfs)
{
  g_atomic_pointer_set (&current, vfs);
}

/* Errors */

static const struct
{
  int         system_error;
  const char *id;
  const char *reading;
  const char *writing;
} sentences[] = {
  { ENOENT, "file.missing", N_("there is no such file."), N_("there is no such folder.") },
  { ENOTDIR, "file.missing", N_("there is no such file."), N_("there is no such folder.") },
  { EACCES, "file.permission", N_("there is no permission to read it."),
    N_("there is no permission to write it.") },
  { EPERM, "file.permission", N_("there is no permission to read it."),
    N_("there is no permission to write it.") },
  { EROFS, "file.permission", N_("there is no permission to read it."),
    N_("what it lies on can only be read.") },
  { EISDIR, "file.folder", N_("it is a folder, not a file."), N_("it is a folder, not a file.") },
  { ENXIO, "file.kind", N_("it is neither a file nor a pipe."), N_("nobody reads from it.") },
  { EPIPE, "file.closed", N_("it was closed from the other side."),
    N_("it was closed from the other side.") },
  { ENOSPC, "file.full", N_("the disk is full."), N_("the disk is full.") },
  { EDQUOT, "file.full", N_("the disk is full."), N_("no more space is granted to you.") },
  { EFBIG, "file.full", N_("it is too large."), N_("it would become too large.") },
  { ENAMETOOLONG, "file.name", N_("the name is too long."), N_("the name is too long.") },
  { ELOOP, "file.name", N_("it is a link that leads to itself."),
    N_("it is a link that leads to itself.") },
  { EINVAL, "file.unsupported", N_("it does not know how to be read like this."),
    N_("it does not know how to be written like this.") },
  { ENOTSUP, "file.unsupported", N_("it does not know how to be read like this."),
    N_("it does not know how to be written like this.") },
  { EIO, "file.broken", N_("the disk cannot read it."), N_("the disk cannot write it.") },
};

/**
 * jig_vfs_set_error:
 * @error: (nullable): return location for the error
 * @side: %JIG_ERROR_INPUT or %JIG_ERROR_OUTPUT
 * @name: the file, as the user would say it
 * @system_error: what errno says
 *
 * Turns the errno of an operation into a sentence.
 */
void
jig_vfs_set_error (GError     **error,
                   JigError     side,
                   const char  *name,
                   int          system_error)
{
  JigPlace place = { .file = name, .byte = -1, .id = "file.failed" };

  if (g_str_equal (name, "-"))
    place.file = side == JIG_ERROR_INPUT ? _("standard input") : _("standard output");

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].system_error == system_error)
      {
        place.id = sentences[i].id;
        if (g_str_equal (place.id, "file.full"))
          place.hint = _("Make room, or choose another place.");
        jig_error_set_at (error, side, &place, "%s",
                          side == JIG_ERROR_INPUT ? _(sentences[i].reading)
                                                  : _(sentences[i].writing));
        return;
      }

  if (side == JIG_ERROR_INPUT)
    jig_error_set_at (error, side, &place, _("it cannot be read: %s."), g_strerror (system_error));
  else
    jig_error_set_at (error, side, &place, _("it cannot be written: %s."),
                      g_strerror (system_error));
}

/* Descriptors that others opened may not wait by themselves. */
static gboolean
may_try_again (int   fd,
               short events)
{
  struct pollfd poll_fd = { fd, events, 0 };

  if (errno != EINTR && errno != EAGAIN)
    return FALSE;

  if (errno == EAGAIN)
    poll (&poll_fd, 1, -1);

  return TRUE;
}

/* Reading */

/**
 * jig_vfs_open_fd:
 * @path: a file
 * @flags: as for open(2)
 * @mode: as for open(2)
 *
 * Opens @path, whatever it is, without waiting for the other end of a pipe.
 *
 * Returns: a descriptor that waits when it is read or written, or -1 and errno
 */
int
jig_vfs_open_fd (const char *path,
                 int         flags,
                 guint       mode)
{
  int fd;

  do
    fd = jig_vfs_get ()->open (path, flags | O_NONBLOCK | O_NOCTTY, mode);
  while (fd < 0 && errno == EINTR);

  if (fd >= 0)
    fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) & ~O_NONBLOCK);

  return fd;
}

static gboolean
check_kind (int          fd,
            const char  *path,
            GError     **error)
{
  JigPlace place = { .file = path, .byte = -1, .id = "file.kind" };
  JigStat stat;

  if (jig_vfs_get ()->fstat (fd, &stat) < 0)
    {
      jig_vfs_set_error (error, JIG_ERROR_INPUT, path, errno);
      return FALSE;
    }

  if (stat.is_folder)
    jig_vfs_set_error (error, JIG_ERROR_INPUT, path, EISDIR);
  else if (!stat.is_regular && !stat.is_pipe)
    jig_error_set_at (error, JIG_ERROR_INPUT, &place, _("it is neither a file nor a pipe."));

  return stat.is_regular || stat.is_pipe;
}

/**
 * jig_vfs_open_input:
 * @path: a file or a pipe; "-" is standard input
 * @error: return location for %JIG_ERROR_INPUT
 *
 * Devices and folders are refused: some would never end, none is a table. A
 * pipe that nobody writes to is opened and has ended.
 *
 * Returns: a descriptor for jig_vfs_close_input(), or -1 with @error set
 */
int
jig_vfs_open_input (const char  *path,
                    GError     **error)
{
  int fd;

  g_return_val_if_fail (path != NULL, -1);

  if (g_str_equal (path, "-"))
    return STDIN_FILENO;

  fd = jig_vfs_open_fd (path, O_RDONLY, 0);
  if (fd < 0)
    {
      jig_vfs_set_error (error, JIG_ERROR_INPUT, path, errno);
      return -1;
    }

  if (!check_kind (fd, path, error))
    {
      jig_vfs_close_input (fd);
      return -1;
    }

  return fd;
}

/**
 * jig_vfs_read:
 * @fd: a descriptor
 * @buffer: (n_bytes,) where to
 * @n_bytes: how many bytes fit
 * @name: the file, as the user would say it
 * @error: return location for %JIG_ERROR_INPUT
 *
 * Returns: how many bytes have come, at least one; 0 at the end; -1 with @error
 *   set
 */
gssize
jig_vfs_read (int          fd,
              gpointer     buffer,
              gsize        n_bytes,
              const char  *name,
              GError     **error)
{
  gssize n_read;

  do
    n_read = jig_vfs_get ()->read (fd, buffer, n_bytes);
  while (n_read < 0 && may_try_again (fd, POLLIN));

  if (n_read < 0)
    jig_vfs_set_error (error, JIG_ERROR_INPUT, name, errno);

  return n_read;
}

/**
 * jig_vfs_pread:
 * @fd: a descriptor of a regular file
 * @buffer: (n_bytes,) where to
 * @n_bytes: how many bytes to read
 * @offset: where they begin
 * @name: the file, as the user would say it
 * @error: return location for %JIG_ERROR_INPUT
 *
 * Returns: how many bytes were read, fewer than @n_bytes only if the file ends
 *   there; -1 with @error set
 */
gssize
jig_vfs_pread (int          fd,
               gpointer     buffer,
               gsize        n_bytes,
               guint64      offset,
               const char  *name,
               GError     **error)
{
  gsize n_done = 0;

  while (n_done < n_bytes)
    {
      gssize n_read = jig_vfs_get ()->pread (fd, (char *) buffer + n_done, n_bytes - n_done,
                                             offset + n_done);

      if (n_read == 0)
        break;

      if (n_read > 0)
        {
          n_done += (gsize) n_read;
        }
      else if (errno != EINTR)
        {
          jig_vfs_set_error (error, JIG_ERROR_INPUT, name, errno);
          return -1;
        }
    }

  return (gssize) n_done;
}

static gboolean
refuse_large (const char  *path,
              gsize        limit,
              GError     **error)
{
  JigPlace place = { .file = path, .byte = -1, .id = "file.large" };
  g_autofree char *most = jig_alloc_format_size (limit);

  jig_error_set_at (error, JIG_ERROR_LIMIT, &place,
                    _("it is larger than %s, which is the limit here."), most);

  return FALSE;
}

/* The size at open is a hint: it saves growing, or reading what is refused. */
static gboolean
prepare (int          fd,
         const char  *path,
         gsize        limit,
         JigArray    *bytes,
         GError     **error)
{
  JigStat stat;

  if (jig_vfs_get ()->fstat (fd, &stat) < 0 || !stat.is_regular)
    return TRUE;

  if (stat.size > limit)
    return refuse_large (path, limit, error);

  return jig_array_reserve (bytes, (gsize) stat.size + 1, error);
}

/* Asks for one byte more than there may be, to see whether it is there. */
static gboolean
read_all (int          fd,
          const char  *path,
          gsize        limit,
          JigArray    *bytes,
          GError     **error)
{
  gssize n_read;

  do
    {
      gsize n_free = bytes->capacity - bytes->n_items;
      gsize n_wanted = MIN (limit - bytes->n_items + 1, MAX (n_free, READ_BYTES));

      if (!jig_array_reserve (bytes, n_wanted, error))
        return FALSE;

      n_read = jig_vfs_read (fd, (char *) bytes->items + bytes->n_items, n_wanted, path, error);
      bytes->n_items += (gsize) MAX (n_read, 0);
    }
  while (n_read > 0 && bytes->n_items <= limit);

  if (bytes->n_items > limit)
    return refuse_large (path, limit, error);

  return n_read == 0;
}

/**
 * jig_vfs_read_file:
 * @path: a file or a pipe; "-" is standard input
 * @limit: how many bytes it may have
 * @error: return location for %JIG_ERROR_INPUT, %JIG_ERROR_LIMIT or
 *   %JIG_ERROR_MEMORY
 *
 * Reads what is there, however long the file says it is.
 *
 * Returns: (transfer full): the bytes, or %NULL with @error set
 */
GBytes *
jig_vfs_read_file (const char  *path,
                   gsize        limit,
                   GError     **error)
{
  g_auto(JigArray) bytes = JIG_ARRAY_INIT (char, _("a file"));
  gpointer items;
  gsize n_bytes;
  gboolean done;
  int fd;

  g_return_val_if_fail (limit < G_MAXSSIZE, NULL);

  fd = jig_vfs_open_input (path, error);
  if (fd < 0)
    return NULL;

  done = prepare (fd, path, limit, &bytes, error) &&
         read_all (fd, path, limit, &bytes, error);
  jig_vfs_close_input (fd);
  if (!done)
    return NULL;

  items = jig_array_steal (&bytes, &n_bytes);

  return g_bytes_new_with_free_func (items, n_bytes, jig_free, items);
}

/**
 * jig_vfs_close_input:
 * @fd: what jig_vfs_open_input() returned
 *
 * Closes what was read: nothing can be lost by that. Standard input stays open.
 */
void
jig_vfs_close_input (int fd)
{
  if (fd != STDIN_FILENO)
    jig_vfs_get ()->close (fd);
}

/**
 * jig_vfs_is_same:
 * @a: a path
 * @b: another one
 *
 * Returns: %TRUE if both name the same file, whether by one name, by links or
 *   by another way through the folders
 */
gboolean
jig_vfs_is_same (const char *a,
                 const char *b)
{
  JigStat stat_a;
  JigStat stat_b;

  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  /* What is read and what is written under that name are two things. */
  if (g_str_equal (a, "-") || g_str_equal (b, "-"))
    return FALSE;

  if (jig_vfs_get ()->stat (a, &stat_a) < 0 || jig_vfs_get ()->stat (b, &stat_b) < 0)
    return g_str_equal (a, b);

  return stat_a.device == stat_b.device && stat_a.inode == stat_b.inode;
}

/* Writing */

/**
 * jig_vfs_write_all:
 * @fd: a descriptor
 * @bytes: (array length=n_bytes): what to write
 * @n_bytes: how many bytes
 * @name: the file, as the user would say it
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Returns: %TRUE, or %FALSE with @error set and any part written
 */
gboolean
jig_vfs_write_all (int             fd,
                   gconstpointer   bytes,
                   gsize           n_bytes,
                   const char     *name,
                   GError        **error)
{
  const char *rest = bytes;

  while (n_bytes > 0)
    {
      gssize n_written = jig_vfs_get ()->write (fd, rest, n_bytes);

      if (n_written > 0)
        {
          rest += n_written;
          n_bytes -= (gsize) n_written;
        }
      else if (n_written == 0 || !may_try_again (fd, POLLOUT))
        {
          jig_vfs_set_error (error, JIG_ERROR_OUTPUT, name, n_written == 0 ? EIO : errno);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * jig_vfs_sync:
 * @fd: a descriptor
 * @name: the file, as the user would say it
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * After a failure the descriptor must not be synced again: the second call may
 * report success for what the first one lost.
 *
 * Returns: %TRUE if what was written is on the disk, or %FALSE with @error set
 */
gboolean
jig_vfs_sync (int          fd,
              const char  *name,
              GError     **error)
{
  int result;

  do
    result = jig_vfs_get ()->sync (fd);
  while (result < 0 && errno == EINTR);

  if (result < 0)
    jig_vfs_set_error (error, JIG_ERROR_OUTPUT, name, errno);

  return result == 0;
}
