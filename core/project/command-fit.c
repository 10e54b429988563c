#include "core/base/error.h"
#include "core/project/command.h"
#include "core/project/fit-plan.h"
#include "core/project/object-data.h"
#include "core/project/object-model.h"
#include "core/project/object-split.h"

#include <glib/gi18n-lib.h>

#define MAX_MODELS 32

static const JigChoice tasks[] = {
  { "auto", N_("What the label suggests") },
  { "regression", N_("A number") },
  { "binary", N_("One of two classes") },
  { "multiclass", N_("One of several classes") },
  { NULL }
};

/* Filled from the table of models: each brings its own settings. */
static JigChoice models[MAX_MODELS + 1];

static const JigParam params[] = {
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("The table to learn from"),
  },
  {
    "split", N_("Split"), JIG_PARAM_OBJECT, .unit = "split",
    .hint = N_("Which rows to learn from and which to judge by; empty: learn from all rows"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "recipe", N_("Transform"), JIG_PARAM_OBJECT, .unit = "recipe",
    .hint = N_("How columns become features; empty: what their types suggest"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "task", N_("Task"), JIG_PARAM_CHOICE, .text = "auto", .choices = tasks,
    .hint = N_("What is to be predicted"),
  },
  {
    "model", N_("Model"), JIG_PARAM_CHOICE, .text = "linear", .choices = models,
    .hint = N_("What kind of model learns"),
  },
  {
    "continue", N_("Continue"), JIG_PARAM_OBJECT, .unit = "model",
    .hint = N_("A model that goes on learning, with its own transform; empty: a new one"),
    .flags = JIG_PARAM_OPTIONAL | JIG_PARAM_ADVANCED,
  },
  {
    "seed", N_("Seed"), JIG_PARAM_SEED, .value = 1,
    .hint = N_("Where every random choice comes from"),
  },
  { NULL }
};

static const JigParam *
get_params (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; jig_models[i] != NULL && i < MAX_MODELS; i++)
        models[i] = (JigChoice) {
          jig_models[i]->id, jig_models[i]->title, jig_models[i]->params
        };
      g_once_init_leave (&once, 1);
    }

  return params;
}

static gboolean
judge (JigTrained         *trained,
       const JigDataset   *dataset,
       const JigSplit     *split,
       const JigProgress  *progress,
       GError            **error)
{
  const char *weight = jig_schema_get_by_role (dataset->schema, JIG_ROLE_WEIGHT);
  const JigRows *train = split != NULL ? split->train : NULL;

  if (!jig_bundle_judge (trained->bundle, dataset->frame, weight, train, &trained->train, progress,
                         error))
    return FALSE;

  return split == NULL || jig_rows_get_size (split->test) == 0 ||
         jig_bundle_judge (trained->bundle, dataset->frame, weight, split->test, &trained->test,
                           progress, error);
}

static void
tell (const JigCurvePoint *point,
      gpointer             user_data)
{
  jig_work_tell (user_data, point);
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  JigObject *split_object = jig_work_get_input (work, "split");
  const JigSplit *split = jig_object_get_split (split_object);
  const JigTrained *start = jig_object_get_trained (jig_work_get_input (work, "continue"));
  const JigProgress fitting = jig_progress_slice (progress, 0.0, 0.9);
  const JigProgress judging = jig_progress_slice (progress, 0.9, 1.0);
  g_auto(JigTrained) trained = { .bundle = NULL };
  g_auto(JigFitPlan) fit = { 0 };

  if (start != NULL && jig_work_get_input (work, "recipe") != NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("A model that is continued keeps its own transform: leave \"recipe\" empty."));
      return NULL;
    }

  jig_fit_plan_init (&fit, work);
  fit.plan.on_point = tell;
  fit.plan.user_data = (gpointer) work;
  trained.bundle = jig_bundle_fit (&fit.plan, &fitting, error);
  if (trained.bundle == NULL ||
      !judge (&trained, dataset, split, &judging, error))
    return NULL;

  trained.data_hash = g_strdup (jig_frame_get_hash (dataset->frame));
  trained.split_hash = split != NULL ? g_strdup (jig_object_get_hash (split_object)) : NULL;
  trained.n_train_rows = trained.train.n_rows;

  return jig_object_new_model (&trained);
}

const JigCommand jig_command_fit = {
  .id = "fit",
  .title = N_("Train a model"),
  .object = "model",
  .get_params = get_params,
  .version = 1,
  .run = run,
};
