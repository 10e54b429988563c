#pragma once

#include "core/chart/grid.h"
#include "core/data/dataset.h"
#include "core/data/describe.h"
#include "core/data/tally.h"

G_BEGIN_DECLS

/**
 * JigTableFacts:
 * @frame: what they are about
 * @descriptions: (element-type JigDescription): a row per column
 * @tallies: (n_columns,) small histograms
 *
 * What is counted once a table is there, in a job.
 */
typedef struct
{
  JigFrame  *frame;
  GPtrArray *descriptions;
  JigTally  *tallies;
} JigTableFacts;

JigTableFacts *jig_table_facts_new (JigFrame           *frame,
                                    const JigProgress  *progress,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void           jig_table_facts_free (JigTableFacts     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTableFacts, jig_table_facts_free)

/**
 * JigTableSource:
 * @dataset: the table
 * @facts: (nullable): what is known of its columns
 * @text: of the header that was asked for last
 *
 * A table as the grid shows it: the data of jig_table_source.
 */
typedef struct
{
  JigDataset    *dataset;
  JigTableFacts *facts;
  GString       *text;
} JigTableSource;

extern const JigGridSource jig_table_source;

JigTableSource *jig_table_source_new       (JigDataset      *dataset) G_GNUC_WARN_UNUSED_RESULT;
void            jig_table_source_free      (JigTableSource  *self);
void            jig_table_source_set_facts (JigTableSource  *self,
                                            JigTableFacts   *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTableSource, jig_table_source_free)

/* "number", "category", ...: what a person reads. */
const char     *jig_table_type_title       (JigColumnType    type);

G_END_DECLS
