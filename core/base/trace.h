#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JIG_TRACE=1 writes a line of JSON to standard error for each event,
 * JIG_TRACE=FILE appends it to a file. Off, a call costs one test. */

gboolean jig_trace_is_on (void);
void     jig_trace_event (const char *name,
                          const char *detail,
                          gint64      began,
                          double      value);

G_END_DECLS
