#pragma once

#include "core/chart/figure.h"
#include "core/data/column.h"

G_BEGIN_DECLS

/* What a column holds. Each figure has a title, a sentence and its table twin. */

/* Whatever suits the type of the column. */
JigFigure *jig_data_figures_column    (const JigColumn  *column,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* Numbers and times, in buckets. */
JigFigure *jig_data_figures_histogram (const JigColumn  *column,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* Categories and booleans: the most frequent values. */
JigFigure *jig_data_figures_counts    (const JigColumn  *column,
                                       gsize             n_most,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* Texts: how long they are. */
JigFigure *jig_data_figures_lengths   (const JigColumn  *column,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
