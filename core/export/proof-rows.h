#pragma once

#include "core/export/program.h"

G_BEGIN_DECLS

/* A table of rows that a copy of a model must answer like the model itself. */

JigFrame *jig_proof_rows_new (const JigProgram  *program,
                              const JigSchema   *inputs,
                              JigFrame          *frame,
                              gsize              n_sampled,
                              gsize              n_made,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
