#pragma once

#include "core/base/progress.h"

G_BEGIN_DECLS

/**
 * JigNormalBlock:
 * @rows: (n_rows, n_columns), row-major, without missing values
 * @slopes: (n_rows, n_outputs) first derivatives of the loss by the margins
 * @bends: (n_rows, n_outputs, n_outputs) second derivatives
 * @n_rows: how many rows there are
 *
 * Some rows and what the loss does around their margins.
 */
typedef struct
{
  const double *rows;
  const double *slopes;
  const double *bends;
  gsize         n_rows;
} JigNormalBlock;

/**
 * JigNormalEquations:
 * @matrix: (n, n) second derivatives of the loss by the weights
 * @slope: (n,) first derivatives
 * @n_columns: columns of a row
 * @n_outputs: margins of a row
 * @n: n_columns * n_outputs, the number of weights: those of an output together
 *
 * A step of Newton's method for margins that are linear in the weights. Of the
 * matrix only the upper half is kept until it is solved.
 */
typedef struct
{
  double *matrix;
  double *slope;
  gsize   n_columns;
  gsize   n_outputs;
  gsize   n;
} JigNormalEquations;

JigNormalEquations *jig_normal_equations_new   (gsize                  n_columns,
                                                gsize                  n_outputs,
                                                GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void                jig_normal_equations_free  (JigNormalEquations    *self);

void                jig_normal_equations_start (JigNormalEquations    *self,
                                                const double          *weights,
                                                double                 lambda);
gboolean            jig_normal_equations_add   (JigNormalEquations    *self,
                                                const JigNormalBlock  *block,
                                                const JigProgress     *progress,
                                                GError               **error);
gboolean            jig_normal_equations_solve (JigNormalEquations    *self,
                                                double                *step,
                                                double                *decrease,
                                                GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigNormalEquations, jig_normal_equations_free)

G_END_DECLS
