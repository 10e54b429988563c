#include "core/data/column.h"

#include "core/base/alloc.h"

#include <math.h>

static JigColumn *
make_numbers (double a,
              double b)
{
  double *values = jig_alloc (2, sizeof *values, "a test", NULL);

  values[0] = a;
  values[1] = b;

  return jig_column_new_number ("x", values, 2);
}

static char *
hash_of (const JigColumn *column)
{
  g_autoptr(JigHash) hash = jig_hash_new ();

  jig_column_add_to_hash (column, hash);

  return jig_hash_finish (g_steal_pointer (&hash));
}

static void
test_numbers (void)
{
  g_autoptr(JigColumn) column = make_numbers (1.5, NAN);
  g_autofree char *text = jig_column_dup_text (column, 0);

  g_assert_cmpstr (text, ==, "1.5");
  g_assert_null (jig_column_dup_text (column, 1));
  g_assert_cmpuint (jig_column_get_n_missing (column), ==, 1);
  g_assert_cmpstr (jig_column_type_name (jig_column_get_type_id (column)), ==, "number");
  g_assert_null (jig_column_get_codes (column));
}

static void
test_times_and_booleans (void)
{
  gint64 *times = jig_alloc (2, sizeof *times, "a test", NULL);
  guint8 *flags = jig_alloc (3, 1, "a test", NULL);
  g_autoptr(JigColumn) time = NULL;
  g_autoptr(JigColumn) flag = NULL;
  g_autofree char *day = NULL;
  g_autofree char *yes = NULL;
  g_autofree char *no = NULL;

  times[1] = JIG_TIME_MISSING;
  flags[1] = 1;
  flags[2] = JIG_BOOLEAN_MISSING;
  time = jig_column_new_time ("t", times, 2, FALSE);
  flag = jig_column_new_boolean ("f", flags, 3, NULL, "Y");
  day = jig_column_dup_text (time, 0);
  no = jig_column_dup_text (flag, 0);
  yes = jig_column_dup_text (flag, 1);

  g_assert_cmpstr (day, ==, "1970-01-01");
  g_assert_cmpstr (no, ==, "false");
  g_assert_cmpstr (yes, ==, "Y");
  g_assert_null (jig_column_dup_text (time, 1));
  g_assert_null (jig_column_dup_text (flag, 2));
}

static void
test_hash_is_of_the_values (void)
{
  g_autoptr(JigColumn) a = make_numbers (1.0, NAN);
  g_autoptr(JigColumn) b = make_numbers (1.0, -NAN);
  g_autoptr(JigColumn) c = make_numbers (1.0, 2.0);
  g_autofree char *hash_a = hash_of (a);
  g_autofree char *hash_b = hash_of (b);
  g_autofree char *hash_c = hash_of (c);

  g_assert_cmpstr (hash_a, ==, hash_b);
  g_assert_cmpstr (hash_a, !=, hash_c);
}

static void
test_no_rows (void)
{
  g_autoptr(JigColumn) column = jig_column_new_number ("x", jig_alloc (0, 8, "a test", NULL), 0);

  g_assert_cmpuint (jig_column_get_n_rows (column), ==, 0);
  g_assert_cmpuint (jig_column_get_n_missing (column), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column/numbers", test_numbers);
  g_test_add_func ("/column/times-and-booleans", test_times_and_booleans);
  g_test_add_func ("/column/hash-is-of-the-values", test_hash_is_of_the_values);
  g_test_add_func ("/column/no-rows", test_no_rows);

  return g_test_run ();
}
