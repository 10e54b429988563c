#include "core/boost/best-split.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How many features make it worth to share the search. */
#define CHUNK_COLUMNS 32

/* Below this part of what it is the difference of, a gain is rounding. */
#define MIN_RELATIVE_GAIN 1e-10

typedef struct
{
  const JigSplitRules     *rules;
  const JigHistogramShape *shape;
  const JigGradient       *gradient;
  const JigGradHess       *histogram;   /* (n_cells,) */
  JigGradHess              sum;         /* of the node */
  double                   score;       /* of the node */
  JigBestSplit            *best;        /* (n_chunks,) */
} Search;

/**
 * jig_best_split_score:
 * @rules: the rules
 * @gradient: the derivatives
 * @sum: the sum of some rows
 *
 * Returns: G² / (H + lambda), twice what the best value for these rows takes off
 *   the loss
 */
double
jig_best_split_score (const JigSplitRules *rules,
                      const JigGradient   *gradient,
                      JigGradHess          sum)
{
  const double grad = jig_gradient_get_grad (gradient, sum);
  const double hess = jig_gradient_get_hess (gradient, sum) + rules->lambda;

  return hess > 0.0 ? grad * grad / hess : 0.0;
}

/**
 * jig_best_split_weight:
 * @rules: the rules
 * @gradient: the derivatives
 * @sum: the sum of some rows
 *
 * Returns: -G / (H + lambda), the best value for these rows
 */
double
jig_best_split_weight (const JigSplitRules *rules,
                       const JigGradient   *gradient,
                       JigGradHess          sum)
{
  const double grad = jig_gradient_get_grad (gradient, sum);
  const double hess = jig_gradient_get_hess (gradient, sum) + rules->lambda;

  /* 0 and not -0: the sum of a node may be exactly 0. */
  return hess > 0.0 && grad != 0.0 ? -grad / hess : 0.0;
}

/* Keeps the candidate if it is allowed and strictly better: of equals the first
 * one stays. */
static void
consider (const Search *search,
          JigQuestion   question,
          JigGradHess   left,
          JigBestSplit *best)
{
  const JigGradHess right = { search->sum.grad - left.grad, search->sum.hess - left.hess };
  const double least = search->rules->min_child_weight;
  double scores;
  double gain;

  if (left.hess <= 0 || right.hess <= 0 ||
      jig_gradient_get_hess (search->gradient, left) < least ||
      jig_gradient_get_hess (search->gradient, right) < least)
    return;

  scores = jig_best_split_score (search->rules, search->gradient, left) +
           jig_best_split_score (search->rules, search->gradient, right);
  gain = scores - search->score;
  if (!(gain > best->gain) || gain < search->rules->gamma ||
      gain <= MIN_RELATIVE_GAIN * scores || !isfinite (gain))
    return;

  *best = (JigBestSplit) { question, gain, left, right };
}

/* Where no row of the node is without a value, missing values will follow the
 * heavier child. */
static void
choose_side (const JigGradHess *missing,
             JigBestSplit      *best)
{
  if (missing->hess == 0)
    best->question.missing_left = best->left.hess >= best->right.hess;
}

static void
search_column (const Search *search,
               gsize         column,
               JigBestSplit *best)
{
  const JigHistogramShape *shape = search->shape;
  const JigGradHess *cells = search->histogram + shape->first_cell[column];
  const gsize n_bins = shape->first_cell[column + 1] - shape->first_cell[column] -
                       JIG_HISTOGRAM_PADDING - 1;
  const JigGradHess *missing = cells + n_bins;
  JigQuestion question = { shape->columns[column] };
  JigBestSplit own = { .gain = best->gain };
  JigGradHess left = { 0 };

  /* The last bin too, if there can be a threshold above it: then only missing
   * values go right. */
  for (gsize bin = 0; bin < n_bins; bin++)
    {
      if (cells[bin].hess == 0 && cells[bin].grad == 0)
        continue;
      if (bin == n_bins - 1 && !jig_binning_is_bounded (shape->binning, question.feature))
        break;

      left.grad += cells[bin].grad;
      left.hess += cells[bin].hess;
      question.bin = (guint8) bin;
      question.missing_left = FALSE;
      consider (search, question, left, &own);

      if (missing->hess == 0)
        continue;
      question.missing_left = TRUE;
      consider (search, question,
                (JigGradHess) { left.grad + missing->grad, left.hess + missing->hess }, &own);
    }

  if (own.gain > best->gain)
    {
      choose_side (missing, &own);
      *best = own;
    }
}

static void
search_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Search *search = data;

  search->best[chunk] = (JigBestSplit) { 0 };
  for (gsize column = begin; column < end; column++)
    search_column (search, column, &search->best[chunk]);
}

/**
 * jig_best_split_find:
 * @rules: when a split is allowed
 * @shape: of the histogram
 * @gradient: the derivatives, for their units
 * @histogram: (n_cells,) of a node
 * @sum: of all rows of the node
 * @best: (out): the best split; its gain is 0 if there is none
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Finds the question with the greatest gain,
 * GL² / (HL + lambda) + GR² / (HR + lambda) - G² / (H + lambda). There is no 1/2
 * in it, so gamma is twice what the paper calls gamma. Of equal gains the one of
 * the lower feature wins, then of the lower bin, then missing values to the
 * right. A bin that weighs nothing offers no question of its own.
 *
 * Returns: %TRUE, or %FALSE with @error set and @best as it was
 */
gboolean
jig_best_split_find (const JigSplitRules      *rules,
                     const JigHistogramShape  *shape,
                     const JigGradient        *gradient,
                     const JigGradHess        *histogram,
                     JigGradHess               sum,
                     JigBestSplit             *best,
                     GError                  **error)
{
  const gsize n_chunks = jig_parallel_n_chunks (shape->n_columns, CHUNK_COLUMNS);
  jig_autofree JigBestSplit *found = jig_alloc (n_chunks, sizeof *found, _("finding a split"),
                                                error);
  Search search = { rules, shape, gradient, histogram, sum,
                    jig_best_split_score (rules, gradient, sum), found };

  if (found == NULL)
    return FALSE;

  jig_parallel_for (shape->n_columns, CHUNK_COLUMNS, search_chunk, &search);

  *best = (JigBestSplit) { 0 };
  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    if (found[chunk].gain > best->gain)
      *best = found[chunk];

  return TRUE;
}
