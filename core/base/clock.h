#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigClock:
 * @now: microseconds since 1970, UTC
 * @monotonic: microseconds since some moment, never going back
 *
 * The time, behind a seam. No result may depend on it: it is for receipts,
 * prices and deadlines.
 */
typedef struct
{
  gint64 (*now)       (void);
  gint64 (*monotonic) (void);
} JigClock;

void   jig_clock_set       (const JigClock *clock);
gint64 jig_clock_now       (void);
gint64 jig_clock_monotonic (void);

G_END_DECLS
