#include "core/data/calendar.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *iso;      /* NULL if the text is no date */
} dates[] = {
  { "2024-03-05", "2024-03-05" },
  { "2024-3-5", "2024-03-05" },
  { "2024/3/5", "2024-03-05" },
  { "2024/03/05", "2024-03-05" },
  { "2024.3.5", "2024-03-05" },
  { "2024.03.05", "2024-03-05" },
  { "2024. 3. 5.", "2024-03-05" },
  { "2024. 3. 5", "2024-03-05" },
  { "2024년 3월 5일", "2024-03-05" },
  { "2024년3월5일", "2024-03-05" },
  { "1970-01-01", "1970-01-01" },
  { "1969-12-31", "1969-12-31" },
  { "1600-02-29", "1600-02-29" },
  { "0001-01-01", "0001-01-01" },
  { "9999-12-31", "9999-12-31" },
  { "2024-02-29", "2024-02-29" },
  { "2024-03-05T07:30", "2024-03-05T07:30:00" },
  { "2024-03-05T07:30:01", "2024-03-05T07:30:01" },
  { "2024-03-05 07:30:01", "2024-03-05T07:30:01" },
  { "2024-03-05  7:30", "2024-03-05T07:30:00" },
  { "2024-03-05T00:00:00", "2024-03-05T00:00:00" },
  { "2024-03-05T23:59:59.999999", "2024-03-05T23:59:59.999999" },
  { "2024-03-05T07:30:00.25", "2024-03-05T07:30:00.25" },
  { "2024-03-05T07:30:00.000001", "2024-03-05T07:30:00.000001" },
  { "2024-03-05T07:30:00.123456789", "2024-03-05T07:30:00.123456" },
  { "2024-03-05T07:30:00Z", "2024-03-05T07:30:00" },
  { "2024-03-05T07:30Z", "2024-03-05T07:30:00" },
  { "2024-03-05T07:30:00+09:00", "2024-03-05T07:30:00" },
  { "2024-03-05T07:30:00-0930", "2024-03-05T07:30:00" },
  { "2024-03-05 07:30:00 +09", "2024-03-05T07:30:00" },
  { "2024. 3. 5. 오전 7:30", "2024-03-05T07:30:00" },
  { "2024. 3. 5. 오후 7:30:05", "2024-03-05T19:30:05" },
  { "2024년 3월 5일 오전 12:10", "2024-03-05T00:10:00" },
  { "2024-03-05 오후12:10", "2024-03-05T12:10:00" },
  { "", NULL },
  { "2024", NULL },
  { "2024-03", NULL },
  { "20240305", NULL },
  { "24-03-05", NULL },
  { "5.3.2024", NULL },
  { "02024-03-05", NULL },
  { "0000-01-01", NULL },
  { "2023-02-29", NULL },
  { "1900-02-29", NULL },
  { "2024-00-05", NULL },
  { "2024-13-05", NULL },
  { "2024-04-31", NULL },
  { "2024-03-00", NULL },
  { "2024-03-32", NULL },
  { "2024-03-055", NULL },
  { "2024-03/05", NULL },
  { " 2024-03-05", NULL },
  { "2024-03-05 ", NULL },
  { "2024-03-05T", NULL },
  { "2024-03-05T7", NULL },
  { "2024-03-05T07:3", NULL },
  { "2024-03-05T24:00", NULL },
  { "2024-03-05T07:60", NULL },
  { "2024-03-05T07:30:60", NULL },
  { "2024-03-05T07:30:0", NULL },
  { "2024-03-05T07:30.5", NULL },
  { "2024-03-05T07:30:00.", NULL },
  { "2024-03-05T07:30:00.1234567890", NULL },
  { "2024-03-05T07:30:00X", NULL },
  { "2024-03-05T07:30:00+9", NULL },
  { "2024-03-05T07:30:00+24:00", NULL },
  { "2024-03-05T07:30:00+09:60", NULL },
  { "2024-03-05T07:30:00Zx", NULL },
  { "2024-03-05 오후 13:00", NULL },
  { "2024-03-05 오전 0:30", NULL },
  { "2024년 3월 5", NULL },
  { "2024-03-05T07:30:00+09:0", NULL },
  { "nonsense", NULL },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      gboolean has_clock = 7;
      gint64 time = 12345;
      gboolean is_date = jig_calendar_parse (dates[i].text, strlen (dates[i].text), &time,
                                             &has_clock);

      g_test_message ("%s", dates[i].text);
      g_assert_cmpint (is_date, ==, dates[i].iso != NULL);
      if (!is_date)
        {
          g_assert_cmpint (time, ==, 12345);
          g_assert_cmpint (has_clock, ==, 7);
          continue;
        }

      jig_calendar_append_text (time, has_clock, text);
      g_assert_cmpstr (text->str, ==, dates[i].iso);
    }
}

/* The text ends where it is said to end, not at a NUL. */
static void
test_length (void)
{
  gboolean has_clock;
  gint64 time;

  g_assert_true (jig_calendar_parse ("2024-03-05T99", 10, &time, &has_clock));
  g_assert_false (jig_calendar_parse ("2024-03-05", 9, &time, &has_clock) && time == 0);
  g_assert_false (jig_calendar_parse (NULL, 0, &time, &has_clock));

  for (gsize length = 0; length < 8; length++)
    g_assert_false (jig_calendar_parse ("2024-03-05", length, &time, &has_clock));
}

/* Counting one day at a time, 400 years and more in each direction. */
static void
test_every_day (void)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gint64 days = jig_calendar_days (1570, 1, 1);
  int weekday = 4;   /* 1570-01-01 and 1970-01-01: 400 years are whole weeks */

  g_assert_cmpint (days, ==, -146097);
  for (int year = 1570; year < 2380; year++)
    for (int month = 1; month <= 12; month++)
      {
        gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

        for (int day = 1; day <= lengths[month - 1] + (month == 2 && is_leap); day++)
          {
            JigCalendarTime parts;

            jig_calendar_split (days * JIG_CALENDAR_DAY + 1, &parts);
            if (parts.year != year || parts.month != month || parts.day != day ||
                parts.weekday != weekday || parts.microsecond != 1 ||
                jig_calendar_days (year, month, day) != days)
              g_error ("%d-%d-%d is wrong", year, month, day);

            days++;
            weekday = weekday % 7 + 1;
          }
      }
}

static void
test_parts (void)
{
  JigCalendarTime parts;

  jig_calendar_split (-1, &parts);
  g_assert_cmpint (parts.year, ==, 1969);
  g_assert_cmpint (parts.month, ==, 12);
  g_assert_cmpint (parts.day, ==, 31);
  g_assert_cmpint (parts.hour, ==, 23);
  g_assert_cmpint (parts.minute, ==, 59);
  g_assert_cmpint (parts.second, ==, 59);
  g_assert_cmpint (parts.microsecond, ==, 999999);
  g_assert_cmpint (parts.weekday, ==, 3);
}

/* What no file can say, arithmetic can reach. */
static void
test_far_away (void)
{
  g_autoptr(GString) text = g_string_new (NULL);

  jig_calendar_append_text (G_MAXINT64, TRUE, text);
  g_assert_cmpstr (text->str, ==, "294247-01-10T04:00:54.775807");
  g_string_truncate (text, 0);
  jig_calendar_append_text (G_MININT64 + 1, FALSE, text);
  g_assert_cmpstr (text->str, ==, "-290308-12-21");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/texts", test_texts);
  g_test_add_func ("/calendar/length", test_length);
  g_test_add_func ("/calendar/every-day", test_every_day);
  g_test_add_func ("/calendar/parts", test_parts);
  g_test_add_func ("/calendar/far-away", test_far_away);

  return g_test_run ();
}
