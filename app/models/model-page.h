#pragma once

#include "app/models/model-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All about one model. */

#define JIG_TYPE_MODEL_PAGE (jig_model_page_get_type ())
G_DECLARE_FINAL_TYPE (JigModelPage, jig_model_page, JIG, MODEL_PAGE, GtkWidget)

JigModelItem *jig_model_page_get_item  (JigModelPage  *self);
JigModel     *jig_model_page_get_model (JigModelPage  *self);
void          jig_model_page_show      (JigModelPage  *self,
                                        JigModelItem  *item);

G_END_DECLS
