#pragma once

#include "core/model/bundle.h"

G_BEGIN_DECLS

/**
 * JigPermutationPlan:
 * @bundle: a model of any kind
 * @frame: a table with its inputs and its label, by name
 * @rows: (nullable): the rows to judge by; %NULL: all of them
 * @weight: (nullable): the column with the weights of the rows
 * @seed: where the orders come from
 *
 * What is to be measured, and on what.
 */
typedef struct
{
  const JigBundle *bundle;
  JigFrame        *frame;
  const JigRows   *rows;
  const char      *weight;
  guint64          seed;
} JigPermutationPlan;

gboolean jig_permutation_measure (const JigPermutationPlan  *plan,
                                  double                    *importances,
                                  const JigProgress         *progress,
                                  GError                   **error);

G_END_DECLS
