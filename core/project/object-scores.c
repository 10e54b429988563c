#include "core/project/object-scores.h"

#include "core/project/pack.h"

#include <glib/gi18n-lib.h>

static void
scores_free (gpointer payload)
{
  JigScores *scores = payload;

  jig_dataset_unref (scores->table);
  g_free (scores);
}

static void
hash_scores (gconstpointer  payload,
             JigHash       *hash)
{
  jig_hash_add_string (hash, jig_frame_get_hash (((const JigScores *) payload)->table->frame));
}

static void
pack_scores (gconstpointer  payload,
             JigPacker     *packer)
{
  const JigScores *scores = payload;

  jig_pack_dataset (scores->table, packer);
  jig_pack_judgement (&scores->judgement, packer);
}

static gpointer
unpack_scores (JigUnpacker  *unpacker,
               const char   *name,
               GError      **error)
{
  g_autoptr(JigDataset) table = jig_unpack_dataset (unpacker, name, error);
  JigScores scores;

  if (table == NULL || !jig_unpack_judgement (unpacker, name, &scores.judgement, error))
    return NULL;
  scores.table = g_steal_pointer (&table);

  return g_memdup2 (&scores, sizeof scores);
}

const JigObjectKind jig_object_scores = {
  .id = "scores",
  .title = N_("Predictions"),
  .hash = hash_scores,
  .pack = pack_scores,
  .unpack = unpack_scores,
  .free = scores_free,
};

/**
 * jig_object_new_scores:
 * @table: (transfer full): the predictions
 * @judgement: (nullable): how good they are
 *
 * Returns: (transfer full): the object
 */
JigObject *
jig_object_new_scores (JigDataset         *table,
                       const JigJudgement *judgement)
{
  JigScores *scores = g_new0 (JigScores, 1);

  scores->table = table;
  if (judgement != NULL)
    scores->judgement = *judgement;

  return jig_object_new (&jig_object_scores, scores);
}

/**
 * jig_object_get_scores:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): the predictions, if the object is that
 */
const JigScores *
jig_object_get_scores (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_scores);
}
