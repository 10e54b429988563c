#include "core/boost/held-rows.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/random.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many of the training rows are set aside. */
#define HELD_SHARE 0.2

/**
 * jig_held_rows_clear:
 * @self: rows, some of which are set aside
 */
void
jig_held_rows_clear (JigHeldRows *self)
{
  jig_free (self->learnt_weights);
  jig_free (self->held_weights);
  memset (self, 0, sizeof *self);
}

static gboolean
share_out (JigHeldRows      *self,
           const JigSamples *samples,
           guint64           seed)
{
  double total_learnt = 0.0;
  double total_held = 0.0;

  for (gsize row = 0; row < samples->n_rows; row++)
    {
      const double draw = (double) (jig_random_hash (seed, "early-stop", row) >> 11);
      double *weights = draw < HELD_SHARE * 0x1p53 ? self->held_weights : self->learnt_weights;

      weights[row] = samples->weights != NULL ? samples->weights[row] : 1.0;
      total_learnt += self->learnt_weights[row];
      total_held += self->held_weights[row];
    }

  return total_learnt > 0.0 && total_held > 0.0;
}

/**
 * jig_held_rows_init:
 * @self: (out): for jig_held_rows_clear(), whatever is returned
 * @samples: the training rows; must outlive @self
 * @seed: the seed of the fit
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * Sets a fifth of the rows aside, each by its number and the seed.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_held_rows_init (JigHeldRows       *self,
                    const JigSamples  *samples,
                    guint64            seed,
                    GError           **error)
{
  const gsize n_rows = samples->n_rows;

  *self = (JigHeldRows) { *samples, *samples };
  self->learnt_weights = jig_alloc (n_rows, sizeof (double), _("early stopping"), error);
  if (self->learnt_weights == NULL)
    return FALSE;
  self->held_weights = jig_alloc (n_rows, sizeof (double), _("early stopping"), error);
  if (self->held_weights == NULL)
    return FALSE;

  self->learnt.weights = self->learnt_weights;
  self->held.weights = self->held_weights;
  if (share_out (self, samples, seed))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
               _("Early stopping sets a fifth of the rows aside, and there are too few:"
                 " switch it off (early_stop 0) or use more rows."));

  return FALSE;
}
