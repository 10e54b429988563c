#include "core/export/c-proof.h"

#include "core/base/error.h"
#include "core/data/sample.h"
#include "core/export/c-source.h"
#include "tests/support/exports.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <glib/gstdio.h>
#include <string.h>

/* The PATH the tests were started with. */
static char *usual_path;

static gboolean
has_compiler (void)
{
  g_autofree char *path = g_find_program_in_path ("cc");

  return path != NULL;
}

static GBytes *
write_source (const JigTestExport *test,
              JigProgram         **program)
{
  g_autoptr(GError) error = NULL;
  GBytes *source;

  *program = jig_program_new (test->recipe, test->model, &error);
  g_assert_no_error (error);
  source = jig_c_source_write (*program, test->recipe, test->model, test->target, "jig_model",
                               &error);
  g_assert_no_error (error);

  return source;
}

/* Proves a model's file, in which @old was replaced if there is one. */
static gboolean
prove (const JigTestExport  *test,
       const char           *old,
       const char           *changed,
       JigProof             *proof,
       GError              **error)
{
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(GBytes) source = write_source (test, &program);
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (source, NULL),
                                              (gssize) g_bytes_get_size (source));
  g_autoptr(GBytes) bytes = NULL;

  if (old != NULL)
    g_assert_cmpuint (g_string_replace (text, old, changed, 1), ==, 1);
  bytes = g_bytes_new (text->str, text->len);

  return jig_c_prove (bytes, program, test->recipe, test->model, test->frame, proof, NULL, error);
}

static void
check_proof (const JigTestExport *test,
             gsize                least_rows)
{
  g_autoptr(GError) error = NULL;
  g_auto(JigProof) proof = { 0 };

  prove (test, NULL, NULL, &proof, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (proof.largest, ==, 0.0);
  g_assert_cmpfloat (proof.allowed, ==, 0.0);
  g_assert_cmpuint (proof.n_rows, >=, least_rows);
  g_assert_cmpint (proof.was_executed, ==, has_compiler ());
  g_assert_cmpstr (proof.with, ==,
                   has_compiler () ? "cc" : "the built-in evaluator (no compiler was found)");
}

static void
check_settings (JigFrame   *frame,
                const char *nodes,
                const char *target,
                const char *kind,
                const char *settings)
{
  g_auto(JigTestExport) test = { NULL };

  g_test_message ("%s of %s", kind, target);
  jig_test_export_init (&test, frame, nodes, target, kind, settings);
  check_proof (&test, jig_frame_get_n_rows (frame));
}

static void
check_model (JigFrame   *frame,
             const char *nodes,
             const char *target,
             const char *kind)
{
  check_settings (frame, nodes, target, kind,
                  g_str_equal (kind, "boost") ? "trees=20 depth=4" : "");
}

/* The program compiled from it gives the same predictions for all of its rows. */
static void
test_city_bikes (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (1500, 1);

  check_model (rides, jig_test_rides_nodes, "duration", "constant");
  check_model (rides, jig_test_rides_nodes, "duration", "linear");
  check_model (rides, jig_test_rides_nodes, "duration", "boost");
  check_settings (rides, jig_test_rides_nodes, "duration", "boost",
                  "trees=20 depth=4 objective=gamma");
}

static void
test_mushrooms (void)
{
  g_autoptr(JigFrame) mushrooms = jig_sample_make (jig_sample_find ("mushrooms"), NULL, 1, NULL);

  check_model (mushrooms, NULL, "poisonous", "linear");
  check_model (mushrooms, NULL, "poisonous", "boost");
}

/* Missing cells, dates, words and names of all kinds; three classes, a number, two. */
static void
test_mixed (void)
{
  static const struct { const char *target; const char *kind; } models[] = {
    { "label", "linear" }, { "label", "boost" }, { "amount", "boost" }, { "*/ flag?", "linear" },
  };
  g_autoptr(JigFrame) all = jig_test_mixed (300);

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr(JigFrame) frame = jig_test_without_missing (all, models[i].target);

      check_model (frame, NULL, models[i].target, models[i].kind);
      if (i == 1)
        check_settings (frame, NULL, models[i].target, "boost",
                        "trees=10 depth=4 max_onehot=2 categories=native");
    }
}

/* Parts of a second reach the program through a text. */
static void
test_times (void)
{
  static const char * const table[] = {
    "t t:2024-01-31T07:30:00.25|1969-12-31T23:59:59.000001|?|2000-02-29|0001-01-01T00:00:01.5",
    "y n:1|2|3|4|5", NULL
  };
  g_autoptr(JigFrame) frame = jig_test_table (table);

  check_model (frame,
               "[{'kind':'date-part','name':'s','inputs':['t'],'feature':false,"
               "'settings':{'part':'second'}},"
               "{'kind':'z-score','name':'seconds','inputs':['s']},"
               "{'kind':'date-part','name':'d','inputs':['t'],'feature':false,"
               "'settings':{'part':'days-since'}},"
               "{'kind':'z-score','name':'days','inputs':['d']}]", "y", "linear");
}

static void
test_no_compiler (void)
{
  g_setenv ("PATH", "", TRUE);
  test_city_bikes ();
  test_mixed ();
  g_setenv ("PATH", usual_path, TRUE);
}

/* What a writer could get wrong: each is found, compiled or read. */
static void
test_planted_mistakes (void)
{
  static const struct
  {
    const char *old;
    const char *changed;
    gboolean    is_seen_by_reading;
  } rows[] = {
    { ": x < (float) node->number;", ": x <= (float) node->number;", FALSE },
    { "const float x = (float) features", "const double x = features", FALSE },
    { "(float) ((float) *margin + value)", "*margin + value", FALSE },
    { "isnan (x) ? node->missing_left", "isnan (x) ? !node->missing_left", FALSE },
    { "margins[k] = program->base[k];", "margins[k] = 0.0;", FALSE },
    { "if (cuts[middle] <= number)", "if (cuts[middle] < number)", FALSE },
    { "double base[] = {\n  ", "double base[] = {\n  1", TRUE },
    { "texts[] = {\n  \"", "texts[] = {\n  \"!", TRUE },
    { ".n_trees = 20", ".n_trees = 19", FALSE },
    { "tree_begins[] = {\n  0", "tree_begins[] = {\n  1", TRUE },
  };
  g_autoptr(JigFrame) rides = jig_test_rides (1500, 1);
  g_auto(JigTestExport) test = { NULL };

  jig_test_export_init (&test, rides,
                        "[{'kind':'one-hot','name':'station','inputs':['start_station_name']},"
                        "{'kind':'pass','name':'temp','inputs':['temp']},"
                        "{'kind':'quantile-bucket','name':'age','inputs':['age']}]",
                        "duration", "boost", "trees=20 depth=4");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      JigProof proof = { 0 };

      if (!rows[i].is_seen_by_reading && !has_compiler ())
        continue;

      g_test_message ("%s", rows[i].changed);
      g_setenv ("PATH", rows[i].is_seen_by_reading ? "" : usual_path, TRUE);
      g_assert_false (prove (&test, rows[i].old, rows[i].changed, &proof, &error));
      g_setenv ("PATH", usual_path, TRUE);
      g_assert_error (error, JIG_ERROR, JIG_ERROR_INTERNAL);
      g_assert_cmpuint (jig_error_get_place (error)->row, >, 0);
      g_assert_null (proof.with);
    }
}

/* A compiler of our own, in a folder that is all of PATH. */
static void
with_compiler (const char *script,
               const char *message)
{
  g_autofree char *folder = g_dir_make_tmp ("jig-c-proof-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cc", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\nPATH=/usr/bin:/bin\n%s\n", script);
  g_autoptr(JigFrame) rides = jig_test_rides (30, 1);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(GError) error = NULL;
  JigProof proof = { 0 };

  jig_test_export_init (&test, rides, jig_test_rides_nodes, "duration", "constant", "");
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);

  g_setenv ("PATH", folder, TRUE);
  g_assert_false (prove (&test, NULL, NULL, &proof, &error));
  g_setenv ("PATH", usual_path, TRUE);

  g_assert_error (error, JIG_ERROR, JIG_ERROR_INTERNAL);
  g_assert_cmpstr (error->message, ==, message);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_bad_compilers (void)
{
  static const struct { const char *script; const char *message; } rows[] = {
    { "echo model.c:3: what is this >&2; exit 1",
      "\"cc\" does not compile the C file, which was not written: model.c:3: what is this" },
    { "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\necho no >&2; exit 7' >\"$2\";"
      " chmod +x \"$2\"", "The compiled program fails with status 7: no" },
    { "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\necho a,b\\necho 1,2,3'"
      " >\"$2\"; chmod +x \"$2\"", "Row 1: the compiled program does not answer it." },
    { "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\necho a,b\\necho 1,x'"
      " >\"$2\"; chmod +x \"$2\"", "Row 1: the compiled program does not answer it." },
    { "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\n:' >\"$2\"; chmod +x \"$2\"",
      "Row 1: the compiled program does not answer it." },
    { "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\nPATH=/usr/bin:/bin\\nyes 1,2 | "
      "head -n 3' >\"$2\";"
      " chmod +x \"$2\"", "Row 3: the compiled program does not answer it." },
    { "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\nPATH=/usr/bin:/bin\\n"
      "yes 1,2 | head -n 9999' >\"$2\"; chmod +x \"$2\"",
      "Row 92: the compiled program does not answer it." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    with_compiler (rows[i].script, rows[i].message);
}

static gboolean
try_to_prove (gpointer   data,
              GError   **error)
{
  const JigTestExport *test = data;
  g_autoptr(JigProgram) program = jig_program_new (test->recipe, test->model, error);
  g_autoptr(GBytes) source = NULL;
  g_auto(JigProof) proof = { 0 };

  if (program != NULL)
    source = jig_c_source_write (program, test->recipe, test->model, "duration", "m", error);

  return source != NULL &&
         jig_c_prove (source, program, test->recipe, test->model, test->frame, &proof, NULL,
                      error);
}

static void
test_no_memory (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (20, 1);
  g_auto(JigTestExport) test = { NULL };

  jig_test_export_init (&test, rides, "[{'kind':'pass','name':'t','inputs':['temp']}]",
                        "duration", "constant", "");
  g_setenv ("PATH", "", TRUE);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_to_prove, &test), >=, 20);
  g_setenv ("PATH", usual_path, TRUE);
}

static void
test_cancel (void)
{
  g_autoptr(JigFrame) rides = jig_test_rides (1000, 1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(GBytes) source = NULL;
  g_autoptr(GError) error = NULL;
  JigProof proof = { 0 };

  jig_test_export_init (&test, rides, jig_test_rides_nodes, "duration", "linear", "");
  source = write_source (&test, &program);
  g_cancellable_cancel (cancellable);
  g_assert_false (jig_c_prove (source, program, test.recipe, test.model, rides, &proof, &progress,
                               &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nothing of it stays in the folder for temporary files. */
static void
test_leaves_nothing (void)
{
  g_autofree char *folder = NULL;

  if (g_test_subprocess ())
    {
      test_bad_compilers ();
      return;
    }

  folder = g_dir_make_tmp ("jig-c-proof-XXXXXX", NULL);
  g_setenv ("TMPDIR", folder, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_unsetenv ("TMPDIR");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  usual_path = g_strdup (g_getenv ("PATH"));

  g_test_add_func ("/c-proof/city-bikes", test_city_bikes);
  g_test_add_func ("/c-proof/mushrooms", test_mushrooms);
  g_test_add_func ("/c-proof/mixed", test_mixed);
  g_test_add_func ("/c-proof/times", test_times);
  g_test_add_func ("/c-proof/no-compiler", test_no_compiler);
  g_test_add_func ("/c-proof/planted-mistakes", test_planted_mistakes);
  g_test_add_func ("/c-proof/bad-compilers", test_bad_compilers);
  g_test_add_func ("/c-proof/no-memory", test_no_memory);
  g_test_add_func ("/c-proof/cancel", test_cancel);
  g_test_add_func ("/c-proof/leaves-nothing", test_leaves_nothing);

  status = g_test_run ();
  g_free (usual_path);

  return status;
}
