#include "core/base/error.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <math.h>

static const guint32 ids[] = { 2, 0, 2 };

static JigColumn *
make (JigColumnType type)
{
  static const char * const levels[] = { "a", "b", "c", NULL };

  switch (type)
    {
    case JIG_COLUMN_NUMBER:
      return jig_test_numbers ("x", (double[]) { 1, NAN, 3 }, 3);
    case JIG_COLUMN_CATEGORY:
      return jig_test_categories ("x", (guint32[]) { 1, JIG_CODE_MISSING, 2 }, 3, levels);
    case JIG_COLUMN_TEXT:
      return jig_test_texts ("x", (const char *[]) { "one", "", "three" }, 3);
    case JIG_COLUMN_TIME:
      return jig_test_times ("x", (gint64[]) { 0, JIG_TIME_MISSING, 60000000 }, 3, TRUE);
    case JIG_COLUMN_BOOLEAN:
      return jig_test_booleans ("x", (guint8[]) { 1, JIG_BOOLEAN_MISSING, 0 }, 3);
    default:
      g_assert_not_reached ();
    }
}

static const struct
{
  JigColumnType  type;
  const char    *cells;
} expected[] = {
  { JIG_COLUMN_NUMBER, "3|1|3" },
  { JIG_COLUMN_CATEGORY, "c|b|c" },
  { JIG_COLUMN_TEXT, "three|one|three" },
  { JIG_COLUMN_TIME, "1970-01-01T00:01:00|1970-01-01T00:00:00|1970-01-01T00:01:00" },
  { JIG_COLUMN_BOOLEAN, "false|true|false" },
};

static void
test_rows (void)
{
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 3, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(JigColumn) column = make (expected[i].type);
      g_autoptr(JigColumn) some = jig_column_select (column, rows, NULL);
      g_autofree char *cells = jig_test_cells (some);

      g_assert_cmpstr (cells, ==, expected[i].cells);
      g_assert_cmpstr (jig_column_get_name (some), ==, "x");
      g_assert_cmpint (jig_column_get_type_id (some), ==, expected[i].type);
      g_assert_true (jig_column_get_levels (some) == jig_column_get_levels (column));
      g_assert_cmpuint (jig_column_get_n_missing (some), ==, 0);
    }
}

static void
test_none_and_missing (void)
{
  g_autoptr(JigRows) none = jig_rows_new_all (0, NULL);
  g_autoptr(JigRows) missing = jig_rows_new_copy ((guint32[]) { 1 }, 1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(JigColumn) column = make (expected[i].type);
      g_autoptr(JigColumn) empty = jig_column_select (column, none, NULL);
      g_autoptr(JigColumn) one = jig_column_select (column, missing, NULL);

      g_assert_cmpuint (jig_column_get_n_rows (empty), ==, 0);
      g_assert_cmpuint (jig_column_get_n_missing (one), ==, 1);
    }
}

static void
test_row_that_is_not_there (void)
{
  g_autoptr(JigRows) rows = jig_rows_new_copy ((guint32[]) { 0, 3 }, 2, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(JigColumn) column = make (expected[i].type);
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_column_select (column, rows, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (error->message, ==,
                       "Column \"x\": row 4 was asked for, but there are 3 rows.");
    }
}

static gboolean
make_and_select (gpointer   data,
                 GError   **error)
{
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 3, error);
  g_autoptr(JigColumn) some = NULL;

  if (rows != NULL)
    some = jig_column_select (data, rows, error);

  return some != NULL;
}

static void
test_no_memory (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(JigColumn) column = make (expected[i].type);

      g_assert_cmpuint (jig_test_every_allocation_fails (make_and_select, column), >=, 2);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column-select/rows", test_rows);
  g_test_add_func ("/column-select/none-and-missing", test_none_and_missing);
  g_test_add_func ("/column-select/row-that-is-not-there", test_row_that_is_not_there);
  g_test_add_func ("/column-select/no-memory", test_no_memory);

  return g_test_run ();
}
