#include "core/base/progress.h"

/**
 * jig_progress_step:
 * @self: (nullable): where to report
 * @done: how many units are finished
 * @total: how many units there are
 * @what: (nullable): a short phrase for the status line
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Reports progress and asks, in one call, whether to go on.
 *
 * Call it once per unit the user would recognise (a tree, an epoch, a batch),
 * not once per row.
 *
 * Returns: %TRUE to go on, %FALSE with @error set to stop
 */
gboolean
jig_progress_step (const JigProgress  *self,
                   guint64             done,
                   guint64             total,
                   const char         *what,
                   GError            **error)
{
  double share;

  if (self == NULL)
    return TRUE;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  if (self->report == NULL)
    return TRUE;

  share = done < total ? (double) done / (double) total : 1.0;
  self->report (self->from + share * (self->to - self->from), what, self->user_data);

  return TRUE;
}

/**
 * jig_progress_is_cancelled:
 * @self: (nullable): where to report
 *
 * Asks without reporting, for places that have nothing new to say.
 *
 * Returns: %TRUE if the next jig_progress_step() will stop
 */
gboolean
jig_progress_is_cancelled (const JigProgress *self)
{
  return self != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/**
 * jig_progress_slice:
 * @self: (nullable): the parent
 * @from: where the slice starts in the parent, from 0 to 1
 * @to: where it ends
 *
 * Gives one phase of a computation its own part of the parent's bar.
 *
 * Returns: a progress that must not outlive what @self points to
 */
JigProgress
jig_progress_slice (const JigProgress *self,
                    double             from,
                    double             to)
{
  JigProgress slice = { 0 };

  if (self == NULL)
    return slice;

  slice = *self;
  slice.from = self->from + from * (self->to - self->from);
  slice.to = self->from + to * (self->to - self->from);

  return slice;
}
