#pragma once

#include "app/models/model-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How much each feature matters to a model, in every sense that can be had. */

#define JIG_TYPE_IMPORTANCE_VIEW (jig_importance_view_get_type ())
G_DECLARE_FINAL_TYPE (JigImportanceView, jig_importance_view, JIG, IMPORTANCE_VIEW, GtkWidget)

/* Hides itself if the model does not know. */
void jig_importance_view_show (JigImportanceView  *self,
                               JigModelItem       *item);

G_END_DECLS
