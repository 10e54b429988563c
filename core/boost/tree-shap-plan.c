/* A tree laid out for SHAP values.
 *
 * The value of a set S of features is what the tree gives when it knows the
 * features in S only: at a question about another feature it goes both ways,
 * weighted by shares. Of a leaf with value v let o_j be 1 if the row passes all
 * its questions about feature j and 0 if not, and z_j the product of the shares
 * on these questions. Then, for t uniform in (0, 1),
 *
 *   G_j (t) = z_j (1 - t) + o_j t
 *   phi_f = sum over leaves of v * integral of (o_f - z_f) / G_f * product of G_j
 *
 * A walk carries the product down, point by point, and brings the sum of
 * v * product up again. So each child has numbers of two kinds: by what the
 * product changes, and how much (o_f - z_f) / G_f does, both for rows that pass
 * and rows that fail, because the same feature may have been asked before. Rows
 * that failed before only take the share, and their extraction, -1 / (1 - t),
 * stays as it is. Nothing is divided by a share: it may be 0. */

#include "core/boost/tree-shap-plan.h"

#include "core/base/alloc.h"
#include "core/base/limits.h"
#include "core/base/quadrature.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/* At most one point for two questions of a path. */
#define MAX_BLOCK_SIZE (2 * JIG_LIMIT_TREE_DEPTH + 1)

/* One node of the path that the layout stands on. */
typedef struct
{
  guint32 node;
  guint32 n_distinct;   /* features asked for on the path, this node's included */
  guint   n_seen;       /* of its inner children */
  guint8  side;
} Place;

typedef struct
{
  JigTreeShapPlan *plan;
  Place            path[JIG_LIMIT_TREE_DEPTH + 1];
  guint            n_places;
  guint            most_distinct;
  gsize            n_blocks;
} Layout;

/* How an edge changes the carried product, and the extraction. */
typedef struct
{
  double pass;
  double fail;
  double pass_share;
  double fail_share;
} Edge;

typedef void (*PutFunc) (gpointer      table,
                         gsize         at,
                         const double *numbers,
                         gsize         n_numbers);

static const JigTreeNode *
get_node (const Layout *self,
          guint32       node)
{
  return self->plan->tree->nodes + node;
}

static gboolean
is_leaf (const JigTree *tree,
         gint32         node)
{
  return tree->nodes[node].feature < 0;
}

/* A leaf beside a node comes first. */
static gboolean
is_flipped (const JigTree     *tree,
            const JigTreeNode *node)
{
  return !is_leaf (tree, node->left) && is_leaf (tree, node->right);
}

static guint32
get_child (const JigTree *tree,
           guint32        parent,
           guint          which)
{
  const JigTreeNode *node = tree->nodes + parent;
  const gboolean is_right = (which == 1) != is_flipped (tree, node);

  return (guint32) (is_right ? node->right : node->left);
}

/* Above the last place of the path; -1 if there is none. */
static gint32
find_previous (const Layout *self)
{
  const gint32 feature = get_node (self, self->path[self->n_places - 1].node)->feature;

  for (guint level = self->n_places - 1; level > 0; level--)
    if (get_node (self, self->path[level - 1].node)->feature == feature)
      return (gint32) level - 1;

  return -1;
}

static int
compare_columns (const void *a,
                 const void *b)
{
  const guint32 left = *(const guint32 *) a;
  const guint32 right = *(const guint32 *) b;

  return left < right ? -1 : left > right;
}

static guint32
find_column (const JigTreeShapPlan *self,
             guint32                feature)
{
  const guint32 *found = bsearch (&feature, self->columns, self->n_columns, sizeof feature,
                                  compare_columns);

  return (guint32) (found - self->columns);
}

/* The least float that is not below: the same rows are left of both. */
static double
round_up (double threshold)
{
  float rounded = (float) CLAMP (threshold, -G_MAXFLOAT, G_MAXFLOAT);

  if (rounded < threshold)
    rounded = nextafterf (rounded, INFINITY);

  return rounded;
}

static void
push (Layout  *self,
      guint32  node,
      guint8   side)
{
  Place *place = &self->path[self->n_places++];

  *place = (Place) { .node = node, .side = side };
  place->n_distinct = (self->n_places > 1 ? place[-1].n_distinct : 0) +
                      (find_previous (self) < 0 ? 1 : 0);
  self->most_distinct = MAX (self->most_distinct, place->n_distinct);
}

static void
add_step (Layout        *self,
          JigTreeShapOp  op)
{
  JigTreeShapPlan *plan = self->plan;
  const Place *place = &self->path[self->n_places - 1];
  const JigTreeNode *node = get_node (self, place->node);

  plan->steps[plan->n_steps++] = (JigTreeShapStep) {
    .op = (guint8) op,
    .missing_left = node->missing_left ? 1 : 0,
    .is_flipped = is_flipped (plan->tree, node) ? 1 : 0,
    .side = place->side,
    .level = self->n_places - 1,
    .previous = find_previous (self),
    .column = find_column (plan, (guint32) node->feature),
    .node = place->node,
    .block = self->n_blocks,
    .threshold = round_up (node->threshold),
    .set = node->set != 0 ? &plan->tree->sets[node->set - 1] : NULL,
  };
}

/* The step that @op was entered by has its blocks; the others point to them. */
static void
add_later_step (Layout        *self,
                JigTreeShapOp  op)
{
  JigTreeShapPlan *plan = self->plan;
  const guint32 node = self->path[self->n_places - 1].node;
  gsize first = plan->n_steps;

  add_step (self, op);
  while (plan->steps[first - 1].node != node)
    first--;
  plan->steps[plan->n_steps - 1].block = plan->steps[first - 1].block;
}

static void
come (Layout *self)
{
  const JigTree *tree = self->plan->tree;
  Place *place = &self->path[self->n_places - 1];
  const guint32 first = get_child (tree, place->node, 0);
  const guint32 second = get_child (tree, place->node, 1);

  if (is_leaf (tree, (gint32) second))
    {
      add_step (self, JIG_TREE_SHAP_PAIR);
      self->n_blocks += 1;
      self->n_places--;
    }
  else if (is_leaf (tree, (gint32) first))
    {
      add_step (self, JIG_TREE_SHAP_ENTER_BESIDE);
      self->n_blocks += 2;
      place->n_seen = 2;
      push (self, second, 1);
    }
  else
    {
      add_step (self, JIG_TREE_SHAP_ENTER);
      self->n_blocks += 2;
      place->n_seen = 1;
      push (self, first, 0);
    }
}

static void
come_back (Layout *self)
{
  const JigTree *tree = self->plan->tree;
  Place *place = &self->path[self->n_places - 1];

  if (place->n_seen == 1)
    {
      add_later_step (self, JIG_TREE_SHAP_TURN);
      place->n_seen = 2;
      push (self, get_child (tree, place->node, 1), 1);
      return;
    }

  add_later_step (self, is_leaf (tree, (gint32) get_child (tree, place->node, 0))
                        ? JIG_TREE_SHAP_LEAVE_BESIDE : JIG_TREE_SHAP_LEAVE);
  self->n_places--;
}

static void
lay_out (Layout *self)
{
  push (self, 0, 0);

  while (self->n_places > 0)
    {
      self->plan->n_levels = MAX (self->plan->n_levels, self->n_places);
      if (self->path[self->n_places - 1].n_seen == 0)
        come (self);
      else
        come_back (self);
    }
}

/* The features, sorted and each once. */
static void
collect_columns (JigTreeShapPlan *self)
{
  gsize n_questions = 0;

  for (gsize i = 0; i < self->tree->n_nodes; i++)
    if (self->tree->nodes[i].feature >= 0)
      self->columns[n_questions++] = (guint32) self->tree->nodes[i].feature;

  qsort (self->columns, n_questions, sizeof *self->columns, compare_columns);
  for (gsize i = 0; i < n_questions; i++)
    if (i == 0 || self->columns[i] != self->columns[i - 1])
      self->columns[self->n_columns++] = self->columns[i];
}

/* A path of n features gives a polynomial of degree n - 1. */
static gboolean
add_points (JigTreeShapPlan  *self,
            guint             n_distinct,
            GError          **error)
{
  self->n_points = (n_distinct + 1) / 2;
  self->points = jig_alloc (self->n_points, sizeof *self->points, _("SHAP values"), error);
  if (self->points == NULL)
    return FALSE;
  self->weights = jig_alloc (self->n_points, sizeof *self->weights, _("SHAP values"), error);
  if (self->weights == NULL)
    return FALSE;

  jig_quadrature_legendre (self->n_points, self->points, self->weights);

  return TRUE;
}

/* From the number of a block to where it begins, after the weights. */
static void
place_blocks (JigTreeShapPlan *self)
{
  const gsize size = jig_tree_shap_block_size (self->n_points);

  for (gsize i = 0; i < self->n_steps; i++)
    self->steps[i].block = self->n_points + self->steps[i].block * size;
}

static gboolean
allocate_steps (JigTreeShapPlan  *self,
                GError          **error)
{
  /* Each question is come to, and in between and afterwards come back to. */
  const gsize n_questions = self->tree->n_nodes / 2;

  self->columns = jig_alloc (n_questions, sizeof *self->columns, _("SHAP values"), error);
  if (self->columns == NULL)
    return FALSE;
  self->steps = jig_alloc (n_questions, 3 * sizeof *self->steps, _("SHAP values"), error);

  return self->steps != NULL;
}

/**
 * jig_tree_shap_plan_init:
 * @self: (out caller-allocates): the plan
 * @tree: a tree that jig_tree_check() has accepted; it must stay
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set and nothing to clear
 */
gboolean
jig_tree_shap_plan_init (JigTreeShapPlan  *self,
                         const JigTree    *tree,
                         GError          **error)
{
  Layout layout = { .plan = self };

  *self = (JigTreeShapPlan) { .tree = tree };
  if (tree->n_nodes < 3)
    return TRUE;

  if (allocate_steps (self, error))
    {
      collect_columns (self);
      lay_out (&layout);
      if (add_points (self, layout.most_distinct, error))
        {
          place_blocks (self);
          return TRUE;
        }
    }

  jig_tree_shap_plan_clear (self);

  return FALSE;
}

/**
 * jig_tree_shap_plan_clear:
 * @self: a plan
 */
void
jig_tree_shap_plan_clear (JigTreeShapPlan *self)
{
  g_clear_pointer (&self->steps, jig_free);
  g_clear_pointer (&self->columns, jig_free);
  g_clear_pointer (&self->points, jig_free);
  g_clear_pointer (&self->weights, jig_free);
  self->n_steps = 0;
}

/**
 * jig_tree_shap_plan_get_n_numbers:
 * @self: a plan
 *
 * Returns: how many numbers its table has
 */
gsize
jig_tree_shap_plan_get_n_numbers (const JigTreeShapPlan *self)
{
  gsize n_blocks = 0;

  for (gsize i = 0; i < self->n_steps; i++)
    if (self->steps[i].op == JIG_TREE_SHAP_PAIR)
      n_blocks += 1;
    else if (self->steps[i].op == JIG_TREE_SHAP_ENTER ||
             self->steps[i].op == JIG_TREE_SHAP_ENTER_BESIDE)
      n_blocks += 2;

  return self->n_points + n_blocks * jig_tree_shap_block_size (self->n_points);
}

/* @before: the product of the shares on the path's questions about the feature,
 * 1 if there are none; @share: this child's. */
static Edge
make_edge (double before,
           double share,
           double t)
{
  const double z = before * share;
  const double old_factor = before + (1.0 - before) * t;
  const double old_share = (1.0 - before) / old_factor;
  const double factor = z + (1.0 - z) * t;

  return (Edge) {
    .pass = factor / old_factor,
    .fail = z * (1.0 - t) / old_factor,
    .pass_share = (1.0 - z) / factor - old_share,
    .fail_share = -1.0 / (1.0 - t) - old_share,
  };
}

/* Rows that go to child @which pass there, others fail. */
static void
fill_edge (const JigTreeShapPlan *self,
           guint                  which,
           double                 before,
           double                 share,
           double                *block)
{
  double *factors = block + 1 + which;
  double *extractions = factors + 2 * self->n_points;
  const gssize other = which == 0 ? 1 : -1;

  block[0] = share;
  for (guint k = 0; k < self->n_points; k++)
    {
      const Edge edge = make_edge (before, share, self->points[k]);

      factors[2 * k] = edge.pass;
      factors[2 * (gssize) k + other] = edge.fail;
      extractions[2 * k] = edge.pass_share;
      extractions[2 * (gssize) k + other] = edge.fail_share;
    }
}

/* A leaf ends the product: its factors take the value in, its extractions both. */
static void
fill_leaf (const JigTreeShapPlan *self,
           guint                  which,
           double                 before,
           double                 share,
           double                 value,
           double                *block)
{
  double *factors = block + 1;
  double *extractions = factors + 2 * self->n_points;

  fill_edge (self, which, before, share, block);
  block[0] *= value;
  for (guint i = 0; i < 2 * self->n_points; i++)
    {
      factors[i] *= value;
      extractions[i] *= factors[i];
    }
}

static void
fill_pair (const JigTreeShapPlan *self,
           const JigTreeShapStep *step,
           double                 before,
           const double          *shares,
           double                *block)
{
  const gsize size = jig_tree_shap_block_size (self->n_points);
  const guint32 first = get_child (self->tree, step->node, 0);
  const guint32 second = get_child (self->tree, step->node, 1);
  double *spare = block + size;

  fill_leaf (self, 0, before, shares[first], self->tree->nodes[first].value, block);
  fill_leaf (self, 1, before, shares[second], self->tree->nodes[second].value, spare);
  for (gsize i = 0; i < size; i++)
    block[i] += spare[i];
}

/* @products: (n_levels,) per level of the path, of the shares of its feature.
 * @blocks: room for two. Returns how many were filled. */
static guint
fill_step (const JigTreeShapPlan *self,
           const JigTreeShapStep *step,
           const double          *shares,
           double                *products,
           double                *blocks)
{
  const gsize size = jig_tree_shap_block_size (self->n_points);
  const guint32 first = get_child (self->tree, step->node, 0);
  const guint32 second = get_child (self->tree, step->node, 1);
  const double before = step->previous < 0 ? 1.0 : products[step->previous];

  switch ((JigTreeShapOp) step->op)
    {
    case JIG_TREE_SHAP_PAIR:
      fill_pair (self, step, before, shares, blocks);
      return 1;
    case JIG_TREE_SHAP_ENTER:
      fill_edge (self, 0, before, shares[first], blocks);
      fill_edge (self, 1, before, shares[second], blocks + size);
      products[step->level] = before * shares[first];
      return 2;
    case JIG_TREE_SHAP_ENTER_BESIDE:
      fill_leaf (self, 0, before, shares[first], self->tree->nodes[first].value, blocks);
      fill_edge (self, 1, before, shares[second], blocks + size);
      products[step->level] = before * shares[second];
      return 2;
    case JIG_TREE_SHAP_TURN:
      products[step->level] = before * shares[second];
      return 0;
    case JIG_TREE_SHAP_LEAVE:
    case JIG_TREE_SHAP_LEAVE_BESIDE:
      return 0;
    default:
      g_return_val_if_reached (0);
    }
}

/* @put: writes some of the numbers into @table, from @at on. */
static void
fill (const JigTreeShapPlan *self,
      const double          *shares,
      PutFunc                put,
      gpointer               table)
{
  double products[JIG_LIMIT_TREE_DEPTH];
  double blocks[2 * MAX_BLOCK_SIZE];

  put (table, 0, self->weights, self->n_points);
  for (gsize i = 0; i < self->n_steps; i++)
    {
      const guint n_blocks = fill_step (self, &self->steps[i], shares, products, blocks);

      put (table, self->steps[i].block, blocks,
           n_blocks * jig_tree_shap_block_size (self->n_points));
    }
}

static void
put_double (gpointer      table,
            gsize         at,
            const double *numbers,
            gsize         n_numbers)
{
  double *to = (double *) table + at;

  for (gsize i = 0; i < n_numbers; i++)
    to[i] = numbers[i];
}

static void
put_single (gpointer      table,
            gsize         at,
            const double *numbers,
            gsize         n_numbers)
{
  float *to = (float *) table + at;

  for (gsize i = 0; i < n_numbers; i++)
    to[i] = (float) numbers[i];
}

/**
 * jig_tree_shap_plan_fill_double:
 * @self: a plan of a tree that asks something
 * @shares: (n_nodes,) per node, the share of its parent's rows that go there,
 *   from 0 to 1; what stands at the root is not used
 * @table: (out caller-allocates): as many as jig_tree_shap_plan_get_n_numbers()
 *
 * With shares of 0 and 1 only, the way of one row of a background, the values
 * are against that row.
 */
void
jig_tree_shap_plan_fill_double (const JigTreeShapPlan *self,
                                const double          *shares,
                                double                *table)
{
  fill (self, shares, put_double, table);
}

/**
 * jig_tree_shap_plan_fill_single:
 * @self: a plan of a tree that asks something
 * @shares: (n_nodes,) as in jig_tree_shap_plan_fill_double()
 * @table: (out caller-allocates): the same numbers, rounded
 */
void
jig_tree_shap_plan_fill_single (const JigTreeShapPlan *self,
                                const double          *shares,
                                float                 *table)
{
  fill (self, shares, put_single, table);
}
