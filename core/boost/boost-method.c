/* How trees are grown: on histograms of bins, or on every value. */

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/boost/boost-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
prepare_histograms (JigBoostTraining   *self,
                    const JigProgress  *progress,
                    GError            **error)
{
  const JigProgress cuts = jig_progress_slice (progress, 0.0, 0.6);
  const JigProgress codes = jig_progress_slice (progress, 0.6, 1.0);

  self->binning = jig_binning_new (&self->samples, self->rules->max_bins, &cuts, error);
  if (self->binning == NULL)
    return FALSE;
  self->binned = jig_binned_new (self->binning, &self->samples, &codes, error);
  if (self->binned == NULL)
    return FALSE;
  self->gradient = jig_gradient_new (self->samples.n_rows, error);
  if (self->gradient == NULL)
    return FALSE;
  self->grow = jig_grow_new (self->binned, &self->rules->grow, error);

  return self->grow != NULL;
}

/* What a method needs that is kept from tree to tree. */
gboolean
jig_boost_method_prepare (JigBoostTraining   *self,
                          const JigProgress  *progress,
                          GError            **error)
{
  if (!self->rules->is_exact)
    return prepare_histograms (self, progress, error);
  if (self->objective->is_renewed && self->rules->grow.split.directions != NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("monotone: of this loss the exact method gives leaves medians or quantiles, of"
                     " which it knows no direction; choose the method of histograms."));
      return FALSE;
    }

  self->exact = jig_exact_new (&self->samples, &self->rules->grow, self->rules->exact_like,
                               progress, error);

  return self->exact != NULL;
}

/* Which features a tree, its levels and its nodes may ask for. */
guint64
jig_boost_method_get_key (const JigBoostTraining *self)
{
  return jig_random_hash (self->fit->seed, "column-sample", self->booster->n_trees);
}

static gboolean
grow_histograms (JigBoostTraining  *self,
                 gsize              n_columns,
                 JigTree           *tree,
                 GError           **error)
{
  const gsize first = tree->output * self->samples.n_rows;
  const guint64 key = jig_random_hash (self->fit->seed, "gradient", self->booster->n_trees);

  memcpy (self->rows, self->seen, self->n_seen * sizeof *self->rows);

  return jig_gradient_round (self->gradient, self->grad + first, self->hess + first,
                             self->rules->gradients, key, &self->quiet, error) &&
         jig_grow_tree (self->grow, self->gradient, self->columns, n_columns,
                        jig_boost_method_get_key (self), self->rows, self->n_seen,
                        self->margins + first, tree, &self->quiet, error);
}

static gboolean
grow_exact (JigBoostTraining  *self,
            gsize              n_columns,
            JigTree           *tree,
            GError           **error)
{
  const gsize first = tree->output * self->samples.n_rows;

  if (!jig_exact_tree (self->exact, self->grad + first, self->hess + first, self->columns,
                       n_columns, jig_boost_method_get_key (self), self->seen, self->n_seen, tree,
                       &self->quiet, error))
    return FALSE;

  if ((self->objective->is_renewed &&
       !jig_exact_renew (self->exact, &self->renewal, self->seen, self->n_seen, tree, error)) ||
      !jig_exact_add (self->exact, tree, self->margins + first, &self->quiet, error))
    {
      jig_tree_clear (tree);
      return FALSE;
    }

  return TRUE;
}

/* Grows a tree for its output. The rows it has learnt from get what it gives them;
 * all rows do if every value is looked at. */
gboolean
jig_boost_method_grow (JigBoostTraining  *self,
                       gsize              n_columns,
                       JigTree           *tree,
                       GError           **error)
{
  return self->rules->is_exact ? grow_exact (self, n_columns, tree, error)
                               : grow_histograms (self, n_columns, tree, error);
}
