/* Rounds that are left out while a new one is grown. Weights go into the leaves at
 * once, so that what is trained on, judged and predicted are the same. */

#include "core/base/alloc.h"
#include "core/boost/boost-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jig_boost_dropout_prepare:
 * @self: a training
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE if there is room to leave rounds out
 */
gboolean
jig_boost_dropout_prepare (JigBoostTraining  *self,
                           GError           **error)
{
  JigBoostDropout *dropout = &self->dropout;
  const gsize n_rounds = self->rules->n_rounds;

  dropout->best_leaves = JIG_ARRAY_INIT (double, _("the trees"));
  if (!(self->rules->dart.rate > 0.0))
    return TRUE;

  dropout->keys = jig_alloc (n_rounds, sizeof *dropout->keys, _("training"), error);
  if (dropout->keys == NULL)
    return FALSE;
  dropout->rounds = jig_alloc (n_rounds, sizeof *dropout->rounds, _("training"), error);

  return dropout->rounds != NULL;
}

void
jig_boost_dropout_clear (JigBoostDropout *self)
{
  jig_free (self->keys);
  jig_free (self->rounds);
  jig_array_clear (&self->best_leaves);
}

/* What the rounds that are left out say. */
static gboolean
route_dropped (const JigBoostTraining  *self,
               float                   *margins,
               GError                 **error)
{
  const JigBoostDropout *dropout = &self->dropout;
  const gsize n_outputs = self->booster->n_outputs;
  jig_autofree JigTree *trees = jig_alloc (dropout->n_rounds, n_outputs * sizeof *trees,
                                           _("training"), error);
  g_autofree double *nothing = g_new0 (double, n_outputs);

  if (trees == NULL)
    return FALSE;

  for (gsize i = 0; i < dropout->n_rounds; i++)
    memcpy (trees + i * n_outputs, self->booster->trees + dropout->rounds[i] * n_outputs,
            n_outputs * sizeof *trees);

  return jig_boost_margins_route (self, trees, dropout->n_rounds * n_outputs, nothing,
                                  &self->samples, margins, error);
}

/**
 * jig_boost_dropout_begin:
 * @self: a training
 * @round: the new round
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Chooses the rounds to leave out, if any, and takes what they say out of the
 * margins.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_dropout_begin (JigBoostTraining  *self,
                         guint              round,
                         GError           **error)
{
  const gsize n_margins = self->booster->n_outputs * self->samples.n_rows;
  JigBoostDropout *dropout = &self->dropout;
  jig_autofree float *dropped = NULL;

  dropout->n_rounds = jig_dart_drop (&self->rules->dart, self->fit->seed, round, dropout->keys,
                                     dropout->rounds);
  if (dropout->n_rounds == 0)
    return TRUE;

  dropped = jig_alloc (n_margins, sizeof *dropped, _("training"), error);
  if (dropped == NULL || !route_dropped (self, dropped, error))
    return FALSE;

  for (gsize i = 0; i < n_margins; i++)
    self->margins[i] -= dropped[i];

  return TRUE;
}

/* Leaves stay floats. */
static void
multiply_leaves (JigBooster *booster,
                 gsize       round,
                 double      factor)
{
  for (gsize t = round * booster->n_outputs; t < (round + 1) * booster->n_outputs; t++)
    for (gsize i = 0; i < booster->trees[t].n_nodes; i++)
      {
        JigTreeNode *node = &booster->trees[t].nodes[i];

        node->value = jig_tree_to_float (node->value * factor);
      }
}

/**
 * jig_boost_dropout_end:
 * @self: a training that has just grown a round
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Brings the rounds back that were left out; they and the new one are weighed.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_dropout_end (JigBoostTraining  *self,
                       GError           **error)
{
  const JigBoostDropout *dropout = &self->dropout;
  JigBooster *booster = self->booster;
  double new_weight;
  double factor;

  if (dropout->n_rounds == 0)
    return TRUE;

  jig_dart_weigh (&self->rules->dart, dropout->n_rounds, self->rules->grow.rate, &new_weight,
                  &factor);
  multiply_leaves (booster, booster->n_trees / booster->n_outputs - 1, new_weight);
  for (gsize i = 0; i < dropout->n_rounds; i++)
    multiply_leaves (booster, dropout->rounds[i], factor);

  return jig_boost_margins_renew (self, error);
}

/**
 * jig_boost_dropout_remember:
 * @self: a training that has just had its best round
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Later rounds may weigh the leaves anew, and then not be kept.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_dropout_remember (JigBoostTraining  *self,
                            GError           **error)
{
  const JigBooster *booster = self->booster;
  JigArray *leaves = &self->dropout.best_leaves;

  leaves->n_items = 0;
  if (!(self->rules->dart.rate > 0.0))
    return TRUE;

  for (gsize t = 0; t < booster->n_trees; t++)
    for (gsize i = 0; i < booster->trees[t].n_nodes; i++)
      if (!jig_array_append (leaves, &booster->trees[t].nodes[i].value, 1, error))
        return FALSE;

  return TRUE;
}

/**
 * jig_boost_dropout_recall:
 * @self: a training whose trees after the best round are gone
 *
 * Gives the leaves the values that they had then.
 */
void
jig_boost_dropout_recall (JigBoostTraining *self)
{
  const JigArray *leaves = &self->dropout.best_leaves;
  JigBooster *booster = self->booster;
  gsize place = 0;

  for (gsize t = 0; t < booster->n_trees && leaves->n_items > 0; t++)
    for (gsize i = 0; i < booster->trees[t].n_nodes; i++)
      booster->trees[t].nodes[i].value = jig_array_index (leaves, double, place++);
}
