#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <math.h>

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
    {
      double divisor = jig_column_get_number (inputs[1], i);

      *out = divisor != 0.0 ? *out / divisor : NAN;
    }
}

const JigNodeOps jig_node_ratio = {
  .id = "ratio",
  .title = N_("Ratio"),
  .summary = N_("The first number divided by the second; missing where that is 0."),
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 2,
  .max_inputs = 2,
  .flags = JIG_NODE_CHAINS,
  .apply = apply,
};
