#include "core/project/object-recipe.h"

#include "core/project/pack.h"

#include <glib/gi18n-lib.h>

static void
hash_recipe (gconstpointer  payload,
             JigHash       *hash)
{
  g_autofree char *text = jig_recipe_dup_hash (payload);

  jig_hash_add_string (hash, text);
}

static void
pack_recipe (gconstpointer  payload,
             JigPacker     *packer)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_recipe_write (payload, writer);
  text = jig_json_writer_finish (writer);
  jig_packer_string (packer, text);
}

static gpointer
unpack_recipe (JigUnpacker  *unpacker,
               const char   *name,
               GError      **error)
{
  g_autoptr(JsonNode) node = jig_unpack_json (unpacker, JSON_NODE_OBJECT, name, error);

  return node != NULL ? jig_recipe_read (json_node_get_object (node), name, error) : NULL;
}

const JigObjectKind jig_object_recipe = {
  .id = "recipe",
  .title = N_("Transform"),
  .hash = hash_recipe,
  .pack = pack_recipe,
  .unpack = unpack_recipe,
  .free = (GDestroyNotify) jig_recipe_unref,
};

/**
 * jig_object_get_recipe:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the transform, if the object is one
 */
JigRecipe *
jig_object_get_recipe (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_recipe);
}
