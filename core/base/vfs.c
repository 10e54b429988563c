#include "core/base/vfs.h"

#include "core/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static int
system_open (const char *path,
             int         flags,
             mode_t      mode)
{
  return open (path, flags | O_CLOEXEC, mode);
}

static const JigVfs system_vfs = {
  .open = system_open,
  .read = read,
  .write = write,
  .sync = fdatasync,
  .close = close,
  .stat = stat,
  .fstat = fstat,
  .rename = rename,
  .unlink = unlink,
};

static const JigVfs *current = &system_vfs;

const JigVfs *
jig_vfs_get (void)
{
  return current;
}

/**
 * jig_vfs_set:
 * @vfs: (nullable): what files are from now on; must live as long
 *
 * Lets a test see every way in which a file can fail.
 */
void
jig_vfs_set (const JigVfs *vfs)
{
  current = vfs != NULL ? vfs : &system_vfs;
}

static void
set_input_error (const char  *name,
                 int          code,
                 GError     **error)
{
  JigPlace place = { .file = name, .byte = -1, .id = "input" };

  switch (code)
    {
    case ENOENT:
      jig_error_set_at (error, JIG_ERROR_INPUT, &place, _("There is no such file."));
      break;

    case EACCES:
    case EPERM:
      jig_error_set_at (error, JIG_ERROR_INPUT, &place,
                        _("You may not read this file. Ask its owner, or copy it."));
      break;

    default:
      jig_error_set_at (error, JIG_ERROR_INPUT, &place, _("It cannot be read: %s."),
                        g_strerror (code));
    }
}

/* A device or a socket that is called .csv must not make Jig wait for ever. */
static gboolean
check_kind (int           fd,
            const char   *name,
            guint64      *size,
            GError      **error)
{
  JigPlace place = { .file = name, .byte = -1, .id = "input" };
  struct stat status;

  if (current->fstat (fd, &status) != 0)
    {
      set_input_error (name, errno, error);
      return FALSE;
    }

  if (S_ISREG (status.st_mode) || S_ISFIFO (status.st_mode))
    {
      *size = S_ISREG (status.st_mode) ? (guint64) status.st_size : 0;
      return TRUE;
    }

  if (S_ISDIR (status.st_mode))
    jig_error_set_at (error, JIG_ERROR_INPUT, &place, _("This is a folder, not a file."));
  else
    jig_error_set_at (error, JIG_ERROR_INPUT, &place, _("This is neither a file nor a pipe."));

  return FALSE;
}

/**
 * jig_vfs_open_input:
 * @path: a file or a pipe, or "-" for standard input
 * @size: (out): how many bytes it has now; 0 for a pipe
 * @error: return location for %JIG_ERROR_INPUT
 *
 * Returns: a descriptor for jig_vfs_close_input(), or -1 with @error set
 */
int
jig_vfs_open_input (const char  *path,
                    guint64     *size,
                    GError     **error)
{
  int fd;

  *size = 0;
  if (g_str_equal (path, "-"))
    return STDIN_FILENO;

  fd = current->open (path, O_RDONLY | O_NONBLOCK, 0);
  if (fd < 0)
    {
      set_input_error (path, errno, error);
      return -1;
    }

  if (!check_kind (fd, path, size, error))
    {
      current->close (fd);
      return -1;
    }

  fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) & ~O_NONBLOCK);

  return fd;
}

/**
 * jig_vfs_read:
 * @fd: a descriptor
 * @buffer: (n_bytes,) where to
 * @n_bytes: how many bytes are wanted
 * @name: what the user calls the file
 * @error: return location for %JIG_ERROR_INPUT
 *
 * Returns: how many bytes were read: fewer than @n_bytes at the end only; -1
 *   with @error set
 */
gssize
jig_vfs_read (int          fd,
              gpointer     buffer,
              gsize        n_bytes,
              const char  *name,
              GError     **error)
{
  gsize filled = 0;

  while (filled < n_bytes)
    {
      gssize n_read = current->read (fd, (char *) buffer + filled, n_bytes - filled);

      if (n_read == 0)
        break;
      if (n_read > 0)
        filled += (gsize) n_read;
      else if (errno != EINTR)
        {
          set_input_error (name, errno, error);
          return -1;
        }
    }

  return (gssize) filled;
}

void
jig_vfs_close_input (int fd)
{
  if (fd > STDIN_FILENO)
    current->close (fd);
}
