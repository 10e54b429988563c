#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <math.h>

static JigFrame *
make (void)
{
  static const char * const levels[] = { "서울", "부산", NULL };

  return jig_test_frame (jig_test_numbers ("fare", (double[]) { 1, NAN, 3 }, 3),
                         jig_test_categories ("지역", (guint32[]) { 0, 1, 0 }, 3, levels),
                         jig_test_texts ("note", (const char *[]) { "a", "", "c" }, 3), NULL);
}

static void
test_columns (void)
{
  gsize before = jig_alloc_get_in_use ();
  JigFrame *frame = make ();

  g_assert_cmpuint (jig_frame_get_n_rows (frame), ==, 3);
  g_assert_cmpuint (jig_frame_get_n_columns (frame), ==, 3);
  g_assert_cmpstr (jig_column_get_name (jig_frame_get_column (frame, 1)), ==, "지역");
  g_assert_cmpint (jig_frame_find (frame, "note"), ==, 2);
  g_assert_cmpint (jig_frame_find (frame, "fare"), ==, 0);
  g_assert_cmpint (jig_frame_find (frame, "Fare"), ==, -1);
  g_assert_cmpuint (jig_frame_get_n_bytes (frame), ==, 24 + (12 + 14 + 24) + (5 + 32));

  jig_frame_unref (jig_frame_ref (frame));
  jig_frame_unref (frame);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_composed_names (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_autoptr(JigColumn) decomposed = jig_test_numbers ("cafe\xcc\x81", NULL, 0);
  g_autoptr(JigColumn) composed = jig_test_numbers ("café", NULL, 0);
  JigColumn *columns[] = { decomposed, composed };
  g_autofree char *jamo = g_utf8_normalize ("지역", -1, G_NORMALIZE_NFD);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (jig_frame_find (frame, jamo), ==, 1);
  g_assert_null (jig_frame_new (columns, 2, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

static void
test_require (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_frame_require (frame, "note", &error) == jig_frame_get_column (frame, 2));
  g_assert_null (jig_frame_require (frame, "age", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==,
                   "There is no column \"age\"; the table has: fare, 지역, note.");
}

static void
test_no_columns (void)
{
  g_autoptr(JigFrame) frame = jig_frame_new (NULL, 0, NULL);

  g_assert_cmpuint (jig_frame_get_n_rows (frame), ==, 0);
  g_assert_cmpuint (jig_frame_get_n_columns (frame), ==, 0);
  g_assert_cmpint (jig_frame_find (frame, ""), ==, -1);
  g_assert_nonnull (jig_frame_get_hash (frame));
}

static void
test_refused (void)
{
  g_autoptr(JigColumn) a = jig_test_numbers ("a", (double[]) { 1, 2 }, 2);
  g_autoptr(JigColumn) b = jig_test_numbers ("b", (double[]) { 1 }, 1);
  JigColumn *unequal[] = { a, b };
  JigColumn *twice[] = { a, a };
  g_autoptr(GError) first = NULL;
  g_autoptr(GError) second = NULL;

  g_assert_null (jig_frame_new (unequal, 2, &first));
  g_assert_error (first, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (first->message, ==,
                   "Column \"b\": it has 1 rows, but column \"a\" has 2.");

  g_assert_null (jig_frame_new (twice, 2, &second));
  g_assert_error (second, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (second->message, ==,
                   "Column \"a\": another column has the same name already.");
}

static JigFrame *
make_wide (gsize    n_columns,
           GError **error)
{
  g_autoptr(GPtrArray) columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (gsize i = 0; i < n_columns; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%zu", i + 1);

      g_ptr_array_add (columns, jig_test_numbers (name, NULL, 0));
    }

  return jig_frame_new ((JigColumn **) columns->pdata, n_columns, error);
}

static void
test_limit (void)
{
  g_autoptr(JigFrame) below = make_wide (JIG_LIMIT_COLUMNS - 1, NULL);
  g_autoptr(JigFrame) at = make_wide (JIG_LIMIT_COLUMNS, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *names = jig_frame_dup_names (below);

  g_assert_cmpint (jig_frame_find (at, "c16384"), ==, 16383);
  g_assert_true (g_str_has_suffix (names, "c19, c20 and 16363 more"));
  g_assert_null (make_wide (JIG_LIMIT_COLUMNS + 1, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==,
                   "A table may have 16384 columns, this one has 16385.");
}

static void
test_hash (void)
{
  g_autoptr(JigFrame) first = make ();
  g_autoptr(JigFrame) second = make ();
  g_autoptr(JigColumn) column = jig_column_rename (jig_frame_get_column (first, 0), "fee");
  g_autoptr(JigFrame) renamed = jig_frame_replace (first, 0, column, NULL);

  g_assert_cmpstr (jig_frame_get_hash (first), ==, jig_frame_get_hash (second));
  g_assert_true (jig_frame_get_hash (first) == jig_frame_get_hash (first));
  g_assert_cmpstr (jig_frame_get_hash (first), !=, jig_frame_get_hash (renamed));
}

static void
test_replace (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_autoptr(JigColumn) column = jig_test_numbers ("age", (double[]) { 4, 5, 6 }, 3);
  g_autoptr(JigFrame) replaced = jig_frame_replace (frame, 1, column, NULL);
  g_autoptr(JigFrame) added = jig_frame_replace (frame, 3, column, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (jig_frame_get_n_columns (replaced), ==, 3);
  g_assert_true (jig_frame_get_column (replaced, 1) == column);
  g_assert_true (jig_frame_get_column (replaced, 0) == jig_frame_get_column (frame, 0));
  g_assert_cmpuint (jig_frame_get_n_columns (added), ==, 4);
  g_assert_null (jig_frame_replace (added, 0, column, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

static void
test_select (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_autoptr(JigRows) rows = jig_rows_new_copy ((guint32[]) { 2, 0 }, 2, NULL);
  g_autoptr(JigRows) none = jig_rows_new_all (0, NULL);
  g_autoptr(JigRows) wrong = jig_rows_new_all (4, NULL);
  g_autoptr(JigFrame) some = jig_frame_select (frame, rows, NULL);
  g_autoptr(JigFrame) empty = jig_frame_select (frame, none, NULL);
  g_autofree char *cells = jig_test_cells (jig_frame_get_column (some, 2));
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (jig_frame_get_n_rows (some), ==, 2);
  g_assert_cmpstr (cells, ==, "c|a");
  g_assert_cmpuint (jig_frame_get_n_rows (empty), ==, 0);
  g_assert_null (jig_frame_select (frame, wrong, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

static void
test_boxed (void)
{
  g_autoptr(JigFrame) frame = make ();
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, JIG_TYPE_FRAME);
  g_value_set_boxed (&value, frame);
  g_assert_true (g_value_get_boxed (&value) == frame);
}

static gboolean
select_two (gpointer   data,
            GError   **error)
{
  g_autoptr(JigRows) rows = jig_rows_new_all (2, error);
  g_autoptr(JigFrame) some = NULL;

  if (rows != NULL)
    some = jig_frame_select (data, rows, error);

  return some != NULL;
}

static void
test_no_memory (void)
{
  g_autoptr(JigFrame) frame = make ();

  g_assert_cmpuint (jig_test_every_allocation_fails (select_two, frame), ==, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame/columns", test_columns);
  g_test_add_func ("/frame/composed-names", test_composed_names);
  g_test_add_func ("/frame/require", test_require);
  g_test_add_func ("/frame/no-columns", test_no_columns);
  g_test_add_func ("/frame/refused", test_refused);
  g_test_add_func ("/frame/limit", test_limit);
  g_test_add_func ("/frame/hash", test_hash);
  g_test_add_func ("/frame/replace", test_replace);
  g_test_add_func ("/frame/select", test_select);
  g_test_add_func ("/frame/boxed", test_boxed);
  g_test_add_func ("/frame/no-memory", test_no_memory);

  return g_test_run ();
}
