#pragma once

#include "core/base/progress.h"
#include "core/model/fit.h"
#include "core/model/setting-need.h"
#include "core/model/link.h"

G_BEGIN_DECLS

/**
 * JigModelOps:
 * @id: the word in JSON and on the command line
 * @title: what the user reads (untranslated)
 * @summary: one sentence (untranslated)
 * @params: its settings
 * @needs: (nullable): which settings do nothing without others
 * @takes: JIG_TASK_TAKES() bits
 * @can_continue: whether @fit goes on from where JigFit.start ended
 * @fit: learns; returns the model's own data
 * @free: gives it back
 * @predict: margins of rows [begin, end): (end - begin, n_outputs) row-major.
 *   A regression has one output, its value; a binary model one, log odds; a
 *   model of k classes k, whose softmax are the probabilities. Pure, any thread
 * @get_link: (nullable): how margins become what people read, with these settings;
 *   without it as the task has it
 * @get_importances: (nullable): (n_features,) how much each feature matters,
 *   not negative; what it measures is in @importance_title
 * @check_levels: (nullable): whether what was read asks of categories what they
 *   have; the levels are those of the features, %NULL: all are numbers. If there is no
 *   such function, the model knows no categories
 * @importance_title: (nullable): such as "total gain" (untranslated)
 * @count_trees: (nullable): how many trees it asks
 * @find_leaves: (nullable): (n_rows, n_trees) row-major: to which node of each tree
 *   rows come; goes with @count_trees. Pure, any thread
 * @write: its data, as members of the object that is open
 * @read: the way back; trusts nothing
 *
 * One kind of model. A file model-<id>.c adds a kind.
 */
typedef struct
{
  const char     *id;
  const char     *title;
  const char     *summary;
  const JigParam *params;
  const JigSettingNeed *needs;
  guint           takes;
  gboolean        can_continue;

  gpointer (*fit)              (const JigFit        *fit,
                                GArray              *curve,
                                const JigProgress   *progress,
                                GError             **error);
  void     (*free)             (gpointer             data);
  void     (*predict)          (gconstpointer        data,
                                const double        *features,
                                gsize                n_rows,
                                gsize                n_features,
                                double              *margins);
  JigLink  (*get_link)         (const JigValues     *values,
                                JigTask              task);
  void     (*get_importances)  (gconstpointer        data,
                                double              *importances);
  const char *importance_title;
  gboolean (*check_levels)     (gconstpointer        data,
                                const guint32       *levels,
                                const char          *name,
                                GError             **error);
  gsize    (*count_trees)      (gconstpointer        data);
  void     (*find_leaves)      (gconstpointer        data,
                                const double        *features,
                                gsize                n_rows,
                                gsize                n_features,
                                guint32             *leaves);
  void     (*write)            (gconstpointer        data,
                                JigJsonWriter       *writer);
  gpointer (*read)             (JsonObject          *object,
                                gsize                n_features,
                                guint                n_outputs,
                                const char          *name,
                                GError             **error);
} JigModelOps;

/* Every kind there is, ended by NULL. Written at configure time. */
extern const JigModelOps * const jig_models[];

const JigModelOps *jig_model_find_ops (const char *id);

/**
 * JigModel:
 *
 * A fitted model: its kind, settings, features, classes and data. Immutable and
 * ref-counted.
 */
typedef struct _JigModel JigModel;

JigModel            *jig_model_fit             (const JigModelOps    *ops,
                                                const JigFit         *fit,
                                                const char * const   *features,
                                                JigStringTable       *labels,
                                                const JigProgress    *progress,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JigModel            *jig_model_ref             (JigModel             *self);
void                 jig_model_unref           (JigModel             *self);

const JigModelOps   *jig_model_get_ops         (const JigModel       *self);
JigTask              jig_model_get_task        (const JigModel       *self);
const JigValues     *jig_model_get_values      (const JigModel       *self);
guint64              jig_model_get_seed        (const JigModel       *self);
gsize                jig_model_get_n_features  (const JigModel       *self);
const char * const  *jig_model_get_features    (const JigModel       *self);
const guint32       *jig_model_get_levels      (const JigModel       *self);
guint                jig_model_get_n_outputs   (const JigModel       *self);
JigLink              jig_model_get_link        (const JigModel       *self);
JigStringTable      *jig_model_get_labels      (const JigModel       *self);
gconstpointer        jig_model_get_data        (const JigModel       *self);
const JigCurvePoint *jig_model_get_curve       (const JigModel       *self,
                                                gsize                *n_points);
guint                jig_model_get_best_round  (const JigModel       *self);
const char          *jig_model_get_hash        (const JigModel       *self);
char                *jig_model_dup_name        (const JigModel       *self) G_GNUC_WARN_UNUSED_RESULT;

/* Margins (n_rows, n_outputs), in parallel over fixed blocks of rows. */

gboolean             jig_model_predict_margins (const JigModel       *self,
                                                const double         *features,
                                                gsize                 n_rows,
                                                double               *margins,
                                                const JigProgress    *progress,
                                                GError              **error);

/* Margins to what people read: (n_rows,) values, (n_rows,) probabilities of the
 * positive class, or (n_rows, n_classes) probabilities. In place is allowed. */

void                 jig_model_link            (const JigModel       *self,
                                                const double         *margins,
                                                gsize                 n_rows,
                                                double               *predictions);

void                 jig_model_write           (const JigModel       *self,
                                                JigJsonWriter        *writer);
JigModel            *jig_model_read            (JsonObject           *object,
                                                const char           *name,
                                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigModel, jig_model_unref)

G_END_DECLS
