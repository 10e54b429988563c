#include "core/project/object.h"

#include "core/base/error.h"
#include "core/project/object-file.h"

struct _JigObject
{
  JigObjectKind  kind;
  gpointer       payload;
  char          *hash;
};

static const char * const kind_names[JIG_N_OBJECT_KINDS] = {
  [JIG_OBJECT_DATA] = "data",
  [JIG_OBJECT_SPLIT] = "split",
  [JIG_OBJECT_RECIPE] = "recipe",
  [JIG_OBJECT_MODEL] = "model",
  [JIG_OBJECT_SCORES] = "scores",
  [JIG_OBJECT_COMPARISON] = "comparison",
  [JIG_OBJECT_FILE] = "file",
  [JIG_OBJECT_WALK] = "walk",
};

/**
 * jig_dataset_free:
 * @self: (transfer full) (nullable): a data set
 */
void
jig_dataset_free (JigDataset *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_clear_pointer (&self->frame, jig_frame_unref);
  g_clear_pointer (&self->schema, jig_schema_unref);
  g_clear_pointer (&self->reading, jig_reading_unref);
  g_free (self->source);
  g_free (self);
}

/**
 * jig_trained_free:
 * @self: (transfer full) (nullable): a trained model
 */
void
jig_trained_free (JigTrained *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->bundle, jig_bundle_unref);
  g_free (self->data_hash);
  g_free (self->split_hash);
  g_free (self);
}

/**
 * jig_written_free:
 * @self: (transfer full) (nullable): what was written
 */
void
jig_written_free (JigWritten *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->what);
  g_free (self->sha256);
  g_free (self);
}

static void
split_free (JigSplit *self)
{
  jig_split_clear (self);
  g_free (self);
}

static void
object_clear (JigObject *self)
{
  static const GDestroyNotify free_payload[JIG_N_OBJECT_KINDS] = {
    [JIG_OBJECT_DATA] = (GDestroyNotify) jig_dataset_free,
    [JIG_OBJECT_SPLIT] = (GDestroyNotify) split_free,
    [JIG_OBJECT_RECIPE] = (GDestroyNotify) jig_recipe_unref,
    [JIG_OBJECT_MODEL] = (GDestroyNotify) jig_trained_free,
    [JIG_OBJECT_SCORES] = (GDestroyNotify) jig_dataset_free,
    [JIG_OBJECT_COMPARISON] = (GDestroyNotify) jig_comparison_unref,
    [JIG_OBJECT_FILE] = (GDestroyNotify) jig_written_free,
    [JIG_OBJECT_WALK] = g_free,
  };

  free_payload[self->kind] (self->payload);
  g_free (self->hash);
}

/* What an object is, without the names that users give and without the time. */

static void
hash_schema (JigHash         *hash,
             const JigSchema *schema)
{
  for (gsize i = 0; i < jig_schema_get_size (schema); i++)
    {
      const JigField *field = jig_schema_get_field (schema, i);

      jig_hash_add_string (hash, field->name);
      jig_hash_add_uint (hash, field->type);
      jig_hash_add_uint (hash, field->role);
    }
}

static void
hash_dataset (JigHash          *hash,
              const JigDataset *dataset)
{
  jig_hash_add_string (hash, jig_frame_get_hash (dataset->frame));
  hash_schema (hash, dataset->schema);
}

static void
hash_split (JigHash        *hash,
            const JigSplit *split)
{
  g_autofree char *train = jig_rows_dup_hash (split->train);
  g_autofree char *test = jig_rows_dup_hash (split->test);

  jig_hash_add_string (hash, train);
  jig_hash_add_string (hash, test);
}

static void
hash_comparison (JigHash             *hash,
                 const JigComparison *comparison)
{
  jig_hash_add_bytes (hash, comparison->rows, comparison->n_rows * sizeof *comparison->rows);
  for (gsize i = 0; i < comparison->n_contestants; i++)
    {
      const JigContestant *contestant = &comparison->contestants[i];

      jig_hash_add_string (hash, jig_bundle_get_hash (contestant->bundle));
      jig_hash_add_double (hash, contestant->verdict.low);
      jig_hash_add_double (hash, contestant->verdict.high);
      for (int metric = 0; metric < JIG_N_METRICS; metric++)
        jig_hash_add_double (hash, contestant->judgement.values[metric]);
    }
}

static void
hash_payload (JigHash       *hash,
              JigObjectKind  kind,
              gconstpointer  payload)
{
  g_autofree char *recipe_hash = NULL;

  switch (kind)
    {
    case JIG_OBJECT_DATA:
    case JIG_OBJECT_SCORES:
      hash_dataset (hash, payload);
      break;

    case JIG_OBJECT_SPLIT:
      hash_split (hash, payload);
      break;

    case JIG_OBJECT_RECIPE:
      recipe_hash = jig_recipe_dup_hash (payload);
      jig_hash_add_string (hash, recipe_hash);
      break;

    case JIG_OBJECT_MODEL:
      jig_hash_add_string (hash, jig_bundle_get_hash (((const JigTrained *) payload)->bundle));
      jig_hash_add_string (hash, ((const JigTrained *) payload)->data_hash);
      jig_hash_add_string (hash, ((const JigTrained *) payload)->split_hash);
      break;

    case JIG_OBJECT_COMPARISON:
      hash_comparison (hash, payload);
      break;

    case JIG_OBJECT_FILE:
      jig_hash_add_string (hash, ((const JigWritten *) payload)->sha256);
      break;

    case JIG_OBJECT_WALK:
      jig_hash_add_string (hash, payload);
      break;

    default:
      g_assert_not_reached ();
    }
}

static JigObject *
object_new (JigObjectKind kind,
            gpointer      payload)
{
  JigObject *self = g_atomic_rc_box_new0 (JigObject);
  g_autoptr(JigHash) hash = jig_hash_new ();

  self->kind = kind;
  self->payload = payload;
  jig_hash_add_string (hash, kind_names[kind]);
  hash_payload (hash, kind, payload);
  self->hash = jig_hash_finish (hash);

  return self;
}

/**
 * jig_object_new_data:
 * @dataset: (transfer full): a table with its schema
 *
 * Returns: (transfer full): the object
 */
JigObject *
jig_object_new_data (JigDataset *dataset)
{
  return object_new (JIG_OBJECT_DATA, dataset);
}

JigObject *
jig_object_new_split (JigSplit *split)
{
  return object_new (JIG_OBJECT_SPLIT, split);
}

JigObject *
jig_object_new_recipe (JigRecipe *recipe)
{
  return object_new (JIG_OBJECT_RECIPE, recipe);
}

JigObject *
jig_object_new_model (JigTrained *trained)
{
  return object_new (JIG_OBJECT_MODEL, trained);
}

JigObject *
jig_object_new_scores (JigDataset *scores)
{
  return object_new (JIG_OBJECT_SCORES, scores);
}

JigObject *
jig_object_new_comparison (JigComparison *comparison)
{
  return object_new (JIG_OBJECT_COMPARISON, comparison);
}

JigObject *
jig_object_new_file (JigWritten *written)
{
  return object_new (JIG_OBJECT_FILE, written);
}

JigObject *
jig_object_new_walk (char *json)
{
  return object_new (JIG_OBJECT_WALK, json);
}

JigObject *
jig_object_ref (JigObject *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_object_unref (JigObject *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) object_clear);
}

JigObjectKind
jig_object_get_kind (const JigObject *self)
{
  return self->kind;
}

/**
 * jig_object_get_hash:
 * @self: an object
 *
 * Returns: SHA-256 of what the object is, as 64 hexadecimal digits
 */
const char *
jig_object_get_hash (const JigObject *self)
{
  return self->hash;
}

static gpointer
payload_of (const JigObject *self,
            JigObjectKind    kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->kind == kind ? self->payload : NULL;
}

const JigDataset *
jig_object_get_dataset (const JigObject *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->kind == JIG_OBJECT_SCORES ? self->payload : payload_of (self, JIG_OBJECT_DATA);
}

const JigSplit *
jig_object_get_split (const JigObject *self)
{
  return payload_of (self, JIG_OBJECT_SPLIT);
}

JigRecipe *
jig_object_get_recipe (const JigObject *self)
{
  return payload_of (self, JIG_OBJECT_RECIPE);
}

const JigTrained *
jig_object_get_trained (const JigObject *self)
{
  return payload_of (self, JIG_OBJECT_MODEL);
}

const JigComparison *
jig_object_get_comparison (const JigObject *self)
{
  return payload_of (self, JIG_OBJECT_COMPARISON);
}

const JigWritten *
jig_object_get_written (const JigObject *self)
{
  return payload_of (self, JIG_OBJECT_FILE);
}

const char *
jig_object_get_walk (const JigObject *self)
{
  return payload_of (self, JIG_OBJECT_WALK);
}

/**
 * jig_object_write:
 * @self: an object
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the object as bytes, or %NULL with @error set
 */
GBytes *
jig_object_write (const JigObject  *self,
                  GError          **error)
{
  g_autoptr(JigPacker) packer = jig_packer_new ("the project");

  jig_packer_string (packer, kind_names[self->kind]);
  jig_packer_string (packer, self->hash);
  jig_object_file_pack (packer, self->kind, self->payload);

  return jig_packer_finish (packer, error);
}

static JigObjectKind
kind_from_name (const char *name)
{
  for (int kind = 0; kind < JIG_N_OBJECT_KINDS; kind++)
    if (g_strcmp0 (name, kind_names[kind]) == 0)
      return (JigObjectKind) kind;

  return JIG_N_OBJECT_KINDS;
}

/**
 * jig_object_read:
 * @bytes: what jig_object_write() made, or what claims to be that
 * @name: what the user calls the file
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Reads an object, and refuses one whose content is not what its hash says.
 *
 * Returns: (transfer full): the object, or %NULL with @error set
 */
JigObject *
jig_object_read (GBytes      *bytes,
                 const char  *name,
                 GError     **error)
{
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);
  JigUnpacker unpacker = jig_unpacker_init (data, n_bytes);
  g_autofree char *kind_name = jig_unpacker_string (&unpacker);
  g_autofree char *hash = jig_unpacker_string (&unpacker);
  g_autoptr(JigObject) object = NULL;
  JigObjectKind kind = kind_from_name (kind_name);
  JigPlace place = { .file = name, .byte = -1, .id = "object" };
  gpointer payload = NULL;

  if (kind != JIG_N_OBJECT_KINDS && hash != NULL)
    {
      payload = jig_object_file_unpack (&unpacker, kind, name, error);
      if (payload == NULL)
        return NULL;
      object = object_new (kind, payload);
    }

  if (object == NULL || !g_str_equal (object->hash, hash))
    {
      jig_error_set_at (error, JIG_ERROR_FORMAT, &place,
                        "It holds a result that is damaged or was altered.");
      return NULL;
    }

  return g_steal_pointer (&object);
}

const char *
jig_object_kind_name (JigObjectKind kind)
{
  g_return_val_if_fail (kind < JIG_N_OBJECT_KINDS, NULL);

  return kind_names[kind];
}
