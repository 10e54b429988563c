#include "core/model/tally.h"

#include "core/base/alloc.h"
#include "core/base/stats.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Of a regression: the squared, the absolute and the plain residual, the label
 * around its mean and the square of that. Of classes: wrong, log-loss, Brier. */
#define N_REGRESSION_TERMS 5
#define N_CLASS_TERMS      3

/* Labels of this share of their spread around the mean are equal but for rounding. */
#define EQUAL 1e-12

/* Flags of a row in the order of scores. */
#define IS_POSITIVE  1
#define ENDS_A_GROUP 2

/* Rows of one class that are called one class: they lie together in cell_rows. */
typedef struct
{
  guint32 class;
  guint32 call;
  gsize   end;
} Cell;

struct _JigTally
{
  JigTask  task;
  guint    n_classes;
  gsize    n_rows;
  guint    n_terms;
  double  *terms;       /* (n_rows, n_terms) */

  /* Classes. */
  guint32 *cell_rows;   /* (n_rows,) */
  Cell    *cells;       /* (n_cells,) */
  gsize    n_cells;

  /* Two classes: rows from the highest score to the lowest. */
  guint32 *ranked;      /* (n_rows,) */
  guint8  *flags;       /* (n_rows,) of the row in the same place of ranked */
};

/**
 * jig_tally_free:
 * @self: (nullable): a tally
 */
void
jig_tally_free (JigTally *self)
{
  if (self == NULL)
    return;

  jig_free (self->terms);
  jig_free (self->cell_rows);
  jig_free (self->cells);
  jig_free (self->ranked);
  jig_free (self->flags);
  g_free (self);
}

static gboolean
fill_regression (JigTally         *self,
                 const JigJudged  *judged,
                 GError          **error)
{
  JigMoments moments = JIG_MOMENTS_INIT;

  self->n_terms = N_REGRESSION_TERMS;
  self->terms = jig_alloc (judged->n_rows, N_REGRESSION_TERMS * sizeof *self->terms,
                           _("comparing models"), error);
  if (self->terms == NULL)
    return FALSE;

  jig_judged_fill (judged, JIG_METRIC_RMSE, N_REGRESSION_TERMS, self->terms);
  jig_judged_fill (judged, JIG_METRIC_MAE, N_REGRESSION_TERMS, self->terms + 1);
  jig_judged_fill (judged, JIG_METRIC_BIAS, N_REGRESSION_TERMS, self->terms + 2);

  for (gsize row = 0; row < judged->n_rows; row++)
    jig_moments_add (&moments, judged->targets[row]);
  for (gsize row = 0; row < judged->n_rows; row++)
    {
      const double around = judged->targets[row] - moments.mean;

      self->terms[row * N_REGRESSION_TERMS + 3] = around;
      self->terms[row * N_REGRESSION_TERMS + 4] = around * around;
    }

  return TRUE;
}

static gboolean
fill_classes (JigTally         *self,
              const JigJudged  *judged,
              GError          **error)
{
  self->n_terms = N_CLASS_TERMS;
  self->terms = jig_alloc (judged->n_rows, N_CLASS_TERMS * sizeof *self->terms,
                           _("comparing models"), error);
  if (self->terms == NULL)
    return FALSE;

  jig_judged_fill (judged, JIG_METRIC_ERROR, N_CLASS_TERMS, self->terms);
  jig_judged_fill (judged, JIG_METRIC_LOGLOSS, N_CLASS_TERMS, self->terms + 1);
  jig_judged_fill (judged, JIG_METRIC_BRIER, N_CLASS_TERMS, self->terms + 2);

  return TRUE;
}

/* Closes a cell wherever the next row has another key. */
static void
mark_cells (JigTally     *self,
            const double *keys)
{
  for (gsize i = 0; i < self->n_rows; i++)
    {
      const double key = keys[self->cell_rows[i]];

      if (i + 1 < self->n_rows && keys[self->cell_rows[i + 1]] == key)
        continue;
      self->cells[self->n_cells++] = (Cell) {
        .class = (guint32) ((guint64) key / self->n_classes),
        .call = (guint32) ((guint64) key % self->n_classes),
        .end = i + 1,
      };
    }
}

static gboolean
group_cells (JigTally         *self,
             const JigJudged  *judged,
             GError          **error)
{
  jig_autofree double *keys = jig_alloc (judged->n_rows, sizeof *keys, _("comparing models"),
                                         error);

  if (keys == NULL)
    return FALSE;

  self->cell_rows = jig_alloc (judged->n_rows, sizeof *self->cell_rows, _("comparing models"),
                               error);
  if (self->cell_rows == NULL)
    return FALSE;

  self->cells = jig_alloc (judged->n_rows, sizeof *self->cells, _("comparing models"), error);
  if (self->cells == NULL)
    return FALSE;

  for (gsize row = 0; row < judged->n_rows; row++)
    keys[row] = judged->targets[row] * judged->n_classes +
                (double) jig_judged_call (judged, row);
  if (!jig_stats_order (keys, judged->n_rows, self->cell_rows, error))
    return FALSE;

  mark_cells (self, keys);

  return TRUE;
}

static gboolean
order_rows (JigTally         *self,
            const JigJudged  *judged,
            GError          **error)
{
  jig_autofree double *turned = jig_alloc (judged->n_rows, sizeof *turned, _("comparing models"),
                                           error);

  if (turned == NULL)
    return FALSE;

  for (gsize row = 0; row < judged->n_rows; row++)
    turned[row] = -jig_judged_prediction (judged, row);

  return jig_stats_order (turned, judged->n_rows, self->ranked, error);
}

static gboolean
rank_rows (JigTally         *self,
           const JigJudged  *judged,
           GError          **error)
{
  const gsize n_rows = judged->n_rows;

  self->ranked = jig_alloc (n_rows, sizeof *self->ranked, _("comparing models"), error);
  if (self->ranked == NULL)
    return FALSE;

  self->flags = jig_alloc (n_rows, sizeof *self->flags, _("comparing models"), error);
  if (self->flags == NULL || !order_rows (self, judged, error))
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    {
      const guint32 row = self->ranked[i];
      const gboolean ends = i + 1 == n_rows ||
                            jig_judged_prediction (judged, row) !=
                            jig_judged_prediction (judged, self->ranked[i + 1]);

      self->flags[i] = (guint8) ((judged->targets[row] > 0.5 ? IS_POSITIVE : 0) |
                                 (ends ? ENDS_A_GROUP : 0));
    }

  return TRUE;
}

/**
 * jig_tally_new:
 * @judged: a model and rows that jig_metric_judge() takes; its weights are not
 *   looked at
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the tally, or %NULL with @error set
 */
JigTally *
jig_tally_new (const JigJudged  *judged,
               GError          **error)
{
  g_autoptr(JigTally) self = g_new0 (JigTally, 1);
  gboolean is_filled;

  g_return_val_if_fail (judged != NULL, NULL);

  self->task = judged->task;
  self->n_classes = judged->n_classes;
  self->n_rows = judged->n_rows;

  if (judged->task == JIG_TASK_REGRESSION)
    is_filled = fill_regression (self, judged, error);
  else
    is_filled = fill_classes (self, judged, error) && group_cells (self, judged, error) &&
                (judged->task != JIG_TASK_BINARY || rank_rows (self, judged, error));

  return is_filled ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_tally_n_scratch:
 * @self: a tally
 *
 * Returns: how many numbers of scratch jig_tally_judge() needs
 */
gsize
jig_tally_n_scratch (const JigTally *self)
{
  return 3 * (gsize) self->n_classes;
}

static double
sum_weights (const double *weights,
             gsize         n_rows)
{
  double sum = 0.0;

  for (gsize row = 0; row < n_rows; row++)
    sum += weights[row];

  return sum;
}

/* Kernel: n_terms is a constant wherever this is called. */
static inline void
sum_terms (const double *terms,
           const double *weights,
           gsize         n_rows,
           guint         n_terms,
           double       *sums)
{
  double lanes[N_REGRESSION_TERMS] = { 0.0 };

  for (gsize row = 0; row < n_rows; row++)
    for (guint i = 0; i < n_terms; i++)
      lanes[i] += weights[row] * terms[row * n_terms + i];

  memcpy (sums, lanes, n_terms * sizeof *sums);
}

static void
judge_regression (const JigTally *self,
                  const double   *weights,
                  double          weight,
                  double         *values)
{
  double sums[N_REGRESSION_TERMS];
  double spread;

  sum_terms (self->terms, weights, self->n_rows, N_REGRESSION_TERMS, sums);
  spread = sums[4] - sums[3] * sums[3] / weight;

  values[JIG_METRIC_RMSE] = sqrt (sums[0] / weight);
  values[JIG_METRIC_MAE] = sums[1] / weight;
  values[JIG_METRIC_BIAS] = sums[2] / weight;
  values[JIG_METRIC_R2] = spread > EQUAL * sums[4] ? 1.0 - sums[0] / spread : NAN;
}

/* (n_classes, 3): the weight of rows of the class, called so, and both. */
static void
count_classes (const JigTally *self,
               const double   *weights,
               double         *counts)
{
  gsize i = 0;

  memset (counts, 0, 3 * (gsize) self->n_classes * sizeof *counts);

  for (const Cell *cell = self->cells; cell < self->cells + self->n_cells; cell++)
    {
      double weight = 0.0;

      for (; i < cell->end; i++)
        weight += weights[self->cell_rows[i]];

      counts[3 * cell->class] += weight;
      counts[3 * cell->call + 1] += weight;
      if (cell->class == cell->call)
        counts[3 * cell->class + 2] += weight;
    }
}

/* F1 over the classes that occur or are called; recall over those that occur. */
static void
judge_macro (const JigTally *self,
             const double   *counts,
             double         *values)
{
  double f1 = 0.0;
  double recall = 0.0;
  gsize n_met = 0;
  gsize n_real = 0;

  for (guint k = 0; k < self->n_classes; k++)
    {
      const double *count = counts + 3 * k;

      if (count[0] + count[1] > 0.0)
        {
          f1 += 2.0 * count[2] / (count[0] + count[1]);
          n_met++;
        }
      if (count[0] > 0.0)
        {
          recall += count[2] / count[0];
          n_real++;
        }
    }

  values[JIG_METRIC_MACRO_F1] = f1 / (double) n_met;
  values[JIG_METRIC_MACRO_RECALL] = recall / (double) n_real;
}

/* The sweep of metric.c over rows that are in order already. Half of the rows are
 * of either class: asking which would cost more than the arithmetic. */
static void
judge_ranking (const JigTally *self,
               const double   *weights,
               double         *values)
{
  double positives = 0.0;
  double reached = 0.0;
  double hits = 0.0;
  double all = 0.0;
  double area = 0.0;
  double precision = 0.0;

  for (gsize i = 0; i < self->n_rows; i++)
    {
      const double weight = weights[self->ranked[i]];

      hits += (self->flags[i] & IS_POSITIVE) * weight;
      all += weight;
      if (!(self->flags[i] & ENDS_A_GROUP))
        continue;

      area += (all - hits) * (positives + 0.5 * hits);
      positives += hits;
      reached += all;
      precision += reached > 0.0 ? hits * positives / reached : 0.0;
      hits = 0.0;
      all = 0.0;
    }

  if (positives > 0.0 && reached > positives)
    values[JIG_METRIC_AUC] = area / (positives * (reached - positives));
  if (positives > 0.0)
    values[JIG_METRIC_AVERAGE_PRECISION] = precision / positives;
}

/**
 * jig_tally_judge:
 * @self: a tally
 * @weights: (n_rows,) not negative
 * @scratch: (jig_tally_n_scratch(),) overwritten
 * @values: (JIG_N_METRICS,) overwritten as jig_metric_judge() would with these
 *   weights, up to rounding
 *
 * Allocates nothing and sorts nothing.
 */
void
jig_tally_judge (const JigTally *self,
                 const double   *weights,
                 double         *scratch,
                 double         *values)
{
  const double weight = sum_weights (weights, self->n_rows);
  double sums[N_CLASS_TERMS];

  for (guint i = 0; i < JIG_N_METRICS; i++)
    values[i] = NAN;

  if (!(weight > 0.0))
    return;
  if (self->task == JIG_TASK_REGRESSION)
    {
      judge_regression (self, weights, weight, values);
      return;
    }

  sum_terms (self->terms, weights, self->n_rows, N_CLASS_TERMS, sums);
  values[JIG_METRIC_ERROR] = sums[0] / weight;
  values[JIG_METRIC_LOGLOSS] = sums[1] / weight;
  values[JIG_METRIC_BRIER] = sums[2] / weight;

  count_classes (self, weights, scratch);
  judge_macro (self, scratch, values);
  if (self->task == JIG_TASK_BINARY)
    judge_ranking (self, weights, values);
}
