#pragma once

#include "core/model/tree.h"

G_BEGIN_DECLS

/**
 * JigTreeImportanceKind:
 * @JIG_TREE_IMPORTANCE_WEIGHT: how many splits ask for the feature
 * @JIG_TREE_IMPORTANCE_GAIN: the mean gain of these splits
 * @JIG_TREE_IMPORTANCE_COVER: the mean cover of these splits
 * @JIG_TREE_IMPORTANCE_TOTAL_GAIN: the gain of all of them
 * @JIG_TREE_IMPORTANCE_TOTAL_COVER: the cover of all of them
 */
typedef enum
{
  JIG_TREE_IMPORTANCE_WEIGHT,
  JIG_TREE_IMPORTANCE_GAIN,
  JIG_TREE_IMPORTANCE_COVER,
  JIG_TREE_IMPORTANCE_TOTAL_GAIN,
  JIG_TREE_IMPORTANCE_TOTAL_COVER,
} JigTreeImportanceKind;

#define JIG_N_TREE_IMPORTANCES (JIG_TREE_IMPORTANCE_TOTAL_COVER + 1)

/**
 * JigTreeImportance:
 * @weight: how many splits ask for the feature
 * @gain: what they gain in all, without 1/2
 * @cover: the sum of hessians that reached them
 *
 * How much trees use one feature; all 0 if they never do.
 */
typedef struct
{
  double weight;
  double gain;
  double cover;
} JigTreeImportance;

void        jig_tree_importance_measure   (const JigTree            *trees,
                                           gsize                     n_trees,
                                           gsize                     n_features,
                                           JigTreeImportance        *importances);
double      jig_tree_importance_get       (const JigTreeImportance  *self,
                                           JigTreeImportanceKind     kind);
const char *jig_tree_importance_kind_name (JigTreeImportanceKind     kind);

G_END_DECLS
