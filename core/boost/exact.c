/* One tree, without bins: for each node all features are gone through, value by
 * value (Breiman and others, "Classification and Regression Trees", 1984). Slower
 * than histograms and made to be read: every number is a double sum in one fixed
 * order, and the tree is that of XGBoost's method "exact". */
#include "core/boost/exact.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A gain must be above it. */
#define MIN_GAIN 1e-6f

/* A node of fewer rows is not worth sharing out. */
#define MIN_SHARED_ROWS 256

#define CHUNK_ROWS 4096

struct _JigExact
{
  JigGrowRules   rules;
  JigExactLike   like;
  JigExactLists  lists;
  JigExactSplit *bests;       /* (n_columns,) of the node at hand */
  guint32       *chosen;      /* (n_features,) the features that it may ask for */
  guint64       *keys;        /* (n_features,) to draw these by */
  guint8        *is_chosen;   /* (n_features,) */
};

/* @best's gain is 0 if the node is not worth a question; @left is 0 as long as none is
 * asked. The right child follows the left one. */
typedef struct
{
  JigExactRange range;
  JigSum        sum;
  JigSplitScope scope;
  JigGrowPath   path;
  JigExactSplit best;
  guint32       left;
} Node;

/* One tree. */
typedef struct
{
  JigExact      *exact;
  const float   *grad;        /* (n_samples,) */
  const float   *hess;        /* (n_samples,) */
  const guint32 *columns;     /* (n_columns,) */
  gsize          n_columns;
  guint64        key;
  JigArray       nodes;       /* of #Node: children after their parent */
  JigProgress    quiet;       /* can be cancelled, tells nobody */
} Growth;

/* A node whose features are searched. */
typedef struct
{
  const Growth *growth;
  const Node   *node;
} Search;

static gboolean
make_room (JigExact  *self,
           gsize      n_features,
           GError   **error)
{
  self->bests = jig_alloc (n_features, sizeof *self->bests, _("the sorted features"), error);
  if (self->bests == NULL)
    return FALSE;
  self->chosen = jig_alloc (n_features, sizeof *self->chosen, _("the sorted features"), error);
  if (self->chosen == NULL)
    return FALSE;
  self->keys = jig_alloc (n_features, sizeof *self->keys, _("the sorted features"), error);
  if (self->keys == NULL)
    return FALSE;
  self->is_chosen = jig_alloc (n_features, sizeof *self->is_chosen, _("the sorted features"),
                               error);

  return self->is_chosen != NULL;
}

/**
 * jig_exact_new:
 * @samples: the rows; rows that weigh nothing are not learnt from
 * @rules: how trees grow
 * @like: which trees are told again
 * @progress: (nullable): told after each feature
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_MEMORY or
 *   %G_IO_ERROR_CANCELLED
 *
 * Sorts the rows by each feature. Categories are refused: they are not in any order.
 *
 * Returns: (transfer full): room to grow trees in, or %NULL with @error set
 */
JigExact *
jig_exact_new (const JigSamples    *samples,
               const JigGrowRules  *rules,
               JigExactLike         like,
               const JigProgress   *progress,
               GError             **error)
{
  g_autoptr(JigExact) self = g_new0 (JigExact, 1);

  for (gsize i = 0; i < samples->n_features; i++)
    if (jig_samples_get_levels (samples, i) > 0)
      {
        g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                     _("The exact method knows no categories: let them be numbers, or choose"
                       " histograms."));
        return NULL;
      }

  self->rules = *rules;
  self->like = like;
  if (!make_room (self, samples->n_features, error) ||
      !jig_exact_lists_init (&self->lists, samples, progress, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * jig_exact_free:
 * @self: (transfer full) (nullable): room to grow trees in
 */
void
jig_exact_free (JigExact *self)
{
  if (self == NULL)
    return;

  jig_exact_lists_clear (&self->lists);
  jig_free (self->bests);
  jig_free (self->chosen);
  jig_free (self->keys);
  jig_free (self->is_chosen);
  g_free (self);
}

static void
keep_best (const JigExactSplit *split,
           gpointer             user_data)
{
  JigExactSplit *best = user_data;

  if (split->gain > best->gain)
    *best = *split;
}

static void
search_chunk (gsize    chunk,
              gsize    begin,
              gsize    end,
              gpointer data)
{
  const Search *search = data;
  const Growth *growth = search->growth;
  const JigExactLists *lists = &growth->exact->lists;
  const Node *node = search->node;

  for (gsize i = begin; i < end; i++)
    {
      const guint32 feature = growth->columns[i];
      JigExactSplit *best = &growth->exact->bests[i];
      const JigExactColumn column = {
        .feature = feature,
        .values = lists->values + feature * lists->n_samples,
        .grad = growth->grad,
        .hess = growth->hess,
        .rows = jig_exact_lists_get (lists, i, node->range.depth) + node->range.begin,
        .n_rows = node->range.end - node->range.begin,
        .sum = node->sum,
        .scope = node->scope,
        .tries_right = lists->tries_right[feature],
      };

      *best = (JigExactSplit) { .gain = MIN_GAIN };
      if (growth->exact->is_chosen[feature] == 0)
        continue;
      jig_exact_scan (&growth->exact->rules.split, growth->exact->like, &column, keep_best, best);
    }
}

/* Marks the features that the node may ask for. */
static void
choose_columns (const Growth *growth,
                const Node   *node)
{
  JigExact *exact = growth->exact;
  gsize n_chosen;

  for (gsize i = 0; i < exact->lists.n_features; i++)
    exact->is_chosen[i] = 0;
  memcpy (exact->chosen, growth->columns, growth->n_columns * sizeof *exact->chosen);
  n_chosen = jig_grow_columns_choose (&exact->rules, growth->key, &node->path, node->range.depth,
                                      exact->chosen, growth->n_columns, exact->keys);
  for (gsize i = 0; i < n_chosen; i++)
    exact->is_chosen[exact->chosen[i]] = 1;
}

/* Of equal gains that of the first feature stays. */
static gboolean
search_node (const Growth  *growth,
             Node          *node,
             GError       **error)
{
  const gsize n_rows = node->range.end - node->range.begin;
  const JigExactSplit none = { .gain = MIN_GAIN };
  const JigExactSplit *best = &none;
  Search search = { growth, node };

  if (node->range.depth >= growth->exact->rules.depth || n_rows < 2)
    return TRUE;

  choose_columns (growth, node);
  if (!jig_parallel_for_checked (growth->n_columns,
                                 n_rows < MIN_SHARED_ROWS ? growth->n_columns : 1, search_chunk,
                                 &search, &growth->quiet, NULL, error))
    return FALSE;

  for (gsize i = 0; i < growth->n_columns; i++)
    if (growth->exact->bests[i].gain > best->gain)
      best = &growth->exact->bests[i];
  if (best != &none)
    node->best = *best;

  return TRUE;
}

/* Appends the node and finds out what it could ask. */
static gboolean
add_node (Growth               *growth,
          const JigExactRange  *range,
          const JigSplitScope  *scope,
          const JigGrowPath    *path,
          GError              **error)
{
  const guint32 *rows = jig_exact_lists_get (&growth->exact->lists, growth->n_columns,
                                             range->depth);
  Node node = { .range = *range, .scope = *scope, .path = *path };

  for (guint32 i = range->begin; i < range->end; i++)
    {
      node.sum.grad += growth->grad[rows[i]];
      node.sum.hess += growth->hess[rows[i]];
    }
  node.sum.n_rows = (double) (range->end - range->begin);

  return search_node (growth, &node, error) && jig_array_append (&growth->nodes, &node, 1, error);
}

static gboolean
split_node (Growth   *growth,
            guint32   index,
            GError  **error)
{
  const Node node = jig_array_index (&growth->nodes, Node, index);
  const guint32 middle = node.range.begin +
                         jig_exact_lists_part (&growth->exact->lists, growth->n_columns,
                                               &node.range, &node.best);
  const JigExactRange left = { node.range.begin, middle, node.range.depth + 1 };
  const JigExactRange right = { middle, node.range.end, node.range.depth + 1 };
  const JigGrowRules *rules = &growth->exact->rules;
  const JigGrowPath left_path = jig_grow_columns_go (rules, &node.path, node.best.feature, FALSE);
  const JigGrowPath right_path = jig_grow_columns_go (rules, &node.path, node.best.feature, TRUE);
  JigSplitScope left_scope;
  JigSplitScope right_scope;

  jig_split_part (&rules->split, node.best.feature, node.best.left,
                  node.best.right, &node.scope, &left_scope, &right_scope);
  jig_array_index (&growth->nodes, Node, index).left = (guint32) growth->nodes.n_items;

  return add_node (growth, &left, &left_scope, &left_path, error) &&
         add_node (growth, &right, &right_scope, &right_path, error);
}

static gboolean
is_open (const Node *node)
{
  return node->left == 0 && node->best.gain > 0.0f;
}

/* The next node to ask a question: the first one, or that which gains most. */
static gboolean
choose_node (const Growth *growth,
             gboolean      by_gain,
             guint32      *index)
{
  const Node *nodes = growth->nodes.items;
  gboolean is_found = FALSE;

  /* What comes before the last one chosen has been asked, unless gains decide. */
  for (guint32 i = by_gain ? 0 : *index; i < growth->nodes.n_items; i++)
    if (is_open (&nodes[i]) && (!is_found || nodes[i].best.gain > nodes[*index].best.gain))
      {
        *index = i;
        is_found = TRUE;
        if (!by_gain)
          break;
      }

  return is_found;
}

/* Of the root, so of all nodes. */
static gboolean
check_sum (const Growth  *growth,
           GError       **error)
{
  const JigSum sum = jig_array_index (&growth->nodes, Node, 0).sum;

  if (isfinite (sum.grad) && isfinite (sum.hess))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_DATA,
               _("The labels or weights are too large: the loss cannot be computed."));

  return FALSE;
}

static gboolean
grow_nodes (Growth   *growth,
            guint32   n_rows,
            GError  **error)
{
  const JigGrowRules *rules = &growth->exact->rules;
  const gboolean by_gain = rules->leaves > 0 && rules->by_gain;
  const gsize max_nodes = rules->leaves > 0 ? 2 * (gsize) rules->leaves - 1 : G_MAXUINT32;
  const JigExactRange all = { 0, n_rows, 0 };
  const JigSplitScope scope = JIG_SPLIT_SCOPE_ROOT;
  const JigGrowPath path = JIG_GROW_PATH_ROOT (growth->key);
  guint32 index = 0;

  if (!add_node (growth, &all, &scope, &path, error) || !check_sum (growth, error))
    return FALSE;

  while (growth->nodes.n_items < max_nodes && choose_node (growth, by_gain, &index))
    if (!split_node (growth, index, error))
      return FALSE;

  return TRUE;
}

/* Takes questions back whose children are leaves and that gain too little, from the
 * last one on: so its parent may be next. */
static void
prune (const Growth *growth)
{
  Node *nodes = growth->nodes.items;

  for (gsize i = growth->nodes.n_items; i-- > 0;)
    if (nodes[i].left != 0 && nodes[nodes[i].left].left == 0 &&
        nodes[nodes[i].left + 1].left == 0 &&
        nodes[i].best.gain < growth->exact->rules.split.gamma)
      nodes[i].left = 0;
}

static JigTreeNode
describe (const Growth *growth,
          const Node   *node,
          gint32        left)
{
  const JigGrowRules *rules = &growth->exact->rules;
  const double weight = jig_exact_weight (&rules->split, growth->exact->like, node->sum,
                                          &node->scope);

  if (node->left == 0)
    return (JigTreeNode) { .feature = -1, .left = -1, .right = -1,
                           .value = jig_tree_to_float (rules->rate * weight),
                           .cover = fmax (node->sum.hess, 0.0) };

  return (JigTreeNode) { .feature = (gint32) node->best.feature, .left = left, .right = left + 1,
                         .missing_left = node->best.missing_left,
                         .threshold = node->best.threshold,
                         .gain = node->best.gain, .cover = node->sum.hess };
}

/* The nodes that are left, level by level. */
static gboolean
harvest (const Growth  *growth,
         JigTree       *tree,
         GError       **error)
{
  const Node *nodes = growth->nodes.items;
  const gsize n_nodes = growth->nodes.n_items;
  jig_autofree guint32 *places = jig_alloc (n_nodes, sizeof *places, _("a tree"), error);
  JigTreeNode *written;
  gsize n_placed = 1;

  if (places == NULL)
    return FALSE;
  written = jig_alloc (n_nodes, sizeof *written, _("a tree"), error);
  if (written == NULL)
    return FALSE;

  places[0] = 0;
  for (gsize i = 0; i < n_placed; i++)
    {
      const Node *node = &nodes[places[i]];

      written[i] = describe (growth, node, (gint32) n_placed);
      if (node->left == 0)
        continue;
      places[n_placed++] = node->left;
      places[n_placed++] = node->left + 1;
    }

  tree->nodes = written;
  tree->n_nodes = n_placed;

  return TRUE;
}

/**
 * jig_exact_tree:
 * @self: room to grow trees in
 * @grad: (n_samples,) first derivatives
 * @hess: (n_samples,) second derivatives
 * @columns: (n_columns,) the features the tree may ask for, rising; at least one
 * @n_columns: how many these are
 * @key: different for every tree: which of these levels and nodes may ask for
 * @rows: (n_rows,) the rows the tree learns from, in any order
 * @n_rows: how many these are
 * @tree: (out): the tree, for jig_tree_clear(); its output is left as it is
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_MEMORY or
 *   %G_IO_ERROR_CANCELLED
 *
 * Grows until nothing gains more than 1e-6, then takes questions back that gain
 * less than gamma. Of equal gains the lower feature wins, then what comes first
 * in jig_exact_scan().
 *
 * Returns: %TRUE, or %FALSE with @error set and @tree as it was
 */
gboolean
jig_exact_tree (JigExact           *self,
                const float        *grad,
                const float        *hess,
                const guint32      *columns,
                gsize               n_columns,
                guint64             key,
                const guint32      *rows,
                gsize               n_rows,
                JigTree            *tree,
                const JigProgress  *progress,
                GError            **error)
{
  Growth growth = { self, grad, hess, columns, n_columns, key };
  guint32 n_listed;
  gboolean is_grown;

  g_return_val_if_fail (n_columns > 0, FALSE);

  growth.nodes = JIG_ARRAY_INIT (Node, _("a tree"));
  if (progress != NULL)
    growth.quiet.cancellable = progress->cancellable;

  n_listed = jig_exact_lists_fill (&self->lists, columns, n_columns, rows, n_rows);
  is_grown = grow_nodes (&growth, n_listed, error);
  if (is_grown)
    {
      prune (&growth);
      is_grown = harvest (&growth, tree, error);
    }
  jig_array_clear (&growth.nodes);

  return is_grown;
}

/* Groups rows by leaf; those of leaf i end where the next one's begin. */
static void
group_rows (const JigExact *self,
            const JigTree  *tree,
            const guint32  *rows,
            gsize           n_rows,
            guint32        *grouped,
            guint32        *ends)
{
  guint32 n_before = 0;

  for (gsize i = 0; i < n_rows; i++)
    ends[jig_exact_lists_find (&self->lists, tree, rows[i])]++;
  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      const guint32 n_own = ends[i];

      ends[i] = n_before;
      n_before += n_own;
    }
  for (gsize i = 0; i < n_rows; i++)
    grouped[ends[jig_exact_lists_find (&self->lists, tree, rows[i])]++] = rows[i];
}

/**
 * jig_exact_renew:
 * @self: room in which a tree has been grown
 * @renewal: the residuals
 * @rows: (n_rows,) the rows the tree has learnt from
 * @n_rows: how many these are
 * @tree: that tree; its leaves become quantiles of the residuals of their rows
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and @tree as it was
 */
gboolean
jig_exact_renew (const JigExact    *self,
                 const JigRenewal  *renewal,
                 const guint32     *rows,
                 gsize              n_rows,
                 JigTree           *tree,
                 GError           **error)
{
  const double limit = self->rules.split.max_delta_step;
  const double step = limit > 0.0 ? limit : INFINITY;
  jig_autofree guint32 *ends = jig_alloc (tree->n_nodes, sizeof *ends, _("a tree"), error);
  jig_autofree guint32 *grouped = NULL;

  if (ends == NULL)
    return FALSE;
  grouped = jig_alloc (n_rows, sizeof *grouped, _("a tree"), error);
  if (grouped == NULL)
    return FALSE;

  group_rows (self, tree, rows, n_rows, grouped, ends);
  for (gsize i = 0; i < tree->n_nodes; i++)
    if (tree->nodes[i].feature < 0)
      {
        const double weight = jig_renewal_get (renewal, grouped, i > 0 ? ends[i - 1] : 0, ends[i]);

        tree->nodes[i].value = jig_tree_to_float (self->rules.rate * CLAMP (weight, -step, step));
      }

  return TRUE;
}

typedef struct
{
  const JigExact *exact;
  const JigTree  *tree;
  float          *margins;     /* (n_samples,) */
} Walk;

static void
add_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Walk *walk = data;

  for (gsize row = begin; row < end; row++)
    {
      const gint32 leaf = jig_exact_lists_find (&walk->exact->lists, walk->tree, row);

      walk->margins[row] += (float) walk->tree->nodes[leaf].value;
    }
}

/**
 * jig_exact_add:
 * @self: room in which a tree has been grown
 * @tree: that tree
 * @margins: (n_samples,) all rows get what the tree gives them
 * @progress: (nullable): asked whether to stop
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set and @margins spoilt
 */
gboolean
jig_exact_add (const JigExact     *self,
               const JigTree      *tree,
               float              *margins,
               const JigProgress  *progress,
               GError            **error)
{
  Walk walk = { self, tree, margins };

  return jig_parallel_for_checked (self->lists.n_samples, CHUNK_ROWS, add_chunk, &walk, progress,
                                   NULL, error);
}
