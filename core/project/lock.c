#include "core/project/lock.h"

#include "core/base/number.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define MAX_BYTES 4096

/* In /proc/PID/stat, counted behind the name of the program. */
#define START_FIELD 19

static char *
read_text (const char *path)
{
  g_autoptr(GBytes) bytes = jig_vfs_read_file (path, MAX_BYTES, NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

/* When a process began, in ticks; NULL: there is none of that number. */
static char *
dup_start (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *text = read_text (path);
  const char *name_end = text != NULL ? strrchr (text, ')') : NULL;
  g_auto(GStrv) fields = name_end != NULL ? g_strsplit (name_end + 1, " ", -1) : NULL;

  /* The first field is empty: a blank follows the name. */
  return fields != NULL && g_strv_length (fields) > START_FIELD + 1
         ? g_strdup (fields[START_FIELD + 1]) : NULL;
}

/* The line of a process that is alive, NULL if it is not. */
static char *
dup_line (gint64 pid)
{
  g_autofree char *start = dup_start (pid);
  g_autofree char *boot = read_text ("/proc/sys/kernel/random/boot_id");

  return start != NULL
         ? g_strdup_printf ("%" G_GINT64_FORMAT " %s %s\n", pid, start,
                            boot != NULL ? g_strchomp (boot) : "-")
         : NULL;
}

static gboolean
is_alive (const char *line)
{
  g_autofree char *now = NULL;
  gint64 pid;

  if (!jig_number_parse_int (line, strcspn (line, " "), &pid) || pid <= 0)
    return FALSE;

  now = dup_line (pid);

  return g_strcmp0 (line, now) == 0;
}

/**
 * jig_lock_is_held:
 * @path: of a lock
 *
 * Returns: whether it belongs to somebody who is alive; also if it is there and cannot be read
 */
gboolean
jig_lock_is_held (const char *path)
{
  g_autofree char *line = read_text (path);
  JigStat stat;

  if (line == NULL)
    return jig_vfs_get ()->stat (path, &stat) == 0;

  return is_alive (line);
}

static gboolean
write_lock (const char  *path,
            GError     **error)
{
  g_autofree char *line = dup_line ((gint64) getpid ());
  const char *text = line != NULL ? line : "0\n";
  int fd = jig_vfs_open_fd (path, O_WRONLY | O_CREAT | O_EXCL, 0600);
  gboolean is_written;

  if (fd < 0)
    {
      jig_vfs_set_error (error, JIG_ERROR_OUTPUT, path, errno);
      return FALSE;
    }

  is_written = jig_vfs_write_all (fd, text, strlen (text), path, error);
  jig_vfs_get ()->close (fd);

  return is_written;
}

/* Moves away what a process left that is no more. If somebody took the lock between the look and
 * the move, it was his that was moved: he gets it back. */
static gboolean
move_away (const char *path)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *aside = g_strconcat (path, ".", uuid, NULL);

  if (jig_vfs_get ()->rename (path, aside) < 0)
    return errno == ENOENT;

  if (jig_lock_is_held (aside))
    {
      jig_vfs_get ()->rename (aside, path);
      return FALSE;
    }
  jig_vfs_get ()->unlink (aside);

  return TRUE;
}

/**
 * jig_lock_take:
 * @path: of a lock
 * @error: return location for %JIG_ERROR_BUSY if somebody has it, %JIG_ERROR_OUTPUT
 *
 * Takes a lock that is free, or belongs to nobody who is alive.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_lock_take (const char  *path,
               GError     **error)
{
  if (jig_lock_is_held (path) || !move_away (path))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_BUSY,
                   _("Another window of Jig is at work on it."));
      return FALSE;
    }

  return write_lock (path, error);
}

/**
 * jig_lock_release:
 * @path: of a lock that this process has
 */
void
jig_lock_release (const char *path)
{
  jig_vfs_get ()->unlink (path);
}
