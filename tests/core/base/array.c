#include "core/base/array.h"
#include "core/base/error.h"

static void
test_grows (void)
{
  g_auto(JigArray) array = JIG_ARRAY_INIT (guint32, "the numbers");

  for (guint32 i = 0; i < 100000; i++)
    g_assert_true (jig_array_append (&array, &i, 1, NULL));

  g_assert_cmpuint (array.n_items, ==, 100000);
  for (guint32 i = 0; i < 100000; i++)
    g_assert_cmpuint (jig_array_index (&array, guint32, i), ==, i);
}

/* Appending one by one must not be quadratic. */
static void
test_grows_seldom (void)
{
  g_auto(JigArray) array = JIG_ARRAY_INIT (guint8, "the bytes");
  gsize before = jig_alloc_get_n_calls ();

  for (gsize i = 0; i < 1000000; i++)
    g_assert_true (jig_array_append (&array, "x", 1, NULL));

  g_assert_cmpuint (jig_alloc_get_n_calls () - before, <, 40);
}

static void
test_reserve (void)
{
  g_auto(JigArray) array = JIG_ARRAY_INIT (double, "the numbers");
  gsize calls;

  g_assert_true (jig_array_reserve (&array, 0, NULL));
  g_assert_null (array.items);

  g_assert_true (jig_array_reserve (&array, 1000, NULL));
  g_assert_cmpuint (array.capacity, ==, 1000);
  g_assert_cmpuint (array.n_items, ==, 0);

  calls = jig_alloc_get_n_calls ();
  jig_alloc_fail_after (0);
  g_assert_true (jig_array_append (&array, NULL, 1000, NULL));
  g_assert_cmpuint (jig_alloc_get_n_calls (), ==, calls);
  jig_alloc_fail_after (-1);
}

/* Room that has been used before is zeroed again. */
static void
test_appends_zeros (void)
{
  static const guint8 ones[] = { 1, 1, 1 };
  static const guint8 expected[] = { 1, 0, 0, 0, 1 };
  g_auto(JigArray) array = JIG_ARRAY_INIT (guint8, "the bytes");

  g_assert_true (jig_array_append (&array, ones, 3, NULL));
  array.n_items = 1;
  g_assert_true (jig_array_append (&array, NULL, 3, NULL));
  g_assert_true (jig_array_append (&array, ones, 1, NULL));
  g_assert_true (jig_array_append (&array, ones, 0, NULL));
  g_assert_cmpmem (array.items, array.n_items, expected, sizeof expected);
}

static void
test_steal (void)
{
  g_auto(JigArray) array = JIG_ARRAY_INIT (guint32, "the numbers");
  jig_autofree guint32 *items = NULL;
  const guint32 value = 5;
  gsize n_items;

  g_assert_null (jig_array_steal (&array, &n_items));
  g_assert_cmpuint (n_items, ==, 0);

  g_assert_true (jig_array_append (&array, &value, 1, NULL));
  items = jig_array_steal (&array, &n_items);
  g_assert_cmpuint (n_items, ==, 1);
  g_assert_cmpuint (items[0], ==, 5);
  g_assert_cmpuint (array.n_items, ==, 0);
  g_assert_cmpuint (array.capacity, ==, 0);

  g_assert_true (jig_array_append (&array, &value, 1, NULL));
  g_assert_true (jig_array_index (&array, guint32, 0) == 5 && items[0] == 5);
}

static void
test_clear (void)
{
  gsize before = jig_alloc_get_in_use ();
  JigArray array = JIG_ARRAY_INIT (guint32, "the numbers");

  g_assert_true (jig_array_append (&array, NULL, 100, NULL));
  jig_array_clear (&array);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
  jig_array_clear (&array);
}

static void
test_fails_unharmed (void)
{
  g_auto(JigArray) array = JIG_ARRAY_INIT (guint32, "the numbers");
  const guint32 values[] = { 1, 2, 3 };
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_array_append (&array, values, 3, NULL));

  g_assert_false (jig_array_reserve (&array, G_MAXSIZE, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
  g_clear_error (&error);

  g_assert_false (jig_array_reserve (&array, G_MAXSIZE / 8, &error));
  g_assert_cmpstr (error->message, ==, "There is not enough memory for the numbers.");
  g_clear_error (&error);

  jig_alloc_fail_after (0);
  g_assert_false (jig_array_append (&array, NULL, 1000, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);

  g_assert_cmpmem (array.items, array.n_items * sizeof (guint32), values, sizeof values);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/array/grows", test_grows);
  g_test_add_func ("/array/grows-seldom", test_grows_seldom);
  g_test_add_func ("/array/reserve", test_reserve);
  g_test_add_func ("/array/appends-zeros", test_appends_zeros);
  g_test_add_func ("/array/steal", test_steal);
  g_test_add_func ("/array/clear", test_clear);
  g_test_add_func ("/array/fails-unharmed", test_fails_unharmed);

  return g_test_run ();
}
