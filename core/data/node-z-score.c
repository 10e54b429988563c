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

/* Of one row, the row is the mean. */
static void
refit_on_one (JsonObject      *node,
              const JigColumn *served,
              double           amount)
{
  JsonObject *settings = json_object_new ();

  json_object_set_double_member (settings, "lower", 0.0);
  json_object_set_double_member (settings, "upper", 0.0);
  jig_slip_become (node, "clip", settings);
}

static void
refit_on_served (JsonObject      *node,
                 const JigColumn *served,
                 double           amount)
{
  JsonObject *state = json_object_get_object_member (node, "state");
  JigMoments moments = JIG_MOMENTS_INIT;

  for (gsize i = 0; i < jig_column_get_n_rows (served); i++)
    {
      double number = jig_column_get_number (served, i);

      if (isfinite (number))
        jig_moments_add (&moments, number);
    }

  if (!(moments.n > 0.0) || !isfinite (moments.m2))
    return;

  json_object_set_double_member (state, "mean", moments.mean);
  json_object_set_double_member (state, "sd", sqrt (moments.m2 / moments.n));
}

static const JigSlip slip_one_row = {
  .id = "refitted-on-one",
  .title = N_("Fitted again on each single row: always 0"),
  .alter_node = refit_on_one,
};

static const JigSlip slip_batch = {
  .id = "refitted-on-batch",
  .title = N_("Fitted again on the rows that are served"),
  .alter_node = refit_on_served,
};

static const JigSlip * const slips[] = {
  &jig_slip_left_out,
  &slip_one_row,
  &slip_batch,
  &jig_slip_fahrenheit,
  &jig_slip_sent_as_zero,
  NULL
};

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
  .slips = slips,
};
