/* The operations of the system: thin, so that a test double leaves nothing out. */

#include "core/base/vfs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
system_open (const char *path,
             int         flags,
             guint       mode)
{
  return open (path, flags | O_CLOEXEC, (mode_t) mode);
}

static gssize
system_pread (int      fd,
              gpointer buffer,
              gsize    n_bytes,
              guint64  offset)
{
  return pread (fd, buffer, n_bytes, (off_t) offset);
}

static void
fill_stat (JigStat           *stat,
           const struct stat *from)
{
  *stat = (JigStat) {
    .size = (guint64) MAX (from->st_size, 0),
    .mtime = (gint64) from->st_mtim.tv_sec * G_USEC_PER_SEC + from->st_mtim.tv_nsec / 1000,
    .device = from->st_dev,
    .inode = from->st_ino,
    .mode = from->st_mode & 07777,
    .is_regular = S_ISREG (from->st_mode),
    .is_folder = S_ISDIR (from->st_mode),
    .is_pipe = S_ISFIFO (from->st_mode) || S_ISSOCK (from->st_mode),
  };
}

static int
system_stat (const char *path,
             JigStat    *result)
{
  struct stat buffer;

  if (stat (path, &buffer) < 0)
    return -1;

  fill_stat (result, &buffer);

  return 0;
}

static int
system_fstat (int      fd,
              JigStat *result)
{
  struct stat buffer;

  if (fstat (fd, &buffer) < 0)
    return -1;

  fill_stat (result, &buffer);

  return 0;
}

static int
system_truncate (int     fd,
                 guint64 length)
{
  return ftruncate (fd, (off_t) length);
}

static int
system_make_folder (const char *path,
                    guint       mode)
{
  return mkdir (path, (mode_t) mode);
}

static int
system_set_mode (int   fd,
                 guint mode)
{
  return fchmod (fd, (mode_t) mode);
}

static char *
system_read_link (const char *path)
{
  char target[PATH_MAX];
  gssize length = readlink (path, target, sizeof target);

  if (length == sizeof target)
    {
      errno = ENAMETOOLONG;
      return NULL;
    }

  return length < 0 ? NULL : g_strndup (target, (gsize) length);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
system_list (const char *path)
{
  DIR *folder = opendir (path);
  g_autoptr(GPtrArray) names = NULL;
  struct dirent *entry;
  int system_error;

  if (folder == NULL)
    return NULL;

  names = g_ptr_array_new_with_free_func (g_free);
  errno = 0;
  while ((entry = readdir (folder)) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      g_ptr_array_add (names, g_strdup (entry->d_name));

  system_error = errno;
  closedir (folder);
  errno = system_error;
  if (system_error != 0)
    return NULL;

  /* The order of a folder is nobody's promise. */
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static const JigVfs system_vfs = {
  .open = system_open,
  .read = read,
  .pread = system_pread,
  .write = write,
  .sync = fsync,
  .close = close,
  .stat = system_stat,
  .fstat = system_fstat,
  .truncate = system_truncate,
  .rename = rename,
  .link = link,
  .unlink = unlink,
  .make_folder = system_make_folder,
  .set_mode = system_set_mode,
  .read_link = system_read_link,
  .list = system_list,
};

/**
 * jig_vfs_get_system:
 *
 * Returns: (transfer none): the operations of the system, for one that passes
 *   most of them on
 */
const JigVfs *
jig_vfs_get_system (void)
{
  return &system_vfs;
}
