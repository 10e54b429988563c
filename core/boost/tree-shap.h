#pragma once

#include "core/base/progress.h"
#include "core/model/tree.h"

G_BEGIN_DECLS

/**
 * JigTreeShapPrecision:
 * @JIG_TREE_SHAP_DOUBLE: values add up to 1e-9
 * @JIG_TREE_SHAP_SINGLE: faster; values add up to 2e-5, as those of other
 *   libraries do
 *
 * What the values of one tree are calculated in. They are always added up in
 * double.
 */
typedef enum
{
  JIG_TREE_SHAP_DOUBLE,
  JIG_TREE_SHAP_SINGLE,
} JigTreeShapPrecision;

/**
 * JigTreeShap:
 *
 * Trees, ready to have their answers split among features. Immutable; many
 * threads may use one. It borrows the trees and the background.
 */
typedef struct _JigTreeShap JigTreeShap;

JigTreeShap  *jig_tree_shap_new            (const JigTree         *trees,
                                            gsize                  n_trees,
                                            const double          *base,
                                            guint                  n_outputs,
                                            gsize                  n_features,
                                            JigTreeShapPrecision   precision,
                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
JigTreeShap  *jig_tree_shap_new_background (const JigTree         *trees,
                                            gsize                  n_trees,
                                            const double          *base,
                                            guint                  n_outputs,
                                            gsize                  n_features,
                                            JigTreeShapPrecision   precision,
                                            const double          *background,
                                            gsize                  n_background,
                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void          jig_tree_shap_free           (JigTreeShap           *self);

const double *jig_tree_shap_get_expected   (const JigTreeShap     *self);
char         *jig_tree_shap_dup_assumption (const JigTreeShap     *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean      jig_tree_shap_contribute     (const JigTreeShap     *self,
                                            const double          *features,
                                            gsize                  n_rows,
                                            double                *contributions,
                                            const JigProgress     *progress,
                                            GError               **error);
gboolean      jig_tree_shap_interact       (const JigTreeShap     *self,
                                            const double          *features,
                                            gsize                  n_rows,
                                            double                *interactions,
                                            const JigProgress     *progress,
                                            GError               **error);

/* Mean of |contribution| over rows, added over outputs: (n_features,). */
void          jig_tree_shap_importances    (const double          *contributions,
                                            gsize                  n_rows,
                                            guint                  n_outputs,
                                            gsize                  n_features,
                                            double                *importances);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTreeShap, jig_tree_shap_free)

G_END_DECLS
