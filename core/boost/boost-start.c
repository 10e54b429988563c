/* Where training begins: with the same margin for every row, or where another
 * training ended. */

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/boost/boost-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
refuse_base_score (const JigBoostTraining  *self,
                   GError                 **error)
{
  if (self->objective->link == JIG_LINK_EXP)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("base_score must be above 0 for the objective \"%s\", not %g."),
                 self->objective->id, self->rules->base_score);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("base_score must be a probability between 0 and 1, not %g."),
                 self->rules->base_score);
}

/* Every row starts from the same margins. */
static gboolean
set_base (JigBoostTraining  *self,
          GError           **error)
{
  JigBooster *booster = self->booster;
  JigFit fit = *self->fit;
  double margin;

  fit.samples = &self->samples;
  if (isnan (self->rules->base_score))
    {
      if (!self->objective->start (&fit, self->rules->shape, booster->base, error))
        return FALSE;
    }
  else if (self->objective->to_margin (self->rules->base_score, &margin))
    {
      for (guint k = 0; k < booster->n_outputs; k++)
        booster->base[k] = margin;
    }
  else
    {
      refuse_base_score (self, error);
      return FALSE;
    }

  for (guint k = 0; k < booster->n_outputs; k++)
    booster->base[k] = jig_tree_to_float (booster->base[k]);

  return TRUE;
}

static gboolean
copy_trees (JigBoostTraining  *self,
            const JigBooster  *start,
            GError           **error)
{
  JigBooster *booster = self->booster;

  for (guint k = 0; k < booster->n_outputs; k++)
    booster->base[k] = start->base[k];
  for (; booster->n_trees < start->n_trees; booster->n_trees++)
    {
      const JigTree *tree = &start->trees[booster->n_trees];

      if (!jig_tree_copy (tree, &booster->trees[booster->n_trees], error))
        {
          jig_tree_clear (&booster->trees[booster->n_trees]);
          return FALSE;
        }
      self->n_nodes += tree->n_nodes;
    }

  return TRUE;
}

/* The same loss and metric as before, so that one curve can show both. */
static gboolean
has_same_metric (const JigBoostTraining *self)
{
  JigMetricId metric = self->rules->metric;
  const JigValues *values = jig_model_get_values (self->fit->start);
  const gboolean has_metric = jig_metric_from_id (jig_values_get_text (values, "metric"), &metric);

  if (!g_str_equal (jig_values_get_text (values, "objective"),
                    jig_values_get_text (self->fit->values, "objective")))
    return FALSE;

  return has_metric == self->rules->has_metric && metric == self->rules->metric;
}

/* The round that training goes on after is judged again: the rows may be others,
 * and whatever is worse than it is not worth keeping. */
static gboolean
take_curve (JigBoostTraining  *self,
            GArray            *curve,
            GError           **error)
{
  gsize n_points;
  const JigCurvePoint *points = jig_model_get_curve (self->fit->start, &n_points);

  for (gsize i = 0; i < n_points && has_same_metric (self); i++)
    if (points[i].round < self->first_round)
      jig_fit_add_point (self->fit, curve, &points[i]);

  return jig_boost_scores_add (self, self->first_round, curve, error);
}

/**
 * jig_boost_start:
 * @self: a training whose room is made
 * @curve: of #JigCurvePoint, to be added to
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_MEMORY or
 *   %G_IO_ERROR_CANCELLED
 *
 * Sets margins and, where a model is continued, its trees and its curve. With the
 * same rows, settings and seed what follows is what would have followed.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_boost_start (JigBoostTraining  *self,
                 GArray            *curve,
                 GError           **error)
{
  const JigBooster *start = self->fit->start != NULL ? jig_model_get_data (self->fit->start) : NULL;

  if (start == NULL)
    return set_base (self, error) && jig_boost_margins_renew (self, error);

  self->first_round = (guint) (start->n_trees / start->n_outputs);
  if (self->first_round >= self->rules->n_rounds)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The model that is continued has %u rounds already: \"trees\" must be more"
                     " than that."), self->first_round);
      return FALSE;
    }

  return copy_trees (self, start, error) && jig_boost_margins_renew (self, error) &&
         take_curve (self, curve, error);
}
