/* Tested by tests/core/project/command-compare.c. */

#include "core/project/object-comparison.h"

#include "core/project/pack.h"

#include <glib/gi18n-lib.h>

static void
hash_comparison (gconstpointer  payload,
                 JigHash       *hash)
{
  g_autofree char *text = jig_comparison_dup_hash (payload);

  jig_hash_add_string (hash, text);
}

static void
pack_comparison (gconstpointer  payload,
                 JigPacker     *packer)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_comparison_write (payload, writer);
  text = jig_json_writer_finish (writer);
  jig_packer_string (packer, text);
}

static gpointer
unpack_comparison (JigUnpacker  *unpacker,
                   const char   *name,
                   GError      **error)
{
  g_autoptr(JsonNode) node = jig_unpack_json (unpacker, JSON_NODE_OBJECT, name, error);

  return node != NULL ? jig_comparison_read (json_node_get_object (node), name, error) : NULL;
}

const JigObjectKind jig_object_comparison = {
  .id = "comparison",
  .title = N_("Comparison"),
  .hash = hash_comparison,
  .pack = pack_comparison,
  .unpack = unpack_comparison,
  .free = (GDestroyNotify) jig_comparison_unref,
};

/**
 * jig_object_get_comparison:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the comparison, if the object is one
 */
JigComparison *
jig_object_get_comparison (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_comparison);
}
