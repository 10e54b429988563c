#include "core/model/golden.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "tests/support/bundles.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

static const char * const table[] = { "x n:20|30|?|50", "s c:a|b|a|c", "y n:1.5|2.5|3|4", NULL };

typedef struct
{
  JigFrame  *frame;
  JigBundle *bundle;
  JigRecipe *recipe;
  JigModel  *model;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->frame = jig_test_table (table);
  fixture->bundle = jig_test_bundle (table, "y", "linear", NULL);
  fixture->recipe = jig_bundle_get_recipe (fixture->bundle);
  fixture->model = jig_bundle_get_model (fixture->bundle);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  jig_frame_unref (fixture->frame);
  jig_bundle_unref (fixture->bundle);
}

static char *
dup_cells (const JigGolden *golden,
           gsize            column)
{
  return jig_test_cells (jig_frame_get_column (golden->inputs, column));
}

/* Behind the rows of the data, the first one without each of its cells. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(JigGolden) all = jig_golden_new (fixture->recipe, fixture->model, fixture->frame, 20,
                                             1, NULL);
  g_autoptr(JigGolden) none = jig_golden_new (fixture->recipe, fixture->model, fixture->frame, 0,
                                              1, NULL);
  g_autofree char *x = dup_cells (all, 0);
  g_autofree char *s = dup_cells (all, 1);

  g_assert_cmpuint (all->n_data, ==, 4);
  g_assert_cmpuint (all->n_rows, ==, 6);
  g_assert_cmpstr (x, ==, "20|30||50||20");
  g_assert_cmpstr (s, ==, "a|b|a|c|a|");
  g_assert_true (jig_golden_check (all, fixture->recipe, fixture->model, "m", NULL));

  g_assert_cmpuint (none->n_rows, ==, 0);
  g_assert_true (jig_golden_check (none, fixture->recipe, fixture->model, "m", NULL));
}

/* Chosen by the seed, never twice, in the order of the table. */
static void
test_chosen (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (1000, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 900, NULL, NULL);
  JigRecipe *recipe = jig_bundle_get_recipe (bundle);
  JigModel *model = jig_bundle_get_model (bundle);
  g_autoptr(JigGolden) first = jig_golden_new (recipe, model, rides, 100, 1, NULL);
  g_autoptr(JigGolden) again = jig_golden_new (recipe, model, rides, 100, 1, NULL);
  g_autoptr(JigGolden) other = jig_golden_new (recipe, model, rides, 100, 2, NULL);
  g_autoptr(JigGolden) most = jig_golden_new (recipe, model, rides, JIG_GOLDEN_MAX_ROWS, 1, NULL);

  g_assert_cmpuint (first->n_data, ==, 100);
  g_assert_cmpstr (jig_frame_get_hash (first->inputs), ==, jig_frame_get_hash (again->inputs));
  g_assert_cmpstr (jig_frame_get_hash (first->inputs), !=, jig_frame_get_hash (other->inputs));
  g_assert_cmpuint (most->n_rows, ==, JIG_GOLDEN_MAX_ROWS);
  g_assert_cmpuint (most->n_data, ==, JIG_GOLDEN_MAX_ROWS);
}

/* A file cannot hold an infinite number: the rows are made without. */
static void
test_infinite (void)
{
  const double x[] = { 1, INFINITY, 3, -INFINITY };
  const double y[] = { 1, 2, 3, 5 };
  const JigTask regression = JIG_TASK_REGRESSION;
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("x", x, 4),
                                              jig_test_numbers ("y", y, 4), NULL);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  JigBundlePlan plan = {
    .frame = frame, .schema = schema, .target = "y", .task = &regression,
    .ops = jig_model_find_ops ("linear"), .n_golden = 4,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBundle) bundle = jig_bundle_fit (&plan, NULL, &error);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JigBundle) again = NULL;

  g_assert_no_error (error);
  bytes = jig_bundle_to_bytes (bundle);
  again = jig_bundle_from_bytes (bytes, "m.jig", &error);
  g_assert_no_error (error);
}

/* One bit of one number. */
static void
test_differs (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JigGolden) golden = jig_golden_new (fixture->recipe, fixture->model, fixture->frame,
                                                4, 1, NULL);
  g_autoptr(GError) first = NULL;
  g_autoptr(GError) second = NULL;
  gsize width = jig_recipe_get_n_features (fixture->recipe);
  double old = golden->features[width + 1];

  golden->features[width + 1] = nextafter (old, INFINITY);
  g_assert_false (jig_golden_check (golden, fixture->recipe, fixture->model, "m", &first));
  g_assert_error (first, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_assert_true (g_str_has_prefix (first->message, "m: golden row 2, x: the file says "));

  golden->features[width + 1] = old;
  golden->margins[3] = nextafter (golden->margins[3], INFINITY);
  g_assert_false (jig_golden_check (golden, fixture->recipe, fixture->model, "m", &second));
  g_assert_true (g_str_has_prefix (second->message, "m: golden row 4, prediction: "));
}

static void
test_there_and_back (Fixture       *fixture,
                     gconstpointer  data)
{
  const JigGolden *golden = jig_bundle_get_golden (fixture->bundle);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(JigGolden) again = NULL;
  gsize n_bytes = golden->n_rows * sizeof (double);

  jig_golden_write (golden, fixture->model, writer);
  text = jig_json_writer_finish (writer);
  root = jig_json_parse (text, strlen (text), "m", NULL);
  again = jig_golden_read (json_node_get_object (root), fixture->recipe, fixture->model, "m",
                           NULL);

  g_assert_cmpuint (again->n_data, ==, golden->n_data);
  g_assert_cmpmem (again->margins, n_bytes, golden->margins, n_bytes);
  g_assert_cmpstr (jig_frame_get_hash (again->inputs), ==, jig_frame_get_hash (golden->inputs));
}

static gboolean
try_new (gpointer   data,
         GError   **error)
{
  const Fixture *fixture = data;
  g_autoptr(JigGolden) golden = jig_golden_new (fixture->recipe, fixture->model, fixture->frame,
                                                2, 1, error);

  return golden != NULL;
}

static void
test_memory (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_new, fixture), >, 10);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/golden/rows", test_rows);
  g_test_add_func ("/golden/chosen", test_chosen);
  g_test_add_func ("/golden/infinite", test_infinite);
  ADD ("/golden/differs", test_differs);
  ADD ("/golden/there-and-back", test_there_and_back);
  ADD ("/golden/memory", test_memory);

  return g_test_run ();
}
