#pragma once

#include "core/boost/tree-importance.h"
#include "core/chart/figure.h"
#include "core/model/model.h"

G_BEGIN_DECLS

/* Questions one after the other that a picture of a tree shows at most. */
#define JIG_TREE_FIGURES_DEEPEST 6

/* What models look at. Each figure has a title, a sentence and its table twin. */

JigFigure  *jig_tree_figures_importance (const char * const       *features,
                                         const double             *importances,
                                         gsize                     n_features,
                                         const char               *what,
                                         gsize                     n_most,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
/* Any model that knows how much each feature matters. */
JigFigure  *jig_tree_figures_model      (const JigModel           *model,
                                         gsize                     n_most,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
const char *jig_tree_figures_name      (JigTreeImportanceKind     kind);
/* Trees, by what is asked for. */
JigFigure  *jig_tree_figures_trees      (const char * const       *features,
                                         const JigTreeImportance  *importances,
                                         gsize                     n_features,
                                         JigTreeImportanceKind     kind,
                                         gsize                     n_most,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
/* One tree, from left to right. */
JigFigure  *jig_tree_figures_tree       (const char * const       *features,
                                         const JigTree            *tree,
                                         const char               *title,
                                         guint                     depth,
                                         const double             *row,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
gsize       jig_tree_figures_count      (const JigTree            *tree,
                                         guint                     depth);

G_END_DECLS
