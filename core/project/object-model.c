#include "core/project/object-model.h"

#include "core/project/pack.h"

#include <glib/gi18n-lib.h>

/**
 * jig_trained_clear:
 * @self: a model and how it came out
 *
 * Gives back what it holds.
 */
void
jig_trained_clear (JigTrained *self)
{
  g_clear_pointer (&self->bundle, jig_bundle_unref);
  g_clear_pointer (&self->data_hash, g_free);
  g_clear_pointer (&self->split_hash, g_free);
}

static void
trained_free (gpointer payload)
{
  jig_trained_clear (payload);
  g_free (payload);
}

static void
hash_trained (gconstpointer  payload,
              JigHash       *hash)
{
  const JigTrained *trained = payload;

  jig_hash_add_string (hash, jig_bundle_get_hash (trained->bundle));
  jig_hash_add_string (hash, trained->data_hash);
  jig_hash_add_string (hash, trained->split_hash);
  for (guint i = 0; i < JIG_N_METRICS; i++)
    {
      jig_hash_add_double (hash, trained->train.values[i]);
      jig_hash_add_double (hash, trained->test.values[i]);
    }
}

static void
pack_trained (gconstpointer  payload,
              JigPacker     *packer)
{
  const JigTrained *trained = payload;
  g_autoptr(GBytes) bundle = jig_bundle_to_bytes (trained->bundle);

  jig_packer_block (packer, g_bytes_get_data (bundle, NULL), g_bytes_get_size (bundle));
  jig_pack_judgement (&trained->train, packer);
  jig_pack_judgement (&trained->test, packer);
  jig_packer_string (packer, trained->data_hash);
  jig_packer_string (packer, trained->split_hash);
  jig_packer_uint64 (packer, trained->n_train_rows);
}

static JigBundle *
unpack_bundle (JigUnpacker  *unpacker,
               const char   *name,
               GError      **error)
{
  gsize n_bytes;
  const guint8 *data = jig_unpacker_block (unpacker, &n_bytes);
  g_autoptr(GBytes) bytes = data != NULL ? g_bytes_new (data, n_bytes) : NULL;

  return bytes != NULL ? jig_bundle_from_bytes (bytes, name, error) : NULL;
}

static gpointer
unpack_trained (JigUnpacker  *unpacker,
                const char   *name,
                GError      **error)
{
  g_auto(JigTrained) trained = { .bundle = unpack_bundle (unpacker, name, error) };
  JigTrained *result;

  if (trained.bundle == NULL ||
      !jig_unpack_judgement (unpacker, name, &trained.train, error) ||
      !jig_unpack_judgement (unpacker, name, &trained.test, error))
    return NULL;

  trained.data_hash = jig_unpacker_string (unpacker);
  trained.split_hash = jig_unpacker_string (unpacker);
  trained.n_train_rows = jig_unpacker_uint64 (unpacker);

  result = g_memdup2 (&trained, sizeof trained);
  trained = (JigTrained) { .bundle = NULL };

  return result;
}

const JigObjectKind jig_object_model = {
  .id = "model",
  .title = N_("Model"),
  .hash = hash_trained,
  .pack = pack_trained,
  .unpack = unpack_trained,
  .free = trained_free,
};

/**
 * jig_object_new_model:
 * @trained: a model and how it came out; emptied
 *
 * Returns: (transfer full): the object
 */
JigObject *
jig_object_new_model (JigTrained *trained)
{
  JigTrained *payload = g_memdup2 (trained, sizeof *trained);

  *trained = (JigTrained) { .bundle = NULL };

  return jig_object_new (&jig_object_model, payload);
}

/**
 * jig_object_get_trained:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the model, if the object is one
 */
const JigTrained *
jig_object_get_trained (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_model);
}
