/* Dates and times as tables write them: microseconds since 1970-01-01 00:00 on
 * the clock of whoever wrote them. Nothing here knows the machine's zone, its
 * locale or its clock. */

#include "core/data/calendar.h"

#include <string.h>

typedef struct
{
  const char *at;
  const char *end;
} Reader;

static gint64
divide_down (gint64 value,
             gint64 by)
{
  return value / by - (value % by < 0 ? 1 : 0);
}

static gboolean
is_leap_year (gint64 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_of_month (gint64 year,
               int    month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && is_leap_year (year) ? 1 : 0);
}

/**
 * jig_calendar_days:
 * @year: any year
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Counts years from March, so that the leap day is the last of its year and
 * every month begins at a whole multiple of 153 days in five months.
 *
 * Returns: days since 1970-01-01
 */
gint64
jig_calendar_days (gint64 year,
                   int    month,
                   int    day)
{
  gint64 from_march = month > 2 ? month - 3 : month + 9;
  gint64 y = month > 2 ? year : year - 1;
  gint64 leap_days = divide_down (y, 4) - divide_down (y, 100) + divide_down (y, 400);

  return 365 * y + leap_days + (153 * from_march + 2) / 5 + day - 1 - 719468;
}

/* The way back: guess the year from the mean length of one, then mend it. */
static void
split_days (gint64           days,
            JigCalendarTime *parts)
{
  gint64 year = 1970 + divide_down (days * 400, 146097);
  int month = 1;
  gint64 rest;

  while (jig_calendar_days (year, 1, 1) > days)
    year--;
  while (jig_calendar_days (year + 1, 1, 1) <= days)
    year++;

  rest = days - jig_calendar_days (year, 1, 1);
  while (rest >= days_of_month (year, month))
    rest -= days_of_month (year, month++);

  parts->year = year;
  parts->month = month;
  parts->day = (int) rest + 1;
  /* 1970-01-01 was a Thursday. */
  parts->weekday = (int) (days + 3 - 7 * divide_down (days + 3, 7)) + 1;
}

/**
 * jig_calendar_split:
 * @time: microseconds since 1970-01-01 00:00
 * @parts: (out): what a calendar and a clock show then
 */
void
jig_calendar_split (gint64           time,
                    JigCalendarTime *parts)
{
  gint64 days = divide_down (time, JIG_CALENDAR_DAY);
  gint64 rest = time - days * JIG_CALENDAR_DAY;
  gint64 seconds = rest / JIG_CALENDAR_SECOND;

  split_days (days, parts);
  parts->hour = (int) (seconds / 3600);
  parts->minute = (int) (seconds / 60 % 60);
  parts->second = (int) (seconds % 60);
  parts->microsecond = (int) (rest % JIG_CALENDAR_SECOND);
}

static gboolean
take (Reader     *reader,
      const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0)
    return FALSE;

  reader->at += length;

  return TRUE;
}

static gboolean
take_blanks (Reader *reader)
{
  const char *begin = reader->at;

  while (take (reader, " "))
    continue;

  return reader->at > begin;
}

static gboolean
take_digits (Reader *reader,
             int     min_digits,
             int     max_digits,
             int    *value)
{
  int n_digits = 0;

  for (*value = 0; n_digits < max_digits && reader->at < reader->end; n_digits++)
    {
      if (!g_ascii_isdigit (*reader->at))
        break;
      *value = *value * 10 + (*reader->at++ - '0');
    }

  return n_digits >= min_digits;
}

/* "2024-03-05", "2024/3/5", "2024.03.05": the same mark twice. */
static gboolean
take_rest_of_marked_date (Reader          *reader,
                          const char      *mark,
                          JigCalendarTime *parts)
{
  return take_digits (reader, 1, 2, &parts->month) &&
         take (reader, mark) &&
         take_digits (reader, 1, 2, &parts->day);
}

/* "2024. 3. 5.", with or without the blanks and the last full stop. */
static gboolean
take_rest_of_dotted_date (Reader          *reader,
                          JigCalendarTime *parts)
{
  take_blanks (reader);
  if (!take_digits (reader, 1, 2, &parts->month) || !take (reader, "."))
    return FALSE;

  take_blanks (reader);
  if (!take_digits (reader, 1, 2, &parts->day))
    return FALSE;

  take (reader, ".");

  return TRUE;
}

/* "2024년 3월 5일", with or without the blanks. */
static gboolean
take_rest_of_korean_date (Reader          *reader,
                          JigCalendarTime *parts)
{
  take_blanks (reader);
  if (!take_digits (reader, 1, 2, &parts->month) || !take (reader, "월"))
    return FALSE;

  take_blanks (reader);

  return take_digits (reader, 1, 2, &parts->day) && take (reader, "일");
}

static gboolean
take_date (Reader          *reader,
           JigCalendarTime *parts)
{
  gboolean is_whole;
  int year;

  if (!take_digits (reader, 4, 4, &year))
    return FALSE;

  if (take (reader, "-"))
    is_whole = take_rest_of_marked_date (reader, "-", parts);
  else if (take (reader, "/"))
    is_whole = take_rest_of_marked_date (reader, "/", parts);
  else if (take (reader, "."))
    is_whole = take_rest_of_dotted_date (reader, parts);
  else
    is_whole = take (reader, "년") && take_rest_of_korean_date (reader, parts);

  parts->year = year;

  return is_whole && year > 0 && parts->month >= 1 && parts->month <= 12 &&
         parts->day >= 1 && parts->day <= days_of_month (year, parts->month);
}

/* Nine digits at most; what is finer than a microsecond is cut off. */
static gboolean
take_fraction (Reader          *reader,
               JigCalendarTime *parts)
{
  const char *begin = reader->at;
  int finer;

  if (!take_digits (reader, 1, 6, &parts->microsecond))
    return FALSE;

  for (gsize n_digits = (gsize) (reader->at - begin); n_digits < 6; n_digits++)
    parts->microsecond *= 10;

  return reader->at - begin < 6 || take_digits (reader, 0, 3, &finer);
}

static gboolean
take_half_day (Reader   *reader,
               gboolean *is_afternoon)
{
  gboolean found = TRUE;

  *is_afternoon = FALSE;
  if (take (reader, "오후"))
    *is_afternoon = TRUE;
  else
    found = take (reader, "오전");

  take_blanks (reader);

  return found;
}

/* "07:30", "07:30:00", "07:30:00.25", "오후 7:30". */
static gboolean
take_clock (Reader          *reader,
            JigCalendarTime *parts)
{
  gboolean is_afternoon;
  gboolean has_half_day = take_half_day (reader, &is_afternoon);

  if (!take_digits (reader, 1, 2, &parts->hour) ||
      !take (reader, ":") ||
      !take_digits (reader, 2, 2, &parts->minute))
    return FALSE;

  if (take (reader, ":"))
    {
      if (!take_digits (reader, 2, 2, &parts->second))
        return FALSE;
      if (take (reader, ".") && !take_fraction (reader, parts))
        return FALSE;
    }

  if (has_half_day)
    {
      if (parts->hour < 1 || parts->hour > 12)
        return FALSE;
      parts->hour = parts->hour % 12 + (is_afternoon ? 12 : 0);
    }

  return parts->hour < 24 && parts->minute < 60 && parts->second < 60;
}

/* "Z", "+09:00", "+0900", "+09": allowed, and without effect. */
static gboolean
take_offset (Reader *reader)
{
  int hours;
  int minutes = 0;

  take_blanks (reader);
  if (take (reader, "Z") || reader->at == reader->end)
    return TRUE;
  if (!take (reader, "+") && !take (reader, "-"))
    return FALSE;
  if (!take_digits (reader, 2, 2, &hours))
    return FALSE;
  if (take (reader, ":") || reader->at < reader->end)
    if (!take_digits (reader, 2, 2, &minutes))
      return FALSE;

  return hours < 24 && minutes < 60;
}

static gint64
join (const JigCalendarTime *parts)
{
  gint64 seconds = jig_calendar_days (parts->year, parts->month, parts->day) * 86400 +
                   parts->hour * 3600 + parts->minute * 60 + parts->second;

  return seconds * JIG_CALENDAR_SECOND + parts->microsecond;
}

/**
 * jig_calendar_parse:
 * @text: what may be a date; need not end with NUL
 * @length: its length
 * @time: (out): microseconds since 1970-01-01 00:00
 * @has_clock: (out): whether the text has a time of day
 *
 * Reads a date of the years 1 to 9999 whose year comes first and has four
 * digits ("2024-03-05", "2024/3/5", "2024.3.5", "2024. 3. 5.", "2024년 3월
 * 5일"), and after a blank or "T" a time of day ("07:30", "07:30:00.25",
 * "오후 7:30"). An offset from universal time may follow the time; it does not
 * change the result, because a column holds what the clock showed.
 *
 * Returns: %TRUE, or %FALSE with @time and @has_clock as they were
 */
gboolean
jig_calendar_parse (const char *text,
                    gsize       length,
                    gint64     *time,
                    gboolean   *has_clock)
{
  Reader reader = { text, text + length };
  JigCalendarTime parts = { 0 };
  gboolean clock_follows;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (!take_date (&reader, &parts))
    return FALSE;

  clock_follows = reader.at < reader.end;
  if (clock_follows)
    {
      if (!take (&reader, "T") && !take_blanks (&reader))
        return FALSE;
      if (!take_clock (&reader, &parts) || !take_offset (&reader) || reader.at < reader.end)
        return FALSE;
    }

  *time = join (&parts);
  *has_clock = clock_follows;

  return TRUE;
}

static void
append_fraction (int      microsecond,
                 GString *text)
{
  g_string_append_printf (text, ".%06d", microsecond);
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
}

/**
 * jig_calendar_append_text:
 * @time: microseconds since 1970-01-01 00:00
 * @has_clock: whether to write the time of day
 * @text: gets "2024-03-05" or "2024-03-05T07:30:00" at its end, with as many
 *   digits of a second as there are
 */
void
jig_calendar_append_text (gint64    time,
                          gboolean  has_clock,
                          GString  *text)
{
  JigCalendarTime parts;

  jig_calendar_split (time, &parts);
  g_string_append_printf (text, "%s%04" G_GINT64_FORMAT "-%02d-%02d",
                          parts.year < 0 ? "-" : "", ABS (parts.year), parts.month, parts.day);
  if (!has_clock)
    return;

  g_string_append_printf (text, "T%02d:%02d:%02d", parts.hour, parts.minute, parts.second);
  if (parts.microsecond != 0)
    append_fraction (parts.microsecond, text);
}
