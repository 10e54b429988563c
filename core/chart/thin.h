#pragma once

#include "core/chart/drawing.h"

G_BEGIN_DECLS

void  jig_thin_columns (const double *x,
                        const double *y,
                        gsize         n_points,
                        double        left,
                        JigPoint     *columns,
                        gsize         n_columns);
gsize jig_thin_line    (const double *x,
                        const double *y,
                        gsize         n_points,
                        JigPoint     *line,
                        gsize         most_points);
void  jig_thin_density (const double *x,
                        const double *y,
                        gsize         n_points,
                        JigRect       area,
                        guint32      *counts,
                        guint8       *levels,
                        gsize         n_rows,
                        gsize         n_columns);
void  jig_thin_means   (const double *x,
                        const double *y,
                        const double *shares,
                        gsize         n_points,
                        JigRect       area,
                        double       *sums,
                        guint8       *levels,
                        gsize         n_rows,
                        gsize         n_columns);
gsize jig_thin_even    (gsize         n_items,
                        gsize         n_wanted,
                        gsize         i);

G_END_DECLS
