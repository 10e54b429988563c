#pragma once

#include "core/base/progress.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

/**
 * JigObjective:
 * @task: what it is for
 * @id: what the loss is called
 * @start: (n_outputs,) the margins that lower the loss most when all rows get
 *   the same
 * @derive: first and second derivatives of the weighted loss of rows
 *   [begin, end): (n_outputs, n_rows) each, so that each output's lie together
 * @to_margin: from a base score as people write it; FALSE: there is none
 *
 * What is made small. @margins are (n_rows, n_outputs), row-major.
 */
typedef struct
{
  JigTask     task;
  const char *id;

  gboolean (*start)     (const JigFit      *fit,
                         double            *margins,
                         GError           **error);
  void     (*derive)    (const JigSamples  *samples,
                         const double      *margins,
                         guint              n_outputs,
                         gsize              begin,
                         gsize              end,
                         double            *grad,
                         double            *hess);
  gboolean (*to_margin) (double             score,
                         double            *margin);
} JigObjective;

const JigObjective *jig_objective_of_task (JigTask               task);
gboolean            jig_objective_derive  (const JigObjective   *self,
                                           const JigSamples     *samples,
                                           const double         *margins,
                                           guint                 n_outputs,
                                           double               *grad,
                                           double               *hess,
                                           const JigProgress    *progress,
                                           GError              **error);
gboolean            jig_objective_loss    (const JigObjective   *self,
                                           const JigSamples     *samples,
                                           const double         *margins,
                                           guint                 n_outputs,
                                           double               *loss,
                                           const JigProgress    *progress,
                                           GError              **error);

G_END_DECLS
