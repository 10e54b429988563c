#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  double   mean;
  double   sd;
  gboolean centers;
  gboolean scales;
} Scaler;

static const JigParam params[] = {
  { "center", N_("Subtract the mean"), JIG_PARAM_SWITCH, 1, 0, 1 },
  { "scale", N_("Divide by the standard deviation"), JIG_PARAM_SWITCH, 1, 0, 1 },
  { NULL }
};

static gpointer
new_scaler (double           mean,
            double           sd,
            const JigValues *values)
{
  Scaler scaler = { mean, sd, jig_values_get_switch (values, "center"),
                    jig_values_get_switch (values, "scale") };

  return g_memdup2 (&scaler, sizeof scaler);
}

/* The deviation is that of the rows there are, not an estimate for more: / n. */
static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  gsize n_numbers;
  jig_autofree double *numbers = jig_node_dup_numbers (inputs[0], &n_numbers, error);
  JigMoments moments = JIG_MOMENTS_INIT;
  double sd;

  if (numbers == NULL)
    return NULL;

  for (gsize i = 0; i < n_numbers; i++)
    jig_moments_add (&moments, numbers[i]);

  sd = sqrt (moments.m2 / moments.n);
  if (!jig_node_check_constant (moments.mean, inputs[0], error) ||
      !jig_node_check_constant (sd, inputs[0], error))
    return NULL;

  return new_scaler (moments.mean, sd, values);
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
  const Scaler *self = state;
  double shift = self->centers ? self->mean : 0.0;
  double divisor = self->scales && self->sd > 0.0 ? self->sd : 1.0;

  jig_node_read_numbers (inputs[0], begin, end, out, stride);

  for (gsize i = 0; i < end - begin; i++, out += stride)
    *out = (*out - shift) / divisor;
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  const Scaler *self = state;

  jig_json_writer_name (writer, "mean");
  jig_json_writer_double (writer, self->mean);
  jig_json_writer_name (writer, "sd");
  jig_json_writer_double (writer, self->sd);
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  double mean;
  double sd;

  if (!jig_node_read_constant (object, "mean", name, &mean, error) ||
      !jig_node_read_constant (object, "sd", name, &sd, error))
    return NULL;

  if (sd < 0.0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("%s: \"sd\" is negative."), name);
      return NULL;
    }

  return new_scaler (mean, sd, values);
}

const JigNodeOps jig_node_z_score = {
  .id = "z-score",
  .title = N_("Z-score"),
  .summary = N_("How many standard deviations of the training rows above their mean."),
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
