#pragma once

#include <glib.h>

G_BEGIN_DECLS

double jig_softmax_sum (const double *margins,
                        gsize         n_outputs,
                        double       *largest);
void   jig_softmax     (const double *margins,
                        gsize         n_outputs,
                        double       *shares);

G_END_DECLS
