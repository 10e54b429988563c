#pragma once

#include "app/compare/slices-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The parts of a table where two models differ, and the rows about which they do most. */

#define JIG_TYPE_COMPARE_SLICES (jig_compare_slices_get_type ())
G_DECLARE_FINAL_TYPE (JigCompareSlices, jig_compare_slices, JIG, COMPARE_SLICES, GtkWidget)

void jig_compare_slices_look (JigCompareSlices  *self,
                              JigComparison     *comparison,
                              JigDataset        *dataset,
                              JigStringTable    *labels,
                              gsize              focus,
                              JigMetricId        metric);

G_END_DECLS
