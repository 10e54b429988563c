#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/cuts.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static const JigParam params[] = {
  { "cuts", N_("Cuts"), JIG_PARAM_TEXT, .text = "0",
    .hint = N_("Numbers in rising order with commas between them, such as 18,30,45.") },
  { "output", N_("Makes"), JIG_PARAM_CHOICE, .text = "one-hot", .choices = jig_node_outputs },
  { NULL }
};

static gboolean
append_cut (JigArray    *cuts,
            char        *word,
            GError     **error)
{
  double cut;

  g_strstrip (word);
  if (!jig_number_parse (word, strlen (word), '.', &cut))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("The cut \"%s\" is not a number."), word);
      return FALSE;
    }

  return jig_array_append (cuts, &cut, 1, error);
}

static gpointer
make_state (const JigValues  *values,
            GError          **error)
{
  g_auto(GStrv) words = g_strsplit (jig_values_get_text (values, "cuts"), ",", -1);
  g_auto(JigArray) cuts = JIG_ARRAY_INIT (double, _("the cuts"));
  gsize n_cuts;
  double *numbers;

  for (gsize i = 0; words[i] != NULL; i++)
    if (!append_cut (&cuts, words[i], error))
      return NULL;

  numbers = jig_array_steal (&cuts, &n_cuts);

  return jig_cuts_new_take (numbers, n_cuts, jig_node_is_one_hot (values), error);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  return make_state (values, error);
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

const JigNodeOps jig_node_fixed_bucket = {
  .id = "fixed-bucket",
  .title = N_("Fixed buckets"),
  .summary = N_("Buckets between cuts that you set."),
  .params = params,
  .takes = JIG_NODE_TAKES_NUMBERS,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_CHAINS,
  .fit = fit,
  .free = jig_cuts_free,
  .get_width = jig_cuts_get_width,
  .dup_feature_name = jig_cuts_dup_feature_name,
  .apply = jig_cuts_apply,
  .read_state = read_state,
};
