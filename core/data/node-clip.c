#include "core/base/error.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  double lower;
  double upper;
} Bounds;

static const JigParam params[] = {
  { "lower", N_("Not below"), JIG_PARAM_REAL, 0, -1e15, 1e15 },
  { "upper", N_("Not above"), JIG_PARAM_REAL, 1, -1e15, 1e15 },
  { NULL }
};

static gpointer
make_state (const JigValues  *values,
            GError          **error)
{
  Bounds bounds = { jig_values_get_number (values, "lower"),
                    jig_values_get_number (values, "upper") };

  if (bounds.lower > bounds.upper)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"lower\" is greater than \"upper\"."));
      return NULL;
    }

  return g_memdup2 (&bounds, sizeof bounds);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  return make_state (values, error);
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

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  gpointer state = make_state (values, error);

  if (state == NULL)
    g_prefix_error (error, "%s: ", name);

  return state;
}

const JigNodeOps jig_node_clip = {
  .id = "clip",
  .title = N_("Clip"),
  .summary = N_("Brings what is below or above two bounds back to them."),
  .params = params,
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_CHAINS,
  .fit = fit,
  .free = g_free,
  .apply = apply,
  .read_state = read_state,
};
