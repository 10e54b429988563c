#pragma once

#include <gtk/gtk.h>

#include "core/chart/drawing.h"

G_BEGIN_DECLS

/* How far from the item it is, in pixels. */
#define JIG_CHART_RING 3.0

void jig_chart_ring_paint (const JigDrawing *drawing,
                           JigItemId         id,
                           const JigPalette *palette,
                           JigTone           tone,
                           cairo_t          *cr);

G_END_DECLS
