#include "core/base/elementary.h"
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

  for (gsize i = 0; i < end - begin; i++, out += stride)
    *out = *out > -1.0 ? jig_log1p (*out) : NAN;
}

const JigNodeOps jig_node_log1p = {
  .id = "log1p",
  .title = N_("Logarithm"),
  .summary = N_("The logarithm of 1 + x. There is none from -1 downwards: that is missing."),
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_CHAINS,
  .apply = apply,
};
