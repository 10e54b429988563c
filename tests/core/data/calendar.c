#include "core/data/calendar.h"

#include <string.h>

static void
test_parses (void)
{
  static const struct { const char *text; const char *iso; } rows[] = {
    { "2024-03-05", "2024-03-05" }, { "2024/3/5", "2024-03-05" },
    { "2024. 3. 5.", "2024-03-05" }, { "2024. 3. 5", "2024-03-05" },
    { "2024년 3월 5일", "2024-03-05" }, { "1969-12-31", "1969-12-31" },
    { "2000-02-29", "2000-02-29" }, { "2024-03-05T07:30:00", "2024-03-05T07:30:00" },
    { "2024-03-05 7:30", "2024-03-05T07:30:00" },
    { "2024-03-05 07:30:01.25", "2024-03-05T07:30:01.250000" },
    { "2024. 3. 5. 오후 10:30", "2024-03-05T22:30:00" },
    { "2024-03-05 오전 12:05", "2024-03-05T00:05:00" },
    { "0001-01-01", "0001-01-01" }, { "9999-12-31 23:59:59", "9999-12-31T23:59:59" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      gint64 time;
      gboolean has_clock;

      g_test_message ("%s", rows[i].text);
      g_assert_true (jig_calendar_parse (rows[i].text, strlen (rows[i].text), &time,
                                         &has_clock));
      text = jig_calendar_to_text (time, has_clock);
      g_assert_cmpstr (text, ==, rows[i].iso);
    }
}

static void
test_refuses (void)
{
  static const char * const rows[] = {
    "", "2024", "2024-03", "2024-13-01", "2024-02-30", "2023-02-29", "1900-02-29", "05-03-2024",
    "2024-03-05x", "2024-03-05 24:00", "2024-03-05 10:60", "2024-03-05 오후 13:00", "2024-0a-05",
    "2024-03-05 ", "2024/3-5",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 time;
      gboolean has_clock;

      g_test_message ("%s", rows[i]);
      g_assert_false (jig_calendar_parse (rows[i], strlen (rows[i]), &time, &has_clock));
    }
}

static void
test_every_day_follows_the_last (void)
{
  gint64 days = jig_calendar_days (1896, 1, 1);

  g_assert_cmpint (jig_calendar_days (1970, 1, 1), ==, 0);
  for (int year = 1896; year <= 2104; year++)
    for (int month = 1; month <= 12; month++)
      for (int day = 1; day <= 28; day++)
        {
          g_autofree char *text = NULL;
          g_autofree char *expected = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
          gint64 now = jig_calendar_days (year, month, day);

          text = jig_calendar_to_text (now * 86400 * G_USEC_PER_SEC, FALSE);
          g_assert_cmpstr (text, ==, expected);
          g_assert_cmpint (now - days, <=, 4);
          g_assert_cmpint (now, >=, days);
          days = now;
        }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/parses", test_parses);
  g_test_add_func ("/calendar/refuses", test_refuses);
  g_test_add_func ("/calendar/every-day-follows-the-last", test_every_day_follows_the_last);

  return g_test_run ();
}
