#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/model/prediction.h"
#include "core/project/command.h"
#include "core/project/object-data.h"
#include "core/project/object-model.h"
#include "core/project/object-scores.h"
#include "core/project/object-split.h"

#include <glib/gi18n-lib.h>

static const JigChoice outputs[] = {
  { "prediction", N_("What people read") },
  { "margin", N_("What the model adds up") },
  { "class", N_("The class and all probabilities") },
  { NULL }
};

static const JigParam params[] = {
  {
    "model", N_("Model"), JIG_PARAM_OBJECT, .unit = "model",
    .hint = N_("The model that predicts"),
  },
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("The table whose rows are predicted"),
  },
  {
    "split", N_("Split"), JIG_PARAM_OBJECT, .unit = "split",
    .hint = N_("Predict its test rows only; empty: all rows"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "output", N_("Output"), JIG_PARAM_CHOICE, .text = "prediction", .choices = outputs,
    .hint = N_("What is wanted of the model"),
  },
  { NULL }
};

static JigFrame *
predict (const JigBundle    *bundle,
         JigPredictionKind   kind,
         JigFrame           *frame,
         const JigRows      *rows,
         const JigProgress  *progress,
         GError            **error)
{
  const JigModel *model = jig_bundle_get_model (bundle);
  gsize n_rows = rows != NULL ? jig_rows_get_size (rows) : jig_frame_get_n_rows (frame);
  gsize n_outputs = jig_model_get_n_outputs (model);
  jig_autofree double *margins = NULL;

  if (!jig_prediction_check (model, kind, error))
    return NULL;

  margins = jig_alloc (n_rows, n_outputs * sizeof *margins, _("predictions"), error);
  if (margins == NULL || !jig_bundle_predict (bundle, frame, rows, margins, progress, error))
    return NULL;

  return jig_prediction_to_frame (model, kind, margins, n_rows, error);
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigTrained *trained = jig_object_get_trained (jig_work_get_input (work, "model"));
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  const JigSplit *split = jig_object_get_split (jig_work_get_input (work, "split"));
  const char *weight = jig_schema_get_by_role (dataset->schema, JIG_ROLE_WEIGHT);
  const JigRows *rows = split != NULL ? split->test : NULL;
  const JigProgress predicting = jig_progress_slice (progress, 0.0, 0.6);
  const JigProgress judging = jig_progress_slice (progress, 0.6, 1.0);
  gboolean has_truth = jig_frame_find (dataset->frame,
                                       jig_bundle_get_target (trained->bundle)) >= 0;
  JigPredictionKind kind = JIG_PREDICTION_VALUE;
  JigJudgement judgement = { .n_rows = 0 };
  g_autoptr(JigFrame) frame = NULL;

  jig_prediction_kind_from_name (jig_values_get_text (jig_work_get_values (work), "output"),
                                 &kind);
  frame = predict (trained->bundle, kind, dataset->frame, rows, &predicting, error);
  if (frame == NULL ||
      (has_truth && !jig_bundle_judge (trained->bundle, dataset->frame, weight, rows, &judgement,
                                       &judging, error)))
    return NULL;

  return jig_object_new_scores (jig_dataset_new (dataset->title, frame, NULL),
                                has_truth ? &judgement : NULL);
}

const JigCommand jig_command_evaluate = {
  .id = "evaluate",
  .title = N_("Predict and judge"),
  .object = "scores",
  .params = params,
  .version = 1,
  .run = run,
};
