#pragma once

#include "app/common/page.h"

G_BEGIN_DECLS

#define JIG_TYPE_MODELS_PAGE (jig_models_page_get_type ())
G_DECLARE_FINAL_TYPE (JigModelsPage, jig_models_page, JIG, MODELS_PAGE, GtkWidget)

void jig_models_page_train  (JigModelsPage  *self);
void jig_models_page_select (JigModelsPage  *self,
                             const char     *name);

G_END_DECLS
