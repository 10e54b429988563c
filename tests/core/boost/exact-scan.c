#include "core/boost/exact-scan.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/memory.h"

#include <float.h>

#define MAX_ROWS 40

/* A node with one feature. */
typedef struct
{
  gsize n_rows;
  float values[MAX_ROWS];
  float grad[MAX_ROWS];
  float hess[MAX_ROWS];
} Node;

static const JigSplitRules plain = { .lambda = 1.0, .min_child_weight = 1.0 };

static void
fill (Node        *node,
      gsize        n_rows,
      const float *values)
{
  node->n_rows = n_rows;
  for (gsize i = 0; i < n_rows; i++)
    {
      node->values[i] = values[i];
      node->grad[i] = (float) i - 2.5f;
      node->hess[i] = 1.0f;
    }
}

static JigArray
list_gains (const Node          *node,
            const JigSplitRules *rules)
{
  JigArray splits = JIG_ARRAY_INIT (JigExactSplit, "a test");

  g_assert_true (jig_exact_gains (rules, node->values, node->grad, node->hess, node->n_rows,
                                  &splits, NULL));

  return splits;
}

/* Where a feature is split, in which order, and where missing values go. */
static void
test_order (void)
{
  static const struct
  {
    const char *name;
    gsize       n_rows;
    float       values[6];
    gsize       n_splits;
    struct
    {
      float    threshold;
      gboolean missing_left;
    } splits[6];
  } cases[] = {
    { "no row", 0, { 0 }, 0, { { 0 } } },
    { "one row", 1, { 5 }, 0, { { 0 } } },
    { "one value", 3, { 5, 5, 5 }, 0, { { 0 } } },
    { "all missing", 2, { NAN, NAN }, 0, { { 0 } } },
    { "falling", 4, { 2, 1, 4, 2 }, 2, { { 3, TRUE }, { 1.5f, TRUE } } },
    { "missing", 5, { 3, NAN, 1, 2, NAN }, 6,
      { { 1.5f, FALSE }, { 2.5f, FALSE }, { 3 + (3 + 1e-6f), FALSE },
        { 2.5f, TRUE }, { 1.5f, TRUE }, { 1 - (1 + 1e-6f), TRUE } } },
    { "one value and missing", 4, { 3, NAN, 3, NAN }, 1, { { 3 - (3 + 1e-6f), TRUE } } },
    { "neighbours", 2, { 1, 1 + FLT_EPSILON }, 1, { { 1 + FLT_EPSILON, TRUE } } },
    { "infinite", 3, { -INFINITY, 0, INFINITY }, 2,
      { { FLT_MAX, TRUE }, { -FLT_MAX, TRUE } } },
    { "infinite and missing", 4, { -INFINITY, INFINITY, NAN, NAN }, 2,
      { { 0, FALSE }, { 0, TRUE } } },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_auto(JigArray) splits = { 0 };
      Node node;

      g_test_message ("%s", cases[c].name);
      fill (&node, cases[c].n_rows, cases[c].values);
      splits = list_gains (&node, &plain);
      g_assert_cmpuint (splits.n_items, ==, cases[c].n_splits);
      for (gsize i = 0; i < splits.n_items; i++)
        {
          const JigExactSplit *split = &jig_array_index (&splits, JigExactSplit, i);

          g_assert_cmpfloat (split->threshold, ==, cases[c].splits[i].threshold);
          g_assert_cmpint (split->missing_left, ==, cases[c].splits[i].missing_left);
        }
    }
}

static void
draw (Node    *node,
      guint64  seed)
{
  JigRandom random;

  jig_random_init (&random, seed, "exact", 0);
  node->n_rows = MAX_ROWS;
  for (gsize i = 0; i < MAX_ROWS; i++)
    {
      const guint32 draw = jig_random_uint32 (&random) % 12;

      node->values[i] = draw < 2 ? NAN : (float) draw / 4.0f;
      node->grad[i] = (float) (jig_random_double (&random) - 0.5);
      node->hess[i] = (float) jig_random_double (&random);
    }
}

/* The obvious way: ask every row. */
static void
check_split (const Node          *node,
             const JigSplitRules *rules,
             const JigExactSplit *split)
{
  const JigSplitScope root = JIG_SPLIT_SCOPE_ROOT;
  JigSum left = { 0 };
  JigSum right = { 0 };
  double gain;

  for (gsize i = 0; i < node->n_rows; i++)
    {
      const gboolean is_left = isnan (node->values[i]) ? split->missing_left
                                                       : node->values[i] < split->threshold;
      JigSum *side = is_left ? &left : &right;

      side->grad += node->grad[i];
      side->hess += node->hess[i];
      side->n_rows += 1.0;
    }

  g_assert_cmpfloat_with_epsilon (split->left.grad, left.grad, 1e-12);
  g_assert_cmpfloat_with_epsilon (split->right.hess, right.hess, 1e-12);
  g_assert_cmpfloat (split->left.n_rows, ==, left.n_rows);
  g_assert_cmpfloat (split->right.n_rows, ==, right.n_rows);
  g_assert_cmpfloat (fmin (left.hess, right.hess), >, rules->min_child_weight - 1e-12);

  /* Scores are floats of at most a few units. */
  gain = jig_split_gain (rules, left, right, &root);
  g_assert_cmpfloat_with_epsilon (split->gain, gain, 2e-6);
}

static void
test_sums (void)
{
  static const JigSplitRules rules[] = {
    { .lambda = 1.0, .min_child_weight = 0.0 },
    { .lambda = 0.5, .min_child_weight = 5.0, .alpha = 0.2 },
    { .lambda = 1.0, .min_child_weight = 2.0, .alpha = 0.1, .max_delta_step = 0.05 },
    { .lambda = 1.0, .min_child_weight = 2.0, .path_smooth = 3.0, .min_rows = 12 },
  };

  for (guint64 seed = 0; seed < 40; seed++)
    {
      const JigSplitRules *own = &rules[seed % G_N_ELEMENTS (rules)];
      g_auto(JigArray) splits = { 0 };
      Node node;

      draw (&node, seed);
      splits = list_gains (&node, own);
      g_assert_cmpuint (splits.n_items, >, 0);
      for (gsize i = 0; i < splits.n_items; i++)
        {
          const JigExactSplit *split = &jig_array_index (&splits, JigExactSplit, i);

          check_split (&node, own, split);
          g_assert_cmpfloat (fmin (split->left.n_rows, split->right.n_rows), >=, own->min_rows);
        }
    }
}

/* Values that rise and derivatives that fall: no leaf may be worth more on the
 * right. */
static void
test_direction (void)
{
  static const gint8 rising[] = { 1 };
  static const gint8 falling[] = { -1 };
  static const float values[] = { 1, 2, 3, 4, 5, 6 };
  JigSplitRules rules = plain;
  Node node;

  fill (&node, 6, values);
  for (gsize i = 0; i < 2; i++)
    {
      g_auto(JigArray) splits = { 0 };

      rules.directions = i == 0 ? rising : falling;
      splits = list_gains (&node, &rules);
      g_assert_cmpuint (splits.n_items, ==, i == 0 ? 0 : 5);
    }
}

/* A node that weighs less than a child may. */
static void
test_like (void)
{
  const JigSplitRules rules = { .lambda = 1.0, .min_child_weight = 5.0 };
  const JigSplitScope root = JIG_SPLIT_SCOPE_ROOT;
  const JigSum sum = { -4.0, 3.0, 3.0 };

  g_assert_cmpfloat (jig_exact_weight (&rules, JIG_EXACT_LIKE_3, sum, &root), ==, 1.0);
  g_assert_cmpfloat (jig_exact_weight (&rules, JIG_EXACT_LIKE_1_7, sum, &root), ==, 0.0);
}

static gboolean
try_gains (gpointer   data,
           GError   **error)
{
  const Node *node = data;
  g_auto(JigArray) splits = JIG_ARRAY_INIT (JigExactSplit, "a test");

  return jig_exact_gains (&plain, node->values, node->grad, node->hess, node->n_rows, &splits,
                          error);
}

static void
test_memory (void)
{
  Node node;

  draw (&node, 1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_gains, &node), >=, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exact-scan/order", test_order);
  g_test_add_func ("/exact-scan/sums", test_sums);
  g_test_add_func ("/exact-scan/direction", test_direction);
  g_test_add_func ("/exact-scan/like", test_like);
  g_test_add_func ("/exact-scan/memory", test_memory);

  return g_test_run ();
}
