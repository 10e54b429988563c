#include "core/boost/router.h"

#include "core/base/alloc.h"
#include "core/base/cpu.h"
#include "core/base/parallel.h"
#include "tests/support/memory.h"

#include <math.h>
#include <string.h>

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
  const double rows[20] = { 1.0, 2.0 };
  g_autoptr(JigRouter) router = jig_router_new (NULL, 0, base, 1, 1, NULL);
  double margins[20];

  jig_router_predict (router, rows, 20, margins);
  for (gsize i = 0; i < 20; i++)
    g_assert_cmpfloat (margins[i], ==, 0.5);
  jig_router_predict (router, NULL, 0, NULL);
}

/* Models that take each way: codes of 8 and of 16 bits, walks, several of them. */
typedef struct
{
  const char *name;
  gsize       n_trees;
  gsize       n_splits;      /* of a tree; of every third one a tenth */
  gsize       n_features;
  gsize       n_thresholds;  /* of a feature, to choose from */
  guint       n_outputs;
  gboolean    is_deep;       /* it grows at its last leaf */
  gint        n_sets;        /* of 8 questions, in every third tree */
} Shape;

static const Shape shapes[] = {
  { "small", 7, 5, 2, 3, 1, FALSE },
  { "usual", 30, 80, 28, 254, 1, FALSE },
  { "classes", 30, 63, 4, 100, 3, FALSE },
  { "deep", 5, 100, 3, 50, 1, TRUE },
  { "stumps", 20, 1, 40, 9, 2, FALSE },
  { "leaves", 3, 0, 2, 2, 1, FALSE },
  { "31-cuts", 9, 200, 1, 31, 1, FALSE },
  { "32-cuts", 9, 200, 1, 32, 1, FALSE },
  { "254-cuts", 40, 255, 2, 254, 1, FALSE },
  { "255-cuts", 40, 255, 2, 255, 1, FALSE },
  { "many-cuts", 60, 200, 2, 5000, 1, FALSE },
  { "256-leaves", 6, 255, 5, 200, 1, FALSE },
  { "257-leaves", 6, 256, 5, 200, 2, FALSE },
  { "1024-nodes", 3, 1024, 9, 254, 1, FALSE },
  { "1025-nodes", 4, 1025, 9, 254, 1, FALSE },
  { "3000-nodes", 4, 3000, 300, 5000, 2, FALSE },
  { "cuts-without-codes", 450, 250, 1, 1 << 24, 1, FALSE },
  { "some-sets", 30, 80, 28, 254, 1, FALSE, 2 },
  { "sets", 12, 100, 5, 5000, 3, FALSE, 8 },
  { "columns-without-codes", 600, 250, 40000, 4, 1, FALSE },
};

typedef struct
{
  const Shape *shape;
  JigTree     *trees;     /* (n_trees,) */
  double      *base;      /* (n_outputs,) */
  JigRouter   *router;
  GRand       *rand;
} Model;

static double
draw_threshold (Model *model)
{
  const gint32 n = (gint32) model->shape->n_thresholds;

  return (float) (g_rand_int_range (model->rand, 0, n) - n / 2) / 8.0f;
}

static JigTreeNode
draw_leaf (Model *model)
{
  return (JigTreeNode) { -1, -1, -1, FALSE, 0.0,
                         (float) g_rand_double_range (model->rand, -1.0, 1.0), 0.0, 1.0 };
}

static void
grow (Model   *model,
      gsize    n_splits,
      JigTree *tree)
{
  tree->nodes = jig_alloc (2 * n_splits + 1, sizeof *tree->nodes, "a tree", NULL);
  tree->nodes[0] = draw_leaf (model);
  tree->n_nodes = 1;

  for (gsize i = 0; i < n_splits; i++)
    {
      gsize at = tree->n_nodes - 1;

      for (gboolean is_leaf = model->shape->is_deep; !is_leaf;)
        {
          at = (gsize) g_rand_int_range (model->rand, 0, (gint32) tree->n_nodes);
          is_leaf = tree->nodes[at].feature < 0;
        }

      tree->nodes[at] = (JigTreeNode) {
        .feature = g_rand_int_range (model->rand, 0, (gint32) model->shape->n_features),
        .left = (gint32) tree->n_nodes,
        .right = (gint32) tree->n_nodes + 1,
        .missing_left = g_rand_boolean (model->rand),
        .threshold = draw_threshold (model),
      };
      tree->nodes[tree->n_nodes++] = draw_leaf (model);
      tree->nodes[tree->n_nodes++] = draw_leaf (model);
    }
}

static void
add_sets (Model   *model,
          JigTree *tree)
{
  tree->sets = jig_alloc (tree->n_nodes, sizeof *tree->sets, "a tree", NULL);
  for (gsize i = 0; i < tree->n_nodes; i++)
    if (tree->nodes[i].feature >= 0 &&
        g_rand_int_range (model->rand, 0, 8) < model->shape->n_sets)
      {
        JigLevelSet *set = &tree->sets[tree->n_sets++];

        tree->nodes[i].set = (guint32) tree->n_sets;
        tree->nodes[i].missing_left = TRUE;
        for (gsize k = 0; k < G_N_ELEMENTS (set->words); k++)
          set->words[k] = 1 + (guint64) g_rand_int (model->rand) * g_rand_int (model->rand);
      }
}

static void
model_init (Model       *model,
            const Shape *shape)
{
  *model = (Model) { .shape = shape, .rand = g_rand_new_with_seed (1) };
  model->trees = g_new0 (JigTree, shape->n_trees);
  model->base = g_new (double, shape->n_outputs);

  for (guint k = 0; k < shape->n_outputs; k++)
    model->base[k] = (float) g_rand_double (model->rand);
  for (gsize t = 0; t < shape->n_trees; t++)
    {
      model->trees[t].output = (guint) t % shape->n_outputs;
      grow (model, t % 3 == 2 ? shape->n_splits / 10 : shape->n_splits, &model->trees[t]);
      if (t % 3 == 0 && shape->n_sets > 0)
        add_sets (model, &model->trees[t]);
      g_assert_true (jig_tree_check (&model->trees[t], shape->n_features, shape->n_outputs, t,
                                     "a tree", NULL));
    }

  model->router = jig_router_new (model->trees, shape->n_trees, model->base, shape->n_outputs,
                                  shape->n_features, NULL);
  g_assert_nonnull (model->router);
}

static void
model_clear (Model *model)
{
  for (gsize t = 0; t < model->shape->n_trees; t++)
    jig_tree_clear (&model->trees[t]);
  g_free (model->trees);
  g_free (model->base);
  jig_router_free (model->router);
  g_rand_free (model->rand);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Model, model_clear)

/* Exactly on thresholds, on either side as a float and as a double, and what has
 * no place between them. */
static double
draw_value (Model *model)
{
  static const double special[] = { NAN, INFINITY, -INFINITY, -0.0, 0.0, 1e300, -1e300, 1e-310 };
  const float threshold = (float) draw_threshold (model);
  const float below = nextafterf (threshold, -INFINITY);
  const double middle = below + ((double) threshold - below) / 2.0;

  switch (g_rand_int_range (model->rand, 0, 8))
    {
    case 0:
      return special[g_rand_int_range (model->rand, 0, G_N_ELEMENTS (special))];
    case 1:
      return below;
    case 2:
      return nextafterf (threshold, INFINITY);
    case 3:
      return nextafter (middle, -INFINITY);
    case 4:
      return nextafter (middle, INFINITY);
    case 5:
      return middle;
    default:
      return threshold;
    }
}

static double *
draw_rows (Model *model,
           gsize  n_rows)
{
  double *rows = g_new (double, n_rows * model->shape->n_features + 1);

  for (gsize i = 0; i < n_rows * model->shape->n_features; i++)
    rows[i] = draw_value (model);

  return rows;
}

/* The obvious way, kept obvious. */
static double *
reference (const Model  *model,
           const double *rows,
           gsize         n_rows)
{
  const gsize n_outputs = model->shape->n_outputs;
  double *margins = g_new (double, n_rows * n_outputs + 1);

  for (gsize row = 0; row < n_rows; row++)
    for (gsize k = 0; k < n_outputs; k++)
      {
        float margin = (float) model->base[k];

        for (gsize t = k; t < model->shape->n_trees; t += n_outputs)
          margin += (float) jig_tree_predict (&model->trees[t],
                                              rows + row * model->shape->n_features);
        margins[row * n_outputs + k] = margin;
      }

  return margins;
}

static void
check_rows (const Model  *model,
            const double *rows,
            gsize         n_rows,
            const double *expected)
{
  const gsize n_margins = n_rows * model->shape->n_outputs;
  g_autofree double *margins = g_new (double, n_margins + 1);

  margins[n_margins] = 7.0;
  jig_router_predict (model->router, rows, n_rows, margins);
  g_assert_cmpmem (margins, n_margins * sizeof *margins, expected, n_margins * sizeof *margins);
  g_assert_cmpfloat (margins[n_margins], ==, 7.0);
}

static void
test_reference (gconstpointer data)
{
  static const gsize sizes[] = { 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 130 };
  const JigIsa usual = jig_cpu_get_isa ();
  g_auto(Model) model = { 0 };
  g_autofree double *rows = NULL;
  g_autofree double *expected = NULL;

  model_init (&model, data);
  rows = draw_rows (&model, 130);
  expected = reference (&model, rows, 130);

  for (JigIsa isa = JIG_ISA_PORTABLE; isa < JIG_N_ISAS && jig_cpu_has_isa (isa); isa++)
    {
      jig_cpu_set_isa (isa);
      g_test_message ("%s", jig_cpu_get_isa_name (isa));
      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        check_rows (&model, rows, sizes[i], expected);
    }
  jig_cpu_set_isa (usual);
}

static void
test_sizes (void)
{
  enum { N_ROWS = 131 };
  g_auto(Model) model = { 0 };
  g_autofree double *rows = NULL;
  g_autofree double *expected = NULL;

  model_init (&model, &shapes[1]);
  rows = draw_rows (&model, N_ROWS);
  expected = reference (&model, rows, N_ROWS);
  for (gsize n_rows = 0; n_rows < N_ROWS; n_rows++)
    check_rows (&model, rows + model.shape->n_features, n_rows, expected + 1);
}

typedef struct
{
  const Model  *model;
  const double *rows;
  double       *margins;
} Run;

static void
run_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Run *run = data;

  jig_router_predict (run->model->router, run->rows + begin * run->model->shape->n_features,
                      end - begin, run->margins + begin);
}

static void
test_threads (void)
{
  enum { N_ROWS = 5000 };
  static const guint n_threads[] = { 1, 2, 3, 7 };
  g_auto(Model) model = { 0 };
  g_autofree double *rows = NULL;
  g_autofree double *expected = NULL;

  model_init (&model, &shapes[1]);
  rows = draw_rows (&model, N_ROWS);
  expected = reference (&model, rows, N_ROWS);
  for (gsize i = 0; i < G_N_ELEMENTS (n_threads); i++)
    {
      g_autofree double *margins = g_new0 (double, N_ROWS);
      Run run = { &model, rows, margins };

      jig_parallel_set_n_threads (n_threads[i]);
      jig_parallel_for (N_ROWS, 512, run_chunk, &run);
      g_assert_cmpmem (margins, N_ROWS * sizeof *margins, expected, N_ROWS * sizeof *expected);
    }
  jig_parallel_set_n_threads (0);
}

/* Few rows take no memory, and many can do without. */
static void
test_without_memory (void)
{
  g_auto(Model) model = { 0 };
  g_autofree double *rows = NULL;
  g_autofree double *expected = NULL;
  gsize n_calls;

  model_init (&model, &shapes[1]);
  rows = draw_rows (&model, 100);
  expected = reference (&model, rows, 100);

  n_calls = jig_alloc_get_n_calls ();
  check_rows (&model, rows, 15, expected);
  g_assert_cmpuint (jig_alloc_get_n_calls (), ==, n_calls);

  jig_alloc_fail_after (0);
  check_rows (&model, rows, 100, expected);
  jig_alloc_fail_after (-1);
}

static gboolean
try_to_make (gpointer   data,
             GError   **error)
{
  const Model *model = data;
  g_autoptr(JigRouter) router = jig_router_new (model->trees, model->shape->n_trees, model->base,
                                                model->shape->n_outputs, model->shape->n_features,
                                                error);

  return router != NULL;
}

static void
test_out_of_memory (void)
{
  g_auto(Model) model = { 0 };

  model_init (&model, &shapes[0]);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_to_make, &model), >=, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/router/outputs", test_outputs);
  g_test_add_func ("/router/no-tree", test_no_tree);
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/router/reference/%s", shapes[i].name);

      g_test_add_data_func (path, &shapes[i], test_reference);
    }
  g_test_add_func ("/router/sizes", test_sizes);
  g_test_add_func ("/router/threads", test_threads);
  g_test_add_func ("/router/without-memory", test_without_memory);
  g_test_add_func ("/router/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
