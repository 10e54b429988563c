#include "app/chart/chart-ring.h"

#include "core/chart/paint.h"

#include <math.h>

/**
 * jig_chart_ring_paint:
 * @drawing: a drawing
 * @id: one of its items, or %JIG_NO_ITEM_ID
 * @palette: its colours
 * @tone: what the ring means
 * @cr: where to
 *
 * Paints a ring around an item, if it is on the drawing.
 */
void
jig_chart_ring_paint (const JigDrawing *drawing,
                      JigItemId         id,
                      const JigPalette *palette,
                      JigTone           tone,
                      cairo_t          *cr)
{
  JigItemBox box;
  double x, y, width, height;

  if (id.item == JIG_NO_ITEM || !jig_drawing_find_item (drawing, id, &box)
      || isnan ((double) box.x))
    return;

  x = (double) box.x - JIG_CHART_RING;
  y = (double) box.y - JIG_CHART_RING;
  width = (double) box.width + 2.0 * JIG_CHART_RING;
  height = (double) box.height + 2.0 * JIG_CHART_RING;
  cairo_new_path (cr);
  if (box.width > 0.0f && box.height > 0.0f)
    cairo_rectangle (cr, x, y, width, height);
  else
    cairo_arc (cr, x + width / 2.0, y + height / 2.0, MAX (width, height) / 2.0 + JIG_CHART_RING,
               0.0, 2.0 * G_PI);

  /* An edge below: it is seen on every colour. */
  jig_paint_set_ink (cr, palette, JIG_INK (JIG_TONE_BACKGROUND));
  cairo_set_line_width (cr, 4.0);
  cairo_stroke_preserve (cr);
  jig_paint_set_ink (cr, palette, JIG_INK (tone));
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}
