#pragma once

#include "core/export/evaluator.h"
#include "core/export/proof.h"

G_BEGIN_DECLS

gboolean jig_c_prove     (GBytes              *source,
                          const JigProgram    *program,
                          const JigRecipe     *recipe,
                          const JigModel      *model,
                          JigFrame            *frame,
                          JigProof            *proof,
                          const JigProgress   *progress,
                          GError             **error);

G_END_DECLS
