#include "core/boost/booster.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>

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

/**
 * jig_booster_trim:
 * @self: a booster in the making
 * @n_trees: how many of its trees stay, from the first
 *
 * Gives the other trees back.
 */
void
jig_booster_trim (JigBooster *self,
                  gsize       n_trees)
{
  while (self->n_trees > n_trees)
    jig_tree_clear (&self->trees[--self->n_trees]);
}
