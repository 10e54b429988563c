#include "core/data/frame.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"

static JigColumn *
make (const char *name,
      gsize       n_rows)
{
  return jig_column_new_number (name, jig_alloc (n_rows, sizeof (double), "a test", NULL), n_rows);
}

static void
test_finds_columns (void)
{
  g_autoptr(JigColumn) a = make ("a", 3);
  g_autoptr(JigColumn) b = make ("나", 3);
  JigColumn *columns[] = { a, b };
  g_autoptr(JigFrame) frame = jig_frame_new (columns, 2, NULL);

  g_assert_cmpuint (jig_frame_get_n_rows (frame), ==, 3);
  g_assert_cmpuint (jig_frame_get_n_columns (frame), ==, 2);
  g_assert_cmpint (jig_frame_find (frame, "나"), ==, 1);
  g_assert_cmpint (jig_frame_find (frame, "c"), ==, -1);
  g_assert_true (jig_frame_get_column (frame, 0) == a);
}

static void
test_refuses_what_does_not_fit (void)
{
  g_autoptr(JigColumn) a = make ("a", 3);
  g_autoptr(JigColumn) again = make ("a", 3);
  g_autoptr(JigColumn) longer = make ("b", 4);
  JigColumn *twice[] = { a, again };
  JigColumn *uneven[] = { a, longer };
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_frame_new (twice, 2, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, "Two columns are called \"a\".");
  g_clear_error (&error);
  g_assert_null (jig_frame_new (uneven, 2, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

static void
test_column_limit (void)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (guint i = 0; i <= JIG_LIMIT_COLUMNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      g_ptr_array_add (columns, make (name, 0));
    }

  for (guint n = JIG_LIMIT_COLUMNS - 1; n <= JIG_LIMIT_COLUMNS + 1; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigFrame) frame = jig_frame_new ((JigColumn **) columns->pdata, n, &error);

      if (n <= JIG_LIMIT_COLUMNS)
        g_assert_nonnull (frame);
      else
        g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
    }
}

static void
test_hash_knows_names_and_values (void)
{
  g_autoptr(JigColumn) a = make ("a", 3);
  g_autoptr(JigColumn) same = make ("a", 3);
  g_autoptr(JigColumn) b = make ("b", 3);
  g_autoptr(JigFrame) first = jig_frame_new (&a, 1, NULL);
  g_autoptr(JigFrame) second = jig_frame_new (&same, 1, NULL);
  g_autoptr(JigFrame) third = jig_frame_new (&b, 1, NULL);

  g_assert_cmpstr (jig_frame_get_hash (first), ==, jig_frame_get_hash (second));
  g_assert_cmpstr (jig_frame_get_hash (first), !=, jig_frame_get_hash (third));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame/finds-columns", test_finds_columns);
  g_test_add_func ("/frame/refuses-what-does-not-fit", test_refuses_what_does_not_fit);
  g_test_add_func ("/frame/column-limit", test_column_limit);
  g_test_add_func ("/frame/hash-knows-names-and-values", test_hash_knows_names_and_values);

  return g_test_run ();
}
