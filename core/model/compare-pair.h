#pragma once

#include "core/model/compare.h"
#include "core/model/significance.h"

G_BEGIN_DECLS

/* What else two contestants of a comparison can be asked: the one of number i and
 * the first. */

/**
 * JigDisagreement:
 * @index: which row of the comparison, counted from 0
 * @row: which row of the table
 * @distance: how far the two predictions are apart: of a regression by how much,
 *   of classes which share of the probability lies elsewhere
 */
typedef struct
{
  gsize   index;
  guint32 row;
  double  distance;
} JigDisagreement;

JigMcnemar jig_comparison_test_mcnemar       (const JigComparison  *self,
                                              gsize                 i,
                                              double                threshold);
gboolean   jig_comparison_test_delong        (const JigComparison  *self,
                                              gsize                 i,
                                              JigDelong            *delong,
                                              GError              **error);
void       jig_comparison_fill_losses        (const JigComparison  *self,
                                              gsize                 i,
                                              JigMetricId           metric,
                                              double               *losses);
gboolean   jig_comparison_find_disagreements (const JigComparison  *self,
                                              gsize                 i,
                                              JigDisagreement      *disagreements,
                                              gsize                *n_disagreements,
                                              GError              **error);

G_END_DECLS
