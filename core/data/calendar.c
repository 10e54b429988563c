#include "core/data/calendar.h"

#include <string.h>

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

/**
 * jig_calendar_days:
 * @year: of the Gregorian calendar
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Counts from March, so that the leap day is the last of its year.
 *
 * Returns: days since 1970-01-01
 */
gint64
jig_calendar_days (int year,
                   int month,
                   int day)
{
  gint64 y = month > 2 ? year : year - 1;
  gint64 m = (month + 9) % 12;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * m + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

static gboolean
take_number (Cursor *cursor,
             int     n_least,
             int     n_most,
             int    *value)
{
  int n_digits = 0;

  *value = 0;
  while (cursor->at < cursor->end && g_ascii_isdigit (*cursor->at) && n_digits < n_most)
    {
      *value = *value * 10 + (*cursor->at++ - '0');
      n_digits++;
    }

  return n_digits >= n_least;
}

static gboolean
take (Cursor     *cursor,
      const char *text)
{
  gsize length = strlen (text);

  if ((gsize) (cursor->end - cursor->at) < length || memcmp (cursor->at, text, length) != 0)
    return FALSE;

  cursor->at += length;

  return TRUE;
}

static void
take_blanks (Cursor *cursor)
{
  while (take (cursor, " "))
    ;
}

/* 2024-03-05, 2024/3/5, 2024. 3. 5., 2024년 3월 5일: one form throughout. */
static gboolean
take_date (Cursor *cursor,
           int    *year,
           int    *month,
           int    *day)
{
  static const char * const marks[][3] = {
    { "-", "-", "" }, { "/", "/", "" }, { ".", ".", "." }, { ".", ".", "" },
    { "년", "월", "일" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      Cursor trial = *cursor;

      if (!take_number (&trial, 4, 4, year) || !take (&trial, marks[i][0]))
        continue;
      take_blanks (&trial);
      if (!take_number (&trial, 1, 2, month) || !take (&trial, marks[i][1]))
        continue;
      take_blanks (&trial);
      if (!take_number (&trial, 1, 2, day) || !take (&trial, marks[i][2]))
        continue;
      *cursor = trial;
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_date (int year,
         int month,
         int day)
{
  static const int lengths[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month >= 1 && month <= 12 && day >= 1 &&
         day <= lengths[month - 1] + (month == 2 && is_leap);
}

static gint64
take_fraction (Cursor *cursor)
{
  gint64 unit = G_USEC_PER_SEC;
  gint64 fraction = 0;

  if (!take (cursor, "."))
    return 0;

  while (cursor->at < cursor->end && g_ascii_isdigit (*cursor->at))
    {
      unit /= 10;
      fraction += unit * (*cursor->at++ - '0');
    }

  return fraction;
}

/* HH:MM[:SS[.ffffff]], with 오전 or 오후 before it. */
static gboolean
take_clock (Cursor *cursor,
            gint64 *microseconds)
{
  gboolean is_morning = take (cursor, "오전");
  gboolean is_evening = !is_morning && take (cursor, "오후");
  int hour;
  int minute;
  int second = 0;
  gint64 fraction = 0;

  take_blanks (cursor);
  if (!take_number (cursor, 1, 2, &hour) || !take (cursor, ":") ||
      !take_number (cursor, 2, 2, &minute))
    return FALSE;
  if (take (cursor, ":"))
    {
      if (!take_number (cursor, 2, 2, &second))
        return FALSE;
      fraction = take_fraction (cursor);
    }

  if ((is_morning || is_evening) && (hour < 1 || hour > 12))
    return FALSE;
  if (is_morning || is_evening)
    hour = hour % 12 + (is_evening ? 12 : 0);
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *microseconds = ((gint64) hour * 3600 + minute * 60 + second) * G_USEC_PER_SEC + fraction;

  return TRUE;
}

/**
 * jig_calendar_parse:
 * @text: (array length=length): what may be a date
 * @length: in bytes
 * @microseconds: (out): since 1970-01-01 00:00, as written
 * @has_clock: (out): a time of day was given too
 *
 * Returns: %TRUE if the whole text is a date with the year first
 */
gboolean
jig_calendar_parse (const char *text,
                    gsize       length,
                    gint64     *microseconds,
                    gboolean   *has_clock)
{
  Cursor cursor = { text, text + length };
  gint64 clock = 0;
  int year;
  int month;
  int day;

  if (!take_date (&cursor, &year, &month, &day) || !is_date (year, month, day))
    return FALSE;

  *has_clock = cursor.at < cursor.end;
  if (*has_clock)
    {
      if (!take (&cursor, "T") && !take (&cursor, " "))
        return FALSE;
      take_blanks (&cursor);
      if (!take_clock (&cursor, &clock) || cursor.at != cursor.end)
        return FALSE;
    }

  *microseconds = jig_calendar_days (year, month, day) * DAY + clock;

  return TRUE;
}

/* The way back of jig_calendar_days(). */
static void
civil_date (gint64  days,
            int    *year,
            int    *month,
            int    *day)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  gint64 day_of_era = shifted - era * 146097;
  gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                        day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 m = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * m + 2) / 5 + 1);
  *month = (int) (m < 10 ? m + 3 : m - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

/**
 * jig_calendar_to_text:
 * @microseconds: since 1970-01-01 00:00
 * @has_clock: with the time of day
 *
 * Returns: (transfer full): `2024-03-05` or `2024-03-05T07:30:00`
 */
char *
jig_calendar_to_text (gint64   microseconds,
                      gboolean has_clock)
{
  gint64 days = microseconds / DAY - (microseconds % DAY < 0);
  gint64 rest = microseconds - days * DAY;
  int seconds = (int) (rest / G_USEC_PER_SEC);
  int fraction = (int) (rest % G_USEC_PER_SEC);
  int year;
  int month;
  int day;

  civil_date (days, &year, &month, &day);
  if (!has_clock)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  if (fraction == 0)
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, seconds / 3600,
                            seconds / 60 % 60, seconds % 60);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%06d", year, month, day,
                          seconds / 3600, seconds / 60 % 60, seconds % 60, fraction);
}
