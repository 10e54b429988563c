/* What the theme says about charts: colours, letters, language. */
#include "app/chart/chart-style.h"

#include <adwaita.h>

#define USUAL_TEXT 10.0      /* points of the letters that a layout begins with */

/**
 * jig_chart_style_get_palette:
 *
 * Returns: the colours that go with the window's
 */
const JigPalette *
jig_chart_style_get_palette (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return jig_palette_get (adw_style_manager_get_dark (manager),
                          adw_style_manager_get_high_contrast (manager));
}

/**
 * jig_chart_style_get_layout:
 * @widget: what a figure is drawn on
 *
 * Returns: for what it is laid out, without its title
 */
JigLayout
jig_chart_style_get_layout (GtkWidget *widget)
{
  PangoFontDescription *font =
    pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  const char *language = pango_language_to_string (pango_language_get_default ());
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (pango_font_description_get_size_is_absolute (font))
    size *= 0.75;

  return (JigLayout) {
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
    .text_scale = size > 0.0 ? CLAMP (size / USUAL_TEXT, 0.8, 3.0) : 1.0,
    .language = g_str_has_prefix (language, "ko") ? "ko" : NULL,
    .hides_title = TRUE,
  };
}

/**
 * jig_chart_style_watch:
 * @widget: what a figure is drawn on
 * @callback: called with @widget only
 *
 * Has @callback called whenever the colours change.
 */
void
jig_chart_style_watch (GtkWidget *widget,
                       GCallback  callback)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", callback, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", callback, widget,
                           G_CONNECT_SWAPPED);
}
