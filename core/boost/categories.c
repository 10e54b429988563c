/* Questions about the levels of a category.
 *
 * With few levels, each is held against the others. With more, they are put into
 * the order of G / H, of what a leaf of each alone would say: of all ways to part
 * levels in two the best one is a cut in that order (Fisher 1958), as long as
 * lambda is 0; otherwise nearly. */
#include "core/boost/categories.h"

#include <stdlib.h>

typedef struct
{
  guint        code;
  JigSplitSide side;
  double       place;    /* in the order of the levels */
} Level;

typedef struct
{
  const JigCategoryNode *node;
  Level                  levels[JIG_LEVEL_SET_CODES];   /* that have rows here */
  guint                  n_levels;
  JigSplitSide           missing;
  double                 best;      /* score of both sides */
  JigLevelSet            set;
  JigSplitSide           right;
} Search;

/**
 * jig_category_rules:
 * @rules: when a split is allowed, and what it is worth
 *
 * Returns: the same for splits that ask for levels
 */
JigSplitRules
jig_category_rules (const JigSplitRules *rules)
{
  JigSplitRules own = *rules;

  own.lambda += rules->category.l2;

  return own;
}

static inline JigSplitSide
add (JigSplitSide a,
     JigSplitSide b)
{
  return (JigSplitSide) { { a.sum.grad + b.sum.grad, a.sum.hess + b.sum.hess },
                          a.n_rows + b.n_rows };
}

static inline JigSplitSide
subtract (JigSplitSide a,
          JigSplitSide b)
{
  return (JigSplitSide) { { a.sum.grad - b.sum.grad, a.sum.hess - b.sum.hess },
                          a.n_rows - b.n_rows };
}

static gboolean
is_empty (JigSplitSide side)
{
  return side.sum.grad == 0 && side.sum.hess == 0 && side.n_rows == 0;
}

static JigSum
read_sum (const JigCategoryNode *node,
          JigSplitSide           side)
{
  return (JigSum) { (double) side.sum.grad * node->grad_unit,
                    (double) side.sum.hess * node->hess_unit, (double) side.n_rows };
}

static gboolean
is_enough (const JigCategoryNode *node,
           JigSplitSide           side)
{
  return side.sum.hess >= node->least_hess && side.n_rows >= node->least_rows;
}

static double
score (const JigCategoryNode *node,
       JigSplitSide           side)
{
  const JigSum sum = read_sum (node, side);

  return jig_split_score (node->rules, sum, jig_split_weight (node->rules, sum, &node->scope));
}

/* What would go right if it is allowed and strictly better. */
static gboolean
consider (Search       *self,
          JigSplitSide  right)
{
  const JigSplitSide left = subtract (self->node->all, right);
  double scores;

  if (!is_enough (self->node, left) || !is_enough (self->node, right))
    return FALSE;

  scores = score (self->node, left) + score (self->node, right);
  if (!(scores > self->best))
    return FALSE;

  self->best = scores;
  self->right = right;

  return TRUE;
}

/* Levels [begin, end) of those that have rows go right. */
static void
keep (Search *self,
      guint   begin,
      guint   end)
{
  self->set = (JigLevelSet) { 0 };
  for (guint i = begin; i < end; i++)
    jig_level_set_add (&self->set, self->levels[i].code);
}

/* The levels that do not go right go right, and the others do not. */
static void
turn_round (Search *self)
{
  JigLevelSet others = { 0 };

  for (guint i = 0; i < self->n_levels; i++)
    if (!jig_level_set_holds (&self->set, (float) self->levels[i].code))
      jig_level_set_add (&others, self->levels[i].code);

  self->set = others;
}

static void
collect_levels (Search *self)
{
  const JigCategoryNode *node = self->node;

  for (guint code = 0; code < node->n_levels; code++)
    if (!is_empty (node->cells[code]))
      {
        const JigSum sum = read_sum (node, node->cells[code]);

        self->levels[self->n_levels++] = (Level) {
          code, node->cells[code], sum.grad / (sum.hess + node->rules->category.smooth)
        };
      }
}

/* Each level alone; what is missing goes with the others, or with it. */
static void
search_single (Search *self)
{
  for (guint i = 0; i < self->n_levels; i++)
    {
      const JigSplitSide side = self->levels[i].side;

      if (consider (self, side))
        keep (self, i, i + 1);
      if (is_empty (self->missing) ||
          !consider (self, subtract (self->node->all, add (side, self->missing))))
        continue;
      keep (self, i, i + 1);
      turn_round (self);
    }
}

static int
compare_levels (gconstpointer a,
                gconstpointer b)
{
  const Level *first = a;
  const Level *second = b;

  if (first->place != second->place)
    return first->place < second->place ? -1 : 1;

  return (first->code > second->code) - (first->code < second->code);
}

/* From both ends of the order. What is missing stays with the others. */
static void
search_sorted (Search *self)
{
  const guint n_most = MIN (self->node->rules->category.max_levels, self->n_levels - 1);
  JigSplitSide low = { 0 };
  JigSplitSide high = { 0 };

  qsort (self->levels, self->n_levels, sizeof *self->levels, compare_levels);
  for (guint i = 0; i < n_most; i++)
    {
      low = add (low, self->levels[i].side);
      if (consider (self, low))
        keep (self, 0, i + 1);
    }
  for (guint i = 0; i < n_most; i++)
    {
      high = add (high, self->levels[self->n_levels - 1 - i].side);
      if (consider (self, high))
        keep (self, self->n_levels - 1 - i, self->n_levels);
    }
}

/**
 * jig_category_find:
 * @node: a category in a node
 * @set: (out): the levels that are to go right
 * @right: (out): what these are
 *
 * Finds the levels that are best parted from the others and from what is missing.
 * Up to #JigCategoryRules.max_single levels are held against the others one by
 * one; else up to #JigCategoryRules.max_levels from either end of their order.
 * Levels without a row in the node are not in the set. What is missing never goes
 * right: where nothing is, the heavier child is the left one, so that missing
 * values will follow it. Of equal questions the one that is found first wins.
 *
 * Returns: whether any question is allowed; else @set and @right are as they were
 */
gboolean
jig_category_find (const JigCategoryNode *node,
                   JigLevelSet           *set,
                   JigSplitSide          *right)
{
  Search search;

  search.node = node;
  search.n_levels = 0;
  search.missing = node->cells[node->n_levels];
  search.best = -1.0;
  collect_levels (&search);
  if (search.n_levels == 0)
    return FALSE;

  if (node->n_levels <= node->rules->category.max_single)
    search_single (&search);
  else
    search_sorted (&search);

  /* Whether there is a value at all. */
  if (!is_empty (search.missing) && consider (&search, subtract (node->all, search.missing)))
    keep (&search, 0, search.n_levels);
  if (search.best < 0.0)
    return FALSE;

  if (is_empty (search.missing) && 2 * search.right.sum.hess > node->all.sum.hess)
    {
      turn_round (&search);
      search.right = subtract (node->all, search.right);
    }
  *set = search.set;
  *right = search.right;

  return TRUE;
}

/**
 * jig_category_part:
 * @set: the levels that go right
 * @codes: the level of every row, by its number
 * @rows: (n_rows,) in; those that go left out
 * @n_rows: how many there are
 * @right: (n_rows,): those that go right out
 *
 * Both parts keep their order.
 *
 * Returns: how many rows go left
 */
gsize
jig_category_part (const JigLevelSet *set,
                   const guint8      *codes,
                   guint32           *rows,
                   gsize              n_rows,
                   guint32           *right)
{
  gsize n_left = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      const guint32 row = rows[i];
      const guint8 code = codes[row];
      const gsize goes_right = set->words[code / 64] >> code % 64 & 1;

      rows[n_left] = row;
      right[i - n_left] = row;
      n_left += goes_right ^ 1;
    }

  return n_left;
}
