#include "core/base/budget.h"

#include "core/base/alloc.h"
#include "core/base/vfs.h"

#include <string.h>

/* What the rest of the machine may keep. */
#define MACHINE_SHARE 0.8
#define GROUP_SHARE   0.9

#define MAX_TEXT 4096

/**
 * jig_budget_parse_meminfo:
 * @text: what /proc/meminfo says
 *
 * Returns: how many bytes are available; %G_MAXSIZE if it does not say
 */
gsize
jig_budget_parse_meminfo (const char *text)
{
  const char *line = strstr (text, "MemAvailable:");
  guint64 kib;

  if (line == NULL)
    return G_MAXSIZE;

  kib = g_ascii_strtoull (line + strlen ("MemAvailable:"), NULL, 10);

  return kib > 0 && kib < G_MAXSIZE / 1024 ? kib * 1024 : G_MAXSIZE;
}

/* What the kernel says is short; a file that is not there says nothing. */
static void
read_text (const char *path,
           char        text[MAX_TEXT])
{
  int fd = jig_vfs_open_input (path, NULL);
  gssize n_read = fd >= 0 ? jig_vfs_read (fd, text, MAX_TEXT - 1, path, NULL) : 0;

  text[MAX (n_read, 0)] = '\0';
  if (fd >= 0)
    jig_vfs_close_input (fd);
}

static guint64
read_number (const char *path)
{
  char text[MAX_TEXT];
  guint64 number;

  read_text (path, text);
  if (!g_ascii_string_to_unsigned (g_strchomp (text), 10, 0, G_MAXUINT64, &number, NULL))
    return G_MAXUINT64;

  return number;
}

/* cgroup v2; without a limit the file says "max". */
static guint64
read_group_rest (void)
{
  guint64 limit = read_number ("/sys/fs/cgroup/memory.max");
  guint64 used = read_number ("/sys/fs/cgroup/memory.current");

  return limit != G_MAXUINT64 && used < limit ? limit - used : G_MAXUINT64;
}

/**
 * jig_budget_read:
 *
 * Allows as much memory as the machine has available and the control group
 * leaves, less a share for everybody else. To be called when a command starts.
 */
void
jig_budget_read (void)
{
  char text[MAX_TEXT];
  gsize available;
  guint64 group = read_group_rest ();
  gsize budget = G_MAXSIZE;

  read_text ("/proc/meminfo", text);
  available = jig_budget_parse_meminfo (text);

  if (available != G_MAXSIZE)
    budget = (gsize) (MACHINE_SHARE * (double) available);
  if (group != G_MAXUINT64)
    budget = MIN (budget, (gsize) (GROUP_SHARE * (double) group));

  jig_alloc_set_budget (budget);
}
