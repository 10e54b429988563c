#pragma once

#include "core/data/describe.h"
#include "core/data/recipe.h"
#include "core/model/metric.h"
#include "core/model/model.h"

G_BEGIN_DECLS

/**
 * JigGolden:
 * @inputs: the raw rows, as a frame of the recipe's inputs
 * @features: (n_rows, n_features) what the recipe made of them
 * @margins: (n_rows, n_outputs) what the model made of those
 * @n_rows: how many there are
 *
 * Rows that a copy of the model must reproduce to the bit.
 */
typedef struct
{
  JigFrame *inputs;
  double   *features;
  double   *margins;
  gsize     n_rows;
} JigGolden;

/**
 * JigBundle:
 *
 * A model that can go somewhere else: input schema, recipe with its fitted
 * state, feature schema, model, statistics of the raw inputs and of the
 * features, golden rows, and hashes of all of these. What `.jig` files hold.
 * Immutable and ref-counted. A file that was altered is refused.
 */
typedef struct _JigBundle JigBundle;

JigBundle         *jig_bundle_new            (JigModel            *model,
                                              JigRecipe           *recipe,
                                              JigFrame            *frame,
                                              const JigRows       *train,
                                              const JigRows       *test,
                                              const char          *target,
                                              gsize                n_golden,
                                              guint64              seed,
                                              const JigProgress   *progress,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;
JigBundle         *jig_bundle_ref            (JigBundle           *self);
void               jig_bundle_unref          (JigBundle           *self);

JigModel          *jig_bundle_get_model      (const JigBundle     *self);
JigRecipe         *jig_bundle_get_recipe     (const JigBundle     *self);
const char        *jig_bundle_get_target     (const JigBundle     *self);
const JigGolden   *jig_bundle_get_golden     (const JigBundle     *self);
/* JigDescription of each input and of each feature, of the training rows. */
GPtrArray         *jig_bundle_get_input_statistics   (const JigBundle *self);
GPtrArray         *jig_bundle_get_feature_statistics (const JigBundle *self);
const char        *jig_bundle_get_hash       (const JigBundle     *self);

/* Raw rows in, margins (n_rows, n_outputs) out. NULL rows: all of them. */
gboolean           jig_bundle_predict        (const JigBundle     *self,
                                              JigFrame            *frame,
                                              const JigRows       *rows,
                                              double              *margins,
                                              const JigProgress   *progress,
                                              GError             **error);
/* Runs the golden rows: how many give the same features and margins. */
gboolean           jig_bundle_self_test      (const JigBundle     *self,
                                              gsize               *n_same,
                                              GError             **error);

GBytes            *jig_bundle_to_bytes       (const JigBundle     *self) G_GNUC_WARN_UNUSED_RESULT;
JigBundle         *jig_bundle_from_bytes     (GBytes              *bytes,
                                              const char          *name,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;
JigBundle         *jig_bundle_load           (const char          *path,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean           jig_bundle_save           (const JigBundle     *self,
                                              const char          *path,
                                              GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBundle, jig_bundle_unref)

G_END_DECLS
