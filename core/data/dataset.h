#pragma once

#include "core/data/csv-reader.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

/**
 * JigDataset:
 * @title: the name of the file or of the sample
 * @frame: the table
 * @schema: names, types and roles of its columns, in order
 * @reading: (nullable): how it was read, if it came from a file
 * @source: (nullable): SHA-256 of the file's bytes
 *
 * A table, and what is known about it. Immutable and ref-counted.
 */
typedef struct _JigDataset JigDataset;

struct _JigDataset
{
  char             *title;
  JigFrame         *frame;
  JigSchema        *schema;
  const JigReading *reading;
  char             *source;

  /*< private >*/
  JigDataset       *origin;
};

JigDataset *jig_dataset_new         (const char   *title,
                                     JigFrame     *frame,
                                     JigSchema    *schema) G_GNUC_WARN_UNUSED_RESULT;
JigDataset *jig_dataset_new_read    (JigReading   *reading) G_GNUC_WARN_UNUSED_RESULT;
JigDataset *jig_dataset_with_schema (JigDataset   *self,
                                     JigSchema    *schema) G_GNUC_WARN_UNUSED_RESULT;
JigDataset *jig_dataset_ref         (JigDataset   *self);
void        jig_dataset_unref       (JigDataset   *self);
void        jig_dataset_set_source  (JigDataset   *self,
                                     const char   *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigDataset, jig_dataset_unref)

G_END_DECLS
