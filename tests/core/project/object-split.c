#include "core/project/object-split.h"

static JigObject *
make (guint32     first,
      const char *method)
{
  JigSplit split = {
    jig_rows_new_copy ((guint32[]) { first, 3 }, 2, NULL),
    jig_rows_new_copy ((guint32[]) { 1 }, 1, NULL),
    g_strdup (method),
  };
  JigObject *object = jig_object_new_split (&split);

  g_assert_null (split.train);

  return object;
}

/* Which rows are where counts; how that was said does not. */
static void
test_hash (void)
{
  g_autoptr(JigObject) object = make (0, "random:0.2");
  g_autoptr(JigObject) same = make (0, "sequential:0.2");
  g_autoptr(JigObject) other = make (2, "random:0.2");

  g_assert_cmpstr (jig_object_get_hash (object), ==, jig_object_get_hash (same));
  g_assert_cmpstr (jig_object_get_hash (object), !=, jig_object_get_hash (other));
}

static void
test_there_and_back (void)
{
  g_autoptr(JigObject) object = make (0, "random:0.2");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jig_object_write (object, &error);
  g_autoptr(JigObject) back = jig_object_read (bytes, NULL, "p.jigproj", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (jig_object_get_split (back)->method, ==, "random:0.2");
  g_assert_cmpuint (jig_rows_get_size (jig_object_get_split (back)->train), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/object-split/hash", test_hash);
  g_test_add_func ("/object-split/there-and-back", test_there_and_back);

  return g_test_run ();
}
