#pragma once

#include "core/model/task.h"

G_BEGIN_DECLS

double jig_likelihood_loss   (JigTask       task,
                              const double *margins,
                              gsize         n_outputs,
                              double        target);
void   jig_likelihood_derive (JigTask       task,
                              const double *margins,
                              gsize         n_outputs,
                              double        target,
                              double       *slopes,
                              double       *bends);
double jig_likelihood_read   (JigTask       task,
                              double        mean);

G_END_DECLS
