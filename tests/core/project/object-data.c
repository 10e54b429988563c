#include "core/project/object-data.h"

#include "tests/support/columns.h"

static JigObject *
make (const char *title,
      double      last,
      JigRole     role)
{
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("a", (double[]) { 1, last }, 2),
                                              jig_test_numbers ("b", (double[]) { 5, 6 }, 2),
                                              NULL);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(JigSchema) with_role = jig_schema_with_role (schema, "b", role, NULL);

  return jig_object_new (&jig_object_data, jig_dataset_new (title, frame, with_role));
}

/* What counts is the table and its roles; what the user calls it does not. */
static void
test_hash (void)
{
  g_autoptr(JigObject) object = make ("one", 2.0, JIG_ROLE_FEATURE);
  g_autoptr(JigObject) renamed = make ("two", 2.0, JIG_ROLE_FEATURE);
  g_autoptr(JigObject) changed = make ("one", 3.0, JIG_ROLE_FEATURE);
  g_autoptr(JigObject) used = make ("one", 2.0, JIG_ROLE_TARGET);

  g_assert_cmpstr (jig_object_get_hash (object), ==, jig_object_get_hash (renamed));
  g_assert_cmpstr (jig_object_get_hash (object), !=, jig_object_get_hash (changed));
  g_assert_cmpstr (jig_object_get_hash (object), !=, jig_object_get_hash (used));
}

static void
test_there_and_back (void)
{
  g_autoptr(JigObject) object = make ("one", 2.0, JIG_ROLE_TARGET);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JigObject) back = NULL;

  jig_dataset_set_source (jig_object_get_dataset (object), "00ff");
  bytes = jig_object_write (object, &error);
  back = jig_object_read (bytes, NULL, "p.jigproj", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jig_object_get_dataset (back)->title, ==, "one");
  g_assert_cmpstr (jig_object_get_dataset (back)->source, ==, "00ff");
  g_assert_cmpstr (jig_schema_get_by_role (jig_object_get_dataset (back)->schema,
                                           JIG_ROLE_TARGET), ==, "b");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-data/hash", test_hash);
  g_test_add_func ("/object-data/there-and-back", test_there_and_back);

  return g_test_run ();
}
