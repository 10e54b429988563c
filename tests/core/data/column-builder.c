#include "core/data/column-builder.h"

#include <string.h>

#define MAX_CELLS 8

static JigColumn *
build (const char * const  *cells,
       char               **reason)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigColumnBuilder) builder = NULL;
  gsize n_rows = g_strv_length ((char **) cells);

  sheet->decimal = '.';
  builder = jig_column_builder_new ("x", sheet);
  g_assert_cmpstr (jig_column_builder_get_name (builder), ==, "x");
  for (gsize row = 0; row < n_rows; row++)
    {
      const JigCsvCell cell = { cells[row], strlen (cells[row]) };

      jig_column_builder_look (builder, &cell);
    }
  g_assert_true (jig_column_builder_decide (builder, n_rows, NULL));
  for (gsize row = 0; row < n_rows; row++)
    {
      const JigCsvCell cell = { cells[row], strlen (cells[row]) };

      g_assert_true (jig_column_builder_add (builder, row, &cell, NULL));
    }

  return jig_column_builder_finish (builder, reason, NULL);
}

static void
test_types (void)
{
  static const struct
  {
    const char    *cells[MAX_CELLS];
    JigColumnType  type;
    gsize          n_missing;
  } rows[] = {
    { { "1", "2.5", NULL }, JIG_COLUMN_NUMBER, 0 },
    { { "1", "NA", "", NULL }, JIG_COLUMN_NUMBER, 2 },
    { { "1", "two", NULL }, JIG_COLUMN_CATEGORY, 0 },
    { { "a", "NA", "", NULL }, JIG_COLUMN_CATEGORY, 1 },
    { { "Y", "n", "-", NULL }, JIG_COLUMN_BOOLEAN, 1 },
    { { "x", "y", NULL }, JIG_COLUMN_CATEGORY, 0 },
    { { "Y", "maybe", NULL }, JIG_COLUMN_CATEGORY, 0 },
    { { "2024-03-05", "?", NULL }, JIG_COLUMN_TIME, 1 },
    { { "2024-03-05", "soon", NULL }, JIG_COLUMN_CATEGORY, 0 },
    { { "007", "008", NULL }, JIG_COLUMN_TEXT, 0 },
    { { "", "NA", NULL }, JIG_COLUMN_NUMBER, 2 },
    { { "0", "1", NULL }, JIG_COLUMN_NUMBER, 0 },
    { { NULL }, JIG_COLUMN_NUMBER, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *reason = NULL;
      g_autoptr(JigColumn) column = build (rows[i].cells, &reason);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (jig_column_get_type_id (column), ==, rows[i].type);
      g_assert_cmpuint (jig_column_get_n_missing (column), ==, rows[i].n_missing);
      g_assert_true (g_str_has_suffix (reason, "."));
    }
}

/* 50 different words are few, whatever the rows; 51 of 100 rows are not. */
static void
test_text_or_category (void)
{
  for (guint n_levels = 49; n_levels <= 51; n_levels++)
    {
      g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *reason = NULL;
      g_autoptr(JigColumn) column = NULL;
      g_autofree char *last = NULL;

      for (guint row = 0; row < 100; row++)
        g_ptr_array_add (cells, g_strdup_printf ("w%u", row % n_levels));
      g_ptr_array_add (cells, NULL);
      column = build ((const char **) cells->pdata, &reason);

      g_assert_cmpint (jig_column_get_type_id (column), ==, n_levels <= 50 ? JIG_COLUMN_CATEGORY
                                                                           : JIG_COLUMN_TEXT);
      last = jig_column_dup_text (column, 99);
      g_assert_cmpstr (last, ==, g_ptr_array_index (cells, 99));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column-builder/types", test_types);
  g_test_add_func ("/column-builder/text-or-category", test_text_or_category);

  return g_test_run ();
}
