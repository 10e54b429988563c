#pragma once

#include "app/models/training.h"
#include "core/model/model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What to learn, from which rows, with which model. Signal: "train", when somebody wants it. */

#define JIG_TYPE_TRAIN_SHEET (jig_train_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JigTrainSheet, jig_train_sheet, JIG, TRAIN_SHEET, AdwWindow)

GtkWidget *jig_train_sheet_new       (JigDocument     *document) G_GNUC_WARN_UNUSED_RESULT;

void       jig_train_sheet_set_model (JigTrainSheet   *self,
                                      const JigModel  *model);
gboolean   jig_train_sheet_get_plan  (JigTrainSheet   *self,
                                      JigTrainPlan    *plan);

G_END_DECLS
