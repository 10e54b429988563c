/* Derivatives as whole numbers.
 *
 * Sums of doubles depend on their order; sums of integers do not. Each tree gets
 * its own units, the smallest powers of two with which even the sum over all
 * rows fits 63 bits. With 300,000 rows that leaves 44 bits for the largest
 * derivative, and what is a multiple of the unit, such as a weight, is exact. */

#include "core/boost/gradient.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHUNK_ROWS 8192

/* Sums stay below 2^62 units, so that a parent less a child does too. */
#define SUM_BITS 62

typedef struct
{
  JigGradient  *gradient;
  const double *grad;         /* (n_rows,) */
  const double *hess;         /* (n_rows,) */
  double       *largest;      /* (n_chunks, 2) */
  double        grad_scale;   /* 1 / unit */
  double        hess_scale;
} Rounding;

/**
 * jig_gradient_new:
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): derivatives that are all 0, or %NULL with @error set
 */
JigGradient *
jig_gradient_new (gsize    n_rows,
                  GError **error)
{
  g_autoptr(JigGradient) self = g_new0 (JigGradient, 1);

  self->n_rows = n_rows;
  self->grad_unit = 1.0;
  self->hess_unit = 1.0;
  self->pairs = jig_alloc (n_rows, sizeof *self->pairs, _("the derivatives"), error);

  return self->pairs != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_gradient_free:
 * @self: (transfer full) (nullable): derivatives
 */
void
jig_gradient_free (JigGradient *self)
{
  if (self == NULL)
    return;

  jig_free (self->pairs);
  g_free (self);
}

/* NaN wins over every number, so that it cannot hide. */
static inline double
larger (double a,
        double b)
{
  return b > a || isnan (b) ? b : a;
}

static void
measure_chunk (gsize    chunk,
               gsize    begin,
               gsize    end,
               gpointer data)
{
  const Rounding *rounding = data;
  double grad = 0.0;
  double hess = 0.0;

  for (gsize i = begin; i < end; i++)
    {
      grad = larger (grad, fabs (rounding->grad[i]));
      hess = larger (hess, rounding->hess[i]);
    }

  rounding->largest[2 * chunk] = grad;
  rounding->largest[2 * chunk + 1] = hess;
}

static void
round_chunk (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Rounding *rounding = data;
  JigGradHess *pairs = rounding->gradient->pairs;

  for (gsize i = begin; i < end; i++)
    {
      pairs[i].grad = (gint64) rint (rounding->grad[i] * rounding->grad_scale);
      pairs[i].hess = (gint64) rint (rounding->hess[i] * rounding->hess_scale);
    }
}

/* The largest power of two that keeps n_rows times the largest value in bounds. */
static double
choose_scale (double largest,
              gsize  n_rows)
{
  int exponent;

  if (!(largest > 0.0))
    return 1.0;

  frexp (largest * (double) n_rows, &exponent);

  return ldexp (1.0, CLAMP (SUM_BITS - exponent, -1000, 1000));
}

static gboolean
find_scales (Rounding  *rounding,
             gsize      n_chunks,
             GError   **error)
{
  const gsize n_rows = rounding->gradient->n_rows;
  double grad = 0.0;
  double hess = 0.0;

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    {
      grad = larger (grad, rounding->largest[2 * chunk]);
      hess = larger (hess, rounding->largest[2 * chunk + 1]);
    }

  if (!isfinite (grad * (double) n_rows) || !isfinite (hess * (double) n_rows))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("The labels or weights are too large: the loss cannot be computed."));
      return FALSE;
    }

  rounding->grad_scale = choose_scale (grad, n_rows);
  rounding->hess_scale = choose_scale (hess, n_rows);

  return TRUE;
}

/**
 * jig_gradient_round:
 * @self: derivatives
 * @grad: (n_rows,) first derivatives
 * @hess: (n_rows,) second derivatives, not negative
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_MEMORY or
 *   %G_IO_ERROR_CANCELLED
 *
 * Chooses the units and rounds to them.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_gradient_round (JigGradient        *self,
                    const double       *grad,
                    const double       *hess,
                    const JigProgress  *progress,
                    GError            **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (self->n_rows, CHUNK_ROWS);
  jig_autofree double *largest = jig_alloc (n_chunks, 2 * sizeof *largest, _("the derivatives"),
                                            error);
  Rounding rounding = { self, grad, hess, largest };

  if (largest == NULL ||
      !jig_parallel_for_checked (self->n_rows, CHUNK_ROWS, measure_chunk, &rounding, progress,
                                 NULL, error) ||
      !find_scales (&rounding, n_chunks, error))
    return FALSE;

  self->grad_unit = 1.0 / rounding.grad_scale;
  self->hess_unit = 1.0 / rounding.hess_scale;

  return jig_parallel_for_checked (self->n_rows, CHUNK_ROWS, round_chunk, &rounding, progress,
                                   NULL, error);
}
