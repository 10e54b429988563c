#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigProof:
 * @n_rows: how many rows were compared
 * @largest: the largest difference of a margin or a prediction
 * @allowed: the largest that is allowed
 * @was_executed: the target itself ran; else the file was read back
 * @with: what ran or read it, such as "cc"
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

void  jig_proof_clear   (JigProof       *self);
char *jig_proof_to_text (const JigProof *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigProof, jig_proof_clear)

G_END_DECLS
