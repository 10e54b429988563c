#pragma once

#include "core/boost/router.h"
#include "core/boost/router-kernels.h"
#include "core/model/level-set.h"

G_BEGIN_DECLS

/* A node as a single row walks through it; a leaf leads to itself. */
typedef struct
{
  union
  {
    float   number;        /* the threshold, or what a leaf adds */
    guint32 set;           /* which levels go right */
  };
  guint32 feature;
  guint32 left;            /* the right one follows */
  guint8  is_split;
  guint8  is_set;
  guint16 missing_left;
} JigRouterStep;

/* A feature that the trees ask for. */
typedef struct
{
  guint32 feature;
  guint32 n_steps;
  gsize   first;           /* of its 2^n_steps - 1 cuts */
} JigRouterColumn;

struct _JigRouter
{
  guint            n_outputs;
  gsize            n_features;
  float           *base;         /* (n_outputs,) */
  gsize           *begins;       /* (n_outputs + 1,) where the trees of each output begin */
  guint32         *roots;        /* (n_trees,) steps, output by output */
  JigRouterStep   *steps;        /* of all trees, each breadth first */
  JigLevelSet     *sets;         /* (nullable) of all trees */

  /* What blocks of rows need. */
  JigRouterWidth   width;
  gsize            n_columns;    /* 0: no tree is routed */
  JigRouterColumn *columns;      /* (n_columns,) */
  float           *cuts;         /* of all columns */
  JigRouterTree   *trees;        /* (n_trees,) output by output; no leaves: it is walked */
  JigRouterNode   *nodes;        /* of all trees that are routed */
  float           *leaves;       /* of all trees that are routed */
  gsize            n_most_nodes; /* of one tree */
};

G_END_DECLS
