#pragma once

#include "core/base/json.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

/**
 * JigSlip:
 * @id: the word for programs, such as "sorted"
 * @title: what the user reads (untranslated)
 * @amount: by how much, where that has a meaning; what it is unless said
 *   otherwise
 * @fits: (nullable): whether it can happen to a node with these settings that
 *   reads, maybe through other nodes, the column @field
 * @alter_node: (nullable): changes a node as a recipe is written: its kind,
 *   inputs, settings or state; @served is the column in the rows to serve
 * @alter_column: (nullable): changes the column before it is sent
 *
 * What goes wrong when somebody writes a transform a second time, for serving.
 * Nothing fails, predictions only get worse. A kind of node lists its own.
 */
typedef struct
{
  const char *id;
  const char *title;
  double      amount;

  gboolean   (*fits)         (JsonObject       *settings,
                              const JigField   *field);
  void       (*alter_node)   (JsonObject       *node,
                              const JigColumn  *served,
                              double            amount);
  JigColumn *(*alter_column) (JigColumn        *served,
                              GError          **error);
} JigSlip;

/* What more than one kind of node has to fear. */

extern const JigSlip jig_slip_fahrenheit;
extern const JigSlip jig_slip_flipped;
extern const JigSlip jig_slip_left_out;
extern const JigSlip jig_slip_out_of_vocabulary;
extern const JigSlip jig_slip_sent_as_zero;
extern const JigSlip jig_slip_sorted;
extern const JigSlip jig_slip_swapped;

/* For functions that alter nodes. */

void jig_slip_become (JsonObject  *node,
                      const char  *kind,
                      JsonObject  *settings);

G_END_DECLS
