#include "core/base/output.h"

#include "core/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES (64 * 1024)

/* More links than this in a row lead nowhere: the kernel gives up at 40. */
#define MAX_LINKS 40

struct _JigOutput
{
  char    *name;        /* as the user says it */
  char    *target;      /* what is replaced: @name, or the file it links to */
  char    *temporary;   /* (nullable) what is written; NULL: written directly */
  int      fd;          /* -1: closed */
  GError  *failure;     /* (nullable) the first one: nothing is written after it */
  gsize    n_buffered;
  char     buffer[BUFFER_BYTES];
};

static gboolean
fail (JigOutput *self,
      int        system_error,
      GError   **error)
{
  jig_vfs_set_error (error, JIG_ERROR_OUTPUT, self->name, system_error);

  return FALSE;
}

static gboolean
is_standard_output (const char *path)
{
  return g_str_equal (path, "-") || g_str_equal (path, "/dev/stdout");
}

/* Follows the links at the end of the path, so that they stay when the file
 * they lead to is replaced. */
static gboolean
find_target (JigOutput  *self,
             GError    **error)
{
  self->target = g_strdup (self->name);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = jig_vfs_get ()->read_link (self->target);
      g_autofree char *folder = NULL;

      if (target == NULL)
        return errno == EINVAL || errno == ENOENT ? TRUE : fail (self, errno, error);

      folder = g_path_get_dirname (self->target);
      g_free (self->target);
      self->target = g_path_is_absolute (target) ? g_steal_pointer (&target)
                                                 : g_build_filename (folder, target, NULL);
    }

  return fail (self, ELOOP, error);
}

static gboolean
open_temporary (JigOutput  *self,
                guint       mode,
                GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (self->target);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf (".jig-%d-%s", (int) getpid (), uuid);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  self->fd = jig_vfs_open_fd (path, O_WRONLY | O_CREAT | O_EXCL, mode);
  if (self->fd < 0)
    return fail (self, errno, error);

  self->temporary = g_steal_pointer (&path);

  return TRUE;
}

/* The new file may be used by whom the old one could be, whatever the umask. */
static gboolean
open_like (JigOutput      *self,
           const JigStat  *old,
           GError        **error)
{
  JigPlace place = { .file = self->name, .byte = -1, .id = "file.permission" };

  if ((old->mode & 0222) == 0)
    {
      jig_error_set_at (error, JIG_ERROR_OUTPUT, &place, _("it is protected from being written."));
      return FALSE;
    }

  if (!open_temporary (self, 0600, error))
    return FALSE;

  if (jig_vfs_get ()->set_mode (self->fd, old->mode & 0777) < 0)
    return fail (self, errno, error);

  return TRUE;
}

static gboolean
open_directly (JigOutput  *self,
               GError    **error)
{
  self->fd = jig_vfs_open_fd (self->name, O_WRONLY, 0);

  return self->fd >= 0 ? TRUE : fail (self, errno, error);
}

static gboolean
open_for (JigOutput  *self,
          GError    **error)
{
  JigPlace place = { .file = self->name, .byte = -1, .id = "file.kind" };
  JigStat stat;

  if (is_standard_output (self->name))
    {
      self->fd = STDOUT_FILENO;
      return TRUE;
    }

  if (jig_vfs_get ()->stat (self->name, &stat) < 0)
    {
      if (errno != ENOENT)
        return fail (self, errno, error);

      return find_target (self, error) && open_temporary (self, 0666, error);
    }

  if (stat.is_regular)
    return find_target (self, error) && open_like (self, &stat, error);

  if (stat.is_folder)
    return fail (self, EISDIR, error);

  if (stat.is_pipe || g_str_equal (self->name, "/dev/null"))
    return open_directly (self, error);

  jig_error_set_at (error, JIG_ERROR_OUTPUT, &place, _("it is neither a file nor a pipe."));

  return FALSE;
}

/**
 * jig_output_new:
 * @path: the file that will be there in the end; "-" is standard output
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Begins a file. A link is followed and stays; a folder, a device and a file
 * that nobody may write are refused.
 *
 * Returns: (transfer full): the beginning, or %NULL with @error set
 */
JigOutput *
jig_output_new (const char  *path,
                GError     **error)
{
  g_autoptr(JigOutput) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (JigOutput, 1);
  self->name = g_strdup (path);
  self->fd = -1;

  if (!open_for (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Closes once, whatever comes of it: after an error the descriptor is gone too. */
static int
close_fd (JigOutput *self)
{
  int fd = self->fd;

  self->fd = -1;
  if (fd < 0 || fd == STDOUT_FILENO)
    return 0;

  return jig_vfs_get ()->close (fd);
}

static void
remove_temporary (JigOutput *self)
{
  int result;

  if (self->temporary == NULL)
    return;

  do
    result = jig_vfs_get ()->unlink (self->temporary);
  while (result < 0 && errno == EINTR);

  g_clear_pointer (&self->temporary, g_free);
}

/**
 * jig_output_free:
 * @self: (nullable): a file; what was not committed is removed
 */
void
jig_output_free (JigOutput *self)
{
  if (self == NULL)
    return;

  close_fd (self);
  remove_temporary (self);
  g_clear_error (&self->failure);
  g_free (self->name);
  g_free (self->target);
  g_free (self);
}

/* Every call after a failure reports that failure: a hole is not filled. */
static gboolean
check_failure (JigOutput  *self,
               GError    **error)
{
  if (self->failure == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (self->failure);

  return FALSE;
}

static gboolean
write_out (JigOutput      *self,
           gconstpointer   bytes,
           gsize           n_bytes,
           GError        **error)
{
  if (self->failure == NULL)
    jig_vfs_write_all (self->fd, bytes, n_bytes, self->name, &self->failure);

  return check_failure (self, error);
}

/**
 * jig_output_flush:
 * @self: a file
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Hands over what has been collected, so that whoever reads along sees it.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_output_flush (JigOutput  *self,
                  GError    **error)
{
  gsize n_bytes;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->fd >= 0, FALSE);

  n_bytes = self->n_buffered;
  self->n_buffered = 0;

  return write_out (self, self->buffer, n_bytes, error);
}

/**
 * jig_output_get_path:
 * @self: a file that is not committed yet
 *
 * Flushes first; a failure to do so is reported by jig_output_commit().
 *
 * Returns: (transfer none) (nullable): where what was written so far can be
 *   read; %NULL if it is not in a file
 */
const char *
jig_output_get_path (JigOutput *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->temporary != NULL)
    jig_output_flush (self, NULL);

  return self->temporary;
}

/**
 * jig_output_write:
 * @self: a file
 * @bytes: (array length=n_bytes): what to append
 * @n_bytes: how many bytes
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Small pieces are collected.
 *
 * Returns: %TRUE, or %FALSE with @error set: then every later call fails too
 */
gboolean
jig_output_write (JigOutput      *self,
                  gconstpointer   bytes,
                  gsize           n_bytes,
                  GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->fd >= 0, FALSE);
  g_return_val_if_fail (bytes != NULL || n_bytes == 0, FALSE);

  if (n_bytes > BUFFER_BYTES - self->n_buffered && !jig_output_flush (self, error))
    return FALSE;

  if (n_bytes >= BUFFER_BYTES)
    return write_out (self, bytes, n_bytes, error);

  if (n_bytes > 0)
    memcpy (self->buffer + self->n_buffered, bytes, n_bytes);
  self->n_buffered += n_bytes;

  return check_failure (self, error);
}

/* A folder that may be written but not read cannot be synced: -1 then, too. */
static gboolean
open_folder (JigOutput  *self,
             int        *fd,
             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (self->target);

  *fd = jig_vfs_open_fd (folder, O_RDONLY | O_DIRECTORY, 0);

  return *fd >= 0 || errno == EACCES || errno == EPERM ? TRUE : fail (self, errno, error);
}

/* Some file systems have nothing to sync in a folder, which is no failure. */
static gboolean
sync_folder (JigOutput  *self,
             int         fd,
             GError    **error)
{
  g_autoptr(GError) failure = NULL;

  if (fd < 0 || jig_vfs_sync (fd, self->name, &failure) ||
      g_str_equal (jig_error_get_place (failure)->id, "file.unsupported"))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
replace_target (JigOutput  *self,
                GError    **error)
{
  if (!jig_vfs_sync (self->fd, self->name, error))
    return FALSE;

  /* Quotas and network file systems report here what did not fit. */
  if (close_fd (self) < 0)
    return fail (self, errno, error);

  if (jig_vfs_get ()->rename (self->temporary, self->target) < 0)
    return fail (self, errno, error);

  g_clear_pointer (&self->temporary, g_free);

  return TRUE;
}

/* The new name is on the disk only when the folder is. It is opened first, so
 * that a failure to do so comes before there is anything to regret. */
static gboolean
put_in_place (JigOutput  *self,
              GError    **error)
{
  gboolean done;
  int folder;

  if (!open_folder (self, &folder, error))
    return FALSE;

  done = replace_target (self, error) && sync_folder (self, folder, error);

  if (folder >= 0)
    jig_vfs_get ()->close (folder);

  return done;
}

/**
 * jig_output_commit:
 * @self: a file
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Lets the file appear under its name. Nothing but jig_output_free() may be
 * called afterwards.
 *
 * Returns: %TRUE if the file is there, whole and on the disk; %FALSE with
 *   @error set if what was there before still is. Only if the folder itself
 *   cannot be synced is the new file there and @error set: a power cut may
 *   bring the old one back.
 */
gboolean
jig_output_commit (JigOutput  *self,
                   GError    **error)
{
  gboolean done;

  if (!jig_output_flush (self, error))
    return FALSE;

  if (self->temporary != NULL)
    done = put_in_place (self, error);
  else
    done = close_fd (self) == 0 ? TRUE : fail (self, errno, error);

  close_fd (self);
  remove_temporary (self);

  return done;
}

/**
 * jig_output_keep:
 * @self: a file that is not committed
 * @suffix: what to put behind its name, such as ".partial"
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Lets what was written so far appear beside the name that is for the whole
 * file; a file that is there is replaced. Does nothing with what is written
 * directly. Nothing but jig_output_free() may be called afterwards.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_output_keep (JigOutput   *self,
                 const char  *suffix,
                 GError     **error)
{
  char *target;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (suffix != NULL, FALSE);

  if (self->temporary == NULL)
    return TRUE;

  target = g_strconcat (self->target, suffix, NULL);
  g_free (self->target);
  self->target = target;

  return jig_output_commit (self, error);
}

/**
 * jig_output_save:
 * @path: a file; "-" is standard output
 * @bytes: (array length=n_bytes): all that shall be in it
 * @n_bytes: how many bytes
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Writes a file in one go; see #JigOutput.
 *
 * Returns: %TRUE, or %FALSE with @error set and the old file as it was
 */
gboolean
jig_output_save (const char     *path,
                 gconstpointer   bytes,
                 gsize           n_bytes,
                 GError        **error)
{
  g_autoptr(JigOutput) output = jig_output_new (path, error);

  return output != NULL &&
         jig_output_write (output, bytes, n_bytes, error) &&
         jig_output_commit (output, error);
}
