#pragma once

#include "app/models/model-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals: "changed", when others are selected; "activate" (JigModelItem). */

#define JIG_TYPE_MODEL_LIST (jig_model_list_get_type ())
G_DECLARE_FINAL_TYPE (JigModelList, jig_model_list, JIG, MODEL_LIST, GtkWidget)

void          jig_model_list_refresh      (JigModelList  *self,
                                           JigDocument   *document);
guint         jig_model_list_get_size     (JigModelList  *self);
JigModelItem *jig_model_list_find         (JigModelList  *self,
                                           const char    *name);
GPtrArray    *jig_model_list_get_selected (JigModelList  *self) G_GNUC_WARN_UNUSED_RESULT;
void          jig_model_list_select       (JigModelList  *self,
                                           const char    *name);
void          jig_model_list_set_wanted   (JigModelList  *self,
                                           const char    *text);

G_END_DECLS
