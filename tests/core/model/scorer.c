#include "core/model/scorer.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/data/csv-reader.h"
#include "core/data/csv-writer.h"
#include "tests/support/bundles.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_ROWS 30000

static char *folder;
static const char * const table[] = {
  "n n:1|2|3|4|5|6|7|8|9|10", "town c:a|b|1.5|a|b|1.5|a|b|a|b", "y n:1|3|2|4|6|5|8|9|7|10", NULL
};

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
save (GString *text)
{
  g_autofree char *path = in_folder ("rows.csv");

  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

/* The lines that the scorer writes. */
static char *
score (JigBundle            *bundle,
       const JigScorerPlan  *plan,
       gint64               *n_repeated,
       guint64              *n_unseen,
       GError              **error)
{
  g_autofree char *rows = in_folder ("rows.csv");
  g_autofree char *out = in_folder ("out.csv");
  g_autoptr(JigCsvStream) stream = jig_csv_stream_open (rows, NULL, NULL, error);
  g_autoptr(JigScorer) scorer = stream != NULL ? jig_scorer_new (bundle, plan, stream, error)
                                               : NULL;
  g_autoptr(JigOutput) output = jig_output_new (out, NULL);
  char *lines = NULL;

  if (scorer == NULL || !jig_scorer_run (scorer, output, NULL, NULL, error))
    return NULL;

  g_assert_true (jig_output_commit (output, NULL));
  g_assert_true (g_file_get_contents (out, &lines, NULL, NULL));
  if (n_repeated != NULL)
    *n_repeated = jig_scorer_get_n_repeated (scorer);
  if (n_unseen != NULL)
    *n_unseen = jig_scorer_get_n_unseen (scorer, 1);

  return lines;
}

/* The obvious way: the whole table in memory. */
static char *
reference (JigBundle *bundle)
{
  g_autofree char *rows = in_folder ("rows.csv");
  g_autoptr(JigReading) reading = jig_csv_read_file (rows, NULL, NULL, NULL);
  gsize n_rows = jig_frame_get_n_rows (reading->frame);
  jig_autofree double *margins = jig_alloc (n_rows, sizeof *margins, "a test", NULL);
  g_autoptr(JigFrame) predicted = NULL;
  GString *lines = g_string_new ("row,prediction\n");

  g_assert_true (jig_bundle_predict (bundle, reading->frame, NULL, margins, NULL, NULL));
  predicted = jig_prediction_to_frame (jig_bundle_get_model (bundle), JIG_PREDICTION_VALUE,
                                       margins, n_rows, NULL);
  for (gsize row = 0; row < n_rows; row++)
    {
      g_string_append_printf (lines, "%zu,", row + 1);
      jig_csv_append_rows (lines, predicted, row, row + 1, JIG_CSV_WRITER_PLAIN);
    }

  return g_string_free (lines, FALSE);
}

static void
test_same_as_the_whole_table (void)
{
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", NULL);
  g_autoptr(GString) text = g_string_new ("more,town,n\n");
  const JigScorerPlan plan = { 0 };
  g_autofree char *whole = NULL;

  for (int row = 0; row < N_ROWS; row++)
    g_string_append_printf (text, "x,%s,%d.25\n", row % 3 == 0 ? "a" : row % 7 == 0 ? "" : "\"b\"",
                            row % 1000);
  save (text);
  whole = reference (bundle);
  for (guint n_threads = 1; n_threads <= 7; n_threads += 3)
    {
      g_autofree char *lines = NULL;

      jig_parallel_set_n_threads (n_threads);
      lines = score (bundle, &plan, NULL, NULL, NULL);
      g_assert_cmpstr (lines, ==, whole);
    }
  jig_parallel_set_n_threads (0);
}

static void
test_keys_and_passed_columns_stay_as_they_are (void)
{
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "constant", NULL);
  g_autoptr(GString) text =
    g_string_new ("id,n,town,note\n007,1,a,1.50\n\"a,b\",2,b,\n007,3,a,\"x\"\"y\"\n");
  const char * const pass[] = { "note", "n", NULL };
  const JigScorerPlan plan = { .key = "id", .pass = pass, .counts_keys = TRUE };
  g_autofree char *lines = NULL;
  gint64 n_repeated;

  save (text);
  lines = score (bundle, &plan, &n_repeated, NULL, NULL);
  g_assert_cmpstr (lines, ==, "id,note,n,prediction\n007,1.50,1,5.5\n\"a,b\",,2,5.5\n"
                              "007,\"x\"\"y\",3,5.5\n");
  g_assert_cmpint (n_repeated, ==, 1);
}

/* "1.50" is the category 1.5 of a column that was numbers, "2" is no category. */
static void
test_categories (void)
{
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", NULL);
  g_autoptr(GString) text = g_string_new ("n,town\n1,1.5\n1,1.50\n1,2\n1,\n1,c\n");
  JigScorerPlan plan = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *lines = NULL;
  g_auto(GStrv) parts = NULL;
  guint64 n_unseen;

  save (text);
  lines = score (bundle, &plan, NULL, &n_unseen, NULL);
  parts = g_strsplit (lines, "\n", -1);
  g_assert_cmpstr (parts[1] + 2, ==, parts[2] + 2);
  g_assert_cmpuint (n_unseen, ==, 2);

  plan.refuses_unseen = TRUE;
  g_assert_null (score (bundle, &plan, NULL, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpuint (jig_error_get_place (error)->row, ==, 3);
  g_assert_nonnull (strstr (error->message, "\"2\""));
}

static void
test_refused (void)
{
  g_autoptr(JigBundle) bundle = jig_test_bundle (table, "y", "linear", NULL);
  const char * const none[] = { "none", NULL };
  const struct
  {
    JigScorerPlan  plan;
    const char    *text;
    JigError       code;
    const char    *words;
  } rows[] = {
    { { 0 }, "n,x\n1,a\n", JIG_ERROR_MISMATCH, "town" },
    { { .key = "id" }, "n,town\n1,a\n", JIG_ERROR_DATA, "id" },
    { { .pass = none }, "n,town\n1,a\n", JIG_ERROR_DATA, "none" },
    { { .kind = JIG_PREDICTION_CLASS }, "n,town\n1,a\n", JIG_ERROR_VALUE, "class" },
    { { 0 }, "n,town\nx,a\n", JIG_ERROR_DATA, "not a number" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) text = g_string_new (rows[i].text);
      g_autoptr(GError) error = NULL;

      save (text);
      g_assert_null (score (bundle, &rows[i].plan, NULL, NULL, &error));
      g_assert_error (error, JIG_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].words));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *rows = NULL;
  g_autofree char *out = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("jig-XXXXXX", NULL);
  rows = in_folder ("rows.csv");
  out = in_folder ("out.csv");

  g_test_add_func ("/scorer/same-as-the-whole-table", test_same_as_the_whole_table);
  g_test_add_func ("/scorer/keys-and-passed-columns-stay-as-they-are",
                   test_keys_and_passed_columns_stay_as_they_are);
  g_test_add_func ("/scorer/categories", test_categories);
  g_test_add_func ("/scorer/refused", test_refused);

  status = g_test_run ();
  g_unlink (rows);
  g_unlink (out);
  g_rmdir (folder);
  g_free (folder);

  return status;
}
