#pragma once

#include "core/data/node.h"

G_BEGIN_DECLS

#define NODE_MAX_INPUTS 4

/**
 * NodeCase:
 * @settings: (nullable): JSON
 * @training: the columns to fit on, as jig_test_column() reads them
 * @served: the columns to apply to; the first %NULL: those of the training
 * @names: the features of a node called "f", with | between them; for a node of
 *   one feature "f"
 * @expected: the features, a blank between two, | between rows
 * @error: (nullable): the words by which fitting fails
 */
typedef struct
{
  const char *settings;
  const char *training[NODE_MAX_INPUTS + 1];
  const char *served[NODE_MAX_INPUTS + 1];
  const char *names;
  const char *expected;
  const char *error;
} NodeCase;

/**
 * NodeState:
 * @settings: (nullable): JSON
 * @state: JSON that must be refused
 * @error: the words that say why
 */
typedef struct
{
  const char *settings;
  const char *state;
  const char *error;
} NodeState;

/* Fits, names, applies, writes, reads and applies again; then fits with memory
 * that runs out at every call in turn. */
void node_cases_run     (const char      *kind,
                         const NodeCase  *cases,
                         gsize            n_cases);
void node_states_refuse (const char      *kind,
                         gsize            n_inputs,
                         const NodeState *states,
                         gsize            n_states);

G_END_DECLS
