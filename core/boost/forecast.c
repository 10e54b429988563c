#include "core/boost/forecast.h"

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/parallel.h"
#include "core/boost/binned.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Trainings that are over in some ten milliseconds. */
#define FEW_ROWS     500
#define MORE_ROWS    4000
#define PROBE_ROUNDS 4

/* Whoever takes longer than this with few rows is not asked with more, in microseconds. */
#define PATIENCE 15000

/* Sizes of binning.c, histogram.c and grow-harvest.c. */
#define SAMPLE_ROWS     524288
#define GROUP_FEATURES  8
#define CHUNK_ROWS      32768
#define MAX_CHUNKS      16
#define HARVEST_ROWS    16384

/* Memory */

/* The nodes of a tree that grows as far as it may. */
static double
count_nodes (const JigForecastShape *shape,
             const JigGrowRules     *rules)
{
  const double deepest = ldexp (1.0, (int) MIN (rules->depth, 60));
  const double n_leaves = rules->leaves > 0 ? MIN ((double) rules->leaves, deepest) : deepest;

  return 2.0 * MIN (n_leaves, MAX ((double) shape->n_rows, 1.0)) - 1.0;
}

/* While cuts are looked for: values of a group of features, for each thread. */
static double
measure_binning (const JigForecastShape *shape,
                 guint                   n_threads)
{
  const double n_rows = (double) MIN (shape->n_rows, SAMPLE_ROWS);
  const gsize group = MIN (shape->n_features, GROUP_FEATURES);
  const gsize n_groups = (shape->n_features + GROUP_FEATURES - 1) / GROUP_FEATURES;
  const double n_busy = (double) MIN (n_groups, n_threads);

  return n_busy * n_rows * ((double) (group + 1) * sizeof (guint64) + sizeof (float));
}

/* Histograms that wait on the way down, and those that chunks of rows fill. */
static double
measure_histograms (const JigForecastShape *shape,
                    const JigBoosterRules  *rules,
                    guint                   n_threads)
{
  const double n_bins = (double) MIN ((gsize) rules->max_bins + 1, shape->n_rows + 1);
  const double size = (double) shape->n_features * n_bins * sizeof (guint64);
  const double n_leaves = (count_nodes (shape, &rules->grow) + 1.0) / 2.0;
  const double n_waiting = rules->grow.by_gain ? n_leaves : rules->grow.depth + 1.0;
  const double n_chunks = (double) MIN ((shape->n_rows + CHUNK_ROWS - 1) / CHUNK_ROWS,
                                        MAX_CHUNKS);
  const double n_benches = shape->n_rows > CHUNK_ROWS ? n_threads : 1.0;

  return size * (n_waiting * n_benches + MAX (n_chunks - 1.0, 0.0));
}

static double
measure_trees (const JigForecastShape *shape,
               const JigBoosterRules  *rules)
{
  const double n_nodes = count_nodes (shape, &rules->grow);
  const double n_trees = (double) rules->n_rounds * shape->n_outputs;
  const double n_chunks = ceil ((double) shape->n_rows / HARVEST_ROWS);

  return MIN (n_trees * n_nodes, JIG_LIMIT_TREE_NODES) * sizeof (JigTreeNode)
         + n_trees * sizeof (JigTree)
         + n_chunks * n_nodes * sizeof (JigGradHess);
}

/* What each row has, apart from its features. */
static double
measure_row (const JigForecastShape *shape,
             const JigBoosterRules  *rules)
{
  const JigSplitRules *split = &rules->grow.split;
  double size = shape->n_outputs * 3.0 * sizeof (float);    /* derivatives and margins */

  size += 2.0 * sizeof (guint32);                           /* rows seen, rows in order */
  size += sizeof (guint64) + 2.0 * sizeof (guint32);        /* pairs, scratch, leaves */
  if (split->min_rows > 1 || split->path_smooth > 0.0)
    size += sizeof (guint64);
  if (rules->early_stop > 0)
    size += 2.0 * sizeof (double);
  if (rules->row_share < 1.0)
    size += sizeof (guint32);

  return size;
}

/**
 * jig_forecast_memory:
 * @shape: how large the training is
 * @rules: how trees are grown
 * @n_threads: how many threads grow them
 *
 * Adds up what the trainer asks for, when it asks for most: either while it looks
 * for cuts or while it grows trees that use all they may. Features that share a
 * code, and trees that stay small, need less.
 *
 * Returns: how many bytes the trainer needs, beside the features
 */
guint64
jig_forecast_memory (const JigForecastShape *shape,
                     const JigBoosterRules  *rules,
                     guint                   n_threads)
{
  const double n_rows = (double) shape->n_rows;
  const double bins = n_rows * (double) (shape->n_features
                                         + jig_binned_choose_stride (shape->n_features));
  const double growing = bins + n_rows * measure_row (shape, rules)
                         + (double) shape->n_watched * shape->n_outputs * sizeof (float)
                         + measure_histograms (shape, rules, n_threads)
                         + measure_trees (shape, rules);

  return (guint64) MAX (growing, measure_binning (shape, n_threads));
}

/* Time */

/* When the points of a learning curve came, in microseconds. */
typedef struct
{
  gint64 points[PROBE_ROUNDS];
  gsize  n_points;
} Watch;

/* A short training: everything before the first round, and one round; in
 * microseconds. */
typedef struct
{
  gsize            n_rows;
  double           setup;
  double           round;
  JigForecastShape shape;
} Probe;

static void
point_cb (const JigCurvePoint *point,
          gpointer             user_data)
{
  Watch *watch = user_data;

  if (watch->n_points < PROBE_ROUNDS)
    watch->points[watch->n_points++] = jig_clock_monotonic ();
}

/* @n_wanted of them, evenly. */
static JigRows *
thin_out (const JigRows  *rows,
          gsize           n_all,
          gsize           n_wanted,
          GError        **error)
{
  jig_autofree guint32 *ids = jig_alloc (n_wanted, sizeof *ids, _("the rows"), error);

  if (ids == NULL)
    return NULL;

  for (gsize i = 0; i < n_wanted; i++)
    {
      const gsize at = (gsize) ((double) i * (double) n_all / (double) n_wanted);

      ids[i] = rows != NULL ? jig_rows_get_ids (rows)[at] : (guint32) at;
    }

  return jig_rows_new_take (g_steal_pointer (&ids), n_wanted);
}

/* The shortest of the rounds: what else the machine did is not the training's. */
static void
read_watch (const Watch *watch,
            gint64       begin,
            gint64       end,
            Probe       *probe)
{
  double shortest = INFINITY;

  for (gsize i = 1; i < watch->n_points; i++)
    shortest = MIN (shortest, (double) (watch->points[i] - watch->points[i - 1]));

  probe->round = isfinite (shortest) ? shortest : 0.0;
  probe->setup = isfinite (shortest)
                 ? MAX ((double) (watch->points[0] - begin) - shortest, 0.0)
                 : (double) (end - begin);
}

static JigValues *
shorten (const JigBundlePlan *plan)
{
  JigValues *values = plan->values != NULL ? jig_values_copy (plan->values)
                                           : jig_values_new (plan->ops->params);

  if (g_str_equal (plan->ops->id, "boost"))
    {
      jig_values_set_int (values, "trees", PROBE_ROUNDS, NULL);
      jig_values_set_int (values, "early_stop", 0, NULL);
    }

  return values;
}

static gboolean
try_rows (const JigBundlePlan  *plan,
          const Probe          *whole,
          gsize                 n_rows,
          Probe                *probe,
          const JigProgress    *quiet,
          GError              **error)
{
  const double share = (double) n_rows / (double) MAX (whole->n_rows, 1);
  const gsize n_watched = (gsize) ceil (share * (double) whole->shape.n_watched);
  g_autoptr(JigRows) train = thin_out (plan->train, whole->n_rows, n_rows, error);
  g_autoptr(JigRows) watched = NULL;
  g_autoptr(JigValues) values = shorten (plan);
  g_autoptr(JigBundle) bundle = NULL;
  JigBundlePlan part = *plan;
  Watch watch = { { 0 } };
  gint64 begin;

  if (train == NULL)
    return FALSE;
  if (n_watched > 0)
    {
      watched = thin_out (plan->watched, whole->shape.n_watched, n_watched, error);
      if (watched == NULL)
        return FALSE;
    }

  part.train = train;
  part.watched = watched;
  part.values = values;
  part.n_golden = 0;
  part.on_point = point_cb;
  part.user_data = &watch;

  begin = jig_clock_monotonic ();
  bundle = jig_bundle_fit (&part, quiet, error);
  if (bundle == NULL)
    return FALSE;

  probe->n_rows = n_rows;
  probe->shape.n_features = jig_model_get_n_features (jig_bundle_get_model (bundle));
  probe->shape.n_outputs = jig_model_get_n_outputs (jig_bundle_get_model (bundle));
  read_watch (&watch, begin, jig_clock_monotonic (), probe);

  return TRUE;
}

/* Along a line, which does not fall. */
static double
extend (double few_rows,
        double few,
        double more_rows,
        double more,
        double rows)
{
  if (!(more_rows > few_rows))
    return few * rows / few_rows;

  return more + MAX (more - few, 0.0) / (more_rows - few_rows) * (rows - more_rows);
}

/* What the rows take before the trainer sees them: out of the table, then as features. */
static double
measure_features (const JigBundlePlan *plan,
                  const Probe         *whole)
{
  const double n_all = (double) MAX (jig_frame_get_n_rows (plan->frame), 1);
  const double n_rows = (double) (whole->n_rows + whole->shape.n_watched);
  const double row = (double) jig_frame_get_n_bytes (plan->frame) / n_all
                     + (double) whole->shape.n_features * sizeof (double)
                     + sizeof (guint32) + 2.0 * sizeof (double);

  return n_rows * row + n_all * sizeof (double);
}

static gboolean
add_up (const JigBundlePlan  *plan,
        const Probe          *whole,
        JigForecast          *forecast,
        GError              **error)
{
  const JigForecastShape shape = { whole->n_rows, whole->shape.n_watched, whole->shape.n_features,
                                   whole->shape.n_outputs };
  g_autoptr(JigValues) usual = plan->values == NULL ? jig_values_new (plan->ops->params) : NULL;
  JigBoosterRules rules;

  *forecast = (JigForecast) { whole->setup / 1e6, (guint64) measure_features (plan, whole) };
  if (!g_str_equal (plan->ops->id, "boost"))
    return TRUE;

  if (!jig_boost_settings_read (plan->values != NULL ? plan->values : usual, &rules, error))
    return FALSE;

  forecast->seconds += whole->round / 1e6 * rules.n_rounds;
  forecast->n_bytes += jig_forecast_memory (&shape, &rules, jig_parallel_get_n_threads ());

  return TRUE;
}

/**
 * jig_forecast_measure:
 * @plan: what somebody wants to train
 * @self: (out): about what that will cost
 * @progress: (nullable): can be cancelled
 * @error: return location for whatever speaks against the training, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Trains a few rounds on a few rows, then on some more, here and now, and goes on
 * along the line through both. Rounds that early stopping would spare are counted.
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_forecast_measure (const JigBundlePlan  *plan,
                      JigForecast          *self,
                      const JigProgress    *progress,
                      GError              **error)
{
  const JigProgress quiet = { progress != NULL ? progress->cancellable : NULL };
  Probe whole = { 0 };
  Probe few = { 0 };
  Probe more = { 0 };

  g_return_val_if_fail (plan != NULL && plan->frame != NULL && self != NULL, FALSE);

  whole.n_rows = plan->train != NULL ? jig_rows_get_size (plan->train)
                                     : jig_frame_get_n_rows (plan->frame);
  whole.shape.n_watched = plan->watched != NULL ? jig_rows_get_size (plan->watched) : 0;
  if (!try_rows (plan, &whole, MIN (whole.n_rows, FEW_ROWS), &few, &quiet, error))
    return FALSE;

  more = few;
  if (whole.n_rows > FEW_ROWS && few.setup + few.round * PROBE_ROUNDS < PATIENCE &&
      !try_rows (plan, &whole, MIN (whole.n_rows, MORE_ROWS), &more, &quiet, error))
    return FALSE;

  whole.shape.n_features = more.shape.n_features;
  whole.shape.n_outputs = more.shape.n_outputs;
  whole.setup = extend ((double) few.n_rows, few.setup, (double) more.n_rows, more.setup,
                        (double) whole.n_rows);
  whole.round = extend ((double) few.n_rows, few.round, (double) more.n_rows, more.round,
                        (double) whole.n_rows);

  return add_up (plan, &whole, self, error);
}

/**
 * jig_forecast_check:
 * @self: what a training will cost
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE if there is as much memory, or %FALSE with @error set
 */
gboolean
jig_forecast_check (const JigForecast  *self,
                    GError            **error)
{
  const gsize budget = jig_alloc_get_budget ();
  const gsize used = jig_alloc_get_in_use ();
  const gsize left = budget > used ? budget - used : 0;
  g_autofree char *needed = NULL;
  g_autofree char *rest = NULL;

  if (budget == G_MAXSIZE || self->n_bytes <= left)
    return TRUE;

  needed = jig_alloc_format_size (self->n_bytes);
  rest = jig_alloc_format_size (left);
  g_set_error (error, JIG_ERROR, JIG_ERROR_MEMORY,
               _("This training needs about %s of memory, and %s are left: use fewer rows or "
                 "columns, or another machine."), needed, rest);

  return FALSE;
}
