/* Node after node. Tested by tests/core/boost/grow.c. */

#include "core/base/alloc.h"
#include "core/boost/grow-private.h"

#include <glib/gi18n-lib.h>

/* There are as many benches as threads, so that one is always free. */
static JigGrowBench *
take_bench (JigGrow *self)
{
  for (;;)
    for (guint i = 0; i < self->n_benches; i++)
      if (!atomic_exchange (&self->benches[i].is_taken, TRUE))
        return &self->benches[i];
}

static void
leave_bench (JigGrowBench *bench)
{
  atomic_store (&bench->is_taken, FALSE);
}

/* Histograms of another tree may have another size. */
static void
fit_bench (JigGrowBench *bench,
           gsize         size)
{
  if (bench->size != size)
    g_ptr_array_set_size (bench->spare, 0);
  bench->size = size;
}

static gpointer
take_histogram (JigGrowBench  *bench,
                GError       **error)
{
  if (bench->spare->len > 0)
    return g_ptr_array_steal_index_fast (bench->spare, bench->spare->len - 1);

  return jig_alloc (bench->size, 1, _("the histograms"), error);
}

static void
leave_histogram (JigGrowBench *bench,
                 gpointer      histogram)
{
  if (histogram != NULL)
    g_ptr_array_add (bench->spare, histogram);
}

/* The rows of both children as they are after the partition. */
static void
make_children (const JigGrowth    *growth,
               const JigGrowOpen  *parent,
               const JigBestSplit *split,
               guint32             first_node,
               gsize               n_left,
               JigGrowOpen        *left,
               JigGrowOpen        *right)
{
  const guint32 middle = parent->begin + (guint32) n_left;
  const guint32 depth = parent->depth + 1;
  const JigGrowRules *rules = &growth->grow->rules;

  *left = (JigGrowOpen) { first_node, parent->begin, middle, depth, split->left,
                          split->left_scope };
  *right = (JigGrowOpen) { first_node + 1, middle, parent->end, depth, split->right,
                           split->right_scope };
  left->path = jig_grow_columns_go (rules, &parent->path, split->question.feature, FALSE);
  right->path = jig_grow_columns_go (rules, &parent->path, split->question.feature, TRUE);
}

/* Gives both children their histograms, unless they can only be leaves. */
static gboolean
share_histogram (JigGrowStem  *stem,
                 JigGrowOpen  *parent,
                 JigGrowOpen  *light,
                 JigGrowOpen  *heavy,
                 GError      **error)
{
  const JigGrowth *growth = stem->growth;

  if (light->depth >= growth->grow->rules.depth)
    {
      leave_histogram (stem->bench, g_steal_pointer (&parent->histogram));
      return TRUE;
    }

  light->histogram = take_histogram (stem->bench, error);
  if (light->histogram == NULL)
    return FALSE;
  if (!jig_histogram_build (stem->bench->room, growth->gradient, growth->rows + light->begin,
                            light->end - light->begin, light->histogram, &growth->quiet, error))
    {
      leave_histogram (stem->bench, g_steal_pointer (&light->histogram));
      return FALSE;
    }

  heavy->histogram = g_steal_pointer (&parent->histogram);
  jig_histogram_subtract (growth->grow->binned, growth->gradient, heavy->histogram,
                          light->histogram);

  return TRUE;
}

/* A leaf it stays. */
static void
land (JigGrowStem *stem,
      JigGrowOpen *open)
{
  JigGrowNode *node = &jig_array_index (stem->nodes, JigGrowNode, open->node);

  leave_histogram (stem->bench, g_steal_pointer (&open->histogram));
  node->begin = open->begin;
  node->end = open->end;
}

/* Parts the rows and puts both children on the list of nodes. */
static gboolean
split_node (JigGrowStem         *stem,
            JigGrowOpen         *open,
            const JigBestSplit  *split,
            JigGrowOpen         *light,
            JigGrowOpen         *heavy,
            GError             **error)
{
  const JigGrowNode leaves[2] = { { .branch = -1 }, { .branch = -1 } };
  const guint32 first = (guint32) stem->nodes->n_items;
  JigGrowNode *node;
  gsize n_left;
  gboolean is_left_light;

  if (!jig_grow_part (stem->growth, open, &split->question, &n_left, error) ||
      !jig_array_append (stem->nodes, leaves, 2, error))
    return FALSE;

  node = &jig_array_index (stem->nodes, JigGrowNode, open->node);
  node->question = split->question;
  node->left = first;

  is_left_light = 2 * n_left <= open->end - open->begin;
  make_children (stem->growth, open, split, first, n_left, is_left_light ? light : heavy,
                 is_left_light ? heavy : light);

  return share_histogram (stem, open, light, heavy, error);
}

/* Leaves the histograms of nodes that will not be grown. */
static void
give_up (JigGrowStem *stem,
         JigGrowOpen *nodes,
         gsize        n_nodes)
{
  for (gsize i = 0; i < n_nodes; i++)
    leave_histogram (stem->bench, g_steal_pointer (&nodes[i].histogram));
}

static gboolean
push (JigGrowStem  *stem,
      JigGrowOpen  *nodes,
      gsize         n_nodes,
      GError      **error)
{
  if (jig_array_append (&stem->waiting, nodes, n_nodes, error))
    return TRUE;

  give_up (stem, nodes, n_nodes);

  return FALSE;
}

/* Leaves the node to whoever grows branches. */
static gboolean
make_branch (JigGrowStem  *stem,
             JigGrowOpen  *open,
             GError      **error)
{
  JigGrowth *growth = stem->growth;
  const gint32 index = (gint32) growth->branches.n_items;
  JigGrowBranch branch = { JIG_ARRAY_INIT (JigGrowNode, _("a tree")), *open };

  branch.root.node = 0;
  if (!jig_array_append (&growth->branches, &branch, 1, error))
    return FALSE;

  jig_array_index (stem->nodes, JigGrowNode, open->node).branch = index;
  open->histogram = NULL;

  return TRUE;
}

static gboolean
grow_node (JigGrowStem  *stem,
           JigGrowOpen  *open,
           GError      **error)
{
  JigGrowth *growth = stem->growth;
  JigBestSplit split;
  JigGrowOpen children[2];

  if (jig_progress_is_cancelled (&growth->quiet))
    return jig_progress_step (&growth->quiet, 0, 1, NULL, error);

  if (stem->makes_branches && open->end - open->begin < growth->branch_rows)
    return make_branch (stem, open, error);

  if (!jig_grow_find_split (stem, open, &split, error))
    return FALSE;
  if (!(split.gain > 0.0))
    {
      land (stem, open);
      return TRUE;
    }

  return split_node (stem, open, &split, &children[1], &children[0], error) &&
         push (stem, children, 2, error);
}

/**
 * jig_grow_stem_deep:
 * @stem: a stem
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Grows from the node on top of the stack on, the lighter child first.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_grow_stem_deep (JigGrowStem  *stem,
                    GError      **error)
{
  while (stem->waiting.n_items > 0)
    {
      JigGrowOpen open = jig_array_index (&stem->waiting, JigGrowOpen, --stem->waiting.n_items);

      if (!grow_node (stem, &open, error))
        {
          give_up (stem, &open, 1);
          return FALSE;
        }
    }

  return TRUE;
}

/* Which node comes first: the one that gains more, or that is closer to the root;
 * of equals the older one. */
static gboolean
goes_before (const JigGrowStem *stem,
             const JigGrowOpen *a,
             const JigGrowOpen *b)
{
  if (stem->growth->grow->rules.by_gain)
    {
      if (a->best.gain != b->best.gain)
        return a->best.gain > b->best.gain;
    }
  else if (a->depth != b->depth)
    return a->depth < b->depth;

  return a->node < b->node;
}

static gsize
find_next (const JigGrowStem *stem)
{
  const JigGrowOpen *open = stem->waiting.items;
  gsize next = 0;

  for (gsize i = 1; i < stem->waiting.n_items; i++)
    if (goes_before (stem, &open[i], &open[next]))
      next = i;

  return next;
}

/* A node that gains nothing is a leaf at once; others wait. */
static gboolean
compete (JigGrowStem  *stem,
         JigGrowOpen  *open,
         GError      **error)
{
  if (!jig_grow_find_split (stem, open, &open->best, error))
    {
      give_up (stem, open, 1);
      return FALSE;
    }
  if (open->best.gain > 0.0)
    return push (stem, open, 1, error);

  land (stem, open);

  return TRUE;
}

/* Splits the node that comes first. */
static gboolean
split_next (JigGrowStem  *stem,
            GError      **error)
{
  const gsize next = find_next (stem);
  JigGrowOpen *all = stem->waiting.items;
  JigGrowOpen open = all[next];
  JigGrowOpen children[2];
  gsize n_done = 0;

  all[next] = all[--stem->waiting.n_items];
  if (!split_node (stem, &open, &open.best, &children[0], &children[1], error))
    {
      give_up (stem, &open, 1);
      return FALSE;
    }

  while (n_done < 2 && compete (stem, &children[n_done], error))
    n_done++;
  give_up (stem, children + n_done + 1, n_done == 0 ? 1 : 0);

  return n_done == 2;
}

/**
 * jig_grow_stem_best:
 * @stem: a stem
 * @n_leaves: how many leaves there may be
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Grows from the only waiting node on until there is no leaf left to give.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_grow_stem_best (JigGrowStem  *stem,
                    guint         n_leaves,
                    GError      **error)
{
  JigGrowOpen root = jig_array_index (&stem->waiting, JigGrowOpen, --stem->waiting.n_items);

  if (!compete (stem, &root, error))
    return FALSE;

  for (guint n = 1; n < n_leaves && stem->waiting.n_items > 0; n++)
    {
      if (jig_progress_is_cancelled (&stem->growth->quiet))
        return jig_progress_step (&stem->growth->quiet, 0, 1, NULL, error);
      if (!split_next (stem, error))
        return FALSE;
    }

  while (stem->waiting.n_items > 0)
    land (stem, &jig_array_index (&stem->waiting, JigGrowOpen, --stem->waiting.n_items));

  return TRUE;
}

/**
 * jig_grow_stem_init:
 * @stem: a stem
 * @growth: the tree
 * @nodes: of #JigGrowNode: where its nodes go
 *
 * Takes a bench; jig_grow_stem_clear() leaves it.
 */
void
jig_grow_stem_init (JigGrowStem *stem,
                    JigGrowth   *growth,
                    JigArray    *nodes)
{
  *stem = (JigGrowStem) { growth, take_bench (growth->grow), nodes };
  stem->waiting = JIG_ARRAY_INIT (JigGrowOpen, _("growing a tree"));
  fit_bench (stem->bench, jig_histogram_get_size (growth->grow->binned, growth->gradient));
}

/**
 * jig_grow_stem_clear:
 * @stem: a stem
 *
 * Gives back what it needed, not its nodes.
 */
void
jig_grow_stem_clear (JigGrowStem *stem)
{
  give_up (stem, stem->waiting.items, stem->waiting.n_items);
  jig_array_clear (&stem->waiting);
  leave_bench (stem->bench);
}

/* The sum of all pairs is that of the cells of any feature. */
static JigGradHess
sum_cells (const JigGrowth *growth,
           gconstpointer    histogram)
{
  const JigBinnedFeature *feature = &growth->grow->binned->features[growth->columns[0]];
  JigGradHess sum = { 0 };

  for (guint32 bin = 0; bin <= feature->n_bins; bin++)
    {
      const JigGradHess cell = jig_histogram_get (growth->gradient, histogram,
                                                  feature->first_cell + bin);

      sum.grad += cell.grad;
      sum.hess += cell.hess;
    }

  return sum;
}

/**
 * jig_grow_stem_plant:
 * @stem: a stem
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Makes the root wait.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_grow_stem_plant (JigGrowStem  *stem,
                     GError      **error)
{
  const JigGrowth *growth = stem->growth;
  const JigGrowNode leaf = { .branch = -1 };
  JigGrowOpen root = { .end = (guint32) growth->n_rows, .scope = JIG_SPLIT_SCOPE_ROOT,
                       .path = JIG_GROW_PATH_ROOT (growth->key) };

  if (!jig_array_append (stem->nodes, &leaf, 1, error))
    return FALSE;

  if (growth->grow->rules.depth > 0 && growth->n_rows > 1 && growth->n_columns > 0)
    {
      root.histogram = take_histogram (stem->bench, error);
      if (root.histogram == NULL)
        return FALSE;
      if (!jig_histogram_build (stem->bench->room, growth->gradient, growth->rows, growth->n_rows,
                                root.histogram, &growth->quiet, error))
        {
          give_up (stem, &root, 1);
          return FALSE;
        }
      root.sum = sum_cells (growth, root.histogram);
    }

  return push (stem, &root, 1, error);
}
