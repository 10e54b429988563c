#include "tests/support/faulty-vfs.h"

#include <errno.h>

static const JigVfs *real;
static guint calls_left;
static gboolean has_failed;
static int fail_code;

static gboolean
fails (void)
{
  if (has_failed || calls_left-- > 0)
    return FALSE;

  has_failed = TRUE;
  errno = fail_code;

  return TRUE;
}

static int
faulty_open (const char *path,
             int         flags,
             mode_t      mode)
{
  return fails () ? -1 : real->open (path, flags, mode);
}

static gssize
faulty_read (int      fd,
             gpointer buffer,
             gsize    n_bytes)
{
  return fails () ? -1 : real->read (fd, buffer, n_bytes);
}

static gssize
faulty_write (int           fd,
              gconstpointer buffer,
              gsize         n_bytes)
{
  return fails () ? -1 : real->write (fd, buffer, n_bytes);
}

static int
faulty_sync (int fd)
{
  return fails () ? -1 : real->sync (fd);
}

/* The descriptor is gone even when closing it says that the disk is full. */
static int
faulty_close (int fd)
{
  gboolean failed = fails ();
  int code = errno;
  int result = real->close (fd);

  errno = code;

  return failed ? -1 : result;
}

static int
faulty_stat (const char  *path,
             struct stat *buffer)
{
  return fails () ? -1 : real->stat (path, buffer);
}

static int
faulty_fstat (int          fd,
              struct stat *buffer)
{
  return fails () ? -1 : real->fstat (fd, buffer);
}

static int
faulty_rename (const char *from,
               const char *to)
{
  return fails () ? -1 : real->rename (from, to);
}

static int
faulty_unlink (const char *path)
{
  return fails () ? -1 : real->unlink (path);
}

void
faulty_vfs_begin (guint n,
                  int   code)
{
  static const JigVfs faulty = {
    faulty_open, faulty_read, faulty_write, faulty_sync, faulty_close,
    faulty_stat, faulty_fstat, faulty_rename, faulty_unlink,
  };

  real = jig_vfs_get ();
  calls_left = n;
  has_failed = FALSE;
  fail_code = code;
  jig_vfs_set (&faulty);
}

gboolean
faulty_vfs_end (void)
{
  jig_vfs_set (real);

  return has_failed;
}
