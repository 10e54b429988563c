#pragma once

#include "core/chart/figure.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/* What a table holds. Each figure has a title, a sentence and its table twin. */

/* Which columns have missing values. */
JigFigure *jig_frame_figures_missing     (const JigFrame  *frame,
                                          gsize            n_most,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which columns of numbers go together. */
JigFigure *jig_frame_figures_correlation (const JigFrame  *frame,
                                          gsize            n_most,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
