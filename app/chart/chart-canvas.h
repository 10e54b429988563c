#pragma once

#include <gtk/gtk.h>

#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

#define JIG_TYPE_CHART_CANVAS (jig_chart_canvas_get_type ())
G_DECLARE_FINAL_TYPE (JigChartCanvas, jig_chart_canvas, JIG, CHART_CANVAS, GtkWidget)

JigFigure   *jig_chart_canvas_get_figure  (JigChartCanvas  *self);
JigDrawing  *jig_chart_canvas_get_drawing (JigChartCanvas  *self);
JigItemId    jig_chart_canvas_get_cursor  (JigChartCanvas  *self);
gboolean     jig_chart_canvas_is_painting (JigChartCanvas  *self);

void         jig_chart_canvas_set_figure  (JigChartCanvas *self,
                                           JigFigure      *figure);
void         jig_chart_canvas_set_cursor  (JigChartCanvas *self,
                                           JigItemId       id);
void         jig_chart_canvas_set_row     (JigChartCanvas *self,
                                           gint64          row);
void jig_chart_canvas_set_compact (JigChartCanvas *self,
                                   gboolean        is_compact);

G_END_DECLS
