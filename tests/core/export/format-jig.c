#include "core/base/error.h"
#include "core/export/format.h"
#include "tests/support/bundles.h"
#include "tests/support/recipes.h"

static const JigFormat *
get_format (void)
{
  return jig_format_find ("jig");
}

/* What is written is the model: reading it gives the same bytes again. */
static void
test_round_trip (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (60, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 50, NULL, NULL);
  g_autoptr(JigValues) values = jig_values_new (get_format ()->params);
  g_autoptr(GBytes) bytes = get_format ()->write (bundle, values, NULL);
  g_autoptr(JigBundle) copy = jig_bundle_from_bytes (bytes, "model.jig", NULL);
  g_autoptr(GBytes) again = get_format ()->write (copy, values, NULL);
  g_auto(JigProof) proof = { 0 };

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_true (get_format ()->can (bundle, NULL));
  g_assert_true (get_format ()->prove (bundle, bytes, rides, &proof, NULL, NULL));
  g_assert_cmpuint (proof.n_rows, ==, 60);
  g_assert_false (proof.was_executed);
  g_assert_cmpstr (proof.with, ==, "jig");
}

/* Whole, but of another model. */
static void
test_disproves (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (60, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 50, NULL, NULL);
  g_autoptr(JigBundle) other = jig_test_rides_bundle (rides, 49, NULL, NULL);
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (other);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  g_autoptr(GError) error = NULL;
  JigProof proof = { 0 };

  g_assert_false (get_format ()->prove (bundle, bytes, rides, &proof, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_INTERNAL);
  g_assert_cmpuint (jig_error_get_place (error)->row, ==, 1);
  g_clear_error (&error);

  g_assert_false (get_format ()->prove (bundle, half, rides, &proof, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
}

static void
test_cancel (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (60, 1);
  g_autoptr(JigBundle) bundle = jig_test_rides_bundle (rides, 50, NULL, NULL);
  g_autoptr(GBytes) bytes = jig_bundle_to_bytes (bundle);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_autoptr(GError) error = NULL;
  JigProof proof = { 0 };

  g_cancellable_cancel (cancellable);
  g_assert_false (get_format ()->prove (bundle, bytes, rides, &proof, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format-jig/round-trip", test_round_trip);
  g_test_add_func ("/format-jig/disproves", test_disproves);
  g_test_add_func ("/format-jig/cancel", test_cancel);

  return g_test_run ();
}
