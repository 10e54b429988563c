#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  double   min;
  double   max;
  gboolean clips;
} Range;

static const JigParam params[] = {
  { "clip", N_("Never outside"), JIG_PARAM_SWITCH, 0, 0, 1,
    .hint = N_("Values beyond those of the training rows become 0 or 1.") },
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
  JigMoments moments = JIG_MOMENTS_INIT;
  Range range;

  if (numbers == NULL)
    return NULL;

  for (gsize i = 0; i < n_numbers; i++)
    jig_moments_add (&moments, numbers[i]);

  if (!jig_node_check_constant (moments.max - moments.min, inputs[0], error))
    return NULL;

  range = (Range) { moments.min, moments.max, jig_values_get_switch (values, "clip") };

  return g_memdup2 (&range, sizeof range);
}

/* A column that was constant in training has no width: it becomes 0 there. */
static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  const Range *self = state;
  double width = self->max > self->min ? self->max - self->min : 1.0;

  jig_node_read_numbers (inputs[0], begin, end, out, stride);

  for (gsize i = 0; i < end - begin; i++, out += stride)
    {
      double share = (*out - self->min) / width;

      *out = self->clips ? CLAMP (share, 0.0, 1.0) : share;
    }
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  const Range *self = state;

  jig_json_writer_name (writer, "min");
  jig_json_writer_double (writer, self->min);
  jig_json_writer_name (writer, "max");
  jig_json_writer_double (writer, self->max);
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  Range range = { .clips = jig_values_get_switch (values, "clip") };

  if (!jig_node_read_constant (object, "min", name, &range.min, error) ||
      !jig_node_read_constant (object, "max", name, &range.max, error))
    return NULL;

  if (range.min > range.max)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"min\" is greater than \"max\"."), name);
      return NULL;
    }

  return g_memdup2 (&range, sizeof range);
}

const JigNodeOps jig_node_min_max = {
  .id = "min-max",
  .title = N_("Min-max"),
  .summary = N_("Moves the least value of the training rows to 0, the greatest to 1."),
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
