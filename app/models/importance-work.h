#pragma once

#include "app/models/model-item.h"

G_BEGIN_DECLS

/* As many rows as are measured at most, evenly from all. */
#define JIG_IMPORTANCE_ROWS 1000

/**
 * JigImportanceResult:
 * @n_rows: how many rows were measured on
 * @permutation: (n_features,) how much worse the main metric gets
 * @shap: (nullable): (n_features,) what a feature adds to an answer on average,
 *   whatever its sign; %NULL if the model has no trees
 *
 * What can only be said of features together with rows.
 */
typedef struct
{
  gsize   n_rows;
  double *permutation;
  double *shap;
} JigImportanceResult;

void     jig_importance_result_free (gpointer            self);
/* Of a #JigModelItem whose table is known; a JigJobFunc. */
gpointer jig_importance_work_run    (const JigProgress  *progress,
                                     gpointer            item,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
