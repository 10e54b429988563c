#pragma once

#include "core/model/model.h"

G_BEGIN_DECLS

/**
 * JigCurve:
 * @x: (n_points,)
 * @y: (n_points,)
 * @thresholds: (nullable): (n_points,) the score at and above which rows count
 *   as positive
 * @counts: (nullable): (n_points,) the weight of rows behind each point
 * @n_points: how many points there are
 *
 * ROC: false positive rate, true positive rate. Precision-recall: recall,
 * precision. Calibration: mean predicted, mean observed, weight per bin.
 */
typedef struct
{
  double *x;
  double *y;
  double *thresholds;
  double *counts;
  gsize   n_points;
} JigCurve;

JigCurve *jig_curve_roc              (const double  *scores,
                                      const double  *targets,
                                      const double  *weights,
                                      gsize          n_rows,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
JigCurve *jig_curve_precision_recall (const double  *scores,
                                      const double  *targets,
                                      const double  *weights,
                                      gsize          n_rows,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
JigCurve *jig_curve_calibration      (const double  *probabilities,
                                      const double  *targets,
                                      const double  *weights,
                                      gsize          n_rows,
                                      gsize          n_bins,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void      jig_curve_free             (JigCurve      *self);

/* (n_classes, n_classes): weight of rows of class i that were called class j. */
gboolean  jig_curve_confusion        (const double  *predictions,
                                      const double  *targets,
                                      const double  *weights,
                                      gsize          n_rows,
                                      guint          n_classes,
                                      double         threshold,
                                      double        *confusion,
                                      GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigCurve, jig_curve_free)

G_END_DECLS
