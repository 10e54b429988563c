#pragma once

#include "app/document/document.h"

G_BEGIN_DECLS

/**
 * JigTrainPlan:
 * @data: the name of a table
 * @target: its column that is to be predicted
 * @method: (nullable): how rows are kept for the test, such as "random:0.2";
 *   %NULL: all rows are learnt
 * @settings: those of the command "fit" that concern the model
 *
 * What somebody asked for in the sheet.
 */
typedef struct
{
  char      *data;
  char      *target;
  char      *method;
  JigValues *settings;
} JigTrainPlan;

void           jig_train_plan_copy    (const JigTrainPlan  *self,
                                       JigTrainPlan        *copy);
void           jig_train_plan_clear   (JigTrainPlan        *self);
/* Sets up the action "fit", with the name of a split. */
gboolean       jig_train_plan_fill    (const JigTrainPlan  *self,
                                       const char          *split,
                                       JigAction           *action,
                                       GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigTrainPlan, jig_train_plan_clear)

/* Signals: "began" (JigJob), when the model itself learns; "ended" (name or NULL, error or
 * NULL). */

#define JIG_TYPE_TRAINING (jig_training_get_type ())
G_DECLARE_FINAL_TYPE (JigTraining, jig_training, JIG, TRAINING, GObject)

JigTraining   *jig_training_new       (JigDocument         *document) G_GNUC_WARN_UNUSED_RESULT;

gboolean       jig_training_is_active (JigTraining         *self);
void           jig_training_start     (JigTraining         *self,
                                       const JigTrainPlan  *plan);

G_END_DECLS
