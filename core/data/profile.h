#pragma once

#include "core/base/json.h"
#include "core/data/column.h"

G_BEGIN_DECLS

#define JIG_PROFILE_N_QUANTILES 21
#define JIG_PROFILE_MAX_LEVELS  100

/**
 * JigProfileLevel:
 * @text: a value of a category or a boolean
 * @count: how many rows have it
 */
typedef struct
{
  char    *text;
  guint64  count;
} JigProfileLevel;

/**
 * JigProfile:
 * @name: of the column or feature
 * @n_rows: how many rows were looked at
 * @n_missing: how many of them have no value; an infinite number is none
 * @mean: of numbers; NaN without any
 * @sd: their standard deviation, / n
 * @min: the least
 * @max: the greatest
 * @quantiles: 0, 5, ... 100 % of numbers; NaN without any
 * @levels: the most frequent values of a category or boolean, most frequent
 *   first, ties by text
 * @n_levels: how many of them are kept
 * @n_other: how many rows have a value that is not kept
 *
 * What the training rows were like: travels with the model, so that what is
 * served can be compared.
 */
typedef struct
{
  char            *name;
  guint64          n_rows;
  guint64          n_missing;
  double           mean;
  double           sd;
  double           min;
  double           max;
  double           quantiles[JIG_PROFILE_N_QUANTILES];
  JigProfileLevel *levels;
  gsize            n_levels;
  guint64          n_other;
} JigProfile;

JigProfile *jig_profile_new_column  (const JigColumn   *column,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
JigProfile *jig_profile_new_numbers (const char        *name,
                                     const double      *numbers,
                                     gsize              n_rows,
                                     gsize              stride,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void        jig_profile_free        (JigProfile        *self);

void        jig_profile_write       (const JigProfile  *self,
                                     JigJsonWriter     *writer);
JigProfile *jig_profile_read        (JsonObject        *object,
                                     const char        *name,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigProfile, jig_profile_free)

G_END_DECLS
