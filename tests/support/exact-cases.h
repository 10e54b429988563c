#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * JigTestExactFigures:
 * @n_nodes: how many nodes XGBoost's trees have
 * @n_equal: how many of them are ours too: leaves, or the same question
 * @n_sides: how many of these ask
 * @n_equal_sides: how many of these send missing values to the same side
 * @gain_error: the largest relative difference of a gain
 * @value_error: the largest relative difference of a leaf value
 *
 * How far trees agree.
 */
typedef struct
{
  gsize  n_nodes;
  gsize  n_equal;
  gsize  n_sides;
  gsize  n_equal_sides;
  double gain_error;
  double value_error;
} JigTestExactFigures;

/* Grows the tree of a case that tests/data/golden/exact.py wrote, and holds it
 * against XGBoost's. */
void jig_test_exact_compare (JsonObject          *object,
                             JigTestExactFigures *figures);

G_END_DECLS
