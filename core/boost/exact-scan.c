/* Every split that one feature offers one node, with its gain: what the histogram
 * method leaves out between two bins is here too. Which ones there are, in which
 * order and what each gains is what XGBoost's method "exact" does (Chen and
 * Guestrin, "XGBoost", 2016, algorithms 1 and 3), so that trees can be held
 * against its trees node by node. */
#include "core/boost/exact-scan.h"

#include "core/base/float-key.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* How far beyond the last value missing ones are told from all others. */
#define GAP 1e-6f

typedef struct
{
  const JigSplitRules  *rules;
  JigExactLike          like;
  const JigExactColumn *column;
  JigSplitScope         scope;      /* of the children */
  float                 score;      /* of the node */
  JigExactFunc          func;
  gpointer              user_data;
} Scan;

/**
 * jig_exact_weight:
 * @rules: the rules
 * @like: which trees are told again
 * @sum: of some rows
 * @scope: what these inherit
 *
 * Returns: the value these rows get as a leaf
 */
double
jig_exact_weight (const JigSplitRules *rules,
                  JigExactLike         like,
                  JigSum               sum,
                  const JigSplitScope *scope)
{
  if (like == JIG_EXACT_LIKE_1_7 && sum.hess < rules->min_child_weight)
    return 0.0;

  return jig_split_weight (rules, sum, scope);
}

/* -(2 G w + (H + lambda) w²), in floats throughout and without L1. */
static float
score_like_1_7 (const JigSplitRules *rules,
                JigSum               sum,
                float                weight)
{
  const float grad = (float) sum.grad;
  const float hess = (float) sum.hess + (float) rules->lambda;

  return -(2.0f * grad * weight + hess * (weight * weight));
}

/* Twice what @weight takes off the loss: a quotient of floats if nothing can cut it. */
static float
score (const JigSplitRules *rules,
       JigExactLike         like,
       JigSum               sum,
       double               weight)
{
  const double grad = jig_split_soften (rules, sum.grad);
  const double hess = sum.hess + rules->lambda;

  if (!(rules->max_delta_step > 0.0) && weight == jig_split_divide (0.0 - grad, hess))
    return hess > 0.0 ? (float) (grad * grad) / (float) hess : 0.0f;
  if (like == JIG_EXACT_LIKE_1_7)
    return score_like_1_7 (rules, sum, (float) weight);

  return (float) -(2.0 * sum.grad * weight + hess * weight * weight +
                   2.0 * rules->alpha * fabs (weight));
}

static gboolean
is_allowed (const JigSplitRules *rules,
            JigSum               child)
{
  return child.hess > 0.0 && child.hess >= rules->min_child_weight &&
         child.n_rows >= rules->min_rows;
}

/* A feature may have a direction that its values must keep. */
static gboolean
keeps_direction (const Scan *scan,
                 double      left,
                 double      right)
{
  const gint8 *directions = scan->rules->directions;
  const gint8 direction = directions != NULL ? directions[scan->column->feature] : 0;

  return direction == 0 || (direction > 0 ? left <= right : left >= right);
}

/* @passed are the rows that the scan has passed; the missing ones are with the
 * others. */
static void
offer (const Scan *scan,
       gboolean    missing_left,
       float       threshold,
       JigSum      passed)
{
  const JigSum all = scan->column->sum;
  const JigSum others = { all.grad - passed.grad, all.hess - passed.hess,
                          all.n_rows - passed.n_rows };
  JigExactSplit split = {
    .feature = scan->column->feature,
    .threshold = threshold,
    .missing_left = missing_left,
    .left = missing_left ? others : passed,
    .right = missing_left ? passed : others,
  };
  double left;
  double right;

  if (!is_allowed (scan->rules, split.left) || !is_allowed (scan->rules, split.right))
    return;

  left = jig_split_weight (scan->rules, split.left, &scan->scope);
  right = jig_split_weight (scan->rules, split.right, &scan->scope);
  split.gain = score (scan->rules, scan->like, split.left, left) +
               score (scan->rules, scan->like, split.right, right) - scan->score;
  if (isfinite (split.gain) && keeps_direction (scan, left, right))
    scan->func (&split, scan->user_data);
}

/* Only missing values are on the other side. FALSE: no finite number is there. */
static gboolean
go_beyond (float     last,
           gboolean  missing_left,
           float    *threshold)
{
  const float gap = fabsf (last) + GAP;

  *threshold = CLAMP (missing_left ? last - gap : last + gap, -FLT_MAX, FLT_MAX);

  return missing_left ? *threshold <= last : *threshold > last;
}

/* Missing values go right: from the lowest value up. They go left: from the
 * highest one down. */
static void
scan_side (const Scan *scan,
           gsize       n_present,
           gboolean    missing_left)
{
  const JigExactColumn *column = scan->column;
  JigSum passed = { 0 };
  float last = 0.0f;
  float threshold;

  for (gsize i = 0; i < n_present; i++)
    {
      const guint32 row = column->rows[missing_left ? n_present - 1 - i : i];
      const float value = column->values[row];

      if (i > 0 && value != last &&
          jig_binning_cut_between (fminf (value, last), fmaxf (value, last), &threshold))
        offer (scan, missing_left, threshold, passed);
      passed.grad += column->grad[row];
      passed.hess += column->hess[row];
      passed.n_rows += 1.0;
      last = value;
    }

  if (n_present > 0 && n_present < column->n_rows && go_beyond (last, missing_left, &threshold))
    offer (scan, missing_left, threshold, passed);
}

/**
 * jig_exact_scan:
 * @rules: when a split is allowed
 * @like: which trees are told again
 * @column: one feature in one node
 * @func: told every split
 * @user_data: handed to @func
 *
 * Goes through the splits that are allowed: halfway between neighbouring values,
 * with missing values to the right and values rising, then with missing values to
 * the left and values falling; each time in the end missing values against all
 * others. Sums are doubles, scores floats, and a gain is the children's scores less
 * that of the node. Gamma is not looked at: this method prunes.
 */
void
jig_exact_scan (const JigSplitRules  *rules,
                JigExactLike          like,
                const JigExactColumn *column,
                JigExactFunc          func,
                gpointer              user_data)
{
  const JigSplitScope *scope = &column->scope;
  const double weight = jig_split_weight (rules, column->sum, scope);
  const Scan scan = { rules, like, column, { scope->lower, scope->upper, weight },
                      score (rules, like, column->sum, weight), func, user_data };
  gsize n_present = 0;

  while (n_present < column->n_rows && !isnan (column->values[column->rows[n_present]]))
    n_present++;

  if (column->tries_right)
    scan_side (&scan, n_present, FALSE);
  scan_side (&scan, n_present, TRUE);
}

/**
 * jig_exact_sort:
 * @values: (n_values,) of a feature; NaN is missing; no -0
 * @n_values: how many there are
 * @keys: (n_values,) overwritten
 * @other: (n_values,) overwritten
 * @rows: (out caller-allocates): (n_values,) the rows with a value, which rises, equal
 *   ones in their order; then the others
 *
 * Returns: how many have a value
 */
gsize
jig_exact_sort (const float *values,
                gsize        n_values,
                guint64     *keys,
                guint64     *other,
                guint32     *rows)
{
  const guint64 *sorted;
  gsize n_present = 0;
  gsize n_placed;

  for (gsize row = 0; row < n_values; row++)
    if (!isnan (values[row]))
      keys[n_present++] = (guint64) jig_float_key (values[row]) << 32 | row;

  sorted = jig_float_key_sort (keys, other, n_present);
  for (gsize i = 0; i < n_present; i++)
    rows[i] = (guint32) sorted[i];

  n_placed = n_present;
  for (gsize row = 0; row < n_values; row++)
    if (isnan (values[row]))
      rows[n_placed++] = (guint32) row;

  return n_present;
}

/* What jig_exact_gains() keeps. */
typedef struct
{
  JigArray  *splits;     /* of #JigExactSplit */
  gboolean   is_kept;
  GError   **error;
} Keeping;

static void
keep (const JigExactSplit *split,
      gpointer             user_data)
{
  Keeping *keeping = user_data;

  keeping->is_kept = keeping->is_kept &&
                     jig_array_append (keeping->splits, split, 1, keeping->error);
}

/**
 * jig_exact_gains:
 * @rules: when a split is allowed; its directions are those of feature 0
 * @values: (n_rows,) of one feature; NaN is missing; no -0
 * @grad: (n_rows,) first derivatives
 * @hess: (n_rows,) second derivatives
 * @n_rows: how many rows the node has; fewer than 2³²
 * @splits: of #JigExactSplit, to be added to
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * The curve "gain over all thresholds" of a feature in a node: every split that
 * jig_exact_scan() goes through, in its order.
 *
 * Returns: %TRUE, or %FALSE with @error set and @splits with some of them
 */
gboolean
jig_exact_gains (const JigSplitRules  *rules,
                 const float          *values,
                 const float          *grad,
                 const float          *hess,
                 gsize                 n_rows,
                 JigArray             *splits,
                 GError              **error)
{
  jig_autofree guint64 *keys = jig_alloc (n_rows, 2 * sizeof *keys, _("the gains"), error);
  jig_autofree guint32 *rows = NULL;
  JigExactColumn column = { 0, values, grad, hess, .n_rows = n_rows,
                            .scope = JIG_SPLIT_SCOPE_ROOT };
  Keeping keeping = { splits, TRUE, error };
  gsize n_present;

  if (keys == NULL)
    return FALSE;
  rows = jig_alloc (n_rows, sizeof *rows, _("the gains"), error);
  if (rows == NULL)
    return FALSE;

  for (gsize row = 0; row < n_rows; row++)
    {
      column.sum.grad += grad[row];
      column.sum.hess += hess[row];
    }
  column.sum.n_rows = (double) n_rows;
  n_present = jig_exact_sort (values, n_rows, keys, keys + n_rows, rows);
  column.rows = rows;
  column.tries_right = n_present > 0 && n_present < n_rows &&
                       values[rows[0]] != values[rows[n_present - 1]];
  jig_exact_scan (rules, JIG_EXACT_LIKE_3, &column, keep, &keeping);

  return keeping.is_kept;
}
