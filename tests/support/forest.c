#include "tests/support/forest.h"

#include "core/base/random.h"

#include <math.h>

static double
draw_number (JigRandom *random)
{
  return (double) jig_random_below (random, 9) * 0.25 - 1.0;
}

static gboolean
is_category (gsize feature)
{
  return feature % 3 == 2;
}

static double
draw_code (JigRandom *random)
{
  static const double codes[] = { 0, 1, 2, 3, 70, 255, -1, 256, 1000 };

  return codes[jig_random_below (random, G_N_ELEMENTS (codes))];
}

/* In the order of the nodes. */
static void
add_sets (JigTree   *tree,
          JigRandom *random)
{
  for (gsize i = 0; i < tree->n_nodes; i++)
    if (tree->nodes[i].feature >= 0 && is_category ((gsize) tree->nodes[i].feature))
      {
        JigLevelSet *set = &tree->sets[tree->n_sets++];

        tree->nodes[i].set = (guint32) tree->n_sets;
        tree->nodes[i].missing_left = TRUE;
        *set = (JigLevelSet) { { 1 + jig_random_below (random, 15),
                                 jig_random_below (random, 2) << 6, 0,
                                 jig_random_below (random, 2) << 63 } };
      }
}

static void
grow (JigTree   *tree,
      gsize      at,
      guint      depth,
      gsize      n_features,
      JigRandom *random)
{
  JigTreeNode *node = &tree->nodes[at];

  *node = (JigTreeNode) { -1, -1, -1, FALSE, 0.0, jig_random_normal (random), 0.0, 0.0 };
  if (jig_random_below (random, 6) > 0)
    node->cover = (double) (1 + jig_random_below (random, 50));
  if (depth == 0 || (at > 0 && jig_random_below (random, 5) == 0))
    return;

  node->feature = (gint32) jig_random_below (random, n_features);
  node->threshold = draw_number (random);
  node->missing_left = jig_random_below (random, 2) == 0;
  node->left = (gint32) tree->n_nodes++;
  node->right = (gint32) tree->n_nodes++;
  grow (tree, (gsize) node->left, depth - 1, n_features, random);
  grow (tree, (gsize) node->right, depth - 1, n_features, random);
  node->cover = tree->nodes[node->left].cover + tree->nodes[node->right].cover;
}

void
jig_test_forest_init (JigTestForest *self,
                      guint64        seed,
                      guint          depth)
{
  JigRandom random;

  jig_random_init (&random, seed, "forest", 0);
  self->n_features = 2 + jig_random_below (&random, JIG_TEST_FOREST_FEATURES - 1);
  self->n_outputs = 2;
  self->n_trees = 1 + jig_random_below (&random, JIG_TEST_FOREST_TREES);
  self->base[0] = 0.5;
  self->base[1] = -2.0;
  for (gsize t = 0; t < self->n_trees; t++)
    {
      JigTree *tree = &self->trees[t];

      *tree = (JigTree) { self->nodes[t], 1, (guint) t % 2, self->sets[t] };
      grow (tree, 0, t == 2 ? 0 : depth, self->n_features - 1, &random);
      tree->nodes[0].cover = MAX (tree->nodes[0].cover, 1.0);
      add_sets (tree, &random);
    }
}

double *
jig_test_forest_draw_rows (gsize   n_rows,
                           gsize   n_features,
                           guint64 seed)
{
  double *rows = g_new (double, n_rows * n_features + 1);
  JigRandom random;

  jig_random_init (&random, seed, "rows", 0);
  for (gsize i = 0; i < n_rows * n_features; i++)
    rows[i] = jig_random_below (&random, 6) == 0 ? NAN
              : is_category (i % n_features) ? draw_code (&random) : draw_number (&random);

  return rows;
}
