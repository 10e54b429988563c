#pragma once

/* Between the files of the objectives. */

#include "core/boost/objective.h"

G_BEGIN_DECLS

static inline double
jig_loss_weight (const JigLossRows *rows,
                 gsize              row)
{
  return rows->weights != NULL ? rows->weights[row] : 1.0;
}

/* The loss of one row. */
typedef double (*JigRowLoss) (double margin,
                              double target,
                              double shape);

static inline double
jig_loss_sum (const JigLossRows *rows,
              gsize              begin,
              gsize              end,
              JigRowLoss         loss)
{
  double sum = 0.0;

  for (gsize row = begin; row < end; row++)
    sum += jig_loss_weight (rows, row) *
           loss ((double) rows->margins[row], rows->targets[row], rows->shape);

  return sum;
}

/* First and second derivative of the loss of one row. */
typedef void (*JigRowDerive) (double  margin,
                              double  target,
                              double  shape,
                              double *slope,
                              double *bend);

static inline void
jig_loss_derive (const JigLossRows *rows,
                 gsize              begin,
                 gsize              end,
                 JigRowDerive       derive)
{
  for (gsize row = begin; row < end; row++)
    {
      const double weight = jig_loss_weight (rows, row);
      double slope;
      double bend;

      derive ((double) rows->margins[row], rows->targets[row], rows->shape, &slope, &bend);
      rows->grad[row] = (float) (weight * slope);
      rows->hess[row] = (float) (weight * bend);
    }
}

/* objective-classes.c */
extern const JigObjective jig_objective_logistic;
extern const JigObjective jig_objective_softmax;

/* objective-values.c */
extern const JigObjective jig_objective_squared;
extern const JigObjective jig_objective_absolute;
extern const JigObjective jig_objective_huber;
extern const JigObjective jig_objective_quantile;

gboolean jig_objective_start_mean      (const JigFit  *fit,
                                        double         shape,
                                        double        *margins,
                                        GError       **error);
double   jig_objective_read_mean       (double         mean);
gboolean jig_objective_identity        (double         score,
                                        double        *margin);

/* objective-amounts.c */
extern const JigObjective jig_objective_poisson;
extern const JigObjective jig_objective_gamma;
extern const JigObjective jig_objective_tweedie;

G_END_DECLS
