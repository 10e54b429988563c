#include "app/preferences/preferences-window.h"

#include "app/common/place.h"

#include <glib/gi18n-lib.h>

struct _JigPreferencesWindow
{
  AdwPreferencesWindow  parent_instance;

  AdwComboRow          *theme_row;
  AdwComboRow          *motion_row;
  AdwComboRow          *language_row;
  GtkSpinButton        *threads_spin;
  GtkSpinButton        *seed_spin;
  GtkSwitch            *keys_switch;
};

G_DEFINE_FINAL_TYPE (JigPreferencesWindow, jig_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static const char * const languages[] = { "", "en", "ko" };

/* A row and an enumeration have the same order. */
static gboolean
get_enum (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  const char *key = user_data;

  g_value_set_uint (value, (guint) g_settings_get_enum (jig_place_get_settings (), key));
  return TRUE;
}

static GVariant *
set_enum (const GValue       *value,
          const GVariantType *type,
          gpointer            user_data)
{
  static const char * const themes[] = { "system", "light", "dark" };
  static const char * const motions[] = { "system", "full", "reduced" };
  const guint i = MIN (g_value_get_uint (value), 2);

  return g_variant_new_string (g_str_equal (user_data, "theme") ? themes[i] : motions[i]);
}

static gboolean
get_language (GValue   *value,
              GVariant *variant,
              gpointer  user_data)
{
  const char *language = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], language))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
set_language (const GValue       *value,
              const GVariantType *type,
              gpointer            user_data)
{
  return g_variant_new_string (languages[MIN (g_value_get_uint (value),
                                              G_N_ELEMENTS (languages) - 1)]);
}

static gboolean
get_double (GValue   *value,
            GVariant *variant,
            gpointer  user_data)
{
  g_value_set_double (value, g_variant_is_of_type (variant, G_VARIANT_TYPE_UINT64)
                             ? (double) g_variant_get_uint64 (variant)
                             : (double) g_variant_get_int32 (variant));
  return TRUE;
}

static GVariant *
set_double (const GValue       *value,
            const GVariantType *type,
            gpointer            user_data)
{
  const double number = g_value_get_double (value);

  if (g_variant_type_equal (type, G_VARIANT_TYPE_UINT64))
    return g_variant_new_uint64 ((guint64) MAX (number, 0.0));

  return g_variant_new_int32 ((gint32) number);
}

static void
bind (JigPreferencesWindow *self)
{
  GSettings *settings = jig_place_get_settings ();
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT;

  if (settings == NULL)
    return;

  g_settings_bind_with_mapping (settings, "theme", self->theme_row, "selected", flags, get_enum,
                                set_enum, (gpointer) "theme", NULL);
  g_settings_bind_with_mapping (settings, "motion", self->motion_row, "selected", flags, get_enum,
                                set_enum, (gpointer) "motion", NULL);
  g_settings_bind_with_mapping (settings, "guide-language", self->language_row, "selected", flags,
                                get_language, set_language, NULL, NULL);
  g_settings_bind_with_mapping (settings, "threads", self->threads_spin, "value", flags,
                                get_double, set_double, NULL, NULL);
  g_settings_bind_with_mapping (settings, "seed", self->seed_spin, "value", flags, get_double,
                                set_double, NULL, NULL);
  g_settings_bind (settings, "single-keys", self->keys_switch, "active", flags);
}

static void
jig_preferences_window_class_init (JigPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/jigworkbench/Jig/app/preferences/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, JigPreferencesWindow, theme_row);
  gtk_widget_class_bind_template_child (widget_class, JigPreferencesWindow, motion_row);
  gtk_widget_class_bind_template_child (widget_class, JigPreferencesWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, JigPreferencesWindow, threads_spin);
  gtk_widget_class_bind_template_child (widget_class, JigPreferencesWindow, seed_spin);
  gtk_widget_class_bind_template_child (widget_class, JigPreferencesWindow, keys_switch);
}

static void
jig_preferences_window_init (JigPreferencesWindow *self)
{
  /* Languages are called as those call them who speak them. */
  const char * const names[] = { _("Follow the System"), "English", "한국어", NULL };
  g_autoptr(GtkStringList) model = gtk_string_list_new (names);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (model));
  bind (self);
}

/**
 * jig_preferences_window_show:
 * @parent: the window in front of which it opens
 */
void
jig_preferences_window_show (GtkWindow *parent)
{
  GtkWindow *window = g_object_new (JIG_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  gtk_window_present (window);
}
