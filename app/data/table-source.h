#pragma once

#include "app/job/job-list.h"
#include "core/chart/grid.h"
#include "core/data/dataset.h"
#include "core/data/describe.h"

G_BEGIN_DECLS

#define JIG_TYPE_TABLE_SOURCE (jig_table_source_get_type ())
G_DECLARE_FINAL_TYPE (JigTableSource, jig_table_source, JIG, TABLE_SOURCE, GObject)

/* Signal: "described", when the columns have been counted. */

/* What a grid shows; its data is a #JigTableSource. */
extern const JigGridSource jig_table_source;

JigTableSource       *jig_table_source_new             (JigJobList      *jobs,
                                                        JigDataset      *dataset) G_GNUC_WARN_UNUSED_RESULT;

JigDataset           *jig_table_source_get_dataset     (JigTableSource  *self);
const JigDescription *jig_table_source_get_description (JigTableSource  *self,
                                                        gsize            column);
gboolean              jig_table_source_can_become      (JigTableSource  *self,
                                                        JigDataset      *dataset);
void                  jig_table_source_become          (JigTableSource  *self,
                                                        JigDataset      *dataset);

/* "Number", "Category", ...: what a person reads. */
const char           *jig_table_type_title             (JigColumnType    type);

G_END_DECLS
