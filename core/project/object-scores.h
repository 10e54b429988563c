#pragma once

#include "core/data/dataset.h"
#include "core/model/metric.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/**
 * JigScores:
 * @table: the predictions, a row each
 * @judgement: how good they are; its n_rows is 0 if the truth is not known
 *
 * What a model says about a table.
 */
typedef struct
{
  JigDataset   *table;
  JigJudgement  judgement;
} JigScores;

/* Predictions: the payload is a #JigScores. */
extern const JigObjectKind jig_object_scores;

JigObject       *jig_object_new_scores (JigDataset          *table,
                                        const JigJudgement  *judgement) G_GNUC_WARN_UNUSED_RESULT;
const JigScores *jig_object_get_scores (const JigObject     *self);

G_END_DECLS
