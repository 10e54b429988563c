#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define JIG_TYPE_PREFERENCES_WINDOW (jig_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (JigPreferencesWindow, jig_preferences_window, JIG, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

void jig_preferences_window_show (GtkWindow *parent);

G_END_DECLS
