#include "core/data/node.h"
#include "core/data/vocabulary.h"

#include <glib/gi18n-lib.h>

static void
free_state (gpointer state)
{
  jig_vocabulary_free (state);
}

static gsize
get_width (gconstpointer state)
{
  return jig_vocabulary_get_size (state);
}

static char *
dup_feature_name (gconstpointer  state,
                  const char    *name,
                  gsize          i)
{
  g_autofree char *text = jig_vocabulary_dup_text (state, i);

  return g_strdup_printf ("%s=%s", name, text);
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
  gsize n_slots = jig_vocabulary_get_size (state);

  for (gsize i = begin; i < end; i++, out += stride)
    jig_node_put_one_hot (jig_vocabulary_get_slot (state, binding, inputs[0], i), n_slots, out);
}

const JigNodeOps jig_node_one_hot = {
  .id = "one-hot",
  .title = N_("One-hot"),
  .summary = N_("A feature for each value: 1 where the row has it, else 0."),
  .params = jig_vocabulary_params,
  .takes = JIG_NODE_TAKES_VALUES,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER,
  .fit = jig_vocabulary_fit,
  .free = free_state,
  .get_width = get_width,
  .dup_feature_name = dup_feature_name,
  .bind = jig_vocabulary_bind,
  .apply = apply,
  .write_state = jig_vocabulary_write_state,
  .read_state = jig_vocabulary_read_state,
};
