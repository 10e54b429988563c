#include "core/boost/tree-shap-plan.h"

#include "core/base/alloc.h"
#include "tests/support/memory.h"

#include <math.h>

/* Feature 5, to its left 2, to the left of that 5 again; all else are leaves. */
static JigTreeNode nodes[] = {
  { 5, 1, 2, FALSE, 0.1, 0.0, 1.0, 8.0 },
  { 2, 3, 4, TRUE, 2.0, 0.0, 1.0, 6.0 },
  { -1, -1, -1, FALSE, 0.0, 1.0, 0.0, 2.0 },
  { 5, 5, 6, FALSE, -3.0, 0.0, 1.0, 3.0 },
  { -1, -1, -1, FALSE, 0.0, 2.0, 0.0, 3.0 },
  { -1, -1, -1, FALSE, 0.0, 4.0, 0.0, 1.0 },
  { -1, -1, -1, FALSE, 0.0, 8.0, 0.0, 2.0 },
};
static const JigTree tree = { nodes, G_N_ELEMENTS (nodes), 0 };
static const double shares[] = { 1.0, 0.75, 0.25, 0.5, 0.5, 0.25, 0.75 };

static void
test_steps (void)
{
  static const JigTreeShapStep expected[] = {
    { JIG_TREE_SHAP_ENTER_BESIDE, 0, 1, 0, 0, -1, 1, 0, 1, 0.0 },
    { JIG_TREE_SHAP_ENTER_BESIDE, 1, 1, 1, 1, -1, 0, 1, 11, 2.0 },
    { JIG_TREE_SHAP_PAIR, 0, 0, 1, 2, 0, 1, 3, 21, -3.0 },
    { JIG_TREE_SHAP_LEAVE_BESIDE, 1, 1, 1, 1, -1, 0, 1, 11, 2.0 },
    { JIG_TREE_SHAP_LEAVE_BESIDE, 0, 1, 0, 0, -1, 1, 0, 1, 0.0 },
  };
  g_auto(JigTreeShapPlan) plan = { 0 };

  g_assert_true (jig_tree_shap_plan_init (&plan, &tree, NULL));
  g_assert_cmpuint (plan.n_columns, ==, 2);
  g_assert_cmpuint (plan.columns[0], ==, 2);
  g_assert_cmpuint (plan.columns[1], ==, 5);
  g_assert_cmpuint (plan.n_levels, ==, 3);
  g_assert_cmpuint (plan.n_points, ==, 1);
  g_assert_cmpuint (jig_tree_shap_plan_get_n_numbers (&plan), ==, 26);

  g_assert_cmpuint (plan.n_steps, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < plan.n_steps; i++)
    {
      const JigTreeShapStep *step = &plan.steps[i];

      g_assert_cmpuint (step->op, ==, expected[i].op);
      g_assert_cmpuint (step->missing_left, ==, expected[i].missing_left);
      g_assert_cmpuint (step->is_flipped, ==, expected[i].is_flipped);
      g_assert_cmpuint (step->side, ==, expected[i].side);
      g_assert_cmpuint (step->level, ==, expected[i].level);
      g_assert_cmpint (step->previous, ==, expected[i].previous);
      g_assert_cmpuint (step->column, ==, expected[i].column);
      g_assert_cmpuint (step->node, ==, expected[i].node);
      g_assert_cmpuint (step->block, ==, expected[i].block);
    }
}

/* Floats below 0.1 are those below the least float that is not. */
static void
test_threshold (void)
{
  g_auto(JigTreeShapPlan) plan = { 0 };

  g_assert_true (jig_tree_shap_plan_init (&plan, &tree, NULL));
  g_assert_cmpfloat (plan.steps[0].threshold, ==, (double) 0.1f);
  g_assert_cmpfloat (plan.steps[0].threshold, >, 0.1);

  nodes[0].threshold = -0.1;
  jig_tree_shap_plan_clear (&plan);
  g_assert_true (jig_tree_shap_plan_init (&plan, &tree, NULL));
  g_assert_cmpfloat (plan.steps[0].threshold, ==, (double) nextafterf (-0.1f, 0.0f));
  g_assert_cmpfloat (plan.steps[0].threshold, >, -0.1);
  nodes[0].threshold = 0.1;
}

/* The one point is 1/2. The product's factor of a feature with shares z is
 * (z + 1) / 2 for rows that pass and z / 2 for others; what it extracts is
 * (1 - z) / factor or -2. Asked again, it replaces what it was. */
static void
test_numbers (void)
{
  const double before = (0.75 + 1.0) / 2.0;
  const double pass_left = (0.75 * 0.25 + 1.0) / 2.0;
  const double pass_right = (0.75 * 0.75 + 1.0) / 2.0;
  const double extracted = 0.25 / before;
  const double expected[] = {
    1.0,
    /* The leaf to the right of the root: the factors take its value in. */
    0.25 * 1.0, 0.625, 0.125, 0.75, -0.25,
    /* To its left; the numbers of rows that come there are the second ones. */
    0.75, 0.375, 0.875, -2.0, extracted,
    /* The leaf and the node below. */
    0.5 * 2.0, 2.0 * 0.75, 2.0 * 0.25, 2.0 * 0.5, -2.0 * 0.5,
    0.5, 0.25, 0.75, -2.0, 0.5 / 0.75,
    /* Two leaves together, of a feature that was asked for before. */
    4.0 * 0.25 + 8.0 * 0.75,
    4.0 * pass_left / before + 8.0 * (0.5 * 0.75 * 0.75) / before,
    4.0 * (0.5 * 0.75 * 0.25) / before + 8.0 * pass_right / before,
    4.0 * pass_left / before * ((1.0 - 0.1875) / pass_left - extracted) +
    8.0 * (0.5 * 0.5625) / before * (-2.0 - extracted),
    4.0 * (0.5 * 0.1875) / before * (-2.0 - extracted) +
    8.0 * pass_right / before * ((1.0 - 0.5625) / pass_right - extracted),
  };
  g_auto(JigTreeShapPlan) plan = { 0 };
  double doubles[G_N_ELEMENTS (expected)];
  float singles[G_N_ELEMENTS (expected)];

  g_assert_true (jig_tree_shap_plan_init (&plan, &tree, NULL));
  g_assert_cmpuint (jig_tree_shap_plan_get_n_numbers (&plan), ==, G_N_ELEMENTS (expected));
  jig_tree_shap_plan_fill_double (&plan, shares, doubles);
  jig_tree_shap_plan_fill_single (&plan, shares, singles);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpfloat_with_epsilon (doubles[i], expected[i], 1e-14);
      g_assert_cmpfloat (singles[i], ==, (float) doubles[i]);
    }
}

/* Shares of 0 must leave numbers that can be used. */
static void
test_no_share (void)
{
  static const double none[] = { 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0 };
  g_auto(JigTreeShapPlan) plan = { 0 };
  double table[26];

  g_assert_true (jig_tree_shap_plan_init (&plan, &tree, NULL));
  jig_tree_shap_plan_fill_double (&plan, none, table);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_true (isfinite (table[i]));
}

static void
test_leaf (void)
{
  const JigTree leaf = { &nodes[2], 1, 0 };
  g_auto(JigTreeShapPlan) plan = { 0 };

  g_assert_true (jig_tree_shap_plan_init (&plan, &leaf, NULL));
  g_assert_cmpuint (plan.n_steps, ==, 0);
  g_assert_cmpuint (plan.n_columns, ==, 0);
  g_assert_cmpuint (jig_tree_shap_plan_get_n_numbers (&plan), ==, 0);
}

static gboolean
try_init (gpointer   data,
          GError   **error)
{
  g_auto(JigTreeShapPlan) plan = { 0 };

  return jig_tree_shap_plan_init (&plan, &tree, error);
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_init, NULL), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tree-shap-plan/steps", test_steps);
  g_test_add_func ("/tree-shap-plan/threshold", test_threshold);
  g_test_add_func ("/tree-shap-plan/numbers", test_numbers);
  g_test_add_func ("/tree-shap-plan/no-share", test_no_share);
  g_test_add_func ("/tree-shap-plan/leaf", test_leaf);
  g_test_add_func ("/tree-shap-plan/memory", test_memory);

  return g_test_run ();
}
