#pragma once

#include "app/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What of a model's predictions leaves: of which table, of which rows, for whom. */

#define JIG_TYPE_PREDICTIONS_GROUP (jig_predictions_group_get_type ())
G_DECLARE_FINAL_TYPE (JigPredictionsGroup, jig_predictions_group, JIG, PREDICTIONS_GROUP,
                      AdwPreferencesGroup)

void     jig_predictions_group_set_model (JigPredictionsGroup  *self,
                                          JigDocument          *document,
                                          const char           *model);
/* The settings of the actions "evaluate" and "write". */
gboolean jig_predictions_group_evaluate  (JigPredictionsGroup  *self,
                                          JigAction            *action,
                                          GError              **error);
gboolean jig_predictions_group_write     (JigPredictionsGroup  *self,
                                          JigAction            *action,
                                          const char           *scores,
                                          const char           *path,
                                          GError              **error);

G_END_DECLS
