#include "core/data/node.h"
#include "core/data/vocabulary.h"

#include <glib/gi18n-lib.h>

#include <math.h>

static void
free_state (gpointer state)
{
  jig_vocabulary_free (state);
}

static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  for (gsize i = begin; i < end; i++, out += stride)
    {
      gssize slot = jig_vocabulary_get_slot (state, binding, inputs[0], i);

      *out = slot >= 0 ? (double) slot : NAN;
    }
}

const JigNodeOps jig_node_vocabulary = {
  .id = "vocabulary",
  .title = N_("Vocabulary"),
  .summary = N_("The number of the value in the list of all values, counted from 0."),
  .params = jig_vocabulary_params,
  .takes = JIG_NODE_TAKES_VALUES,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER | JIG_NODE_CHAINS,
  .fit = jig_vocabulary_fit,
  .free = free_state,
  .bind = jig_vocabulary_bind,
  .apply = apply,
  .write_state = jig_vocabulary_write_state,
  .read_state = jig_vocabulary_read_state,
};
