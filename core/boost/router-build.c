/* How a router is made of trees.
 *
 * Tested by tests/core/boost/router.c. */

#include "core/boost/router-private.h"

#include "core/base/alloc.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/* Trees that ask more often than this are walked, and those that ask for levels. A
 * block takes time for every node and a walk for every level, and up to here the
 * numbers of leaves fit into 8 bits: measured, 255 nodes take 5 (AVX-512), 13
 * (AVX2) or 14 ns a row against 15 for a walk; 400 would take 14, 29 and 37 against
 * 17. */
#define MOST_NODES G_MAXUINT8

/* What a code of either width can count to; one more stands for what is missing. */
static const gsize most_cuts[JIG_N_ROUTER_WIDTHS] = { G_MAXUINT8 - 1, G_MAXUINT16 - 1 };

/* Two planes each must have a number. */
#define MOST_COLUMNS (G_MAXUINT16 / 2)

typedef struct
{
  JigRouter     *self;
  const JigTree *trees;        /* (n_trees,) */
  gsize          n_trees;
  gsize         *firsts;       /* (n_features + 1,) where the thresholds of each begin */
  float         *thresholds;   /* feature by feature; after sorting each once */
  gsize         *n_cuts;       /* (n_features,) different thresholds */
  guint32       *columns;      /* (n_features,) which column it is */
  guint32       *order;        /* (n_most,) the nodes of a tree, breadth first */
  guint32       *n_leaves;     /* (n_most,) at or below each node of a tree */
  guint32       *first_leaf;   /* (n_most,) the leftmost leaf at or below each */
  guint32       *slots;        /* (n_most,) where the mask of each is */
  gsize          n_most;       /* nodes of one tree */
  gsize          n_steps;      /* nodes of all trees */
  gsize          n_sets;       /* of all trees */
  gsize          n_laid_sets;
  gsize          n_nodes;      /* of the trees that are routed */
  gsize          n_all_leaves; /* of the trees that are routed */
  gboolean       is_walked;    /* there are too many columns or cuts for codes */
} Builder;

static void
clear_builder (Builder *self)
{
  jig_free (self->firsts);
  jig_free (self->thresholds);
  jig_free (self->n_cuts);
  jig_free (self->columns);
  jig_free (self->order);
  jig_free (self->n_leaves);
  jig_free (self->first_leaf);
  jig_free (self->slots);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, clear_builder)

/* Each node but the leaves has two children. */
static gsize
count_splits (const JigTree *tree)
{
  return tree->n_nodes / 2;
}

static gboolean
is_routed (const JigTree *tree)
{
  return tree->n_sets == 0 && count_splits (tree) <= MOST_NODES;
}

static gboolean
make (gpointer   place,
      gsize      n_items,
      gsize      item_size,
      GError   **error)
{
  gpointer memory = jig_alloc (n_items, item_size, _("the trees"), error);

  if (memory != NULL)
    *(gpointer *) place = memory;

  return memory != NULL;
}

static void
measure (Builder *builder)
{
  for (gsize t = 0; t < builder->n_trees; t++)
    {
      const JigTree *tree = &builder->trees[t];

      builder->n_most = MAX (builder->n_most, tree->n_nodes);
      builder->n_steps += tree->n_nodes;
      builder->n_sets += tree->n_sets;
      if (!is_routed (tree))
        continue;

      builder->n_nodes += count_splits (tree);
      builder->n_all_leaves += count_splits (tree) + 1;
      builder->self->n_most_nodes = MAX (builder->self->n_most_nodes, count_splits (tree));
    }
}

static gboolean
make_room (Builder   *builder,
           GError   **error)
{
  JigRouter *self = builder->self;

  return make (&self->base, self->n_outputs, sizeof *self->base, error) &&
         make (&self->begins, (gsize) self->n_outputs + 1, sizeof *self->begins, error) &&
         make (&self->roots, builder->n_trees, sizeof *self->roots, error) &&
         make (&self->steps, builder->n_steps, sizeof *self->steps, error) &&
         (builder->n_sets == 0 ||
          make (&self->sets, builder->n_sets, sizeof *self->sets, error)) &&
         make (&self->trees, builder->n_trees, sizeof *self->trees, error) &&
         make (&self->nodes, builder->n_nodes, sizeof *self->nodes, error) &&
         make (&self->leaves, builder->n_all_leaves, sizeof *self->leaves, error) &&
         make (&builder->firsts, self->n_features + 1, sizeof *builder->firsts, error) &&
         make (&builder->thresholds, builder->n_nodes, sizeof *builder->thresholds, error) &&
         make (&builder->n_cuts, self->n_features, sizeof *builder->n_cuts, error) &&
         make (&builder->columns, self->n_features, sizeof *builder->columns, error) &&
         make (&builder->order, builder->n_most, sizeof *builder->order, error) &&
         make (&builder->n_leaves, builder->n_most, sizeof *builder->n_leaves, error) &&
         make (&builder->first_leaf, builder->n_most, sizeof *builder->first_leaf, error) &&
         make (&builder->slots, builder->n_most, sizeof *builder->slots, error);
}

static int
compare_floats (gconstpointer a,
                gconstpointer b)
{
  const float x = *(const float *) a;
  const float y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Sorts and keeps one of each; returns how many there are. */
static gsize
keep_different (float *numbers,
                gsize  n_numbers)
{
  gsize n_kept = 0;

  if (n_numbers > 0)
    qsort (numbers, n_numbers, sizeof *numbers, compare_floats);
  for (gsize i = 0; i < n_numbers; i++)
    if (n_kept == 0 || numbers[n_kept - 1] < numbers[i])
      numbers[n_kept++] = numbers[i];

  return n_kept;
}

/* The thresholds of the trees that are routed, feature by feature. */
static void
collect_thresholds (Builder *builder)
{
  const gsize n_features = builder->self->n_features;

  for (gsize t = 0; t < builder->n_trees; t++)
    for (gsize i = 0; is_routed (&builder->trees[t]) && i < builder->trees[t].n_nodes; i++)
      if (builder->trees[t].nodes[i].feature >= 0)
        builder->firsts[builder->trees[t].nodes[i].feature + 1]++;

  for (gsize i = 0; i < n_features; i++)
    builder->firsts[i + 1] += builder->firsts[i];

  for (gsize t = 0; t < builder->n_trees; t++)
    for (gsize i = 0; is_routed (&builder->trees[t]) && i < builder->trees[t].n_nodes; i++)
      {
        const JigTreeNode *node = &builder->trees[t].nodes[i];

        if (node->feature >= 0)
          builder->thresholds[builder->firsts[node->feature] +
                              builder->n_cuts[node->feature]++] = (float) node->threshold;
      }

  for (gsize i = 0; i < n_features; i++)
    builder->n_cuts[i] = keep_different (builder->thresholds + builder->firsts[i],
                                         builder->n_cuts[i]);
}

/* Of a table of 2^n - 1 that holds the cuts. */
static guint
steps_for (gsize n_cuts)
{
  guint n_steps = JIG_ROUTER_LEAST_STEPS;

  while (((gsize) 1 << n_steps) - 1 < n_cuts)
    n_steps++;

  return n_steps;
}

static void
fill_cuts (const float *thresholds,
           gsize        n_cuts,
           guint        n_steps,
           float       *cuts)
{
  for (gsize i = 0; i < ((gsize) 1 << n_steps) - 1; i++)
    cuts[i] = i < n_cuts ? thresholds[i] : NAN;
}

/* FALSE if there are too many for codes. */
static gboolean
measure_columns (Builder *builder,
                 gsize   *n_columns,
                 gsize   *n_cuts)
{
  JigRouter *self = builder->self;
  gsize n_most = 0;

  *n_columns = *n_cuts = 0;
  for (gsize i = 0; i < self->n_features; i++)
    if (builder->n_cuts[i] > 0)
      {
        *n_columns += 1;
        *n_cuts += ((gsize) 1 << steps_for (builder->n_cuts[i])) - 1;
        n_most = MAX (n_most, builder->n_cuts[i]);
      }

  if (n_most > most_cuts[JIG_ROUTER_NARROW])
    self->width = JIG_ROUTER_WIDE;

  return n_most <= most_cuts[self->width] && *n_columns <= MOST_COLUMNS;
}

static gboolean
make_columns (Builder   *builder,
              GError   **error)
{
  JigRouter *self = builder->self;
  gsize first = 0;
  gsize n_columns;
  gsize n_cuts;

  collect_thresholds (builder);
  builder->is_walked = !measure_columns (builder, &n_columns, &n_cuts);
  if (builder->is_walked)
    return TRUE;
  if (!make (&self->columns, n_columns, sizeof *self->columns, error) ||
      !make (&self->cuts, n_cuts, sizeof *self->cuts, error))
    return FALSE;

  for (gsize i = 0; i < self->n_features; i++)
    {
      const guint n_steps = steps_for (builder->n_cuts[i]);

      if (builder->n_cuts[i] == 0)
        continue;

      fill_cuts (builder->thresholds + builder->firsts[i], builder->n_cuts[i], n_steps,
                 self->cuts + first);
      builder->columns[i] = (guint32) self->n_columns;
      self->columns[self->n_columns++] = (JigRouterColumn) { (guint32) i, n_steps, first };
      first += ((gsize) 1 << n_steps) - 1;
    }

  return TRUE;
}

/* Numbers the leaves below each node from left to right; children come after
 * their parents. */
static void
number_leaves (Builder       *builder,
               const JigTree *tree)
{
  for (gsize i = tree->n_nodes; i-- > 0;)
    {
      const JigTreeNode *node = &tree->nodes[i];

      builder->n_leaves[i] = node->feature < 0 ? 1 : builder->n_leaves[node->left] +
                                                     builder->n_leaves[node->right];
    }

  builder->first_leaf[0] = 0;
  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[i];

      if (node->feature < 0)
        continue;
      builder->first_leaf[node->left] = builder->first_leaf[i];
      builder->first_leaf[node->right] = builder->first_leaf[i] + builder->n_leaves[node->left];
    }
}

static void
order_nodes (Builder       *builder,
             const JigTree *tree)
{
  gsize n_ordered = 1;

  builder->order[0] = 0;
  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[builder->order[i]];

      if (node->feature < 0)
        continue;
      builder->order[n_ordered++] = (guint32) node->left;
      builder->order[n_ordered++] = (guint32) node->right;
    }
}

/* Which cut a threshold is. */
static guint
find_cut (const Builder *builder,
          gint32         feature,
          float          threshold)
{
  const float *cuts = builder->thresholds + builder->firsts[feature];
  gsize first = 0;
  gsize end = builder->n_cuts[feature];

  while (end - first > 1)
    {
      const gsize middle = first + (end - first) / 2;

      if (cuts[middle] <= threshold)
        first = middle;
      else
        end = middle;
    }

  return (guint) first;
}

static guint32
repeat (const JigRouter *self,
        guint            number)
{
  return number * (self->width == JIG_ROUTER_NARROW ? 0x01010101 : 0x00010001);
}

/* In the plane where a missing value goes left everything is one more. */
static JigRouterNode
make_node (const Builder     *builder,
           const JigTreeNode *node,
           guint32            slot)
{
  const guint missing_left = node->missing_left ? 1 : 0;
  const guint cut = find_cut (builder, node->feature, (float) node->threshold) + missing_left;

  return (JigRouterNode) {
    .plane = (guint16) (2 * builder->columns[node->feature] + missing_left),
    .slot = (guint16) slot,
    .cut = repeat (builder->self, cut),
    .n_left = repeat (builder->self, builder->n_leaves[node->left]),
  };
}

/* The nodes in order: for rows that are walked. */
static void
lay_steps (Builder       *builder,
           const JigTree *tree,
           gsize          root)
{
  gsize left = root + 1;

  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[builder->order[i]];
      const gboolean is_split = node->feature >= 0;

      JigRouterStep *step = &builder->self->steps[root + i];

      *step = (JigRouterStep) {
        .number = (float) (is_split ? node->threshold : node->value),
        .feature = is_split ? (guint32) node->feature : 0,
        .left = (guint32) (is_split ? left : root + i),
        .is_split = is_split,
        .missing_left = is_split && node->missing_left,
      };
      if (node->set != 0)
        {
          step->is_set = TRUE;
          step->set = (guint32) (builder->n_laid_sets + node->set - 1);
        }
      left += is_split ? 2 : 0;
    }

  for (gsize i = 0; i < tree->n_sets; i++)
    builder->self->sets[builder->n_laid_sets++] = tree->sets[i];
}

static gboolean
is_parent (const JigTree     *tree,
           const JigTreeNode *node)
{
  return node->feature >= 0 &&
         (tree->nodes[node->left].feature >= 0 || tree->nodes[node->right].feature >= 0);
}

static void
lay_leaves (const Builder *builder,
            const JigTree *tree,
            float         *leaves)
{
  for (gsize i = 0; i < tree->n_nodes; i++)
    if (tree->nodes[i].feature < 0)
      leaves[builder->first_leaf[i]] = (float) tree->nodes[i].value;
}

/* Parents in order, then the others; returns how many parents there are. */
static guint32
lay_nodes (const Builder *builder,
           const JigTree *tree,
           JigRouterNode *nodes)
{
  guint32 n_parents = 0;
  gsize n_laid;

  builder->slots[0] = 0;
  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[builder->order[i]];

      if (!is_parent (tree, node))
        continue;
      builder->slots[node->left] = 2 * n_parents + 1;
      builder->slots[node->right] = 2 * n_parents + 2;
      nodes[n_parents++] = make_node (builder, node, builder->slots[builder->order[i]]);
    }

  n_laid = n_parents;
  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const JigTreeNode *node = &tree->nodes[builder->order[i]];

      if (node->feature >= 0 && !is_parent (tree, node))
        nodes[n_laid++] = make_node (builder, node, builder->slots[builder->order[i]]);
    }

  return n_parents;
}

/* Output by output, in each in their order. */
static void
lay_trees (Builder *builder)
{
  JigRouter *self = builder->self;
  JigRouterNode *nodes = self->nodes;
  float *leaves = self->leaves;
  gsize root = 0;
  gsize n_laid = 0;

  for (guint k = 0; k < self->n_outputs; k++)
    {
      for (gsize t = 0; t < builder->n_trees; t++)
        {
          const JigTree *tree = &builder->trees[t];

          if (tree->output != k)
            continue;

          order_nodes (builder, tree);
          number_leaves (builder, tree);
          lay_steps (builder, tree, root);
          self->roots[n_laid] = (guint32) root;
          root += tree->n_nodes;
          if (!builder->is_walked && is_routed (tree))
            {
              lay_leaves (builder, tree, leaves);
              self->trees[n_laid] = (JigRouterTree) {
                nodes, leaves, lay_nodes (builder, tree, nodes), (guint32) count_splits (tree)
              };
              nodes += count_splits (tree);
              leaves += count_splits (tree) + 1;
            }
          n_laid++;
        }
      self->begins[k + 1] = n_laid;
    }
}

/**
 * jig_router_new:
 * @trees: (n_trees,) that jig_tree_check() has accepted, or that were grown here
 * @n_trees: how many there are
 * @base: (n_outputs,) the margins every row starts from
 * @n_outputs: how many margins each row has
 * @n_features: how many features each row has
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Nothing of what it is made of is needed afterwards.
 *
 * Returns: (transfer full): what predicts with the trees, or %NULL with @error set
 */
JigRouter *
jig_router_new (const JigTree  *trees,
                gsize           n_trees,
                const double   *base,
                guint           n_outputs,
                gsize           n_features,
                GError        **error)
{
  g_autoptr(JigRouter) self = g_new0 (JigRouter, 1);
  g_auto(Builder) builder = { .self = self, .trees = trees, .n_trees = n_trees };

  self->n_outputs = n_outputs;
  self->n_features = n_features;
  measure (&builder);
  if (!make_room (&builder, error) || !make_columns (&builder, error))
    return NULL;

  for (guint k = 0; k < n_outputs; k++)
    self->base[k] = (float) base[k];
  lay_trees (&builder);

  return g_steal_pointer (&self);
}

/**
 * jig_router_free:
 * @self: (transfer full) (nullable): a router
 */
void
jig_router_free (JigRouter *self)
{
  if (self == NULL)
    return;

  jig_free (self->base);
  jig_free (self->begins);
  jig_free (self->roots);
  jig_free (self->steps);
  jig_free (self->sets);
  jig_free (self->columns);
  jig_free (self->cuts);
  jig_free (self->trees);
  jig_free (self->nodes);
  jig_free (self->leaves);
  g_free (self);
}
