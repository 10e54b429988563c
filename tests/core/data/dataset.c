#include "core/data/dataset.h"

#include "core/base/alloc.h"
#include "tests/support/columns.h"

#include <string.h>

static JigDataset *
read_text (const char *text)
{
  g_autoptr(GError) error = NULL;
  JigReading *reading = jig_csv_read_bytes (text, strlen (text), "rides.csv", NULL, NULL, &error);

  g_assert_no_error (error);

  return jig_dataset_new_read (reading);
}

static void
test_made (void)
{
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("a", (double[]) { 1, 2 }, 2),
                                              jig_test_numbers ("b", (double[]) { 3, 4 }, 2),
                                              NULL);
  g_autoptr(JigDataset) dataset = jig_dataset_new ("made", frame, NULL);

  g_assert_cmpstr (dataset->title, ==, "made");
  g_assert_true (dataset->frame == frame);
  g_assert_cmpuint (jig_schema_get_size (dataset->schema), ==, 2);
  g_assert_cmpint (jig_schema_get_field (dataset->schema, 1)->role, ==, JIG_ROLE_FEATURE);
  g_assert_null (dataset->reading);
  g_assert_null (dataset->source);

  jig_dataset_set_source (dataset, "00ff");
  g_assert_cmpstr (dataset->source, ==, "00ff");
}

static void
test_read (void)
{
  g_autoptr(JigDataset) dataset = read_text ("fare,paid\n1.5,yes\n2,no\n");

  g_assert_cmpstr (dataset->title, ==, "rides.csv");
  g_assert_cmpuint (strlen (dataset->source), ==, 64);
  g_assert_nonnull (jig_schema_get_field (dataset->schema, 0)->why);
  g_assert_cmpint (jig_schema_get_field (dataset->schema, 1)->type, ==, JIG_COLUMN_BOOLEAN);
}

static void
test_roles (void)
{
  gsize before = jig_alloc_get_in_use ();
  JigDataset *dataset = read_text ("fare,paid\n1.5,yes\n2,no\n");
  g_autoptr(GError) error = NULL;
  JigSchema *schema = jig_schema_with_role (dataset->schema, "paid", JIG_ROLE_TARGET, &error);
  JigDataset *other;

  g_assert_no_error (error);
  other = jig_dataset_with_schema (dataset, schema);
  jig_schema_unref (schema);
  jig_dataset_unref (dataset);

  /* What was read outlives the data set that read it. */
  g_assert_cmpstr (jig_schema_get_by_role (other->schema, JIG_ROLE_TARGET), ==, "paid");
  g_assert_cmpstr (other->reading->name, ==, "rides.csv");
  g_assert_cmpuint (strlen (other->source), ==, 64);
  jig_dataset_unref (other);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/made", test_made);
  g_test_add_func ("/dataset/read", test_read);
  g_test_add_func ("/dataset/roles", test_roles);

  return g_test_run ();
}
