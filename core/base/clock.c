#include "core/base/clock.h"

#include "core/base/vfs.h"

#include <time.h>

static gint64
get_busy (void)
{
  struct timespec time;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time) != 0)
    return 0;

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Nanoseconds with a processor, nanoseconds in the queue for one, number of turns. A system that
 * does not count says nothing: then nobody has ever waited. */
static gint64
get_queued (void)
{
  int fd = jig_vfs_open_input ("/proc/thread-self/schedstat", NULL);
  char text[128] = "";
  gssize n_read = fd >= 0 ? jig_vfs_read (fd, text, sizeof text - 1, "schedstat", NULL) : 0;
  char *end = text;

  text[MAX (n_read, 0)] = '\0';
  if (fd >= 0)
    jig_vfs_close_input (fd);
  g_ascii_strtoull (text, &end, 10);

  return (gint64) (g_ascii_strtoull (end, NULL, 10) / 1000);
}

static const JigClock system_clock = {
  g_get_real_time, g_get_monotonic_time, get_busy, get_queued
};

static const JigClock *current = &system_clock;   /* (atomic) */

/**
 * jig_clock_set:
 * @clock: (nullable): the clock to ask from now on, which must live as long;
 *   %NULL for the system's
 *
 * Lets a test decide what time it is.
 */
void
jig_clock_set (const JigClock *clock)
{
  g_atomic_pointer_set (&current, clock != NULL ? clock : &system_clock);
}

static const JigClock *
get_clock (void)
{
  return g_atomic_pointer_get (&current);
}

/**
 * jig_clock_now:
 *
 * Returns: microseconds since 1970, UTC; may jump
 */
gint64
jig_clock_now (void)
{
  return get_clock ()->now ();
}

/**
 * jig_clock_monotonic:
 *
 * Returns: microseconds since some moment; for deadlines and durations
 */
gint64
jig_clock_monotonic (void)
{
  return get_clock ()->monotonic ();
}

/**
 * jig_clock_busy:
 *
 * Returns: microseconds for which this thread has had a processor
 */
gint64
jig_clock_busy (void)
{
  return get_clock ()->busy ();
}

/**
 * jig_clock_queued:
 *
 * What a machine that others share takes away: neither computing nor waiting
 * for a file counts.
 *
 * Returns: microseconds for which this thread could have run and had no
 *   processor; always 0 where the system does not count them
 */
gint64
jig_clock_queued (void)
{
  return get_clock ()->queued ();
}
