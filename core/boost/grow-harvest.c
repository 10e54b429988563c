/* The grown tree: nodes in order, leaves with their values. Tested by
 * tests/core/boost/grow.c.
 *
 * What a leaf is worth is the exact sum of its rows. To go through the rows leaf
 * by leaf would be to jump about in all that belongs to rows; so every row is
 * told its leaf, and the rest goes from the first row to the last. */

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/boost/grow-private.h"

#include <glib/gi18n-lib.h>

#define CHUNK_ROWS 16384

/* How many nodes a thread marks at a time. */
#define CHUNK_NODES 8

/* A chunk has so many times as many rows as there are nodes, so that its sums of
 * all leaves are worth it. */
#define ROWS_PER_NODE 8

/* A node somewhere in the lists. */
typedef struct
{
  const JigArray *nodes;
  guint32         index;
} Place;

/* The rows of a leaf in the list of rows. */
typedef struct
{
  guint32 begin;
  guint32 end;
} Range;

/* What the leaves are worth. The one after the last node is that of rows the tree
 * does not learn from. */
typedef struct
{
  const JigGrowth *growth;
  Range           *ranges;      /* (n_nodes,) empty unless it is a leaf */
  gsize            n_nodes;
  gsize            chunk_rows;
  JigGradHess     *sums;        /* (n_chunks, n_nodes + 1) */
  gint64          *counts;      /* (n_nodes,) rows of each; 0 unless leaves are smoothed */
  JigSplitScope   *scopes;      /* (n_nodes,) */
  double          *renewed;     /* (n_nodes,) what leaves are worth, if residuals say so */
  float           *values;      /* (n_nodes + 1,) */
  float           *margins;     /* (n_samples,) */
} Harvest;

static JigGrowNode *
look_up (const JigGrowth *growth,
         Place           *place)
{
  JigGrowNode *node = &jig_array_index (place->nodes, JigGrowNode, place->index);

  if (node->branch < 0)
    return node;

  place->nodes = &jig_array_index (&growth->branches, JigGrowBranch, node->branch).nodes;
  place->index = 0;

  return &jig_array_index (place->nodes, JigGrowNode, 0);
}

static gsize
count_nodes (const JigGrowth *growth)
{
  gsize n_nodes = growth->trunk.n_items;

  /* The root of a branch stands for a node of the trunk. */
  for (gsize i = 0; i < growth->branches.n_items; i++)
    n_nodes += jig_array_index (&growth->branches, JigGrowBranch, i).nodes.n_items - 1;

  return n_nodes;
}

/* The nodes level by level. */
static void
order_nodes (const JigGrowth *growth,
             Place           *places,
             JigTreeNode     *nodes,
             JigQuestion     *questions,
             Range           *ranges)
{
  const JigBinning *binning = growth->grow->binned->binning;
  gsize n_placed = 1;

  places[0] = (Place) { &growth->trunk, 0 };
  for (gsize i = 0; i < n_placed; i++)
    {
      const JigGrowNode *node = look_up (growth, &places[i]);

      nodes[i] = (JigTreeNode) { .feature = -1, .left = -1, .right = -1 };
      questions[i] = node->question;
      ranges[i] = (Range) { node->begin, node->end };
      if (node->left == 0)
        continue;

      nodes[i].feature = (gint32) node->question.feature;
      if (!node->question.is_set)
        nodes[i].threshold = jig_binning_get_cut (binning, node->question.feature,
                                                  node->question.bin);
      nodes[i].missing_left = node->question.missing_left;
      nodes[i].left = (gint32) n_placed;
      nodes[i].right = (gint32) n_placed + 1;
      places[n_placed++] = (Place) { places[i].nodes, node->left };
      places[n_placed++] = (Place) { places[i].nodes, node->left + 1 };
    }
}

static void
mark_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Harvest *harvest = data;
  const guint32 *rows = harvest->growth->rows;
  guint32 *leaves = harvest->growth->grow->leaves;

  for (gsize node = begin; node < end; node++)
    for (guint32 i = harvest->ranges[node].begin; i < harvest->ranges[node].end; i++)
      leaves[rows[i]] = (guint32) node;
}

static void
mark_leaves (Harvest *harvest)
{
  JigGrow *grow = harvest->growth->grow;

  if (harvest->growth->n_rows < grow->binned->n_rows)
    for (gsize row = 0; row < grow->binned->n_rows; row++)
      grow->leaves[row] = (guint32) harvest->n_nodes;

  jig_parallel_for (harvest->n_nodes, CHUNK_NODES, mark_chunk, harvest);
}

static void
sum_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Harvest *harvest = data;

  jig_gradient_add (harvest->growth->gradient, harvest->growth->grow->leaves, begin, end,
                    harvest->sums + chunk * (harvest->n_nodes + 1));
}

static void
add_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Harvest *harvest = data;
  const guint32 *leaves = harvest->growth->grow->leaves;

  for (gsize row = begin; row < end; row++)
    harvest->margins[row] += harvest->values[leaves[row]];
}

static JigSum
read_exact (const Harvest *harvest,
            gsize          node)
{
  const JigGradient *gradient = harvest->growth->gradient;

  return (JigSum) { (double) harvest->sums[node].grad * gradient->fine_grad_unit,
                    (double) harvest->sums[node].hess * gradient->fine_hess_unit,
                    (double) harvest->counts[node] };
}

static void
sum_leaves (Harvest *harvest)
{
  const gsize n_rows = harvest->growth->grow->binned->n_rows;
  const gsize n_sums = harvest->n_nodes + 1;
  const gsize n_chunks = MAX (jig_parallel_n_chunks (n_rows, harvest->chunk_rows), 1);

  mark_leaves (harvest);
  jig_parallel_for (n_rows, harvest->chunk_rows, sum_chunk, harvest);
  for (gsize i = n_sums; i < n_chunks * n_sums; i++)
    {
      harvest->sums[i % n_sums].grad += harvest->sums[i].grad;
      harvest->sums[i % n_sums].hess += harvest->sums[i].hess;
    }
}

static void
count_leaves (const Harvest *harvest)
{
  const JigGrowth *growth = harvest->growth;

  for (gsize node = 0; node < harvest->n_nodes; node++)
    for (guint32 i = harvest->ranges[node].begin; i < harvest->ranges[node].end; i++)
      harvest->counts[node] += (gint64) growth->grow->ones->pairs[growth->rows[i]];
}

/* Exact sums of all nodes, children before their parents. */
static void
add_up (const Harvest     *harvest,
        const JigTreeNode *nodes)
{
  JigGradHess *sums = harvest->sums;

  for (gsize i = harvest->n_nodes; i-- > 0;)
    if (nodes[i].feature >= 0)
      {
        const gint32 left = nodes[i].left;
        const gint32 right = nodes[i].right;

        sums[i] = (JigGradHess) { sums[left].grad + sums[right].grad,
                                  sums[left].hess + sums[right].hess };
        harvest->counts[i] = harvest->counts[left] + harvest->counts[right];
      }
}

static void
renew_chunk (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Harvest *harvest = data;
  const JigGrowth *growth = harvest->growth;

  for (gsize node = begin; node < end; node++)
    harvest->renewed[node] = jig_renewal_get (growth->grow->renewal, growth->rows,
                                              harvest->ranges[node].begin,
                                              harvest->ranges[node].end);
}

/* Leaf values, covers and gains, parents before their children: these inherit. */
static void
weigh_nodes (const Harvest *harvest,
             JigTreeNode   *nodes)
{
  const JigGrowRules *rules = &harvest->growth->grow->rules;
  JigSplitScope *scopes = harvest->scopes;

  scopes[0] = JIG_SPLIT_SCOPE_ROOT;
  for (gsize i = 0; i < harvest->n_nodes; i++)
    {
      JigTreeNode *node = &nodes[i];
      const JigSum sum = read_exact (harvest, i);

      node->cover = fmax (sum.hess, 0.0);   /* of hessians of both signs, maybe */
      if (node->feature >= 0)
        {
          const JigSum left = read_exact (harvest, (gsize) node->left);
          const JigSum right = read_exact (harvest, (gsize) node->right);

          node->gain = jig_split_gain (&rules->split, left, right, &scopes[i]);
          jig_split_part (&rules->split, (guint32) node->feature, left, right, &scopes[i],
                          &scopes[node->left], &scopes[node->right]);
          continue;
        }

      node->value = jig_tree_to_float (rules->rate * jig_split_weight (&rules->split, sum,
                                                                       &scopes[i]));
      harvest->values[i] = (float) node->value;
    }
}

/* What the rows of any node are worth by their residuals. All rows of a node come
 * one after the other. */
static double
renew_node (const Harvest     *harvest,
            const JigTreeNode *nodes,
            gint32             node)
{
  const JigGrowth *growth = harvest->growth;
  gint32 first = node;
  gint32 last = node;

  while (nodes[first].feature >= 0)
    first = nodes[first].left;
  while (nodes[last].feature >= 0)
    last = nodes[last].right;

  return jig_renewal_get (growth->grow->renewal, growth->rows, harvest->ranges[first].begin,
                          harvest->ranges[last].end);
}

/* As jig_split_part() does for values that derivatives give. */
static void
part_renewed (const Harvest     *harvest,
              const JigTreeNode *nodes,
              const JigTreeNode *node)
{
  const gint8 *directions = harvest->growth->grow->rules.split.directions;
  const gint8 direction = directions != NULL ? directions[node->feature] : 0;
  const JigSplitScope scope = harvest->scopes[node - nodes];
  JigSplitScope *left = &harvest->scopes[node->left];
  JigSplitScope *right = &harvest->scopes[node->right];
  double middle;

  *left = *right = scope;
  if (direction == 0)
    return;

  middle = (CLAMP (renew_node (harvest, nodes, node->left), scope.lower, scope.upper) +
            CLAMP (renew_node (harvest, nodes, node->right), scope.lower, scope.upper)) / 2.0;
  if (direction > 0)
    left->upper = right->lower = middle;
  else
    left->lower = right->upper = middle;
}

/* Leaf values from residuals, parents before their children. */
static void
renew_leaves (const Harvest *harvest,
              JigTreeNode   *nodes)
{
  const JigGrowRules *rules = &harvest->growth->grow->rules;
  const double step = rules->split.max_delta_step > 0.0 ? rules->split.max_delta_step : INFINITY;

  jig_parallel_for (harvest->n_nodes, CHUNK_NODES, renew_chunk, (gpointer) harvest);
  harvest->scopes[0] = (JigSplitScope) { -step, step, 0.0 };
  for (gsize i = 0; i < harvest->n_nodes; i++)
    if (nodes[i].feature >= 0)
      part_renewed (harvest, nodes, &nodes[i]);
    else
      {
        const JigSplitScope *scope = &harvest->scopes[i];

        nodes[i].value = jig_tree_to_float (rules->rate * CLAMP (harvest->renewed[i], scope->lower,
                                                                 scope->upper));
        harvest->values[i] = (float) nodes[i].value;
      }
}

/* Sums, then values, then margins. */
static void
settle (Harvest     *harvest,
        JigTreeNode *nodes)
{
  sum_leaves (harvest);
  if (harvest->growth->grow->rules.split.path_smooth > 0.0)
    count_leaves (harvest);
  add_up (harvest, nodes);
  weigh_nodes (harvest, nodes);
  if (harvest->growth->grow->renewal != NULL)
    renew_leaves (harvest, nodes);
  jig_parallel_for (harvest->growth->grow->binned->n_rows, CHUNK_ROWS, add_chunk, harvest);
}

/* What both need: the nodes in order, and where the rows of each are. */
static gboolean
order_all (JigGrowth    *growth,
           gsize         n_nodes,
           JigTreeNode  *nodes,
           Range        *ranges,
           GError      **error)
{
  jig_autofree Place *places = jig_alloc (n_nodes, sizeof *places, _("a tree"), error);
  JigQuestion *questions;

  if (places == NULL)
    return FALSE;
  questions = jig_realloc (growth->grow->questions, n_nodes, sizeof *questions, _("a tree"), error);
  if (questions == NULL)
    return FALSE;

  growth->grow->questions = questions;
  order_nodes (growth, places, nodes, questions, ranges);

  return TRUE;
}

static void
clear_harvest (Harvest *self)
{
  jig_free (self->ranges);
  jig_free (self->sums);
  jig_free (self->counts);
  jig_free (self->scopes);
  jig_free (self->renewed);
  jig_free (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Harvest, clear_harvest)

static gboolean
make_room (Harvest  *self,
           GError  **error)
{
  const gsize n_rows = self->growth->grow->binned->n_rows;
  const gsize n_sums = self->n_nodes + 1;
  const gsize n_chunks = MAX (jig_parallel_n_chunks (n_rows, self->chunk_rows), 1);

  self->ranges = jig_alloc (self->n_nodes, sizeof *self->ranges, _("a tree"), error);
  if (self->ranges == NULL)
    return FALSE;
  self->sums = jig_alloc (n_chunks, n_sums * sizeof *self->sums, _("a tree"), error);
  if (self->sums == NULL)
    return FALSE;
  self->counts = jig_alloc (self->n_nodes, sizeof *self->counts, _("a tree"), error);
  if (self->counts == NULL)
    return FALSE;
  self->scopes = jig_alloc (self->n_nodes, sizeof *self->scopes, _("a tree"), error);
  if (self->scopes == NULL)
    return FALSE;
  self->renewed = jig_alloc (self->n_nodes, sizeof *self->renewed, _("a tree"), error);
  if (self->renewed == NULL)
    return FALSE;
  self->values = jig_alloc (n_sums, sizeof *self->values, _("a tree"), error);

  return self->values != NULL;
}

/* What nodes ask of categories. */
static gboolean
collect_sets (const JigGrowth  *growth,
              gsize             n_nodes,
              JigTreeNode      *nodes,
              JigLevelSet     **sets,
              gsize            *n_sets,
              GError          **error)
{
  const JigQuestion *questions = growth->grow->questions;

  for (gsize i = 0; i < n_nodes; i++)
    if (questions[i].is_set)
      nodes[i].set = (guint32) ++*n_sets;
  if (*n_sets == 0)
    return TRUE;

  *sets = jig_alloc (*n_sets, sizeof **sets, _("a tree"), error);
  for (gsize i = 0; *sets != NULL && i < n_nodes; i++)
    if (questions[i].is_set)
      (*sets)[nodes[i].set - 1] = questions[i].set;

  return *sets != NULL;
}

/**
 * jig_grow_harvest:
 * @growth: a tree whose nodes all have been grown
 * @margins: (n_samples,) the rows get what their leaves give them
 * @tree: (out): the tree
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_grow_harvest (JigGrowth  *growth,
                  float      *margins,
                  JigTree    *tree,
                  GError    **error)
{
  const gsize n_nodes = count_nodes (growth);
  const gsize chunk_rows = MAX (CHUNK_ROWS, ROWS_PER_NODE * n_nodes);
  jig_autofree JigTreeNode *nodes = jig_alloc (n_nodes, sizeof *nodes, _("a tree"), error);
  g_auto(Harvest) harvest = { growth, .n_nodes = n_nodes, .chunk_rows = chunk_rows,
                              .margins = margins };
  jig_autofree JigLevelSet *sets = NULL;
  gsize n_sets = 0;

  if (nodes == NULL || !make_room (&harvest, error) ||
      !order_all (growth, n_nodes, nodes, harvest.ranges, error) ||
      !collect_sets (growth, n_nodes, nodes, &sets, &n_sets, error))
    return FALSE;

  settle (&harvest, nodes);
  tree->nodes = g_steal_pointer (&nodes);
  tree->n_nodes = n_nodes;
  tree->sets = g_steal_pointer (&sets);
  tree->n_sets = n_sets;

  return TRUE;
}
