/* The way back from a file. What is read is believed only after it has been
 * checked, although the hashes are right: who alters a section can write new
 * hashes. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/vfs.h"
#include "core/model/bundle-private.h"
#include "core/model/numbers.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What every version begins with. */
#define PREFIX "{\"jig\":\"bundle\",\"version\":"

static gboolean
skip_word (const char **at,
           const char  *end,
           const char  *word)
{
  gsize length = strlen (word);

  if ((gsize) (end - *at) < length || memcmp (*at, word, length) != 0)
    return FALSE;

  *at += length;

  return TRUE;
}

/* A value ends before the comma or the brace that is not its own. */
static JigBundleSlice
skip_value (const char **at,
            const char  *end)
{
  JigBundleSlice slice = { *at, 0 };
  gboolean is_string = FALSE;
  gsize depth = 0;

  for (; *at < end; (*at)++)
    {
      char c = **at;

      if (is_string && c == '\\' && *at + 1 < end)
        (*at)++;
      else if (c == '"')
        is_string = !is_string;
      else if (!is_string && (c == '{' || c == '['))
        depth++;
      else if (!is_string && depth == 0 && (c == ',' || c == '}'))
        break;
      else if (!is_string && (c == '}' || c == ']'))
        depth--;
    }
  slice.length = (gsize) (*at - slice.begin);

  return slice;
}

/* Finds the sections, and the hashes behind them. */
static gboolean
cut (const char     *at,
     const char     *end,
     JigBundleSlice  slices[JIG_BUNDLE_N_SECTIONS + 1])
{
  for (gsize i = 0; i < JIG_BUNDLE_N_SECTIONS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s\"%s\":", i == 0 ? "{" : ",",
                                              jig_bundle_sections[i]);

      if (!skip_word (&at, end, key))
        return FALSE;
      slices[i] = skip_value (&at, end);
    }

  if (!skip_word (&at, end, ",\"hash\":"))
    return FALSE;
  slices[JIG_BUNDLE_N_SECTIONS] = skip_value (&at, end);

  return skip_word (&at, end, JIG_BUNDLE_END) && at == end;
}

static gboolean
refuse_changed (const char  *section,
                const char  *name,
                GError     **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: It was changed after it was written, section \"%s\"."), name, section);

  return FALSE;
}

static gboolean
check_hashes (const JigBundleSlice  *slices,
              char                 **hash,
              const char            *name,
              GError               **error)
{
  g_autofree char *bundle = NULL;
  g_autofree char *expected = jig_bundle_make_hashes (slices, &bundle);
  const JigBundleSlice *written = &slices[JIG_BUNDLE_N_SECTIONS];

  if (written->length == strlen (expected) &&
      memcmp (written->begin, expected, written->length) == 0)
    {
      *hash = g_steal_pointer (&bundle);
      return TRUE;
    }

  for (gsize i = 0; i < JIG_BUNDLE_N_SECTIONS; i++)
    {
      g_autofree char *own = jig_hash_of_bytes (slices[i].begin, slices[i].length);

      if (g_strstr_len (written->begin, (gssize) written->length, own) == NULL)
        return refuse_changed (jig_bundle_sections[i], name, error);
    }

  return refuse_changed ("hash", name, error);
}

/* Before the hashes, because another version may have other sections. */
static gboolean
check_version (const char  *at,
               const char  *end,
               const char  *name,
               GError     **error)
{
  JigBundleSlice version;

  if (!skip_word (&at, end, PREFIX))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("%s: This is not a model of Jig."), name);
      return FALSE;
    }

  version = skip_value (&at, end);
  if (version.length == 1 && *version.begin == '0' + JIG_BUNDLE_VERSION)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: This is a model of version %.*s; this program reads version %d."), name,
               (int) MIN (version.length, 10), version.begin, JIG_BUNDLE_VERSION);

  return FALSE;
}

static gboolean
refuse (const char  *section,
        const char  *name,
        GError     **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: Section \"%s\" does not fit the others."), name, section);

  return FALSE;
}

static gboolean
is_text (JsonNode   *node,
         const char *text)
{
  const char *own = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                                 : NULL;

  return g_strcmp0 (own, text) == 0;
}

static gboolean
read_input (JigBundleInput *self,
            JsonNode       *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *required;
  JsonNode *example;

  if (object == NULL ||
      !is_text (json_object_get_member (object, "name"), self->field->name) ||
      !is_text (json_object_get_member (object, "type"),
                jig_column_type_name (self->field->type)) ||
      !is_text (json_object_get_member (object, "unit"), self->field->unit))
    return FALSE;

  required = json_object_get_member (object, "required");
  example = json_object_get_member (object, "example");
  if (required == NULL || example == NULL || !JSON_NODE_HOLDS_VALUE (required) ||
      json_node_get_value_type (required) != G_TYPE_BOOLEAN ||
      (JSON_NODE_HOLDS_VALUE (example) && json_node_get_value_type (example) != G_TYPE_STRING))
    return FALSE;

  self->is_required = json_node_get_boolean (required);
  self->example = JSON_NODE_HOLDS_VALUE (example) ? json_node_dup_string (example) : NULL;

  return TRUE;
}

static gboolean
read_inputs (JigBundle   *self,
             JsonObject  *object,
             const char  *name,
             GError     **error)
{
  const JigSchema *schema = jig_recipe_get_inputs (self->recipe);
  JsonArray *array;

  if (!jig_json_get_array (object, "inputs", name, &array, error))
    return FALSE;
  if (json_array_get_length (array) != jig_schema_get_size (schema))
    return refuse ("inputs", name, error);

  self->n_inputs = jig_schema_get_size (schema);
  self->inputs = g_new0 (JigBundleInput, self->n_inputs);
  for (guint i = 0; i < self->n_inputs; i++)
    {
      self->inputs[i].field = jig_schema_get_field (schema, i);
      if (!read_input (&self->inputs[i], json_array_get_element (array, i)))
        return refuse ("inputs", name, error);
    }

  return TRUE;
}

static gboolean
read_profiles (GPtrArray           *profiles,
               JsonObject          *object,
               const char          *member,
               gsize                n_profiles,
               const char          *name,
               GError             **error)
{
  JsonArray *array;

  if (!jig_json_get_array (object, member, name, &array, error))
    return FALSE;
  if (json_array_get_length (array) != n_profiles)
    return refuse ("statistics", name, error);

  for (guint i = 0; i < n_profiles; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JigProfile *profile;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return refuse ("statistics", name, error);
      profile = jig_profile_read (json_node_get_object (node), name, error);
      if (profile == NULL)
        return FALSE;
      g_ptr_array_add (profiles, profile);
    }

  return TRUE;
}

static gboolean
read_baseline (JigBundle   *self,
               JsonObject  *object,
               const char  *name,
               GError     **error)
{
  JigStringTable *labels = jig_model_get_labels (self->model);
  JsonArray *shares;

  if (!jig_json_get_double (object, "mean", name, &self->baseline.mean, error) ||
      !jig_json_get_array (object, "shares", name, &shares, error))
    return FALSE;

  self->baseline.n_classes = 1;
  if (jig_model_get_task (self->model) == JIG_TASK_REGRESSION)
    return TRUE;

  if (labels == NULL || json_array_get_length (shares) != jig_string_table_get_size (labels))
    return refuse ("statistics", name, error);

  self->baseline.n_classes = (guint) jig_string_table_get_size (labels);
  self->baseline.shares = jig_alloc (self->baseline.n_classes, sizeof (double), _("the baseline"),
                                     error);

  return self->baseline.shares != NULL &&
         jig_numbers_read (object, "shares", name, self->baseline.shares,
                           self->baseline.n_classes, error);
}

static gboolean
read_statistics (JigBundle   *self,
                 JsonObject  *object,
                 const char  *name,
                 GError     **error)
{
  JsonObject *statistics;

  return jig_json_get_object (object, "statistics", name, &statistics, error) &&
         read_baseline (self, statistics, name, error) &&
         read_profiles (self->columns, statistics, "columns", self->n_inputs, name, error) &&
         read_profiles (self->features, statistics, "features",
                        jig_recipe_get_n_features (self->recipe), name, error);
}

/* The codes that are made are those that are asked for. */
static gboolean
has_same_levels (const JigBundle *self)
{
  const guint32 *made = jig_recipe_get_levels (self->recipe);
  const guint32 *asked = jig_model_get_levels (self->model);

  for (gsize i = 0; i < jig_recipe_get_n_features (self->recipe); i++)
    if ((made != NULL ? made[i] : 0) != (asked != NULL ? asked[i] : 0))
      return FALSE;

  return TRUE;
}

static gboolean
read_parts (JigBundle   *self,
            JsonObject  *object,
            const char  *name,
            GError     **error)
{
  JsonObject *transform;
  JsonObject *model;
  const char *target;

  if (!jig_json_get_string (object, "target", name, &target, error) ||
      !jig_json_get_object (object, "transform", name, &transform, error) ||
      !jig_json_get_object (object, "model", name, &model, error))
    return FALSE;

  self->target = g_strdup (target);
  self->recipe = jig_recipe_read (transform, name, error);
  if (self->recipe == NULL)
    return FALSE;

  self->model = jig_model_read (model, name, error);
  if (self->model == NULL)
    return FALSE;

  if (!g_strv_equal (jig_recipe_get_features (self->recipe),
                     jig_model_get_features (self->model)) ||
      !has_same_levels (self))
    return refuse ("model", name, error);

  return TRUE;
}

static gboolean
read_golden (JigBundle   *self,
             JsonObject  *object,
             const char  *name,
             GError     **error)
{
  JsonObject *golden;

  if (!jig_json_get_object (object, "golden", name, &golden, error))
    return FALSE;

  self->golden = jig_golden_read (golden, self->recipe, self->model, name, error);

  return self->golden != NULL &&
         jig_golden_check (self->golden, self->recipe, self->model, name, error);
}

/**
 * jig_bundle_from_bytes:
 * @bytes: what jig_bundle_to_bytes() gave, or anything else
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_FORMAT if it was altered or is no
 *   bundle, %JIG_ERROR_MISMATCH if its golden rows give something else here,
 *   %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Checks the hashes, reads all sections, and runs the golden rows.
 *
 * Returns: (transfer full): a bundle that predicts the same bits, or %NULL with
 *   @error set
 */
JigBundle *
jig_bundle_from_bytes (GBytes      *bytes,
                       const char  *name,
                       GError     **error)
{
  g_autoptr(JigBundle) self = NULL;
  g_autoptr(JsonNode) root = NULL;
  JigBundleSlice slices[JIG_BUNDLE_N_SECTIONS + 1];
  JsonObject *object;
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  /* No bytes at all are a null pointer. */
  text = g_bytes_get_data (bytes, &length);
  if (length == 0)
    text = "";

  if (!check_version (text, text + length, name, error))
    return NULL;

  if (!cut (text, text + length, slices))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: It was changed after it was written, or a part of it is missing."), name);
      return NULL;
    }

  self = jig_bundle_new ();
  if (!check_hashes (slices, &self->hash, name, error))
    return NULL;

  root = jig_json_parse (text, length, name, error);
  if (root == NULL)
    return NULL;

  object = json_node_get_object (root);
  if (!read_parts (self, object, name, error) ||
      !read_inputs (self, object, name, error) ||
      !read_statistics (self, object, name, error) ||
      !read_golden (self, object, name, error))
    return NULL;

  self->bytes = g_bytes_ref (bytes);

  return g_steal_pointer (&self);
}

/**
 * jig_bundle_load:
 * @path: a `.jig` file; "-" is standard input
 * @error: return location for %JIG_ERROR_INPUT, or an error of
 *   jig_bundle_from_bytes()
 *
 * Returns: (transfer full): a bundle, or %NULL with @error set
 */
JigBundle *
jig_bundle_load (const char  *path,
                 GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = jig_vfs_read_file (path, JIG_LIMIT_MODEL_BYTES, error);
  if (bytes == NULL)
    return NULL;

  name = g_path_get_basename (path);

  return jig_bundle_from_bytes (bytes, name, error);
}
