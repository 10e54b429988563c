#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Functions whose results are stored. They use +, -, *, / and sqrt only, in a
 * fixed order, so that their bits are the same with every C library. The error
 * is below 1 ulp except where the function says otherwise. */

double jig_exp       (double x);
double jig_expm1     (double x);
double jig_log       (double x);
double jig_log1p     (double x);
double jig_tanh      (double x);
double jig_sigmoid   (double x);
double jig_logit     (double p);
double jig_softplus  (double x);

G_END_DECLS
