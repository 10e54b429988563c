#include "core/base/error.h"
#include "core/data/calendar.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <math.h>

static const char * const no_levels[] = { NULL };

static JigColumn *
texts (const char *cells)
{
  g_auto(GStrv) words = g_strsplit (cells, "|", -1);

  return jig_test_texts ("fare", (const char * const *) words, g_strv_length (words));
}

static const struct
{
  const char    *from;      /* a text column */
  JigColumnType  through;   /* what it is converted to first */
  JigColumnType  to;
  const char    *cells;     /* NULL: it cannot be done */
  const char    *message;
} rows[] = {
  { "1|x|", JIG_COLUMN_TEXT, JIG_COLUMN_TEXT, "1|x|", NULL },
  { "1|-2.50||1e3", JIG_COLUMN_TEXT, JIG_COLUMN_NUMBER, "1|-2.5||1000", NULL },
  { "b|a||b", JIG_COLUMN_TEXT, JIG_COLUMN_CATEGORY, "b|a||b", NULL },
  { "2024-03-05||2024. 3. 7.", JIG_COLUMN_TEXT, JIG_COLUMN_TIME, "2024-03-05||2024-03-07", NULL },
  { "2024-03-05|2024-03-05 07:30", JIG_COLUMN_TEXT, JIG_COLUMN_TIME,
    "2024-03-05T00:00:00|2024-03-05T07:30:00", NULL },
  { "Y||n", JIG_COLUMN_TEXT, JIG_COLUMN_BOOLEAN, "Y||n", NULL },
  { "|", JIG_COLUMN_TEXT, JIG_COLUMN_NUMBER, "|", NULL },
  { "|", JIG_COLUMN_TEXT, JIG_COLUMN_CATEGORY, "|", NULL },
  { "|", JIG_COLUMN_TEXT, JIG_COLUMN_TIME, "|", NULL },
  { "|", JIG_COLUMN_TEXT, JIG_COLUMN_BOOLEAN, "|", NULL },
  { "", JIG_COLUMN_NUMBER, JIG_COLUMN_BOOLEAN, "", NULL },
  { "1||2.50", JIG_COLUMN_NUMBER, JIG_COLUMN_TEXT, "1||2.5", NULL },
  { "1||1.0", JIG_COLUMN_NUMBER, JIG_COLUMN_CATEGORY, "1||1", NULL },
  { "1||0", JIG_COLUMN_NUMBER, JIG_COLUMN_BOOLEAN, "1||0", NULL },
  { "7||5", JIG_COLUMN_CATEGORY, JIG_COLUMN_NUMBER, "7||5", NULL },
  { "b||a", JIG_COLUMN_CATEGORY, JIG_COLUMN_TEXT, "b||a", NULL },
  { "2024-03-05||2024-03-06", JIG_COLUMN_CATEGORY, JIG_COLUMN_TIME, "2024-03-05||2024-03-06",
    NULL },
  { "no||yes", JIG_COLUMN_CATEGORY, JIG_COLUMN_BOOLEAN, "no||yes", NULL },
  { "2024/3/5|", JIG_COLUMN_TIME, JIG_COLUMN_TEXT, "2024-03-05|", NULL },
  { "2024/3/5|", JIG_COLUMN_TIME, JIG_COLUMN_CATEGORY, "2024-03-05|", NULL },
  { "N||Y", JIG_COLUMN_BOOLEAN, JIG_COLUMN_NUMBER, "0||1", NULL },
  { "N||Y", JIG_COLUMN_BOOLEAN, JIG_COLUMN_TEXT, "N||Y", NULL },
  { "N||Y", JIG_COLUMN_BOOLEAN, JIG_COLUMN_CATEGORY, "N||Y", NULL },
  { "1|2|x", JIG_COLUMN_TEXT, JIG_COLUMN_NUMBER, NULL,
    "Row 3, column \"fare\": \"x\" is not a number." },
  { "1|12,5", JIG_COLUMN_CATEGORY, JIG_COLUMN_NUMBER, NULL,
    "Row 2, column \"fare\": \"12,5\" is not a number." },
  { "2024-03-05|soon", JIG_COLUMN_TEXT, JIG_COLUMN_TIME, NULL,
    "Row 2, column \"fare\": \"soon\" is not a date." },
  { "Y||yes", JIG_COLUMN_TEXT, JIG_COLUMN_BOOLEAN, NULL,
    "Row 3, column \"fare\": \"yes\" is neither yes nor no like the other cells." },
  { "0|2", JIG_COLUMN_NUMBER, JIG_COLUMN_BOOLEAN, NULL,
    "Row 2, column \"fare\": \"2\" is neither yes nor no like the other cells." },
  { "20240305", JIG_COLUMN_NUMBER, JIG_COLUMN_TIME, NULL,
    "Column \"fare\": it is of type number and cannot become of type date." },
  { "2024-03-05", JIG_COLUMN_TIME, JIG_COLUMN_NUMBER, NULL,
    "Column \"fare\": it is of type date and cannot become of type number." },
  { "2024-03-05", JIG_COLUMN_TIME, JIG_COLUMN_BOOLEAN, NULL,
    "Column \"fare\": it is of type date and cannot become of type boolean." },
  { "Y", JIG_COLUMN_BOOLEAN, JIG_COLUMN_TIME, NULL,
    "Column \"fare\": it is of type boolean and cannot become of type date." },
};

static void
test_types (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigColumn) text = texts (rows[i].from);
      g_autoptr(JigColumn) from = jig_column_convert (text, rows[i].through, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigColumn) to = jig_column_convert (from, rows[i].to, &error);
      g_autofree char *cells = NULL;

      g_test_message ("row %zu: %s", i, rows[i].from);
      if (rows[i].cells == NULL)
        {
          g_assert_null (to);
          g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
          g_assert_cmpstr (error->message, ==, rows[i].message);
          continue;
        }

      g_assert_no_error (error);
      cells = jig_test_cells (to);
      g_assert_cmpstr (cells, ==, rows[i].cells);
      g_assert_cmpint (jig_column_get_type_id (to), ==, rows[i].to);
      g_assert_cmpstr (jig_column_get_name (to), ==, "fare");
      g_assert_cmpuint (jig_column_get_n_missing (to), ==, jig_column_get_n_missing (text));
    }
}

static void
test_same_type_is_itself (void)
{
  g_autoptr(JigColumn) column = texts ("a|b");
  g_autoptr(JigColumn) same = jig_column_convert (column, JIG_COLUMN_TEXT, NULL);

  g_assert_true (same == column);
}

static void
test_first_appearance (void)
{
  g_autoptr(JigColumn) column = texts ("b||a|b|c");
  g_autoptr(JigColumn) category = jig_column_convert (column, JIG_COLUMN_CATEGORY, NULL);
  const guint32 codes[] = { 0, JIG_CODE_MISSING, 1, 0, 2 };

  g_assert_cmpmem (jig_column_get_codes (category), sizeof codes, codes, sizeof codes);
}

static void
test_no_rows (void)
{
  g_autoptr(JigColumn) text = jig_test_texts ("x", NULL, 0);
  g_autoptr(JigColumn) number = jig_test_numbers ("x", NULL, 0);
  g_autoptr(JigColumn) category = jig_test_categories ("x", NULL, 0, no_levels);

  for (int type = 0; type <= JIG_COLUMN_BOOLEAN; type++)
    {
      g_autoptr(JigColumn) from_text = jig_column_convert (text, (JigColumnType) type, NULL);
      g_autoptr(JigColumn) from_category = jig_column_convert (category, (JigColumnType) type,
                                                               NULL);

      g_assert_cmpuint (jig_column_get_n_rows (from_text), ==, 0);
      g_assert_cmpuint (jig_column_get_n_rows (from_category), ==, 0);
    }

  {
    g_autoptr(JigColumn) empty = jig_column_convert (number, JIG_COLUMN_TEXT, NULL);

    g_assert_cmpuint (jig_column_get_n_rows (empty), ==, 0);
  }
}

typedef struct
{
  JigColumn     *column;
  JigColumnType  type;
} Task;

static gboolean
convert (gpointer   data,
         GError   **error)
{
  const Task *task = data;
  g_autoptr(JigColumn) to = jig_column_convert (task->column, task->type, error);

  return to != NULL;
}

static void
test_no_memory (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigColumn) text = texts (rows[i].from);
      g_autoptr(JigColumn) from = jig_column_convert (text, rows[i].through, NULL);
      Task task = { from, rows[i].to };

      if (rows[i].cells != NULL && rows[i].to != rows[i].through)
        g_assert_cmpuint (jig_test_every_allocation_fails (convert, &task), >, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column-convert/types", test_types);
  g_test_add_func ("/column-convert/same-type-is-itself", test_same_type_is_itself);
  g_test_add_func ("/column-convert/first-appearance", test_first_appearance);
  g_test_add_func ("/column-convert/no-rows", test_no_rows);
  g_test_add_func ("/column-convert/no-memory", test_no_memory);

  return g_test_run ();
}
