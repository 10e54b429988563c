#include "core/project/object-data.h"

#include "core/data/frame-file.h"

#include <glib/gi18n-lib.h>

static void
hash_dataset (gconstpointer  payload,
              JigHash       *hash)
{
  const JigDataset *dataset = payload;

  jig_hash_add_string (hash, jig_frame_get_hash (dataset->frame));
  for (gsize i = 0; i < jig_schema_get_size (dataset->schema); i++)
    jig_hash_add_uint (hash, jig_schema_get_field (dataset->schema, i)->role);
}

static void
pack_dataset (gconstpointer  payload,
              JigPacker     *packer)
{
  const JigDataset *dataset = payload;
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *schema = NULL;

  jig_schema_write (dataset->schema, writer);
  schema = jig_json_writer_finish (writer);

  jig_packer_string (packer, dataset->title);
  jig_packer_string (packer, dataset->source);
  jig_packer_string (packer, schema);
  jig_frame_file_pack (dataset->frame, packer);
}

static JigSchema *
unpack_schema (JigUnpacker  *unpacker,
               const char   *name,
               GError      **error)
{
  gsize length;
  const guint8 *text = jig_unpacker_block (unpacker, &length);
  g_autoptr(JsonNode) node = NULL;

  if (text == NULL)
    return NULL;

  node = jig_json_parse ((const char *) text, length, name, error);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  return jig_schema_read (json_node_get_array (node), name, error);
}

static gpointer
unpack_dataset (JigUnpacker  *unpacker,
                const char   *name,
                GError      **error)
{
  g_autofree char *title = jig_unpacker_string (unpacker);
  g_autofree char *source = jig_unpacker_string (unpacker);
  g_autoptr(JigSchema) schema = unpack_schema (unpacker, name, error);
  g_autoptr(JigFrame) frame = schema != NULL ? jig_frame_file_unpack (unpacker, name, error)
                                             : NULL;
  JigDataset *dataset;

  if (frame == NULL || title == NULL ||
      jig_schema_get_size (schema) != jig_frame_get_n_columns (frame))
    return NULL;

  dataset = jig_dataset_new (title, frame, schema);
  jig_dataset_set_source (dataset, source);

  return dataset;
}

const JigObjectKind jig_object_data = {
  .id = "data",
  .title = N_("Data set"),
  .hash = hash_dataset,
  .pack = pack_dataset,
  .unpack = unpack_dataset,
  .free = (GDestroyNotify) jig_dataset_unref,
};

/**
 * jig_object_get_dataset:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the table, if the object is one
 */
JigDataset *
jig_object_get_dataset (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_data);
}
