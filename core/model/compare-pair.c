#include "core/model/compare-pair.h"

#include "core/base/alloc.h"
#include "core/base/stats.h"
#include "core/model/judged.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static JigJudged
get_judged (const JigComparison *self,
            gsize                i)
{
  const JigContestant *contestant = &self->contestants[i];

  return (JigJudged) { self->task, self->n_classes, contestant->name == NULL,
                       contestant->predictions, self->targets, self->weights, self->n_rows };
}

/* Of two classes the user's threshold decides, of several the likeliest is it; the
 * rule that looks at no feature knows no threshold. */
static gboolean
is_right (const JigJudged *judged,
          double           threshold,
          gsize            row)
{
  if (judged->task == JIG_TASK_BINARY && !judged->is_constant)
    return (judged->predictions[row] >= threshold) == (judged->targets[row] > 0.5);

  return jig_judged_is_wrong (judged, row) == 0.0;
}

/**
 * jig_comparison_test_mcnemar:
 * @self: a comparison of classes
 * @i: which contestant
 * @threshold: from which probability on a row is called positive, of two classes
 *
 * Counts rows, whatever they weigh: the first side is the contestant's, the
 * second that of the one it is compared with.
 *
 * Returns: the test
 */
JigMcnemar
jig_comparison_test_mcnemar (const JigComparison *self,
                             gsize                i,
                             double               threshold)
{
  const JigJudged model = get_judged (self, i);
  const JigJudged against = get_judged (self, 0);
  gsize only_model = 0;
  gsize only_against = 0;

  g_return_val_if_fail (self->task != JIG_TASK_REGRESSION, (JigMcnemar) { 0 });

  for (gsize row = 0; row < self->n_rows; row++)
    {
      const gboolean model_is_right = is_right (&model, threshold, row);
      const gboolean against_is_right = is_right (&against, threshold, row);

      only_model += model_is_right && !against_is_right;
      only_against += against_is_right && !model_is_right;
    }

  return jig_significance_mcnemar (only_model, only_against);
}

/**
 * jig_comparison_test_delong:
 * @self: a comparison of two classes
 * @i: which contestant
 * @delong: (out caller-allocates): of the contestant and the one it is compared
 *   with; rows count alike, whatever they weigh
 * @error: return location for %JIG_ERROR_DATA or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and @delong as it was
 */
gboolean
jig_comparison_test_delong (const JigComparison  *self,
                            gsize                 i,
                            JigDelong            *delong,
                            GError              **error)
{
  g_return_val_if_fail (self->task == JIG_TASK_BINARY, FALSE);
  g_return_val_if_fail (i < self->n_contestants, FALSE);

  return jig_significance_delong (self->contestants[i].predictions,
                                  self->contestants[0].predictions, self->targets, self->n_rows,
                                  delong, error);
}

/**
 * jig_comparison_fill_losses:
 * @self: a comparison
 * @i: which contestant
 * @metric: a mean over rows that applies to the task
 * @losses: (n_rows,) overwritten: for the slices
 */
void
jig_comparison_fill_losses (const JigComparison *self,
                            gsize                i,
                            JigMetricId          metric,
                            double              *losses)
{
  const JigJudged judged = get_judged (self, i);

  g_return_if_fail (i < self->n_contestants);

  jig_judged_fill (&judged, metric, 1, losses);
}

static double
distance_of (const JigComparison *self,
             gsize                i,
             gsize                row)
{
  const gsize n_outputs = jig_task_n_outputs (self->task, self->n_classes);
  const double *model = self->contestants[i].predictions + row * n_outputs;
  const double *against = self->contestants[0].predictions + row * n_outputs;
  double sum = 0.0;

  for (gsize k = 0; k < n_outputs; k++)
    sum += fabs (model[k] - against[k]);

  /* What one class gains others lose. */
  return self->task == JIG_TASK_MULTICLASS ? 0.5 * sum : sum;
}

/**
 * jig_comparison_find_disagreements:
 * @self: a comparison
 * @i: which contestant
 * @disagreements: (out caller-allocates): (n_disagreements,) the rows about which
 *   the two differ most, those first; of equals the one that comes first
 * @n_disagreements: (inout): how many are wanted; how many there are
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and the outputs as they were
 */
gboolean
jig_comparison_find_disagreements (const JigComparison  *self,
                                   gsize                 i,
                                   JigDisagreement      *disagreements,
                                   gsize                *n_disagreements,
                                   GError              **error)
{
  jig_autofree double *turned = jig_alloc (self->n_rows, sizeof *turned, _("comparing models"),
                                           error);
  jig_autofree guint32 *order = NULL;
  gsize n_found = 0;

  g_return_val_if_fail (i < self->n_contestants, FALSE);

  if (turned == NULL)
    return FALSE;

  order = jig_alloc (self->n_rows, sizeof *order, _("comparing models"), error);
  if (order == NULL)
    return FALSE;

  for (gsize row = 0; row < self->n_rows; row++)
    turned[row] = -distance_of (self, i, row);
  if (!jig_stats_order (turned, self->n_rows, order, error))
    return FALSE;

  for (; n_found < MIN (*n_disagreements, self->n_rows) && turned[order[n_found]] < 0.0; n_found++)
    disagreements[n_found] = (JigDisagreement) {
      order[n_found], jig_rows_get_ids (self->rows)[order[n_found]], -turned[order[n_found]],
    };
  *n_disagreements = n_found;

  return TRUE;
}
