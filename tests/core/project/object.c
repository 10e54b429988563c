#include "core/project/object.h"

#include "core/base/error.h"
#include "core/project/object-data.h"
#include "tests/support/columns.h"

static JigObject *
make (void)
{
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("a", (double[]) { 1, 2 }, 2),
                                              NULL);

  return jig_object_new (&jig_object_data, jig_dataset_new ("made", frame, NULL));
}

static void
test_identity (void)
{
  g_autoptr(JigObject) object = make ();
  g_autoptr(JigObject) twin = make ();

  g_assert_cmpuint (strlen (jig_object_get_hash (object)), ==, 64);
  g_assert_cmpstr (jig_object_get_hash (object), ==, jig_object_get_hash (twin));
  g_assert_true (jig_object_get_kind (object) == &jig_object_data);
  g_assert_nonnull (jig_object_get_payload (object, &jig_object_data));
  g_assert_null (jig_object_get_payload (object, NULL));
  g_assert_null (jig_object_get_payload (NULL, &jig_object_data));
}

static void
test_there_and_back (void)
{
  g_autoptr(JigObject) object = make ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jig_object_write (object, &error);
  g_autoptr(JigObject) back = jig_object_read (bytes, NULL, "p.jigproj", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (jig_object_get_hash (back), ==, jig_object_get_hash (object));
}

/* Whatever byte is altered, the object is refused, or only its title changed. */
static void
test_altered (void)
{
  g_autoptr(JigObject) object = make ();
  g_autoptr(GBytes) whole = jig_object_write (object, NULL);
  gsize n_bytes = g_bytes_get_size (whole);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), n_bytes);

  for (gsize i = 0; i < n_bytes; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) altered = NULL;
      g_autoptr(JigObject) other = NULL;

      bytes[i] ^= 1;
      altered = g_bytes_new (bytes, n_bytes);
      other = jig_object_read (altered, NULL, "p.jigproj", &error);
      if (other != NULL)
        g_assert_cmpstr (jig_object_get_hash (other), ==, jig_object_get_hash (object));
      else
        g_assert_nonnull (strstr (error->message, "p.jigproj"));
      bytes[i] ^= 1;
    }
}

/* Every kind is named, and found again by its name. */
static void
test_kinds (void)
{
  g_assert_nonnull (jig_objects[0]);
  for (gsize i = 0; jig_objects[i] != NULL; i++)
    {
      g_assert_nonnull (jig_objects[i]->id);
      g_assert_nonnull (jig_objects[i]->title);
      g_assert_nonnull (jig_objects[i]->hash);
      g_assert_nonnull (jig_objects[i]->pack);
      g_assert_nonnull (jig_objects[i]->unpack);
      g_assert_nonnull (jig_objects[i]->free);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object/identity", test_identity);
  g_test_add_func ("/object/there-and-back", test_there_and_back);
  g_test_add_func ("/object/altered", test_altered);
  g_test_add_func ("/object/kinds", test_kinds);

  return g_test_run ();
}
