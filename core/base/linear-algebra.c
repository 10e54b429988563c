#include "core/base/linear-algebra.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Products are summed in this many lanes: the same sum on every machine, in
 * whatever width it adds. */
#define N_LANES 8

static double
dot (const double *x,
     const double *y,
     gsize         n)
{
  double lanes[N_LANES] = { 0 };
  double sum = 0.0;
  gsize i = 0;

  for (; i + N_LANES <= n; i += N_LANES)
    for (gsize lane = 0; lane < N_LANES; lane++)
      lanes[lane] += x[i + lane] * y[i + lane];
  for (; i < n; i++)
    lanes[i % N_LANES] += x[i] * y[i];

  for (gsize lane = 0; lane < N_LANES; lane++)
    sum += lanes[lane];

  return sum;
}

/**
 * jig_cholesky_factor:
 * @matrix: (n, n), row-major, symmetric and positive definite; only its lower
 *   half is read, and overwritten with L such that L Lᵀ is what it was
 * @n: how many rows and columns it has
 * @error: return location for %JIG_ERROR_DATA
 *
 * Returns: %TRUE, or %FALSE with @error set and @matrix spoilt if it is not
 *   positive definite
 */
gboolean
jig_cholesky_factor (double  *matrix,
                     gsize    n,
                     GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      double *row = matrix + i * n;
      double pivot;

      for (gsize j = 0; j < i; j++)
        row[j] = (row[j] - dot (row, matrix + j * n, j)) / matrix[j * n + j];

      /* What rounding leaves of a pivot that should be 0 is no pivot. */
      pivot = row[i] - dot (row, row, i);
      if (!(pivot > 1e-14 * fabs (row[i])) || !isfinite (pivot))
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                       _("The matrix is not positive definite in row %zu."), i + 1);
          return FALSE;
        }
      row[i] = sqrt (pivot);
    }

  return TRUE;
}

/**
 * jig_cholesky_solve:
 * @factor: (n, n) what jig_cholesky_factor() made of a matrix
 * @n: how many rows and columns it has
 * @rhs: (n,) a right-hand side; becomes the solution
 */
void
jig_cholesky_solve (const double *factor,
                    gsize         n,
                    double       *rhs)
{
  for (gsize i = 0; i < n; i++)
    rhs[i] = (rhs[i] - dot (factor + i * n, rhs, i)) / factor[i * n + i];

  /* Backwards by columns of Lᵀ, which are rows of L. */
  for (gsize i = n; i-- > 0;)
    {
      rhs[i] /= factor[i * n + i];
      for (gsize j = 0; j < i; j++)
        rhs[j] -= factor[i * n + j] * rhs[i];
    }
}
