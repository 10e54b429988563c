#pragma once

#include "app/models/training.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a training will cost, in one sentence. Signal: "changed", when it says something else. */

#define JIG_TYPE_FORECAST_LABEL (jig_forecast_label_get_type ())
G_DECLARE_FINAL_TYPE (JigForecastLabel, jig_forecast_label, JIG, FORECAST_LABEL, GtkWidget)

void     jig_forecast_label_ask    (JigForecastLabel    *self,
                                    JigDocument         *document,
                                    const JigTrainPlan  *plan);
/* FALSE if there is less memory than it would need. */
gboolean jig_forecast_label_allows (JigForecastLabel    *self);

G_END_DECLS
