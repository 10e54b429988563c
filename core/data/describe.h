#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/base/stats.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

#define JIG_DESCRIBE_N_BINS      24
#define JIG_DESCRIBE_N_TOP       10
#define JIG_DESCRIBE_N_QUANTILES 7

/**
 * JigTopValue:
 * @text: the value, as a CSV file would hold it
 * @count: how often it occurs
 */
typedef struct
{
  char  *text;
  gsize  count;
} JigTopValue;

/**
 * JigDescription:
 * @name: of the column
 * @type: of the column
 * @n_rows: all rows
 * @n_missing: those without a value
 * @n_distinct: different values that are not missing
 * @moments: of numbers, times (seconds) and booleans
 * @quantiles: 0, 5, 25, 50, 75, 95 and 100 %; NaN without numbers
 * @bins: how many values fall into each equal part of [min, max], or how often
 *   each of the most frequent categories occurs
 * @n_bins: how many of @bins are used
 * @top: the most frequent values, most frequent first, ties by text
 * @n_top: how many of @top are used
 *
 * What a column's header and inspector show.
 */
typedef struct
{
  char          *name;
  JigColumnType  type;
  gsize          n_rows;
  gsize          n_missing;
  gsize          n_distinct;
  JigMoments     moments;
  double         quantiles[JIG_DESCRIBE_N_QUANTILES];
  guint32        bins[JIG_DESCRIBE_N_BINS];
  gsize          n_bins;
  JigTopValue    top[JIG_DESCRIBE_N_TOP];
  gsize          n_top;
} JigDescription;

JigDescription *jig_describe_column   (const JigColumn       *column,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *jig_describe_frame    (const JigFrame        *frame,
                                       const JigProgress     *progress,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            jig_description_free  (JigDescription        *self);
void            jig_description_write (const JigDescription  *self,
                                       const JigField        *field,
                                       JigJsonWriter         *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigDescription, jig_description_free)

G_END_DECLS
