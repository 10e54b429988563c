#include "core/boost/booster.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/boost/objective.h"
#include "core/boost/row-sample.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define CHUNK_ROWS 4096

/* How many of the training rows early stopping sets aside. */
#define HELD_SHARE 0.2

/* What part of the progress bar binning gets. */
#define BINNING_SHARE 0.05

/* One training. What early stopping sets aside weighs nothing in @samples and
 * everything in @held, so that both share features, bins and margins. */
typedef struct
{
  const JigFit          *fit;
  const JigBoosterRules *rules;
  const JigObjective    *objective;
  JigBooster            *booster;        /* grows with the rounds */
  JigSamples             samples;        /* what is learnt from */
  JigSamples             held;           /* what decides when to stop; no rows: nothing does */
  double                *train_weights;  /* (nullable) (n_rows,) of @samples */
  double                *held_weights;   /* (nullable) (n_rows,) of @held */
  JigBinning            *binning;
  JigBinned             *binned;
  JigGrow               *grow;
  JigGradient           *gradient;
  float                 *grad;           /* (n_outputs, n_rows) */
  float                 *hess;           /* (n_outputs, n_rows) */
  float                 *margins;        /* (n_outputs, n_rows) */
  float                 *watched;        /* (n_outputs, n_watched) margins */
  guint32               *seen;           /* (n_rows,) of this round, then the others */
  gsize                  n_seen;
  guint32               *rows;           /* (n_rows,) as a tree groups them */
  guint32               *columns;        /* (n_features,) */
  guint64               *keys;           /* (n_features,) */
  gsize                  n_nodes;        /* of all trees so far */
  double                 best_loss;
  guint                  best_round;
  JigProgress            quiet;          /* can be cancelled, tells nobody */
} Training;

/**
 * jig_booster_new:
 * @n_outputs: how many margins each row has
 * @n_features: how many features each row has
 * @n_trees: how many trees there is room for
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): a booster of no trees yet, or %NULL with @error set
 */
JigBooster *
jig_booster_new (guint    n_outputs,
                 gsize    n_features,
                 gsize    n_trees,
                 GError **error)
{
  g_autoptr(JigBooster) self = g_new0 (JigBooster, 1);

  self->n_outputs = n_outputs;
  self->n_features = n_features;
  self->base = jig_alloc (n_outputs, sizeof *self->base, _("a model"), error);
  if (self->base == NULL)
    return NULL;
  self->trees = jig_alloc (n_trees, sizeof *self->trees, _("the trees"), error);

  return self->trees != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_booster_free:
 * @self: (transfer full) (nullable): a booster
 */
void
jig_booster_free (JigBooster *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < self->n_trees; i++)
    jig_tree_clear (&self->trees[i]);
  g_clear_pointer (&self->router, jig_router_free);
  jig_free (self->trees);
  jig_free (self->base);
  g_free (self);
}

static void
clear_training (Training *self)
{
  g_clear_pointer (&self->booster, jig_booster_free);
  g_clear_pointer (&self->grow, jig_grow_free);
  g_clear_pointer (&self->binned, jig_binned_free);
  g_clear_pointer (&self->binning, jig_binning_free);
  g_clear_pointer (&self->gradient, jig_gradient_free);
  jig_free (self->train_weights);
  jig_free (self->held_weights);
  jig_free (self->grad);
  jig_free (self->hess);
  jig_free (self->margins);
  jig_free (self->watched);
  jig_free (self->seen);
  jig_free (self->rows);
  jig_free (self->columns);
  jig_free (self->keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, clear_training)

/* Sets a fifth of the rows aside, each by its number and the seed. */
static gboolean
hold_rows (Training  *self,
           GError   **error)
{
  const gsize n_rows = self->samples.n_rows;
  double total_train = 0.0;
  double total_held = 0.0;

  self->train_weights = jig_alloc (n_rows, sizeof (double), _("early stopping"), error);
  if (self->train_weights == NULL)
    return FALSE;
  self->held_weights = jig_alloc (n_rows, sizeof (double), _("early stopping"), error);
  if (self->held_weights == NULL)
    return FALSE;

  for (gsize row = 0; row < n_rows; row++)
    {
      const double draw = (double) (jig_random_hash (self->fit->seed, "early-stop", row) >> 11);
      double *weights = draw < HELD_SHARE * 0x1p53 ? self->held_weights : self->train_weights;

      weights[row] = self->samples.weights != NULL ? self->samples.weights[row] : 1.0;
      total_train += self->train_weights[row];
      total_held += self->held_weights[row];
    }

  if (!(total_train > 0.0 && total_held > 0.0))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("Early stopping sets a fifth of the rows aside, and there are too few:"
                     " switch it off (early_stop 0) or use more rows."));
      return FALSE;
    }

  self->held = self->samples;
  self->held.weights = self->held_weights;
  self->samples.weights = self->train_weights;

  return TRUE;
}

static gboolean
make_room (Training  *self,
           GError   **error)
{
  const gsize n_rows = self->samples.n_rows;
  const gsize n_features = self->samples.n_features;
  const gsize n_outputs = self->booster->n_outputs;
  const gsize n_watched = self->fit->watched != NULL ? self->fit->watched->n_rows : 0;
  const struct
  {
    gpointer place;
    gsize    n_items;
    gsize    item_size;
  } rooms[] = {
    { &self->grad, n_rows, n_outputs * sizeof (float) },
    { &self->hess, n_rows, n_outputs * sizeof (float) },
    { &self->margins, n_rows, n_outputs * sizeof (float) },
    { &self->watched, n_watched, n_outputs * sizeof (float) },
    { &self->seen, n_rows, sizeof (guint32) },
    { &self->rows, n_rows, sizeof (guint32) },
    { &self->columns, n_features, sizeof (guint32) },
    { &self->keys, n_features, sizeof (guint64) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      gpointer memory = jig_alloc (rooms[i].n_items, rooms[i].item_size, _("training"), error);

      if (memory == NULL)
        return FALSE;
      *(gpointer *) rooms[i].place = memory;
    }

  self->gradient = jig_gradient_new (n_rows, error);
  self->grow = self->gradient != NULL ? jig_grow_new (self->binned, &self->rules->grow, error)
                                      : NULL;

  return self->grow != NULL;
}

static void
fill_margins (const JigBooster *booster,
              gsize             n_rows,
              float            *margins)
{
  for (guint k = 0; k < booster->n_outputs; k++)
    for (gsize row = 0; row < n_rows; row++)
      margins[k * n_rows + row] = (float) booster->base[k];
}

/* Every row starts from the same margins. */
static gboolean
start (Training  *self,
       GError   **error)
{
  JigBooster *booster = self->booster;
  JigFit fit = *self->fit;
  double margin;

  fit.samples = &self->samples;
  if (isnan (self->rules->base_score))
    {
      if (!self->objective->start (&fit, booster->base, error))
        return FALSE;
    }
  else if (self->objective->to_margin (self->rules->base_score, &margin))
    {
      for (guint k = 0; k < booster->n_outputs; k++)
        booster->base[k] = margin;
    }
  else
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("base_score must be a probability between 0 and 1, not %g."),
                   self->rules->base_score);
      return FALSE;
    }

  for (guint k = 0; k < booster->n_outputs; k++)
    booster->base[k] = jig_tree_to_float (booster->base[k]);
  fill_margins (booster, self->samples.n_rows, self->margins);
  if (self->fit->watched != NULL)
    fill_margins (booster, self->fit->watched->n_rows, self->watched);

  return TRUE;
}

typedef struct
{
  const Training *training;
  const JigTree  *tree;
  float          *margins;     /* (n_rows,) of the tree's output */
} Walk;

static void
add_unseen_chunk (gsize    chunk,
                  gsize    begin,
                  gsize    end,
                  gpointer data)
{
  const Walk *walk = data;
  const Training *training = walk->training;

  jig_grow_add (training->grow, walk->tree, training->seen + training->n_seen + begin, end - begin,
                walk->margins);
}

static void
add_watched_chunk (gsize    chunk,
                   gsize    begin,
                   gsize    end,
                   gpointer data)
{
  const Walk *walk = data;
  const JigSamples *watched = walk->training->fit->watched;

  for (gsize row = begin; row < end; row++)
    walk->margins[row] += (float) jig_tree_predict (walk->tree, watched->features +
                                                    row * watched->n_features);
}

/* Rows that the tree has not learnt from get what it gives them. */
static gboolean
add_to_others (Training       *self,
               const JigTree  *tree,
               GError        **error)
{
  const gsize n_rows = self->samples.n_rows;
  const JigSamples *watched = self->fit->watched;
  Walk walk = { self, tree, self->margins + tree->output * n_rows };

  if (!jig_parallel_for_checked (n_rows - self->n_seen, CHUNK_ROWS, add_unseen_chunk, &walk,
                                 &self->quiet, NULL, error))
    return FALSE;
  if (watched == NULL)
    return TRUE;

  walk.margins = self->watched + tree->output * watched->n_rows;

  return jig_parallel_for_checked (watched->n_rows, CHUNK_ROWS, add_watched_chunk, &walk,
                                   &self->quiet, NULL, error);
}

static gboolean
grow_tree (Training  *self,
           guint      output,
           GError   **error)
{
  JigBooster *booster = self->booster;
  JigTree *tree = &booster->trees[booster->n_trees];
  const gsize first = output * self->samples.n_rows;
  const guint64 key = jig_random_hash (self->fit->seed, "gradient", booster->n_trees);
  const gsize n_columns = jig_row_sample_columns (self->samples.n_features,
                                                  self->rules->column_share, self->fit->seed,
                                                  booster->n_trees, self->keys, self->columns);

  memcpy (self->rows, self->seen, self->n_seen * sizeof *self->rows);
  tree->output = output;
  if (!jig_gradient_round (self->gradient, self->grad + first, self->hess + first, FALSE, key,
                           &self->quiet, error) ||
      !jig_grow_tree (self->grow, self->gradient, self->columns, n_columns, self->rows,
                      self->n_seen, self->margins + first, tree, &self->quiet, error))
    return FALSE;

  booster->n_trees++;
  self->n_nodes += tree->n_nodes;
  if (self->n_nodes > JIG_LIMIT_TREE_NODES)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("The trees have more than the %d nodes a model may have: use fewer or less"
                     " deep ones."), JIG_LIMIT_TREE_NODES);
      return FALSE;
    }

  return add_to_others (self, tree, error);
}

static gboolean
see_rows (Training  *self,
          guint      round,
          GError   **error)
{
  if (self->rules->row_share < 1.0)
    return jig_row_sample_rows (self->samples.n_rows, self->rules->row_share, self->fit->seed,
                                round, self->seen, &self->n_seen, &self->quiet, error);

  self->n_seen = self->samples.n_rows;
  for (gsize row = 0; row < self->n_seen; row++)
    self->seen[row] = (guint32) row;

  return TRUE;
}

/* What a loss is derived of, or judged by. */
static JigLossRows
view_rows (const Training   *self,
           const JigSamples *samples,
           const float      *margins)
{
  return (JigLossRows) { margins, samples->targets, samples->weights, samples->n_rows,
                         self->booster->n_outputs, self->grad, self->hess };
}

/* One tree per output, all from the same derivatives. */
static gboolean
do_round (Training  *self,
          guint      round,
          GError   **error)
{
  const JigLossRows rows = view_rows (self, &self->samples, self->margins);

  if (!see_rows (self, round, error) ||
      !jig_objective_derive (self->objective, &rows, &self->quiet, error))
    return FALSE;

  for (guint k = 0; k < self->booster->n_outputs; k++)
    if (!grow_tree (self, k, error))
      return FALSE;

  return TRUE;
}

static gboolean
judge (const Training    *self,
       const JigSamples  *samples,
       const float       *margins,
       double            *loss,
       GError           **error)
{
  const JigLossRows rows = view_rows (self, samples, margins);

  return jig_objective_loss (self->objective, &rows, loss, &self->quiet, error);
}

/* Without rows to watch the test curve is that of the rows set aside. */
static gboolean
judge_round (Training  *self,
             guint      round,
             GArray    *curve,
             GError   **error)
{
  const JigSamples *watched = self->fit->watched;
  JigCurvePoint point = { round, NAN, NAN };
  double held = NAN;

  if (!judge (self, &self->samples, self->margins, &point.train, error) ||
      (watched != NULL && !judge (self, watched, self->watched, &point.test, error)) ||
      (self->held.n_rows > 0 && !judge (self, &self->held, self->margins, &held, error)))
    return FALSE;

  if (watched == NULL)
    point.test = held;
  if (held < self->best_loss || self->held.n_rows == 0)
    {
      self->best_loss = held;
      self->best_round = round;
    }
  jig_fit_add_point (self->fit, curve, &point);

  return TRUE;
}

static gboolean
is_enough (const Training *self,
           guint           round)
{
  return self->held.n_rows > 0 && round - self->best_round >= self->rules->early_stop;
}

static gboolean
do_rounds (Training           *self,
           GArray             *curve,
           const JigProgress  *progress,
           GError            **error)
{
  const guint n_rounds = self->rules->n_rounds;

  for (guint round = 1; round <= n_rounds; round++)
    {
      if (!do_round (self, round, error) ||
          !judge_round (self, round, curve, error) ||
          !jig_progress_step (progress, round, n_rounds, _("Growing trees"), error))
        return FALSE;
      if (is_enough (self, round))
        break;
    }

  return TRUE;
}

/* Trees after the best round are given back. */
static void
trim (JigBooster *booster,
      gsize       n_trees)
{
  while (booster->n_trees > n_trees)
    jig_tree_clear (&booster->trees[--booster->n_trees]);
}

static gboolean
prepare (Training           *self,
         const JigProgress  *progress,
         GError            **error)
{
  const JigProgress cuts = jig_progress_slice (progress, 0.0, 0.6);
  const JigProgress codes = jig_progress_slice (progress, 0.6, 1.0);

  if (self->rules->early_stop > 0 && !hold_rows (self, error))
    return FALSE;

  self->binning = jig_binning_new (&self->samples, self->rules->max_bins, &cuts, error);
  if (self->binning == NULL)
    return FALSE;

  self->binned = jig_binned_new (self->binning, &self->samples, &codes, error);

  return self->binned != NULL && make_room (self, error) && start (self, error);
}

/**
 * jig_booster_fit:
 * @fit: what to learn from
 * @rules: how
 * @curve: of #JigCurvePoint, to be added to
 * @progress: (nullable): told after each round
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_VALUE,
 *   %JIG_ERROR_LIMIT, %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Grows trees on the derivatives of the loss (Friedman 2001; Chen and Guestrin
 * 2016). Early stopping never looks at the watched rows: it sets a fifth of the
 * training rows aside and keeps the rounds up to the best one on these.
 *
 * Returns: (transfer full): the booster, or %NULL with @error set
 */
JigBooster *
jig_booster_fit (const JigFit           *fit,
                 const JigBoosterRules  *rules,
                 GArray                 *curve,
                 const JigProgress      *progress,
                 GError                **error)
{
  const guint n_outputs = jig_task_n_outputs (fit->task, fit->n_classes);
  const JigProgress first = jig_progress_slice (progress, 0.0, BINNING_SHARE);
  const JigProgress rest = jig_progress_slice (progress, BINNING_SHARE, 1.0);
  g_auto(Training) training = { fit, rules, jig_objective_of_task (fit->task) };

  training.samples = *fit->samples;
  training.best_loss = INFINITY;
  if (progress != NULL)
    training.quiet.cancellable = progress->cancellable;

  training.booster = jig_booster_new (n_outputs, fit->samples->n_features,
                                      (gsize) n_outputs * rules->n_rounds, error);
  if (training.booster == NULL ||
      !prepare (&training, &first, error) ||
      !do_rounds (&training, curve, &rest, error))
    return NULL;

  trim (training.booster, (gsize) training.best_round * n_outputs);

  return g_steal_pointer (&training.booster);
}
