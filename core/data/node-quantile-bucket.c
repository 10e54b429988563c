#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/stats.h"
#include "core/data/cuts.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

static const JigParam params[] = {
  { "buckets", N_("Buckets"), JIG_PARAM_INTEGER, 10, 2, 1000 },
  { "output", N_("Makes"), JIG_PARAM_CHOICE, .text = "one-hot", .choices = jig_node_outputs },
  { NULL }
};

static gsize
count_cuts (const JigValues *values)
{
  return (gsize) jig_values_get_int (values, "buckets") - 1;
}

/* The k-th cut is the value at place n k / buckets: equal ones stay, so that the
 * number of features is what was asked for. */
static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  gsize n_cuts = count_cuts (values);
  gsize n_numbers;
  jig_autofree double *numbers = jig_node_dup_numbers (inputs[0], &n_numbers, error);
  double *cuts;

  if (numbers == NULL)
    return NULL;

  cuts = jig_alloc (n_cuts, sizeof *cuts, _("the cuts"), error);
  if (cuts == NULL)
    return NULL;

  jig_stats_sort (numbers, n_numbers);
  for (gsize k = 0; k < n_cuts; k++)
    cuts[k] = numbers[n_numbers * (k + 1) / (n_cuts + 1)];

  return jig_cuts_new_take (cuts, n_cuts, jig_node_is_one_hot (values), error);
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  gsize n_cuts;
  const double *cuts = jig_cuts_get (state, &n_cuts);

  jig_json_writer_name (writer, "cuts");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_cuts; i++)
    jig_json_writer_double (writer, cuts[i]);
  jig_json_writer_end_array (writer);
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  JsonArray *array;
  double *cuts;
  JigCuts *self;

  if (!jig_json_get_array (object, "cuts", name, &array, error))
    return NULL;

  if (json_array_get_length (array) != count_cuts (values))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"cuts\" has %u numbers instead of %zu."), name,
                   json_array_get_length (array), count_cuts (values));
      return NULL;
    }

  cuts = jig_node_read_list (array, "cuts", name, error);
  if (cuts == NULL)
    return NULL;

  self = jig_cuts_new_take (cuts, json_array_get_length (array), jig_node_is_one_hot (values),
                            error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);

  return self;
}

const JigNodeOps jig_node_quantile_bucket = {
  .id = "quantile-bucket",
  .title = N_("Quantile buckets"),
  .summary = N_("Buckets that hold the same number of training rows each."),
  .params = params,
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER | JIG_NODE_CHAINS,
  .fit = fit,
  .free = jig_cuts_free,
  .get_width = jig_cuts_get_width,
  .dup_feature_name = jig_cuts_dup_feature_name,
  .apply = jig_cuts_apply,
  .write_state = write_state,
  .read_state = read_state,
};
