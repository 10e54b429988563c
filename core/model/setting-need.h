#pragma once

#include "core/base/values.h"

G_BEGIN_DECLS

/**
 * JigSettingNeed:
 * @id: a setting
 * @needs: the setting without which it does nothing
 * @text: (nullable): what that one must be; %NULL: not 0
 *
 * Why a setting may be without effect. Tables end with a row without id.
 */
typedef struct
{
  const char *id;
  const char *needs;
  const char *text;
} JigSettingNeed;

gboolean jig_setting_need_is_idle (const JigSettingNeed *self,
                                   const JigValues      *values);

G_END_DECLS
