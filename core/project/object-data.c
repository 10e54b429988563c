#include "core/project/object-data.h"

#include "core/project/pack.h"

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
pack (gconstpointer  payload,
      JigPacker     *packer)
{
  jig_pack_dataset (payload, packer);
}

static gpointer
unpack (JigUnpacker  *unpacker,
        const char   *name,
        GError      **error)
{
  return jig_unpack_dataset (unpacker, name, error);
}

const JigObjectKind jig_object_data = {
  .id = "data",
  .title = N_("Data set"),
  .hash = hash_dataset,
  .pack = pack,
  .unpack = unpack,
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
