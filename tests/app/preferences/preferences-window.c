#include "app/preferences/preferences-window.h"

#include "app/application.h"
#include "app/common/place.h"
#include "core/base/parallel.h"
#include "tests/support/ui.h"

#include <locale.h>

static GtkWidget *
open_window (JigUi *ui)
{
  jig_ui_press (ui, "<Control>comma");
  return GTK_WIDGET (jig_ui_wait_window ("Preferences"));
}

static void
close_window (GtkWidget *window)
{
  gtk_window_close (GTK_WINDOW (window));
  jig_ui_wait_no_window ("Preferences");
}

static void
test_theme_and_motion_act_at_once (JigUi         *ui,
                                   gconstpointer  data)
{
  GtkWidget *window = open_window (ui);
  AdwComboRow *theme = ADW_COMBO_ROW (jig_ui_find (window, "theme_row"));
  AdwComboRow *motion = ADW_COMBO_ROW (jig_ui_find (window, "motion_row"));
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean is_animated;

  g_assert_cmpuint (adw_combo_row_get_selected (theme), ==, 0);
  adw_combo_row_set_selected (theme, 2);
  g_assert_true (adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (theme, 1);
  g_assert_false (adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (theme, 0);

  adw_combo_row_set_selected (motion, 2);
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &is_animated, NULL);
  g_assert_false (is_animated);
  adw_combo_row_set_selected (motion, 0);
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &is_animated, NULL);
  g_assert_true (is_animated);

  close_window (window);
}

static void
test_numbers_languages_and_letters_are_kept (JigUi         *ui,
                                             gconstpointer  data)
{
  GSettings *settings = jig_place_get_settings ();
  GtkWidget *window = open_window (ui);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (jig_ui_find (window, "threads_spin")), 3.0);
  g_assert_cmpint (g_settings_get_int (settings, "threads"), ==, 3);
  g_assert_cmpuint (jig_parallel_get_n_threads (), ==, 3);
  g_settings_reset (settings, "threads");

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (jig_ui_find (window, "seed_spin")), 7.0);
  g_assert_cmpuint (g_settings_get_uint64 (settings, "seed"), ==, 7);
  g_settings_reset (settings, "seed");

  g_assert_cmpstr (jig_place_get_guide_language (), ==, "en");
  adw_combo_row_set_selected (ADW_COMBO_ROW (jig_ui_find (window, "language_row")), 2);
  g_assert_cmpstr (jig_place_get_guide_language (), ==, "ko");
  g_settings_reset (settings, "guide-language");

  gtk_switch_set_active (GTK_SWITCH (jig_ui_find (window, "keys_switch")), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "single-keys"));
  g_settings_reset (settings, "single-keys");

  close_window (window);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  application = jig_application_new (G_APPLICATION_NON_UNIQUE);
  jig_ui_init (application);

  jig_ui_add ("/preferences-window/theme-and-motion-act-at-once",
              test_theme_and_motion_act_at_once, NULL);
  jig_ui_add ("/preferences-window/numbers-languages-and-letters-are-kept",
              test_numbers_languages_and_letters_are_kept, NULL);

  return g_test_run ();
}
