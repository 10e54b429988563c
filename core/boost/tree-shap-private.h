#pragma once

/* How tree-shap*.c keep their trees. */
#include "core/boost/tree-shap-plan.h"
#include "core/boost/tree-shap.h"

G_BEGIN_DECLS

/* One tree's part of what is kept for all. */
typedef struct
{
  JigTreeShapPlan plan;
  guint32        *places;   /* (plan.n_columns,) of its columns among all */
  gsize           table;    /* where its table begins, in numbers */
  gsize           shares;   /* where its nodes' shares begin */
} JigTreeShapPart;

struct _JigTreeShap
{
  const JigTree        *trees;
  gsize                 n_trees;
  guint                 n_outputs;
  gsize                 n_features;
  JigTreeShapPrecision  precision;
  const double         *background;     /* (nullable) (n_background, n_features) */
  gsize                 n_background;
  double               *expected;       /* (n_outputs,) */
  JigTreeShapPart      *parts;          /* (n_trees,) */
  guint32              *columns;        /* (n_columns,) the features any tree asks for */
  gsize                 n_columns;
  guint32              *places;         /* what the parts point into */
  gsize                 n_numbers;      /* of all tables */
  gsize                 n_shares;
  gsize                 n_scratch;      /* the most any tree needs, times ROWS numbers */
  gsize                 n_pair_scratch; /* and with its pairs */
  gsize                 n_steps;        /* times points */
  double               *shares;         /* (n_shares,) without a background */
  gpointer              table;          /* (n_numbers,) without a background */
};

gsize    jig_tree_shap_get_number_size (const JigTreeShap  *self);
gboolean jig_tree_shap_allocate_tables (const JigTreeShap  *self,
                                        double            **shares,
                                        gpointer           *table,
                                        GError            **error);

/* @row: (nullable): (n_features,) of a background; NULL: by covers. */
void     jig_tree_shap_fill_tables     (const JigTreeShap  *self,
                                        const double       *row,
                                        double             *shares,
                                        gpointer            table);

G_END_DECLS
