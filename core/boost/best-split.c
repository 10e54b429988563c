#include "core/boost/best-split.h"

#include "core/base/parallel.h"
#include "core/boost/boost-kernels.h"

#include <math.h>

/* How many features make it worth to share the search, and how many parts there
 * are at most. */
#define MIN_CHUNK_COLUMNS 64
#define MAX_CHUNKS        64

/* Below this a gain is rounding. */
#define MIN_GAIN          1e-6
#define MIN_RELATIVE_GAIN 1e-10

/* Many times what a score in floats can be off by. */
#define SCORE_ERROR 1e-4

typedef struct
{
  const JigSplitRules   *rules;
  const JigBinned       *binned;
  const JigGradient     *gradient;
  const JigBoostKernels *kernels;
  gconstpointer          histogram;
  JigGradHess            sum;           /* of the node */
  double                 score;         /* of the node */
  gint64                 least_hess;    /* of a child, in units */
  const guint32         *columns;       /* (n_columns,) */
  gsize                  chunk_columns;
  JigBestSplit           best[MAX_CHUNKS];
} Search;

/**
 * jig_split_score:
 * @rules: the rules
 * @sum: of some rows
 *
 * Returns: G² / (H + lambda), twice what the best value for these rows takes off
 *   the loss
 */
double
jig_split_score (const JigSplitRules *rules,
                 JigSum               sum)
{
  const double hess = sum.hess + rules->lambda;

  return hess > 0.0 ? sum.grad * sum.grad / hess : 0.0;
}

/**
 * jig_split_weight:
 * @rules: the rules
 * @sum: of some rows
 *
 * Returns: -G / (H + lambda), the best value for these rows
 */
double
jig_split_weight (const JigSplitRules *rules,
                  JigSum               sum)
{
  const double hess = sum.hess + rules->lambda;

  /* 0 and not -0: the sum of a node may be exactly 0. */
  return hess > 0.0 && sum.grad != 0.0 ? -sum.grad / hess : 0.0;
}

/**
 * jig_split_gain:
 * @rules: the rules
 * @left: of the rows that go left
 * @right: of the others
 *
 * Returns: GL² / (HL + lambda) + GR² / (HR + lambda) - G² / (H + lambda): by how
 *   much the split lowers twice the loss. There is no 1/2 in it, as XGBoost
 *   prints it; Chen and Guestrin, "XGBoost", 2016, equation 7, has one
 */
double
jig_split_gain (const JigSplitRules *rules,
                JigSum               left,
                JigSum               right)
{
  const JigSum both = { left.grad + right.grad, left.hess + right.hess };

  return jig_split_score (rules, left) + jig_split_score (rules, right) -
         jig_split_score (rules, both);
}

static inline JigSum
read_sum (const JigGradient *gradient,
          JigGradHess        sum)
{
  return (JigSum) { (double) sum.grad * gradient->grad_unit,
                    (double) sum.hess * gradient->hess_unit };
}

static inline JigGradHess
subtract (JigGradHess a,
          JigGradHess b)
{
  return (JigGradHess) { a.grad - b.grad, a.hess - b.hess };
}

/* The gain in doubles; 0 if it is not worth a split. */
static double
weigh (const Search *search,
       JigGradHess   left)
{
  const JigGradHess right = subtract (search->sum, left);
  const double scores = jig_split_score (search->rules, read_sum (search->gradient, left)) +
                        jig_split_score (search->rules, read_sum (search->gradient, right));
  const double gain = scores - search->score;

  if (!(gain > MIN_GAIN) || gain < search->rules->gamma || gain <= MIN_RELATIVE_GAIN * scores ||
      !isfinite (gain))
    return 0.0;

  return gain;
}

/* What is left of a question after the bins up to it. */
static JigGradHess
sum_left (const Search           *search,
          const JigBinnedFeature *feature,
          const JigQuestion      *question)
{
  JigGradHess left = { 0 };

  for (guint32 bin = 0; bin <= question->bin; bin++)
    {
      const JigGradHess cell = jig_histogram_get (search->gradient, search->histogram,
                                                  feature->first_cell + bin);

      left.grad += cell.grad;
      left.hess += cell.hess;
    }
  if (question->missing_left)
    {
      const JigGradHess missing = jig_histogram_get (search->gradient, search->histogram,
                                                     feature->first_cell + feature->n_bins);

      left.grad += missing.grad;
      left.hess += missing.hess;
    }

  return left;
}

/* The last bin too if there can be a threshold above it: then only missing values
 * go right. */
static guint
count_questions (const Search           *search,
                 const JigBinnedFeature *feature,
                 guint32                 column,
                 JigGradHess             missing)
{
  const gboolean asks_missing = (missing.hess != 0 || missing.grad != 0) &&
                                jig_binning_is_bounded (search->binned->binning, column);

  return feature->n_bins - (asks_missing ? 0 : 1);
}

/* FALSE too if floats say that the best one of all features stays the best. */
static gboolean
scan_packed (const Search           *search,
             const JigBinnedFeature *feature,
             guint                   n_questions,
             double                  best_gain,
             JigQuestion            *question)
{
  const JigGradient *gradient = search->gradient;
  const double unit = gradient->grad_unit * gradient->grad_unit / gradient->hess_unit;
  const guint64 *cells = (const guint64 *) search->histogram + feature->first_cell;
  JigSplitScan scan = {
    .cells = cells,
    .n_bins = n_questions,
    .missing = cells[feature->n_bins],
    .total = ((guint64) search->sum.grad << 32) + (guint64) search->sum.hess,
    .least_hess = (guint32) search->least_hess,
    .lambda = (float) (search->rules->lambda / gradient->hess_unit),
  };

  if (!search->kernels->scan (&scan) ||
      (double) scan.score * unit * (1.0 + SCORE_ERROR) < best_gain + search->score)
    return FALSE;

  question->bin = (guint8) scan.bin;
  question->missing_left = scan.missing_left;

  return TRUE;
}

/* Keeps the question if it is allowed and strictly better. */
static void
consider (const Search *search,
          JigGradHess   left,
          guint         bin,
          gboolean      missing_left,
          double       *best,
          JigQuestion  *question)
{
  const JigGradHess right = subtract (search->sum, left);
  double scores;

  if (left.hess < search->least_hess || right.hess < search->least_hess)
    return;

  scores = jig_split_score (search->rules, read_sum (search->gradient, left)) +
           jig_split_score (search->rules, read_sum (search->gradient, right));
  if (!(scores > *best))
    return;

  *best = scores;
  question->bin = (guint8) bin;
  question->missing_left = missing_left;
}

static gboolean
scan_wide (const Search           *search,
           const JigBinnedFeature *feature,
           guint                   n_questions,
           JigGradHess             missing,
           JigQuestion            *question)
{
  JigGradHess left = { 0 };
  double best = -1.0;

  for (guint bin = 0; bin < n_questions; bin++)
    {
      const JigGradHess cell = jig_histogram_get (search->gradient, search->histogram,
                                                  feature->first_cell + bin);

      left.grad += cell.grad;
      left.hess += cell.hess;
      consider (search, left, bin, FALSE, &best, question);
      if ((missing.hess != 0 || missing.grad != 0) && left.hess > 0)
        consider (search, (JigGradHess) { left.grad + missing.grad, left.hess + missing.hess },
                  bin, TRUE, &best, question);
    }

  return best >= 0.0;
}

static void
search_column (const Search *search,
               guint32       column,
               JigBestSplit *best)
{
  const JigBinnedFeature *feature = &search->binned->features[column];
  const JigGradHess missing = jig_histogram_get (search->gradient, search->histogram,
                                                 feature->first_cell + feature->n_bins);
  const guint n_questions = count_questions (search, feature, column, missing);
  JigQuestion question = { column };
  JigGradHess left;
  double gain;

  if (n_questions == 0 ||
      !(search->gradient->is_wide
        ? scan_wide (search, feature, n_questions, missing, &question)
        : scan_packed (search, feature, n_questions, best->gain, &question)))
    return;

  left = sum_left (search, feature, &question);
  gain = weigh (search, left);
  if (!(gain > best->gain))
    return;

  *best = (JigBestSplit) { question, gain, left, subtract (search->sum, left) };
  /* Where no row of the node is without a value, missing ones will follow the
   * heavier child. */
  if (missing.hess == 0 && missing.grad == 0)
    best->question.missing_left = best->left.hess >= best->right.hess;
}

static void
search_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  Search *search = data;

  search->best[chunk] = (JigBestSplit) { 0 };
  for (gsize i = begin; i < end; i++)
    search_column (search, search->columns[i], &search->best[chunk]);
}

/**
 * jig_best_split_find:
 * @rules: when a split is allowed
 * @binned: the rows
 * @gradient: their derivatives
 * @histogram: of a node
 * @sum: of all pairs of the node, in units
 * @columns: (n_columns,) the features that may be asked for, rising
 * @n_columns: how many these are
 * @best: (out): the best split; its gain is 0 if there is none
 *
 * Finds the question with the greatest jig_split_gain(). Of equal gains the one
 * of the lower feature wins, then of the lower bin, then missing values to the
 * right. Missing values never go left alone: that they are missing is asked above
 * the last bin.
 */
void
jig_best_split_find (const JigSplitRules *rules,
                     const JigBinned     *binned,
                     const JigGradient   *gradient,
                     gconstpointer        histogram,
                     JigGradHess          sum,
                     const guint32       *columns,
                     gsize                n_columns,
                     JigBestSplit        *best)
{
  const gsize chunk_columns = MAX (MIN_CHUNK_COLUMNS, (n_columns + MAX_CHUNKS - 1) / MAX_CHUNKS);
  const double least = ceil (rules->min_child_weight / gradient->hess_unit);
  Search search;

  search.rules = rules;
  search.binned = binned;
  search.gradient = gradient;
  search.kernels = jig_boost_kernels_get ();
  search.histogram = histogram;
  search.sum = sum;
  search.score = jig_split_score (rules, read_sum (gradient, sum));
  search.columns = columns;
  search.least_hess = least < 0x1p62 ? MAX ((gint64) least, 1) : G_MAXINT64;

  *best = (JigBestSplit) { 0 };
  if (search.least_hess > sum.hess / 2)
    return;

  jig_parallel_for (n_columns, chunk_columns, search_chunk, &search);
  for (gsize chunk = 0; chunk < jig_parallel_n_chunks (n_columns, chunk_columns); chunk++)
    if (search.best[chunk].gain > best->gain)
      *best = search.best[chunk];
}
