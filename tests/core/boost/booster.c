#include "core/boost/booster.h"

#include "core/base/alloc.h"
#include "tests/support/memory.h"

static JigBooster *
make_leaves (gsize n_trees)
{
  JigBooster *booster = jig_booster_new (3, 2, n_trees, NULL);

  for (gsize t = 0; t < n_trees; t++)
    {
      booster->trees[t].nodes = jig_alloc (1, sizeof (JigTreeNode), "a tree", NULL);
      booster->trees[t].n_nodes = 1;
      booster->trees[t].output = (guint) t % 3;
      booster->n_trees++;
    }

  return booster;
}

static void
test_new (void)
{
  g_autoptr(JigBooster) booster = jig_booster_new (3, 2, 6, NULL);

  g_assert_cmpuint (booster->n_outputs, ==, 3);
  g_assert_cmpuint (booster->n_features, ==, 2);
  g_assert_cmpuint (booster->n_trees, ==, 0);
  g_assert_null (booster->router);
  for (guint k = 0; k < 3; k++)
    g_assert_cmpfloat (booster->base[k], ==, 0.0);
}

/* The first trees stay as they are; the others are gone. */
static void
test_trim (void)
{
  for (gsize n_kept = 0; n_kept <= 6; n_kept += 3)
    {
      g_autoptr(JigBooster) booster = make_leaves (6);
      const JigTreeNode *first = booster->trees[0].nodes;

      jig_booster_trim (booster, n_kept);
      g_assert_cmpuint (booster->n_trees, ==, n_kept);
      for (gsize t = 0; t < 6; t++)
        g_assert_true ((booster->trees[t].nodes != NULL) == (t < n_kept));
      g_assert_true (n_kept == 0 || booster->trees[0].nodes == first);
    }
}

static gboolean
try_making (gpointer   data,
            GError   **error)
{
  g_autoptr(JigBooster) booster = jig_booster_new (3, 2, 6, error);

  return booster != NULL;
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_making, NULL), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/booster/new", test_new);
  g_test_add_func ("/booster/trim", test_trim);
  g_test_add_func ("/booster/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
