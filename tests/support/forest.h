#pragma once

#include "core/model/tree.h"

G_BEGIN_DECLS

#define JIG_TEST_FOREST_FEATURES 10
#define JIG_TEST_FOREST_TREES 6
#define JIG_TEST_FOREST_NODES 127

/**
 * JigTestForest:
 * @nodes: of all trees
 * @sets: of all trees
 * @trees: (n_trees,) of which the third is a single leaf
 * @n_trees: how many there are
 * @n_features: how many features rows have; no tree asks for the last one
 * @n_outputs: 2; the trees take turns
 * @base: (n_outputs,) what rows start from
 *
 * Random trees: every third feature is a category, with levels that no tree knows;
 * thresholds and values of rows lie on one grid, so that they
 * meet; there are few features, so that paths ask for the same one again; some
 * covers are 0.
 */
typedef struct
{
  JigTreeNode nodes[JIG_TEST_FOREST_TREES][JIG_TEST_FOREST_NODES];
  JigLevelSet sets[JIG_TEST_FOREST_TREES][JIG_TEST_FOREST_NODES];
  JigTree     trees[JIG_TEST_FOREST_TREES];
  gsize       n_trees;
  gsize       n_features;
  guint       n_outputs;
  double      base[2];
} JigTestForest;

void    jig_test_forest_init      (JigTestForest *self,
                                   guint64        seed,
                                   guint          depth);

/* (n_rows, n_features), some of them missing; for g_free(). */
double *jig_test_forest_draw_rows (gsize          n_rows,
                                   gsize          n_features,
                                   guint64        seed);

G_END_DECLS
