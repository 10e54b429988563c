#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/stats.h"
#include "core/data/calendar.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <glib/gstdio.h>

#include <math.h>
#include <string.h>

#define N_RIDES    1500
#define N_TRAIN    1000
#define N_STATIONS 20
#define N_FEATURES 63

/* The example that the documentation of tf.Transform begins with. */
static void
test_published (void)
{
  const char * const table[] = { "x n:1|2|3", "y n:1|2|3", "s c:hello|world|hello", NULL };
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (
    "[{'kind':'z-score','name':'x_centered','inputs':['x'],'settings':{'scale':false}},"
    "{'kind':'min-max','name':'y_normalized','inputs':['y']},"
    "{'kind':'vocabulary','name':'s_integerized','inputs':['s']},"
    "{'kind':'product','name':'x_centered_times_y_normalized',"
    "'inputs':['x_centered','y_normalized']}]", frame);
  g_autofree char *features = jig_test_apply (recipe, frame);

  g_assert_cmpstr (features, ==, "-1 0 0 -0|0 0.5 1 0|1 1 0 1");
  g_assert_cmpstr (jig_recipe_get_features (recipe)[3], ==, "x_centered_times_y_normalized");
  g_assert_cmpuint (jig_recipe_get_n_nodes (recipe), ==, 4);
  g_assert_cmpuint (jig_recipe_get_first_feature (recipe, 2), ==, 2);
  g_assert_cmpuint (jig_recipe_get_n_fitted_rows (recipe), ==, 3);
}

/* Every second row but one, from the end. */
static JigRows *
make_training (void)
{
  guint32 *ids = jig_alloc (N_TRAIN, sizeof *ids, "a test", NULL);

  for (guint32 i = 0; i < N_TRAIN; i++)
    ids[i] = N_RIDES - 1 - i - i / 2;

  return jig_rows_new_take (ids, N_TRAIN);
}

static gsize
find_bucket (const double *ages,
             double        age)
{
  gsize bucket = 0;

  for (gsize k = 1; k < 10; k++)
    bucket += ages[N_TRAIN * k / 10] <= age;

  return bucket;
}

/* The features of one ride, written down without nodes. */
static void
make_row (const JigFrame *rides,
          gsize           row,
          const gint32   *slots,
          const double   *ages,
          double          mean,
          double          sd,
          double         *out)
{
  gint64 hours = jig_column_get_times (jig_frame_get_column (rides, 1))[row] /
                 (3600 * JIG_CALENDAR_SECOND);
  double age = jig_column_get_number (jig_frame_get_column (rides, 4), row);

  out[slots[jig_column_get_codes (jig_frame_get_column (rides, 0))[row]]] = 1.0;
  out[20 + (hours / 24 + 4) % 7] = 1.0;   /* 1 January 1970 was a Thursday */
  out[27 + hours % 24] = 1.0;
  out[51] = (jig_column_get_number (jig_frame_get_column (rides, 2), row) - mean) / sd;
  out[52] = jig_column_get_number (jig_frame_get_column (rides, 3), row);
  out[53 + find_bucket (ages, age)] = 1.0;
}

static void
make_expected (const JigFrame *rides,
               const guint32  *ids,
               double         *out)
{
  const guint32 *stations = jig_column_get_codes (jig_frame_get_column (rides, 0));
  const double *temps = jig_column_get_numbers (jig_frame_get_column (rides, 2));
  gint32 slots[N_STATIONS];
  double ages[N_TRAIN];
  double mean = 0.0;
  double m2 = 0.0;
  gint32 n_seen = 0;

  memset (slots, -1, sizeof slots);
  for (gsize i = 0; i < N_TRAIN; i++)
    {
      if (slots[stations[ids[i]]] < 0)
        slots[stations[ids[i]]] = n_seen++;
      ages[i] = jig_column_get_number (jig_frame_get_column (rides, 4), ids[i]);
      mean += temps[ids[i]] / N_TRAIN;
    }
  g_assert_cmpint (n_seen, ==, N_STATIONS);

  for (gsize i = 0; i < N_TRAIN; i++)
    m2 += (temps[ids[i]] - mean) * (temps[ids[i]] - mean);
  jig_stats_sort (ages, N_TRAIN);

  for (gsize i = 0; i < N_RIDES; i++)
    make_row (rides, i, slots, ages, mean, sqrt (m2 / N_TRAIN), out + i * N_FEATURES);
}

static void
test_city_bikes (void)
{
  g_autofree double *expected = g_new0 (double, N_RIDES * N_FEATURES);
  g_autofree double *features = g_new0 (double, N_RIDES * N_FEATURES);
  g_autoptr(JigFrame) rides = jig_test_rides (N_RIDES, 1);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (rides);
  g_autoptr(GPtrArray) specs = jig_test_specs (jig_test_rides_nodes, NULL);
  g_autoptr(JigRows) rows = make_training ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JigRecipe) recipe = jig_recipe_fit (specs, rides, schema, rows, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (jig_schema_get_size (jig_recipe_get_inputs (recipe)), ==, 5);
  g_assert_cmpuint (jig_recipe_get_n_features (recipe), ==, N_FEATURES);

  jig_recipe_apply (recipe, rides, NULL, features, NULL, &error);
  g_assert_no_error (error);
  make_expected (rides, jig_rows_get_ids (rows), expected);

  /* Two ways to sum 1,000 numbers of about 10. */
  for (gsize i = 0; i < N_RIDES * N_FEATURES; i++)
    g_assert_cmpfloat_with_epsilon (features[i], expected[i], 1e-12);
}

/* Another row of the table changes nothing that was learnt. */
static void
test_sees_training_rows_only (void)
{
  const guint32 ids[] = { 2, 0 };
  g_autoptr(JigFrame) first = jig_test_table (
    (const char * const[]) { "x n:1|5|3", "s c:a|b|a", NULL });
  g_autoptr(JigFrame) second = jig_test_table (
    (const char * const[]) { "x n:1|-900|3", "s c:a|zzz|a", NULL });
  JigFrame *frames[] = { first, second };
  g_autofree char *hashes[2] = { NULL };

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr(JigSchema) schema = jig_schema_from_frame (frames[i]);
      g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 2, NULL);
      g_autoptr(GPtrArray) specs = jig_test_specs (
        "[{'kind':'z-score','name':'a','inputs':['x']},"
        "{'kind':'one-hot','name':'b','inputs':['s']},"
        "{'kind':'winsorise','name':'c','inputs':['x']}]", NULL);
      g_autoptr(JigRecipe) recipe = jig_recipe_fit (specs, frames[i], schema, rows, NULL, NULL);

      g_assert_cmpuint (jig_recipe_get_n_fitted_rows (recipe), ==, 2);
      hashes[i] = jig_recipe_dup_hash (recipe);
    }

  g_assert_cmpstr (hashes[0], ==, hashes[1]);
  g_free (hashes[1]);
}

static void
test_names (void)
{
  g_autoptr(JigFrame) frame = jig_test_table ((const char * const[]) { "x n:1|5", NULL });
  g_autoptr(JigRecipe) recipe = jig_test_recipe (
    "[{'kind':'impute','name':'a','inputs':['x'],'settings':{'output':'both'}},"
    "{'kind':'pass','name':'a missing','inputs':['x']},"
    "{'kind':'pass','name':'hidden','inputs':['x'],'feature':false},"
    "{'kind':'pass','name':'a missing (2)','inputs':['x']}]", frame);
  const char * const expected[] = {
    "a", "a missing", "a missing (2)", "a missing (2) (2)", NULL
  };

  g_assert_true (g_strv_equal (jig_recipe_get_features (recipe), expected));
}

static const struct
{
  const char *json;
  int         code;
  const char *message;
} refused[] = {
  { "[]", JIG_ERROR_VALUE, "No node makes a feature: there is nothing to learn from." },
  { "[{'kind':'pass','name':'a','inputs':['x'],'feature':false}]", JIG_ERROR_VALUE,
    "No node makes a feature: there is nothing to learn from." },
  { "[{'kind':'z-score','name':'a','inputs':['empty']}]", JIG_ERROR_DATA,
    "Node \"a\": Column \"empty\": There is no value in the training rows." },
  { "[{'kind':'hash','name':'a','inputs':['x'],'settings':{'buckets':1000000}},"
    "{'kind':'pass','name':'b','inputs':['x']}]", JIG_ERROR_LIMIT,
    "Node \"b\": with its features there are more than the limit of 1000000." },
};

static void
test_refused (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (
    (const char * const[]) { "x n:1|5", "empty n:?|?", NULL });
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(JigRows) none = jig_rows_new_copy (NULL, 0, NULL);
  g_autoptr(GPtrArray) specs = jig_test_specs ("[{'kind':'pass','name':'a','inputs':['x']}]", NULL);
  g_autoptr(GError) nothing = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GPtrArray) wrong = jig_test_specs (refused[i].json, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_recipe_fit (wrong, frame, schema, NULL, NULL, &error));
      g_assert_error (error, JIG_ERROR, refused[i].code);
      g_assert_cmpstr (error->message, ==, refused[i].message);
    }

  g_assert_null (jig_recipe_fit (specs, frame, schema, none, NULL, &nothing));
  g_assert_error (nothing, JIG_ERROR, JIG_ERROR_DATA);
}

/* A file is read once; where it lay is not told to who gets the recipe. */
static void
test_forgets_folders (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("jig-recipe-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "words.txt", NULL);
  g_autoptr(JigFrame) frame = jig_test_table ((const char * const[]) { "s c:cat|dog", NULL });
  g_autofree char *json = g_strdup_printf (
    "[{'kind':'embedding','name':'v','inputs':['s'],'settings':{'file':'%s'}}]", path);
  g_autoptr(JigRecipe) recipe = NULL;
  g_autofree char *text = NULL;
  g_autofree char *features = NULL;

  g_file_set_contents (path, "cat 1 2\ndog 3 4\n", -1, &error);
  g_assert_no_error (error);
  recipe = jig_test_recipe (json, frame);
  g_remove (path);
  g_rmdir (folder);

  text = jig_test_write (recipe);
  g_assert_null (strstr (text, folder));
  g_assert_nonnull (strstr (text, "\"file\":\"words.txt\""));
  features = jig_test_apply (recipe, frame);
  g_assert_cmpstr (features, ==, "1 2|3 4");
}

static gboolean
try_fit (gpointer   data,
         GError   **error)
{
  JigFrame *frame = data;
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(GPtrArray) specs = jig_test_specs (
    "[{'kind':'impute','name':'a','inputs':['x']},"
    "{'kind':'quantile-bucket','name':'b','inputs':['a']},"
    "{'kind':'one-hot','name':'c','inputs':['s']}]", NULL);
  const guint32 ids[] = { 1, 0 };
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 2, error);
  g_autoptr(JigRecipe) recipe = NULL;

  if (rows == NULL)
    return FALSE;

  recipe = jig_recipe_fit (specs, frame, schema, rows, NULL, error);

  return recipe != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (
    (const char * const[]) { "x n:1|?|5", "s c:cat|dog|?", NULL });

  g_assert_cmpuint (jig_test_every_allocation_fails (try_fit, frame), >, 6);
}

static void
test_cancelled (void)
{
  g_autoptr(JigFrame) frame = jig_test_table ((const char * const[]) { "x n:1|2", NULL });
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(GPtrArray) specs = jig_test_specs ("[{'kind':'pass','name':'a','inputs':['x']}]", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  JigProgress progress = { .cancellable = cancellable, .to = 1.0 };
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (jig_recipe_fit (specs, frame, schema, NULL, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipe/published", test_published);
  g_test_add_func ("/recipe/city-bikes", test_city_bikes);
  g_test_add_func ("/recipe/sees-training-rows-only", test_sees_training_rows_only);
  g_test_add_func ("/recipe/names", test_names);
  g_test_add_func ("/recipe/refused", test_refused);
  g_test_add_func ("/recipe/forgets-folders", test_forgets_folders);
  g_test_add_func ("/recipe/memory", test_memory);
  g_test_add_func ("/recipe/cancelled", test_cancelled);

  return g_test_run ();
}
