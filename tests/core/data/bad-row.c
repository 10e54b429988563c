#include "core/data/bad-row.h"

#include <string.h>

static void
test_every_problem_is_a_sentence (void)
{
  for (int problem = JIG_CSV_FINE + 1; problem < JIG_N_CSV_PROBLEMS; problem++)
    {
      const JigBadRow row = { .problem = (JigCsvProblem) problem, .n_cells = 3 };
      g_autofree char *text = jig_bad_row_to_text (&row, 2);

      g_assert_true (g_str_has_suffix (text, "."));
    }
}

static void
test_a_cell_is_named (void)
{
  static const struct { JigColumnType type; const char *cell; const char *sentence; } rows[] = {
    { JIG_COLUMN_NUMBER, "abc", "\"abc\" is not a number." },
    { JIG_COLUMN_TIME, "soon", "\"soon\" is not a date." },
    { JIG_COLUMN_BOOLEAN, "", "\"\" is neither yes nor no." },
    { JIG_COLUMN_NUMBER, "가나다라마바사아자차카타파하거",
      "\"가나다라마바사아자차카타파하거\" is not a number." },
    { JIG_COLUMN_NUMBER, "x가나다라마바사아자차카타파하거너",
      "\"x가나다라마바사아자차카타파하거\" is not a number." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const JigCsvCell cell = { rows[i].cell, strlen (rows[i].cell) };
      JigBadRow row = { .line = 3 };
      g_autofree char *text = NULL;

      jig_bad_row_set_cell (&row, 1, rows[i].type, &cell);
      text = jig_bad_row_to_text (&row, 2);
      g_assert_cmpstr (text, ==, rows[i].sentence);
    }
}

static void
test_line_of_a_file (void)
{
  const char * const names[] = { "a", "b,c", NULL };
  const JigCsvCell cell = { "x\"y", 3 };
  JigBadRow row = { .row = 1, .line = 2, .byte = 4 };
  g_autoptr(GString) lines = g_string_new (JIG_BAD_ROW_CSV_HEADER);

  jig_bad_row_set_cell (&row, 1, JIG_COLUMN_NUMBER, &cell);
  jig_bad_row_append_csv (&row, names, lines);
  row = (JigBadRow) { .row = 5, .line = 6, .byte = 70, .problem = JIG_CSV_RAGGED, .n_cells = 1 };
  jig_bad_row_append_csv (&row, names, lines);
  g_assert_cmpstr (lines->str, ==,
                   "row,line,byte,kind,column,reason\n"
                   "1,2,4,type,\"b,c\",\"\"\"x\"\"y\"\" is not a number.\"\n"
                   "5,6,70,ragged,,\"It has 1 cells, the table has 2 columns.\"\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bad-row/every-problem-is-a-sentence", test_every_problem_is_a_sentence);
  g_test_add_func ("/bad-row/a-cell-is-named", test_a_cell_is_named);
  g_test_add_func ("/bad-row/line-of-a-file", test_line_of_a_file);

  return g_test_run ();
}
