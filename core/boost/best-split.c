#include "core/boost/best-split.h"

#include "core/base/parallel.h"
#include "core/boost/boost-kernels.h"
#include "core/boost/categories.h"

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

typedef JigSplitSide Side;

typedef struct
{
  const JigSplitRules   *rules;
  const JigBinned       *binned;
  const JigGradient     *gradient;
  const JigBoostKernels *kernels;
  const JigSplitNode    *node;
  Side                   all;           /* of the node */
  JigSplitScope          scope;         /* of its children */
  double                 score;         /* of the node */
  gint64                 least_hess;    /* of a child, in units */
  gboolean               is_plain;      /* there is lambda, and nothing cuts */
  const guint32         *columns;       /* (n_columns,) */
  gsize                  chunk_columns;
  JigBestSplit           best[MAX_CHUNKS];
} Search;

/* Of children, or other rows, that get their own best value. */
static double
score_alone (const JigSplitRules *rules,
             JigSum               sum,
             const JigSplitScope *scope)
{
  return jig_split_score (rules, sum, jig_split_weight (rules, sum, scope));
}

/**
 * jig_split_gain:
 * @rules: the rules
 * @left: of the rows that go left
 * @right: of the others
 * @scope: what the node inherits
 *
 * Returns: by how much the split lowers twice the loss: the jig_split_score() of
 *   both sides less that of the node; without limits GL² / (HL + lambda) +
 *   GR² / (HR + lambda) - G² / (H + lambda). There is no 1/2 in it, as XGBoost
 *   prints it; Chen and Guestrin, "XGBoost", 2016, equation 7, has one
 */
double
jig_split_gain (const JigSplitRules *rules,
                JigSum               left,
                JigSum               right,
                const JigSplitScope *scope)
{
  const JigSum both = { left.grad + right.grad, left.hess + right.hess,
                        left.n_rows + right.n_rows };
  const double weight = jig_split_weight (rules, both, scope);
  const JigSplitScope below = { scope->lower, scope->upper, weight };

  return score_alone (rules, left, &below) + score_alone (rules, right, &below) -
         jig_split_score (rules, both, weight);
}

/**
 * jig_split_part:
 * @rules: the rules
 * @feature: what is asked for
 * @left: of the rows that go left
 * @right: of the others
 * @scope: what the node inherits
 * @left_scope: (out): what the left child inherits
 * @right_scope: (out): what the right one does
 *
 * Where the feature has a direction, no leaf of the one side may pass the middle
 * of both values, and none of the other fall short of it.
 */
void
jig_split_part (const JigSplitRules *rules,
                guint32              feature,
                JigSum               left,
                JigSum               right,
                const JigSplitScope *scope,
                JigSplitScope       *left_scope,
                JigSplitScope       *right_scope)
{
  const JigSum both = { left.grad + right.grad, left.hess + right.hess,
                        left.n_rows + right.n_rows };
  const gint8 direction = rules->directions != NULL ? rules->directions[feature] : 0;
  const JigSplitScope below = { scope->lower, scope->upper,
                                jig_split_weight (rules, both, scope) };
  const double middle = (jig_split_weight (rules, left, &below) +
                         jig_split_weight (rules, right, &below)) / 2.0;

  *left_scope = *right_scope = below;
  if (direction > 0)
    left_scope->upper = right_scope->lower = middle;
  else if (direction < 0)
    left_scope->lower = right_scope->upper = middle;
}

static inline JigSum
read_sum (const Search *search,
          Side          side)
{
  return (JigSum) { (double) side.sum.grad * search->gradient->grad_unit,
                    (double) side.sum.hess * search->gradient->hess_unit,
                    (double) side.n_rows };
}

static inline Side
read_cell (const Search *search,
           gsize         cell)
{
  const guint64 *counts = search->node->counts;

  return (Side) { jig_histogram_get (search->gradient, search->node->histogram, cell),
                  counts != NULL ? (gint64) (counts[cell] & G_MAXUINT32) : 0 };
}

static inline Side
add (Side a,
     Side b)
{
  return (Side) { { a.sum.grad + b.sum.grad, a.sum.hess + b.sum.hess }, a.n_rows + b.n_rows };
}

static inline Side
subtract (Side a,
          Side b)
{
  return (Side) { { a.sum.grad - b.sum.grad, a.sum.hess - b.sum.hess }, a.n_rows - b.n_rows };
}

static inline gboolean
is_empty (Side side)
{
  return side.sum.hess == 0 && side.sum.grad == 0 && side.n_rows == 0;
}

/* The gain in doubles; 0 if it is not worth a split. */
static double
weigh (const Search        *search,
       const JigSplitRules *rules,
       JigSum               left,
       JigSum               right)
{
  const double scores = score_alone (rules, left, &search->scope) +
                        score_alone (rules, right, &search->scope);
  const double gain = scores - search->score;

  if (!(gain > MIN_GAIN) || gain < rules->gamma || gain <= MIN_RELATIVE_GAIN * scores ||
      !isfinite (gain))
    return 0.0;

  return gain;
}

/* What is left of a question after the bins up to it. */
static Side
sum_left (const Search           *search,
          const JigBinnedFeature *feature,
          const JigQuestion      *question)
{
  Side left = { 0 };

  for (guint32 bin = 0; bin <= question->bin; bin++)
    left = add (left, read_cell (search, feature->first_cell + bin));
  if (question->missing_left)
    left = add (left, read_cell (search, feature->first_cell + feature->n_bins));

  return left;
}

/* The last bin too if there can be a threshold above it: then only missing values
 * go right. */
static guint
count_questions (const Search           *search,
                 const JigBinnedFeature *feature,
                 guint32                 column,
                 Side                    missing)
{
  const gboolean asks_missing = !is_empty (missing) &&
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
  const guint64 *cells = (const guint64 *) search->node->histogram + feature->first_cell;
  JigSplitScan scan = {
    .cells = cells,
    .n_bins = n_questions,
    .missing = cells[feature->n_bins],
    .total = ((guint64) search->all.sum.grad << 32) + (guint64) search->all.sum.hess,
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

/* What the question at each bin sends left and right. @first goes left in any
 * case. */
static void
fill_sides (const Search           *search,
            const JigBinnedFeature *feature,
            Side                    first,
            JigSplitSweep          *sweep)
{
  Side left = first;

  for (guint bin = 0; bin < sweep->n_bins; bin++)
    {
      JigSum sum;

      left = add (left, read_cell (search, feature->first_cell + bin));
      sum = read_sum (search, left);
      sweep->left.grad[bin] = sum.grad;
      sweep->left.hess[bin] = sum.hess;
      sweep->left.n_rows[bin] = sum.n_rows;
      sum = read_sum (search, subtract (search->all, left));
      sweep->right.grad[bin] = sum.grad;
      sweep->right.hess[bin] = sum.hess;
      sweep->right.n_rows[bin] = sum.n_rows;
    }
}

/* By all rules. Of equals the lower bin wins, then missing values to the right;
 * these never go left alone. */
static gboolean
sweep_sides (const Search           *search,
             const JigBinnedFeature *feature,
             guint                   n_questions,
             Side                    missing,
             JigQuestion            *question)
{
  const gint8 *directions = search->rules->directions;
  const double unit = search->gradient->hess_unit;
  JigSplitSweep sweep = {
    .rules = search->rules,
    .scope = search->scope,
    .direction = directions != NULL ? directions[question->feature] : 0,
    .n_bins = n_questions,
    .least_left = (double) search->least_hess * unit,
    .least_right = (double) search->least_hess * unit,
    .least_rows = search->node->counts != NULL ? search->rules->min_rows : 0,
  };
  gboolean is_found;
  double score;

  fill_sides (search, feature, (Side) { 0 }, &sweep);
  is_found = search->kernels->sweep (&sweep);
  question->bin = (guint8) sweep.bin;
  question->missing_left = FALSE;
  if (is_empty (missing))
    return is_found;

  score = sweep.score;
  sweep.least_left = (double) MAX (search->least_hess, missing.sum.hess + 1) * unit;
  fill_sides (search, feature, missing, &sweep);
  if (search->kernels->sweep (&sweep) &&
      (sweep.score > score || (sweep.score == score && sweep.bin < question->bin)))
    {
      question->bin = (guint8) sweep.bin;
      question->missing_left = TRUE;
      is_found = TRUE;
    }

  return is_found;
}

static void
take_split (const Search *search,
            JigQuestion   question,
            double        gain,
            Side          left,
            JigBestSplit *best)
{
  const Side right = subtract (search->all, left);

  *best = (JigBestSplit) { question, gain, left.sum, right.sum };
  jig_split_part (search->rules, question.feature, read_sum (search, left),
                  read_sum (search, right), &search->node->scope, &best->left_scope,
                  &best->right_scope);
}

static gboolean
has_direction (const Search *search,
               guint32       column)
{
  return search->rules->directions != NULL && search->rules->directions[column] != 0;
}

static void
search_category (const Search *search,
                 guint32       column,
                 guint32       n_levels,
                 JigBestSplit *best)
{
  const guint32 first = search->binned->features[column].first_cell;
  const JigSplitRules rules = jig_category_rules (search->rules);
  Side cells[JIG_BINNING_MAX_BINS + 1];
  JigCategoryNode node = {
    .rules = &rules,
    .scope = search->scope,
    .cells = cells,
    .n_levels = n_levels,
    .all = search->all,
    .grad_unit = search->gradient->grad_unit,
    .hess_unit = search->gradient->hess_unit,
    .least_hess = search->least_hess,
    .least_rows = search->node->counts != NULL ? search->rules->min_rows : 0,
  };
  JigQuestion question = { column, .missing_left = TRUE, .is_set = TRUE };
  Side right;
  double gain;

  for (guint32 code = 0; code <= n_levels; code++)
    cells[code] = read_cell (search, first + code);
  if (!jig_category_find (&node, &question.set, &right))
    return;

  gain = weigh (search, &rules, read_sum (search, subtract (search->all, right)),
                read_sum (search, right));
  if (gain > best->gain)
    take_split (search, question, gain, subtract (search->all, right), best);
}

static void
search_column (const Search *search,
               guint32       column,
               JigBestSplit *best)
{
  const JigBinnedFeature *feature = &search->binned->features[column];
  const Side missing = read_cell (search, feature->first_cell + feature->n_bins);
  const guint n_questions = count_questions (search, feature, column, missing);
  const gboolean is_plain = search->is_plain && !has_direction (search, column);
  JigQuestion question = { column };
  Side left;
  double gain;

  if (jig_binning_get_levels (search->binned->binning, column) > 0)
    {
      search_category (search, column, feature->n_bins, best);
      return;
    }
  if (n_questions == 0 ||
      !(is_plain ? scan_packed (search, feature, n_questions, best->gain, &question)
                 : sweep_sides (search, feature, n_questions, missing, &question)))
    return;

  left = sum_left (search, feature, &question);
  gain = weigh (search, search->rules, read_sum (search, left),
                read_sum (search, subtract (search->all, left)));
  if (!(gain > best->gain))
    return;

  /* Where no row of the node is without a value, missing ones will follow the
   * heavier child. */
  if (is_empty (missing))
    question.missing_left = 2 * left.sum.hess >= search->all.sum.hess;
  take_split (search, question, gain, left, best);
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

/* Nothing but lambda, sums of 32 bits and no limit: floats can search. */
static gboolean
is_plain (const Search *search)
{
  const JigSplitRules *rules = search->rules;
  const JigSplitScope *scope = &search->node->scope;

  return !search->gradient->is_wide && search->node->counts == NULL && rules->alpha == 0.0 &&
         rules->max_delta_step == 0.0 && rules->path_smooth == 0.0 &&
         scope->lower == -INFINITY && scope->upper == INFINITY;
}

/* How many rows the node has, if they are counted: those of any feature. */
static gint64
count_rows (const Search *search)
{
  const JigBinnedFeature *feature = &search->binned->features[search->columns[0]];
  gint64 n_rows = 0;

  if (search->node->counts == NULL)
    return 0;

  for (guint32 bin = 0; bin <= feature->n_bins; bin++)
    n_rows += read_cell (search, feature->first_cell + bin).n_rows;

  return n_rows;
}

/**
 * jig_best_split_find:
 * @rules: when a split is allowed; its min_rows only where the node has counts
 * @binned: the rows
 * @gradient: their derivatives
 * @node: what is to be split
 * @columns: (n_columns,) the features that may be asked for, rising
 * @n_columns: how many these are
 * @best: (out): the best split; its gain is 0 if there is none
 *
 * Finds the question with the greatest jig_split_gain(). Of equal gains the one
 * of the lower feature wins, then of the lower bin, then missing values to the
 * right; of categories see jig_category_find(). Missing values never go left alone:
 * that they are missing is asked above the last bin.
 */
void
jig_best_split_find (const JigSplitRules *rules,
                     const JigBinned     *binned,
                     const JigGradient   *gradient,
                     const JigSplitNode  *node,
                     const guint32       *columns,
                     gsize                n_columns,
                     JigBestSplit        *best)
{
  const gsize chunk_columns = MAX (MIN_CHUNK_COLUMNS, (n_columns + MAX_CHUNKS - 1) / MAX_CHUNKS);
  const double least = ceil (rules->min_child_weight / gradient->hess_unit);
  Search search;
  JigSum all;
  double weight;

  *best = (JigBestSplit) { 0 };
  search.least_hess = least < 0x1p62 ? MAX ((gint64) least, 1) : G_MAXINT64;
  if (search.least_hess > node->sum.hess / 2 || n_columns == 0)
    return;

  search.rules = rules;
  search.binned = binned;
  search.gradient = gradient;
  search.kernels = jig_boost_kernels_get ();
  search.node = node;
  search.columns = columns;
  search.is_plain = is_plain (&search);
  search.all = (Side) { node->sum, count_rows (&search) };
  all = read_sum (&search, search.all);
  weight = jig_split_weight (rules, all, &node->scope);
  search.scope = (JigSplitScope) { node->scope.lower, node->scope.upper, weight };
  search.score = jig_split_score (rules, all, weight);

  jig_parallel_for (n_columns, chunk_columns, search_chunk, &search);
  for (gsize chunk = 0; chunk < jig_parallel_n_chunks (n_columns, chunk_columns); chunk++)
    if (search.best[chunk].gain > best->gain)
      *best = search.best[chunk];
}
