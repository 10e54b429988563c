#include "core/model/model-private.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many rows one call of a kind's predict() gets. */
#define CHUNK_ROWS 4096

/**
 * jig_model_find_ops:
 * @id: a word
 *
 * Returns: (nullable): the kind of model of that name
 */
const JigModelOps *
jig_model_find_ops (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; jig_models[i] != NULL; i++)
    if (g_str_equal (jig_models[i]->id, id))
      return jig_models[i];

  return NULL;
}

static void
clear_model (gpointer data)
{
  JigModel *self = data;

  if (self->data != NULL)
    self->ops->free (self->data);
  g_clear_pointer (&self->values, jig_values_free);
  g_strfreev (self->features);
  g_free (self->levels);
  g_clear_pointer (&self->labels, jig_string_table_unref);
  g_clear_pointer (&self->curve, g_array_unref);
  g_free (self->hash);
}

JigModel *
jig_model_ref (JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
jig_model_unref (JigModel *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_model);
}

/**
 * jig_model_new:
 * @ops: a kind of model
 *
 * Returns: (transfer full): a model in the making
 */
JigModel *
jig_model_new (const JigModelOps *ops)
{
  JigModel *self = g_atomic_rc_box_new0 (JigModel);

  self->ops = ops;
  self->curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));

  return self;
}

/**
 * jig_model_seal:
 * @self: a model that is complete
 *
 * Names it by what it would write.
 */
void
jig_model_seal (JigModel *self)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_model_write (self, writer);
  text = jig_json_writer_finish (writer);
  self->hash = jig_hash_of_bytes (text, strlen (text));
}

static gboolean
has_labels (const JigModel *self,
            JigStringTable *labels)
{
  const gsize n_labels = labels != NULL ? jig_string_table_get_size (labels) : 0;

  if ((self->labels != NULL ? jig_string_table_get_size (self->labels) : 0) != n_labels)
    return FALSE;

  for (gsize i = 0; i < n_labels; i++)
    if (!g_str_equal (jig_string_table_get (self->labels, i, NULL),
                      jig_string_table_get (labels, i, NULL)))
      return FALSE;

  return TRUE;
}

static JigLink
find_link (const JigModelOps *ops,
           const JigFit      *fit)
{
  return ops->get_link != NULL ? ops->get_link (fit->values, fit->task)
                               : jig_link_of_task (fit->task);
}

static gboolean
has_levels (const JigModel   *self,
            const JigSamples *samples)
{
  for (gsize i = 0; i < self->n_features; i++)
    if ((self->levels != NULL ? self->levels[i] : 0) != jig_samples_get_levels (samples, i))
      return FALSE;

  return TRUE;
}

/* What goes on must be about the same. */
static gboolean
check_start (const JigModelOps   *ops,
             const JigFit        *fit,
             const char * const  *features,
             JigStringTable      *labels,
             GError             **error)
{
  const JigModel *start = fit->start;

  if (!ops->can_continue)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("A model \"%s\" learns all at once: it cannot be continued."), ops->id);
  else if (start->ops != ops)
    g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                 _("The model that is continued is a \"%s\", not a \"%s\"."), start->ops->id,
                 ops->id);
  else if (start->task != fit->task || start->n_classes != fit->n_classes ||
           !has_labels (start, labels))
    g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                 _("The model that is continued predicts something else: the task or the classes"
                   " differ."));
  else if (start->link != find_link (ops, fit))
    g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                 _("The margins of the model that is continued are read in another way: the"
                   " objectives do not go together."));
  else if (!g_strv_equal ((const char * const *) start->features, features) ||
           !has_levels (start, fit->samples))
    g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                 _("The model that is continued has other features."));
  else
    return TRUE;

  return FALSE;
}

/**
 * jig_model_fit:
 * @ops: the kind of model
 * @fit: what to learn from and how
 * @features: (array zero-terminated=1): what the features are called
 * @labels: (nullable): what the classes are called
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_VALUE,
 *   %JIG_ERROR_LIMIT, %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Learns a model. The same rows, settings and seed give the same model, to the
 * bit, for any number of threads.
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
JigModel *
jig_model_fit (const JigModelOps   *ops,
               const JigFit        *fit,
               const char * const  *features,
               JigStringTable      *labels,
               const JigProgress   *progress,
               GError             **error)
{
  g_autoptr(JigModel) self = NULL;
  JigFit own;

  g_return_val_if_fail (ops != NULL, NULL);
  g_return_val_if_fail (fit != NULL && fit->samples != NULL && fit->values != NULL, NULL);
  g_return_val_if_fail (features != NULL, NULL);
  g_return_val_if_fail (labels == NULL || jig_string_table_get_size (labels) == fit->n_classes,
                        NULL);

  own = *fit;
  if (!(ops->takes & JIG_TASK_TAKES (fit->task)))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The model \"%s\" cannot learn this task: %s."),
                   ops->id, jig_task_name (fit->task));
      return NULL;
    }
  if (!jig_fit_check (fit, g_strv_length ((char **) features), labels, error) ||
      !jig_fit_check_levels (fit, features, ops->check_levels == NULL ? ops->id : NULL, error))
    return NULL;

  if (fit->start != NULL && !check_start (ops, fit, features, labels, error))
    return NULL;

  self = jig_model_new (ops);
  own.best_round = &self->best_round;
  own.features = features;
  own.labels = labels;
  self->values = jig_values_copy (fit->values);
  self->task = fit->task;
  self->link = find_link (ops, fit);
  self->n_classes = fit->n_classes;
  self->seed = fit->seed;
  self->features = g_strdupv ((char **) features);
  self->n_features = fit->samples->n_features;
  if (fit->samples->levels != NULL)
    self->levels = g_memdup2 (fit->samples->levels, self->n_features * sizeof *self->levels);
  self->labels = labels != NULL ? jig_string_table_ref (labels) : NULL;
  self->data = ops->fit (&own, self->curve, progress, error);
  if (self->data == NULL)
    return NULL;

  jig_model_seal (self);

  return g_steal_pointer (&self);
}

const JigModelOps *
jig_model_get_ops (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ops;
}

JigTask
jig_model_get_task (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, JIG_TASK_REGRESSION);

  return self->task;
}

const JigValues *
jig_model_get_values (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->values;
}

guint64
jig_model_get_seed (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->seed;
}

gsize
jig_model_get_n_features (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_features;
}

/**
 * jig_model_get_levels:
 * @self: a model
 *
 * Returns: (nullable): (n_features,) of features that are categories how many levels
 *   they have, of others 0; %NULL: none is a category
 */
const guint32 *
jig_model_get_levels (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->levels;
}

const char * const *
jig_model_get_features (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->features;
}

guint
jig_model_get_n_outputs (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return jig_task_n_outputs (self->task, self->n_classes);
}

/**
 * jig_model_get_link:
 * @self: a model
 *
 * Returns: how its margins become what people read
 */
JigLink
jig_model_get_link (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, JIG_LINK_VALUE);

  return self->link;
}

/**
 * jig_model_get_labels:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what the classes are called
 */
JigStringTable *
jig_model_get_labels (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->labels;
}

/**
 * jig_model_get_data:
 * @self: a model
 *
 * Returns: (transfer none): what its kind keeps: see model-<id>.h or the header
 *   that it names
 */
gconstpointer
jig_model_get_data (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

/**
 * jig_model_get_curve:
 * @self: a model
 * @n_points: (out): how many points there are
 *
 * Returns: (transfer none) (array length=n_points): the losses while it learnt
 */
const JigCurvePoint *
jig_model_get_curve (const JigModel *self,
                     gsize          *n_points)
{
  g_return_val_if_fail (self != NULL, NULL);

  *n_points = self->curve->len;

  return (const JigCurvePoint *) self->curve->data;
}

/**
 * jig_model_get_best_round:
 * @self: a model
 *
 * Returns: the round that rows set aside have chosen; 0 if none were
 */
guint
jig_model_get_best_round (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->best_round;
}

/**
 * jig_model_get_hash:
 * @self: a model
 *
 * Returns: SHA-256 of what jig_model_write() writes
 */
const char *
jig_model_get_hash (const JigModel *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hash;
}

/* Calls itself for the table that a choice brings along. */
static void
add_changes (const JigModel *self,
             const JigParam *table,
             GString        *name)
{
  for (const JigParam *param = table; param->id != NULL; param++)
    {
      g_autofree char *text = jig_values_to_text (self->values, param->id);
      const JigChoice *choice = NULL;

      if (!jig_values_is_default (self->values, param->id))
        g_string_append_printf (name, ", %s %s", _(param->title), text);
      if (param->kind == JIG_PARAM_CHOICE)
        choice = jig_param_find_choice (param, text);
      if (choice != NULL && choice->params != NULL)
        add_changes (self, choice->params, name);
    }
}

/**
 * jig_model_dup_name:
 * @self: a model
 *
 * Returns: (transfer full): the kind and the settings that are not the default,
 *   in the user's language
 */
char *
jig_model_dup_name (const JigModel *self)
{
  GString *name;

  g_return_val_if_fail (self != NULL, NULL);

  name = g_string_new (_(self->ops->title));
  add_changes (self, self->ops->params, name);

  return g_string_free (name, FALSE);
}

typedef struct
{
  const JigModel *model;
  const double   *features;    /* (n_rows, n_features) */
  double         *margins;     /* (n_rows, n_outputs) */
} Prediction;

static void
predict_chunk (gsize    chunk,
               gsize    begin,
               gsize    end,
               gpointer data)
{
  const Prediction *prediction = data;
  const JigModel *model = prediction->model;

  model->ops->predict (model->data, prediction->features + begin * model->n_features, end - begin,
                       model->n_features,
                       prediction->margins + begin * jig_model_get_n_outputs (model));
}

/**
 * jig_model_predict_margins:
 * @self: a model
 * @features: (n_rows, n_features), row-major; NaN is missing
 * @n_rows: how many rows there are
 * @margins: (out caller-allocates): (n_rows, n_outputs), row-major
 * @progress: (nullable): where to report
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set and some of @margins filled
 */
gboolean
jig_model_predict_margins (const JigModel     *self,
                           const double       *features,
                           gsize               n_rows,
                           double             *margins,
                           const JigProgress  *progress,
                           GError            **error)
{
  Prediction prediction = { self, features, margins };

  g_return_val_if_fail (self != NULL, FALSE);

  return jig_parallel_for_checked (n_rows, CHUNK_ROWS, predict_chunk, &prediction, progress,
                                   _("Predicting"), error);
}

/**
 * jig_model_link:
 * @self: a model
 * @margins: (n_rows, n_outputs), row-major, of jig_model_predict_margins()
 * @n_rows: how many rows there are
 * @predictions: (out caller-allocates): (n_rows,) values, (n_rows,)
 *   probabilities of the positive class, or (n_rows, n_outputs) probabilities;
 *   may be @margins
 *
 * Turns margins into what people read.
 */
void
jig_model_link (const JigModel *self,
                const double   *margins,
                gsize           n_rows,
                double         *predictions)
{
  g_return_if_fail (self != NULL);

  jig_link_apply (self->link, margins, n_rows, jig_model_get_n_outputs (self), predictions);
}

static void
write_strings (JigJsonWriter      *writer,
               const char         *member,
               const char * const *strings)
{
  jig_json_writer_name (writer, member);
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; strings[i] != NULL; i++)
    jig_json_writer_string (writer, strings[i]);
  jig_json_writer_end_array (writer);
}

static void
write_levels (const JigModel *self,
              JigJsonWriter  *writer)
{
  if (self->levels == NULL)
    return;

  jig_json_writer_name (writer, "levels");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_features; i++)
    jig_json_writer_int (writer, self->levels[i]);
  jig_json_writer_end_array (writer);
}

static void
write_labels (const JigModel *self,
              JigJsonWriter  *writer)
{
  jig_json_writer_name (writer, "labels");
  if (self->labels == NULL)
    {
      jig_json_writer_null (writer);
      return;
    }

  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < jig_string_table_get_size (self->labels); i++)
    jig_json_writer_string (writer, jig_string_table_get (self->labels, i, NULL));
  jig_json_writer_end_array (writer);
}

/**
 * jig_model_write:
 * @self: a model
 * @writer: where an object may stand
 *
 * Writes the model as one object.
 */
void
jig_model_write (const JigModel *self,
                 JigJsonWriter  *writer)
{
  g_return_if_fail (self != NULL);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "kind");
  jig_json_writer_string (writer, self->ops->id);
  jig_json_writer_name (writer, "task");
  jig_json_writer_string (writer, jig_task_name (self->task));
  if (self->link != jig_link_of_task (self->task))
    {
      jig_json_writer_name (writer, "link");
      jig_json_writer_string (writer, jig_link_name (self->link));
    }
  jig_json_writer_name (writer, "classes");
  jig_json_writer_int (writer, self->n_classes);
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) self->seed);
  jig_json_writer_name (writer, "settings");
  jig_values_write (self->values, writer);
  write_strings (writer, "features", (const char * const *) self->features);
  write_levels (self, writer);
  write_labels (self, writer);
  jig_json_writer_name (writer, "curve");
  jig_fit_write_curve (self->curve, writer);
  if (self->best_round > 0)
    {
      jig_json_writer_name (writer, "best_round");
      jig_json_writer_int (writer, self->best_round);
    }
  jig_json_writer_name (writer, "data");
  jig_json_writer_begin_object (writer);
  self->ops->write (self->data, writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
}
