#pragma once

#include "app/document/document.h"
#include "core/project/object-model.h"
#include "core/project/object-split.h"

G_BEGIN_DECLS

/* A model of the project, as the list shows it. Immutable. */

#define JIG_TYPE_MODEL_ITEM (jig_model_item_get_type ())
G_DECLARE_FINAL_TYPE (JigModelItem, jig_model_item, JIG, MODEL_ITEM, GObject)

JigModelItem       *jig_model_item_new          (JigDocument   *document,
                                                 const char    *name) G_GNUC_WARN_UNUSED_RESULT;

const char         *jig_model_item_get_name     (JigModelItem  *self);
const char         *jig_model_item_get_title    (JigModelItem  *self);
const char         *jig_model_item_get_data     (JigModelItem  *self);
const JigTrained   *jig_model_item_get_trained  (JigModelItem  *self);
const JigJudgement *jig_model_item_get_judged   (JigModelItem  *self);
/* The table it learnt from, and how its rows were shared out: NULL if the project has not got
 * them; without a split all rows were learnt. */
JigDataset         *jig_model_item_get_dataset  (JigModelItem  *self);
const JigSplit     *jig_model_item_get_split    (JigModelItem  *self);
gboolean            jig_model_item_is_tested    (JigModelItem  *self);
/* Whether the file that its table came from was read again, and held something else. */
gboolean            jig_model_item_is_stale     (JigModelItem  *self);
gboolean            jig_model_item_is_current   (JigModelItem  *self,
                                                 JigDocument   *document);
gint64              jig_model_item_get_at       (JigModelItem  *self);
double              jig_model_item_get_seconds  (JigModelItem  *self);
double              jig_model_item_get_gain     (JigModelItem  *self);

char               *jig_model_item_dup_score    (JigModelItem  *self) G_GNUC_WARN_UNUSED_RESULT;
char               *jig_model_item_dup_baseline (JigModelItem  *self) G_GNUC_WARN_UNUSED_RESULT;
char               *jig_model_item_dup_rows     (JigModelItem  *self) G_GNUC_WARN_UNUSED_RESULT;
char               *jig_model_item_dup_seed     (JigModelItem  *self) G_GNUC_WARN_UNUSED_RESULT;
char               *jig_model_item_dup_time     (JigModelItem  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
