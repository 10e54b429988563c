#pragma once

#include <gtk/gtk.h>

#include "core/chart/layout.h"

G_BEGIN_DECLS

void jig_chart_save_copy_picture (GtkWidget *widget,
                                  JigFigure *figure,
                                  JigLayout  layout);
void jig_chart_save_copy_numbers (GtkWidget *widget,
                                  JigFigure *figure);
void jig_chart_save_choose       (GtkWidget  *widget,
                                  JigFigure  *figure,
                                  JigLayout   layout,
                                  const char *format);

G_END_DECLS
