/* What trees say of all rows at once. Tested by
 * tests/core/boost/boost-dropout.c. */

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/boost/boost-private.h"

#include <glib/gi18n-lib.h>

#define CHUNK_ROWS 4096

typedef struct
{
  const JigRouter  *router;
  const JigSamples *samples;
  guint             n_outputs;
  double           *routed;     /* (n_rows, n_outputs) */
  float            *margins;    /* (n_outputs, n_rows) */
} Routing;

static void
route_chunk (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Routing *routing = data;
  const JigSamples *samples = routing->samples;

  jig_router_predict (routing->router, samples->features + begin * samples->n_features,
                      end - begin, routing->routed + begin * routing->n_outputs);
  for (guint k = 0; k < routing->n_outputs; k++)
    for (gsize row = begin; row < end; row++)
      routing->margins[k * samples->n_rows + row] =
        (float) routing->routed[row * routing->n_outputs + k];
}

/**
 * jig_boost_margins_route:
 * @self: a training
 * @trees: (n_trees,) trees
 * @n_trees: how many there are
 * @base: (n_outputs,) what every row starts from
 * @samples: the rows
 * @margins: (out caller-allocates): (n_outputs, n_rows)
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * To the bit what a model of these trees predicts.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_margins_route (const JigBoostTraining  *self,
                         const JigTree           *trees,
                         gsize                    n_trees,
                         const double            *base,
                         const JigSamples        *samples,
                         float                   *margins,
                         GError                 **error)
{
  const guint n_outputs = self->booster->n_outputs;
  g_autoptr(JigRouter) router = jig_router_new (trees, n_trees, base, n_outputs,
                                                samples->n_features, error);
  jig_autofree double *routed = NULL;
  Routing routing = { router, samples, n_outputs, NULL, margins };

  if (router == NULL)
    return FALSE;

  routed = jig_alloc (samples->n_rows, n_outputs * sizeof *routed, _("training"), error);
  routing.routed = routed;

  return routed != NULL &&
         jig_parallel_for_checked (samples->n_rows, CHUNK_ROWS, route_chunk, &routing,
                                   &self->quiet, NULL, error);
}

static void
fill (const JigBooster *booster,
      gsize             n_rows,
      float            *margins)
{
  for (guint k = 0; k < booster->n_outputs; k++)
    for (gsize row = 0; row < n_rows; row++)
      margins[k * n_rows + row] = (float) booster->base[k];
}

static gboolean
renew (const JigBoostTraining  *self,
       const JigSamples        *samples,
       float                   *margins,
       GError                 **error)
{
  const JigBooster *booster = self->booster;

  if (booster->n_trees > 0)
    return jig_boost_margins_route (self, booster->trees, booster->n_trees, booster->base,
                                    samples, margins, error);

  fill (booster, samples->n_rows, margins);

  return TRUE;
}

/**
 * jig_boost_margins_renew:
 * @self: a training whose trees are others than before
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_margins_renew (JigBoostTraining  *self,
                         GError           **error)
{
  const JigSamples *watched = self->fit->watched;

  return renew (self, &self->samples, self->margins, error) &&
         (watched == NULL || renew (self, watched, self->watched, error));
}
