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
  const Range     *ranges;      /* (n_nodes,) empty unless it is a leaf */
  gsize            n_nodes;
  gsize            chunk_rows;
  JigGradHess     *sums;        /* (n_chunks, n_nodes + 1) */
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
read_exact (const JigGradient *gradient,
            JigGradHess        sum)
{
  return (JigSum) { (double) sum.grad * gradient->fine_grad_unit,
                    (double) sum.hess * gradient->fine_hess_unit };
}

/* Sums, then values, then margins. */
static gboolean
settle_leaves (Harvest      *harvest,
               JigTreeNode  *nodes,
               GError      **error)
{
  const JigGrowth *growth = harvest->growth;
  const JigGrowRules *rules = &growth->grow->rules;
  const gsize n_rows = growth->grow->binned->n_rows;
  const gsize n_sums = harvest->n_nodes + 1;
  const gsize n_chunks = MAX (jig_parallel_n_chunks (n_rows, harvest->chunk_rows), 1);
  jig_autofree float *values = jig_alloc (n_sums, sizeof *values, _("a tree"), error);

  if (values == NULL)
    return FALSE;

  mark_leaves (harvest);
  jig_parallel_for (n_rows, harvest->chunk_rows, sum_chunk, harvest);
  for (gsize i = n_sums; i < n_chunks * n_sums; i++)
    {
      harvest->sums[i % n_sums].grad += harvest->sums[i].grad;
      harvest->sums[i % n_sums].hess += harvest->sums[i].hess;
    }

  for (gsize i = 0; i < harvest->n_nodes; i++)
    if (nodes[i].feature < 0)
      {
        const JigSum sum = read_exact (growth->gradient, harvest->sums[i]);

        nodes[i].value = jig_tree_to_float (rules->rate * jig_split_weight (&rules->split, sum));
        values[i] = (float) nodes[i].value;
      }

  harvest->values = values;
  jig_parallel_for (n_rows, CHUNK_ROWS, add_chunk, harvest);

  return TRUE;
}

/* Covers and gains from the exact sums, children before their parents. */
static void
add_up (const Harvest *harvest,
        JigTreeNode   *nodes)
{
  const JigGradient *gradient = harvest->growth->gradient;
  JigGradHess *sums = harvest->sums;

  for (gsize i = harvest->n_nodes; i-- > 0;)
    {
      if (nodes[i].feature >= 0)
        {
          const JigGradHess left = sums[nodes[i].left];
          const JigGradHess right = sums[nodes[i].right];

          sums[i] = (JigGradHess) { left.grad + right.grad, left.hess + right.hess };
          nodes[i].gain = jig_split_gain (&harvest->growth->grow->rules.split,
                                          read_exact (gradient, left),
                                          read_exact (gradient, right));
        }
      nodes[i].cover = read_exact (gradient, sums[i]).hess;
    }
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
  const gsize n_rows = growth->grow->binned->n_rows;
  const gsize chunk_rows = MAX (CHUNK_ROWS, ROWS_PER_NODE * n_nodes);
  const gsize n_chunks = MAX (jig_parallel_n_chunks (n_rows, chunk_rows), 1);
  jig_autofree JigTreeNode *nodes = jig_alloc (n_nodes, sizeof *nodes, _("a tree"), error);
  jig_autofree Range *ranges = NULL;
  jig_autofree JigGradHess *sums = NULL;
  Harvest harvest = { growth, .n_nodes = n_nodes, .chunk_rows = chunk_rows, .margins = margins };

  if (nodes == NULL)
    return FALSE;
  ranges = jig_alloc (n_nodes, sizeof *ranges, _("a tree"), error);
  if (ranges == NULL)
    return FALSE;
  sums = jig_alloc (n_chunks, (n_nodes + 1) * sizeof *sums, _("a tree"), error);
  if (sums == NULL || !order_all (growth, n_nodes, nodes, ranges, error))
    return FALSE;

  harvest.ranges = ranges;
  harvest.sums = sums;
  if (!settle_leaves (&harvest, nodes, error))
    return FALSE;
  add_up (&harvest, nodes);

  tree->nodes = g_steal_pointer (&nodes);
  tree->n_nodes = n_nodes;

  return TRUE;
}
