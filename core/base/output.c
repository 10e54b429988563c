#include "core/base/output.h"

#include "core/base/error.h"
#include "core/base/vfs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

static gboolean
write_all (const JigVfs  *vfs,
           int            fd,
           gconstpointer  bytes,
           gsize          n_bytes)
{
  const char *at = bytes;

  while (n_bytes > 0)
    {
      gssize n_written = vfs->write (fd, at, n_bytes);

      if (n_written > 0)
        {
          at += n_written;
          n_bytes -= (gsize) n_written;
        }
      else if (n_written == 0 || errno != EINTR)
        {
          return FALSE;
        }
    }

  return TRUE;
}

static mode_t
mode_of (const JigVfs *vfs,
         const char   *path)
{
  struct stat status;

  return vfs->stat (path, &status) == 0 ? status.st_mode & 0777 : 0666;
}

/* The name of a file is only safe on the disk once its folder is. */
static gboolean
sync_folder (const JigVfs *vfs,
             const char   *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = vfs->open (folder, O_RDONLY | O_DIRECTORY, 0);
  gboolean is_safe;

  if (fd < 0)
    return FALSE;

  is_safe = vfs->sync (fd) == 0;

  return vfs->close (fd) == 0 && is_safe;
}

static gboolean
write_beside (const JigVfs  *vfs,
              const char    *temporary,
              const char    *path,
              gconstpointer  bytes,
              gsize          n_bytes)
{
  int fd = vfs->open (temporary, O_WRONLY | O_CREAT | O_EXCL, mode_of (vfs, path));
  gboolean is_whole;
  int code;

  if (fd < 0)
    return FALSE;

  is_whole = write_all (vfs, fd, bytes, n_bytes) && vfs->sync (fd) == 0;
  code = errno;

  /* close() may be the first to say that the disk is full. */
  if (vfs->close (fd) != 0 && is_whole)
    return FALSE;
  errno = code;

  return is_whole;
}

/**
 * jig_output_save:
 * @path: where to
 * @bytes: (n_bytes,) what the file shall hold
 * @n_bytes: how many
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Returns: %TRUE, or %FALSE with @error set and an older file as it was
 */
gboolean
jig_output_save (const char     *path,
                 gconstpointer   bytes,
                 gsize           n_bytes,
                 GError        **error)
{
  const JigVfs *vfs = jig_vfs_get ();
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *temporary = g_strdup_printf ("%s.%d-%.8s.part", path, (int) getpid (), uuid);
  JigPlace place = { .file = path, .byte = -1, .id = "output" };
  int code;

  if (write_beside (vfs, temporary, path, bytes, n_bytes) &&
      vfs->rename (temporary, path) == 0)
    {
      /* The new file stands whole; only a power cut could still undo its name. */
      sync_folder (vfs, path);
      return TRUE;
    }

  code = errno;
  vfs->unlink (temporary);
  jig_error_set_at (error, JIG_ERROR_OUTPUT, &place, _("It cannot be written: %s."),
                    g_strerror (code));

  return FALSE;
}
