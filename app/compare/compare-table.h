#pragma once

#include "core/model/compare.h"
#include "core/model/model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Metrics with their intervals, and the settings that differ: a column for each model. Acts
 * through "compare.focus-model" and "compare.metric". */

#define JIG_TYPE_COMPARE_TABLE (jig_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (JigCompareTable, jig_compare_table, JIG, COMPARE_TABLE, GtkWidget)

/* @models: (n_contestants,) each may be NULL. */
void jig_compare_table_show (JigCompareTable      *self,
                             const JigComparison  *comparison,
                             JigModel * const     *models,
                             gsize                 focus,
                             JigMetricId           metric,
                             gboolean              is_narrow);

G_END_DECLS
