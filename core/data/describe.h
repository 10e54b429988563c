#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/base/stats.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

#define JIG_DESCRIBE_N_TOP       10
#define JIG_DESCRIBE_N_QUANTILES 3

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
 * @column: what is described
 * @n_distinct: different values that are not missing
 * @moments: of numbers
 * @quantiles: 25, 50 and 75 % of numbers; NaN without numbers
 * @earliest: (nullable): the first date
 * @latest: (nullable): the last date
 * @top: the most frequent values of categories and booleans, most frequent
 *   first, ties by text
 * @n_top: how many of @top are used
 *
 * What there is to know about a column at a glance.
 */
typedef struct
{
  JigColumn   *column;
  gsize        n_distinct;
  JigMoments   moments;
  double       quantiles[JIG_DESCRIBE_N_QUANTILES];
  char        *earliest;
  char        *latest;
  JigTopValue  top[JIG_DESCRIBE_N_TOP];
  gsize        n_top;
} JigDescription;

JigDescription *jig_describe_column   (JigColumn             *column,
                                       const JigProgress     *progress,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *jig_describe_frame    (const JigFrame        *frame,
                                       const JigProgress     *progress,
                                       GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void            jig_description_free  (JigDescription        *self);
void            jig_description_write (const JigDescription  *self,
                                       const char            *why,
                                       JigJsonWriter         *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigDescription, jig_description_free)

G_END_DECLS
