#include "core/data/node.h"

#include <glib/gi18n-lib.h>

static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  jig_node_read_numbers (inputs[0], begin, end, out, stride);

  for (gsize i = begin; i < end; i++, out += stride)
    *out = *out - jig_column_get_number (inputs[1], i);
}

const JigNodeOps jig_node_difference = {
  .id = "difference",
  .title = N_("Difference"),
  .summary = N_("The first number less the second."),
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 2,
  .max_inputs = 2,
  .flags = JIG_NODE_CHAINS,
  .apply = apply,
};
