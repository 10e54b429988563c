/* The numbers of the walk from inputs to features: means of 20 seeds, each with
 * other rides. */

#include "core/project/object-model.h"
#include "core/project/project.h"
#include "patterns/transform/steps.h"
#include "tests/support/walks.h"

#include <math.h>

#define N_SEEDS 20

enum { INPUTS, ANALYSE, TRAIN, NAIVE, SERVED, BREAK, WATCH, SHIP };

static JigRun *
make_run (guint64 seed)
{
  g_autoptr(GError) error = NULL;
  JigRun *run = jig_run_new (jig_pattern_find ("transform"), NULL, seed, &error);

  g_assert_no_error (error);

  return run;
}

/* One line of the catalogue of skew. */
typedef struct
{
  const char *id;
  double      error;      /* mean of 20 seeds, in seconds; 0: not in the catalogue */
  guint       least;      /* on how many seeds the bias alarm rings at least */
  guint       most;       /* and at most */
} Damage;

/* How often a bias of three standard errors passes four of them is chance: where
 * the catalogue has 8 or 3 of 20, the test only asks for "not always". */
static const Damage damages[] = {
  { "fahrenheit", 634.0, 20, 20 },
  { "missing-zero", 302.2, 20, 20 },
  { "out-of-vocabulary", 255.9, 20, 20 },
  { "weekday-monday0", 390.3, 20, 20 },
  { "weekday-iso", 0, 0, 20 },
  { "hour-summer", 243.4, 1, 16 },
  { "hour-zone", 0, 0, 20 },
  { "scaler-forgotten", 1577.8, 20, 20 },
  { "scaler-row", 251.4, 0, 1 },
  { "scaler-batch", 276.3, 20, 20 },
  { "vocabulary-sorted", 276.5, 0, 4 },
  { "boolean-flipped", 327.9, 20, 20 },
  { "bucket-shifted", 225.5, 0, 8 },
};

typedef struct
{
  double right;
  double mean;
  double lookup;
  double errors[G_N_ELEMENTS (damages)];
  guint  alarms[G_N_ELEMENTS (damages)];
} Sums;

static void
add_seed (Sums    *sums,
          guint64  seed)
{
  g_autoptr(JigRun) run = make_run (seed);
  g_autoptr(JigExhibit) trained = jig_test_walk_show (run, TRAIN);
  g_autoptr(JigExhibit) broken = jig_test_walk_show (run, BREAK);

  sums->right += jig_test_walk_read (trained, "error") / N_SEEDS;
  sums->mean += jig_test_walk_read (trained, "mean") / N_SEEDS;
  sums->lookup += jig_test_walk_read (trained, "lookup") / N_SEEDS;

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *error = g_strconcat (damages[i].id, ".error", NULL);
      g_autofree char *alarm = g_strconcat (damages[i].id, ".alarm", NULL);
      g_autofree char *parity = g_strconcat (damages[i].id, ".parity", NULL);

      sums->errors[i] += jig_test_walk_read (broken, error) / N_SEEDS;
      sums->alarms[i] += jig_test_walk_read (broken, alarm) > 0 ? 1 : 0;
      /* Parity finds every mistake on every seed. */
      g_assert_cmpfloat (jig_test_walk_read (broken, parity), >, 0);
    }
}

static void
assert_near (const char *what,
             double      value,
             double      expected)
{
  g_test_message ("%s: %.1f, expected %.1f", what, value, expected);
  g_assert_cmpfloat (fabs (value / expected - 1.0), <, 0.05);
}

static void
test_catalogue (void)
{
  Sums sums = { 0 };

  for (guint64 seed = 1; seed <= N_SEEDS; seed++)
    add_seed (&sums, seed);

  assert_near ("right", sums.right, 225.2);
  assert_near ("mean", sums.mean, 410.1);
  assert_near ("look-up table", sums.lookup, 332.1);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_test_message ("%s: alarm on %u", damages[i].id, sums.alarms[i]);
      if (damages[i].error > 0)
        assert_near (damages[i].id, sums.errors[i], damages[i].error);
      g_assert_cmpuint (sums.alarms[i], >=, damages[i].least);
      g_assert_cmpuint (sums.alarms[i], <=, damages[i].most);
    }
}

/* The clean run is quiet, and wrong encodings move the features. */
static void
test_watch (void)
{
  const char * const loud[] = { "weekday-monday0", "hour-summer", "vocabulary-sorted",
                                "out-of-vocabulary", "boolean-flipped", "bucket-shifted",
                                "fahrenheit" };
  const gboolean inputs_move[] = { FALSE, FALSE, FALSE, TRUE, FALSE, FALSE, TRUE };

  for (guint64 seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr(JigRun) run = make_run (seed);
      g_autoptr(JigExhibit) clean = NULL;

      g_test_message ("seed %u", (guint) seed);
      jig_test_walk_set (run, "watch", "affected", "0");
      clean = jig_test_walk_show (run, WATCH);
      g_assert_cmpfloat (jig_test_walk_read (clean, "loudest_input"), <, 1);
      g_assert_cmpfloat (jig_test_walk_read (clean, "loudest_feature"), <, 1);

      jig_test_walk_set (run, "watch", "affected", "100");
      for (gsize i = 0; i < G_N_ELEMENTS (loud); i++)
        {
          g_autoptr(JigExhibit) exhibit = NULL;

          jig_test_walk_set (run, "watch", "mistake", loud[i]);
          exhibit = jig_test_walk_show (run, WATCH);
          g_test_message ("%s", loud[i]);
          g_assert_cmpfloat (jig_test_walk_read (exhibit, "loudest_feature"), >=, 1);
          g_assert_cmpint (jig_test_walk_read (exhibit, "loudest_input") >= 1, ==, inputs_move[i]);
        }
    }
}

/* The share below which nobody notices is found by the learner, too. */
static void
test_smallest_share (void)
{
  g_autoptr(JigRun) run = make_run (1);
  double smallest = jig_test_walk_number (run, WATCH, "smallest");
  g_autofree char *enough = g_strdup_printf ("%g", smallest + 2);
  g_autofree char *too_little = g_strdup_printf ("%g", smallest - 1);

  g_assert_false (jig_run_is_checked (run, WATCH));
  jig_test_walk_set (run, "watch", "affected", too_little);
  g_assert_cmpfloat (jig_test_walk_number (run, WATCH, "loudest_feature"), <, 1);
  g_assert_false (jig_run_is_checked (run, WATCH));
  jig_test_walk_set (run, "watch", "affected", enough);
  g_assert_cmpfloat (jig_test_walk_number (run, WATCH, "loudest_feature"), >=, 1);
  g_assert_true (jig_run_is_checked (run, WATCH));
}

static void
test_features (void)
{
  g_autoptr(JigRun) run = make_run (1);

  g_assert_cmpfloat (jig_test_walk_number (run, INPUTS, "inputs"), ==, 5);
  g_assert_cmpfloat (jig_test_walk_number (run, INPUTS, "features"), ==, 63);
  jig_test_walk_set (run, "inputs", "cross", "true");
  g_assert_cmpfloat (jig_test_walk_number (run, INPUTS, "features"), ==, 63 + 48);
  jig_test_walk_set (run, "inputs", "dates", "false");
  g_assert_cmpfloat (jig_test_walk_number (run, INPUTS, "features"), ==, 63 - 7 - 24);
  jig_test_walk_set (run, "inputs", "leave_out", "age,temp");
  g_assert_cmpfloat (jig_test_walk_number (run, INPUTS, "features"), ==, 21);
  jig_test_walk_set (run, "inputs", "categories", "hash");
  g_assert_cmpfloat (jig_test_walk_number (run, INPUTS, "features"), ==, 64 + 1);
}

/* An hour of a weekend is not that of a weekday: better on each seed. */
static void
test_cross (void)
{
  for (guint64 seed = 1; seed <= 5; seed++)
    {
      g_autoptr(JigRun) run = make_run (seed);
      double plain = jig_test_walk_number (run, TRAIN, "error");

      jig_test_walk_set (run, "inputs", "cross", "true");
      g_assert_cmpfloat (jig_test_walk_number (run, TRAIN, "error"), <, plain);
    }
}

static void
test_leak (void)
{
  g_autoptr(JigRun) run = make_run (1);
  double n_train = jig_test_walk_number (run, INPUTS, "train_rows");
  double n_test = jig_test_walk_number (run, INPUTS, "test_rows");

  g_assert_cmpfloat (jig_test_walk_number (run, ANALYSE, "fitted_rows"), ==, n_train);
  g_assert_cmpfloat (jig_test_walk_number (run, ANALYSE, "changed"), >, 0);
  g_assert_false (jig_run_is_checked (run, ANALYSE));
  jig_test_walk_err (run, "analyse", "all-rows");
  g_assert_cmpfloat (jig_test_walk_number (run, ANALYSE, "fitted_rows"), ==, n_train + n_test);
  g_assert_true (jig_run_is_checked (run, ANALYSE));
}

/* The form of step 4 moves a prediction; that of step 5 cannot. */
static void
test_forms (void)
{
  g_autoptr(JigRun) run = make_run (1);
  g_autoptr(JigExhibit) exhibit = NULL;
  double meant;

  jig_test_walk_set (run, "naive", "row", "1");
  exhibit = jig_test_walk_show (run, NAIVE);
  meant = jig_exhibit_get_headline (exhibit)->value;
  g_assert_cmpfloat (meant, ==, jig_exhibit_get_headline (exhibit)->baseline_value);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "readings"), ==, 8);
  jig_test_walk_set (run, "naive", "convention", "scaler-forgotten");
  g_clear_pointer (&exhibit, jig_exhibit_unref);
  exhibit = jig_test_walk_show (run, NAIVE);
  g_assert_cmpfloat (fabs (jig_exhibit_get_headline (exhibit)->value - meant), >, 100);
  g_assert_true (jig_run_is_checked (run, NAIVE));

  g_clear_pointer (&exhibit, jig_exhibit_unref);
  exhibit = jig_test_walk_show (run, SERVED);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "same"), ==, 20);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "by_hand"), ==, 0);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "prediction"), ==, meant);
}

/* Of its own accord the form is about a row on which it can be seen. */
static void
test_row_that_moves (void)
{
  for (guint64 seed = 1; seed <= 5; seed++)
    {
      g_autoptr(JigRun) run = make_run (seed);
      g_autoptr(JigExhibit) exhibit = NULL;
      const JigHeadline *headline;

      jig_test_walk_set (run, "naive", "convention", "weekday-monday0");
      exhibit = jig_test_walk_show (run, NAIVE);
      headline = jig_exhibit_get_headline (exhibit);
      g_assert_cmpfloat (fabs (headline->value - headline->baseline_value), >, 200);
    }
}

static void
test_together (void)
{
  g_autoptr(JigRun) run = make_run (1);
  g_autoptr(JigExhibit) exhibit = jig_test_walk_show (run, BREAK);
  double right = jig_test_walk_read (exhibit, "right_error");
  double flipped = jig_test_walk_read (exhibit, "boolean-flipped.error");

  g_assert_cmpfloat (jig_test_walk_read (exhibit, "error"), ==, right);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "parity_cells"), ==, 0);

  jig_test_walk_err (run, "break", "boolean-flipped");
  g_assert_cmpfloat (jig_test_walk_number (run, BREAK, "error"), ==, flipped);
  g_assert_cmpfloat (jig_test_walk_number (run, BREAK, "parity_cells"), ==, 20);
  jig_test_walk_err (run, "break", "bucket-shifted");
  g_assert_cmpfloat (jig_test_walk_number (run, BREAK, "parity_cells"), >, 20);
  g_assert_cmpfloat (fabs (jig_test_walk_number (run, BREAK, "error") - flipped), <, 20);
}

/* Only the mistake that the error hides is what the sixth step is about. */
static void
test_hidden_mistake (void)
{
  g_autoptr(JigRun) run = make_run (1);

  jig_test_walk_err (run, "break", "fahrenheit");
  jig_test_walk_number (run, BREAK, "error");
  g_assert_false (jig_run_is_checked (run, BREAK));
  g_assert_true (jig_run_set_mistake (run, "break", "fahrenheit", FALSE, NULL));
  jig_test_walk_err (run, "break", "bucket-shifted");
  jig_test_walk_number (run, BREAK, "error");
  g_assert_true (jig_run_is_checked (run, BREAK));
}

static void
test_answers (void)
{
  const double right[] = { 63, 0, 2, 3, 1, 0, 1, 0 };
  g_autoptr(JigRun) run = make_run (1);

  for (gsize i = INPUTS; i <= SHIP; i++)
    {
      g_test_message ("%s", jig_run_get_pattern (run)->steps[i].id);
      g_assert_true (jig_run_update (run, i, NULL, NULL));
      g_assert_cmpfloat (jig_run_get_right (run, i), ==, right[i]);
      jig_run_set_answer (run, i, right[i]);
      g_assert_true (jig_run_is_right (run, i));
    }
}

static void
test_ship (void)
{
  g_autoptr(JigRun) run = make_run (1);
  g_autoptr(JigExhibit) exhibit = jig_test_walk_show (run, SHIP);

  g_assert_cmpfloat (jig_test_walk_read (exhibit, "difference"), ==, 0);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "by_hand"), >, 100);
  g_assert_cmpfloat (jig_test_walk_read (exhibit, "golden"), >=, 20);
}

/* The project learns the same model, to the bit. */
static void
test_commands (void)
{
  g_autoptr(JigRun) run = make_run (3);
  g_autoptr(JigProject) project = jig_project_new (jig_commands, 1);
  g_autoptr(GPtrArray) actions = NULL;
  const TransformFit *fit;
  const JigTrained *trained;

  g_assert_true (jig_run_update (run, TRAIN, NULL, NULL));
  fit = jig_run_get (run, "model");
  actions = jig_run_list_commands (run, NULL);
  g_assert_cmpuint (actions->len, ==, 4);
  for (guint i = 0; i < actions->len; i++)
    {
      g_autoptr(JigAction) action = jig_action_from_json (actions->pdata[i], -1, jig_commands,
                                                          "walk", NULL);

      g_assert_nonnull (jig_project_act (project, action, NULL, NULL));
    }

  trained = jig_object_get_trained (jig_project_get_object (project, "transform-model"));
  g_assert_cmpstr (jig_model_get_hash (jig_bundle_get_model (trained->bundle)), ==,
                   jig_model_get_hash (fit->model));
  g_assert_cmpfloat (trained->test.values[JIG_METRIC_RMSE], ==, fit->score.error);
}

/* A mistake has one name, however much of it is said. */
static void
test_names (void)
{
  for (gsize i = 0; i < TRANSFORM_N_MISTAKES; i++)
    {
      g_assert_cmpstr (transform_mistakes[i].id, ==, transform_mistake_choices[i].id);
      g_assert_cmpint (transform_mistake_find (transform_mistakes[i].id), ==, (gssize) i);
    }
  g_assert_null (transform_mistakes[TRANSFORM_N_MISTAKES].id);
  g_assert_null (transform_mistake_choices[TRANSFORM_N_MISTAKES].id);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transform/names", test_names);
  g_test_add_func ("/transform/catalogue", test_catalogue);
  g_test_add_func ("/transform/watch", test_watch);
  g_test_add_func ("/transform/smallest-share", test_smallest_share);
  g_test_add_func ("/transform/features", test_features);
  g_test_add_func ("/transform/cross", test_cross);
  g_test_add_func ("/transform/leak", test_leak);
  g_test_add_func ("/transform/forms", test_forms);
  g_test_add_func ("/transform/row-that-moves", test_row_that_moves);
  g_test_add_func ("/transform/together", test_together);
  g_test_add_func ("/transform/hidden-mistake", test_hidden_mistake);
  g_test_add_func ("/transform/answers", test_answers);
  g_test_add_func ("/transform/ship", test_ship);
  g_test_add_func ("/transform/commands", test_commands);

  return g_test_run ();
}
