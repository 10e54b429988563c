#pragma once

#include "core/base/progress.h"
#include "core/boost/boost-kernels.h"
#include "core/model/fit.h"
#include "core/model/link.h"

G_BEGIN_DECLS

/**
 * JigLabels:
 * @JIG_LABELS_ALL: any number, or any class
 * @JIG_LABELS_AMOUNTS: 0 or more
 * @JIG_LABELS_POSITIVE: above 0
 *
 * Which labels a loss is defined for.
 */
typedef enum
{
  JIG_LABELS_ALL,
  JIG_LABELS_AMOUNTS,
  JIG_LABELS_POSITIVE,
} JigLabels;

/**
 * JigObjective:
 * @id: what the loss is called
 * @task: what it is for
 * @link: how its margins become what people read
 * @setting: (nullable): the setting that gives the loss its shape
 * @shape: the shape where that setting is 0 or there is none
 * @is_renewed: leaves are quantiles of residuals, not steps along derivatives
 * @labels: which labels it is defined for
 * @start: (n_outputs,) the margins that lower the loss most when all rows get
 *   the same
 * @derive: first and second derivatives of the weighted loss
 * @sum: the sum of the weighted losses
 * @read: a mean loss as people read it
 * @to_margin: from a base score as people write it; FALSE: there is none
 *
 * What is made small. Functions are given the shape that is chosen.
 */
typedef struct
{
  const char *id;
  JigTask     task;
  JigLink     link;
  const char *setting;
  double      shape;
  gboolean    is_renewed;
  JigLabels   labels;

  gboolean      (*start)     (const JigFit  *fit,
                              double         shape,
                              double        *margins,
                              GError       **error);
  JigDeriveFunc   derive;
  JigLossFunc     sum;
  double        (*read)      (double         mean);
  gboolean      (*to_margin) (double         score,
                              double        *margin);
} JigObjective;

const JigObjective *jig_objective_find    (const char           *id);
const JigObjective *jig_objective_of_task (JigTask               task);
gboolean            jig_objective_check   (const JigObjective   *self,
                                           const JigFit         *fit,
                                           GError              **error);
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
