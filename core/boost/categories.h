#pragma once

#include "core/boost/best-split.h"

G_BEGIN_DECLS

/**
 * JigCategoryNode:
 * @rules: of jig_category_rules()
 * @scope: what the children inherit
 * @cells: (n_levels + 1,) each level, then what is missing
 * @n_levels: how many levels the category has
 * @all: all of the node
 * @grad_unit: what a unit of first derivatives is
 * @hess_unit: what a unit of second derivatives is
 * @least_hess: the least second derivatives of a child, in units
 * @least_rows: the least rows of a child; 0: they are not counted
 *
 * A category in one node.
 */
typedef struct
{
  const JigSplitRules *rules;
  JigSplitScope        scope;
  const JigSplitSide  *cells;
  guint                n_levels;
  JigSplitSide         all;
  double               grad_unit;
  double               hess_unit;
  gint64               least_hess;
  gint64               least_rows;
} JigCategoryNode;

JigSplitRules  jig_category_rules (const JigSplitRules    *rules);
gboolean       jig_category_find  (const JigCategoryNode  *node,
                                   JigLevelSet            *set,
                                   JigSplitSide           *right);
gsize          jig_category_part  (const JigLevelSet      *set,
                                   const guint8           *codes,
                                   guint32                *rows,
                                   gsize                   n_rows,
                                   guint32                *right);

G_END_DECLS
