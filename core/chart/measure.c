#include "core/chart/measure.h"

#include <pango/pangocairo.h>

static void
pango_extents (const char *text,
               double      size,
               gboolean    is_bold,
               double     *width,
               double     *height)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(PangoLayout) layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");
  PangoRectangle logical;

  g_object_unref (context);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &logical);

  *width = (double) logical.width / PANGO_SCALE;
  *height = (double) logical.height / PANGO_SCALE;
}

/* Every letter is 0.6 of its height wide, those of CJK are square. */
static void
fixed_extents (const char *text,
               double      size,
               gboolean    is_bold,
               double     *width,
               double     *height)
{
  *width = 0;
  *height = size * 1.25;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    *width += size * (g_unichar_iswide (g_utf8_get_char (p)) ? 1.0 : is_bold ? 0.65 : 0.6);
}

static const JigMeasure pango_measure = { pango_extents };
static const JigMeasure fixed_measure = { fixed_extents };

/**
 * jig_measure_get_pango:
 *
 * Returns: (transfer none): measures with the fonts that text is painted in
 */
const JigMeasure *
jig_measure_get_pango (void)
{
  return &pango_measure;
}

/**
 * jig_measure_get_fixed:
 *
 * Returns: (transfer none): gives the same answers whatever fonts there are
 */
const JigMeasure *
jig_measure_get_fixed (void)
{
  return &fixed_measure;
}

/**
 * jig_measure_width:
 * @self: a measure
 * @text: one line
 * @size: the height of its letters, in pixels
 * @is_bold: whether they are
 *
 * Returns: how wide it is, in pixels
 */
double
jig_measure_width (const JigMeasure *self,
                   const char       *text,
                   double            size,
                   gboolean          is_bold)
{
  double width, height;

  g_return_val_if_fail (self != NULL && text != NULL, 0);

  self->extents (text, size, is_bold, &width, &height);
  return width;
}

/**
 * jig_measure_longer:
 * @a: (nullable): one line
 * @b: (nullable): another one
 *
 * Finds out without any font which is longer. Shaping a line takes 30 µs: of many
 * lines only the longest should be measured.
 *
 * Returns: (transfer none) (nullable): @a or @b
 */
const char *
jig_measure_longer (const char *a,
                    const char *b)
{
  double first, second, height;

  if (a == NULL || b == NULL)
    return a != NULL ? a : b;

  fixed_extents (a, 1, FALSE, &first, &height);
  fixed_extents (b, 1, FALSE, &second, &height);
  return first >= second ? a : b;
}

/**
 * jig_measure_height:
 * @self: a measure
 * @size: the height of letters, in pixels
 *
 * Returns: how high a line of them is, in pixels
 */
double
jig_measure_height (const JigMeasure *self,
                    double            size)
{
  double width, height;

  g_return_val_if_fail (self != NULL, 0);

  self->extents ("Xg가", size, FALSE, &width, &height);
  return height;
}
