/* How good the rounds so far are, and whether they are enough. Tested by
 * tests/core/boost/boost-training.c. */

#include "core/boost/boost-private.h"

#include <math.h>

static gboolean
judge (const JigBoostTraining  *self,
       const JigSamples        *samples,
       const float             *margins,
       double                  *loss,
       GError                 **error)
{
  const JigLossRows rows = jig_boost_training_view (self, samples, margins);

  return jig_objective_loss (self->objective, &rows, loss, &self->quiet, error);
}

/* Without rows to watch the test curve is that of the rows set aside. */
gboolean
jig_boost_scores_add (JigBoostTraining  *self,
                      guint              round,
                      GArray            *curve,
                      GError           **error)
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
      if (self->held.n_rows > 0 && !jig_boost_dropout_remember (self, error))
        return FALSE;
    }
  jig_fit_add_point (self->fit, curve, &point);

  return TRUE;
}

gboolean
jig_boost_scores_stop (const JigBoostTraining *self,
                       guint                   round)
{
  return self->held.n_rows > 0 && round - self->best_round >= self->rules->early_stop;
}
