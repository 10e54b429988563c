#include "core/boost/router.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _JigRouter
{
  const JigTree *trees;        /* (n_trees,) */
  gsize          n_trees;
  const double  *base;         /* (n_outputs,) */
  guint          n_outputs;
  gsize          n_features;
};

/**
 * jig_router_new:
 * @trees: (n_trees,) that jig_tree_check() has accepted, or that were grown here
 * @n_trees: how many there are
 * @base: (n_outputs,) the margins every row starts from
 * @n_outputs: how many margins each row has
 * @n_features: how many features each row has
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): what predicts with the trees as long as they and
 *   @base are there, or %NULL with @error set
 */
JigRouter *
jig_router_new (const JigTree  *trees,
                gsize           n_trees,
                const double   *base,
                guint           n_outputs,
                gsize           n_features,
                GError        **error)
{
  JigRouter *self = jig_alloc (1, sizeof *self, _("a model"), error);

  if (self != NULL)
    *self = (JigRouter) { trees, n_trees, base, n_outputs, n_features };

  return self;
}

/**
 * jig_router_free:
 * @self: (transfer full) (nullable): a router
 */
void
jig_router_free (JigRouter *self)
{
  jig_free (self);
}

/**
 * jig_router_predict:
 * @self: a router
 * @features: (n_rows, n_features), row-major; NaN is missing
 * @n_rows: how many rows there are
 * @margins: (out caller-allocates): (n_rows, n_outputs), row-major
 *
 * Margins are floats, to which the trees add in order.
 *
 * Trees one after the other and, inside, rows: a tree stays in the cache. A few
 * hundred rows at a time are best.
 */
void
jig_router_predict (const JigRouter *self,
                    const double    *features,
                    gsize            n_rows,
                    double          *margins)
{
  for (gsize row = 0; row < n_rows; row++)
    memcpy (margins + row * self->n_outputs, self->base, self->n_outputs * sizeof *margins);

  for (gsize t = 0; t < self->n_trees; t++)
    for (gsize row = 0; row < n_rows; row++)
      {
        double *margin = margins + row * self->n_outputs + self->trees[t].output;
        double value = jig_tree_predict (&self->trees[t], features + row * self->n_features);

        *margin = (float) *margin + (float) value;
      }
}
