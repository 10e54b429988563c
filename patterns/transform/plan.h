#pragma once

#include "core/data/partition.h"
#include "core/data/recipe.h"
#include "core/model/task.h"
#include "patterns/kit/run.h"

G_BEGIN_DECLS

/**
 * TransformPlan:
 * @specs: (element-type JigNodeSpec): from inputs to features
 * @frame: the data
 * @schema: the data's columns
 * @train: rows to learn from; those with a label, if there is one
 * @test: rows to judge by
 * @method: how rows were told apart, such as "hash:*:0.3333"
 * @target: (nullable): the label
 * @n_inputs: how many columns the features are made of
 * @is_thinned: there are more rows than a walk takes
 * @is_in_order: the last rows are for the test, and some column sorts them
 * @recipe: @specs fitted on @train
 *
 * What becomes of which column, and which rows are for what.
 */
typedef struct
{
  GPtrArray  *specs;
  JigFrame   *frame;
  JigSchema  *schema;
  JigRows    *train;
  JigRows    *test;
  char       *method;
  JigTarget  *target;
  guint       n_inputs;
  gboolean    is_thinned;
  gboolean    is_in_order;
  JigRecipe  *recipe;
} TransformPlan;

/**
 * TransformPlace:
 *
 * What a mistake in serving takes hold of: a kind of node, or a type of column.
 */
typedef enum
{
  TRANSFORM_WEEKDAY,
  TRANSFORM_HOUR,
  TRANSFORM_NUMBER,
  TRANSFORM_SCALER,
  TRANSFORM_VOCABULARY,
  TRANSFORM_CATEGORY,
  TRANSFORM_BOOLEAN,
  TRANSFORM_BUCKETS,
} TransformPlace;

TransformPlan *transform_plan_new    (const JigRun         *run,
                                      const JigProgress    *progress,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           transform_plan_free   (gpointer              self);

GPtrArray     *transform_plan_specs  (const JigRun         *run,
                                      guint                *n_inputs) G_GNUC_WARN_UNUSED_RESULT;
/* The first such node, or the one that reads @column if there is one. */
JigNodeSpec   *transform_find        (const GPtrArray      *specs,
                                      TransformPlace        place,
                                      const char           *column);
const char    *transform_get_root    (const GPtrArray      *specs,
                                      const JigNodeSpec    *spec);

G_END_DECLS
