#include "core/project/object-file.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/frame-file.h"

#include <string.h>

/* JSON inside the bytes: what has a reader of its own already. */

typedef void (*WriteFunc) (gconstpointer  thing,
                           JigJsonWriter *writer);

static void
pack_json (JigPacker     *packer,
           gconstpointer  thing,
           WriteFunc      write)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  write (thing, writer);
  text = jig_json_writer_finish (writer);
  jig_packer_string (packer, text);
}

static JsonNode *
unpack_json (JigUnpacker   *unpacker,
             JsonNodeType   type,
             const char    *name,
             GError       **error)
{
  gsize length;
  const guint8 *text = jig_unpacker_block (unpacker, &length);
  g_autoptr(JsonNode) node = NULL;

  if (text == NULL)
    return NULL;

  node = jig_json_parse ((const char *) text, length, name, error);
  if (node != NULL && json_node_get_node_type (node) != type)
    {
      unpacker->failed = TRUE;
      return NULL;
    }

  return g_steal_pointer (&node);
}

static void
set_damaged (const char  *name,
             GError     **error)
{
  JigPlace place = { .file = name, .byte = -1, .id = "object" };

  if (error == NULL || *error == NULL)
    jig_error_set_at (error, JIG_ERROR_FORMAT, &place, "A result in it is damaged.");
}

/* Tables */

static void
pack_dataset (JigPacker        *packer,
              const JigDataset *dataset)
{
  jig_packer_string (packer, dataset->title);
  jig_packer_string (packer, dataset->source);
  pack_json (packer, dataset->schema, (WriteFunc) jig_schema_write);
  jig_frame_file_pack (dataset->frame, packer);
}

static JigDataset *
unpack_dataset (JigUnpacker  *unpacker,
                const char   *name,
                GError      **error)
{
  g_autoptr(JigDataset) dataset = g_new0 (JigDataset, 1);
  g_autoptr(JsonNode) schema = NULL;

  dataset->title = jig_unpacker_string (unpacker);
  dataset->source = jig_unpacker_string (unpacker);
  schema = unpack_json (unpacker, JSON_NODE_ARRAY, name, error);
  if (schema == NULL)
    return NULL;

  dataset->schema = jig_schema_read (json_node_get_array (schema), name, error);
  if (dataset->schema == NULL)
    return NULL;

  dataset->frame = jig_frame_file_unpack (unpacker, name, error);
  if (dataset->frame == NULL || dataset->title == NULL ||
      jig_schema_get_size (dataset->schema) != jig_frame_get_n_columns (dataset->frame))
    return NULL;

  return g_steal_pointer (&dataset);
}

/* Rows */

static void
pack_rows (JigPacker     *packer,
           const JigRows *rows)
{
  jig_packer_block (packer, jig_rows_get_ids (rows),
                    jig_rows_get_size (rows) * sizeof (guint32));
}

static JigRows *
unpack_rows (JigUnpacker  *unpacker,
             GError      **error)
{
  gsize n_bytes;
  const guint8 *bytes = jig_unpacker_block (unpacker, &n_bytes);
  guint32 *ids;

  if (bytes == NULL || n_bytes % sizeof *ids != 0)
    return NULL;

  ids = jig_alloc (n_bytes / sizeof *ids, sizeof *ids, "a split", error);
  if (ids == NULL)
    return NULL;
  memcpy (ids, bytes, n_bytes);

  return jig_rows_new_take (ids, n_bytes / sizeof *ids);
}

static JigSplit *
unpack_split (JigUnpacker  *unpacker,
              GError      **error)
{
  g_auto(JigSplit) split = { NULL, NULL };
  JigSplit *result;

  split.train = unpack_rows (unpacker, error);
  split.test = split.train != NULL ? unpack_rows (unpacker, error) : NULL;
  if (split.test == NULL)
    return NULL;

  result = g_memdup2 (&split, sizeof split);
  split = (JigSplit) { NULL, NULL };

  return result;
}

/* Models */

static void
pack_bundle (JigPacker       *packer,
             const JigBundle *bundle)
{
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (bundle);

  jig_packer_block (packer, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static JigBundle *
unpack_bundle (JigUnpacker  *unpacker,
               const char   *name,
               GError      **error)
{
  gsize n_bytes;
  const guint8 *data = jig_unpacker_block (unpacker, &n_bytes);
  g_autoptr(GBytes) bytes = data != NULL ? g_bytes_new_static (data, n_bytes) : NULL;

  return bytes != NULL ? jig_bundle_from_bytes (bytes, name, error) : NULL;
}

static gboolean
unpack_judgement (JigUnpacker   *unpacker,
                  const char    *name,
                  JigJudgement  *judgement,
                  GError       **error)
{
  g_autoptr(JsonNode) node = unpack_json (unpacker, JSON_NODE_OBJECT, name, error);

  return node != NULL &&
         jig_judgement_read (json_node_get_object (node), name, judgement, error);
}

static void
pack_trained (JigPacker        *packer,
              const JigTrained *trained)
{
  jig_packer_string (packer, trained->data_hash);
  jig_packer_string (packer, trained->split_hash);
  jig_packer_uint64 (packer, trained->n_train_rows);
  pack_json (packer, &trained->train, (WriteFunc) jig_judgement_write);
  pack_json (packer, &trained->test, (WriteFunc) jig_judgement_write);
  pack_bundle (packer, trained->bundle);
}

static JigTrained *
unpack_trained (JigUnpacker  *unpacker,
                const char   *name,
                GError      **error)
{
  g_autoptr(JigTrained) trained = g_new0 (JigTrained, 1);

  trained->data_hash = jig_unpacker_string (unpacker);
  trained->split_hash = jig_unpacker_string (unpacker);
  trained->n_train_rows = jig_unpacker_uint64 (unpacker);
  if (trained->data_hash == NULL || trained->split_hash == NULL ||
      !unpack_judgement (unpacker, name, &trained->train, error) ||
      !unpack_judgement (unpacker, name, &trained->test, error))
    return NULL;

  trained->bundle = unpack_bundle (unpacker, name, error);

  return trained->bundle != NULL ? g_steal_pointer (&trained) : NULL;
}

/* Recipes */

static void
write_recipe (const JigRecipe *recipe,
              JigJsonWriter   *writer)
{
  jig_json_writer_begin_object (writer);
  jig_recipe_write (recipe, writer);
  jig_json_writer_end_object (writer);
}

static JigRecipe *
unpack_recipe (JigUnpacker  *unpacker,
               const char   *name,
               GError      **error)
{
  g_autoptr(JsonNode) node = unpack_json (unpacker, JSON_NODE_OBJECT, name, error);

  return node != NULL ? jig_recipe_read (json_node_get_object (node), name, error) : NULL;
}

/* Files */

static void
pack_written (JigPacker        *packer,
              const JigWritten *written)
{
  g_autofree char *base = g_path_get_basename (written->path);

  /* A project holds no paths: it may be somebody else's folder. */
  jig_packer_string (packer, base);
  jig_packer_string (packer, written->what);
  jig_packer_uint64 (packer, written->n_bytes);
  jig_packer_string (packer, written->sha256);
}

static JigWritten *
unpack_written (JigUnpacker *unpacker)
{
  g_autoptr(JigWritten) written = g_new0 (JigWritten, 1);

  written->path = jig_unpacker_string (unpacker);
  written->what = jig_unpacker_string (unpacker);
  written->n_bytes = jig_unpacker_uint64 (unpacker);
  written->sha256 = jig_unpacker_string (unpacker);

  return written->path != NULL && written->what != NULL && written->sha256 != NULL
         ? g_steal_pointer (&written) : NULL;
}

/**
 * jig_object_file_pack:
 * @packer: where it goes
 * @kind: what it is
 * @payload: the dataset, split, model ... of an object
 *
 * A comparison is packed by its own module, which knows its parts.
 */
void
jig_object_file_pack (JigPacker     *packer,
                      JigObjectKind  kind,
                      gconstpointer  payload)
{
  switch (kind)
    {
    case JIG_OBJECT_DATA:
    case JIG_OBJECT_SCORES:
      pack_dataset (packer, payload);
      break;

    case JIG_OBJECT_SPLIT:
      pack_rows (packer, ((const JigSplit *) payload)->train);
      pack_rows (packer, ((const JigSplit *) payload)->test);
      break;

    case JIG_OBJECT_RECIPE:
      pack_json (packer, payload, (WriteFunc) write_recipe);
      break;

    case JIG_OBJECT_MODEL:
      pack_trained (packer, payload);
      break;

    case JIG_OBJECT_COMPARISON:
      jig_comparison_pack (payload, packer);
      break;

    case JIG_OBJECT_FILE:
      pack_written (packer, payload);
      break;

    case JIG_OBJECT_WALK:
      jig_packer_string (packer, payload);
      break;

    default:
      g_assert_not_reached ();
    }
}

static gpointer
unpack_payload (JigUnpacker    *unpacker,
                JigObjectKind   kind,
                const char     *name,
                GError        **error)
{
  switch (kind)
    {
    case JIG_OBJECT_DATA:
    case JIG_OBJECT_SCORES:
      return unpack_dataset (unpacker, name, error);

    case JIG_OBJECT_SPLIT:
      return unpack_split (unpacker, error);

    case JIG_OBJECT_RECIPE:
      return unpack_recipe (unpacker, name, error);

    case JIG_OBJECT_MODEL:
      return unpack_trained (unpacker, name, error);

    case JIG_OBJECT_COMPARISON:
      return jig_comparison_unpack (unpacker, name, error);

    case JIG_OBJECT_FILE:
      return unpack_written (unpacker);

    case JIG_OBJECT_WALK:
      return jig_unpacker_string (unpacker);

    default:
      return NULL;
    }
}

/**
 * jig_object_file_unpack:
 * @unpacker: stands where jig_object_file_pack() began, or claims to
 * @kind: what it should be
 * @name: what the user calls the file
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the payload, or %NULL with @error set
 */
gpointer
jig_object_file_unpack (JigUnpacker    *unpacker,
                        JigObjectKind   kind,
                        const char     *name,
                        GError        **error)
{
  g_autoptr(GError) inner = NULL;
  gpointer payload = unpack_payload (unpacker, kind, name, &inner);

  if (payload == NULL)
    {
      set_damaged (name, &inner);
      g_propagate_error (error, g_steal_pointer (&inner));
    }

  return payload;
}
