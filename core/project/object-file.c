/* Tested by tests/core/project/command-export.c. */

#include "core/project/object-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jig_written_clear:
 * @self: what was written
 *
 * Gives back what it holds.
 */
void
jig_written_clear (JigWritten *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->sha256, g_free);
  jig_proof_clear (&self->proof);
}

static void
written_free (gpointer payload)
{
  jig_written_clear (payload);
  g_free (payload);
}

static void
hash_written (gconstpointer  payload,
              JigHash       *hash)
{
  jig_hash_add_string (hash, ((const JigWritten *) payload)->sha256);
}

static void
pack_double (JigPacker *packer,
             double     value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  jig_packer_uint64 (packer, bits);
}

static double
unpack_double (JigUnpacker *unpacker)
{
  guint64 bits = jig_unpacker_uint64 (unpacker);
  double value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

static void
pack_written (gconstpointer  payload,
              JigPacker     *packer)
{
  const JigWritten *written = payload;

  jig_packer_string (packer, written->name);
  jig_packer_string (packer, written->format);
  jig_packer_uint64 (packer, written->n_bytes);
  jig_packer_string (packer, written->sha256);
  jig_packer_uint64 (packer, written->proof.n_rows);
  pack_double (packer, written->proof.largest);
  pack_double (packer, written->proof.allowed);
  jig_packer_uint8 (packer, written->proof.was_executed != FALSE);
  jig_packer_string (packer, written->proof.with);
}

static gpointer
unpack_written (JigUnpacker  *unpacker,
                const char   *name,
                GError      **error)
{
  g_auto(JigWritten) written = { .name = jig_unpacker_string (unpacker) };
  JigWritten *result;

  written.format = jig_unpacker_string (unpacker);
  written.n_bytes = jig_unpacker_uint64 (unpacker);
  written.sha256 = jig_unpacker_string (unpacker);
  written.proof.n_rows = jig_unpacker_uint64 (unpacker);
  written.proof.largest = unpack_double (unpacker);
  written.proof.allowed = unpack_double (unpacker);
  written.proof.was_executed = jig_unpacker_uint8 (unpacker) != 0;
  written.proof.with = jig_unpacker_string (unpacker);
  if (unpacker->failed || written.name == NULL || written.sha256 == NULL)
    return NULL;

  result = g_memdup2 (&written, sizeof written);
  written = (JigWritten) { NULL };

  return result;
}

const JigObjectKind jig_object_file = {
  .id = "file",
  .title = N_("File"),
  .hash = hash_written,
  .pack = pack_written,
  .unpack = unpack_written,
  .free = written_free,
};

/**
 * jig_object_new_file:
 * @written: what was written; emptied
 *
 * Returns: (transfer full): the object
 */
JigObject *
jig_object_new_file (JigWritten *written)
{
  JigWritten *payload = g_memdup2 (written, sizeof *written);

  *written = (JigWritten) { NULL };

  return jig_object_new (&jig_object_file, payload);
}

/**
 * jig_object_get_written:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the file, if the object is one
 */
const JigWritten *
jig_object_get_written (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_file);
}
