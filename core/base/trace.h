#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * JIG_TRACE: what happens and how long it takes, a line of JSON each. "1" is standard error,
 * anything else a file that is appended to. While there is no trace every call returns at once and
 * nothing is installed. One thread, the one with the main loop, makes all calls.
 *
 *   {"what": "action", "action": "Load rides.csv", "outcome": "done",
 *    "start": 1234.567891, "duration_ms": 812.4, "stop_ms": null,
 *    "stall_ms": 12.1, "stall_own_ms": 9.8, "stall_cpu_ms": 9.7,
 *    "n_frames": 31, "frame_p95_ms": 6.3, "peak_memory": 161308672}
 *   {"what": "stall", "start": 1234.6,
 *    "stall_ms": 61.1, "stall_own_ms": 12.2, "stall_cpu_ms": 12.0}
 *
 * "start" is in seconds of the monotonic clock. Stalls and frames are a window's. A stall is the
 * time for which the main loop did not come back to its descriptors; "own" leaves out what it spent
 * in the queue for a processor, "cpu" is what it computed. Of an action all three are maxima, each
 * its own. "stop_ms" is the time from being asked to stop to the end. Whatever stalls for
 * JIG_TRACE_STALL has a line of its own.
 */

/* Microseconds that nobody notices. */
#define JIG_TRACE_STALL 50000

/**
 * JigTraceStall:
 * @wall: by the clock
 * @own: of that, not in the queue for a processor
 * @cpu: with a processor
 *
 * How long the main loop was kept, in microseconds.
 */
typedef struct
{
  gint64 wall;
  gint64 own;
  gint64 cpu;
} JigTraceStall;

gboolean      jig_trace_open      (const char  *where,
                                   GError     **error);
gboolean      jig_trace_is_on     (void);
void          jig_trace_watch     (void);
void          jig_trace_close     (void);

/* An action; 0 while there is no trace, and 0 is ignored. */

guint         jig_trace_begin     (const char  *action);
void          jig_trace_stop      (guint        span);
JigTraceStall jig_trace_get_stall (guint        span);
void          jig_trace_end       (guint        span,
                                   const char  *outcome);

/* The painting of one frame took so many microseconds. */
void          jig_trace_frame     (gint64       duration);

G_END_DECLS
