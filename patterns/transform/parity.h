#pragma once

#include "patterns/transform/plan.h"

G_BEGIN_DECLS

/* How many rows are compared cell by cell. */
#define TRANSFORM_N_GOLDEN 20

/**
 * TransformParity:
 * @n_rows: how many test rows were compared
 * @n_groups: how many nodes make features
 * @names: (n_groups,) what the nodes are called
 * @rows: (n_rows,) the numbers of the rows in the table, from 0
 * @cells: (n_rows, n_groups) what each side made of the row, as text
 * @differs: (n_rows, n_groups) whether the two sides differ in any bit
 * @n_cells_differ: how many of them do
 * @n_rows_differ: how many rows have such a cell
 *
 * What the training made of some rows beside what a server made of them.
 */
typedef struct
{
  gsize     n_rows;
  gsize     n_groups;
  char    **names;
  guint32  *rows;
  char    **cells;
  gboolean *differs;
  gsize     n_cells_differ;
  gsize     n_rows_differ;
} TransformParity;

/* Both (n_test, n_features). */
TransformParity *transform_parity_new      (const JigRecipe        *recipe,
                                            const JigRows          *test,
                                            const double           *right,
                                            const double           *served) G_GNUC_WARN_UNUSED_RESULT;
void             transform_parity_free     (TransformParity        *self);
gsize            transform_parity_get_row  (gsize                   n_test,
                                            gsize                   i);
gsize            transform_parity_n_rows   (gsize                   n_test);
JigFigure       *transform_parity_draw     (const TransformParity  *self,
                                            const char             *title,
                                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* One node's features of a row, as text. */
char            *transform_say_features    (const JigRecipe        *recipe,
                                            gsize                   node,
                                            const double           *features) G_GNUC_WARN_UNUSED_RESULT;
gsize            transform_count_features  (const JigRecipe        *recipe,
                                            gsize                   node);

G_END_DECLS
