#pragma once

#include "core/data/profile.h"
#include "core/model/golden.h"
#include "core/model/metric.h"

G_BEGIN_DECLS

#define JIG_BUNDLE_N_GOLDEN 20

/**
 * JigBundle:
 *
 * A model that can go somewhere else, as a `.jig` file: what it asks for, the
 * recipe with its fitted state, the model, what the training rows were like, and
 * golden rows. Immutable and ref-counted. A file that was altered is refused.
 */
typedef struct _JigBundle JigBundle;

/**
 * JigBundlePlan:
 * @frame: the table
 * @schema: its names, types and roles
 * @target: (nullable): the label; %NULL: the column with that role
 * @train: (nullable): the training rows; %NULL: all of them
 * @watched: (nullable): rows whose loss is recorded while learning
 * @specs: (nullable) (element-type JigNodeSpec): the nodes; %NULL: what the
 *   column types decide
 * @ops: the kind of model
 * @values: (nullable): its settings; %NULL: the defaults
 * @task: (nullable): what is to be predicted; %NULL: what the label suggests
 * @seed: where every random choice comes from
 * @n_golden: how many training rows go along as golden rows
 * @start: (nullable): a model that is continued: its recipe stays as it is, so
 *   @specs must be %NULL
 * @on_point: (nullable): told each point of the learning curve, on the worker
 * @user_data: handed to @on_point
 *
 * Everything that learning a bundle needs. A column with the role of a weight is
 * the weight of its rows.
 */
typedef struct
{
  JigFrame          *frame;
  JigSchema         *schema;
  const char        *target;
  const JigRows     *train;
  const JigRows     *watched;
  const GPtrArray   *specs;
  const JigModelOps *ops;
  const JigValues   *values;
  const JigTask     *task;
  guint64            seed;
  gsize              n_golden;
  JigBundle         *start;
  void             (*on_point) (const JigCurvePoint *point,
                                gpointer             user_data);
  gpointer           user_data;
} JigBundlePlan;

/**
 * JigBundleInput:
 * @field: its name, type and unit, borrowed
 * @is_required: no training row was without it
 * @example: (nullable): a value, as a CSV file would hold it
 *
 * One column that the bundle asks for.
 */
typedef struct
{
  const JigField *field;
  gboolean        is_required;
  char           *example;
} JigBundleInput;

JigBundle            *jig_bundle_fit          (const JigBundlePlan  *plan,
                                               const JigProgress    *progress,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JigBundle            *jig_bundle_ref          (JigBundle            *self);
void                  jig_bundle_unref        (JigBundle            *self);

JigModel             *jig_bundle_get_model    (const JigBundle      *self);
JigRecipe            *jig_bundle_get_recipe   (const JigBundle      *self);
const char           *jig_bundle_get_target   (const JigBundle      *self);
const JigBundleInput *jig_bundle_get_inputs   (const JigBundle      *self,
                                               gsize                *n_inputs);
const JigGolden      *jig_bundle_get_golden   (const JigBundle      *self);
const JigBaseline    *jig_bundle_get_baseline (const JigBundle      *self);
const char           *jig_bundle_get_hash     (const JigBundle      *self);

/* What the training rows were like: one profile per input, one per feature. */

const JigProfile     *jig_bundle_get_input_profile   (const JigBundle  *self,
                                                      gsize             input);
const JigProfile     *jig_bundle_get_feature_profile (const JigBundle  *self,
                                                      gsize             feature);

/* Raw rows in. Columns are found by their names, more of them do no harm. NULL
 * rows: all of them. */

gboolean              jig_bundle_predict      (const JigBundle      *self,
                                               JigFrame             *frame,
                                               const JigRows        *rows,
                                               double               *margins,
                                               const JigProgress    *progress,
                                               GError              **error);
gboolean              jig_bundle_judge        (const JigBundle      *self,
                                               JigFrame             *frame,
                                               const char           *weight,
                                               const JigRows        *rows,
                                               JigJudgement         *judgement,
                                               const JigProgress    *progress,
                                               GError              **error);

GBytes               *jig_bundle_to_bytes     (const JigBundle      *self) G_GNUC_WARN_UNUSED_RESULT;
JigBundle            *jig_bundle_from_bytes   (GBytes               *bytes,
                                               const char           *name,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JigBundle            *jig_bundle_load         (const char           *path,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              jig_bundle_save         (const JigBundle      *self,
                                               const char           *path,
                                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBundle, jig_bundle_unref)

G_END_DECLS
