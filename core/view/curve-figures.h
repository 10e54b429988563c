#pragma once

#include "core/chart/figure.h"
#include "core/model/curve.h"

G_BEGIN_DECLS

/**
 * JigNamedCurve:
 * @name: of the model
 * @curve: of that model
 *
 * One of up to eight curves over each other.
 */
typedef struct
{
  const char     *name;
  const JigCurve *curve;
} JigNamedCurve;

/* How good a model is at every threshold. Each figure has a title, a sentence and
 * its table twin; points say their threshold. */

JigFigure *jig_curve_figures_roc              (const JigNamedCurve  *curves,
                                               gsize                 n_curves,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JigFigure *jig_curve_figures_precision_recall (const JigNamedCurve  *curves,
                                               gsize                 n_curves,
                                               double                positive_share,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JigFigure *jig_curve_figures_calibration      (const JigNamedCurve  *curves,
                                               gsize                 n_curves,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* @confusion as jig_curve_confusion() makes it; @labels names its classes. */
JigFigure *jig_curve_figures_confusion        (const double         *confusion,
                                               JigStringTable       *labels,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* @rows: (nullable): (n_rows,) the keys of the rows, to follow them. */
JigFigure *jig_curve_figures_residuals        (const char           *target,
                                               const double         *predictions,
                                               const double         *targets,
                                               const gint64         *rows,
                                               gsize                 n_rows,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* The loss of up to four models while they learnt. */
JigFigure *jig_curve_figures_learning         (JigModel * const     *models,
                                               const char * const   *names,
                                               gsize                 n_models,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
