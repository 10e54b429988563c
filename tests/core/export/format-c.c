#include "core/base/error.h"
#include "core/export/format.h"
#include "tests/support/bundles.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <string.h>

static const JigFormat *
get_format (void)
{
  return jig_format_find ("c");
}

static void
test_prefix (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (60, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 50, NULL, NULL);
  g_autoptr(JigValues) values = jig_values_new (get_format ()->params);
  g_autoptr(GBytes) usual = get_format ()->write (bundle, values, NULL);
  g_autoptr(GBytes) other = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (strstr (g_bytes_get_data (usual, NULL), "\nint jig_model_predict (const "));

  g_assert_true (jig_values_set_text (values, "prefix", "rides", NULL));
  other = get_format ()->write (bundle, values, NULL);
  g_assert_nonnull (strstr (g_bytes_get_data (other, NULL), "\nint rides_predict (const "));
  g_assert_null (strstr (g_bytes_get_data (other, NULL), "jig_model_"));

  g_assert_true (jig_values_set_text (values, "prefix", "my rides", NULL));
  g_assert_null (get_format ()->write (bundle, values, &error));
  g_assert_cmpstr (error->message, ==,
                   "The prefix \"my rides\" is not a small letter followed by small letters,"
                   " digits and underscores.");
}

/* What C cannot hold is said before anything is written. */
static void
test_cannot (void)
{
  static const char * const table[] = { "n n:1|2|3|4", "y n:1|2|3|4", NULL };
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(GPtrArray) specs =
    jig_test_specs ("[{'kind':'hash','name':'digits','inputs':['n']}]", NULL);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(JigBundle) bundle = NULL;
  g_autoptr(GError) error = NULL;
  const JigBundlePlan plan = {
    .frame = frame, .schema = schema, .target = "y", .specs = specs,
    .ops = jig_model_find_ops ("constant"), .n_golden = 2,
  };

  bundle = jig_bundle_fit (&plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (get_format ()->can (bundle, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==,
                   "The node \"digits\" (hash) cannot be written as C: it hashes the digits of"
                   " numbers. The format \"jig\" can hold it.");
}

/* A file of another model is refused, whoever evaluates it. */
static void
test_disproves (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (60, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 50, NULL, NULL);
  g_autoptr(JigBundle) other = jig_test_rides_bundle (rides, 49, NULL, NULL);
  g_autoptr(JigValues) values = jig_values_new (get_format ()->params);
  g_autoptr(GBytes) bytes = get_format ()->write (other, values, NULL);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      JigProof proof = { 0 };

      g_setenv ("PATH", i == 0 ? "" : path, TRUE);
      g_assert_false (get_format ()->prove (bundle, bytes, rides, &proof, NULL, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_INTERNAL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format-c/prefix", test_prefix);
  g_test_add_func ("/format-c/cannot", test_cannot);
  g_test_add_func ("/format-c/disproves", test_disproves);

  return g_test_run ();
}
