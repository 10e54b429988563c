#pragma once

#include "core/data/column.h"
#include "core/model/verdict.h"

G_BEGIN_DECLS

/**
 * JigBootstrap:
 * @weights: (nullable): (n_rows,) of the rows; %NULL: all 1
 * @groups: (nullable): (n_rows,) the group of each row, each number below
 *   n_groups there; %NULL: every row on its own
 * @n_rows: how many rows there are
 * @n_units: how many groups there are, or rows
 * @seed: where every draw comes from
 *
 * Draws as many groups, or rows, as there are, with replacement: again and
 * again, each time the same by its number. Borrows everything.
 */
typedef struct
{
  const double  *weights;
  const guint32 *groups;
  gsize          n_rows;
  gsize          n_units;
  guint64        seed;
} JigBootstrap;

void     jig_bootstrap_draw          (const JigBootstrap  *self,
                                      guint64              resample,
                                      guint32             *counts,
                                      double              *drawn);
void     jig_bootstrap_find_interval (double              *values,
                                      gsize                n_values,
                                      JigInterval         *interval);
gboolean jig_bootstrap_get_codes     (JigColumn           *column,
                                      const JigRows       *rows,
                                      guint32             *codes,
                                      GError             **error);
gboolean jig_bootstrap_number_groups (const guint32       *codes,
                                      gsize                n_rows,
                                      guint32             *groups,
                                      gsize               *n_groups,
                                      GError             **error);

G_END_DECLS
