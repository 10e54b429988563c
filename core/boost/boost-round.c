/* One round: a tree per output, all from the same derivatives. Tested by
 * tests/core/boost/boost-training.c. */

#include "core/base/limits.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/boost/boost-private.h"
#include "core/boost/gradient-sample.h"
#include "core/boost/row-sample.h"

#include <glib/gi18n-lib.h>

#define CHUNK_ROWS 4096

typedef struct
{
  const JigBoostTraining *training;
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
  const JigBoostTraining *training = walk->training;

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
add_to_others (JigBoostTraining  *self,
               const JigTree     *tree,
               GError           **error)
{
  const gsize n_rows = self->samples.n_rows;
  const JigSamples *watched = self->fit->watched;
  Walk walk = { self, tree, self->margins + tree->output * n_rows };

  if (self->exact == NULL &&
      !jig_parallel_for_checked (n_rows - self->n_seen, CHUNK_ROWS, add_unseen_chunk, &walk,
                                 &self->quiet, NULL, error))
    return FALSE;
  if (watched == NULL)
    return TRUE;

  walk.margins = self->watched + tree->output * watched->n_rows;

  return jig_parallel_for_checked (watched->n_rows, CHUNK_ROWS, add_watched_chunk, &walk,
                                   &self->quiet, NULL, error);
}

static gsize
see_columns (JigBoostTraining *self)
{
  const gsize n_features = self->samples.n_features;
  const guint64 key = jig_boost_method_get_key (self);

  for (gsize i = 0; i < n_features; i++)
    self->columns[i] = (guint32) i;

  return jig_row_sample_columns (self->columns, n_features, self->rules->column_share, key,
                                 self->keys);
}

static gboolean
grow_tree (JigBoostTraining  *self,
           guint              output,
           GError           **error)
{
  JigBooster *booster = self->booster;
  JigTree *tree = &booster->trees[booster->n_trees];
  const gsize n_columns = see_columns (self);

  tree->output = output;
  if (!jig_boost_method_grow (self, n_columns, tree, error))
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

  return self->dropout.n_rounds > 0 || add_to_others (self, tree, error);
}

/* What the trees of a round learn from may hang on the derivatives. */
static gboolean
see_rows (JigBoostTraining  *self,
          guint              round,
          GError           **error)
{
  const JigBoosterRules *rules = self->rules;

  if (jig_gradient_sample_is_on (&rules->gradient_sample, rules->grow.rate, round))
    return jig_gradient_sample_rows (&rules->gradient_sample, &self->samples,
                                     self->booster->n_outputs, self->fit->seed, round, self->grad,
                                     self->hess, self->seen, &self->n_seen, &self->quiet, error);
  if (rules->row_share < 1.0)
    return jig_row_sample_rows (self->samples.n_rows, rules->row_share, self->fit->seed,
                                round, self->seen, &self->n_seen, &self->quiet, error);

  self->n_seen = self->samples.n_rows;
  for (gsize row = 0; row < self->n_seen; row++)
    self->seen[row] = (guint32) row;

  return TRUE;
}

/* One tree per output, all from the same derivatives. */
gboolean
jig_boost_round_grow (JigBoostTraining  *self,
                      guint              round,
                      GError           **error)
{
  const JigLossRows rows = jig_boost_training_view (self, &self->samples, self->margins);

  if (!jig_boost_dropout_begin (self, round, error) ||
      !jig_objective_derive (self->objective, &rows, &self->quiet, error) ||
      !see_rows (self, round, error))
    return FALSE;

  for (guint k = 0; k < self->booster->n_outputs; k++)
    if (!grow_tree (self, k, error))
      return FALSE;

  return jig_boost_dropout_end (self, error);
}
