#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Follows the settings "theme" and "motion". */
void jig_look_follow_settings (void);

G_END_DECLS
