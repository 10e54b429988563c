/* What is read as a date is the same after writing it. */

#include "core/data/calendar.h"

#include <string.h>

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gint64 time;
  gint64 again;
  gboolean has_clock;
  gboolean again_has_clock;

  if (!jig_calendar_parse ((const char *) data, size, &time, &has_clock))
    return 0;

  jig_calendar_append_text (time, has_clock, text);
  g_assert_true (jig_calendar_parse (text->str, text->len, &again, &again_has_clock));
  g_assert_cmpint (time, ==, again);
  g_assert_cmpint (has_clock, ==, again_has_clock);

  return 0;
}
