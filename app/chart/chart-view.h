#pragma once

#include <gtk/gtk.h>

#include "core/chart/drawing.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

#define JIG_TYPE_CHART_VIEW (jig_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (JigChartView, jig_chart_view, JIG, CHART_VIEW, GtkWidget)

GtkWidget *jig_chart_view_new        (void) G_GNUC_WARN_UNUSED_RESULT;

JigFigure *jig_chart_view_get_figure (JigChartView  *self);
JigItemId  jig_chart_view_get_cursor (JigChartView  *self);

void       jig_chart_view_set_figure (JigChartView *self,
                                      JigFigure    *figure);
void       jig_chart_view_set_cursor (JigChartView *self,
                                      JigItemId     id);
void       jig_chart_view_set_row    (JigChartView *self,
                                      gint64        row);
void jig_chart_view_set_whole (JigChartView *self,
                               gboolean      is_whole);

G_END_DECLS
