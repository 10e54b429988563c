#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/model/bundle.h"
#include "tests/support/bundles.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <string.h>

static const char * const table[] = {
  "x n:1|2|3|?|5|6", "s c:a|b|a|b|a|b", "w n:1|1|1|1|1|100", "y n:1.5|2.5|?|4|7|60", NULL
};

static const JigTask regression = JIG_TASK_REGRESSION;

/* The same bytes for any number of threads. */
static void
test_same_bytes (void)
{
  const guint threads[] = { 1, 2, 3, 7 };
  g_autoptr(JigFrame) rides = jig_test_rides (3000, 1);
  g_autoptr(GBytes) first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr(JigBundle) bundle = NULL;
      g_autoptr(GBytes) bytes = NULL;

      jig_parallel_set_n_threads (threads[i]);
      bundle = jig_test_rides_bundle (rides, 2500, NULL, NULL);
      bytes = jig_bundle_to_bytes (bundle);
      if (first == NULL)
        first = g_bytes_ref (bytes);
      g_assert_true (g_bytes_equal (bytes, first));
    }
  jig_parallel_set_n_threads (0);
}

/* What is not a training row leaves no trace. */
static void
test_training_rows_only (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (600, 1);
  g_autoptr(JigRows) head = jig_test_rows (0, 400);
  g_autoptr(JigFrame) training = jig_frame_select (rides, head, NULL);
  g_autoptr(JigBundle) of_rows = jig_test_rides_bundle (rides, 400, NULL, NULL);
  g_autoptr(JigBundle) of_table = jig_test_rides_bundle (training, 400, NULL, NULL);

  g_assert_cmpstr (jig_bundle_get_hash (of_rows), ==, jig_bundle_get_hash (of_table));
}

typedef struct
{
  JigBundlePlan        plan;
  JigFrame            *frame;
  JigSchema           *schema;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->frame = jig_test_table (table);
  fixture->schema = jig_schema_from_frame (fixture->frame);
  fixture->plan = (JigBundlePlan) {
    .frame = fixture->frame,
    .schema = fixture->schema,
    .target = "y",
    .task = &regression,
    .ops = jig_model_find_ops ("linear"),
  };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  jig_frame_unref (fixture->frame);
  jig_schema_unref (fixture->schema);
}

static void
set_role (Fixture    *fixture,
          const char *column,
          JigRole     role)
{
  JigSchema *schema = jig_schema_with_role (fixture->schema, column, role, NULL);

  jig_schema_unref (fixture->schema);
  fixture->schema = schema;
  fixture->plan.schema = schema;
}

/* Without nodes the column types decide; a row without a label does not count. */
static void
test_proposed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBundle) bundle = jig_bundle_fit (&fixture->plan, NULL, &error);
  const char * const features[] = { "x missing", "x", "s=a", "s=b", "s=(other)", "w", NULL };
  gsize n_inputs;
  const JigBundleInput *inputs;

  g_assert_no_error (error);
  g_assert_true (g_strv_equal (jig_recipe_get_features (jig_bundle_get_recipe (bundle)),
                               features));
  g_assert_cmpuint (jig_recipe_get_n_fitted_rows (jig_bundle_get_recipe (bundle)), ==, 5);
  inputs = jig_bundle_get_inputs (bundle, &n_inputs);
  g_assert_cmpuint (n_inputs, ==, 3);
  g_assert_false (inputs[0].is_required);
  g_assert_true (inputs[1].is_required);
  g_assert_cmpstr (inputs[0].example, ==, "1");
}

static void
test_target (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBundle) bundle = NULL;

  fixture->plan.target = NULL;
  g_assert_null (jig_bundle_fit (&fixture->plan, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_clear_error (&error);

  set_role (fixture, "y", JIG_ROLE_TARGET);
  bundle = jig_bundle_fit (&fixture->plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jig_bundle_get_target (bundle), ==, "y");

  fixture->plan.target = "z";
  g_assert_null (jig_bundle_fit (&fixture->plan, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

/* The last row weighs as much as a hundred: the mean is near it. */
static void
test_weights (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JigBundle) plain = jig_bundle_fit (&fixture->plan, NULL, NULL);
  g_autoptr(JigBundle) weighted = NULL;

  set_role (fixture, "w", JIG_ROLE_WEIGHT);
  weighted = jig_bundle_fit (&fixture->plan, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (jig_bundle_get_baseline (plain)->mean, 15.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (jig_bundle_get_baseline (weighted)->mean, 6015.0 / 104, 1e-12);
  g_assert_cmpuint (jig_recipe_get_n_features (jig_bundle_get_recipe (weighted)), ==, 5);
}

static void
test_leak (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) specs = jig_test_specs ("[{'kind':'pass','name':'a','inputs':['y']}]", NULL);
  g_autoptr(GError) error = NULL;

  fixture->plan.specs = specs;
  g_assert_null (jig_bundle_fit (&fixture->plan, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, "A node reads \"y\", which is what is to be predicted.");
}

/* Rows to watch change the curve, if there is one, but not the model. */
static void
test_watched (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JigRows) train = jig_test_rows (0, 4);
  g_autoptr(JigRows) watched = jig_test_rows (4, 6);
  g_autoptr(JigBundle) without = NULL;
  g_autoptr(JigBundle) with = NULL;
  double expected[6];
  double margins[6];

  fixture->plan.train = train;
  without = jig_bundle_fit (&fixture->plan, NULL, NULL);
  fixture->plan.watched = watched;
  with = jig_bundle_fit (&fixture->plan, NULL, NULL);

  jig_bundle_predict (without, fixture->frame, NULL, expected, NULL, NULL);
  jig_bundle_predict (with, fixture->frame, NULL, margins, NULL, NULL);
  g_assert_cmpmem (margins, sizeof margins, expected, sizeof expected);
}

static void
test_no_rows (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JigRows) unlabelled = jig_test_rows (2, 3);
  g_autoptr(GError) error = NULL;

  fixture->plan.train = unlabelled;
  g_assert_null (jig_bundle_fit (&fixture->plan, NULL, &error));
  g_assert_nonnull (error);
}

static gboolean
try_fit (gpointer   data,
         GError   **error)
{
  g_autoptr(JigBundle) bundle = jig_bundle_fit (data, NULL, error);

  return bundle != NULL;
}

static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JigRows) watched = jig_test_rows (4, 6);

  set_role (fixture, "w", JIG_ROLE_WEIGHT);
  fixture->plan.watched = watched;
  fixture->plan.n_golden = 2;
  g_assert_cmpuint (jig_test_every_allocation_fails (try_fit, &fixture->plan), >, 30);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  JigProgress progress = { .cancellable = cancellable, .to = 1.0 };
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (jig_bundle_fit (&fixture->plan, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Every kind of model and task, written and read again. */
static void
test_kinds (void)
{
  const char * const labels[] = { "y n:1.5|2.5|3|4|7|6", "y c:a|b|a|b|b|a", "y c:a|b|c|a|b|c" };
  const JigTask tasks[] = { JIG_TASK_REGRESSION, JIG_TASK_BINARY, JIG_TASK_MULTICLASS };

  for (guint i = 0; jig_models[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (tasks); k++)
      {
        g_autoptr(JigFrame) frame = jig_test_table (
          (const char * const[]) { "x n:1|2|3|4|5|?", "s c:a|b|a|b|a|?", labels[k], NULL });
        g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
        JigBundlePlan plan = { .frame = frame, .schema = schema, .target = "y",
                               .ops = jig_models[i], .task = &tasks[k], .n_golden = 6 };
        g_autoptr(GError) error = NULL;
        g_autoptr(JigBundle) bundle = NULL;
        g_autoptr(JigBundle) again = NULL;
        g_autoptr(GBytes) bytes = NULL;

        if (!(jig_models[i]->takes & JIG_TASK_TAKES (tasks[k])))
          continue;

        g_test_message ("%s, %s", jig_models[i]->id, jig_task_name (tasks[k]));
        bundle = jig_bundle_fit (&plan, NULL, &error);
        g_assert_no_error (error);
        bytes = jig_bundle_to_bytes (bundle);
        again = jig_bundle_from_bytes (bytes, "m.jig", &error);
        g_assert_no_error (error);
        g_assert_cmpstr (jig_bundle_get_hash (again), ==, jig_bundle_get_hash (bundle));
      }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bundle-fit/same-bytes", test_same_bytes);
  g_test_add_func ("/bundle-fit/training-rows-only", test_training_rows_only);
  g_test_add_func ("/bundle-fit/kinds", test_kinds);
  ADD ("/bundle-fit/proposed", test_proposed);
  ADD ("/bundle-fit/target", test_target);
  ADD ("/bundle-fit/weights", test_weights);
  ADD ("/bundle-fit/leak", test_leak);
  ADD ("/bundle-fit/watched", test_watched);
  ADD ("/bundle-fit/no-rows", test_no_rows);
  ADD ("/bundle-fit/memory", test_memory);
  ADD ("/bundle-fit/cancelled", test_cancelled);

  return g_test_run ();
}
