#pragma once

#include "core/chart/figure.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

JigFigure *jig_learning_figure_new (const JigCurvePoint *points,
                                    gsize                n_points) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
