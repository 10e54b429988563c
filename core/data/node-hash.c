#include "core/base/limits.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <math.h>

typedef struct
{
  gsize    n_buckets;
  gboolean is_one_hot;
} Buckets;

static const JigParam params[] = {
  { "buckets", N_("Buckets"), JIG_PARAM_INTEGER, 64, 1, JIG_LIMIT_FEATURES },
  { "output", N_("Makes"), JIG_PARAM_CHOICE, .text = "one-hot", .choices = jig_node_outputs },
  { NULL }
};

static gpointer
make_state (const JigValues *values)
{
  Buckets buckets = { (gsize) jig_values_get_int (values, "buckets"),
                      jig_node_is_one_hot (values) };

  return g_memdup2 (&buckets, sizeof buckets);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  return make_state (values);
}

static gsize
get_width (gconstpointer state)
{
  const Buckets *self = state;

  return self->is_one_hot ? self->n_buckets : 1;
}

static char *
dup_feature_name (gconstpointer  state,
                  const char    *name,
                  gsize          i)
{
  return g_strdup_printf ("%s#%zu", name, i);
}

static gssize
get_bucket (const Buckets   *self,
            const JigColumn *input,
            gsize            row)
{
  guint64 hash = JIG_NODE_HASH_INIT;

  return jig_node_hash_cell (input, row, &hash) ? (gssize) (hash % self->n_buckets) : -1;
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
  const Buckets *self = state;

  for (gsize i = begin; i < end; i++, out += stride)
    {
      gssize bucket = get_bucket (self, inputs[0], i);

      if (self->is_one_hot)
        jig_node_put_one_hot (bucket, self->n_buckets, out);
      else
        *out = bucket >= 0 ? (double) bucket : NAN;
    }
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  return make_state (values);
}

const JigNodeOps jig_node_hash = {
  .id = "hash",
  .title = N_("Hashed category"),
  .summary = N_("A fixed number of buckets for any number of values; some share one."),
  .params = params,
  .takes = JIG_NODE_TAKES_VALUES | JIG_NODE_TAKES (JIG_COLUMN_TEXT),
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_CHAINS,
  .fit = fit,
  .free = g_free,
  .get_width = get_width,
  .dup_feature_name = dup_feature_name,
  .apply = apply,
  .read_state = read_state,
};
