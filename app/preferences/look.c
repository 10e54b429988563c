/* Light or dark, moving or still: what the settings say, or the system. */

#include "app/preferences/look.h"

#include "app/common/place.h"

enum { MOTION_SYSTEM, MOTION_FULL, MOTION_REDUCED };

static void
theme_cb (GSettings *settings)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint theme = (guint) g_settings_get_enum (settings, "theme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (theme, G_N_ELEMENTS (schemes) - 1)]);
}

static void
motion_cb (GSettings *settings)
{
  GtkSettings *toolkit = gtk_settings_get_default ();
  int motion = g_settings_get_enum (settings, "motion");

  if (motion == MOTION_SYSTEM)
    gtk_settings_reset_property (toolkit, "gtk-enable-animations");
  else
    g_object_set (toolkit, "gtk-enable-animations", motion == MOTION_FULL, NULL);
}

/**
 * jig_look_follow_settings:
 *
 * Looks as the settings say, from now on.
 */
void
jig_look_follow_settings (void)
{
  GSettings *settings = jig_place_get_settings ();

  if (settings == NULL)
    return;

  g_signal_connect (settings, "changed::theme", G_CALLBACK (theme_cb), NULL);
  g_signal_connect (settings, "changed::motion", G_CALLBACK (motion_cb), NULL);
  theme_cb (settings);
  motion_cb (settings);
}
