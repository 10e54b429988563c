#pragma once

#include "core/base/progress.h"
#include "core/boost/boost-kernels.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigObjective:
 * @task: what it is for
 * @id: what the loss is called
 * @start: (n_outputs,) the margins that lower the loss most when all rows get
 *   the same
 * @derive: first and second derivatives of the weighted loss
 * @sum: the sum of the weighted losses
 * @to_margin: from a base score as people write it; FALSE: there is none
 *
 * What is made small.
 */
typedef struct
{
  JigTask     task;
  const char *id;

  gboolean      (*start)     (const JigFit  *fit,
                              double        *margins,
                              GError       **error);
  JigDeriveFunc   derive;
  JigLossFunc     sum;
  gboolean      (*to_margin) (double         score,
                              double        *margin);
} JigObjective;

const JigObjective *jig_objective_of_task (JigTask               task);
gboolean            jig_objective_derive  (const JigObjective   *self,
                                           const JigLossRows    *rows,
                                           const JigProgress    *progress,
                                           GError              **error);
gboolean            jig_objective_loss    (const JigObjective   *self,
                                           const JigLossRows    *rows,
                                           double               *loss,
                                           const JigProgress    *progress,
                                           GError              **error);

G_END_DECLS
