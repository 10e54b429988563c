#include "core/data/recipe.h"

#include "core/base/limits.h"
#include "core/data/recipe-private.h"

#include <glib/gi18n-lib.h>

static void
recipe_clear (gpointer data)
{
  JigRecipe *self = data;

  for (gsize i = 0; i < self->n_nodes; i++)
    {
      JigRecipeNode *node = &self->nodes[i];

      if (node->state != NULL && node->spec->ops->free != NULL)
        node->spec->ops->free (node->state);
      g_clear_pointer (&node->spec, jig_node_spec_free);
      g_free (node->sources);
    }

  g_clear_pointer (&self->inputs, jig_schema_unref);
  g_strfreev (self->features);
  g_free (self->levels);
  g_free (self->nodes);
}

/**
 * jig_recipe_new:
 * @specs: (element-type JigNodeSpec): the nodes; copied
 *
 * Returns: (transfer full): a recipe that has learnt nothing yet
 */
JigRecipe *
jig_recipe_new (const GPtrArray *specs)
{
  JigRecipe *self = g_atomic_rc_box_new0 (JigRecipe);

  self->n_nodes = specs->len;
  self->nodes = g_new0 (JigRecipeNode, specs->len);
  for (guint i = 0; i < specs->len; i++)
    {
      JigRecipeNode *node = &self->nodes[i];

      node->spec = jig_node_spec_copy (g_ptr_array_index (specs, i));
      node->n_inputs = g_strv_length (node->spec->inputs);
      node->sources = g_new0 (JigRecipeSource, node->n_inputs);
    }

  return self;
}

JigRecipe *
jig_recipe_ref (JigRecipe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
jig_recipe_unref (JigRecipe *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, recipe_clear);
}

/**
 * jig_recipe_measure:
 * @self: a recipe
 * @node: one of its nodes, with its state
 * @code: the kind of error it is if a later node cannot read it
 * @error: return location for an error
 *
 * Asks a node how many features it makes.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_recipe_measure (JigRecipe  *self,
                    gsize       node,
                    JigError    code,
                    GError    **error)
{
  JigRecipeNode *measured = &self->nodes[node];
  const JigNodeOps *ops = measured->spec->ops;

  measured->width = ops->get_width != NULL ? ops->get_width (measured->state) : 1;
  if (measured->width == 1 || !measured->is_read)
    return TRUE;

  g_set_error (error, JIG_ERROR, (int) code,
               _("Node \"%s\": it makes %zu features, and a later node can read only one."),
               measured->spec->name, measured->width);

  return FALSE;
}

/* Two nodes can say the same in different words: the second one gets a number. */
static void
add_feature (GPtrArray  *features,
             GHashTable *names,
             char       *name)
{
  g_autofree char *wanted = name;
  char *free_name = g_strdup (wanted);

  for (guint n = 2; g_hash_table_contains (names, free_name); n++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s (%u)", wanted, n);
    }

  g_hash_table_add (names, free_name);
  g_ptr_array_add (features, free_name);
}

static gboolean
add_features (JigRecipeNode  *node,
              GPtrArray      *features,
              GHashTable     *names,
              GError        **error)
{
  const JigNodeSpec *spec = node->spec;

  node->first = features->len;
  if (!spec->is_feature)
    return TRUE;

  if (node->width > JIG_LIMIT_FEATURES - features->len)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("Node \"%s\": with its features there are more than the limit of %d."),
                   spec->name, JIG_LIMIT_FEATURES);
      return FALSE;
    }

  for (gsize i = 0; i < node->width; i++)
    add_feature (features, names,
                 node->width > 1 ? spec->ops->dup_feature_name (node->state, spec->name, i)
                                 : g_strdup (spec->name));

  return TRUE;
}

/* How many levels the features have that are categories. */
static void
find_levels (JigRecipe *self)
{
  for (gsize i = 0; i < self->n_nodes; i++)
    {
      const JigRecipeNode *node = &self->nodes[i];
      const JigNodeOps *ops = node->spec->ops;

      if (!node->spec->is_feature || ops->get_n_levels == NULL)
        continue;
      if (self->levels == NULL)
        self->levels = g_new0 (guint32, self->n_features);
      self->levels[node->first] = ops->get_n_levels (node->state);
    }
}

/**
 * jig_recipe_finish:
 * @self: a recipe whose nodes have their states and widths
 * @error: return location for %JIG_ERROR_LIMIT, or for %JIG_ERROR_VALUE if there
 *   is no feature
 *
 * Names the features.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_recipe_finish (JigRecipe  *self,
                   GError    **error)
{
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < self->n_nodes; i++)
    if (!add_features (&self->nodes[i], features, names, error))
      return FALSE;

  if (features->len == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("No node makes a feature: there is nothing to learn from."));
      return FALSE;
    }

  self->n_features = features->len;
  g_ptr_array_add (features, NULL);
  self->features = (char **) g_ptr_array_steal (features, NULL);
  find_levels (self);

  return TRUE;
}

/* The columns of @schema that nodes read, in its order. */
static JigSchema *
keep_used (const JigRecipe *self,
           const JigSchema *schema)
{
  gsize n_columns = jig_schema_get_size (schema);
  g_autofree gboolean *is_used = g_new0 (gboolean, n_columns);
  g_autofree JigField *fields = g_new0 (JigField, n_columns);
  gsize n_used = 0;

  for (gsize i = 0; i < self->n_nodes; i++)
    for (gsize k = 0; k < self->nodes[i].n_inputs; k++)
      if (!self->nodes[i].sources[k].is_node)
        is_used[self->nodes[i].sources[k].index] = TRUE;

  for (gsize i = 0; i < n_columns; i++)
    if (is_used[i])
      fields[n_used++] = *jig_schema_get_field (schema, i);

  return jig_schema_new (fields, n_used);
}

/* Where a file lay is nobody's business who gets the recipe: its name stays. */
static gboolean
forget_folders (JigValues  *values,
                GError    **error)
{
  for (const JigParam *param = jig_values_get_table (values); param->id != NULL; param++)
    {
      g_autofree char *name = NULL;

      if (param->kind != JIG_PARAM_FILE || *jig_values_get_text (values, param->id) == '\0')
        continue;

      name = g_path_get_basename (jig_values_get_text (values, param->id));
      if (!jig_values_set_text (values, param->id, name, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fit_node (JigRecipe            *self,
          gsize                 i,
          const JigRecipeView  *view,
          GError              **error)
{
  JigRecipeNode *node = &self->nodes[i];
  const JigNodeOps *ops = node->spec->ops;
  g_autofree const JigColumn **inputs = jig_recipe_view_gather (view, node);

  if (ops->fit != NULL)
    {
      node->state = ops->fit (node->spec->values, inputs, node->n_inputs, error);
      if (node->state == NULL)
        {
          g_prefix_error (error, _("Node \"%s\": "), node->spec->name);
          return FALSE;
        }
    }

  return forget_folders (node->spec->values, error) &&
         jig_recipe_measure (self, i, JIG_ERROR_VALUE, error);
}

static gboolean
fit_nodes (JigRecipe          *self,
           JigFrame           *training,
           const JigProgress  *progress,
           GError            **error)
{
  g_autoptr(JigRecipeView) view = jig_recipe_view_new (self, training);

  for (gsize i = 0; i < self->n_nodes; i++)
    {
      JigProgress part = jig_progress_slice (progress, (double) i / (double) self->n_nodes,
                                             (double) (i + 1) / (double) self->n_nodes);

      if (!jig_progress_step (progress, i, self->n_nodes, _("Fitting the transform"), error) ||
          !fit_node (self, i, view, error) ||
          !jig_recipe_view_make (view, self, i, &part, error))
        return FALSE;
    }

  return jig_recipe_finish (self, error);
}

/**
 * jig_recipe_fit:
 * @specs: (element-type JigNodeSpec): the nodes, in order
 * @frame: the table
 * @schema: its names, types and roles
 * @rows: (nullable): the training rows; %NULL: all of them
 * @progress: (nullable): where to report to
 * @error: return location for %JIG_ERROR_VALUE if the nodes do not fit together
 *   or to @schema, %JIG_ERROR_DATA if the rows give no constant, or others
 *
 * Fits every node on the training rows only: they are taken out of @frame first,
 * so that no node can see another row.
 *
 * Returns: (transfer full): the recipe, or %NULL with @error set
 */
JigRecipe *
jig_recipe_fit (const GPtrArray    *specs,
                JigFrame           *frame,
                const JigSchema    *schema,
                const JigRows      *rows,
                const JigProgress  *progress,
                GError            **error)
{
  g_autoptr(JigRecipe) self = NULL;
  g_autoptr(JigFrame) used = NULL;
  g_autoptr(JigFrame) training = NULL;

  g_return_val_if_fail (specs != NULL, NULL);
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (schema != NULL, NULL);

  self = jig_recipe_new (specs);
  if (!jig_recipe_connect (self, schema, JIG_ERROR_VALUE, error))
    return NULL;

  self->inputs = keep_used (self, schema);
  if (!jig_recipe_connect (self, self->inputs, JIG_ERROR_VALUE, error))
    return NULL;

  used = jig_schema_conform (self->inputs, frame, error);
  if (used == NULL)
    return NULL;

  training = rows != NULL ? jig_frame_select (used, rows, error) : jig_frame_ref (used);
  if (training == NULL)
    return NULL;

  self->n_fitted_rows = rows != NULL ? jig_rows_get_size (rows) : jig_frame_get_n_rows (frame);
  if (self->n_fitted_rows == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
                   _("There are no training rows to fit the transform on."));
      return NULL;
    }

  return fit_nodes (self, training, progress, error) ? g_steal_pointer (&self) : NULL;
}

const JigSchema *
jig_recipe_get_inputs (const JigRecipe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->inputs;
}

gsize
jig_recipe_get_n_features (const JigRecipe *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_features;
}

/**
 * jig_recipe_get_levels:
 * @self: a recipe
 *
 * Returns: (nullable): (n_features,) of features that are categories how many levels
 *   they have, of others 0; %NULL: none is a category
 */
const guint32 *
jig_recipe_get_levels (const JigRecipe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->levels;
}

/**
 * jig_recipe_get_features:
 * @self: a recipe
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the features,
 *   all of them different
 */
const char * const *
jig_recipe_get_features (const JigRecipe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->features;
}

gsize
jig_recipe_get_n_nodes (const JigRecipe *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_nodes;
}

const JigNodeSpec *
jig_recipe_get_spec (const JigRecipe *self,
                     gsize            node)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (node < self->n_nodes, NULL);

  return self->nodes[node].spec;
}

/**
 * jig_recipe_get_state:
 * @self: a recipe
 * @node: one of its nodes
 *
 * Returns: (transfer none) (nullable): what the node learnt, for the functions
 *   of its kind
 */
gconstpointer
jig_recipe_get_state (const JigRecipe *self,
                      gsize            node)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (node < self->n_nodes, NULL);

  return self->nodes[node].state;
}

/**
 * jig_recipe_get_first_feature:
 * @self: a recipe
 * @node: one of its nodes
 *
 * Its features go up to the first one of the next node.
 *
 * Returns: the number of the first feature that the node makes
 */
gsize
jig_recipe_get_first_feature (const JigRecipe *self,
                              gsize            node)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (node < self->n_nodes, 0);

  return self->nodes[node].first;
}

/**
 * jig_recipe_get_n_fitted_rows:
 * @self: a recipe
 *
 * Returns: how many training rows it was fitted on
 */
guint64
jig_recipe_get_n_fitted_rows (const JigRecipe *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_fitted_rows;
}
