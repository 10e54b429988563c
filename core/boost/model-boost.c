#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/boost/boost-training.h"
#include "core/boost/class-weights.h"
#include "core/boost/constraints.h"
#include "core/model/model.h"
#include "core/model/numbers.h"

#include <glib/gi18n-lib.h>

/* No tree is added any more. */
static gboolean
finish (JigBooster  *booster,
        GError     **error)
{
  booster->router = jig_router_new (booster->trees, booster->n_trees, booster->base,
                                    booster->n_outputs, booster->n_features, error);

  return booster->router != NULL;
}

/* Levels have no order that a prediction could rise with. */
static gboolean
check_directions (const JigConstraints  *constraints,
                  const JigFit          *fit,
                  GError               **error)
{
  for (gsize i = 0; constraints->directions != NULL && i < fit->samples->n_features; i++)
    if (constraints->directions[i] != 0 && jig_samples_get_levels (fit->samples, i) > 0)
      {
        g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                     _("monotone: \"%s\" is a category, whose levels have no order."),
                     fit->features[i]);
        return FALSE;
      }

  return TRUE;
}

static gpointer
fit_boost (const JigFit       *fit,
           GArray             *curve,
           const JigProgress  *progress,
           GError            **error)
{
  g_auto(JigClassWeights) weights = { .own_train = NULL };
  g_autoptr(JigBooster) booster = NULL;
  g_auto(JigConstraints) constraints = { 0 };
  JigBoosterRules rules;

  if (!jig_boost_settings_read (fit->values, &rules, error) ||
      !jig_constraints_read (&constraints, fit->values, fit->features, error) ||
      !check_directions (&constraints, fit, error) ||
      !jig_class_weights_init (&weights, fit, jig_values_get_text (fit->values, "class_weights"),
                               jig_values_get_number (fit->values, "scale_pos_weight"), error))
    return NULL;

  rules.grow.split.directions = constraints.directions;
  rules.grow.sets = constraints.sets;
  booster = jig_boost_training_run (&weights.fit, &rules, curve, progress, error);

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

static gsize
count_trees (gconstpointer data)
{
  const JigBooster *booster = data;

  return booster->n_trees;
}

static void
find_leaves (gconstpointer  data,
             const double  *features,
             gsize          n_rows,
             gsize          n_features,
             guint32       *leaves)
{
  const JigBooster *booster = data;

  for (gsize row = 0; row < n_rows; row++)
    for (gsize t = 0; t < booster->n_trees; t++)
      leaves[row * booster->n_trees + t] = jig_tree_leaf (&booster->trees[t],
                                                          features + row * n_features);
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

static gboolean
check_levels (gconstpointer  data,
              const guint32 *levels,
              const char    *name,
              GError       **error)
{
  const JigBooster *booster = data;

  for (gsize t = 0; t < booster->n_trees; t++)
    if (!jig_tree_check_levels (&booster->trees[t], levels, t, name, error))
      return FALSE;

  return TRUE;
}

const JigModelOps jig_model_boost = {
  .id = "boost",
  .title = N_("Boosted trees"),
  .summary = N_("Many small trees, each correcting those before it. Missing values go where they"
                " help most."),
  .params = jig_boost_settings,
  .needs = jig_boost_settings_needs,
  .takes = JIG_TASK_TAKES (JIG_TASK_REGRESSION) | JIG_TASK_TAKES (JIG_TASK_BINARY) |
           JIG_TASK_TAKES (JIG_TASK_MULTICLASS),
  .can_continue = TRUE,
  .fit = fit_boost,
  .free = free_boost,
  .predict = predict_boost,
  .get_link = jig_boost_settings_link,
  .get_importances = get_total_gain,
  .importance_title = N_("Total gain"),
  .count_trees = count_trees,
  .find_leaves = find_leaves,
  .write = write_boost,
  .read = read_boost,
  .check_levels = check_levels,
};
