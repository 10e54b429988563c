#pragma once

#include <cairo.h>

#include "core/chart/palette.h"

G_BEGIN_DECLS

void jig_glyphs_add_hatch  (cairo_t   *cr,
                            JigHatch   hatch,
                            double     x0,
                            double     y0,
                            double     x1,
                            double     y1);
void jig_glyphs_add_marker (cairo_t   *cr,
                            JigMarker  marker,
                            double     x,
                            double     y,
                            double     r);

G_END_DECLS
