#pragma once

#include <glib.h>

G_BEGIN_DECLS

void jig_quadrature_legendre (guint   n_points,
                              double *points,
                              double *weights);

G_END_DECLS
