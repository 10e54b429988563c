#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates without the C library, whose calendar follows the locale and the zone. */

gint64   jig_calendar_days    (int          year,
                               int          month,
                               int          day);
gboolean jig_calendar_parse   (const char  *text,
                               gsize        length,
                               gint64      *microseconds,
                               gboolean    *has_clock);
char    *jig_calendar_to_text (gint64       microseconds,
                               gboolean     has_clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
