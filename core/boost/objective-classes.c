/* Losses of classes. Tested by tests/core/boost/objective.c. */

#include "core/base/elementary.h"
#include "core/boost/objective-private.h"
#include "core/model/baseline.h"

#include <math.h>

/* Where a share of rows of 0 or 1 would give an infinite margin. */
#define MIN_SHARE 1e-6

static double
clip_share (double share)
{
  return CLAMP (share, MIN_SHARE, 1.0 - MIN_SHARE);
}

/* Logistic loss, log (1 + e^m) - y m: g = p - y, h = p (1 - p). */

static gboolean
logistic_start (const JigFit  *fit,
                double         shape,
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

const JigObjective jig_objective_logistic = {
  .id = "logistic",
  .task = JIG_TASK_BINARY,
  .link = JIG_LINK_LOGISTIC,
  .start = logistic_start,
  .derive = logistic_derive,
  .sum = logistic_sum,
  .read = jig_objective_read_mean,
  .to_margin = logit,
};

/* Softmax loss: g = p - [y = k], h = 2 p (1 - p). */

static gboolean
softmax_start (const JigFit  *fit,
               double         shape,
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

const JigObjective jig_objective_softmax = {
  .id = "softmax",
  .task = JIG_TASK_MULTICLASS,
  .link = JIG_LINK_SOFTMAX,
  .start = softmax_start,
  .derive = softmax_derive,
  .sum = softmax_sum,
  .read = jig_objective_read_mean,
  .to_margin = jig_objective_identity,
};
