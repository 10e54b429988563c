#include "core/base/clock.h"

static const JigClock system_clock = { g_get_real_time, g_get_monotonic_time };

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
