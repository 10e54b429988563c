#include "core/boost/tree-shap.h"

#include "core/base/cpu.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/support/forest.h"
#include "tests/support/golden.h"
#include "tests/support/memory.h"

#include <math.h>

/* What shap.py writes for it. */
#define MISSING 99.0

static gboolean
goes_left (const JigTree     *tree,
           const JigTreeNode *node,
           double             x)
{
  if (node->set != 0)
    return !(x >= 0.0 && x < 256.0) ||
           (tree->sets[node->set - 1].words[(guint) x / 64] >> (guint) x % 64 & 1) == 0;

  return isnan (x) ? node->missing_left : x < node->threshold;
}

/* The obvious way, kept obvious: what a tree gives that knows the features whose
 * bits are set. Without a background row it goes both ways at all others. */
static double
value_of (const JigTree *tree,
          gsize          at,
          const double  *row,
          const double  *background,
          guint          known)
{
  const JigTreeNode *node = &tree->nodes[at];
  double left;
  double right;

  if (node->feature < 0)
    return node->value;

  if ((known >> node->feature & 1) != 0 || background != NULL)
    {
      const double x = ((known >> node->feature & 1) != 0 ? row : background)[node->feature];
      const gboolean is_left = goes_left (tree, node, x);

      return value_of (tree, (gsize) (is_left ? node->left : node->right), row, background, known);
    }

  left = tree->nodes[node->left].cover;
  right = tree->nodes[node->right].cover;
  if (left + right == 0.0)
    left = right = 1.0;

  return (left * value_of (tree, (gsize) node->left, row, NULL, known) +
          right * value_of (tree, (gsize) node->right, row, NULL, known)) / (left + right);
}

static double
value (const JigTestForest *forest,
       guint                output,
       const double        *row,
       const double        *background,
       gsize                n_background,
       guint                known)
{
  double sum = forest->base[output];

  for (gsize t = 0; t < forest->n_trees; t++)
    if (forest->trees[t].output == output)
      {
        double mean = n_background == 0 ? value_of (&forest->trees[t], 0, row, NULL, known) : 0.0;

        for (gsize i = 0; i < n_background; i++)
          mean += value_of (&forest->trees[t], 0, row, background + i * forest->n_features,
                            known) / (double) n_background;
        sum += mean;
      }

  return sum;
}

static double
factorial (gsize n)
{
  return n < 2 ? 1.0 : (double) n * factorial (n - 1);
}

static guint
n_bits (guint set)
{
  return (guint) __builtin_popcount (set);
}

/* Of all sets of features. */
static void
fill_values (const JigTestForest *forest,
             guint                output,
             const double        *row,
             const double        *background,
             gsize                n_background,
             double              *values)
{
  for (guint set = 0; set < 1u << forest->n_features; set++)
    values[set] = value (forest, output, row, background, n_background, set);
}

static double
reference_contribution (const double *values,
                        gsize         n_features,
                        gsize         feature)
{
  const guint own = 1u << feature;
  double sum = 0.0;

  for (guint set = 0; set < 1u << n_features; set++)
    if ((set & own) == 0)
      sum += factorial (n_bits (set)) * factorial (n_features - n_bits (set) - 1) /
             factorial (n_features) * (values[set | own] - values[set]);

  return sum;
}

static double
reference_interaction (const double *values,
                       gsize         n_features,
                       gsize         one,
                       gsize         other)
{
  const guint a = 1u << one;
  const guint b = 1u << other;
  double sum = 0.0;

  for (guint set = 0; set < 1u << n_features; set++)
    if ((set & (a | b)) == 0)
      sum += factorial (n_bits (set)) * factorial (n_features - n_bits (set) - 2) /
             factorial (n_features - 1) / 2.0 *
             (values[set | a | b] - values[set | a] - values[set | b] + values[set]);

  return sum;
}

static JigTreeShap *
make (const JigTestForest *forest,
      JigTreeShapPrecision precision,
      const double        *background,
      gsize                n_background)
{
  g_autoptr(GError) error = NULL;
  JigTreeShap *shap =
    n_background == 0
    ? jig_tree_shap_new (forest->trees, forest->n_trees, forest->base, forest->n_outputs,
                         forest->n_features, precision, &error)
    : jig_tree_shap_new_background (forest->trees, forest->n_trees, forest->base,
                                    forest->n_outputs, forest->n_features, precision, background,
                                    n_background, &error);

  g_assert_no_error (error);
  g_assert_nonnull (shap);

  return shap;
}

static double *
contribute (const JigTreeShap   *shap,
            const JigTestForest *forest,
            const double        *rows,
            gsize                n_rows)
{
  double *contributions = g_new (double, n_rows * forest->n_outputs * forest->n_features + 1);
  g_autoptr(GError) error = NULL;

  jig_tree_shap_contribute (shap, rows, n_rows, contributions, NULL, &error);
  g_assert_no_error (error);

  return contributions;
}

static double *
interact (const JigTreeShap   *shap,
          const JigTestForest *forest,
          const double        *rows,
          gsize                n_rows)
{
  const gsize n_cells = forest->n_outputs * forest->n_features * forest->n_features;
  double *interactions = g_new (double, n_rows * n_cells + 1);
  g_autoptr(GError) error = NULL;

  jig_tree_shap_interact (shap, rows, n_rows, interactions, NULL, &error);
  g_assert_no_error (error);

  return interactions;
}

/* One row's values of one output against all sets of features, and what holds of
 * them whatever they are. */
static void
check_row (const JigTestForest *forest,
           guint                output,
           const double        *row,
           const double        *background,
           gsize                n_background,
           const double        *contributions,
           const double        *interactions,
           double               epsilon)
{
  const gsize n = forest->n_features;
  double values[1 << JIG_TEST_FOREST_FEATURES];
  double sum = 0.0;

  fill_values (forest, output, row, background, n_background, values);
  for (gsize i = 0; i < n; i++)
    {
      double over_row = 0.0;

      sum += contributions[i];
      g_assert_cmpfloat_with_epsilon (contributions[i], reference_contribution (values, n, i),
                                      epsilon);
      for (gsize j = 0; j < n; j++)
        {
          over_row += interactions[i * n + j];
          g_assert_cmpfloat (interactions[i * n + j], ==, interactions[j * n + i]);
          if (i != j)
            g_assert_cmpfloat_with_epsilon (interactions[i * n + j],
                                            reference_interaction (values, n, i, j), epsilon);
        }
      g_assert_cmpfloat_with_epsilon (over_row, contributions[i], epsilon);
    }

  g_assert_cmpfloat_with_epsilon (values[0] + sum, values[(1u << n) - 1], epsilon);
  g_assert_cmpfloat (contributions[n - 1], ==, 0.0);
  g_assert_cmpfloat (interactions[n * n - 1], ==, 0.0);
}

static void
check_forest (const JigTestForest *forest,
              JigTreeShapPrecision precision,
              gsize                n_background,
              double               epsilon)
{
  const gsize n_rows = 5;
  const gsize n = forest->n_features;
  g_autofree double *rows = jig_test_forest_draw_rows (n_rows, n, 3);
  g_autofree double *background = jig_test_forest_draw_rows (n_background, n, 4);
  g_autoptr(JigTreeShap) shap = make (forest, precision, background, n_background);
  g_autofree double *contributions = contribute (shap, forest, rows, n_rows);
  g_autofree double *interactions = interact (shap, forest, rows, n_rows);

  for (guint output = 0; output < forest->n_outputs; output++)
    {
      g_assert_cmpfloat_with_epsilon (jig_tree_shap_get_expected (shap)[output],
                                      value (forest, output, rows, background, n_background, 0),
                                      1e-12);
      for (gsize i = 0; i < n_rows; i++)
        check_row (forest, output, rows + i * n, background, n_background,
                   contributions + (i * forest->n_outputs + output) * n,
                   interactions + (i * forest->n_outputs + output) * n * n, epsilon);
    }
}

/* The values of a leaf are about 1: 1e-9 is far above the rounding of a double,
 * and 2e-5 is that of sums of a few hundred floats. */
static void
test_all_sets (gconstpointer data)
{
  const gsize n_background = GPOINTER_TO_SIZE (data);

  for (guint64 seed = 0; seed < 24; seed++)
    {
      JigTestForest forest;

      jig_test_forest_init (&forest, seed, (guint) (1 + seed % 6));
      check_forest (&forest, JIG_TREE_SHAP_DOUBLE, n_background, 1e-9);
      check_forest (&forest, JIG_TREE_SHAP_SINGLE, n_background, 2e-5);
    }
}

static void
check_golden (JsonObject           *object,
              JigTreeShapPrecision  precision)
{
  const gsize n = (gsize) json_object_get_int_member (object, "columns");
  JsonArray *array = json_object_get_array_member (object, "trees");
  const gsize n_trees = json_array_get_length (array);
  g_autofree JigTree *trees = g_new0 (JigTree, n_trees);
  gsize n_outputs, n_values, n_pairs, n_cells;
  g_autofree double *base = jig_test_golden_numbers (object, "base", &n_outputs);
  g_autofree double *expected = jig_test_golden_numbers (object, "expected", &n_outputs);
  g_autofree double *values = jig_test_golden_numbers (object, "contributions", &n_values);
  g_autofree double *pairs = jig_test_golden_numbers (object, "interactions", &n_pairs);
  g_autofree double *rows = jig_test_golden_numbers (object, "rows", &n_cells);
  g_autofree double *contributions = g_new (double, n_values);
  g_autofree double *interactions = g_new (double, n_pairs);
  g_autoptr(JigTreeShap) shap = NULL;

  for (gsize i = 0; i < n_cells; i++)
    rows[i] = rows[i] == MISSING ? NAN : rows[i];
  for (gsize t = 0; t < n_trees; t++)
    g_assert_true (jig_tree_read (json_array_get_object_element (array, (guint) t), n,
                                  (guint) n_outputs, t, "shap.json", &trees[t], NULL));

  shap = jig_tree_shap_new (trees, n_trees, base, (guint) n_outputs, n, precision, NULL);
  g_assert_true (jig_tree_shap_contribute (shap, rows, n_cells / n, contributions, NULL, NULL));
  g_assert_true (jig_tree_shap_interact (shap, rows, n_cells / n, interactions, NULL, NULL));
  for (gsize i = 0; i < n_outputs; i++)
    g_assert_cmpfloat_with_epsilon (jig_tree_shap_get_expected (shap)[i], expected[i], 1e-5);
  for (gsize i = 0; i < n_values; i++)
    g_assert_cmpfloat_with_epsilon (contributions[i], values[i], 1e-5);
  for (gsize i = 0; i < n_pairs; i++)
    g_assert_cmpfloat_with_epsilon (interactions[i], pairs[i], 1e-5);

  for (gsize t = 0; t < n_trees; t++)
    jig_tree_clear (&trees[t]);
}

/* XGBoost works in float: it is the one that is 1e-6 off. */
static void
test_golden (void)
{
  g_autoptr(JsonNode) root = jig_test_golden ("shap.json");
  JsonArray *cases = json_object_get_array_member (json_node_get_object (root), "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      check_golden (json_array_get_object_element (cases, i), JIG_TREE_SHAP_DOUBLE);
      check_golden (json_array_get_object_element (cases, i), JIG_TREE_SHAP_SINGLE);
    }
}

/* Whatever runs it, however many rows come, wherever a row stands among them. */
static void
test_same_bits (gconstpointer data)
{
  const JigTreeShapPrecision precision = (JigTreeShapPrecision) GPOINTER_TO_UINT (data);
  static const gsize n_rows[] = { 0, 1, 7, 8, 9, 15, 16, 17, 33, 1100 };
  const JigIsa isa_before = jig_cpu_get_isa ();
  JigTestForest forest;
  gsize size;
  g_autofree double *rows = NULL;
  g_autoptr(JigTreeShap) shap = NULL;
  g_autofree double *expected = NULL;
  g_autofree double *expected_pairs = NULL;

  jig_test_forest_init (&forest, 7, 6);
  size = forest.n_outputs * forest.n_features * sizeof (double);
  rows = jig_test_forest_draw_rows (1100, forest.n_features, 5);
  shap = make (&forest, precision, NULL, 0);
  jig_cpu_set_isa (JIG_ISA_PORTABLE);
  jig_parallel_set_n_threads (1);
  expected = contribute (shap, &forest, rows, 1100);
  expected_pairs = interact (shap, &forest, rows, 33);

  for (JigIsa isa = JIG_ISA_PORTABLE; isa < JIG_N_ISAS && jig_cpu_has_isa (isa); isa++)
    for (guint n_threads = 1; n_threads <= 3; n_threads += 2)
      for (gsize i = 0; i < G_N_ELEMENTS (n_rows); i++)
        {
          const gsize n_pairs = MIN (n_rows[i], 33);
          g_autofree double *contributions = NULL;
          g_autofree double *interactions = NULL;

          jig_cpu_set_isa (isa);
          jig_parallel_set_n_threads (n_threads);
          contributions = contribute (shap, &forest, rows, n_rows[i]);
          interactions = interact (shap, &forest, rows, n_pairs);
          g_assert_cmpmem (contributions, n_rows[i] * size, expected, n_rows[i] * size);
          g_assert_cmpmem (interactions, n_pairs * size * forest.n_features,
                           expected_pairs, n_pairs * size * forest.n_features);
        }

  jig_cpu_set_isa (isa_before);
  jig_parallel_set_n_threads (0);
}

static JigTreeNode stump[] = {
  { 1, 1, 2, TRUE, 0.1, 0.0, 1.0, 0.0 },
  { -1, -1, -1, FALSE, 0.0, -1.0, 0.0, 0.0 },
  { -1, -1, -1, FALSE, 0.0, 2.0, 0.0, 0.0 },
};
static JigTreeNode leaf[] = { { -1, -1, -1, FALSE, 0.0, 8.0, 0.0, 0.0 } };

/* What the command line promises: 80 when fever and cough, else 0. Against all
 * four combinations, without either, and with fever only. */
static void
test_fever (void)
{
  JigTreeNode nodes[] = {
    { 0, 1, 2, FALSE, 0.5, 0.0, 1.0, 4.0 },
    { -1, -1, -1, FALSE, 0.0, 0.0, 0.0, 2.0 },
    { 1, 3, 4, FALSE, 0.5, 0.0, 1.0, 2.0 },
    { -1, -1, -1, FALSE, 0.0, 0.0, 0.0, 1.0 },
    { -1, -1, -1, FALSE, 0.0, 80.0, 0.0, 1.0 },
  };
  const JigTree tree = { nodes, G_N_ELEMENTS (nodes), 0 };
  const double background[] = { 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0 };
  const double row[] = { 1.0, 1.0 };
  const double base = 0.0;
  const struct
  {
    gsize  from;
    gsize  n_rows;
    double expected[3];
  } cases[] = {
    { 0, 4, { 20.0, 30.0, 30.0 } },
    { 1, 1, { 0.0, 40.0, 40.0 } },
    { 2, 1, { 0.0, 0.0, 80.0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigTreeShap) shap =
        jig_tree_shap_new_background (&tree, 1, &base, 1, 2, JIG_TREE_SHAP_DOUBLE,
                                      background + 2 * cases[i].from, cases[i].n_rows, NULL);
      double contributions[2];

      g_assert_true (jig_tree_shap_contribute (shap, row, 1, contributions, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (jig_tree_shap_get_expected (shap)[0], cases[i].expected[0],
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (contributions[0], cases[i].expected[1], 1e-9);
      g_assert_cmpfloat_with_epsilon (contributions[1], cases[i].expected[2], 1e-9);
    }
}

static void
test_no_covers (void)
{
  const JigTree trees[] = { { leaf, 1, 0 }, { stump, 3, 0 } };
  const double background[] = { 0.0, 0.0, 0.0, 5.0 };
  const double row[] = { 0.0, 1.0 };
  const double base = 0.5;
  g_autoptr(GError) error = NULL;
  g_autoptr(JigTreeShap) shap = NULL;
  double contributions[2];

  g_assert_null (jig_tree_shap_new (trees, 2, &base, 1, 2, JIG_TREE_SHAP_DOUBLE, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==,
                   "Tree 1 does not say how many rows reached its nodes, so its answers can only"
                   " be explained against background rows.");

  shap = jig_tree_shap_new_background (trees, 2, &base, 1, 2, JIG_TREE_SHAP_DOUBLE, background, 2,
                                       NULL);
  g_assert_true (jig_tree_shap_contribute (shap, row, 1, contributions, NULL, NULL));
  g_assert_cmpfloat (jig_tree_shap_get_expected (shap)[0], ==, 9.0);
  g_assert_cmpfloat (contributions[0], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (contributions[1], 1.5, 1e-15);
}

/* A tree that asks nothing says nothing about features; nor does no tree. */
static void
test_nothing_asked (void)
{
  const JigTree trees[] = { { leaf, 1, 0 }, { leaf, 1, 1 } };
  const double base[] = { 0.5, 1.0 };
  const double rows[] = { 1.0, NAN };

  for (gsize n_trees = 0; n_trees <= 2; n_trees++)
    {
      g_autoptr(JigTreeShap) shap = jig_tree_shap_new (trees, n_trees, base, 2, 1,
                                                       JIG_TREE_SHAP_SINGLE, NULL);
      double contributions[4] = { 1.0, 1.0, 1.0, 1.0 };

      g_assert_true (jig_tree_shap_contribute (shap, rows, 2, contributions, NULL, NULL));
      for (gsize i = 0; i < 4; i++)
        g_assert_cmpfloat (contributions[i], ==, 0.0);
      g_assert_cmpfloat (jig_tree_shap_get_expected (shap)[1], ==, n_trees == 2 ? 9.0 : 1.0);
    }
}

/* Values are floats, as the trees' own are: 0.1 as a float is above 0.1. */
static void
test_floats (void)
{
  const JigTree tree = { stump, 3, 0 };
  const double background[] = { 0.0, 0.0 };
  const double row[] = { 0.0, 0.1 };
  const double base = 0.0;
  double contributions[2];

  for (guint precision = 0; precision < 2; precision++)
    {
      g_autoptr(JigTreeShap) shap =
        jig_tree_shap_new_background (&tree, 1, &base, 1, 2, (JigTreeShapPrecision) precision,
                                      background, 1, NULL);

      g_assert_true (jig_tree_shap_contribute (shap, row, 1, contributions, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (contributions[1], 3.0, 1e-6);
    }
}

static gboolean
try_everything (gpointer data,
                GError **error)
{
  const JigTestForest *forest = data;
  g_autofree double *rows = jig_test_forest_draw_rows (3, forest->n_features, 1);
  double contributions[3 * 2 * JIG_TEST_FOREST_FEATURES];
  double interactions[3 * 2 * JIG_TEST_FOREST_FEATURES * JIG_TEST_FOREST_FEATURES];
  g_autoptr(JigTreeShap) covers =
    jig_tree_shap_new (forest->trees, forest->n_trees, forest->base, 2, forest->n_features,
                       JIG_TREE_SHAP_DOUBLE, error);
  g_autoptr(JigTreeShap) against = NULL;

  if (covers == NULL || !jig_tree_shap_contribute (covers, rows, 3, contributions, NULL, error))
    return FALSE;

  against = jig_tree_shap_new_background (forest->trees, forest->n_trees, forest->base, 2,
                                          forest->n_features, JIG_TREE_SHAP_SINGLE, rows, 2,
                                          error);

  return against != NULL && jig_tree_shap_interact (against, rows, 3, interactions, NULL, error);
}

static void
test_memory (void)
{
  JigTestForest forest;

  jig_test_forest_init (&forest, 2, 3);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_everything, &forest), >, 10);
}

static void
test_assumption (void)
{
  JigTestForest forest;
  g_autofree double *rows = NULL;

  jig_test_forest_init (&forest, 2, 3);
  rows = jig_test_forest_draw_rows (3, forest.n_features, 1);
  for (gsize n_background = 0; n_background <= 3; n_background += 3)
    {
      g_autoptr(JigTreeShap) shap = make (&forest, JIG_TREE_SHAP_SINGLE, rows, n_background);
      g_autofree char *assumption = jig_tree_shap_dup_assumption (shap);

      g_assert_cmpstr (assumption, ==, n_background == 0
                                       ? "path-dependent" : "interventional, 3 background rows");
    }
}

static void
test_importances (void)
{
  const double contributions[] = { 1.0, -2.0, 0.5, 0.0, -3.0, 4.0, 0.5, 0.0 };
  double importances[2] = { 9.0, 9.0 };

  jig_tree_shap_importances (contributions, 2, 2, 2, importances);
  g_assert_cmpfloat (importances[0], ==, 2.5);
  g_assert_cmpfloat (importances[1], ==, 3.0);

  jig_tree_shap_importances (contributions, 0, 2, 2, importances);
  g_assert_cmpfloat (importances[0], ==, 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/tree-shap/all-sets/covers", GSIZE_TO_POINTER (0), test_all_sets);
  g_test_add_data_func ("/tree-shap/all-sets/background-1", GSIZE_TO_POINTER (1), test_all_sets);
  g_test_add_data_func ("/tree-shap/all-sets/background-3", GSIZE_TO_POINTER (3), test_all_sets);
  g_test_add_func ("/tree-shap/golden", test_golden);
  g_test_add_data_func ("/tree-shap/same-bits/double", GUINT_TO_POINTER (JIG_TREE_SHAP_DOUBLE),
                        test_same_bits);
  g_test_add_data_func ("/tree-shap/same-bits/single", GUINT_TO_POINTER (JIG_TREE_SHAP_SINGLE),
                        test_same_bits);
  g_test_add_func ("/tree-shap/fever", test_fever);
  g_test_add_func ("/tree-shap/no-covers", test_no_covers);
  g_test_add_func ("/tree-shap/nothing-asked", test_nothing_asked);
  g_test_add_func ("/tree-shap/floats", test_floats);
  g_test_add_func ("/tree-shap/memory", test_memory);
  g_test_add_func ("/tree-shap/assumption", test_assumption);
  g_test_add_func ("/tree-shap/importances", test_importances);

  return g_test_run ();
}
