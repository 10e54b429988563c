#pragma once

#include <gtk/gtk.h>

#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

/**
 * JigChartFit:
 * @JIG_CHART_FIT_ROOM: takes the room there is, and would like what its figure needs
 * @JIG_CHART_FIT_WHOLE: never lower than its figure needs, in a page that scrolls
 * @JIG_CHART_FIT_SMALL: as small as it can be, a picture among others
 *
 * How much room a chart asks for.
 */
typedef enum
{
  JIG_CHART_FIT_ROOM,
  JIG_CHART_FIT_WHOLE,
  JIG_CHART_FIT_SMALL,
} JigChartFit;

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
void jig_chart_canvas_set_fit (JigChartCanvas *self,
                               JigChartFit     fit);

G_END_DECLS
