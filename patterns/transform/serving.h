#pragma once

#include "patterns/transform/plan.h"

G_BEGIN_DECLS

/**
 * TransformServing:
 * @plan: how it should be done
 * @recipe: with which constants
 * @rows: the rows that they come from
 * @column: (nullable): the column that mistakes shall hit, if they can
 * @hours: how many hours the clock of the server is behind
 * @specs: (element-type JigNodeSpec): the nodes as the server has them
 * @are_changed: @specs are not those of @recipe any more
 * @sent: the table as callers send it
 * @read: the table as the server takes it
 * @batch: (nullable): (n_test,) which test rows are in the batch
 * @batch_node: the scaler that is fitted on that batch
 *
 * A server that has its own idea of the features.
 */
typedef struct
{
  const TransformPlan *plan;
  JigRecipe           *recipe;
  const JigRows       *rows;
  const char          *column;
  int                  hours;
  GPtrArray           *specs;
  gboolean             are_changed;
  JigFrame            *sent;
  JigFrame            *read;
  guint8              *batch;
  guint                batch_node;
} TransformServing;

void     transform_serving_init    (TransformServing     *self,
                                    const TransformPlan  *plan,
                                    JigRecipe            *recipe,
                                    const JigRows        *rows,
                                    const char           *column,
                                    int                   hours);
void     transform_serving_clear   (TransformServing     *self);
gboolean transform_serving_make    (TransformServing     *self,
                                    guint                 mistake,
                                    GError              **error);
/* (n_test, n_features) of the test rows, as the server makes them. */
gboolean transform_serving_apply   (TransformServing     *self,
                                    double               *features,
                                    const JigProgress    *progress,
                                    GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TransformServing, transform_serving_clear)

G_END_DECLS
