#include "core/view/percent.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "core/base/number.h"

/**
 * jig_percent_to_text:
 * @share: from 0 to 1
 *
 * Never rounds what is there to nothing, nor a part to the whole.
 *
 * Returns: (transfer full): such as "20 %", "3.4 %", "<0.1 %" or "99.9 %"
 */
char *
jig_percent_to_text (double share)
{
  const double percent = share * 100;
  g_autofree char *number = NULL;

  if (percent > 0 && percent < 0.1)
    return g_strdup (_("<0.1 %"));

  if (percent > 99 && percent < 100)
    number = jig_number_to_display (floor (percent * 10) / 10, 3);
  else if (fabs (percent) < 10)
    number = jig_number_to_display (round (percent * 10) / 10, 2);
  else
    number = jig_number_to_display (round (percent), 3);

  /* Translators: a number of percent */
  return g_strdup_printf (_("%s %%"), number);
}
