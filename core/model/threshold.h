#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigCosts:
 * @false_positive: what a negative row costs that is called positive
 * @false_negative: what a positive row costs that is called negative
 */
typedef struct
{
  double false_positive;
  double false_negative;
} JigCosts;

/**
 * JigCostCurve:
 * @thresholds: (n_points,) falling, the first infinite: the score at and above
 *   which rows count as positive
 * @costs: (n_points,) the mean cost of a row
 * @false_positives: (n_points,) the weight of negative rows called positive
 * @false_negatives: (n_points,) the weight of positive rows called negative
 * @n_points: one more than there are different scores
 * @best: the point of the least cost; of equals the highest threshold
 *
 * What mistakes cost wherever the cut is made.
 */
typedef struct
{
  double *thresholds;
  double *costs;
  double *false_positives;
  double *false_negatives;
  gsize   n_points;
  gsize   best;
} JigCostCurve;

JigCostCurve *jig_cost_curve_new       (const double     *scores,
                                        const double     *targets,
                                        const double     *weights,
                                        gsize             n_rows,
                                        const JigCosts   *costs,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void          jig_cost_curve_free      (JigCostCurve     *self);
/* The point that a threshold stands for. */
gsize         jig_cost_curve_find      (const JigCostCurve *self,
                                        double              threshold);

/* From "5:1": what a false positive costs, then a false negative. */
gboolean      jig_costs_parse          (const char       *text,
                                        JigCosts         *costs,
                                        GError          **error);
/* Where to cut probabilities that mean what they say. */
double        jig_costs_get_threshold  (const JigCosts   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCostCurve, jig_cost_curve_free)

G_END_DECLS
