#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/boost/booster.h"
#include "core/model/model.h"
#include "core/model/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define AUTOMATIC "auto"

#define BY_GAIN "leaf"

static const JigChoice growths[] = {
  { "depth", N_("Level by level") },
  { BY_GAIN, N_("Where it gains most") },
  { NULL }
};

static const JigParam params[] = {
  { .id = "trees", .title = N_("Trees"), .kind = JIG_PARAM_INTEGER,
    .value = 200, .lower = 1, .upper = JIG_LIMIT_TREES, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many rounds; with several classes each round grows a tree per class.") },
  { .id = "depth", .title = N_("Depth"), .kind = JIG_PARAM_INTEGER,
    .value = 6, .lower = 1, .upper = 64, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many questions in a row a tree may ask.") },
  { .id = "growth", .title = N_("Growth"), .kind = JIG_PARAM_CHOICE,
    .text = "depth", .choices = growths, .flags = JIG_PARAM_ADVANCED,
    .hint = N_("With a limit of leaves: level by level, or first where it gains most.") },
  { .id = "leaves", .title = N_("Leaves"), .kind = JIG_PARAM_INTEGER,
    .value = 0, .lower = 0, .upper = 65536, .flags = JIG_PARAM_TUNABLE | JIG_PARAM_ADVANCED,
    .hint = N_("How many leaves a tree may have; 0: as many as the depth allows.") },
  { .id = "rate", .title = N_("Learning rate"), .kind = JIG_PARAM_LOG,
    .value = 0.1, .lower = 0.001, .upper = 1, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("What part of each tree's advice is taken.") },
  { .id = "lambda", .title = N_("L2 on leaves"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0, .upper = 1000, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("Keeps leaves with little evidence small.") },
  { .id = "gamma", .title = N_("Least gain"), .kind = JIG_PARAM_REAL,
    .value = 0, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("A split must lower the loss by this much. The gain is without 1/2, so this is"
               " twice the gamma of the paper.") },
  { .id = "min_child_weight", .title = N_("Least child weight"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("The least sum of second derivatives on either side of a split.") },
  { .id = "rows", .title = N_("Share of rows"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0.01, .upper = 1, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many of the rows each round sees.") },
  { .id = "columns", .title = N_("Share of features"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0.01, .upper = 1, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("How many of the features each tree may ask for.") },
  { .id = "bins", .title = N_("Bins"), .kind = JIG_PARAM_INTEGER,
    .value = JIG_BINNING_MAX_BINS, .lower = 2, .upper = JIG_BINNING_MAX_BINS,
    .flags = JIG_PARAM_ADVANCED,
    .hint = N_("Into how many parts the values of a feature are cut before trees see them.") },
  { .id = "base_score", .title = N_("Base score"), .kind = JIG_PARAM_TEXT, .text = AUTOMATIC,
    .flags = JIG_PARAM_ADVANCED,
    .hint = N_("What every row starts from: a number, of two classes a probability; \"auto\" is"
               " the mean.") },
  { .id = "early_stop", .title = N_("Early stopping"), .kind = JIG_PARAM_INTEGER,
    .value = 0, .lower = 0, .upper = 10000,
    .hint = N_("After how many rounds without a better loss on rows set aside training ends;"
               " 0 never.") },
  { NULL }
};

static gboolean
read_base_score (const char  *text,
                 double      *score,
                 GError     **error)
{
  *score = NAN;
  if (g_str_equal (text, AUTOMATIC) ||
      (jig_number_parse (text, strlen (text), '.', score) && isfinite (*score)))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("base_score must be a number or \"%s\", not \"%s\"."), AUTOMATIC, text);

  return FALSE;
}

/* No tree is added any more. */
static gboolean
finish (JigBooster  *booster,
        GError     **error)
{
  booster->router = jig_router_new (booster->trees, booster->n_trees, booster->base,
                                    booster->n_outputs, booster->n_features, error);

  return booster->router != NULL;
}

static gpointer
fit_boost (const JigFit       *fit,
           GArray             *curve,
           const JigProgress  *progress,
           GError            **error)
{
  const JigValues *values = fit->values;
  g_autoptr(JigBooster) booster = NULL;
  JigBoosterRules rules = {
    .n_rounds = (guint) jig_values_get_int (values, "trees"),
    .grow.depth = (guint) jig_values_get_int (values, "depth"),
    .grow.leaves = (guint) jig_values_get_int (values, "leaves"),
    .grow.by_gain = g_str_equal (jig_values_get_text (values, "growth"), BY_GAIN),
    .grow.rate = jig_values_get_number (values, "rate"),
    .grow.split.lambda = jig_values_get_number (values, "lambda"),
    .grow.split.gamma = jig_values_get_number (values, "gamma"),
    .grow.split.min_child_weight = jig_values_get_number (values, "min_child_weight"),
    .row_share = jig_values_get_number (values, "rows"),
    .column_share = jig_values_get_number (values, "columns"),
    .max_bins = (guint) jig_values_get_int (values, "bins"),
    .early_stop = (guint) jig_values_get_int (values, "early_stop"),
  };

  if (!read_base_score (jig_values_get_text (values, "base_score"), &rules.base_score, error))
    return NULL;

  booster = jig_booster_fit (fit, &rules, curve, progress, error);

  return booster != NULL && finish (booster, error) ? g_steal_pointer (&booster) : NULL;
}

static void
free_boost (gpointer data)
{
  jig_booster_free (data);
}

static void
predict_boost (gconstpointer  data,
               const double  *features,
               gsize          n_rows,
               gsize          n_features,
               double        *margins)
{
  const JigBooster *booster = data;

  jig_router_predict (booster->router, features, n_rows, margins);
}

static void
get_total_gain (gconstpointer  data,
                double        *importances)
{
  const JigBooster *booster = data;

  for (gsize i = 0; i < booster->n_features; i++)
    importances[i] = 0.0;

  for (gsize t = 0; t < booster->n_trees; t++)
    for (gsize i = 0; i < booster->trees[t].n_nodes; i++)
      {
        const JigTreeNode *node = &booster->trees[t].nodes[i];

        if (node->feature >= 0)
          importances[node->feature] += node->gain;
      }
}

static void
write_boost (gconstpointer  data,
             JigJsonWriter *writer)
{
  const JigBooster *booster = data;

  jig_json_writer_name (writer, "base");
  jig_numbers_write (booster->base, booster->n_outputs, writer);

  jig_json_writer_name (writer, "trees");
  jig_json_writer_begin_array (writer);
  for (gsize t = 0; t < booster->n_trees; t++)
    jig_tree_write (&booster->trees[t], writer);
  jig_json_writer_end_array (writer);
}

static gboolean
refuse (const char  *name,
        GError     **error,
        const char  *what)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, "%s: %s", name, what);

  return FALSE;
}

/* Trees come round by round, in each one per output. */
static gboolean
read_tree (JsonNode    *node,
           gsize        n_features,
           const char  *name,
           JigBooster  *booster,
           GError     **error)
{
  const gsize index = booster->n_trees;
  JigTree *tree = &booster->trees[index];

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s, tree %zu: it is not an object."), name, index);
      return FALSE;
    }
  if (!jig_tree_read (json_node_get_object (node), n_features, booster->n_outputs, index, name,
                      tree, error))
    return FALSE;

  booster->n_trees++;
  if (tree->output == index % booster->n_outputs)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s, tree %zu: it adds to output %u, and the turn is that of %zu."), name, index,
               tree->output, index % booster->n_outputs);

  return FALSE;
}

static gboolean
read_base (JsonObject  *object,
           const char  *name,
           JigBooster  *booster,
           GError     **error)
{
  if (!jig_numbers_read (object, "base", name, booster->base, booster->n_outputs, error))
    return FALSE;

  for (gsize k = 0; k < booster->n_outputs; k++)
    if (!jig_tree_is_float (booster->base[k]))
      {
        g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                     _("%s: entry %zu of \"%s\" is not a number of single precision."), name, k,
                     "base");
        return FALSE;
      }

  return TRUE;
}

static gpointer
read_boost (JsonObject  *object,
            gsize        n_features,
            guint        n_outputs,
            const char  *name,
            GError     **error)
{
  g_autoptr(JigBooster) booster = NULL;
  gsize n_nodes = 0;
  JsonArray *array;
  guint n_trees;

  if (!jig_json_get_array (object, "trees", name, &array, error))
    return NULL;

  n_trees = json_array_get_length (array);
  if (n_trees == 0 || n_trees % n_outputs != 0 ||
      n_trees / n_outputs > JIG_LIMIT_TREES)
    {
      refuse (name, error, _("the number of trees does not fit the model."));
      return NULL;
    }

  booster = jig_booster_new (n_outputs, n_features, n_trees, error);
  if (booster == NULL || !read_base (object, name, booster, error))
    return NULL;

  for (guint i = 0; i < n_trees; i++)
    {
      if (!read_tree (json_array_get_element (array, i), n_features, name, booster, error))
        return NULL;

      n_nodes += booster->trees[i].n_nodes;
      if (n_nodes > JIG_LIMIT_TREE_NODES)
        {
          refuse (name, error, _("the trees have more nodes than a model may have."));
          return NULL;
        }
    }

  return finish (booster, error) ? g_steal_pointer (&booster) : NULL;
}

const JigModelOps jig_model_boost = {
  .id = "boost",
  .title = N_("Boosted trees"),
  .summary = N_("Many small trees, each correcting those before it. Missing values go where they"
                " help most."),
  .params = params,
  .takes = JIG_TASK_TAKES (JIG_TASK_REGRESSION) | JIG_TASK_TAKES (JIG_TASK_BINARY) |
           JIG_TASK_TAKES (JIG_TASK_MULTICLASS),
  .fit = fit_boost,
  .free = free_boost,
  .predict = predict_boost,
  .get_importances = get_total_gain,
  .importance_title = N_("Total gain"),
  .write = write_boost,
  .read = read_boost,
};
