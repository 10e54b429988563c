#pragma once

#include "core/chart/figure.h"

G_BEGIN_DECLS

/* How many there may be beside each other. */
#define JIG_IMPORTANCE_MEASURES 8

/**
 * JigImportanceMeasure:
 * @title: what it measures, such as "Total gain"
 * @values: (n_features,) how much each feature matters
 *
 * One way to say how much features matter to a model.
 */
typedef struct
{
  const char   *title;
  const double *values;
} JigImportanceMeasure;

/* Several of them beside each other, for every feature. */
JigFigure *jig_importance_figures_beside (const char * const          *features,
                                          gsize                        n_features,
                                          const JigImportanceMeasure  *measures,
                                          gsize                        n_measures,
                                          gsize                        sorted_by,
                                          GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
