#include "core/model/leaf-table.h"

#include "core/base/error.h"
#include "core/boost/booster.h"
#include "tests/support/bundles.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#define N_ROWS 12

static const char * const table[] = {
  "size n:1|2|3|4|5|6|7|8|9|10|11|12",
  "noise n:3|1|4|1|5|9|2|6|5|3|5|8",
  "cost n:10|12|14|16|18|20|30|31|32|33|34|35",
  "town c:A|B|C|A|B|C|A|B|C|A|B|C",
  NULL,
};

static JigBundle *
fit (const char *target,
     const char *kind)
{
  g_autoptr(GError) error = NULL;
  JigBundle *bundle = jig_test_bundle (table, target, kind, &error);

  g_assert_no_error (error);

  return bundle;
}

/* What the leaves hold adds up to what the model says. */
static void
check (const char *target,
       const char *first_name)
{
  g_autoptr(JigBundle) bundle = fit (target, "boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigFrame) leaves = jig_leaf_table_new (bundle, frame, NULL, NULL);
  const JigBooster *booster = jig_model_get_data (jig_bundle_get_model (bundle));
  const guint n_outputs = booster->n_outputs;
  g_autofree double *margins = g_new (double, N_ROWS * n_outputs);

  g_assert_cmpuint (jig_frame_get_n_columns (leaves), ==, booster->n_trees);
  g_assert_cmpuint (jig_frame_get_n_rows (leaves), ==, N_ROWS);
  g_assert_cmpstr (jig_column_get_name (jig_frame_get_column (leaves, 0)), ==, first_name);
  g_assert_true (jig_bundle_predict (bundle, frame, NULL, margins, NULL, NULL));
  for (gsize row = 0; row < N_ROWS; row++)
    for (guint k = 0; k < n_outputs; k++)
      {
        float sum = (float) booster->base[k];

        for (gsize t = k; t < booster->n_trees; t += n_outputs)
          {
            const double leaf = jig_column_get_number (jig_frame_get_column (leaves, t), row);
            const JigTreeNode *node = &booster->trees[t].nodes[(gsize) leaf];

            g_assert_cmpint (node->feature, <, 0);
            sum += (float) node->value;
          }
        g_assert_cmpfloat_with_epsilon (sum, margins[row * n_outputs + k], 1e-4);
      }
}

static void
test_numbers (void)
{
  check ("cost", "leaf_1");
}

static void
test_classes (void)
{
  check ("town", "leaf_1_A");
}

static void
test_refused (void)
{
  static const char * const other[] = { "noise n:1", "cost n:1", "town c:A", NULL };
  g_autoptr(JigBundle) linear = fit ("cost", "linear");
  g_autoptr(JigBundle) bundle = fit ("cost", "boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigFrame) no_size = jig_test_table (other);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_leaf_table_new (linear, frame, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, "Only trees have leaves; this model is of the kind linear.");
  g_clear_error (&error);
  g_assert_null (jig_leaf_table_new (bundle, no_size, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
}

static gboolean
try_leaves (gpointer   data,
            GError   **error)
{
  gpointer *both = data;
  g_autoptr(JigFrame) leaves = jig_leaf_table_new (both[0], both[1], NULL, error);

  return leaves != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigBundle) bundle = fit ("cost", "boost");
  g_autoptr(JigFrame) frame = jig_test_table (table);
  gpointer data[] = { bundle, frame };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_leaves, data), >, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/leaf-table/numbers", test_numbers);
  g_test_add_func ("/leaf-table/classes", test_classes);
  g_test_add_func ("/leaf-table/refused", test_refused);
  g_test_add_func ("/leaf-table/memory", test_memory);

  return g_test_run ();
}
