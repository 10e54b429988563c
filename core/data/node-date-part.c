#include "core/base/error.h"
#include "core/data/calendar.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define MINUTE (60 * JIG_CALENDAR_SECOND)

typedef struct _Part Part;

struct _Part
{
  double (*get)     (const Part            *self,
                     gint64                 time,
                     const JigCalendarTime *parts);
  int      first;   /* the number of the first day of a week */
  gboolean from_sunday;
  gint64   zone;    /* added to the time that is written */
  gint64   since;   /* where days are counted from */
};

static const JigChoice part_choices[] = {
  { "year", N_("Year") },
  { "quarter", N_("Quarter") },
  { "month", N_("Month") },
  { "day", N_("Day of the month") },
  { "day-of-year", N_("Day of the year") },
  { "day-of-week", N_("Day of the week") },
  { "weekend", N_("Weekend: Saturday or Sunday") },
  { "hour", N_("Hour") },
  { "minute", N_("Minute") },
  { "second", N_("Second") },
  { "days-since", N_("Days since a date") },
  { NULL }
};

static const JigChoice weeks[] = {
  { "sunday1", N_("Sunday is 1, Saturday 7") },
  { "monday0", N_("Monday is 0, Sunday 6") },
  { "monday1", N_("Monday is 1, Sunday 7 (ISO)") },
  { NULL }
};

static const JigParam params[] = {
  { "part", N_("Part"), JIG_PARAM_CHOICE, .text = "day-of-week", .choices = part_choices },
  { "week", N_("Days of the week"), JIG_PARAM_CHOICE, .text = "sunday1", .choices = weeks },
  { "zone", N_("Time zone"), JIG_PARAM_INTEGER, 0, -1440, 1440, .unit = N_("min"),
    .hint = N_("Minutes to add to the time that is written, such as 540 from UTC to Seoul.") },
  { "since", N_("Count days from"), JIG_PARAM_TEXT, .text = "1970-01-01" },
  { NULL }
};

static double
get_year (const Part            *self,
          gint64                 time,
          const JigCalendarTime *parts)
{
  return (double) parts->year;
}

static double
get_quarter (const Part            *self,
             gint64                 time,
             const JigCalendarTime *parts)
{
  return (parts->month + 2) / 3;
}

static double
get_month (const Part            *self,
           gint64                 time,
           const JigCalendarTime *parts)
{
  return parts->month;
}

static double
get_day (const Part            *self,
         gint64                 time,
         const JigCalendarTime *parts)
{
  return parts->day;
}

static double
get_day_of_year (const Part            *self,
                 gint64                 time,
                 const JigCalendarTime *parts)
{
  return (double) (jig_calendar_days (parts->year, parts->month, parts->day) -
                   jig_calendar_days (parts->year, 1, 1) + 1);
}

/* The calendar says 1 for Monday to 7 for Sunday. */
static double
get_day_of_week (const Part            *self,
                 gint64                 time,
                 const JigCalendarTime *parts)
{
  int after_first = self->from_sunday ? parts->weekday % 7 : parts->weekday - 1;

  return self->first + after_first;
}

static double
get_weekend (const Part            *self,
             gint64                 time,
             const JigCalendarTime *parts)
{
  return parts->weekday >= 6;
}

static double
get_hour (const Part            *self,
          gint64                 time,
          const JigCalendarTime *parts)
{
  return parts->hour;
}

static double
get_minute (const Part            *self,
            gint64                 time,
            const JigCalendarTime *parts)
{
  return parts->minute;
}

static double
get_second (const Part            *self,
            gint64                 time,
            const JigCalendarTime *parts)
{
  return parts->second + parts->microsecond / 1e6;
}

static double
get_days_since (const Part            *self,
                gint64                 time,
                const JigCalendarTime *parts)
{
  return ((double) time - (double) self->since) / (double) JIG_CALENDAR_DAY;
}

/* In the order of part_choices. */
static double (* const getters[]) (const Part            *self,
                                   gint64                 time,
                                   const JigCalendarTime *parts) = {
  get_year, get_quarter, get_month, get_day, get_day_of_year, get_day_of_week,
  get_weekend, get_hour, get_minute, get_second, get_days_since,
};

static gpointer
make_state (const JigValues  *values,
            GError          **error)
{
  const JigChoice *choice = jig_param_find_choice (jig_param_find (params, "part"),
                                                   jig_values_get_text (values, "part"));
  const char *week = jig_values_get_text (values, "week");
  const char *since = jig_values_get_text (values, "since");
  Part part = { .get = getters[choice - part_choices] };
  gboolean has_clock;

  part.first = g_str_equal (week, "monday0") ? 0 : 1;
  part.from_sunday = g_str_equal (week, "sunday1");
  part.zone = jig_values_get_int (values, "zone") * MINUTE;

  if (!jig_calendar_parse (since, strlen (since), &part.since, &has_clock))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" is not a date such as 2024-01-31."), since);
      return NULL;
    }

  return g_memdup2 (&part, sizeof part);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  return make_state (values, error);
}

static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  const Part *self = state;
  const gint64 *times = jig_column_get_times (inputs[0]);

  for (gsize i = begin; i < end; i++, out += stride)
    {
      JigCalendarTime parts;
      gint64 time;

      *out = NAN;
      if (times[i] == JIG_TIME_MISSING || __builtin_add_overflow (times[i], self->zone, &time))
        continue;

      jig_calendar_split (time, &parts);
      *out = self->get (self, time, &parts);
    }
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  gpointer state = make_state (values, error);

  if (state == NULL)
    g_prefix_error (error, "%s: ", name);

  return state;
}

const JigNodeOps jig_node_date_part = {
  .id = "date-part",
  .title = N_("Part of a date"),
  .summary = N_("Day of the week, hour, month and others, with the week and the zone said."),
  .params = params,
  .takes = JIG_NODE_TAKES (JIG_COLUMN_TIME),
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_CHAINS,
  .fit = fit,
  .free = g_free,
  .apply = apply,
  .read_state = read_state,
};
