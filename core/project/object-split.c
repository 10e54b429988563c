#include "core/project/object-split.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
split_free (gpointer payload)
{
  jig_split_clear (payload);
  g_free (payload);
}

static void
hash_split (gconstpointer  payload,
            JigHash       *hash)
{
  const JigSplit *split = payload;
  g_autofree char *train = jig_rows_dup_hash (split->train);
  g_autofree char *test = jig_rows_dup_hash (split->test);

  jig_hash_add_string (hash, train);
  jig_hash_add_string (hash, test);
}

static void
pack_rows (JigPacker     *packer,
           const JigRows *rows)
{
  jig_packer_block (packer, jig_rows_get_ids (rows),
                    jig_rows_get_size (rows) * sizeof (guint32));
}

static void
pack_split (gconstpointer  payload,
            JigPacker     *packer)
{
  const JigSplit *split = payload;

  jig_packer_string (packer, split->method);
  pack_rows (packer, split->train);
  pack_rows (packer, split->test);
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

  ids = jig_alloc (n_bytes / sizeof *ids, sizeof *ids, _("a split"), error);
  if (ids == NULL)
    return NULL;
  memcpy (ids, bytes, n_bytes);

  return jig_rows_new_take (ids, n_bytes / sizeof *ids);
}

static gpointer
unpack_split (JigUnpacker  *unpacker,
              const char   *name,
              GError      **error)
{
  g_auto(JigSplit) split = { NULL, NULL, NULL };
  JigSplit *result;

  split.method = jig_unpacker_string (unpacker);
  split.train = unpack_rows (unpacker, error);
  split.test = split.train != NULL ? unpack_rows (unpacker, error) : NULL;
  if (split.test == NULL || split.method == NULL)
    return NULL;

  result = g_memdup2 (&split, sizeof split);
  split = (JigSplit) { NULL, NULL, NULL };

  return result;
}

const JigObjectKind jig_object_split = {
  .id = "split",
  .title = N_("Split"),
  .hash = hash_split,
  .pack = pack_split,
  .unpack = unpack_split,
  .free = split_free,
};

/**
 * jig_object_new_split:
 * @split: two sides of a table; emptied
 *
 * Returns: (transfer full): the object
 */
JigObject *
jig_object_new_split (JigSplit *split)
{
  JigSplit *payload = g_memdup2 (split, sizeof *split);

  *split = (JigSplit) { NULL, NULL, NULL };

  return jig_object_new (&jig_object_split, payload);
}

/**
 * jig_object_get_split:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the two sides, if the object is a split
 */
const JigSplit *
jig_object_get_split (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_split);
}
