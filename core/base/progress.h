#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * JigProgressFunc:
 * @fraction: how much is done, from 0 to 1
 * @what: (nullable): a short phrase for the status line
 * @user_data: the reporter's data
 *
 * Called on the thread that does the work, never on the main thread.
 */
typedef void (*JigProgressFunc) (double      fraction,
                                 const char *what,
                                 gpointer    user_data);

/**
 * JigProgress:
 * @cancellable: (nullable): asked at every step
 * @report: (nullable): told at every step
 * @user_data: handed to @report
 * @from: where this phase begins in the whole bar, from 0 to 1
 * @to: where it ends
 *
 * Where a long computation reports to, and how it learns that it should stop.
 * Passed by const pointer; %NULL means "nobody is watching".
 */
typedef struct
{
  GCancellable    *cancellable;
  JigProgressFunc  report;
  gpointer         user_data;
  double           from;
  double           to;
} JigProgress;

gboolean    jig_progress_step         (const JigProgress  *self,
                                       guint64             done,
                                       guint64             total,
                                       const char         *what,
                                       GError            **error);
gboolean    jig_progress_is_cancelled (const JigProgress  *self);
JigProgress jig_progress_slice        (const JigProgress  *self,
                                       double              from,
                                       double              to);

G_END_DECLS
