#pragma once

#include <pango/pangocairo.h>

#include "core/chart/drawing.h"

G_BEGIN_DECLS

void jig_paint_drawing    (const JigDrawing   *drawing,
                           const JigPalette   *palette,
                           cairo_t            *cr);
void jig_paint_background (const JigDrawing   *drawing,
                           const JigPalette   *palette,
                           cairo_t            *cr);
void jig_paint_text       (cairo_t            *cr,
                           PangoLayout        *layout,
                           const char         *text,
                           double              x,
                           double              y,
                           const JigTextStyle *style);
void jig_paint_set_ink    (cairo_t            *cr,
                           const JigPalette   *palette,
                           JigInk              ink);

G_END_DECLS
