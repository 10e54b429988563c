#include "core/data/string-table.h"

#include "core/base/alloc.h"

#include <string.h>

static void
test_gives_each_string (void)
{
  char *bytes = jig_alloc (6, 1, "a test", NULL);
  guint64 *offsets = jig_alloc (4, sizeof *offsets, "a test", NULL);
  g_autoptr(JigStringTable) table = NULL;
  gsize length;

  memcpy (bytes, "ab\0\0c", 6);
  offsets[1] = 3;
  offsets[2] = 4;
  offsets[3] = 6;
  table = jig_string_table_new_take (bytes, offsets, 3);

  g_assert_cmpuint (jig_string_table_get_size (table), ==, 3);
  g_assert_cmpstr (jig_string_table_get (table, 0, &length), ==, "ab");
  g_assert_cmpuint (length, ==, 2);
  g_assert_cmpstr (jig_string_table_get (table, 1, &length), ==, "");
  g_assert_cmpuint (length, ==, 0);
  g_assert_cmpstr (jig_string_table_get (table, 2, &length), ==, "c");
}

static void
test_lives_as_long_as_a_reference (void)
{
  char *bytes = jig_alloc (1, 1, "a test", NULL);
  guint64 *offsets = jig_alloc (2, sizeof *offsets, "a test", NULL);
  JigStringTable *table = jig_string_table_new_take (bytes, offsets, 1);

  offsets[1] = 1;
  jig_string_table_ref (table);
  jig_string_table_unref (table);
  g_assert_cmpstr (jig_string_table_get (table, 0, NULL), ==, "");
  jig_string_table_unref (table);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/string-table/gives-each-string", test_gives_each_string);
  g_test_add_func ("/string-table/lives-as-long-as-a-reference", test_lives_as_long_as_a_reference);

  return g_test_run ();
}
