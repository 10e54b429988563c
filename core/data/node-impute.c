#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <math.h>

typedef struct
{
  double   value;
  gboolean has_value;
  gboolean has_flag;
} Filler;

static const JigChoice methods[] = {
  { "mean", N_("The mean") },
  { "median", N_("The median") },
  { "mode", N_("The most frequent value") },
  { "constant", N_("A constant") },
  { NULL }
};

static const JigChoice outputs[] = {
  { "value", N_("The filled value") },
  { "flag", N_("1 where it was missing") },
  { "both", N_("Both") },
  { NULL }
};

static const JigParam params[] = {
  { "method", N_("Fill with"), JIG_PARAM_CHOICE, .text = "mean", .choices = methods },
  { "constant", N_("The constant"), JIG_PARAM_REAL, 0, -1e15, 1e15 },
  { "output", N_("Makes"), JIG_PARAM_CHOICE, .text = "value", .choices = outputs },
  { NULL }
};

static gpointer
new_filler (double           value,
            const JigValues *values)
{
  const char *output = jig_values_get_text (values, "output");
  Filler filler = { value, !g_str_equal (output, "flag"), !g_str_equal (output, "value") };

  return g_memdup2 (&filler, sizeof filler);
}

/* Of values that are equally frequent, the least. */
static double
find_mode (const double *sorted,
           gsize         n_numbers)
{
  double mode = sorted[0];
  gsize most = 0;
  gsize begin = 0;

  for (gsize i = 1; i <= n_numbers; i++)
    if (i == n_numbers || sorted[i] != sorted[begin])
      {
        if (i - begin > most)
          {
            most = i - begin;
            mode = sorted[begin];
          }
        begin = i;
      }

  return mode;
}

static double
find_mean (const double *numbers,
           gsize         n_numbers)
{
  JigMoments moments = JIG_MOMENTS_INIT;

  for (gsize i = 0; i < n_numbers; i++)
    jig_moments_add (&moments, numbers[i]);

  return moments.mean;
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  const char *method = jig_values_get_text (values, "method");
  jig_autofree double *numbers = NULL;
  gsize n_numbers;
  double value;

  if (g_str_equal (method, "constant"))
    return new_filler (jig_values_get_number (values, "constant"), values);

  numbers = jig_node_dup_numbers (inputs[0], &n_numbers, error);
  if (numbers == NULL)
    return NULL;

  if (g_str_equal (method, "mean"))
    value = find_mean (numbers, n_numbers);
  else
    {
      jig_stats_sort (numbers, n_numbers);
      value = g_str_equal (method, "median") ? jig_stats_quantile (numbers, n_numbers, 0.5)
                                             : find_mode (numbers, n_numbers);
    }

  if (!jig_node_check_constant (value, inputs[0], error))
    return NULL;

  return new_filler (value, values);
}

static gsize
get_width (gconstpointer state)
{
  const Filler *self = state;

  return self->has_value && self->has_flag ? 2 : 1;
}

static char *
dup_feature_name (gconstpointer  state,
                  const char    *name,
                  gsize          i)
{
  return i == 0 ? g_strdup (name) : g_strdup_printf ("%s missing", name);
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
  const Filler *self = state;

  for (gsize i = begin; i < end; i++, out += stride)
    {
      double number = jig_column_get_number (inputs[0], i);

      if (self->has_flag)
        out[self->has_value ? 1 : 0] = isnan (number);
      if (self->has_value)
        out[0] = isnan (number) ? self->value : number;
    }
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  const Filler *self = state;

  jig_json_writer_name (writer, "value");
  jig_json_writer_double (writer, self->value);
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  double value;

  if (!jig_node_read_constant (object, "value", name, &value, error))
    return NULL;

  return new_filler (value, values);
}

const JigNodeOps jig_node_impute = {
  .id = "impute",
  .title = N_("Impute"),
  .summary = N_("Fills what is missing, and can say in a feature of its own where it was."),
  .params = params,
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER | JIG_NODE_CHAINS,
  .fit = fit,
  .free = g_free,
  .get_width = get_width,
  .dup_feature_name = dup_feature_name,
  .apply = apply,
  .write_state = write_state,
  .read_state = read_state,
};
