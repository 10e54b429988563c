#pragma once

#include <gtk/gtk.h>

#include "core/chart/figure.h"

G_BEGIN_DECLS

#define JIG_TYPE_CHART_TABLE (jig_chart_table_get_type ())
G_DECLARE_FINAL_TYPE (JigChartTable, jig_chart_table, JIG, CHART_TABLE, GtkWidget)

void jig_chart_table_set_figure (JigChartTable *self,
                                 JigFigure     *figure);

G_END_DECLS
