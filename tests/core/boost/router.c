#include "core/boost/router.h"

#include <math.h>

/* Below 2.5 of feature 0; without a value to the left. */
static JigTreeNode stump[] = {
  { 0, 1, 2, TRUE, 2.5, 0.0, 1.0, 2.0 },
  { -1, -1, -1, FALSE, 0.0, -1.5, 0.0, 1.0 },
  { -1, -1, -1, FALSE, 0.0, 0.25, 0.0, 1.0 },
};

static JigTreeNode leaf[] = { { -1, -1, -1, FALSE, 0.0, 8.0, 0.0, 1.0 } };

/* Each tree adds to its own output, and every row starts from the base. */
static void
test_outputs (void)
{
  const JigTree trees[] = { { stump, 3, 0 }, { leaf, 1, 1 }, { stump, 3, 0 }, { stump, 3, 1 } };
  const double base[] = { 100.0, 200.0 };
  const double rows[] = { 2.0, 2.5, NAN };
  const double expected[] = { 97.0, 206.5, 100.5, 208.25, 97.0, 206.5 };
  g_autoptr(JigRouter) router = jig_router_new (trees, 4, base, 2, 1, NULL);
  double margins[6];

  jig_router_predict (router, rows, 3, margins);
  g_assert_cmpmem (margins, sizeof margins, expected, sizeof expected);
}

static void
test_no_tree (void)
{
  const double base[] = { 0.5 };
  const double rows[] = { 1.0, 2.0 };
  g_autoptr(JigRouter) router = jig_router_new (NULL, 0, base, 1, 1, NULL);
  double margins[2];

  jig_router_predict (router, rows, 2, margins);
  g_assert_cmpfloat (margins[0], ==, 0.5);
  g_assert_cmpfloat (margins[1], ==, 0.5);
  jig_router_predict (router, NULL, 0, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/router/outputs", test_outputs);
  g_test_add_func ("/router/no-tree", test_no_tree);

  return g_test_run ();
}
