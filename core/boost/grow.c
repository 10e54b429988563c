/* One tree, grown depth first.
 *
 * A node's histogram lies in slot k. Its lighter child's is built in slot k + 1
 * and subtracted from slot k, which so becomes the heavier child's; then the
 * lighter child is finished before the heavier one. A slot up means at most half
 * the rows, so that 33 slots are enough for any table. The tree is the one that
 * growing level by level gives: no node knows of its siblings. */

#include "core/boost/grow.h"

#include "core/base/alloc.h"
#include "core/base/array.h"
#include "core/base/limits.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_SLOTS    34
#define CHUNK_ROWS 16384

struct _JigGrow
{
  const JigBinned *binned;
  JigGrowRules     rules;
  guint32         *scratch;          /* (n_rows,) */
  JigGradHess     *slots[N_SLOTS];   /* (capacity,) each, or NULL */
  gsize            capacities[N_SLOTS];
};

/* A node that waits for its turn: its rows are a part of the list of rows. */
typedef struct
{
  guint32     node;
  guint32     begin;
  guint32     end;
  guint16     depth;
  guint16     slot;
  gboolean    has_histogram;
  JigGradHess sum;
} Waiting;

/* Everything about one tree. */
typedef struct
{
  JigGrow           *grow;
  const JigGradient *gradient;
  JigHistogramShape *shape;
  guint32           *rows;      /* (n_rows,) grouped by node as far as it is grown */
  guint              output;
  double            *margins;   /* (n_samples, n_outputs) */
  gsize              n_outputs;
  JigArray           nodes;     /* of JigTreeNode */
  JigArray           waiting;   /* of Waiting: a stack */
  JigProgress        quiet;     /* can be cancelled, tells nobody */
} Growth;

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
  self->scratch = jig_alloc (binned->n_rows, sizeof *self->scratch, _("growing a tree"), error);

  return self->scratch != NULL ? g_steal_pointer (&self) : NULL;
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

  for (gsize i = 0; i < N_SLOTS; i++)
    jig_free (self->slots[i]);
  jig_free (self->scratch);
  g_free (self);
}

/* Slots are got when a tree first goes that deep. */
static JigGradHess *
require_slot (const Growth  *growth,
              gsize          slot,
              GError       **error)
{
  JigGrow *grow = growth->grow;
  const gsize n_cells = growth->shape->n_cells;

  g_return_val_if_fail (slot < N_SLOTS, NULL);

  if (grow->slots[slot] == NULL || grow->capacities[slot] < n_cells)
    {
      g_clear_pointer (&grow->slots[slot], jig_free);
      grow->slots[slot] = jig_alloc (n_cells, sizeof (JigGradHess), _("the histograms"), error);
      grow->capacities[slot] = n_cells;
    }

  return grow->slots[slot];
}

static JigTreeNode
make_leaf (const Growth *growth,
           JigGradHess   sum)
{
  const JigGrowRules *rules = &growth->grow->rules;
  JigTreeNode node = { .feature = -1, .left = -1, .right = -1 };

  node.value = rules->rate * jig_best_split_weight (&rules->split, growth->gradient, sum);
  node.cover = jig_gradient_get_hess (growth->gradient, sum);

  return node;
}

typedef struct
{
  const Growth  *growth;
  const guint32 *rows;
  double         value;
} Landing;

static void
land_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Landing *landing = data;
  const Growth *growth = landing->growth;

  for (gsize i = begin; i < end; i++)
    growth->margins[landing->rows[i] * growth->n_outputs + growth->output] += landing->value;
}

/* A leaf it stays: its rows get its value. */
static void
land (const Growth  *growth,
      const Waiting *waiting)
{
  const JigTreeNode *node = &jig_array_index (&growth->nodes, JigTreeNode, waiting->node);
  Landing landing = { growth, growth->rows + waiting->begin, node->value };

  jig_parallel_for (waiting->end - waiting->begin, CHUNK_ROWS, land_chunk, &landing);
}

/* The rows of both children as they are after the partition. */
static void
make_children (const Waiting      *parent,
               const JigBestSplit *split,
               guint32             first_node,
               gsize               n_left,
               Waiting            *left,
               Waiting            *right)
{
  *left = *parent;
  left->node = first_node;
  left->end = parent->begin + (guint32) n_left;
  left->depth++;
  left->sum = split->left;

  *right = *parent;
  right->node = first_node + 1;
  right->begin = left->end;
  right->depth++;
  right->sum = split->right;
}

/* Gives both children their histograms, unless they can only be leaves. */
static gboolean
share_histogram (const Growth  *growth,
                 Waiting       *light,
                 Waiting       *heavy,
                 GError       **error)
{
  JigGradHess *histogram;

  light->has_histogram = heavy->has_histogram = light->depth < growth->grow->rules.depth;
  if (!light->has_histogram)
    return TRUE;

  light->slot++;
  histogram = require_slot (growth, light->slot, error);
  if (histogram == NULL ||
      !jig_histogram_build (growth->shape, growth->grow->binned, growth->gradient,
                            growth->rows + light->begin, light->end - light->begin, histogram,
                            &growth->quiet, error))
    return FALSE;

  jig_histogram_subtract (growth->grow->slots[heavy->slot], histogram, growth->shape->n_cells);

  return TRUE;
}

static gboolean
push_children (Growth   *growth,
               Waiting  *left,
               Waiting  *right,
               GError  **error)
{
  const gboolean is_left_light = left->end - left->begin <= right->end - right->begin;
  Waiting *light = is_left_light ? left : right;
  Waiting *heavy = is_left_light ? right : left;

  return share_histogram (growth, light, heavy, error) &&
         jig_array_append (&growth->waiting, heavy, 1, error) &&
         jig_array_append (&growth->waiting, light, 1, error);
}

static gboolean
split_node (Growth              *growth,
            const Waiting       *waiting,
            const JigBestSplit  *split,
            GError             **error)
{
  const JigBinned *binned = growth->grow->binned;
  const JigTreeNode leaves[] = { make_leaf (growth, split->left),
                                 make_leaf (growth, split->right) };
  const guint32 first = (guint32) growth->nodes.n_items;
  JigTreeNode *node;
  Waiting left;
  Waiting right;
  gsize n_left;

  if (!jig_binned_partition (binned, &split->question, growth->rows + waiting->begin,
                             waiting->end - waiting->begin, growth->grow->scratch, &n_left,
                             &growth->quiet, error) ||
      !jig_array_append (&growth->nodes, leaves, 2, error))
    return FALSE;

  node = &jig_array_index (&growth->nodes, JigTreeNode, waiting->node);
  node->feature = (gint32) split->question.feature;
  node->threshold = jig_binning_get_cut (binned->binning, split->question.feature,
                                         split->question.bin);
  node->missing_left = split->question.missing_left;
  node->left = (gint32) first;
  node->right = (gint32) first + 1;
  node->value = 0.0;
  node->gain = split->gain;

  make_children (waiting, split, first, n_left, &left, &right);

  return push_children (growth, &left, &right, error);
}

static gboolean
grow_node (Growth         *growth,
           const Waiting  *waiting,
           GError        **error)
{
  const JigGrow *grow = growth->grow;
  JigBestSplit split = { 0 };

  if (jig_progress_is_cancelled (&growth->quiet))
    return jig_progress_step (&growth->quiet, 0, 1, NULL, error);

  if (waiting->has_histogram &&
      !jig_best_split_find (&grow->rules.split, growth->shape, growth->gradient,
                            grow->slots[waiting->slot], waiting->sum, &split, error))
    return FALSE;

  if (split.gain > 0.0)
    return split_node (growth, waiting, &split, error);

  land (growth, waiting);

  return TRUE;
}

static JigGradHess
sum_rows (const Growth *growth,
          gsize         n_rows)
{
  JigGradHess sum = { 0 };

  for (gsize i = 0; i < n_rows; i++)
    {
      sum.grad += growth->gradient->pairs[growth->rows[i]].grad;
      sum.hess += growth->gradient->pairs[growth->rows[i]].hess;
    }

  return sum;
}

static gboolean
plant (Growth   *growth,
       gsize     n_rows,
       GError  **error)
{
  const JigGrow *grow = growth->grow;
  Waiting root = { .end = (guint32) n_rows, .sum = sum_rows (growth, n_rows) };
  const JigTreeNode leaf = make_leaf (growth, root.sum);

  root.has_histogram = grow->rules.depth > 0 && n_rows > 1;
  if (root.has_histogram)
    {
      JigGradHess *histogram = require_slot (growth, 0, error);

      if (histogram == NULL ||
          !jig_histogram_build (growth->shape, grow->binned, growth->gradient, growth->rows, n_rows,
                                histogram, &growth->quiet, error))
        return FALSE;
    }

  return jig_array_append (&growth->nodes, &leaf, 1, error) &&
         jig_array_append (&growth->waiting, &root, 1, error);
}

/* Nodes come in the order they were split in; the model has them breadth first. */
static gboolean
harvest (const Growth  *growth,
         JigTree       *tree,
         GError       **error)
{
  const gsize n_nodes = growth->nodes.n_items;
  jig_autofree JigTreeNode *nodes = jig_alloc (n_nodes, sizeof *nodes, _("a tree"), error);
  gsize n_placed = 1;

  if (nodes == NULL)
    return FALSE;

  nodes[0] = jig_array_index (&growth->nodes, JigTreeNode, 0);
  for (gsize i = 0; i < n_placed; i++)
    {
      if (nodes[i].feature < 0)
        continue;

      nodes[n_placed] = jig_array_index (&growth->nodes, JigTreeNode, nodes[i].left);
      nodes[n_placed + 1] = jig_array_index (&growth->nodes, JigTreeNode, nodes[i].right);
      nodes[i].left = (gint32) n_placed;
      nodes[i].right = (gint32) n_placed + 1;
      n_placed += 2;
    }

  *tree = (JigTree) { g_steal_pointer (&nodes), n_nodes, growth->output };

  return TRUE;
}

static gboolean
grow_all (Growth   *growth,
          gsize     n_rows,
          JigTree  *tree,
          GError  **error)
{
  if (!plant (growth, n_rows, error))
    return FALSE;

  while (growth->waiting.n_items > 0)
    {
      const Waiting waiting = jig_array_index (&growth->waiting, Waiting,
                                               --growth->waiting.n_items);

      if (!grow_node (growth, &waiting, error))
        return FALSE;
    }

  return harvest (growth, tree, error);
}

/**
 * jig_grow_tree:
 * @self: room to grow trees in
 * @gradient: the derivatives of all rows
 * @columns: (n_columns,) the features the tree may ask for, rising
 * @n_columns: how many these are
 * @rows: (n_rows,) the rows the tree learns from; comes back in another order
 * @n_rows: how many these are
 * @output: which margin the tree adds to
 * @margins: (n_samples, n_outputs), row-major: those of @rows get what the tree
 *   gives them
 * @n_outputs: how many margins each row has
 * @tree: (out): the tree, for jig_tree_clear()
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
               guint32            *rows,
               gsize               n_rows,
               guint               output,
               double             *margins,
               gsize               n_outputs,
               JigTree            *tree,
               const JigProgress  *progress,
               GError            **error)
{
  g_autoptr(JigHistogramShape) shape =
    jig_histogram_shape_new (self->binned->binning, columns, n_columns, error);
  Growth growth = { self, gradient, shape, rows, output, margins, n_outputs };
  gboolean is_grown;

  if (shape == NULL)
    return FALSE;

  growth.nodes = JIG_ARRAY_INIT (JigTreeNode, _("a tree"));
  growth.waiting = JIG_ARRAY_INIT (Waiting, _("growing a tree"));
  if (progress != NULL)
    growth.quiet.cancellable = progress->cancellable;

  is_grown = grow_all (&growth, n_rows, tree, error);
  jig_array_clear (&growth.nodes);
  jig_array_clear (&growth.waiting);

  return is_grown;
}
