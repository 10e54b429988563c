#include "core/base/alloc.h"
#include "core/data/calendar.h"
#include "tests/support/columns.h"

#include <math.h>

static const double numbers[] = { 1.5, NAN, -0.0, 1e300 };
static const guint32 codes[] = { 1, 0, JIG_CODE_MISSING, 1 };
static const char * const levels[] = { "서울", "부산", NULL };
static const char * const texts[] = { "a", "", "c,d", "e" };
static const gint64 times[] = { 0, JIG_TIME_MISSING, -1500000, 86400000000 };
static const guint8 booleans[] = { 0, 1, JIG_BOOLEAN_MISSING, 1 };

static JigColumn *
make (JigColumnType type,
      gsize         n_rows)
{
  switch (type)
    {
    case JIG_COLUMN_NUMBER:
      return jig_test_numbers ("x", numbers, n_rows);
    case JIG_COLUMN_CATEGORY:
      return jig_test_categories ("x", codes, n_rows, levels);
    case JIG_COLUMN_TEXT:
      return jig_test_texts ("x", texts, n_rows);
    case JIG_COLUMN_TIME:
      return jig_test_times ("x", times, n_rows, TRUE);
    case JIG_COLUMN_BOOLEAN:
      return jig_test_booleans ("x", booleans, n_rows);
    default:
      g_assert_not_reached ();
    }
}

static const struct
{
  JigColumnType  type;
  const char    *name;
  const char    *cells;
  int            missing;      /* which row */
  double         number;       /* of the last row */
  gsize          n_bytes;
} expected[] = {
  { JIG_COLUMN_NUMBER, "number", "1.5||-0|1e300", 1, 1e300, 32 },
  { JIG_COLUMN_CATEGORY, "category", "부산|서울||부산", 2, 1.0, 16 + 14 + 24 },
  { JIG_COLUMN_TEXT, "text", "a||c,d|e", 1, NAN, 9 + 40 },
  { JIG_COLUMN_TIME, "date", "1970-01-01T00:00:00||1969-12-31T23:59:58.5|1970-01-02T00:00:00", 1,
    86400.0, 32 },
  { JIG_COLUMN_BOOLEAN, "boolean", "false|true||true", 2, 1.0, 4 },
};

static void
test_cells (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(JigColumn) column = make (expected[i].type, 4);
      g_autofree char *cells = jig_test_cells (column);

      g_test_message ("%s", expected[i].name);
      g_assert_cmpint (jig_column_get_type_id (column), ==, expected[i].type);
      g_assert_cmpstr (jig_column_get_name (column), ==, "x");
      g_assert_cmpuint (jig_column_get_n_rows (column), ==, 4);
      g_assert_cmpuint (jig_column_get_n_missing (column), ==, 1);
      g_assert_cmpuint (jig_column_get_n_bytes (column), ==, expected[i].n_bytes);
      g_assert_cmpstr (cells, ==, expected[i].cells);
      for (gsize row = 0; row < 4; row++)
        g_assert_cmpint (jig_column_is_missing (column, row), ==,
                         (int) row == expected[i].missing);
      g_assert_true (isnan (jig_column_get_number (column, (gsize) expected[i].missing)));
      g_assert_true (jig_column_get_number (column, 3) == expected[i].number ||
                     isnan (expected[i].number));
    }
}

static void
test_only_its_own_array (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      JigColumnType type = expected[i].type;
      g_autoptr(JigColumn) column = make (type, 4);

      g_assert_cmpint (jig_column_get_numbers (column) != NULL, ==, type == JIG_COLUMN_NUMBER);
      g_assert_cmpint (jig_column_get_codes (column) != NULL, ==, type == JIG_COLUMN_CATEGORY);
      g_assert_cmpint (jig_column_get_levels (column) != NULL, ==, type == JIG_COLUMN_CATEGORY);
      g_assert_cmpint (jig_column_get_cells (column) != NULL, ==, type == JIG_COLUMN_TEXT);
      g_assert_cmpint (jig_column_get_times (column) != NULL, ==, type == JIG_COLUMN_TIME);
      g_assert_cmpint (jig_column_get_booleans (column) != NULL, ==, type == JIG_COLUMN_BOOLEAN);
    }
}

static void
test_sizes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    for (gsize n_rows = 0; n_rows < 2; n_rows++)
      {
        g_autoptr(JigColumn) column = make (expected[i].type, n_rows);

        g_assert_cmpuint (jig_column_get_n_rows (column), ==, n_rows);
        g_assert_cmpuint (jig_column_get_n_missing (column), ==, 0);
      }
}

static void
test_all_missing (void)
{
  const double nans[] = { NAN, NAN };
  const guint32 none[] = { JIG_CODE_MISSING, JIG_CODE_MISSING };
  const char * const no_levels[] = { NULL };
  g_autoptr(JigColumn) number = jig_test_numbers ("x", nans, 2);
  g_autoptr(JigColumn) category = jig_test_categories ("x", none, 2, no_levels);
  g_autofree char *cells = jig_test_cells (category);

  g_assert_cmpuint (jig_column_get_n_missing (number), ==, 2);
  g_assert_cmpuint (jig_column_get_n_missing (category), ==, 2);
  g_assert_cmpstr (cells, ==, "|");
}

static void
test_days (void)
{
  g_autoptr(JigColumn) column = jig_test_times ("day", times, 1, FALSE);
  g_autofree char *text = jig_column_dup_text (column, 0);

  g_assert_false (jig_column_has_clock (column));
  g_assert_cmpstr (text, ==, "1970-01-01");
}

static void
test_words (void)
{
  guint8 *values = jig_alloc (1, 1, "a test", NULL);
  g_autoptr(JigColumn) given = jig_column_new_boolean ("x", values, 1, "N", "Y");
  g_autoptr(JigColumn) number = make (JIG_COLUMN_NUMBER, 1);
  g_autofree char *text = jig_column_dup_text (given, 0);

  g_assert_cmpstr (text, ==, "N");
  g_assert_cmpstr (jig_column_get_word (given, TRUE), ==, "Y");
  g_assert_cmpstr (jig_column_get_word (number, TRUE), ==, "true");
  g_assert_cmpstr (jig_column_get_word (number, FALSE), ==, "false");
}

static void
test_rename_shares (void)
{
  gsize before = jig_alloc_get_in_use ();
  JigColumn *column = make (JIG_COLUMN_NUMBER, 4);
  gsize used = jig_alloc_get_in_use ();
  JigColumn *renamed = jig_column_rename (column, "y");

  g_assert_cmpuint (jig_alloc_get_in_use (), ==, used);
  g_assert_cmpstr (jig_column_get_name (renamed), ==, "y");
  g_assert_true (jig_column_get_numbers (renamed) == jig_column_get_numbers (column));

  jig_column_unref (column);
  g_assert_cmpfloat (jig_column_get_number (renamed, 0), ==, 1.5);
  jig_column_unref (jig_column_ref (renamed));
  jig_column_unref (renamed);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_type_names (void)
{
  JigColumnType type = JIG_COLUMN_TIME;

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_cmpstr (jig_column_type_name (expected[i].type), ==, expected[i].name);
      g_assert_true (jig_column_type_from_name (expected[i].name, &type));
      g_assert_cmpint (type, ==, expected[i].type);
    }

  g_assert_false (jig_column_type_from_name ("Number", &type));
  g_assert_cmpint (type, ==, JIG_COLUMN_BOOLEAN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column/cells", test_cells);
  g_test_add_func ("/column/only-its-own-array", test_only_its_own_array);
  g_test_add_func ("/column/sizes", test_sizes);
  g_test_add_func ("/column/all-missing", test_all_missing);
  g_test_add_func ("/column/days", test_days);
  g_test_add_func ("/column/words", test_words);
  g_test_add_func ("/column/rename-shares", test_rename_shares);
  g_test_add_func ("/column/type-names", test_type_names);

  return g_test_run ();
}
