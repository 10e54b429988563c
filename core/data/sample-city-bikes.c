/* Bicycle rides of a city that is made up. What somebody pays for is time: the
 * duration depends on the station, the day of the week, the hour, the weather
 * and the rider, and on much that nobody wrote down (220 s of it). */

#include "core/base/alloc.h"
#include "core/base/elementary.h"
#include "core/base/random.h"
#include "core/data/calendar.h"
#include "core/data/sample.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_STATIONS 20
#define N_WEEKS 52
#define N_COLUMNS 6

static const struct
{
  const char *name;
  double      effect;   /* seconds that a ride from there lasts longer */
} stations[N_STATIONS] = {
  { "City Hall", -38.4 },       { "Riverside", 76.7 },      { "Old Market", -33.9 },
  { "North Gate", -47.3 },      { "Central Station", -139.5 }, { "Museum", -32.0 },
  { "Botanic Garden", 166.8 },  { "University", 63.6 },     { "Lighthouse", 155.5 },
  { "Harbour", 37.3 },          { "Opera", 59.2 },          { "Cathedral", 27.8 },
  { "Bus Terminal", -249.9 },   { "Stadium", 128.3 },       { "Hospital", 76.0 },
  { "West Bridge", 74.8 },      { "Town Square", -253.7 },  { "Library", -261.6 },
  { "Tramway", -133.4 },        { "Mill Lane", -70.2 },
};

static const JigParam params[] = {
  { "rows", N_("Rides"), JIG_PARAM_INTEGER, 6000, 1, 10000000,
    .hint = N_("The first of them are the same however many there are.") },
  { NULL }
};

static const char * const roles[] = { "duration", "target", NULL };

/* One ride. */
typedef struct
{
  guint32  station;
  int      day;       /* of the week: 0 is Monday */
  int      hour;
  int      minute;
  guint64  week;
  double   temp;
  gboolean is_member;
  double   age;
  double   duration;
} Ride;

/* The arrays of the columns, (n_rows,) each, and the stations in the order in
 * which they first appear: what a reader of the table would make of it. */
typedef struct
{
  const char *levels[N_STATIONS];
  guint32     codes[N_STATIONS];   /* place in @levels, counted from 1; 0: not yet there */
  guint32     n_levels;
  guint32    *stations;
  gint64     *starts;
  double     *temps;
  guint8     *members;
  double     *ages;
  double     *durations;
} Arrays;

static double
draw_normal (JigRandom *random,
             double     mean,
             double     sd)
{
  return mean + sd * jig_random_normal (random);
}

/* min (int (20 u^1.6), 19): the first stations are the busiest. */
static guint32
draw_station (JigRandom *random)
{
  double u = jig_random_double (random);
  double power = u > 0.0 ? jig_exp (1.6 * jig_log (u)) : 0.0;

  return MIN ((guint32) (N_STATIONS * power), N_STATIONS - 1);
}

static int
draw_hour (JigRandom *random,
           gboolean   is_weekend)
{
  static const double means[] = { 8.0, 17.5, 13.0 };
  static const double sds[] = { 1.3, 1.5, 4.0 };
  guint64 which = jig_random_below (random, G_N_ELEMENTS (means));
  double hour = is_weekend ? draw_normal (random, 14.0, 3.5)
                           : draw_normal (random, means[which], sds[which]);

  return (int) CLAMP (hour, 0.0, 23.0);
}

static gboolean
is_peak (int hour)
{
  return (hour >= 7 && hour <= 9) || (hour >= 16 && hour <= 18);
}

static double
draw_duration (JigRandom  *random,
               const Ride *ride)
{
  gboolean is_weekend = ride->day >= 5;
  double duration = 900.0 + stations[ride->station].effect;

  duration += is_weekend ? 420.0 : 0.0;
  duration -= !is_weekend && is_peak (ride->hour) ? 180.0 : 0.0;
  duration += ride->hour >= 11 && ride->hour <= 16 ? 160.0 : 0.0;
  duration += 14.0 * ride->temp;
  duration -= ride->is_member ? 240.0 : 0.0;
  duration += 2.5 * (ride->age - 38.0);
  duration += draw_normal (random, 0.0, 220.0);

  return MAX (60.0, floor (duration + 0.5));
}

/* Thermometers show tenths, clocks seconds. */
static Ride
draw_ride (guint64 seed,
           gsize   row)
{
  JigRandom random;
  Ride ride;

  jig_random_init (&random, seed, "city-bikes", row);
  ride.station = draw_station (&random);
  ride.week = jig_random_below (&random, N_WEEKS);
  ride.day = (int) jig_random_below (&random, 7);
  ride.hour = draw_hour (&random, ride.day >= 5);
  ride.minute = (int) jig_random_below (&random, 60);
  ride.temp = floor (10.0 * draw_normal (&random, 12.0, 8.0) + 0.5) / 10.0;
  ride.is_member = jig_random_double (&random) < 0.6;
  ride.age = trunc (draw_normal (&random, 38.0, 13.0));
  ride.age = CLAMP (ride.age, 16.0, 80.0);
  ride.duration = draw_duration (&random, &ride);

  return ride;
}

/* 1 January 2024 was a Monday. */
static gint64
get_start (const Ride *ride)
{
  gint64 day = jig_calendar_days (2024, 1, 1) + (gint64) ride->week * 7 + ride->day;

  return day * JIG_CALENDAR_DAY +
         ((gint64) ride->hour * 60 + ride->minute) * 60 * JIG_CALENDAR_SECOND;
}

static guint32
get_code (Arrays  *arrays,
          guint32  station)
{
  if (arrays->codes[station] == 0)
    {
      arrays->levels[arrays->n_levels++] = stations[station].name;
      arrays->codes[station] = arrays->n_levels;
    }

  return arrays->codes[station] - 1;
}

static void
fill (Arrays  *arrays,
      gsize    n_rows,
      guint64  seed)
{
  for (gsize row = 0; row < n_rows; row++)
    {
      const Ride ride = draw_ride (seed, row);

      arrays->stations[row] = get_code (arrays, ride.station);
      arrays->starts[row] = get_start (&ride);
      arrays->temps[row] = ride.temp;
      arrays->members[row] = ride.is_member != FALSE;
      arrays->ages[row] = ride.age;
      arrays->durations[row] = ride.duration;
    }
}

static gboolean
alloc_arrays (Arrays  *arrays,
              gsize    n_rows,
              GError **error)
{
  const char *what = _("the rides");

  return (arrays->stations = jig_alloc (n_rows, sizeof (guint32), what, error)) != NULL &&
         (arrays->starts = jig_alloc (n_rows, sizeof (gint64), what, error)) != NULL &&
         (arrays->temps = jig_alloc (n_rows, sizeof (double), what, error)) != NULL &&
         (arrays->members = jig_alloc (n_rows, sizeof (guint8), what, error)) != NULL &&
         (arrays->ages = jig_alloc (n_rows, sizeof (double), what, error)) != NULL &&
         (arrays->durations = jig_alloc (n_rows, sizeof (double), what, error)) != NULL;
}

static void
free_arrays (Arrays *arrays)
{
  jig_free (arrays->stations);
  jig_free (arrays->starts);
  jig_free (arrays->temps);
  jig_free (arrays->members);
  jig_free (arrays->ages);
  jig_free (arrays->durations);
}

/* Takes the arrays over. */
static JigFrame *
make_frame (const Arrays    *arrays,
            JigStringTable  *levels,
            gsize            n_rows,
            GError         **error)
{
  JigColumn *columns[N_COLUMNS] = {
    jig_column_new_category ("start_station_name", arrays->stations, n_rows, levels),
    jig_column_new_time ("start_date", arrays->starts, n_rows, TRUE),
    jig_column_new_number ("temp", arrays->temps, n_rows),
    jig_column_new_boolean ("member", arrays->members, n_rows, "no", "yes"),
    jig_column_new_number ("age", arrays->ages, n_rows),
    jig_column_new_number ("duration", arrays->durations, n_rows),
  };
  JigFrame *frame = jig_frame_new (columns, N_COLUMNS, error);

  for (gsize i = 0; i < N_COLUMNS; i++)
    jig_column_unref (columns[i]);

  return frame;
}

static JigFrame *
make (const JigValues  *values,
      guint64           seed,
      GError          **error)
{
  gsize n_rows = (gsize) jig_values_get_int (values, "rows");
  g_autoptr(JigStringTable) levels = NULL;
  Arrays arrays = { .n_levels = 0 };

  if (alloc_arrays (&arrays, n_rows, error))
    {
      fill (&arrays, n_rows, seed);
      levels = jig_string_table_new (arrays.levels, arrays.n_levels, error);
    }

  if (levels == NULL)
    {
      free_arrays (&arrays);
      return NULL;
    }

  return make_frame (&arrays, levels, n_rows, error);
}

const JigSample jig_sample_city_bikes = {
  .id = "city-bikes",
  .title = N_("City bikes"),
  .summary = N_("How long is a bicycle out? Station, time, weather and rider of made-up rides."),
  .params = params,
  .make = make,
  .roles = roles,
};
