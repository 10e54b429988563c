#include "tests/support/bins.h"

#include "core/base/random.h"

#include <math.h>
#include <string.h>

void
jig_test_bins_round (JigTestBins     *self,
                     JigGradientKind  kind)
{
  g_assert_true (jig_gradient_round (self->gradient, self->grad, self->hess, kind, 7, NULL, NULL));
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
  jig_test_bins_round (self, JIG_GRADIENT_WIDE);
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
jig_test_bins_init_levels (JigTestBins   *self,
                           gsize          n_rows,
                           const guint32 *levels,
                           gsize          n_features,
                           double         missing)
{
  JigTestSamples *samples = &self->samples;
  JigRandom random;

  jig_test_samples_init (samples, JIG_TASK_REGRESSION, n_rows, n_features, missing, 9);
  samples->view.levels = levels;

  /* Low codes are frequent, and what a level says has nothing to do with its code. */
  jig_random_init (&random, 9, "test-bins", 0);
  for (gsize i = 0; i < n_rows * n_features; i++)
    {
      const guint32 n_levels = levels[i % n_features];
      const double share = jig_random_double (&random);
      const double code = floor (share * share * n_levels);

      if (n_levels == 0 || isnan (samples->features[i]))
        continue;
      samples->features[i] = code;
      samples->targets[i / n_features] += sin (5.0 * code);
    }
  bin_rows (self, JIG_BINNING_MAX_BINS);
}

void
jig_test_bins_fill_levels (JigTestBins   *self,
                           gsize          n_rows,
                           const guint32 *levels,
                           gsize          n_features,
                           const double  *features,
                           const double  *targets)
{
  jig_test_samples_init (&self->samples, JIG_TASK_REGRESSION, n_rows, n_features, 0.0, 0);
  memcpy (self->samples.features, features, n_rows * n_features * sizeof *features);
  memcpy (self->samples.targets, targets, n_rows * sizeof *targets);
  for (gsize row = 0; row < n_rows; row++)
    self->samples.weights[row] = 1.0;
  self->samples.view.levels = levels;
  bin_rows (self, JIG_BINNING_MAX_BINS);
}

void
jig_test_bins_fill (JigTestBins  *self,
                    gsize         n_rows,
                    gsize         n_features,
                    const double *features,
                    const double *targets)
{
  jig_test_bins_fill_levels (self, n_rows, NULL, n_features, features, targets);
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

  if (question->is_set)
    return !jig_level_set_holds (&question->set, value);

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
      const JigGradHess own = self->gradient->fine != NULL
                              ? self->gradient->fine[rows[i]]
                              : (JigGradHess) { (gint32) (pair >> 32),
                                                (gint64) (pair & G_MAXUINT32) };

      sum.grad += own.grad;
      sum.hess += own.hess;
    }

  return sum;
}

/* As numbers, with how many of the rows weigh something. */
static JigSum
read_rows (const JigTestBins *self,
           const guint32     *rows,
           gsize              n_rows)
{
  const JigGradHess sum = jig_test_bins_sum (self, rows, n_rows);
  double n_heavy = 0.0;

  for (gsize i = 0; i < n_rows; i++)
    n_heavy += self->hess[rows[i]] > 0.0f ? 1.0 : 0.0;

  return (JigSum) { (double) sum.grad * self->gradient->grad_unit,
                    (double) sum.hess * self->gradient->hess_unit, n_heavy };
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

/* What the question sends left, then what it sends right. */
static void
part_rows (const JigTestBins *self,
           const guint32     *rows,
           gsize              n_rows,
           const JigQuestion *question,
           guint32           *parted,
           gsize             *n_left)
{
  *n_left = 0;
  for (gsize i = 0; i < n_rows; i++)
    if (jig_test_bins_goes_left (self, question, rows[i]))
      parted[(*n_left)++] = rows[i];
  for (gsize i = 0, n = *n_left; i < n_rows; i++)
    if (!jig_test_bins_goes_left (self, question, rows[i]))
      parted[n++] = rows[i];
}

static gboolean
is_allowed (const JigSplitRules *rules,
            guint32              feature,
            const JigSum         sides[2],
            const double         weights[2])
{
  const gint8 direction = rules->directions != NULL ? rules->directions[feature] : 0;

  for (guint i = 0; i < 2; i++)
    if (sides[i].hess < rules->min_child_weight || sides[i].n_rows < (double) rules->min_rows)
      return FALSE;

  return (direction <= 0 || weights[0] <= weights[1]) &&
         (direction >= 0 || weights[0] >= weights[1]);
}

static void
try_question (const JigTestBins   *self,
              const JigSplitRules *rules,
              const JigSplitScope *scope,
              const guint32       *rows,
              gsize                n_rows,
              JigQuestion          question,
              JigBestSplit        *best)
{
  const JigSum all = read_rows (self, rows, n_rows);
  const double weight = jig_split_weight (rules, all, scope);
  const JigSplitScope below = { scope->lower, scope->upper, weight };
  g_autofree guint32 *parted = g_new0 (guint32, n_rows + 1);
  JigSum sides[2];
  double weights[2];
  gsize n_left;
  double scores;
  double gain;

  part_rows (self, rows, n_rows, &question, parted, &n_left);
  if (n_left == 0 || n_left == n_rows)
    return;

  sides[0] = read_rows (self, parted, n_left);
  sides[1] = read_rows (self, parted + n_left, n_rows - n_left);
  for (guint i = 0; i < 2; i++)
    weights[i] = jig_split_weight (rules, sides[i], &below);
  if (!is_allowed (rules, question.feature, sides, weights))
    return;

  /* A gain that is no more than rounding is none. */
  scores = jig_split_score (rules, sides[0], weights[0]) +
           jig_split_score (rules, sides[1], weights[1]);
  gain = scores - jig_split_score (rules, all, weight);
  if (!(gain > best->gain && gain >= rules->gamma && gain > 1e-6 && gain > 1e-10 * scores))
    return;

  *best = (JigBestSplit) { question, gain, jig_test_bins_sum (self, parted, n_left),
                           jig_test_bins_sum (self, parted + n_left, n_rows - n_left) };
  jig_split_part (rules, question.feature, sides[0], sides[1], scope, &best->left_scope,
                  &best->right_scope);
}

void
jig_test_bins_split (const JigTestBins   *self,
                     const JigSplitRules *rules,
                     const JigSplitScope *scope,
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
          try_question (self, rules, scope, rows, n_rows,
                        (JigQuestion) { feature, (guint8) bin, FALSE }, best);
          if (has_missing)
            try_question (self, rules, scope, rows, n_rows,
                          (JigQuestion) { feature, (guint8) bin, TRUE }, best);
        }

      if (best->gain > gain && !has_missing)
        best->question.missing_left = best->left.hess >= best->right.hess;
    }
}
