#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigClock:
 * @now: microseconds since 1970, UTC
 * @monotonic: microseconds since some moment, never going back
 * @busy: microseconds for which this thread has had a processor
 * @queued: microseconds for which this thread could have run and had none
 *
 * The time, behind a seam. No result may depend on it: it is for receipts,
 * prices, deadlines and traces.
 */
typedef struct
{
  gint64 (*now)       (void);
  gint64 (*monotonic) (void);
  gint64 (*busy)      (void);
  gint64 (*queued)    (void);
} JigClock;

void   jig_clock_set       (const JigClock *clock);
gint64 jig_clock_now       (void);
gint64 jig_clock_monotonic (void);
gint64 jig_clock_busy      (void);
gint64 jig_clock_queued    (void);

G_END_DECLS
