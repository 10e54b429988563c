#include "tests/support/bins.h"

#include <math.h>
#include <string.h>

void
jig_test_bins_round (JigTestBins *self,
                     gboolean     wide)
{
  g_assert_true (jig_gradient_round (self->gradient, self->grad, self->hess, wide, 7, NULL, NULL));
}

static void
derive (JigTestBins *self)
{
  const gsize n_rows = self->samples.view.n_rows;

  self->grad = g_new0 (float, n_rows + 1);
  self->hess = g_new0 (float, n_rows + 1);
  for (gsize row = 0; row < n_rows; row++)
    {
      self->grad[row] = (float) (-self->samples.targets[row] * self->samples.weights[row]);
      self->hess[row] = (float) self->samples.weights[row];
    }

  self->gradient = jig_gradient_new (n_rows, NULL);
  jig_test_bins_round (self, TRUE);
}

static void
bin_rows (JigTestBins *self,
          guint        max_bins)
{
  const gsize n_rows = self->samples.view.n_rows;
  const gsize n_features = self->samples.view.n_features;

  self->binning = jig_binning_new (&self->samples.view, max_bins, NULL, NULL);
  self->binned = jig_binned_new (self->binning, &self->samples.view, NULL, NULL);
  derive (self);

  self->rows = g_new0 (guint32, n_rows + 1);
  for (gsize row = 0; row < n_rows; row++)
    self->rows[row] = (guint32) row;
  self->columns = g_new0 (guint32, n_features + 1);
  for (gsize i = 0; i < n_features; i++)
    self->columns[i] = (guint32) i;
}

void
jig_test_bins_init (JigTestBins *self,
                    gsize        n_rows,
                    gsize        n_features,
                    double       missing,
                    guint        max_bins)
{
  jig_test_samples_init (&self->samples, JIG_TASK_REGRESSION, n_rows, n_features, missing, 9);
  bin_rows (self, max_bins);
}

void
jig_test_bins_fill (JigTestBins  *self,
                    gsize         n_rows,
                    gsize         n_features,
                    const double *features,
                    const double *targets)
{
  jig_test_samples_init (&self->samples, JIG_TASK_REGRESSION, n_rows, n_features, 0.0, 0);
  memcpy (self->samples.features, features, n_rows * n_features * sizeof *features);
  memcpy (self->samples.targets, targets, n_rows * sizeof *targets);
  for (gsize row = 0; row < n_rows; row++)
    self->samples.weights[row] = 1.0;
  bin_rows (self, JIG_BINNING_MAX_BINS);
}

void
jig_test_bins_clear (JigTestBins *self)
{
  g_clear_pointer (&self->binned, jig_binned_free);
  g_clear_pointer (&self->binning, jig_binning_free);
  g_clear_pointer (&self->gradient, jig_gradient_free);
  g_clear_pointer (&self->grad, g_free);
  g_clear_pointer (&self->hess, g_free);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->columns, g_free);
  jig_test_samples_clear (&self->samples);
}

static double
value_of (const JigTestBins *self,
          guint32            row,
          gsize              feature)
{
  return self->samples.features[row * self->samples.view.n_features + feature];
}

gboolean
jig_test_bins_goes_left (const JigTestBins *self,
                         const JigQuestion *question,
                         guint32            row)
{
  const float value = (float) value_of (self, row, question->feature);

  return isnan (value)
         ? question->missing_left
         : (double) value < jig_binning_get_cut (self->binning, question->feature, question->bin);
}

JigGradHess
jig_test_bins_sum (const JigTestBins *self,
                   const guint32     *rows,
                   gsize              n_rows)
{
  JigGradHess sum = { 0 };

  for (gsize i = 0; i < n_rows; i++)
    {
      const guint64 pair = self->gradient->pairs[rows[i]];

      sum.grad += (gint32) (pair >> 32);
      sum.hess += (gint64) (pair & G_MAXUINT32);
    }

  return sum;
}

/* G² / (H + lambda) of rows that all weigh something. */
static double
score (const JigTestBins   *self,
       const JigSplitRules *rules,
       JigGradHess          sum)
{
  const double grad = (double) sum.grad * self->gradient->grad_unit;

  return grad * grad / ((double) sum.hess * self->gradient->hess_unit + rules->lambda);
}

/* Whether any of the rows has no value, or has one in this bin. */
static gboolean
has_code (const JigTestBins *self,
          const guint32     *rows,
          gsize              n_rows,
          gsize              feature,
          guint              code)
{
  for (gsize i = 0; i < n_rows; i++)
    if (jig_binning_find (self->binning, feature, value_of (self, rows[i], feature)) == code)
      return TRUE;

  return FALSE;
}

static void
try_question (const JigTestBins   *self,
              const JigSplitRules *rules,
              const guint32       *rows,
              gsize                n_rows,
              JigQuestion          question,
              JigBestSplit        *best)
{
  const double least = rules->min_child_weight;
  JigGradHess sides[2] = { 0 };
  gsize n_left = 0;
  double scores;
  double gain;

  for (gsize i = 0; i < n_rows; i++)
    {
      const gboolean is_left = jig_test_bins_goes_left (self, &question, rows[i]);
      const JigGradHess own = jig_test_bins_sum (self, rows + i, 1);

      n_left += is_left ? 1 : 0;
      sides[is_left ? 0 : 1].grad += own.grad;
      sides[is_left ? 0 : 1].hess += own.hess;
    }

  if (n_left == 0 || n_left == n_rows ||
      (double) sides[0].hess * self->gradient->hess_unit < least ||
      (double) sides[1].hess * self->gradient->hess_unit < least)
    return;

  /* A gain that is no more than rounding is none. */
  scores = score (self, rules, sides[0]) + score (self, rules, sides[1]);
  gain = scores - score (self, rules, jig_test_bins_sum (self, rows, n_rows));
  if (gain > best->gain && gain >= rules->gamma && gain > 1e-6 && gain > 1e-10 * scores)
    *best = (JigBestSplit) { question, gain, sides[0], sides[1] };
}

void
jig_test_bins_split (const JigTestBins   *self,
                     const JigSplitRules *rules,
                     const guint32       *rows,
                     gsize                n_rows,
                     JigBestSplit        *best)
{
  *best = (JigBestSplit) { 0 };

  for (guint32 feature = 0; feature < self->samples.view.n_features; feature++)
    {
      const guint n_cuts = jig_binning_get_n_cuts (self->binning, feature);
      const gboolean has_missing = has_code (self, rows, n_rows, feature, n_cuts + 1);
      const double gain = best->gain;

      for (guint bin = 0; bin <= n_cuts; bin++)
        {
          if (!has_code (self, rows, n_rows, feature, bin))
            continue;
          try_question (self, rules, rows, n_rows,
                        (JigQuestion) { feature, (guint8) bin, FALSE }, best);
          if (has_missing)
            try_question (self, rules, rows, n_rows,
                          (JigQuestion) { feature, (guint8) bin, TRUE }, best);
        }

      if (best->gain > gain && !has_missing)
        best->question.missing_left = best->left.hess >= best->right.hess;
    }
}
