#pragma once

#include "core/boost/binning.h"

G_BEGIN_DECLS

/**
 * JigBinned:
 * @binning: where the features are cut; borrowed
 * @codes: (n_rows, stride) the bin of every value, row-major
 * @stride: bytes from one row to the next
 * @n_rows: how many rows there are
 *
 * A table of features as bin codes. Immutable.
 */
typedef struct
{
  const JigBinning *binning;
  guint8           *codes;
  gsize             stride;
  gsize             n_rows;
} JigBinned;

/**
 * JigQuestion:
 * @feature: which feature is asked
 * @bin: rows up to this bin go left
 * @missing_left: rows without a value go left too
 *
 * A split in terms of bins.
 */
typedef struct
{
  guint32  feature;
  guint8   bin;
  gboolean missing_left;
} JigQuestion;

JigBinned *jig_binned_new       (const JigBinning   *binning,
                                 const JigSamples   *samples,
                                 const JigProgress  *progress,
                                 GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void       jig_binned_free      (JigBinned          *self);

gboolean   jig_binned_partition (const JigBinned    *self,
                                 const JigQuestion  *question,
                                 guint32            *rows,
                                 gsize               n_rows,
                                 guint32            *scratch,
                                 gsize              *n_left,
                                 const JigProgress  *progress,
                                 GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBinned, jig_binned_free)

G_END_DECLS
