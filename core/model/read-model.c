/* What jig_model_write() wrote, read back. Tested by tests/core/model/model.c. */

#include "core/model/level-set.h"
#include "core/model/model-private.h"

#include "core/base/error.h"
#include "core/base/limits.h"

#include <glib/gi18n-lib.h>

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

/* Files without the word have the link of the task. */
static gboolean
read_link (JigModel    *self,
           JsonObject  *object,
           const char  *name,
           GError     **error)
{
  const char *word;

  self->link = jig_link_of_task (self->task);
  if (!json_object_has_member (object, "link"))
    return TRUE;
  if (!jig_json_get_string (object, "link", name, &word, error))
    return FALSE;
  if (!jig_link_from_name (word, &self->link) || !jig_link_fits (self->link, self->task))
    return refuse (name, "link", error);

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

/* Only a round that the curve has may be the best one. */
static gboolean
read_best_round (JigModel    *self,
                 JsonObject  *object,
                 const char  *name,
                 GError     **error)
{
  gint64 round;

  if (!json_object_has_member (object, "best_round"))
    return TRUE;
  if (!jig_json_get_int (object, "best_round", name, 1, G_MAXINT32, &round, error))
    return FALSE;

  for (guint i = 0; i < self->curve->len; i++)
    if (g_array_index (self->curve, JigCurvePoint, i).round == round)
      self->best_round = (guint) round;

  return self->best_round > 0 || refuse (name, "best_round", error);
}

/* Files without the word have numbers only. */
static gboolean
read_levels (JigModel    *self,
             JsonObject  *object,
             const char  *name,
             GError     **error)
{
  JsonArray *array;

  if (!json_object_has_member (object, "levels"))
    return TRUE;
  if (!jig_json_get_array (object, "levels", name, &array, error))
    return FALSE;
  if (self->ops->check_levels == NULL || json_array_get_length (array) != self->n_features)
    return refuse (name, "levels", error);

  self->levels = g_new0 (guint32, self->n_features);
  for (guint i = 0; i < self->n_features; i++)
    {
      JsonNode *cell = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (cell) || json_node_get_value_type (cell) != G_TYPE_INT64 ||
          json_node_get_int (cell) < 0 || json_node_get_int (cell) >= JIG_LEVEL_SET_CODES)
        return refuse (name, "levels", error);
      self->levels[i] = (guint32) json_node_get_int (cell);
    }

  return TRUE;
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
  if (!read_levels (self, object, name, error))
    return FALSE;

  self->data = self->ops->read (data, self->n_features, jig_model_get_n_outputs (self), name,
                                error);

  return self->data != NULL &&
         (self->ops->check_levels == NULL ||
          self->ops->check_levels (self->data, self->levels, name, error));
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

  self = jig_model_new (ops);
  if (!read_task (self, object, name, error) ||
      !read_link (self, object, name, error) ||
      !read_settings (self, object, name, error) ||
      !read_labels (self, object, name, error) ||
      !jig_fit_read_curve (object, name, self->curve, error) ||
      !read_best_round (self, object, name, error) ||
      !read_data (self, object, name, error))
    return NULL;

  jig_model_seal (self);

  return g_steal_pointer (&self);
}
