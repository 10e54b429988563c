#include "core/base/alloc.h"
#include "core/data/string-table.h"
#include "tests/support/memory.h"

static JigStringTable *
make_numbered (gsize n)
{
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  JigStringTable *table;

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (strings, g_strdup_printf ("level %zu", i * 7919));

  table = jig_string_table_new ((const char * const *) strings->pdata, (gssize) n, &error);
  g_assert_no_error (error);

  return table;
}

static void
test_strings (void)
{
  static const char * const strings[] = { "서울", "", "a b", NULL };
  gsize before = jig_alloc_get_in_use ();
  JigStringTable *table = jig_string_table_new (strings, -1, NULL);
  gsize length;

  g_assert_cmpuint (jig_string_table_get_size (table), ==, 3);
  for (gsize i = 0; i < 3; i++)
    {
      g_assert_cmpstr (jig_string_table_get (table, i, &length), ==, strings[i]);
      g_assert_cmpuint (length, ==, strlen (strings[i]));
    }
  g_assert_cmpuint (jig_string_table_get_n_bytes (table), ==, 7 + 1 + 4 + 4 * 8);

  jig_string_table_unref (jig_string_table_ref (table));
  jig_string_table_unref (table);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_empty (void)
{
  g_autoptr(JigStringTable) table = jig_string_table_new (NULL, 0, NULL);
  g_autoptr(JigStringTable) none = jig_string_table_select (table, NULL, 0, NULL);

  g_assert_cmpuint (jig_string_table_get_size (table), ==, 0);
  g_assert_cmpint (jig_string_table_find (table, ""), ==, -1);
  g_assert_cmpuint (jig_string_table_get_size (none), ==, 0);
}

/* Around the size where looking up begins, and around one where the index grows. */
static void
test_find (void)
{
  static const gsize sizes[] = { 1, 2, 15, 16, 17, 18, 32, 33, 1000 };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr(JigStringTable) table = make_numbered (sizes[k]);

      for (gsize i = 0; i < sizes[k]; i++)
        g_assert_cmpint (jig_string_table_find (table, jig_string_table_get (table, i, NULL)),
                         ==, (gssize) i);
      g_assert_cmpint (jig_string_table_find (table, "level"), ==, -1);
      g_assert_cmpint (jig_string_table_find (table, ""), ==, -1);
      g_assert_cmpint (jig_string_table_find (table, "level 00"), ==, -1);
    }
}

static void
test_first_of_equal_ones (void)
{
  const char *strings[40];
  g_autoptr(JigStringTable) few = NULL;
  g_autoptr(JigStringTable) many = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    strings[i] = i % 3 == 2 ? "b" : "a";

  few = jig_string_table_new (strings, 6, NULL);
  many = jig_string_table_new (strings, 40, NULL);
  g_assert_cmpint (jig_string_table_find (few, "b"), ==, 2);
  g_assert_cmpint (jig_string_table_find (many, "b"), ==, 2);
  g_assert_cmpint (jig_string_table_find (many, "a"), ==, 0);
}

static void
test_finds_without_memory (void)
{
  g_autoptr(JigStringTable) table = make_numbered (100);

  jig_alloc_fail_after (0);
  g_assert_cmpint (jig_string_table_find (table, "level 7919"), ==, 1);
  jig_alloc_fail_after (-1);
  g_assert_cmpint (jig_string_table_find (table, "level 7919"), ==, 1);
}

static void
test_select (void)
{
  static const guint32 ids[] = { 4, 0, 4 };
  g_autoptr(JigStringTable) table = make_numbered (5);
  g_autoptr(JigStringTable) some = jig_string_table_select (table, ids, 3, NULL);

  g_assert_cmpuint (jig_string_table_get_size (some), ==, 3);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpstr (jig_string_table_get (some, i, NULL), ==,
                     jig_string_table_get (table, ids[i], NULL));
}

static gboolean
make_and_select (gpointer   data,
                 GError   **error)
{
  static const char * const strings[] = { "a", "b", NULL };
  static const guint32 ids[] = { 1, 1, 0 };
  g_autoptr(JigStringTable) table = jig_string_table_new (strings, -1, error);
  g_autoptr(JigStringTable) some = NULL;

  if (table != NULL)
    some = jig_string_table_select (table, ids, 3, error);

  return some != NULL;
}

static void
test_no_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (make_and_select, NULL), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/string-table/strings", test_strings);
  g_test_add_func ("/string-table/empty", test_empty);
  g_test_add_func ("/string-table/find", test_find);
  g_test_add_func ("/string-table/first-of-equal-ones", test_first_of_equal_ones);
  g_test_add_func ("/string-table/finds-without-memory", test_finds_without_memory);
  g_test_add_func ("/string-table/select", test_select);
  g_test_add_func ("/string-table/no-memory", test_no_memory);

  return g_test_run ();
}
