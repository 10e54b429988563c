#include "core/export/proof-rows.h"

#include "core/base/error.h"
#include "tests/support/columns.h"
#include "tests/support/exports.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

static JigFrame *
make_rows (const JigTestExport *test,
           gsize                n_sampled,
           gsize                n_made)
{
  g_autoptr(JigProgram) program = jig_program_new (test->recipe, test->model, NULL);
  g_autoptr(GError) error = NULL;
  JigFrame *rows = jig_proof_rows_new (program, jig_recipe_get_inputs (test->recipe), test->frame,
                                       n_sampled, n_made, &error);

  g_assert_no_error (error);

  return rows;
}

static gboolean
has_number (const JigFrame *rows,
            const char     *name,
            double          number)
{
  const double *numbers = jig_column_get_numbers (jig_frame_require (rows, name, NULL));

  for (gsize i = 0; i < jig_frame_get_n_rows (rows); i++)
    if (numbers[i] == number && signbit (numbers[i]) == signbit (number))
      return TRUE;

  return FALSE;
}

static gboolean
has_around (const JigFrame *rows,
            const char     *name,
            double          number)
{
  return has_number (rows, name, number) &&
         has_number (rows, name, nextafter (number, INFINITY)) &&
         has_number (rows, name, nextafter (number, -INFINITY));
}

/* Values on thresholds are in the rows, also where nodes stand between. */
static void
test_thresholds (void)
{
  static const char * const table[] = {
    "n n:1|2|3|4|5|6|7|8", "m n:1|1|2|2|?|3|4|4", "y n:0|0|0|0|9|9|9|9", NULL
  };
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigFrame) rows = NULL;

  jig_test_export_init (&test, frame,
                        "[{'kind':'impute','name':'full','inputs':['n'],'feature':false},"
                        "{'kind':'clip','name':'f','inputs':['full'],"
                        "'settings':{'lower':0.5,'upper':100}},"
                        "{'kind':'fixed-bucket','name':'g','inputs':['m'],"
                        "'settings':{'cuts':'1.5,3'}},"
                        "{'kind':'one-hot','name':'h','inputs':['m'],"
                        "'settings':{'range':'1..4'}}]", "y", "boost", "trees=3 depth=1");
  rows = make_rows (&test, 3, 1000);

  g_assert_true (has_around (rows, "n", 4.5));    /* of the trees */
  g_assert_true (has_around (rows, "n", 0.5));    /* of the clip */
  g_assert_true (has_around (rows, "n", 100.0));
  g_assert_true (has_around (rows, "m", 1.5));    /* of the buckets */
  g_assert_true (has_around (rows, "m", 3.0));
  g_assert_true (has_around (rows, "m", 4.0));    /* of the range */
  g_assert_true (has_around (rows, "m", 1.0));
}

static void
test_usual (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (50);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigFrame) rows = NULL;
  g_autofree char *places = NULL;
  const JigSchema *inputs;

  jig_test_export_init (&test, frame, jig_test_mixed_nodes, "amount", "linear", "");
  rows = make_rows (&test, 0, 1000);
  inputs = jig_recipe_get_inputs (test.recipe);

  for (gsize i = 0; i < jig_schema_get_size (inputs); i++)
    {
      const JigColumn *column = jig_frame_get_column (rows, i);

      g_assert_cmpstr (jig_column_get_name (column), ==, jig_schema_get_field (inputs, i)->name);
      g_assert_cmpint (jig_column_get_type_id (column), ==,
                       jig_schema_get_field (inputs, i)->type);
      g_assert_cmpuint (jig_column_get_n_missing (column), >, 0);
    }

  g_assert_true (has_number (rows, "나이", INFINITY));
  g_assert_true (has_number (rows, "나이", -INFINITY));
  g_assert_true (has_number (rows, "나이", -0.0));
  places = jig_test_cells (jig_frame_require (rows, "a\"b;--", NULL));
  g_assert_nonnull (strstr (places, "never seen"));
}

static void
test_sizes (void)
{
  static const struct { gsize n_sampled; gsize n_made; gsize n_rows; } cases[] = {
    { 0, 0, 0 }, { 1, 0, 1 }, { 50, 0, 50 }, { 51, 0, 50 }, { 7, 5, 12 }, { 2000, 20, 70 },
  };
  g_autoptr(JigFrame) frame = jig_test_mixed (50);
  g_auto(JigTestExport) test = { NULL };

  jig_test_export_init (&test, frame, jig_test_mixed_nodes, "amount", "linear", "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigFrame) rows = make_rows (&test, cases[i].n_sampled, cases[i].n_made);

      g_assert_cmpuint (jig_frame_get_n_rows (rows), ==, cases[i].n_rows);
    }
}

/* The first rows are the table's own, in its order. */
static void
test_samples (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (50);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigFrame) rows = NULL;

  jig_test_export_init (&test, frame, jig_test_mixed_nodes, "amount", "linear", "");
  rows = make_rows (&test, 50, 0);

  for (gsize i = 0; i < jig_frame_get_n_columns (rows); i++)
    {
      const JigColumn *column = jig_frame_get_column (rows, i);
      g_autofree char *cells = jig_test_cells (column);
      g_autofree char *own =
        jig_test_cells (jig_frame_require (frame, jig_column_get_name (column), NULL));

      g_assert_cmpstr (cells, ==, own);
    }
}

static void
test_no_rows (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (50);
  g_autoptr(JigFrame) empty = jig_test_mixed (0);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(GError) error = NULL;

  jig_test_export_init (&test, frame, jig_test_mixed_nodes, "amount", "linear", "");
  program = jig_program_new (test.recipe, test.model, NULL);
  g_assert_null (jig_proof_rows_new (program, jig_recipe_get_inputs (test.recipe), empty, 9, 9,
                                     &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
}

typedef struct
{
  const JigTestExport *test;
  const JigProgram    *program;
} Try;

static gboolean
make (gpointer   data,
      GError   **error)
{
  const Try *one = data;
  g_autoptr(JigFrame) rows = jig_proof_rows_new (one->program,
                                                 jig_recipe_get_inputs (one->test->recipe),
                                                 one->test->frame, 5, 50, error);

  return rows != NULL;
}

static void
test_no_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (20);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  Try one = { &test };

  jig_test_export_init (&test, frame, jig_test_mixed_nodes, "amount", "linear", "");
  program = jig_program_new (test.recipe, test.model, NULL);
  one.program = program;
  g_assert_cmpuint (jig_test_every_allocation_fails (make, &one), >=, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proof-rows/thresholds", test_thresholds);
  g_test_add_func ("/proof-rows/usual", test_usual);
  g_test_add_func ("/proof-rows/sizes", test_sizes);
  g_test_add_func ("/proof-rows/samples", test_samples);
  g_test_add_func ("/proof-rows/no-rows", test_no_rows);
  g_test_add_func ("/proof-rows/no-memory", test_no_memory);

  return g_test_run ();
}
