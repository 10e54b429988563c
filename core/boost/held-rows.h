#pragma once

#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigHeldRows:
 * @learnt: the rows that are learnt from
 * @held: the rows that are set aside
 *
 * All rows twice: what is set aside weighs nothing in @learnt, and everything else
 * nothing in @held, so that both share features, bins and margins.
 */
typedef struct
{
  JigSamples  learnt;
  JigSamples  held;

  /*< private >*/
  double     *learnt_weights;   /* (n_rows,) */
  double     *held_weights;     /* (n_rows,) */
} JigHeldRows;

gboolean jig_held_rows_init  (JigHeldRows       *self,
                              const JigSamples  *samples,
                              guint64            seed,
                              GError           **error);
void     jig_held_rows_clear (JigHeldRows       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigHeldRows, jig_held_rows_clear)

G_END_DECLS
