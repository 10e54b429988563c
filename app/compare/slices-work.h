#pragma once

#include "core/base/progress.h"
#include "core/data/dataset.h"
#include "core/model/compare-pair.h"
#include "core/model/slice.h"

G_BEGIN_DECLS

#define JIG_SLICES_WORK_ROWS 8

/**
 * JigSlicesWork:
 * @comparison: the models
 * @dataset: the table that they were compared on
 * @focus: the contestant that is looked at
 * @metric: what a mistake costs
 *
 * Where two models differ, asked on any thread.
 */
typedef struct
{
  JigComparison *comparison;
  JigDataset    *dataset;
  gsize          focus;
  JigMetricId    metric;
} JigSlicesWork;

/**
 * JigSlicesResult:
 * @slices: parts of the table where they differ
 * @rows: (n_rows,) the rows about which they differ most
 * @n_rows: how many there are
 */
typedef struct
{
  JigSlices       *slices;
  JigDisagreement  rows[JIG_SLICES_WORK_ROWS];
  gsize            n_rows;
} JigSlicesResult;

JigMetricId    jig_slices_work_get_metric (JigTask             task,
                                           JigMetricId         metric);
JigSlicesWork *jig_slices_work_new        (JigComparison      *comparison,
                                           JigDataset         *dataset,
                                           gsize               focus,
                                           JigMetricId         metric) G_GNUC_WARN_UNUSED_RESULT;
void           jig_slices_work_free       (gpointer            self);
/* A JigJobFunc. */
gpointer       jig_slices_work_run        (const JigProgress  *progress,
                                           gpointer            self,
                                           GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void           jig_slices_result_free     (gpointer            self);

G_END_DECLS
