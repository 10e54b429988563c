#include "core/base/error.h"
#include "patterns/kit/run.h"
#include "tests/support/walks.h"

#include <math.h>

/* Of the walk through the transform. */
#define SETTINGS "inputs.buckets=age,temperature inputs.numbers=min-max naive.row=3"
#define MISTAKES "analyse.all-rows break.weekday-iso"
#define ANALYSE 1
#define TRAIN   2
#define NAIVE   3

static JigRun *
make_run (void)
{
  g_autoptr(GError) error = NULL;
  JigRun *run = jig_run_new (jig_pattern_find ("transform"), NULL, 42, &error);

  g_assert_no_error (error);

  return run;
}

static char *
join (GPtrArray *words)
{
  g_autoptr(GPtrArray) owned = words;

  g_ptr_array_add (owned, NULL);

  return g_strjoinv (" ", (char **) owned->pdata);
}

static gboolean
take (JigRun      *run,
      const char  *settings,
      const char  *mistakes,
      const char  *answers,
      GError     **error)
{
  return jig_run_take_words (run, settings, mistakes, answers, "", error);
}

static void
assert_words (const JigRun *run,
              const char   *settings,
              const char   *mistakes,
              const char   *answers)
{
  g_autofree char *got_settings = join (jig_run_list_settings (run));
  g_autofree char *got_mistakes = join (jig_run_list_mistakes (run));
  g_autofree char *got_answers = join (jig_run_list_answers (run));

  g_assert_cmpstr (got_settings, ==, settings);
  g_assert_cmpstr (got_mistakes, ==, mistakes);
  g_assert_cmpstr (got_answers, ==, answers);
}

static void
test_there_and_back (void)
{
  g_autoptr(JigRun) run = make_run ();
  g_autoptr(GError) error = NULL;

  assert_words (run, "", "", "");
  g_assert_true (take (run, SETTINGS, MISTAKES, "analyse=0.125 naive=skipped", &error));
  g_assert_no_error (error);
  assert_words (run, SETTINGS, MISTAKES, "analyse=0.125 naive=skipped");
  g_assert_true (isinf (jig_run_get_answer (run, NAIVE)));

  /* What a list does not say is as it was in the beginning. */
  g_assert_true (take (run, "", "", "naive=1", &error));
  assert_words (run, "", "", "naive=1");
}

/* What does not depend on a difference stays. */
static void
test_only_what_differs_is_stale (void)
{
  g_autoptr(JigRun) run = make_run ();
  g_autoptr(JigExhibit) exhibit = jig_test_walk_show (run, NAIVE);
  gconstpointer model = jig_run_get (run, "model");

  g_assert_nonnull (exhibit);
  g_assert_true (take (run, "", "", "analyse=1", NULL));
  g_assert_cmpint (jig_run_get_state (run, NAIVE, NULL), ==, JIG_STEP_DONE);
  g_assert_true (take (run, "naive.row=3", "", "", NULL));
  g_assert_cmpint (jig_run_get_state (run, NAIVE, NULL), ==, JIG_STEP_STALE);
  g_assert_true (jig_run_get (run, "model") == model);
  g_assert_true (take (run, "", "analyse.all-rows", "", NULL));
  g_assert_cmpint (jig_run_get_state (run, TRAIN, NULL), ==, JIG_STEP_STALE);
}

static void
test_checked (void)
{
  g_autoptr(JigRun) run = make_run ();
  g_autofree char *words = NULL;

  g_assert_true (jig_run_take_words (run, "", "", "", "inputs train", NULL));
  words = join (jig_run_list_checked (run));
  g_assert_cmpstr (words, ==, "inputs train");
  g_assert_true (jig_run_is_checked (run, TRAIN));
  g_assert_true (jig_run_take_words (run, "", "", "", "", NULL));
  g_assert_false (jig_run_is_checked (run, TRAIN));
}

/* A word of a command line may hold anything. */
static void
test_quoting (void)
{
  g_autoptr(JigRun) run = make_run ();
  g_autofree char *words = NULL;

  g_assert_true (take (run, "'watch.serving=a b\"c.csv'", "", "", NULL));
  words = join (jig_run_list_settings (run));
  g_assert_cmpstr (words, ==, "watch.serving=a b\"c.csv");
}

static void
test_nonsense_is_refused (void)
{
  static const struct
  {
    const char *settings;
    const char *mistakes;
    const char *answers;
    const char *checked;
    JigError    code;
  } rows[] = {
    { "naive.row", "", "", "", JIG_ERROR_VALUE },
    { "row=3", "", "", "", JIG_ERROR_VALUE },
    { "nowhere.row=3", "", "", "", JIG_ERROR_VALUE },
    { "naive.column=3", "", "", "", JIG_ERROR_VALUE },
    { "naive.row=three", "", "", "", JIG_ERROR_VALUE },
    { "'naive.row=3", "", "", "", JIG_ERROR_VALUE },
    { "", "all-rows", "", "", JIG_ERROR_VALUE },
    { "", "analyse.no-rows", "", "", JIG_ERROR_VALUE },
    { "", "", "analyse", "", JIG_ERROR_VALUE },
    { "", "", "nowhere=1", "", JIG_ERROR_VALUE },
    { "", "", "analyse=maybe", "", JIG_ERROR_VALUE },
    { "", "", "analyse=inf", "", JIG_ERROR_VALUE },
    { "", "", "", "nowhere", JIG_ERROR_VALUE },
  };
  g_autoptr(JigRun) run = make_run ();

  g_assert_true (take (run, SETTINGS, MISTAKES, "analyse=1", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("row %zu", i);
      g_assert_false (jig_run_take_words (run, rows[i].settings, rows[i].mistakes, rows[i].answers,
                                          rows[i].checked, &error));
      g_assert_error (error, JIG_ERROR, (int) rows[i].code);
      assert_words (run, SETTINGS, MISTAKES, "analyse=1");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/run-words/there-and-back", test_there_and_back);
  g_test_add_func ("/run-words/stale", test_only_what_differs_is_stale);
  g_test_add_func ("/run-words/checked", test_checked);
  g_test_add_func ("/run-words/quoting", test_quoting);
  g_test_add_func ("/run-words/nonsense", test_nonsense_is_refused);

  return g_test_run ();
}
