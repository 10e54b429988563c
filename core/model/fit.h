#pragma once

#include "core/base/values.h"
#include "core/model/task.h"

G_BEGIN_DECLS

/**
 * JigSamples:
 * @features: (n_rows, n_features) row-major; NaN is missing
 * @targets: (n_rows,) the number or the class index; never NaN
 * @weights: (nullable): (n_rows,) not negative; %NULL: all 1
 * @n_rows: how many rows there are
 * @n_features: how many features each has
 * @levels: (nullable): (n_features,) of a category how many levels there are: its
 *   values are their codes, from 0; of a number 0. %NULL: all are numbers
 * @ids: (nullable): (n_rows,) which row of the table each is, counted from 0, for
 *   sentences about rows; %NULL: they are the rows of the table
 *
 * What a model learns from or is judged by. Borrows everything.
 */
typedef struct
{
  const double  *features;
  const double  *targets;
  const double  *weights;
  gsize          n_rows;
  gsize          n_features;
  const guint32 *levels;
  const guint32 *ids;
} JigSamples;

static inline guint32
jig_samples_get_levels (const JigSamples *self,
                        gsize             feature)
{
  return self->levels != NULL ? self->levels[feature] : 0;
}

/* The number of a row as people count. */
static inline gsize
jig_samples_get_row (const JigSamples *self,
                     gsize             row)
{
  return (self->ids != NULL ? self->ids[row] : row) + 1;
}

/**
 * JigCurvePoint:
 * @round: how many trees, or steps, counted from 1
 * @train: the loss on the training rows
 * @test: the loss on the watched rows; NaN if none are watched
 * @held: the loss on the training rows that are set aside; NaN if none are
 */
typedef struct
{
  guint  round;
  double train;
  double test;
  double held;
} JigCurvePoint;

typedef struct _JigModel JigModel;

/**
 * JigFit:
 * @samples: what to learn from
 * @watched: (nullable): rows whose loss is recorded, never learnt from
 * @task: what is to be predicted
 * @n_classes: 1 for a regression
 * @values: the settings
 * @seed: where every random choice comes from
 * @on_point: (nullable): told each point of the learning curve, on the worker
 * @user_data: handed to @on_point
 * @features: (array zero-terminated=1): what the features are called; jig_model_fit()
 *   fills it in
 * @best_round: (nullable): set to the round that rows set aside have chosen; left
 *   as it is if none have
 * @start: (nullable): a model of the same kind and features that is continued
 * @labels: (nullable): what the classes are called; jig_model_fit() sets it
 *
 * Everything a fit needs.
 */
typedef struct
{
  const JigSamples *samples;
  const JigSamples *watched;
  JigTask           task;
  guint             n_classes;
  const JigValues  *values;
  guint64           seed;
  void            (*on_point) (const JigCurvePoint *point,
                               gpointer             user_data);
  gpointer          user_data;
  const char * const *features;
  guint            *best_round;
  const JigModel   *start;
  JigStringTable   *labels;
} JigFit;

void     jig_fit_add_point (const JigFit         *self,
                            GArray               *curve,
                            const JigCurvePoint  *point);
gboolean jig_fit_check     (const JigFit         *self,
                            gsize                 n_features,
                            JigStringTable       *labels,
                            GError              **error);
gboolean jig_fit_check_levels (const JigFit         *self,
                               const char * const   *features,
                               const char           *kind,
                               GError              **error);

void     jig_fit_write_curve (const GArray          *curve,
                              JigJsonWriter         *writer);
gboolean jig_fit_read_curve  (JsonObject            *object,
                              const char            *name,
                              GArray                *curve,
                              GError               **error);

G_END_DECLS
