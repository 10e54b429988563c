#include "core/boost/objective.h"

#include "core/base/alloc.h"
#include "core/base/elementary.h"
#include "core/base/parallel.h"
#include "core/model/baseline.h"
#include "core/model/likelihood.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHUNK_ROWS 4096

/* Where a share of rows of 0 or 1 would give an infinite margin. */
#define MIN_SHARE 1e-6

static double
clip_share (double share)
{
  return CLAMP (share, MIN_SHARE, 1.0 - MIN_SHARE);
}

/* Squared loss, 1/2 (m - y)^2: g = m - y, h = 1. */

static gboolean
squared_start (const JigFit  *fit,
               double        *margins,
               GError       **error)
{
  g_auto(JigBaseline) baseline = { 0 };

  if (!jig_baseline_fit (fit->task, fit->n_classes, fit->samples, &baseline, error))
    return FALSE;

  margins[0] = baseline.mean;

  return TRUE;
}

static void
squared_derive (const JigLossRows *rows,
                gsize              begin,
                gsize              end)
{
  for (gsize row = begin; row < end; row++)
    {
      const float weight = rows->weights != NULL ? (float) rows->weights[row] : 1.0f;

      rows->grad[row] = weight * (rows->margins[row] - (float) rows->targets[row]);
      rows->hess[row] = weight;
    }
}

static double
squared_sum (const JigLossRows *rows,
             gsize              begin,
             gsize              end)
{
  double sum = 0.0;

  for (gsize row = begin; row < end; row++)
    {
      const double weight = rows->weights != NULL ? rows->weights[row] : 1.0;
      const double error = (double) rows->margins[row] - rows->targets[row];

      sum += 0.5 * weight * error * error;
    }

  return sum;
}

static gboolean
identity (double  score,
          double *margin)
{
  *margin = score;

  return isfinite (score);
}

/* Logistic loss, log (1 + e^m) - y m: g = p - y, h = p (1 - p). */

static gboolean
logistic_start (const JigFit  *fit,
                double        *margins,
                GError       **error)
{
  g_auto(JigBaseline) baseline = { 0 };

  if (!jig_baseline_fit (fit->task, fit->n_classes, fit->samples, &baseline, error))
    return FALSE;

  margins[0] = jig_logit (clip_share (baseline.shares[1]));

  return TRUE;
}

static void
logistic_derive (const JigLossRows *rows,
                 gsize              begin,
                 gsize              end)
{
  jig_boost_kernels_get ()->logistic (rows, begin, end);
}

static double
logistic_sum (const JigLossRows *rows,
              gsize              begin,
              gsize              end)
{
  return jig_boost_kernels_get ()->logistic_loss (rows, begin, end);
}

static gboolean
logit (double  score,
       double *margin)
{
  if (!(score > 0.0 && score < 1.0))
    return FALSE;

  *margin = jig_logit (score);

  return TRUE;
}

/* Softmax loss: g = p - [y = k], h = 2 p (1 - p). */

static gboolean
softmax_start (const JigFit  *fit,
               double        *margins,
               GError       **error)
{
  g_auto(JigBaseline) baseline = { 0 };

  if (!jig_baseline_fit (fit->task, fit->n_classes, fit->samples, &baseline, error))
    return FALSE;

  for (guint k = 0; k < fit->n_classes; k++)
    margins[k] = jig_log (clip_share (baseline.shares[k]));

  return TRUE;
}

static void
softmax_derive (const JigLossRows *rows,
                gsize              begin,
                gsize              end)
{
  jig_boost_kernels_get ()->softmax (rows, begin, end);
}

static double
softmax_sum (const JigLossRows *rows,
             gsize              begin,
             gsize              end)
{
  return jig_boost_kernels_get ()->softmax_loss (rows, begin, end);
}

static const JigObjective objectives[] = {
  [JIG_TASK_REGRESSION] =
    { JIG_TASK_REGRESSION, "squared", squared_start, squared_derive, squared_sum, identity },
  [JIG_TASK_BINARY] =
    { JIG_TASK_BINARY, "logistic", logistic_start, logistic_derive, logistic_sum, logit },
  [JIG_TASK_MULTICLASS] =
    { JIG_TASK_MULTICLASS, "softmax", softmax_start, softmax_derive, softmax_sum, identity },
};

/**
 * jig_objective_of_task:
 * @task: what is to be predicted
 *
 * Returns: squared loss for numbers, logistic loss for two classes, softmax loss
 *   for several
 */
const JigObjective *
jig_objective_of_task (JigTask task)
{
  g_return_val_if_fail ((guint) task < G_N_ELEMENTS (objectives), NULL);

  return &objectives[task];
}

typedef struct
{
  const JigObjective *objective;
  const JigLossRows  *rows;
  double             *sums;       /* (n_chunks,) */
} Pass;

static void
derive_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Pass *pass = data;

  pass->objective->derive (pass->rows, begin, end);
}

/**
 * jig_objective_derive:
 * @self: a loss
 * @rows: the rows; their derivatives are set, times the rows' weights
 * @progress: (nullable): asked whether to stop
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_objective_derive (const JigObjective  *self,
                      const JigLossRows   *rows,
                      const JigProgress   *progress,
                      GError             **error)
{
  Pass pass = { self, rows };

  return jig_parallel_for_checked (rows->n_rows, CHUNK_ROWS, derive_chunk, &pass, progress,
                                   NULL, error);
}

static void
sum_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Pass *pass = data;

  pass->sums[chunk] = pass->objective->sum (pass->rows, begin, end);
}

static double
total_weight (const JigLossRows *rows)
{
  double total = 0.0;

  if (rows->weights == NULL)
    return (double) rows->n_rows;

  for (gsize begin = 0; begin < rows->n_rows; begin += CHUNK_ROWS)
    {
      double part = 0.0;

      for (gsize row = begin; row < MIN (begin + CHUNK_ROWS, rows->n_rows); row++)
        part += rows->weights[row];
      total += part;
    }

  return total;
}

/**
 * jig_objective_loss:
 * @self: a loss
 * @rows: the rows
 * @loss: (out): the weighted mean as people read it: RMSE or log-loss; NaN if
 *   nothing weighs anything
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set and @loss as it was
 */
gboolean
jig_objective_loss (const JigObjective  *self,
                    const JigLossRows   *rows,
                    double              *loss,
                    const JigProgress   *progress,
                    GError             **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (rows->n_rows, CHUNK_ROWS);
  jig_autofree double *sums = jig_alloc (n_chunks, sizeof *sums, _("the loss"), error);
  Pass pass = { self, rows, sums };
  double sum = 0.0;

  if (sums == NULL ||
      !jig_parallel_for_checked (rows->n_rows, CHUNK_ROWS, sum_chunk, &pass, progress, NULL,
                                 error))
    return FALSE;

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    sum += sums[chunk];
  *loss = jig_likelihood_read (self->task, sum / total_weight (rows));

  return TRUE;
}
