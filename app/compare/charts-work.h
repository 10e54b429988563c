#pragma once

#include "core/base/progress.h"
#include "core/chart/figure.h"
#include "core/data/string-table.h"
#include "core/model/compare.h"

G_BEGIN_DECLS

/**
 * JigChartsWork:
 * @comparison: what is drawn
 * @labels: (nullable): what its classes are called
 * @focus: the contestant that is looked at
 * @metric: the metric that is looked at
 * @threshold: the probability from which on a row is called positive
 *
 * What the charts of a comparison are made from, on any thread.
 */
typedef struct
{
  JigComparison  *comparison;
  JigStringTable *labels;
  gsize           focus;
  JigMetricId     metric;
  double          threshold;
} JigChartsWork;

JigChartsWork *jig_charts_work_new  (JigComparison      *comparison,
                                     JigStringTable     *labels,
                                     gsize               focus,
                                     JigMetricId         metric,
                                     double              threshold) G_GNUC_WARN_UNUSED_RESULT;
void           jig_charts_work_free (gpointer            self);
/* (element-type JigFigure); a JigJobFunc. */
gpointer       jig_charts_work_run  (const JigProgress  *progress,
                                     gpointer            self,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
