#define _GNU_SOURCE

#include "core/base/cpu.h"

#include <sched.h>
#include <stdio.h>
#include <unistd.h>

/* cgroup v2: "QUOTA PERIOD" in microseconds, or "max PERIOD". */
static guint
read_quota_v2 (void)
{
  FILE *file = fopen ("/sys/fs/cgroup/cpu.max", "re");
  long quota = 0;
  long period = 0;
  int n_read;

  if (file == NULL)
    return 0;

  n_read = fscanf (file, "%ld %ld", &quota, &period);
  fclose (file);

  return n_read == 2 && quota > 0 && period > 0 ? (guint) ((quota + period - 1) / period) : 0;
}

static long
read_long (const char *path)
{
  FILE *file = fopen (path, "re");
  long value = 0;

  if (file == NULL)
    return 0;

  if (fscanf (file, "%ld", &value) != 1)
    value = 0;
  fclose (file);

  return value;
}

static guint
read_quota_v1 (void)
{
  long quota = read_long ("/sys/fs/cgroup/cpu/cpu.cfs_quota_us");
  long period = read_long ("/sys/fs/cgroup/cpu/cpu.cfs_period_us");

  return quota > 0 && period > 0 ? (guint) ((quota + period - 1) / period) : 0;
}

/**
 * jig_cpu_get_n_granted:
 *
 * Returns: how many processors this process may keep busy: what its affinity
 *   and its control group leave of those of the machine; at least 1
 */
guint
jig_cpu_get_n_granted (void)
{
  cpu_set_t set;
  guint n_processors = 1;
  guint quota = read_quota_v2 ();

  if (sched_getaffinity (0, sizeof set, &set) == 0)
    n_processors = (guint) CPU_COUNT (&set);
  if (quota == 0)
    quota = read_quota_v1 ();

  return MAX (1, quota > 0 ? MIN (quota, n_processors) : n_processors);
}
