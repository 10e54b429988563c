#pragma once

#include "app/compare/charts-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The charts of a comparison, drawn off the main loop. */

#define JIG_TYPE_COMPARE_CHARTS (jig_compare_charts_get_type ())
G_DECLARE_FINAL_TYPE (JigCompareCharts, jig_compare_charts, JIG, COMPARE_CHARTS, GtkWidget)

/* Takes over @work. */
void  jig_compare_charts_draw       (JigCompareCharts  *self,
                                     JigChartsWork     *work);
guint jig_compare_charts_get_size   (JigCompareCharts  *self);

G_END_DECLS
