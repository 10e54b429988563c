#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  double lower;
  double upper;
} Bounds;

static const JigParam params[] = {
  { "lower", N_("Share cut below"), JIG_PARAM_REAL, 0.01, 0, 0.5 },
  { "upper", N_("Share kept up to"), JIG_PARAM_REAL, 0.99, 0.5, 1 },
  { NULL }
};

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  gsize n_numbers;
  jig_autofree double *numbers = jig_node_dup_numbers (inputs[0], &n_numbers, error);
  Bounds bounds;

  if (numbers == NULL)
    return NULL;

  jig_stats_sort (numbers, n_numbers);
  bounds.lower = jig_stats_quantile (numbers, n_numbers, jig_values_get_number (values, "lower"));
  bounds.upper = jig_stats_quantile (numbers, n_numbers, jig_values_get_number (values, "upper"));
  if (!jig_node_check_constant (bounds.lower, inputs[0], error) ||
      !jig_node_check_constant (bounds.upper, inputs[0], error))
    return NULL;

  return g_memdup2 (&bounds, sizeof bounds);
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
  const Bounds *self = state;

  jig_node_read_numbers (inputs[0], begin, end, out, stride);

  for (gsize i = 0; i < end - begin; i++, out += stride)
    *out = CLAMP (*out, self->lower, self->upper);
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  const Bounds *self = state;

  jig_json_writer_name (writer, "lower");
  jig_json_writer_double (writer, self->lower);
  jig_json_writer_name (writer, "upper");
  jig_json_writer_double (writer, self->upper);
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  Bounds bounds;

  if (!jig_node_read_constant (object, "lower", name, &bounds.lower, error) ||
      !jig_node_read_constant (object, "upper", name, &bounds.upper, error))
    return NULL;

  if (bounds.lower > bounds.upper)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"lower\" is greater than \"upper\"."), name);
      return NULL;
    }

  return g_memdup2 (&bounds, sizeof bounds);
}

const JigNodeOps jig_node_winsorise = {
  .id = "winsorise",
  .title = N_("Winsorise"),
  .summary = N_("Brings outliers back to quantiles of the training rows."),
  .params = params,
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER | JIG_NODE_CHAINS,
  .fit = fit,
  .free = g_free,
  .apply = apply,
  .write_state = write_state,
  .read_state = read_state,
};
