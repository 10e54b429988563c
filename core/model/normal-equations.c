#include "core/model/normal-equations.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/linear-algebra.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How many rows of the matrix a chunk fills. */
#define CHUNK_WEIGHTS 4

typedef struct
{
  JigNormalEquations   *equations;
  const JigNormalBlock *block;
} Addition;

/**
 * jig_normal_equations_new:
 * @n_columns: columns of a row
 * @n_outputs: margins of a row
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): equations that are all 0, or %NULL with @error set
 */
JigNormalEquations *
jig_normal_equations_new (gsize    n_columns,
                          gsize    n_outputs,
                          GError **error)
{
  g_autoptr(JigNormalEquations) self = g_new0 (JigNormalEquations, 1);

  self->n_columns = n_columns;
  self->n_outputs = n_outputs;
  self->n = n_columns * n_outputs;
  self->matrix = jig_alloc (self->n, self->n * sizeof *self->matrix, _("the equations"), error);
  if (self->matrix == NULL)
    return NULL;
  self->slope = jig_alloc (self->n, sizeof *self->slope, _("the equations"), error);

  return self->slope != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_normal_equations_free:
 * @self: (transfer full) (nullable): equations
 */
void
jig_normal_equations_free (JigNormalEquations *self)
{
  if (self == NULL)
    return;

  jig_free (self->matrix);
  jig_free (self->slope);
  g_free (self);
}

/**
 * jig_normal_equations_start:
 * @self: equations
 * @weights: (n,) where the step starts from
 * @lambda: half of it times the sum of squared weights is added to the loss
 *
 * Forgets all rows and begins with the penalty, which holds for every weight.
 */
void
jig_normal_equations_start (JigNormalEquations *self,
                            const double       *weights,
                            double              lambda)
{
  memset (self->matrix, 0, self->n * self->n * sizeof *self->matrix);
  for (gsize i = 0; i < self->n; i++)
    {
      self->matrix[i * self->n + i] = lambda;
      self->slope[i] = lambda * weights[i];
    }
}

/* y += factor * x */
static void
add_scaled (const double *x,
            double        factor,
            gsize         n,
            double       *y)
{
  for (gsize i = 0; i < n; i++)
    y[i] += factor * x[i];
}

/* Adds one row's share to one row of the matrix, right of the diagonal. */
static void
add_row (const JigNormalEquations *equations,
         const double             *row,
         const double             *bends,
         gsize                     output,
         gsize                     column,
         double                   *line)
{
  const gsize n_columns = equations->n_columns;

  add_scaled (row + column, bends[output] * row[column], n_columns - column,
              line + output * n_columns + column);
  for (gsize other = output + 1; other < equations->n_outputs; other++)
    add_scaled (row, bends[other] * row[column], n_columns, line + other * n_columns);
}

/* Each chunk owns some rows of the matrix and adds the data in their order, so
 * that neither chunks nor threads can be seen in the sums. */
static void
add_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Addition *addition = data;
  const JigNormalEquations *equations = addition->equations;
  const JigNormalBlock *block = addition->block;
  const gsize n_outputs = equations->n_outputs;

  for (gsize i = begin; i < end; i++)
    {
      const gsize output = i / equations->n_columns;
      const gsize column = i % equations->n_columns;

      for (gsize r = 0; r < block->n_rows; r++)
        {
          const double *row = block->rows + r * equations->n_columns;

          if (row[column] == 0.0)
            continue;
          equations->slope[i] += block->slopes[r * n_outputs + output] * row[column];
          add_row (equations, row, block->bends + (r * n_outputs + output) * n_outputs,
                   output, column, equations->matrix + i * equations->n);
        }
    }
}

/**
 * jig_normal_equations_add:
 * @self: equations
 * @block: some rows
 * @progress: (nullable): asked whether to stop
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_normal_equations_add (JigNormalEquations    *self,
                          const JigNormalBlock  *block,
                          const JigProgress     *progress,
                          GError               **error)
{
  Addition addition = { self, block };

  return jig_parallel_for_checked (self->n, CHUNK_WEIGHTS, add_chunk, &addition, progress, NULL,
                                   error);
}

/**
 * jig_normal_equations_solve:
 * @self: equations; spoilt until the next jig_normal_equations_start()
 * @step: (out caller-allocates): (n,) what to add to the weights
 * @decrease: (out): by how much the loss would fall if it were a parabola
 * @error: return location for %JIG_ERROR_DATA
 *
 * Returns: %TRUE, or %FALSE with @error set if there is no single solution
 */
gboolean
jig_normal_equations_solve (JigNormalEquations  *self,
                            double              *step,
                            double              *decrease,
                            GError             **error)
{
  gboolean is_good;

  for (gsize i = 0; i < self->n; i++)
    for (gsize j = 0; j < i; j++)
      self->matrix[i * self->n + j] = self->matrix[j * self->n + i];
  for (gsize i = 0; i < self->n; i++)
    step[i] = -self->slope[i];

  is_good = jig_cholesky_factor (self->matrix, self->n, NULL);
  if (is_good)
    jig_cholesky_solve (self->matrix, self->n, step);

  *decrease = 0.0;
  for (gsize i = 0; i < self->n; i++)
    *decrease -= 0.5 * self->slope[i] * step[i];

  if (is_good && isfinite (*decrease))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
               _("The linear model has no single solution: some features follow from others or are"
                 " far too large. Use a lambda above 0, or scale the features."));

  return FALSE;
}
