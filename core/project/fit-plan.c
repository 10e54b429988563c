#include "core/project/fit-plan.h"

#include "core/project/object-data.h"
#include "core/project/object-model.h"
#include "core/project/object-recipe.h"
#include "core/project/object-split.h"

static GPtrArray *
specs_of (const JigRecipe *recipe)
{
  GPtrArray *specs = g_ptr_array_new ();

  for (gsize i = 0; i < jig_recipe_get_n_nodes (recipe); i++)
    g_ptr_array_add (specs, (gpointer) jig_recipe_get_spec (recipe, i));

  return specs;
}

/* With those of the choices that are made. */
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

/**
 * jig_fit_plan_init:
 * @self: (out): what is to be learnt; for jig_fit_plan_clear()
 * @work: of the command "fit"; must outlive @self
 *
 * Gathers what the action names.
 */
void
jig_fit_plan_init (JigFitPlan    *self,
                   const JigWork *work)
{
  const JigValues *values = jig_work_get_values (work);
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  const JigSplit *split = jig_object_get_split (jig_work_get_input (work, "split"));
  const JigRecipe *recipe = jig_object_get_recipe (jig_work_get_input (work, "recipe"));
  const JigTrained *start = jig_object_get_trained (jig_work_get_input (work, "continue"));
  const JigModelOps *ops = jig_model_find_ops (jig_values_get_text (values, "model"));

  *self = (JigFitPlan) { .settings = values_of (ops, values) };
  self->specs = recipe != NULL ? specs_of (recipe) : NULL;
  self->plan = (JigBundlePlan) {
    .frame = dataset->frame,
    .schema = dataset->schema,
    .train = split != NULL ? split->train : NULL,
    .watched = split != NULL && jig_rows_get_size (split->test) > 0 ? split->test : NULL,
    .specs = self->specs,
    .ops = ops,
    .values = self->settings,
    .seed = jig_work_get_seed (work),
    .n_golden = JIG_BUNDLE_N_GOLDEN,
    .start = start != NULL ? start->bundle : NULL,
  };
  if (jig_task_from_name (jig_values_get_text (values, "task"), &self->task))
    self->plan.task = &self->task;
}

/**
 * jig_fit_plan_clear:
 * @self: a plan
 *
 * Gives back what it holds.
 */
void
jig_fit_plan_clear (JigFitPlan *self)
{
  g_clear_pointer (&self->settings, jig_values_free);
  g_clear_pointer (&self->specs, g_ptr_array_unref);
}
