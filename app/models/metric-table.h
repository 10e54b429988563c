#pragma once

#include <gtk/gtk.h>

#include "core/model/metric.h"

G_BEGIN_DECLS

/* Every metric of a model in a row of its own: what it got, what the baseline gets, what it gets
 * on the rows it learnt from. */

#define JIG_TYPE_METRIC_TABLE (jig_metric_table_get_type ())
G_DECLARE_FINAL_TYPE (JigMetricTable, jig_metric_table, JIG, METRIC_TABLE, GtkWidget)

void jig_metric_table_show (JigMetricTable      *self,
                            const JigJudgement  *test,
                            const JigJudgement  *train);

G_END_DECLS
