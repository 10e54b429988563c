#pragma once

#include "core/model/compare.h"
#include "core/project/object-data.h"
#include "core/project/object-model.h"
#include "core/project/project.h"

G_BEGIN_DECLS

/* Whether models can be compared: the rows that they learnt from and were tested on. */

const JigTrained *jig_compare_rows_get_trained   (JigProject           *project,
                                                  const char           *name);
const char       *jig_compare_rows_find_stranger (JigProject           *project,
                                                  const char * const   *names);
gboolean          jig_compare_rows_are_stale     (JigProject           *project,
                                                  const JigComparison  *comparison);
char            **jig_compare_rows_dup_names     (const JigComparison  *comparison,
                                                  gsize                 first) G_GNUC_WARN_UNUSED_RESULT;
JigDataset       *jig_compare_rows_get_dataset   (JigProject           *project,
                                                  const char           *comparison);
gboolean          jig_compare_rows_set           (JigProject           *project,
                                                  JigAction            *action,
                                                  const char           *model,
                                                  GError              **error);

G_END_DECLS
