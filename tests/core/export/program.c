#include "core/export/program.h"

#include "core/base/error.h"
#include "tests/support/exports.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

static const char * const table[] = {
  "n n:1|2|?|4", "c c:7|8|9|7", "t t:2024-01-31|?|2000-02-29|1999-01-01", "x x:a|b|c|a",
  "y n:1|2|3|4", NULL
};

/* The numbers of an array, with blanks. */
static char *
print_whole (const JigProgram *program,
             JigProgramTable   table_id)
{
  const JigProgramLayout *layout = &jig_program_layouts[table_id];
  const gint32 *numbers = program->tables[table_id].items;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < program->tables[table_id].n_items * layout->n_whole; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", numbers[i]);

  return g_string_free (text, FALSE);
}

/* What one small recipe becomes. */
static void
test_tables (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autofree char *nodes = NULL;
  g_autofree char *sources = NULL;
  g_autofree char *slots = NULL;
  g_autofree char *lookups = NULL;

  jig_test_export_init (&test, frame,
                        "[{'kind':'impute','name':'full','inputs':['n'],'feature':false},"
                        "{'kind':'one-hot','name':'f','inputs':['c'],"
                        "'settings':{'order':'appearance','other':true}},"
                        "{'kind':'clip','name':'g','inputs':['full']}]", "y", "constant", "");
  program = jig_program_new (test.recipe, test.model, NULL);
  nodes = print_whole (program, JIG_PROGRAM_NODES);
  sources = print_whole (program, JIG_PROGRAM_SOURCES);
  slots = print_whole (program, JIG_PROGRAM_TEXT_SLOTS);
  lookups = print_whole (program, JIG_PROGRAM_LOOKUPS);

  g_assert_cmpstr (nodes, ==, "8 1 0 1 -1 1 0 1 0 10 1 1 1 0 4 0 0 0 5 0 2 1 4 1 1 2 0");
  g_assert_cmpstr (sources, ==, "0 1 -1");
  g_assert_cmpstr (slots, ==, "0 1 2");
  g_assert_cmpstr (lookups, ==, "0 0 3 4 3");
  g_assert_cmpint (program->portable.n_features, ==, 5);
  g_assert_cmpfloat (program->portable.numbers[0], ==, 7.0 / 3.0);
  /* Each of the four labels is a quarter of the rows. */
  g_assert_cmpfloat_with_epsilon (program->portable.base[0], -1.3862943611, 1e-9);
}

static void
test_refuses (void)
{
  static const struct { const char *nodes; const char *message; } rows[] = {
    { "[{'kind':'cast','name':'f','inputs':['c']}]",
      "The node \"f\" (cast) cannot be written as C: it reads numbers out of texts. The format"
      " \"jig\" can hold it." },
    { "[{'kind':'cast','name':'f','inputs':['x']}]",
      "The node \"f\" (cast) cannot be written as C: it reads numbers out of texts. The format"
      " \"jig\" can hold it." },
    { "[{'kind':'one-hot','name':'f','inputs':['c'],'settings':{'range':'7..9'}}]",
      "The node \"f\" (one-hot) cannot be written as C: it reads whole numbers out of texts. The"
      " format \"jig\" can hold it." },
    { "[{'kind':'hash','name':'f','inputs':['n']}]",
      "The node \"f\" (hash) cannot be written as C: it hashes the digits of numbers. The format"
      " \"jig\" can hold it." },
    { "[{'kind':'cross','name':'f','inputs':['c','n'],'settings':{'buckets':3}}]",
      "The node \"f\" (cross) cannot be written as C: it hashes the digits of numbers. The format"
      " \"jig\" can hold it." },
  };
  g_autoptr(JigFrame) frame = jig_test_table (table);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(JigTestExport) test = { NULL };
      g_autoptr(GError) error = NULL;

      jig_test_export_init (&test, frame, rows[i].nodes, "y", "constant", "");
      g_assert_null (jig_program_new (test.recipe, test.model, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

/* Every kind there is has a place here or says why not. */
static void
test_knows_every_kind (void)
{
  static const char * const two[] = { "cross", "difference", "product", "ratio", "distance" };

  for (const JigNodeOps * const *ops = jig_nodes; *ops != NULL; ops++)
    {
      gboolean reads_text = ((*ops)->takes & JIG_NODE_TAKES (JIG_COLUMN_CATEGORY)) != 0;
      gboolean reads_time = (*ops)->takes == JIG_NODE_TAKES (JIG_COLUMN_TIME);
      const char *input = reads_time ? "t" : reads_text ? "c" : "n";
      gboolean takes_several = g_strv_contains (two, (*ops)->id);
      gboolean takes_four = g_str_equal ((*ops)->id, "distance");
      g_autofree char *others = g_strdup (!takes_several ? "" : takes_four ? ",'y','y','y'"
                                                                           : ",'y'");
      g_autofree char *settings = g_strdup (g_str_equal ((*ops)->id, "embedding")
                                            ? ",'settings':{'table':'7 1'}" : "");
      g_autofree char *nodes = g_strdup_printf ("[{'kind':'%s','name':'f','inputs':['%s'%s]%s}]",
                                                (*ops)->id, input, others, settings);
      g_autoptr(JigFrame) frame = jig_test_table (table);
      g_auto(JigTestExport) test = { NULL };
      g_autoptr(JigProgram) program = NULL;

      g_test_message ("%s", nodes);
      jig_test_export_init (&test, frame, nodes, "y", "constant", "");
      program = jig_program_new (test.recipe, test.model, NULL);
      g_assert_true (program != NULL || g_str_equal ((*ops)->id, "cast"));
    }
}

static void
test_limit (void)
{
  g_autoptr(JigProgram) program = jig_program_new_empty ();
  g_autoptr(GError) error = NULL;
  double number = 1.0;

  g_assert_true (jig_program_append (program, JIG_PROGRAM_NUMBERS, &number, 1, NULL));
  g_assert_false (jig_program_append (program, JIG_PROGRAM_NUMBERS, &number,
                                      JIG_PROGRAM_MAX_ITEMS, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==,
                   "The model is too large to be compiled: its table of numbers would have more"
                   " than 4194304 items. The format \"jig\" can hold it.");
  g_assert_cmpint (jig_program_get_size (program, JIG_PROGRAM_NUMBERS), ==, 1);
}

static gboolean
make (gpointer   data,
      GError   **error)
{
  const JigTestExport *test = data;
  g_autoptr(JigProgram) program = jig_program_new (test->recipe, test->model, error);

  return program != NULL;
}

static void
test_no_memory (void)
{
  static const char * const kinds[] = { "linear", "boost", "constant" };
  g_autoptr(JigFrame) frame = jig_test_mixed (40);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto(JigTestExport) test = { NULL };

      jig_test_export_init (&test, frame, NULL, "amount", kinds[i], i == 1 ? "trees=2" : "");
      g_assert_cmpuint (jig_test_every_allocation_fails (make, &test), >=, 10);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/program/tables", test_tables);
  g_test_add_func ("/program/refuses", test_refuses);
  g_test_add_func ("/program/knows-every-kind", test_knows_every_kind);
  g_test_add_func ("/program/limit", test_limit);
  g_test_add_func ("/program/no-memory", test_no_memory);

  return g_test_run ();
}
