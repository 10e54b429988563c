/* One tree.
 *
 * A split gives the child of fewer rows a histogram of its own; subtracted from
 * the parent's that is the other child's. Depth first and the lighter child
 * before the heavier one, a handful of histograms is alive: a step down means at
 * most half the rows. So they stay in the cache.
 *
 * The top of the tree is grown by all threads together, node by node. Once a
 * node has few rows, the branch above it is one thread's: all of these are grown
 * side by side, each in a list of nodes of its own, and in the end the nodes are
 * put in order. The tree is the one that growing level by level gives: no node
 * knows of its siblings, and all sums are whole numbers.
 *
 * With a limit of leaves, nodes compete for them. */
#include "core/boost/grow.h"

#include "core/base/alloc.h"
#include "core/base/limits.h"
#include "core/base/parallel.h"
#include "core/boost/grow-private.h"

#include <glib/gi18n-lib.h>

/* A node with less than this part of the rows is left to a branch, unless it has
 * so few rows or so many features that it is not worth it. */
#define BRANCH_SHARE         16
#define MIN_BRANCH_ROWS      1024
#define MAX_BRANCH_HISTOGRAM (1024 * 1024)

static void
clear_bench (JigGrowBench *bench)
{
  jig_histogram_room_free (bench->room);
  jig_free (bench->counts);
  jig_free (bench->columns);
  jig_free (bench->keys);
  if (bench->spare != NULL)
    g_ptr_array_unref (bench->spare);
}

/**
 * jig_grow_new:
 * @binned: the rows as bins; must outlive the result
 * @rules: how trees grow
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): room to grow trees in, or %NULL with @error set
 */
JigGrow *
jig_grow_new (const JigBinned     *binned,
              const JigGrowRules  *rules,
              GError             **error)
{
  g_autoptr(JigGrow) self = g_new0 (JigGrow, 1);

  g_return_val_if_fail (rules->depth <= JIG_LIMIT_TREE_DEPTH, NULL);

  self->binned = binned;
  self->rules = *rules;
  self->scratch = jig_alloc (binned->n_rows, sizeof *self->scratch,
                             _("growing a tree"), error);
  if (self->scratch == NULL)
    return NULL;
  self->leaves = jig_alloc (binned->n_rows, sizeof *self->leaves, _("growing a tree"), error);
  if (self->leaves == NULL)
    return NULL;

  if (rules->split.min_rows > 1 || rules->split.path_smooth > 0.0)
    {
      self->ones = jig_gradient_new (binned->n_rows, error);
      if (self->ones == NULL)
        return NULL;
    }

  self->n_benches = jig_parallel_get_n_threads ();
  self->benches = g_new0 (JigGrowBench, self->n_benches);
  for (guint i = 0; i < self->n_benches; i++)
    {
      self->benches[i].room = jig_histogram_room_new (binned);
      self->benches[i].spare = g_ptr_array_new_with_free_func (jig_free);
    }

  return g_steal_pointer (&self);
}

/**
 * jig_grow_free:
 * @self: (transfer full) (nullable): room to grow trees in
 */
void
jig_grow_free (JigGrow *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_benches; i++)
    clear_bench (&self->benches[i]);
  g_free (self->benches);
  g_clear_pointer (&self->ones, jig_gradient_free);
  jig_free (self->questions);
  jig_free (self->scratch);
  jig_free (self->leaves);
  g_free (self);
}

static gboolean
grow_branch (JigGrowth      *growth,
             JigGrowBranch  *branch,
             GError        **error)
{
  const JigGrowNode leaf = { .branch = -1 };
  JigGrowStem stem;
  gboolean is_grown;

  jig_grow_stem_init (&stem, growth, &branch->nodes);
  is_grown = jig_array_append (stem.nodes, &leaf, 1, error) &&
             jig_array_append (&stem.waiting, &branch->root, 1, error);
  if (is_grown)
    {
      branch->root.histogram = NULL;
      is_grown = jig_grow_stem_deep (&stem, error);
    }
  jig_grow_stem_clear (&stem);

  return is_grown;
}

typedef struct
{
  JigGrowth  *growth;
  GError    **errors;    /* (n_branches,) */
} Branching;

static void
grow_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Branching *branching = data;
  JigGrowBranch *branches = branching->growth->branches.items;

  for (gsize i = begin; i < end; i++)
    grow_branch (branching->growth, &branches[i], &branching->errors[i]);
}

/* The first branch's error is the tree's. */
static gboolean
grow_branches (JigGrowth  *growth,
               GError    **error)
{
  const gsize n_branches = growth->branches.n_items;
  jig_autofree GError **errors = jig_alloc (n_branches, sizeof *errors, _("growing a tree"), error);
  Branching branching = { growth, errors };
  gboolean is_grown = TRUE;

  if (errors == NULL)
    return FALSE;

  jig_parallel_for (n_branches, 1, grow_chunk, &branching);
  for (gsize i = 0; i < n_branches; i++)
    if (errors[i] != NULL && is_grown)
      {
        g_propagate_error (error, g_steal_pointer (&errors[i]));
        is_grown = FALSE;
      }
    else
      g_clear_error (&errors[i]);

  return is_grown;
}

/* Few rows, or many features, are shared out node by node. */
static gsize
choose_branch_rows (const JigGrowth *growth)
{
  const gsize size = jig_histogram_get_size (growth->grow->binned, growth->gradient);
  const gsize n_branch_rows = growth->n_rows / BRANCH_SHARE;

  return size <= MAX_BRANCH_HISTOGRAM && n_branch_rows >= MIN_BRANCH_ROWS ? n_branch_rows : 0;
}

static gboolean
grow_all (JigGrowth  *growth,
          GError    **error)
{
  const JigGrowRules *rules = &growth->grow->rules;
  JigGrowStem stem;
  gboolean is_grown;

  jig_grow_stem_init (&stem, growth, &growth->trunk);
  stem.makes_branches = TRUE;
  is_grown = jig_grow_stem_plant (&stem, error) &&
             (rules->leaves > 0 ? jig_grow_stem_best (&stem, rules->leaves, error)
                                : jig_grow_stem_deep (&stem, error));
  jig_grow_stem_clear (&stem);

  return is_grown && grow_branches (growth, error);
}

static void
clear_growth (JigGrowth *growth)
{
  for (gsize i = 0; i < growth->branches.n_items; i++)
    {
      JigGrowBranch *branch = &jig_array_index (&growth->branches, JigGrowBranch, i);

      jig_free (branch->root.histogram);
      jig_array_clear (&branch->nodes);
    }
  jig_array_clear (&growth->branches);
  jig_array_clear (&growth->trunk);
}

/* A row without a second derivative, for it weighs nothing, does not count. */
static void
count_ones (JigGrow           *self,
            const JigGradient *gradient)
{
  if (self->ones != NULL)
    for (gsize row = 0; row < gradient->n_rows; row++)
      self->ones->pairs[row] = gradient->hess[row] != 0.0f ? 1 : 0;
}

/**
 * jig_grow_tree:
 * @self: room to grow trees in
 * @gradient: the derivatives of all rows, rounded
 * @columns: (n_columns,) the features the tree may ask for, rising
 * @n_columns: how many these are
 * @key: different for every tree: which of these levels and nodes may ask for
 * @rows: (n_rows,) the rows the tree learns from; comes back in another order
 * @n_rows: how many these are
 * @margins: (n_samples,) those of @rows get what the tree gives them
 * @tree: (out): the tree, for jig_tree_clear(); its output is left as it is
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set, @tree as it was and @margins spoilt
 */
gboolean
jig_grow_tree (JigGrow            *self,
               const JigGradient  *gradient,
               const guint32      *columns,
               gsize               n_columns,
               guint64             key,
               guint32            *rows,
               gsize               n_rows,
               float              *margins,
               JigTree            *tree,
               const JigProgress  *progress,
               GError            **error)
{
  JigGrowth growth = { self, gradient, columns, n_columns, key, rows, n_rows };
  gboolean is_grown;

  growth.branch_rows = choose_branch_rows (&growth);
  growth.trunk = JIG_ARRAY_INIT (JigGrowNode, _("a tree"));
  growth.branches = JIG_ARRAY_INIT (JigGrowBranch, _("growing a tree"));
  if (progress != NULL)
    growth.quiet.cancellable = progress->cancellable;
  count_ones (self, gradient);

  is_grown = grow_all (&growth, error) && jig_grow_harvest (&growth, margins, tree, error);
  clear_growth (&growth);

  return is_grown;
}

/**
 * jig_grow_renew:
 * @self: room to grow trees in
 * @renewal: (nullable): the residuals, which must outlive @self; %NULL: leaves
 *   are steps along the derivatives, as they are without this call
 *
 * Leaves of the trees to come are worth quantiles of the residuals of their rows.
 */
void
jig_grow_renew (JigGrow          *self,
                const JigRenewal *renewal)
{
  self->renewal = renewal;
}

/**
 * jig_grow_add:
 * @self: room in which a tree has just been grown
 * @tree: that tree
 * @rows: (n_rows,) rows that it has not learnt from
 * @n_rows: how many these are
 * @margins: (n_samples,) those of @rows get what the tree gives them
 *
 * Walks the tree by bins.
 */
void
jig_grow_add (const JigGrow *self,
              const JigTree *tree,
              const guint32 *rows,
              gsize          n_rows,
              float         *margins)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const JigTreeNode *node = tree->nodes;

      while (node->feature >= 0)
        {
          const JigQuestion *question = &self->questions[node - tree->nodes];
          const JigBinnedFeature *feature = &self->binned->features[question->feature];
          const gboolean is_left = jig_question_goes_left (question, feature->n_bins,
                                                           feature->codes[rows[i]]);

          node = tree->nodes + (is_left ? node->left : node->right);
        }
      margins[rows[i]] += (float) node->value;
    }
}
