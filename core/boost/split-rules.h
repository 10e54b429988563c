#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/**
 * JigCategoryRules:
 * @max_single: up to so many levels of a category are held one by one against the
 *   others
 * @max_levels: of more, how many may go one way together, against the rest
 * @l2: added to lambda for questions about levels
 * @smooth: added to a level's second derivatives when levels are put in order
 *
 * What may be asked about categories.
 */
typedef struct
{
  guint  max_single;
  guint  max_levels;
  double l2;
  double smooth;
} JigCategoryRules;

/**
 * JigSplitRules:
 * @lambda: added to every sum of second derivatives
 * @gamma: the least gain, without 1/2, that is worth a split
 * @min_child_weight: the least sum of second derivatives of a child
 * @alpha: taken off the size of every sum of first derivatives
 * @max_delta_step: the most a leaf may be worth, without its sign; 0: there is no limit
 * @path_smooth: how many rows the leaf value of the node above counts for
 * @min_rows: how many rows with a second derivative a child must have
 * @directions: (nullable): (n_features,) borrowed: 1: what a feature adds never falls
 *   with it; -1: it never rises; 0: it does what it likes
 * @category: what may be asked about categories
 *
 * When a split is allowed, and what it is worth.
 */
typedef struct
{
  double            lambda;
  double            gamma;
  double            min_child_weight;
  double            alpha;
  double            max_delta_step;
  double            path_smooth;
  guint32           min_rows;
  const gint8      *directions;
  JigCategoryRules  category;
} JigSplitRules;

/**
 * JigSum:
 * @grad: the sum of first derivatives
 * @hess: the sum of second ones
 * @n_rows: how many rows these are of; only needed where leaves are smoothed
 *
 * Derivatives of some rows as numbers.
 */
typedef struct
{
  double grad;
  double hess;
  double n_rows;
} JigSum;

/**
 * JigSplitScope:
 * @lower: the least a leaf may be worth
 * @upper: the most
 * @above: the leaf value of the node above
 *
 * What a node inherits.
 */
typedef struct
{
  double lower;
  double upper;
  double above;
} JigSplitScope;

/* What the root inherits. */
#define JIG_SPLIT_SCOPE_ROOT ((JigSplitScope) { -INFINITY, INFINITY, 0.0 })

/* These are in a header because the search in vectors, compiled once for each
 * instruction set, is to give the same bits. Hence no branches either. */

static inline double
jig_split_divide (double a,
                  double b)
{
  const double quotient = a / (b > 0.0 ? b : 1.0);

  return b > 0.0 ? quotient : 0.0;
}

/* sign (G) max (|G| - alpha, 0) */
static inline double
jig_split_soften (const JigSplitRules *rules,
                  double               grad)
{
  const double size = fabs (grad) - rules->alpha;

  return size > 0.0 ? copysign (size, grad) : 0.0;
}

/**
 * jig_split_weight:
 * @rules: the rules
 * @sum: of some rows
 * @scope: what these inherit
 *
 * Returns: the value these rows get as a leaf: -T(G) / (H + lambda), where T takes
 *   @rules' alpha off, then cut to its max_delta_step, drawn to the value above and
 *   cut to @scope
 */
static inline double
jig_split_weight (const JigSplitRules *rules,
                  JigSum               sum,
                  const JigSplitScope *scope)
{
  const double step = rules->max_delta_step > 0.0 ? rules->max_delta_step : INFINITY;
  const double grad = jig_split_soften (rules, sum.grad);
  const double own = jig_split_divide (sum.n_rows, sum.n_rows + rules->path_smooth);
  const double share = rules->path_smooth > 0.0 ? own : 1.0;
  double weight = jig_split_divide (0.0 - grad, sum.hess + rules->lambda);

  weight = weight > step ? step : weight < -step ? -step : weight;
  weight = weight * share + scope->above * (1.0 - share);

  return weight < scope->lower ? scope->lower : weight > scope->upper ? scope->upper : weight;
}

/**
 * jig_split_score:
 * @rules: the rules
 * @sum: of some rows
 * @weight: the value these get
 *
 * Returns: -(2 G w + (H + lambda) w² + 2 alpha |w|), twice what @weight takes off
 *   the loss; of the best one, which nothing cuts, that is T(G)² / (H + lambda)
 */
static inline double
jig_split_score (const JigSplitRules *rules,
                 JigSum               sum,
                 double               weight)
{
  const double hess = sum.hess + rules->lambda;
  const double grad = jig_split_soften (rules, sum.grad);
  const double best = jig_split_divide (grad * grad, hess);
  const double cut = -(2.0 * sum.grad * weight + hess * weight * weight +
                       2.0 * rules->alpha * fabs (weight));

  return weight == jig_split_divide (0.0 - grad, hess) ? best : cut;
}

G_END_DECLS
