#pragma once

#include "core/export/evaluator.h"

G_BEGIN_DECLS

/**
 * JigProof:
 * @n_rows: how many rows were compared
 * @largest: the largest difference of a margin or a prediction
 * @allowed: the largest that is allowed
 * @was_executed: the target itself ran; else the file was read back
 * @with: what ran, such as "cc"
 *
 * What a copy of a model was found to be.
 */
typedef struct
{
  gsize     n_rows;
  double    largest;
  double    allowed;
  gboolean  was_executed;
  char     *with;
} JigProof;

void     jig_proof_clear (JigProof            *self);

gboolean jig_c_prove     (GBytes              *source,
                          const JigProgram    *program,
                          const JigRecipe     *recipe,
                          const JigModel      *model,
                          JigFrame            *frame,
                          JigProof            *proof,
                          const JigProgress   *progress,
                          GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigProof, jig_proof_clear)

G_END_DECLS
