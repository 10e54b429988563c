#include "core/base/error.h"
#include "core/project/command.h"
#include "core/project/object-data.h"
#include "core/project/object-model.h"
#include "core/project/object-recipe.h"
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

static GPtrArray *
specs_of (const JigRecipe *recipe)
{
  GPtrArray *specs = g_ptr_array_new ();

  for (gsize i = 0; i < jig_recipe_get_n_nodes (recipe); i++)
    g_ptr_array_add (specs, (gpointer) jig_recipe_get_spec (recipe, i));

  return specs;
}

/* Calls itself for the table that a choice brings along. */
static void
take_values (JigValues       *values,
             const JigParam  *table,
             const JigValues *action)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      g_autofree char *word = jig_values_to_text (action, param->id);
      const JigChoice *choice = NULL;

      jig_values_parse (values, param->id, word, NULL);
      if (param->kind == JIG_PARAM_CHOICE)
        choice = jig_param_find_choice (param, word);
      if (choice != NULL && choice->params != NULL)
        take_values (values, choice->params, action);
    }
}

/* The model's own settings among those of the action. */
static JigValues *
values_of (const JigModelOps *ops,
           const JigValues   *action)
{
  JigValues *values = jig_values_new (ops->params);

  take_values (values, ops->params, action);

  return values;
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
  const JigValues *values = jig_work_get_values (work);
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  JigObject *split_object = jig_work_get_input (work, "split");
  const JigSplit *split = jig_object_get_split (split_object);
  const JigRecipe *recipe = jig_object_get_recipe (jig_work_get_input (work, "recipe"));
  const JigTrained *start = jig_object_get_trained (jig_work_get_input (work, "continue"));
  const JigModelOps *ops = jig_model_find_ops (jig_values_get_text (values, "model"));
  g_autoptr(JigValues) settings = values_of (ops, values);
  g_autoptr(GPtrArray) specs = recipe != NULL ? specs_of (recipe) : NULL;
  const JigProgress fitting = jig_progress_slice (progress, 0.0, 0.9);
  const JigProgress judging = jig_progress_slice (progress, 0.9, 1.0);
  g_auto(JigTrained) trained = { .bundle = NULL };
  JigTask task;
  JigBundlePlan plan = {
    .frame = dataset->frame,
    .schema = dataset->schema,
    .train = split != NULL ? split->train : NULL,
    .watched = split != NULL && jig_rows_get_size (split->test) > 0 ? split->test : NULL,
    .specs = specs,
    .ops = ops,
    .values = settings,
    .seed = jig_work_get_seed (work),
    .n_golden = JIG_BUNDLE_N_GOLDEN,
    .start = start != NULL ? start->bundle : NULL,
    .on_point = tell,
    .user_data = (gpointer) work,
  };

  if (start != NULL && recipe != NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("A model that is continued keeps its own transform: leave \"recipe\" empty."));
      return NULL;
    }
  if (jig_task_from_name (jig_values_get_text (values, "task"), &task))
    plan.task = &task;

  trained.bundle = jig_bundle_fit (&plan, &fitting, error);
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
