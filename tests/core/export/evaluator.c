#include "core/export/evaluator.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/columns.h"
#include "tests/support/exports.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>


/* Every kind of node, with every setting that matters. What it must say is what
 * the recipe says: whole numbers, missing, infinite and subnormal ones included. */
static const char * const nodes[] = {
  "{'kind':'pass','name':'f','inputs':['n']}",
  "{'kind':'pass','name':'f','inputs':['b']}",
  "{'kind':'cast','name':'f','inputs':['n']}",
  "{'kind':'cast','name':'f','inputs':['n'],'settings':{'to':'integer'}}",
  "{'kind':'cast','name':'f','inputs':['n'],'settings':{'to':'boolean'}}",
  "{'kind':'cast','name':'f','inputs':['t']}",
  "{'kind':'clip','name':'f','inputs':['n'],'settings':{'lower':-2,'upper':2}}",
  "{'kind':'winsorise','name':'f','inputs':['n']}",
  "{'kind':'log1p','name':'f','inputs':['n']}",
  "{'kind':'min-max','name':'f','inputs':['m']}",
  "{'kind':'min-max','name':'f','inputs':['m'],'settings':{'clip':true}}",
  "{'kind':'z-score','name':'f','inputs':['m']}",
  "{'kind':'z-score','name':'f','inputs':['m'],'settings':{'center':false}}",
  "{'kind':'z-score','name':'f','inputs':['m'],'settings':{'scale':false}}",
  "{'kind':'z-score','name':'f','inputs':['one']}",
  "{'kind':'min-max','name':'f','inputs':['one']}",
  "{'kind':'impute','name':'f','inputs':['m']}",
  "{'kind':'impute','name':'f','inputs':['m'],'settings':{'output':'flag'}}",
  "{'kind':'impute','name':'f','inputs':['m'],'settings':{'output':'both'}}",
  "{'kind':'fixed-bucket','name':'f','inputs':['n'],'settings':{'cuts':'-1,0,0,2.5'}}",
  "{'kind':'quantile-bucket','name':'f','inputs':['m'],"
  "'settings':{'buckets':3,'output':'index'}}",
  "{'kind':'one-hot','name':'f','inputs':['c']}",
  "{'kind':'one-hot','name':'f','inputs':['c'],'settings':{'other':true,'order':'sorted'}}",
  "{'kind':'one-hot','name':'f','inputs':['n'],'settings':{'other':true}}",
  "{'kind':'one-hot','name':'f','inputs':['n'],'settings':{'range':'-1..3'}}",
  "{'kind':'one-hot','name':'f','inputs':['b'],'settings':{'range':'0..1','other':true}}",
  "{'kind':'vocabulary','name':'f','inputs':['c']}",
  "{'kind':'vocabulary','name':'f','inputs':['n']}",
  "{'kind':'vocabulary','name':'f','inputs':['b']}",
  "{'kind':'hash','name':'f','inputs':['c'],'settings':{'buckets':5}}",
  "{'kind':'hash','name':'f','inputs':['x'],'settings':{'buckets':1000,'output':'index'}}",
  "{'kind':'hash','name':'f','inputs':['b'],'settings':{'buckets':7,'output':'index'}}",
  "{'kind':'cross','name':'f','inputs':['c','b']}",
  "{'kind':'cross','name':'f','inputs':['b','m'],'settings':{'ranges':'0..1,2..4'}}",
  "{'kind':'cross','name':'f','inputs':['b','c'],'settings':{'buckets':11}}",
  "{'kind':'difference','name':'f','inputs':['n','m']}",
  "{'kind':'product','name':'f','inputs':['n','m']}",
  "{'kind':'ratio','name':'f','inputs':['m','n']}",
  "{'kind':'distance','name':'f','inputs':['n','m','m','one']}",
  "{'kind':'distance','name':'f','inputs':['n','m','m','one'],'settings':{'measure':'euclid'}}",
  "{'kind':'tokens','name':'f','inputs':['x'],'settings':{'words':5}}",
  "{'kind':'tokens','name':'f','inputs':['c'],'settings':{'words':3,'value':'present'}}",
  "{'kind':'embedding','name':'f','inputs':['c'],'settings':{'table':'a 1 2\\n서울 3 4.5'}}",
  "{'kind':'embedding','name':'f','inputs':['x'],'settings':{'table':'a 1 2\\nb 0.5 -3'}}",
  "{'kind':'log1p','name':'hidden','inputs':['m'],'feature':false},"
  "{'kind':'z-score','name':'f','inputs':['hidden']},"
  "{'kind':'product','name':'g','inputs':['f','hidden']}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'year'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'quarter'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'month'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'day'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'day-of-year'}}",
  "{'kind':'date-part','name':'f','inputs':['t']}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'week':'monday0'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'week':'monday1'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'weekend','zone':-540}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'hour','zone':540}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'minute'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],'settings':{'part':'second'}}",
  "{'kind':'date-part','name':'f','inputs':['t'],"
  "'settings':{'part':'days-since','since':'2000-02-29','zone':1}}",
};

static const char * const learnt[] = {
  "n n:1|0|?|-0|2.5|-1|3|100", "m n:1|2|3|4|?|4|7|1", "one n:5|5|5|5|5|5|5|?",
  "c c:a|b|?|서울|a|a, b|A a|b", "b b:0|1|?|1|0|1|0|1",
  "t t:2024-01-31|1969-12-31T23:59:59.5|?|2000-02-29|1600-03-01|2023-12-31T12:00|9999-12-31|"
  "0001-01-01",
  "x x:a b A|b||서울 서울 ÉÉ é|x_y, 3|a|Straße|İI", "y n:1|2|3|4|5|6|7|8", NULL
};

/* Other rows: levels in another order, and values that nobody has learnt. */
static const char * const asked[] = {
  "n n:4|?|1e308|-1e308|5e-324|-0|3|0.1", "m n:2|4|5|-7|?|1e-300|3|90", "one n:5|4|6|?|0|-5|1|2",
  "c c:b|zebra|?|서울|a|A A|(other)|a, b", "b b:1|1|0|?|0|0|1|0",
  "t t:1970-01-01|2024-02-29T00:00:00.000001|1900-02-28|?|2024-12-31|0001-01-01|"
  "2000-03-01T23:59|1582-10-15",
  "x x:b b|A-a-a||서울이|Ünder|3 3|x_y|ß", "y n:1|2|3|4|5|6|7|8", NULL
};

static void
check_same (const double *a,
            const double *b,
            gsize         n)
{
  for (gsize i = 0; i < n; i++)
    if (!(isnan (a[i]) && isnan (b[i])))
      g_assert_cmpmem (&a[i], sizeof *a, &b[i], sizeof *b);
}

/* By the model and by the tables. */
static void
compare (const JigTestExport *test,
         JigFrame            *frame)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigProgram) program = jig_program_new (test->recipe, test->model, &error);
  g_auto(JigAnswers) expected = { NULL };
  g_auto(JigAnswers) got = { NULL };

  g_assert_no_error (error);
  jig_answers_of_model (&expected, test->recipe, test->model, frame, NULL, &error);
  g_assert_no_error (error);
  jig_answers_of_program (&got, program, jig_recipe_get_inputs (test->recipe), frame, NULL,
                          &error);
  g_assert_no_error (error);

  g_assert_cmpuint (got.n_rows, ==, jig_frame_get_n_rows (frame));
  g_assert_cmpuint (got.n_features, ==, expected.n_features);
  check_same (got.features, expected.features, got.n_rows * got.n_features);
  check_same (got.margins, expected.margins, got.n_rows * got.n_outputs);
  check_same (got.predictions, expected.predictions, got.n_rows * got.n_outputs);
}

static void
test_nodes (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (learnt);
  g_autoptr(JigFrame) others = jig_test_table (asked);

  for (gsize i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autofree char *json = g_strdup_printf ("[%s]", nodes[i]);
      g_auto(JigTestExport) test = { NULL };

      g_test_message ("%s", nodes[i]);
      jig_test_export_init (&test, frame, json, "y", "constant", "");
      compare (&test, frame);
      compare (&test, others);
    }
}

/* Numbers of all sizes, where series meet and angles turn. */
static void
test_numbers (void)
{
  enum { N = 20000 };
  double *cells[4];
  g_autoptr(JigFrame) frame = NULL;
  g_auto(JigTestExport) test = { NULL };
  JigRandom random;

  jig_random_init (&random, 1, "numbers", 0);
  for (gsize k = 0; k < 4; k++)
    {
      cells[k] = g_new (double, N);
      for (gsize i = 0; i < N; i++)
        cells[k][i] = (jig_random_double (&random) * 2.0 - 1.0) *
                      pow (10.0, (double) jig_random_below (&random, 7) - 2.0);
    }

  frame = jig_test_frame (jig_test_numbers ("a", cells[0], N), jig_test_numbers ("b", cells[1], N),
                          jig_test_numbers ("c", cells[2], N), jig_test_numbers ("d", cells[3], N),
                          NULL);
  jig_test_export_init (&test, frame,
                        "[{'kind':'log1p','name':'f','inputs':['a']},"
                        "{'kind':'distance','name':'g','inputs':['a','b','c','d']},"
                        "{'kind':'cast','name':'h','inputs':['a'],'settings':{'to':'integer'}}]",
                        "d", "constant", "");
  compare (&test, frame);
  for (gsize k = 0; k < 4; k++)
    g_free (cells[k]);
}

/* Words of 250 bytes, more and less, of letters of one byte and of three. */
static void
test_long_words (void)
{
  static const gsize lengths[] = { 243, 244, 249, 250, 251, 300 };
  const char *texts[2 * G_N_ELEMENTS (lengths)];
  double numbers[2 * G_N_ELEMENTS (lengths)];
  g_autoptr(JigFrame) frame = NULL;
  g_auto(JigTestExport) test = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *ascii = g_strnfill (lengths[i], 'A');
      GString *korean = g_string_new (NULL);

      while (korean->len < lengths[i])
        g_string_append (korean, "한");
      texts[2 * i] = g_intern_string (ascii);
      texts[2 * i + 1] = g_intern_string (korean->str);
      g_string_free (korean, TRUE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = (double) i;

  frame = jig_test_frame (jig_test_texts ("x", texts, G_N_ELEMENTS (texts)),
                          jig_test_numbers ("y", numbers, G_N_ELEMENTS (texts)), NULL);
  jig_test_export_init (&test, frame, "[{'kind':'tokens','name':'f','inputs':['x']}]", "y",
                        "constant", "");
  compare (&test, frame);
}

/* The first and the last moments there are, moved to another zone. */
static void
test_ends_of_time (void)
{
  static const gint64 times[] = {
    G_MAXINT64, G_MAXINT64 - 32400000000, G_MAXINT64 - 32399999999, G_MININT64 + 1,
    G_MININT64 + 32400000000, G_MININT64 + 32400000001, JIG_TIME_MISSING,
  };
  static const char * const zones[] = { "540", "-540" };
  static const double numbers[] = { 1, 2, 3, 4, 5, 6, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *json = g_strdup_printf (
        "[{'kind':'date-part','name':'f','inputs':['t'],"
        "'settings':{'part':'minute','zone':%s}}]", zones[i]);
      g_autoptr(JigFrame) frame =
        jig_test_frame (jig_test_times ("t", times, G_N_ELEMENTS (times), TRUE),
                        jig_test_numbers ("y", numbers, G_N_ELEMENTS (times)), NULL);
      g_auto(JigTestExport) test = { NULL };

      jig_test_export_init (&test, frame, json, "y", "constant", "");
      compare (&test, frame);
    }
}

static void
test_models (void)
{
  static const struct { const char *kind; const char *settings; } models[] = {
    { "constant", "" }, { "linear", "" }, { "boost", "trees=15 depth=3" },
    { "boost", "trees=15 depth=3 objective=poisson" },
  };
  static const char * const targets[] = { "amount", "label", "*/ flag?" };
  g_autoptr(JigFrame) all = jig_test_mixed (500);
  g_autoptr(JigFrame) empty = jig_test_mixed (0);

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (targets); k++)
      {
        g_auto(JigTestExport) test = { NULL };
        g_autoptr(JigFrame) frame = NULL;

        if (strstr (models[i].settings, "poisson") != NULL && k > 0)
          continue;
        frame = jig_test_without_missing (all, targets[k]);

        g_test_message ("%s of %s", models[i].kind, targets[k]);
        jig_test_export_init (&test, frame, NULL, targets[k], models[i].kind, models[i].settings);
        compare (&test, all);
        compare (&test, empty);
      }
}

static gboolean
answer (gpointer   data,
        GError   **error)
{
  const JigTestExport *test = data;
  g_autoptr(JigProgram) program = jig_program_new (test->recipe, test->model, error);
  g_auto(JigAnswers) got = { NULL };

  return program != NULL &&
         jig_answers_of_program (&got, program, jig_recipe_get_inputs (test->recipe), test->frame,
                                 NULL, error);
}

static gboolean
answer_by_model (gpointer   data,
                 GError   **error)
{
  const JigTestExport *test = data;
  g_auto(JigAnswers) got = { NULL };

  return jig_answers_of_model (&got, test->recipe, test->model, test->frame, NULL, error);
}

static void
test_no_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (50);
  g_auto(JigTestExport) test = { NULL };

  jig_test_export_init (&test, frame, NULL, "label", "boost", "trees=2");
  g_assert_cmpuint (jig_test_every_allocation_fails (answer, &test), >=, 10);
  g_assert_cmpuint (jig_test_every_allocation_fails (answer_by_model, &test), >=, 3);
}

static void
test_cancel (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (1000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { .cancellable = cancellable };
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(GError) error = NULL;
  JigAnswers got = { NULL };

  jig_test_export_init (&test, frame, NULL, "label", "linear", "");
  program = jig_program_new (test.recipe, test.model, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (jig_answers_of_program (&got, program, jig_recipe_get_inputs (test.recipe), frame,
                                          &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (got.margins);
}

static void
test_other_table (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (50);
  g_autoptr(JigFrame) other = jig_test_table (learnt);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(GError) error = NULL;
  JigAnswers got = { NULL };

  jig_test_export_init (&test, frame, NULL, "label", "linear", "");
  program = jig_program_new (test.recipe, test.model, NULL);
  g_assert_false (jig_answers_of_program (&got, program, jig_recipe_get_inputs (test.recipe), other,
                                          NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/evaluator/nodes", test_nodes);
  g_test_add_func ("/evaluator/numbers", test_numbers);
  g_test_add_func ("/evaluator/long-words", test_long_words);
  g_test_add_func ("/evaluator/ends-of-time", test_ends_of_time);
  g_test_add_func ("/evaluator/models", test_models);
  g_test_add_func ("/evaluator/no-memory", test_no_memory);
  g_test_add_func ("/evaluator/cancel", test_cancel);
  g_test_add_func ("/evaluator/other-table", test_other_table);

  return g_test_run ();
}
