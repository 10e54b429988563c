/* What the sheet asked for, as actions: the column that is to be predicted, the rows for the test,
 * the model. What is so already is not done again. */

#include "app/models/training.h"

#include "core/project/object-split.h"

struct _JigTraining
{
  GObject       parent_instance;

  JigDocument  *document;
  gboolean      is_active;
  JigTrainPlan  plan;
  char         *split;       /* NULL: all rows are learnt */
};

enum {
  BEGAN,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JigTraining, jig_training, G_TYPE_OBJECT)

/**
 * jig_train_plan_clear:
 * @self: a plan
 *
 * Gives back what it holds.
 */
void
jig_train_plan_clear (JigTrainPlan *self)
{
  g_clear_pointer (&self->data, g_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->settings, jig_values_free);
}

/**
 * jig_train_plan_copy:
 * @self: a plan
 * @copy: (out): one that holds the same
 */
void
jig_train_plan_copy (const JigTrainPlan *self,
                     JigTrainPlan       *copy)
{
  *copy = (JigTrainPlan) {
    g_strdup (self->data), g_strdup (self->target), g_strdup (self->method),
    jig_values_copy (self->settings)
  };
}

/* Calls itself for the table of the choice that is made. */
static gboolean
copy_settings (const JigValues  *from,
               const JigParam   *table,
               JigValues        *to,
               GError          **error)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      g_autofree char *word = jig_values_to_text (from, param->id);
      const JigChoice *choice = NULL;

      if (!jig_values_parse (to, param->id, word, error))
        return FALSE;
      if (param->kind == JIG_PARAM_CHOICE)
        choice = jig_param_find_choice (param, word);
      if (choice != NULL && choice->params != NULL
          && !copy_settings (from, choice->params, to, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_train_plan_fill:
 * @self: a plan
 * @split: (nullable): the name of the split; %NULL: all rows are learnt
 * @action: of the command "fit"
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Makes an action do what the plan says.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_train_plan_fill (const JigTrainPlan  *self,
                     const char          *split,
                     JigAction           *action,
                     GError             **error)
{
  return copy_settings (self->settings, jig_values_get_table (self->settings),
                        jig_action_get_values (action), error)
         && jig_action_set (action, "data", self->data, error)
         && (split == NULL || jig_action_set (action, "split", split, error));
}

static void
end (JigTraining  *self,
     const char   *name,
     const GError *error)
{
  self->is_active = FALSE;
  g_signal_emit (self, signals[ENDED], 0, name, error);
}

/* The name of what an action made, or NULL after everybody was told that it failed. */
static const char *
finish (JigTraining  *self,
        GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  const JigEntry *entry = jig_document_act_finish (self->document, result, &error);

  if (entry != NULL)
    return jig_action_get_as (entry->action);

  end (self, NULL, error);

  return NULL;
}

static void
fitted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JigTraining) self = user_data;
  const char *name = finish (self, result);

  if (name != NULL)
    end (self, name, NULL);
}

static void
fit (JigTraining *self)
{
  g_autoptr(JigAction) action = jig_document_new_action (self->document, "fit", NULL);
  g_autoptr(GError) error = NULL;
  JigJob *job;

  if (!jig_train_plan_fill (&self->plan, self->split, action, &error))
    {
      end (self, NULL, error);
      return;
    }

  job = jig_document_act_async (self->document, action, NULL, fitted_cb, g_object_ref (self));
  if (job != NULL)
    g_signal_emit (self, signals[BEGAN], 0, job);
}

static void
split_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JigTraining) self = user_data;
  const char *name = finish (self, result);

  if (name == NULL)
    return;

  self->split = g_strdup (name);
  fit (self);
}

/* A split of the same table made in the same way. */
static char *
find_split (JigTraining *self)
{
  JigProject *project = jig_document_get_project (self->document);
  g_auto(GStrv) names = jig_project_dup_names (project, &jig_object_split);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const JigEntry *maker = jig_project_get_maker (project, names[i]);
      const JigValues *values = maker != NULL ? jig_action_get_values (maker->action) : NULL;

      if (values != NULL
          && g_strcmp0 (jig_values_get_text (values, "data"), self->plan.data) == 0
          && g_strcmp0 (jig_values_get_text (values, "method"), self->plan.method) == 0)
        return g_strdup (names[i]);
    }

  return NULL;
}

static void
split (JigTraining *self)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  if (self->plan.method != NULL)
    self->split = find_split (self);
  if (self->plan.method == NULL || self->split != NULL)
    {
      fit (self);
      return;
    }

  action = jig_document_new_action (self->document, "split", NULL);
  if (jig_action_set (action, "data", self->plan.data, &error)
      && jig_action_set (action, "method", self->plan.method, &error))
    jig_document_act_async (self->document, action, NULL, split_cb, g_object_ref (self));
  else
    end (self, NULL, error);
}

static void
targeted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JigTraining) self = user_data;
  const char *name = finish (self, result);

  if (name == NULL)
    return;

  g_free (self->plan.data);
  self->plan.data = g_strdup (name);
  split (self);
}

static gboolean
has_target (JigTraining *self)
{
  JigProject *project = jig_document_get_project (self->document);
  const JigDataset *dataset =
    jig_object_get_dataset (jig_project_get_object (project, self->plan.data));

  return dataset != NULL
         && g_strcmp0 (jig_schema_get_by_role (dataset->schema, JIG_ROLE_TARGET),
                       self->plan.target) == 0;
}

static void
choose_target (JigTraining *self)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(GError) error = NULL;

  if (has_target (self))
    {
      split (self);
      return;
    }

  action = jig_document_new_action (self->document, "schema", NULL);
  if (jig_action_set (action, "data", self->plan.data, &error)
      && jig_values_set_text (jig_action_get_values (action), "column", self->plan.target, &error)
      && jig_action_set (action, "role", "target", &error))
    jig_document_act_async (self->document, action, NULL, targeted_cb, g_object_ref (self));
  else
    end (self, NULL, error);
}

static void
jig_training_finalize (GObject *object)
{
  JigTraining *self = JIG_TRAINING (object);

  g_clear_object (&self->document);
  jig_train_plan_clear (&self->plan);
  g_free (self->split);

  G_OBJECT_CLASS (jig_training_parent_class)->finalize (object);
}

static void
jig_training_class_init (JigTrainingClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jig_training_finalize;

  signals[BEGAN] = g_signal_new ("began", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, JIG_TYPE_JOB);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
jig_training_init (JigTraining *self)
{
}

/**
 * jig_training_new:
 * @document: whose tables are learnt from
 *
 * Returns: (transfer full): one training at a time
 */
JigTraining *
jig_training_new (JigDocument *document)
{
  JigTraining *self = g_object_new (JIG_TYPE_TRAINING, NULL);

  self->document = g_object_ref (document);

  return self;
}

gboolean
jig_training_is_active (JigTraining *self)
{
  g_return_val_if_fail (JIG_IS_TRAINING (self), FALSE);

  return self->is_active;
}

/**
 * jig_training_start:
 * @self: a training that is not active
 * @plan: what is asked for
 *
 * Does it, in jobs.
 */
void
jig_training_start (JigTraining        *self,
                    const JigTrainPlan *plan)
{
  g_return_if_fail (JIG_IS_TRAINING (self));
  g_return_if_fail (!self->is_active);

  jig_train_plan_clear (&self->plan);
  g_clear_pointer (&self->split, g_free);
  jig_train_plan_copy (plan, &self->plan);
  self->is_active = TRUE;
  choose_target (self);
}
