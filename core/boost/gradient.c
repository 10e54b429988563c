/* Derivatives as whole numbers.
 *
 * Sums of floats depend on their order; sums of integers do not. Each tree gets
 * its own units, powers of two, so that whole derivatives stay exact.
 *
 * Pairs are coarse, so that a sum of both derivatives is one 64-bit addition:
 * with 300,000 rows 12 bits each, rounded at random so that sums keep their
 * mean (Shi and others, "Quantized training of gradient boosting decision
 * trees", NeurIPS 2022). Where that is too coarse, because the largest
 * derivative dwarfs the others or there are few rows, pairs get 31 bits each and
 * their sums 64. Exact sums keep every bit of a float that matters. */

#include "core/boost/gradient.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/boost/boost-kernels.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHUNK_ROWS 8192

/* Packed sums stay below 2^31 units, and what they are made of below 2^16. */
#define PACKED_SUM_BITS 31
#define MAX_PACKED_BITS 16

/* Rounding shows unless there are that many bits and the mean is that many units. */
#define MIN_PACKED_BITS 8
#define MIN_MEAN        4.0

/* Packing multiplies floats. */
#define MAX_PACKED_SCALE 0x1p126

/* Of the largest derivatives where they are to be coarse: as many as the quantised
 * training of LightGBM has by default. */
#define COARSE_GRAD 2.0
#define COARSE_HESS 4.0
#define COARSE_BITS 3

#define WIDE_BITS 31

/* Exact sums stay below 2^62 units, and what they are made of below 2^51. */
#define EXACT_SUM_BITS 62
#define EXACT_BITS     51

typedef struct
{
  JigGradient     *gradient;
  JigGradientKind  kind;
  JigExtent       *extents;    /* (n_chunks,) */
  JigPacking       packing;
} Rounding;

/**
 * jig_gradient_new:
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): room for derivatives, or %NULL with @error set
 */
JigGradient *
jig_gradient_new (gsize    n_rows,
                  GError **error)
{
  g_autoptr(JigGradient) self = g_new0 (JigGradient, 1);

  self->n_rows = n_rows;
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
  jig_free (self->fine);
  g_free (self);
}

/* Second derivatives may be negative. */
static float
find_largest (const float *numbers,
              gsize        n_numbers)
{
  float largest = 0.0f;

  for (gsize i = 0; i < n_numbers; i++)
    largest = fmaxf (largest, fabsf (numbers[i]));

  return largest;
}

static void
measure_chunk (gsize    chunk,
               gsize    begin,
               gsize    end,
               gpointer data)
{
  const Rounding *rounding = data;
  const JigGradient *gradient = rounding->gradient;

  jig_boost_kernels_get ()->measure (gradient->grad + begin, gradient->hess + begin, end - begin,
                                     &rounding->extents[chunk]);
  if (rounding->kind == JIG_GRADIENT_FLOAT)
    rounding->extents[chunk].largest_hess = find_largest (gradient->hess + begin, end - begin);
}

static void
refine_rows (JigGradient *self,
             gsize        begin,
             gsize        end)
{
  for (gsize i = begin; i < end; i++)
    self->fine[i] = (JigGradHess) { llrint (self->grad[i] / self->grad_unit),
                                    llrint (self->hess[i] / self->hess_unit) };
}

static void
pack_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Rounding *rounding = data;
  const JigBoostKernels *kernels = jig_boost_kernels_get ();

  if (rounding->kind == JIG_GRADIENT_FLOAT)
    refine_rows (rounding->gradient, begin, end);
  else if (rounding->gradient->is_wide)
    kernels->pack_wide (&rounding->packing, begin, end);
  else
    kernels->pack (&rounding->packing, begin, end);
}

/* The largest power of two that keeps a value below 2^bits. */
static double
choose_scale (double largest,
              int    n_bits)
{
  int exponent;

  if (!(largest > 0.0))
    return 1.0;

  frexp (largest, &exponent);

  return ldexp (1.0, CLAMP (n_bits - exponent, -1000, 1000));
}

/* ceil (log2 (n_rows)) */
static int
count_bits (gsize n_rows)
{
  int n_bits = 0;

  while (n_bits < 62 && (gsize) 1 << n_bits < n_rows)
    n_bits++;

  return n_bits;
}

static JigExtent
add_up (const JigExtent *extents,
        gsize            n_chunks)
{
  JigExtent all = { 0 };

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    {
      all.largest_grad = MAX (all.largest_grad, extents[chunk].largest_grad);
      all.largest_hess = MAX (all.largest_hess, extents[chunk].largest_hess);
      all.sum_grad += extents[chunk].sum_grad;
      all.sum_hess += extents[chunk].sum_hess;
    }

  return all;
}

/* The scale at which the largest value is so many units. */
static double
choose_coarse (double largest,
               double n_units)
{
  return largest > 0.0 ? fmin (n_units / largest, MAX_PACKED_SCALE) : 1.0;
}

/* Powers of two. */
static void
choose_fine (JigPacking      *packing,
             const JigExtent *all,
             int              grad_bits,
             int              hess_bits)
{
  packing->grad_scale = choose_scale (all->largest_grad, grad_bits);
  packing->hess_scale = choose_scale (all->largest_hess, hess_bits);
}

/* FALSE: rounding would show, or sums not fit. */
static gboolean
choose_packed (Rounding        *rounding,
               const JigExtent *all,
               int              log_rows)
{
  JigPacking *packing = &rounding->packing;
  const double n_rows = (double) rounding->gradient->n_rows;
  const int n_bits = MIN (MAX_PACKED_BITS, PACKED_SUM_BITS - log_rows);

  if (rounding->kind == JIG_GRADIENT_COARSE)
    {
      packing->grad_scale = choose_coarse (all->largest_grad, COARSE_GRAD);
      packing->hess_scale = choose_coarse (all->largest_hess, COARSE_HESS);

      return n_bits >= COARSE_BITS;
    }

  choose_fine (packing, all, n_bits - 1, n_bits);
  packing->grad_scale = fmin (packing->grad_scale, MAX_PACKED_SCALE);
  packing->hess_scale = fmin (packing->hess_scale, MAX_PACKED_SCALE);

  return rounding->kind == JIG_GRADIENT_PACKED && n_bits >= MIN_PACKED_BITS &&
         all->sum_grad * packing->grad_scale >= MIN_MEAN * n_rows &&
         all->sum_hess * packing->hess_scale >= MIN_MEAN * n_rows;
}

static void
choose_units (Rounding        *rounding,
              const JigExtent *all)
{
  JigGradient *gradient = rounding->gradient;
  JigPacking *packing = &rounding->packing;
  const int log_rows = count_bits (gradient->n_rows);
  const int n_exact_bits = MIN (EXACT_BITS, EXACT_SUM_BITS - log_rows);

  gradient->is_wide = !choose_packed (rounding, all, log_rows);
  if (rounding->kind == JIG_GRADIENT_FLOAT)
    choose_fine (packing, all, n_exact_bits, n_exact_bits);
  else if (gradient->is_wide)
    choose_fine (packing, all, WIDE_BITS - 1, WIDE_BITS - 1);

  gradient->grad_unit = 1.0 / packing->grad_scale;
  gradient->hess_unit = 1.0 / packing->hess_scale;
  gradient->largest_hess = ceil (all->largest_hess * packing->hess_scale);
  gradient->fine_grad_unit = 1.0 / choose_scale (all->largest_grad, n_exact_bits);
  gradient->fine_hess_unit = 1.0 / choose_scale (all->largest_hess, n_exact_bits);
}

static gboolean
require_fine (JigGradient  *self,
              GError      **error)
{
  if (self->fine == NULL)
    self->fine = jig_alloc (self->n_rows, sizeof *self->fine, _("the derivatives"), error);

  return self->fine != NULL;
}

/**
 * jig_gradient_round:
 * @self: derivatives
 * @grad: (n_rows,) first derivatives; must outlive their use
 * @hess: (n_rows,) second derivatives; negative ones only as floats; likewise
 * @kind: how they are rounded
 * @key: different for every tree: how it is rounded depends on it and on the row
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
                    const float        *grad,
                    const float        *hess,
                    JigGradientKind     kind,
                    guint64             key,
                    const JigProgress  *progress,
                    GError            **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (self->n_rows, CHUNK_ROWS);
  jig_autofree JigExtent *extents = jig_alloc (n_chunks, sizeof *extents, _("the derivatives"),
                                               error);
  Rounding rounding = { self, kind, extents, { grad, hess, .key = (guint32) (key ^ key >> 32),
                                         .pairs = self->pairs } };
  JigExtent all;

  self->grad = grad;
  self->hess = hess;
  if (extents == NULL ||
      !jig_parallel_for_checked (self->n_rows, CHUNK_ROWS, measure_chunk, &rounding, progress,
                                 NULL, error))
    return FALSE;

  all = add_up (extents, n_chunks);
  if (!isfinite (all.sum_grad) || !isfinite (all.sum_hess))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("The labels or weights are too large: the loss cannot be computed."));
      return FALSE;
    }
  choose_units (&rounding, &all);
  if (kind == JIG_GRADIENT_FLOAT && !require_fine (self, error))
    return FALSE;
  if (kind != JIG_GRADIENT_FLOAT)
    g_clear_pointer (&self->fine, jig_free);

  return jig_parallel_for_checked (self->n_rows, CHUNK_ROWS, pack_chunk, &rounding, progress,
                                   NULL, error);
}

/**
 * jig_gradient_add:
 * @self: derivatives that have been rounded
 * @leaves: (n_rows,) to which leaf each row belongs
 * @begin: the first row to look at
 * @end: one past the last one
 * @sums: (n_leaves,) the exact sums of leaves, in fine units; to be added to
 */
void
jig_gradient_add (const JigGradient *self,
                  const guint32     *leaves,
                  gsize              begin,
                  gsize              end,
                  JigGradHess       *sums)
{
  const JigLeafSums own = { self->grad, self->hess, 1.0 / self->fine_grad_unit,
                            1.0 / self->fine_hess_unit, leaves, sums };

  jig_boost_kernels_get ()->add_leaves (&own, begin, end);
}
