#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JIG_CALENDAR_SECOND G_GINT64_CONSTANT (1000000)
#define JIG_CALENDAR_DAY    (86400 * JIG_CALENDAR_SECOND)

/**
 * JigCalendarTime:
 * @year: of the Gregorian calendar, also before it was used
 * @month: 1 to 12
 * @day: 1 to 31
 * @hour: 0 to 23
 * @minute: 0 to 59
 * @second: 0 to 59
 * @microsecond: 0 to 999,999
 * @weekday: 1 (Monday) to 7 (Sunday)
 *
 * A time of a column, taken apart.
 */
typedef struct
{
  gint64 year;
  int    month;
  int    day;
  int    hour;
  int    minute;
  int    second;
  int    microsecond;
  int    weekday;
} JigCalendarTime;

gint64   jig_calendar_days        (gint64            year,
                                   int               month,
                                   int               day);
void     jig_calendar_split       (gint64            time,
                                   JigCalendarTime  *parts);
gboolean jig_calendar_parse       (const char       *text,
                                   gsize             length,
                                   gint64           *time,
                                   gboolean         *has_clock);
void     jig_calendar_append_text (gint64            time,
                                   gboolean          has_clock,
                                   GString          *text);

G_END_DECLS
