/* What a recipe makes of a table: first the columns that later nodes read, one
 * after the other, then the features of all nodes, block of rows by block. */

#include "core/base/alloc.h"
#include "core/data/recipe-private.h"

#include <glib/gi18n-lib.h>

/* Rows that one thread handles at a time: less than 10 ms of work. */
#define BLOCK_ROWS 1024

/* A node, and what it has to know about the table at hand. */
typedef struct
{
  const JigRecipeNode  *node;
  const JigColumn     **inputs;    /* (n_inputs,) */
  gpointer              binding;   /* (nullable) */
} Bound;

typedef struct
{
  const Bound *nodes;     /* (n_nodes,) */
  gsize        n_nodes;
  double      *out;       /* (n_rows, stride) row-major */
  gsize        stride;
} Work;

/**
 * jig_recipe_view_new:
 * @recipe: a recipe
 * @frame: a table with the columns of its input schema, in its order
 *
 * Returns: (transfer full): the table as the nodes see it
 */
JigRecipeView *
jig_recipe_view_new (const JigRecipe *recipe,
                     JigFrame        *frame)
{
  JigRecipeView *self = g_new0 (JigRecipeView, 1);

  self->frame = jig_frame_ref (frame);
  self->made = g_new0 (JigColumn *, recipe->n_nodes);
  self->n_nodes = recipe->n_nodes;

  return self;
}

void
jig_recipe_view_free (JigRecipeView *self)
{
  for (gsize i = 0; i < self->n_nodes; i++)
    g_clear_pointer (&self->made[i], jig_column_unref);

  g_free (self->made);
  jig_frame_unref (self->frame);
  g_free (self);
}

/**
 * jig_recipe_view_gather:
 * @self: a table as the nodes see it
 * @node: a node
 *
 * Returns: (transfer container): (n_inputs,) the columns that @node reads
 */
const JigColumn **
jig_recipe_view_gather (const JigRecipeView *self,
                        const JigRecipeNode *node)
{
  const JigColumn **inputs = g_new0 (const JigColumn *, node->n_inputs);

  for (gsize k = 0; k < node->n_inputs; k++)
    {
      gsize index = node->sources[k].index;

      inputs[k] = node->sources[k].is_node ? self->made[index]
                                           : jig_frame_get_column (self->frame, index);
    }

  return inputs;
}

static void
clear_bound (gpointer data)
{
  Bound *self = data;

  g_free (self->inputs);
  jig_free (self->binding);
}

static gboolean
bind_node (const JigRecipeView  *view,
           const JigRecipeNode  *node,
           GArray               *bounds,
           GError              **error)
{
  Bound bound = { node, jig_recipe_view_gather (view, node), NULL };
  const JigNodeOps *ops = node->spec->ops;

  g_array_append_val (bounds, bound);
  if (ops->bind == NULL)
    return TRUE;

  bound.binding = ops->bind (node->state, bound.inputs, error);
  g_array_index (bounds, Bound, bounds->len - 1).binding = bound.binding;

  return bound.binding != NULL;
}

static void
apply_block (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Work *work = data;

  for (gsize i = 0; i < work->n_nodes; i++)
    {
      const Bound *bound = &work->nodes[i];
      const JigRecipeNode *node = bound->node;

      node->spec->ops->apply (node->state, bound->binding, bound->inputs, begin, end,
                              work->out + begin * work->stride + node->first, work->stride);
    }
}

static GArray *
new_bounds (void)
{
  GArray *bounds = g_array_new (FALSE, FALSE, sizeof (Bound));

  g_array_set_clear_func (bounds, clear_bound);

  return bounds;
}

static gboolean
apply_bounds (const GArray       *bounds,
              gsize               n_rows,
              double             *out,
              gsize               stride,
              const JigProgress  *progress,
              GError            **error)
{
  Work work = { (const Bound *) (gpointer) bounds->data, bounds->len, out, stride };

  return jig_parallel_for_checked (n_rows, BLOCK_ROWS, apply_block, &work, progress,
                                   _("Transforming rows"), error);
}

/**
 * jig_recipe_view_make:
 * @self: a table as the nodes see it
 * @recipe: the recipe
 * @node: one of its nodes; the ones before it have been made
 * @progress: (nullable): where to report to
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Makes what later nodes read of @node; nothing if they do not.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_recipe_view_make (JigRecipeView      *self,
                      const JigRecipe    *recipe,
                      gsize               node,
                      const JigProgress  *progress,
                      GError            **error)
{
  gsize n_rows = jig_frame_get_n_rows (self->frame);
  g_autoptr(GArray) bounds = new_bounds ();
  jig_autofree double *values = NULL;
  JigRecipeNode alone = recipe->nodes[node];

  if (!alone.is_read)
    return TRUE;

  alone.first = 0;
  values = jig_alloc (n_rows, sizeof *values, _("what a node makes"), error);
  if (values == NULL ||
      !bind_node (self, &alone, bounds, error) ||
      !apply_bounds (bounds, n_rows, values, 1, progress, error))
    return FALSE;

  self->made[node] = jig_column_new_number (alone.spec->name, g_steal_pointer (&values), n_rows);

  return TRUE;
}

static gboolean
make_columns (JigRecipeView      *view,
              const JigRecipe    *self,
              const JigProgress  *progress,
              GError            **error)
{
  for (gsize i = 0; i < self->n_nodes; i++)
    {
      JigProgress part = jig_progress_slice (progress, (double) i / (double) self->n_nodes,
                                             (double) (i + 1) / (double) self->n_nodes);

      if (!jig_recipe_view_make (view, self, i, &part, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
make_features (const JigRecipeView  *view,
               const JigRecipe      *self,
               double               *features,
               const JigProgress    *progress,
               GError              **error)
{
  g_autoptr(GArray) bounds = new_bounds ();

  for (gsize i = 0; i < self->n_nodes; i++)
    if (self->nodes[i].spec->is_feature && !bind_node (view, &self->nodes[i], bounds, error))
      return FALSE;

  return apply_bounds (bounds, jig_frame_get_n_rows (view->frame), features, self->n_features,
                       progress, error);
}

/**
 * jig_recipe_apply:
 * @self: a recipe
 * @frame: a table with the recipe's inputs by name, in any order
 * @rows: (nullable): the rows to transform; %NULL: all of them
 * @features: (n_rows, n_features) row-major, overwritten; NaN is missing
 * @progress: (nullable): where to report to
 * @error: return location for %JIG_ERROR_MISMATCH if the table is not one for
 *   this recipe, %JIG_ERROR_MEMORY, or the one of a cancellation
 *
 * Levels of a category are matched by their text, whatever their codes are.
 * The result is the same for any number of threads.
 *
 * Returns: %TRUE, or %FALSE with @error set; only a cancellation leaves
 *   @features half overwritten
 */
gboolean
jig_recipe_apply (const JigRecipe    *self,
                  JigFrame           *frame,
                  const JigRows      *rows,
                  double             *features,
                  const JigProgress  *progress,
                  GError            **error)
{
  JigProgress first = jig_progress_slice (progress, 0.0, 0.5);
  JigProgress second = jig_progress_slice (progress, 0.5, 1.0);
  g_autoptr(JigRecipeView) view = NULL;
  g_autoptr(JigFrame) conformed = NULL;
  g_autoptr(JigFrame) selected = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);

  conformed = jig_schema_conform (self->inputs, frame, error);
  if (conformed == NULL)
    return FALSE;

  selected = rows != NULL ? jig_frame_select (conformed, rows, error) : jig_frame_ref (conformed);
  if (selected == NULL)
    return FALSE;

  view = jig_recipe_view_new (self, selected);

  return make_columns (view, self, &first, error) &&
         make_features (view, self, features, &second, error);
}
