#include "app/models/model-item.h"

#include "app/common/phrase.h"
#include "core/model/verdict.h"

#include <glib/gi18n-lib.h>

struct _JigModelItem
{
  GObject           parent_instance;

  JigObject        *object;
  const JigTrained *trained;     /* of the object */
  JigObject        *table;       /* NULL if it is not known */
  JigObject        *split;       /* NULL if all rows were learnt */
  char             *name;
  char             *title;
  char             *data;
  gboolean          is_stale;
  gint64            at;
  double            seconds;
};

G_DEFINE_FINAL_TYPE (JigModelItem, jig_model_item, G_TYPE_OBJECT)

static void
jig_model_item_finalize (GObject *object)
{
  JigModelItem *self = JIG_MODEL_ITEM (object);

  g_clear_pointer (&self->object, jig_object_unref);
  g_clear_pointer (&self->table, jig_object_unref);
  g_clear_pointer (&self->split, jig_object_unref);
  g_free (self->name);
  g_free (self->title);
  g_free (self->data);

  G_OBJECT_CLASS (jig_model_item_parent_class)->finalize (object);
}

static void
jig_model_item_class_init (JigModelItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jig_model_item_finalize;
}

static void
jig_model_item_init (JigModelItem *self)
{
}

/* The title of the table that a model learnt from, as it is called now. */
static char *
dup_data_title (JigProject     *project,
                const JigEntry *maker)
{
  const JigValues *values;
  const JigDataset *dataset;
  const char *name;

  if (maker == NULL)
    return g_strdup ("");

  values = jig_action_get_values (maker->action);
  if (jig_values_find_param (values, "data") == NULL)
    return g_strdup ("");

  name = jig_values_get_text (values, "data");
  dataset = jig_object_get_dataset (jig_project_get_object (project, name));

  return g_strdup (dataset != NULL ? dataset->title : name);
}

static const char *
get_setting (const JigEntry *entry,
             const char     *id)
{
  const JigValues *values = jig_action_get_values (entry->action);

  return jig_values_find_param (values, id) != NULL ? jig_values_get_text (values, id) : NULL;
}

/* The reading of the file that a table goes back to; NULL if it came from no file. */
static const JigEntry *
find_reading (JigProject *project,
              const char *data)
{
  const JigEntry *entry = data != NULL ? jig_project_get_maker (project, data) : NULL;

  /* Each step leads to an earlier entry, so that this ends. */
  while (entry != NULL && get_setting (entry, "data") != NULL)
    {
      const JigEntry *before = jig_project_get_maker (project, get_setting (entry, "data"));

      entry = before != NULL && before->number < entry->number ? before : NULL;
    }

  return entry != NULL && g_str_equal (jig_action_get_command (entry->action)->id, "load") ? entry
                                                                                           : NULL;
}

/* (transfer full): what a setting of the action names. */
static JigObject *
find_input (JigProject     *project,
            const JigEntry *maker,
            const char     *id)
{
  const char *name = maker != NULL ? get_setting (maker, id) : NULL;
  JigObject *object = name != NULL ? jig_project_get_object (project, name) : NULL;

  return object != NULL ? jig_object_ref (object) : NULL;
}

static gboolean
find_stale (JigProject     *project,
            const JigEntry *maker)
{
  const JigEntry *reading = maker != NULL ? find_reading (project, get_setting (maker, "data"))
                                          : NULL;
  g_auto(GStrv) names = jig_project_dup_names (project, &jig_object_data);

  for (gsize i = 0; reading != NULL && names[i] != NULL; i++)
    {
      const JigEntry *other = jig_project_get_maker (project, names[i]);

      if (other != NULL && other->number > reading->number
          && g_strcmp0 (get_setting (other, "file"), get_setting (reading, "file")) == 0
          && g_strcmp0 (other->result_hash, reading->result_hash) != 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * jig_model_item_new:
 * @document: what the model belongs to
 * @name: such as "model-3"
 *
 * Returns: (transfer full) (nullable): the model of that name, if there is one
 */
JigModelItem *
jig_model_item_new (JigDocument *document,
                    const char  *name)
{
  JigProject *project = jig_document_get_project (document);
  JigObject *object = jig_project_get_object (project, name);
  const JigTrained *trained = jig_object_get_trained (object);
  const JigEntry *maker = jig_project_get_maker (project, name);
  JigModelItem *self;

  if (trained == NULL)
    return NULL;

  self = g_object_new (JIG_TYPE_MODEL_ITEM, NULL);
  self->object = jig_object_ref (object);
  self->trained = trained;
  self->table = find_input (project, maker, "data");
  self->split = find_input (project, maker, "split");
  self->name = g_strdup (name);
  self->title = jig_model_dup_name (jig_bundle_get_model (trained->bundle));
  self->data = dup_data_title (project, maker);
  self->is_stale = find_stale (project, maker);
  self->at = maker != NULL ? maker->at : 0;
  self->seconds = maker != NULL ? maker->seconds : 0.0;

  return self;
}

const char *
jig_model_item_get_name (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return self->name;
}

/**
 * jig_model_item_get_title:
 * @self: a model
 *
 * Returns: its kind, and the settings that are not the default
 */
const char *
jig_model_item_get_title (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return self->title;
}

const char *
jig_model_item_get_data (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return self->data;
}

const JigTrained *
jig_model_item_get_trained (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return self->trained;
}

JigDataset *
jig_model_item_get_dataset (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return self->table != NULL ? jig_object_get_dataset (self->table) : NULL;
}

const JigSplit *
jig_model_item_get_split (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return self->split != NULL ? jig_object_get_split (self->split) : NULL;
}

/**
 * jig_model_item_get_judged:
 * @self: a model
 *
 * Returns: how good it is on the test rows, or on the training rows if all rows
 *   were learnt
 */
const JigJudgement *
jig_model_item_get_judged (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return jig_model_item_is_tested (self) ? &self->trained->test : &self->trained->train;
}

gboolean
jig_model_item_is_tested (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), FALSE);

  return self->trained->test.n_rows > 0;
}

gboolean
jig_model_item_is_stale (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), FALSE);

  return self->is_stale;
}

/**
 * jig_model_item_is_current:
 * @self: a model
 * @document: what it belonged to
 *
 * Returns: %FALSE if its name has come to mean something else, or if it has become
 *   stale or is no longer
 */
gboolean
jig_model_item_is_current (JigModelItem *self,
                           JigDocument  *document)
{
  JigProject *project = jig_document_get_project (document);

  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), FALSE);

  return jig_object_get_trained (jig_project_get_object (project, self->name)) == self->trained
         && find_stale (project, jig_project_get_maker (project, self->name)) == self->is_stale;
}

/**
 * jig_model_item_get_at:
 * @self: a model
 *
 * Returns: when it was made; microseconds since 1970
 */
gint64
jig_model_item_get_at (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), 0);

  return self->at;
}

double
jig_model_item_get_seconds (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), 0.0);

  return self->seconds;
}

/**
 * jig_model_item_get_gain:
 * @self: a model
 *
 * Returns: by how much it beats its baseline on the main metric, turned so that
 *   more is better
 */
double
jig_model_item_get_gain (JigModelItem *self)
{
  const JigJudgement *judged = jig_model_item_get_judged (self);
  JigMetricId metric;

  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), 0.0);

  metric = jig_metric_main (judged->task);

  return jig_verdict_difference (metric, judged->values[metric], judged->baseline[metric]);
}

/**
 * jig_model_item_dup_score:
 * @self: a model
 *
 * Returns: (transfer full): its main metric: "RMSE 12.3"
 */
char *
jig_model_item_dup_score (JigModelItem *self)
{
  const JigJudgement *judged = jig_model_item_get_judged (self);
  JigMetricId metric;
  g_autofree char *number = NULL;

  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  metric = jig_metric_main (judged->task);
  number = jig_phrase_number (judged->values[metric]);

  /* Translators: a metric and its value */
  return g_strdup_printf (_("%s %s"), _(jig_metric_get_info (metric)->title), number);
}

char *
jig_model_item_dup_baseline (JigModelItem *self)
{
  const JigJudgement *judged = jig_model_item_get_judged (self);

  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return jig_phrase_number (judged->baseline[jig_metric_main (judged->task)]);
}

/**
 * jig_model_item_dup_rows:
 * @self: a model
 *
 * Returns: (transfer full): how many rows it learnt from and was tested on
 */
char *
jig_model_item_dup_rows (JigModelItem *self)
{
  g_autofree char *train = NULL;
  g_autofree char *test = NULL;

  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  train = jig_phrase_count (self->trained->n_train_rows);
  if (!jig_model_item_is_tested (self))
    return g_steal_pointer (&train);

  test = jig_phrase_count (self->trained->test.n_rows);

  /* Translators: rows to learn from, and rows to test on */
  return g_strdup_printf (_("%s + %s"), train, test);
}

char *
jig_model_item_dup_seed (JigModelItem *self)
{
  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  return g_strdup_printf ("%" G_GUINT64_FORMAT,
                          jig_model_get_seed (jig_bundle_get_model (self->trained->bundle)));
}

/**
 * jig_model_item_dup_time:
 * @self: a model
 *
 * Returns: (transfer full): when it was made, as short as can be
 */
char *
jig_model_item_dup_time (JigModelItem *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) at = NULL;

  g_return_val_if_fail (JIG_IS_MODEL_ITEM (self), NULL);

  at = g_date_time_new_from_unix_local (self->at / G_USEC_PER_SEC);
  if (self->at == 0 || at == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (at) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (at) == g_date_time_get_day_of_year (now))
    return g_date_time_format (at, "%H:%M");

  return g_date_time_format (at, "%x");
}
