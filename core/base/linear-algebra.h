#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small dense matrices of doubles, row-major. */

gboolean jig_cholesky_factor (double        *matrix,
                              gsize          n,
                              GError       **error);
void     jig_cholesky_solve  (const double  *factor,
                              gsize          n,
                              double        *rhs);

G_END_DECLS
