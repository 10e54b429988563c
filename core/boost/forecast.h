#pragma once

#include "core/boost/boost-settings.h"
#include "core/model/bundle.h"

G_BEGIN_DECLS

/**
 * JigForecastShape:
 * @n_rows: how many rows are learnt from
 * @n_watched: how many rows are watched
 * @n_features: how many features each has
 * @n_outputs: how many margins each has
 *
 * How large a training is.
 */
typedef struct
{
  gsize n_rows;
  gsize n_watched;
  gsize n_features;
  guint n_outputs;
} JigForecastShape;

/**
 * JigForecast:
 * @seconds: about how long the training takes, if it is not stopped early
 * @n_bytes: about how much memory it needs while it lasts, beside the table
 *
 * What a training will cost.
 */
typedef struct
{
  double  seconds;
  guint64 n_bytes;
} JigForecast;

guint64  jig_forecast_memory  (const JigForecastShape  *shape,
                               const JigBoosterRules   *rules,
                               guint                    n_threads);
gboolean jig_forecast_measure (const JigBundlePlan     *plan,
                               JigForecast             *self,
                               const JigProgress       *progress,
                               GError                 **error);
gboolean jig_forecast_check   (const JigForecast       *self,
                               GError                 **error);

G_END_DECLS
