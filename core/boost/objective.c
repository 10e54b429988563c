#include "core/boost/objective.h"

#include "core/base/alloc.h"
#include "core/base/elementary.h"
#include "core/base/parallel.h"
#include "core/model/baseline.h"
#include "core/model/likelihood.h"
#include "core/model/softmax.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHUNK_ROWS 4096

/* Where a share of rows of 0 or 1 would give an infinite margin. */
#define MIN_SHARE 1e-6

/* A certain row still weighs something, so that its node has a cover. */
#define MIN_HESSIAN 1e-16

static inline double
weight_of (const JigSamples *samples,
           gsize             row)
{
  return samples->weights != NULL ? samples->weights[row] : 1.0;
}

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
squared_derive (const JigSamples *samples,
                const double     *margins,
                guint             n_outputs,
                gsize             begin,
                gsize             end,
                double           *grad,
                double           *hess)
{
  for (gsize row = begin; row < end; row++)
    {
      const double weight = weight_of (samples, row);

      grad[row] = weight * (margins[row] - samples->targets[row]);
      hess[row] = weight;
    }
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
logistic_derive (const JigSamples *samples,
                 const double     *margins,
                 guint             n_outputs,
                 gsize             begin,
                 gsize             end,
                 double           *grad,
                 double           *hess)
{
  for (gsize row = begin; row < end; row++)
    {
      const double weight = weight_of (samples, row);
      const double p = jig_sigmoid (margins[row]);

      grad[row] = weight * (p - samples->targets[row]);
      hess[row] = weight * MAX (p * (1.0 - p), MIN_HESSIAN);
    }
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
softmax_derive (const JigSamples *samples,
                const double     *margins,
                guint             n_outputs,
                gsize             begin,
                gsize             end,
                double           *grad,
                double           *hess)
{
  for (gsize row = begin; row < end; row++)
    {
      const double *own = margins + row * n_outputs;
      const double weight = weight_of (samples, row);
      double largest;
      const double sum = jig_softmax_sum (own, n_outputs, &largest);

      for (gsize k = 0; k < n_outputs; k++)
        {
          const double p = jig_exp (own[k] - largest) / sum;
          const double truth = (gsize) samples->targets[row] == k ? 1.0 : 0.0;

          grad[k * samples->n_rows + row] = weight * (p - truth);
          hess[k * samples->n_rows + row] = weight * MAX (2.0 * p * (1.0 - p), MIN_HESSIAN);
        }
    }
}

static const JigObjective objectives[] = {
  [JIG_TASK_REGRESSION] =
    { JIG_TASK_REGRESSION, "squared", squared_start, squared_derive, identity },
  [JIG_TASK_BINARY] =
    { JIG_TASK_BINARY, "logistic", logistic_start, logistic_derive, logit },
  [JIG_TASK_MULTICLASS] =
    { JIG_TASK_MULTICLASS, "softmax", softmax_start, softmax_derive, identity },
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
  const JigSamples   *samples;
  const double       *margins;    /* (n_rows, n_outputs) */
  guint               n_outputs;
  double             *grad;       /* (n_outputs, n_rows) */
  double             *hess;       /* (n_outputs, n_rows) */
  double             *sums;       /* (n_chunks,) */
} Pass;

static void
derive_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Pass *pass = data;

  pass->objective->derive (pass->samples, pass->margins, pass->n_outputs, begin, end,
                           pass->grad, pass->hess);
}

/**
 * jig_objective_derive:
 * @self: a loss
 * @samples: the rows
 * @margins: (n_rows, n_outputs), row-major
 * @n_outputs: how many margins each row has
 * @grad: (out caller-allocates): (n_outputs, n_rows) first derivatives, times
 *   the rows' weights
 * @hess: (out caller-allocates): (n_outputs, n_rows) second derivatives, likewise
 * @progress: (nullable): where to report
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_objective_derive (const JigObjective  *self,
                      const JigSamples    *samples,
                      const double        *margins,
                      guint                n_outputs,
                      double              *grad,
                      double              *hess,
                      const JigProgress   *progress,
                      GError             **error)
{
  Pass pass = { self, samples, margins, n_outputs, grad, hess };

  return jig_parallel_for_checked (samples->n_rows, CHUNK_ROWS, derive_chunk, &pass, progress,
                                   NULL, error);
}

static void
sum_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Pass *pass = data;
  double sum = 0.0;

  for (gsize row = begin; row < end; row++)
    sum += weight_of (pass->samples, row) *
           jig_likelihood_loss (pass->objective->task, pass->margins + row * pass->n_outputs,
                                pass->n_outputs, pass->samples->targets[row]);

  pass->sums[chunk] = sum;
}

static double
total_weight (const JigSamples *samples)
{
  double total = 0.0;

  if (samples->weights == NULL)
    return (double) samples->n_rows;

  for (gsize begin = 0; begin < samples->n_rows; begin += CHUNK_ROWS)
    {
      double part = 0.0;

      for (gsize row = begin; row < MIN (begin + CHUNK_ROWS, samples->n_rows); row++)
        part += samples->weights[row];
      total += part;
    }

  return total;
}

/**
 * jig_objective_loss:
 * @self: a loss
 * @samples: the rows
 * @margins: (n_rows, n_outputs), row-major
 * @n_outputs: how many margins each row has
 * @loss: (out): the weighted mean as people read it: RMSE or log-loss; NaN if
 *   nothing weighs anything
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set and @loss as it was
 */
gboolean
jig_objective_loss (const JigObjective  *self,
                    const JigSamples    *samples,
                    const double        *margins,
                    guint                n_outputs,
                    double              *loss,
                    const JigProgress   *progress,
                    GError             **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (samples->n_rows, CHUNK_ROWS);
  jig_autofree double *sums = jig_alloc (n_chunks, sizeof *sums, _("the loss"), error);
  Pass pass = { self, samples, margins, n_outputs, .sums = sums };
  double sum = 0.0;

  if (sums == NULL ||
      !jig_parallel_for_checked (samples->n_rows, CHUNK_ROWS, sum_chunk, &pass, progress, NULL,
                                 error))
    return FALSE;

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    sum += sums[chunk];
  *loss = jig_likelihood_read (self->task, sum / total_weight (samples));

  return TRUE;
}
