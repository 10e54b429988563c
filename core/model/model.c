#include "core/model/model.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many rows one call of a kind's predict() gets. */
#define CHUNK_ROWS 4096

struct _JigModel
{
  const JigModelOps *ops;
  JigValues         *values;
  JigTask            task;
  guint              n_classes;
  guint64            seed;
  char             **features;     /* (n_features + 1,) ended by NULL */
  gsize              n_features;
  JigStringTable    *labels;       /* (nullable) */
  GArray            *curve;        /* of JigCurvePoint */
  gpointer           data;
  char              *hash;
};

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

static JigModel *
new_model (const JigModelOps *ops)
{
  JigModel *self = g_atomic_rc_box_new0 (JigModel);

  self->ops = ops;
  self->curve = g_array_new (FALSE, FALSE, sizeof (JigCurvePoint));

  return self;
}

/* A model is named by what it would write. */
static void
seal (JigModel *self)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_model_write (self, writer);
  text = jig_json_writer_finish (writer);
  self->hash = jig_hash_of_bytes (text, strlen (text));
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

  g_return_val_if_fail (ops != NULL, NULL);
  g_return_val_if_fail (fit != NULL && fit->samples != NULL && fit->values != NULL, NULL);
  g_return_val_if_fail (features != NULL, NULL);
  g_return_val_if_fail (labels == NULL || jig_string_table_get_size (labels) == fit->n_classes,
                        NULL);

  if (!(ops->takes & JIG_TASK_TAKES (fit->task)))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("The model \"%s\" cannot learn this task: %s."),
                   ops->id, jig_task_name (fit->task));
      return NULL;
    }
  if (!jig_fit_check (fit, g_strv_length ((char **) features), labels, error))
    return NULL;

  self = new_model (ops);
  self->values = jig_values_copy (fit->values);
  self->task = fit->task;
  self->n_classes = fit->n_classes;
  self->seed = fit->seed;
  self->features = g_strdupv ((char **) features);
  self->n_features = fit->samples->n_features;
  self->labels = labels != NULL ? jig_string_table_ref (labels) : NULL;
  self->data = ops->fit (fit, self->curve, progress, error);
  if (self->data == NULL)
    return NULL;

  seal (self);

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
  for (const JigParam *param = self->ops->params; param->id != NULL; param++)
    {
      g_autofree char *text = NULL;

      if (jig_values_is_default (self->values, param->id))
        continue;
      text = jig_values_to_text (self->values, param->id);
      g_string_append_printf (name, ", %s %s", _(param->title), text);
    }

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
  jig_json_writer_name (writer, "classes");
  jig_json_writer_int (writer, self->n_classes);
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) self->seed);
  jig_json_writer_name (writer, "settings");
  jig_values_write (self->values, writer);
  write_strings (writer, "features", (const char * const *) self->features);
  write_labels (self, writer);
  jig_json_writer_name (writer, "curve");
  jig_fit_write_curve (self->curve, writer);
  jig_json_writer_name (writer, "data");
  jig_json_writer_begin_object (writer);
  self->ops->write (self->data, writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_end_object (writer);
}

static gboolean
refuse (const char  *name,
        const char  *member,
        GError     **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: \"%s\" is not what a model may have there."), name, member);

  return FALSE;
}

/* The strings of a list, ended by NULL; different and not too many. */
static char **
read_strings (JsonObject  *object,
              const char  *member,
              const char  *name,
              guint        limit,
              GError     **error)
{
  g_autoptr(GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (!jig_json_get_array (object, member, name, &array, error))
    return NULL;

  for (guint i = 0; i < MIN (json_array_get_length (array), limit + 1); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      char *string = json_node_get_node_type (node) == JSON_NODE_VALUE
                     ? json_node_dup_string (node) : NULL;

      if (string == NULL || !g_hash_table_add (met, string))
        {
          g_free (string);
          refuse (name, member, error);
          return NULL;
        }
      g_ptr_array_add (strings, string);
    }

  if (strings->len == 0 || strings->len > limit)
    {
      refuse (name, member, error);
      return NULL;
    }
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

static gboolean
read_labels (JigModel    *self,
             JsonObject  *object,
             const char  *name,
             GError     **error)
{
  g_auto(GStrv) labels = NULL;

  if (json_object_has_member (object, "labels") && json_object_get_null_member (object, "labels"))
    return TRUE;

  labels = read_strings (object, "labels", name, JIG_LIMIT_CLASSES, error);
  if (labels == NULL)
    return FALSE;
  if (g_strv_length (labels) != self->n_classes || self->task == JIG_TASK_REGRESSION)
    return refuse (name, "labels", error);

  self->labels = jig_string_table_new ((const char * const *) labels, self->n_classes, error);

  return self->labels != NULL;
}

static gboolean
read_task (JigModel    *self,
           JsonObject  *object,
           const char  *name,
           GError     **error)
{
  const char *word;
  gint64 n_classes;
  gint64 seed;

  if (!jig_json_get_string (object, "task", name, &word, error) ||
      !jig_json_get_int (object, "classes", name, 1, JIG_LIMIT_CLASSES, &n_classes, error) ||
      !jig_json_get_int (object, "seed", name, 0, G_MAXINT64, &seed, error))
    return FALSE;

  self->n_classes = (guint) n_classes;
  self->seed = (guint64) seed;
  if (!jig_task_from_name (word, &self->task) ||
      !(self->ops->takes & JIG_TASK_TAKES (self->task)))
    return refuse (name, "task", error);
  if ((self->task == JIG_TASK_REGRESSION && n_classes != 1) ||
      (self->task == JIG_TASK_BINARY && n_classes != 2) ||
      (self->task == JIG_TASK_MULTICLASS && n_classes < 2))
    return refuse (name, "classes", error);

  return TRUE;
}

static gboolean
read_settings (JigModel    *self,
               JsonObject  *object,
               const char  *name,
               GError     **error)
{
  JsonObject *settings;

  if (!jig_json_get_object (object, "settings", name, &settings, error))
    return FALSE;

  self->values = jig_values_new (self->ops->params);
  if (jig_values_read (self->values, settings, error))
    return TRUE;

  g_prefix_error (error, "%s: ", name);

  return FALSE;
}

static gboolean
read_data (JigModel    *self,
           JsonObject  *object,
           const char  *name,
           GError     **error)
{
  JsonObject *data;

  self->features = read_strings (object, "features", name, JIG_LIMIT_FEATURES, error);
  if (self->features == NULL || !jig_json_get_object (object, "data", name, &data, error))
    return FALSE;

  self->n_features = g_strv_length (self->features);
  self->data = self->ops->read (data, self->n_features, jig_model_get_n_outputs (self), name,
                                error);

  return self->data != NULL;
}

/**
 * jig_model_read:
 * @object: what jig_model_write() wrote, or what claims to be that
 * @name: the file, for the sentence
 * @error: return location for %JIG_ERROR_FORMAT, %JIG_ERROR_VALUE,
 *   %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the model, or %NULL with @error set
 */
JigModel *
jig_model_read (JsonObject  *object,
                const char  *name,
                GError     **error)
{
  g_autoptr(JigModel) self = NULL;
  const JigModelOps *ops;
  const char *kind;

  g_return_val_if_fail (object != NULL, NULL);

  if (!jig_json_get_string (object, "kind", name, &kind, error))
    return NULL;

  ops = jig_model_find_ops (kind);
  if (ops == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"%s\" is no kind of model that this version knows."), name, kind);
      return NULL;
    }

  self = new_model (ops);
  if (!read_task (self, object, name, error) ||
      !read_settings (self, object, name, error) ||
      !read_labels (self, object, name, error) ||
      !jig_fit_read_curve (object, name, self->curve, error) ||
      !read_data (self, object, name, error))
    return NULL;

  seal (self);

  return g_steal_pointer (&self);
}
