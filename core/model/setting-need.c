#include "core/model/setting-need.h"

/**
 * jig_setting_need_is_idle:
 * @self: what a setting needs
 * @values: settings
 *
 * Returns: whether somebody has set it, and it does nothing
 */
gboolean
jig_setting_need_is_idle (const JigSettingNeed *self,
                          const JigValues      *values)
{
  if (jig_values_is_default (values, self->id))
    return FALSE;
  if (self->text != NULL)
    return !g_str_equal (jig_values_get_text (values, self->needs), self->text);

  return !(jig_values_get_number (values, self->needs) > 0.0);
}
