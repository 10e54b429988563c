#pragma once

#include "core/base/packer.h"
#include "core/data/dataset.h"
#include "core/model/metric.h"

G_BEGIN_DECLS

/* What several kinds of objects hold, as bytes and back. The way back trusts
 * nothing; without an error it leaves the unpacker's failure to be found. */

void        jig_pack_dataset     (const JigDataset    *dataset,
                                  JigPacker           *packer);
JigDataset *jig_unpack_dataset   (JigUnpacker         *unpacker,
                                  const char          *name,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

void        jig_pack_judgement   (const JigJudgement  *judgement,
                                  JigPacker           *packer);
gboolean    jig_unpack_judgement (JigUnpacker         *unpacker,
                                  const char          *name,
                                  JigJudgement        *judgement,
                                  GError             **error);

JsonNode   *jig_unpack_json      (JigUnpacker         *unpacker,
                                  JsonNodeType         type,
                                  const char          *name,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
