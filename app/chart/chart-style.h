#pragma once

#include <gtk/gtk.h>

#include "core/chart/layout.h"
#include "core/chart/palette.h"

G_BEGIN_DECLS

const JigPalette *jig_chart_style_get_palette (void);
JigLayout         jig_chart_style_get_layout (GtkWidget *widget);
void              jig_chart_style_watch (GtkWidget *widget,
                                         GCallback  callback);

G_END_DECLS
