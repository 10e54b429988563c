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
}

const JigNodeOps jig_node_pass = {
  .id = "pass",
  .title = N_("Pass through"),
  .summary = N_("Hands a number on as it is."),
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_CHAINS,
  .apply = apply,
};
