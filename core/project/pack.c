/* Tested by tests/core/project/object-model.c. */

#include "core/project/pack.h"

#include "core/data/frame-file.h"
#include "core/model/judgement.h"

/**
 * jig_unpack_json:
 * @unpacker: stands before a string
 * @type: what the JSON in it must be
 * @name: what the user calls the file
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: (transfer full) (nullable): the JSON, or %NULL; @error is set only if
 *   the text is no JSON
 */
JsonNode *
jig_unpack_json (JigUnpacker   *unpacker,
                 JsonNodeType   type,
                 const char    *name,
                 GError       **error)
{
  gsize length;
  const guint8 *text = jig_unpacker_block (unpacker, &length);
  g_autoptr(JsonNode) node = text != NULL
                             ? jig_json_parse ((const char *) text, length, name, error) : NULL;

  return node != NULL && json_node_get_node_type (node) == type ? g_steal_pointer (&node) : NULL;
}

void
jig_pack_dataset (const JigDataset *dataset,
                  JigPacker        *packer)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *schema = NULL;

  jig_schema_write (dataset->schema, writer);
  schema = jig_json_writer_finish (writer);

  jig_packer_string (packer, dataset->title);
  jig_packer_string (packer, dataset->source);
  jig_packer_string (packer, schema);
  jig_frame_file_pack (dataset->frame, packer);
}

JigDataset *
jig_unpack_dataset (JigUnpacker  *unpacker,
                    const char   *name,
                    GError      **error)
{
  g_autofree char *title = jig_unpacker_string (unpacker);
  g_autofree char *source = jig_unpacker_string (unpacker);
  g_autoptr(JsonNode) node = jig_unpack_json (unpacker, JSON_NODE_ARRAY, name, error);
  g_autoptr(JigSchema) schema = node != NULL
                                ? jig_schema_read (json_node_get_array (node), name, error) : NULL;
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

/* Whether there is one, and then the judgement. */
void
jig_pack_judgement (const JigJudgement *judgement,
                    JigPacker          *packer)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_packer_uint8 (packer, judgement->n_rows > 0);
  if (judgement->n_rows == 0)
    return;

  jig_judgement_write (judgement, writer);
  text = jig_json_writer_finish (writer);
  jig_packer_string (packer, text);
}

gboolean
jig_unpack_judgement (JigUnpacker   *unpacker,
                      const char    *name,
                      JigJudgement  *judgement,
                      GError       **error)
{
  g_autoptr(JsonNode) node = NULL;

  *judgement = (JigJudgement) { .n_rows = 0 };
  if (jig_unpacker_uint8 (unpacker) == 0)
    return !unpacker->failed;

  node = jig_unpack_json (unpacker, JSON_NODE_OBJECT, name, error);

  return node != NULL &&
         jig_judgement_read (json_node_get_object (node), name, judgement, error);
}
