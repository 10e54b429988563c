#include "patterns/kit/run.h"

#include "core/base/error.h"
#include "tests/support/columns.h"

#include <math.h>
#include <string.h>

/* Four steps: "sum" needs both others, and "late" a label. How often each ran. */
static guint n_runs[4];
static guint n_alive;

typedef struct
{
  double value;
} Box;

static gpointer
box (double value)
{
  Box *self = g_new (Box, 1);

  self->value = value;
  n_alive++;

  return self;
}

static void
free_box (gpointer value)
{
  n_alive--;
  g_free (value);
}

static double
read_box (const JigRun *run,
          const char   *name)
{
  const Box *self = jig_run_get (run, name);

  g_assert_nonnull (self);

  return self->value;
}

static gpointer
run_left (const JigRun       *run,
          const JigProgress  *progress,
          GError            **error)
{
  n_runs[0]++;

  return box (jig_values_get_number (jig_run_get_values (run, "left"), "size"));
}

static gpointer
run_right (const JigRun       *run,
           const JigProgress  *progress,
           GError            **error)
{
  n_runs[1]++;

  return box (jig_run_has_mistake (run, "right", "wrong") ? -1.0 : 10.0);
}

static gpointer
run_sum (const JigRun       *run,
         const JigProgress  *progress,
         GError            **error)
{
  n_runs[2]++;

  if (read_box (run, "left") > 90)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, "That is too large.");
      return NULL;
    }

  return box (read_box (run, "left") + read_box (run, "right"));
}

static gpointer
run_late (const JigRun       *run,
          const JigProgress  *progress,
          GError            **error)
{
  n_runs[3]++;

  return box (2 * read_box (run, "sum"));
}

static gpointer
run_both (const JigRun       *run,
          const JigProgress  *progress,
          GError            **error)
{
  return box (jig_run_get (run, "late") != NULL ? 2 : 1);
}

static void
list_sum (const JigRun *run,
          const char   *data,
          GPtrArray    *actions)
{
  g_ptr_array_add (actions, g_strdup_printf ("%s %g", data, read_box (run, "sum")));
}

static JigExhibit *
show_sum (const JigRun  *run,
          GError       **error)
{
  return jig_exhibit_new (&(JigHeadline) {
    .name = "sum", .value = read_box (run, "sum"), .n_digits = 4, .baseline_name = "nothing",
  });
}

static double
right_sum (const JigRun *run)
{
  return read_box (run, "sum");
}

static double
right_side (const JigRun *run)
{
  return read_box (run, "right") > 0 ? 1 : 0;
}

static gboolean
is_large (const JigRun *run)
{
  return read_box (run, "sum") > 50;
}

static gboolean
never (const JigRun *run)
{
  return FALSE;
}

static const JigParam left_params[] = {
  { "size", "Size", JIG_PARAM_REAL, 1, 0, 100 },
  { NULL }
};
static const JigMistake right_mistakes[] = {
  { "wrong", "Wrong", NULL },
  { "impossible", "Impossible", never },
  { NULL }
};
static const char * const sides[] = { "Left", "Right", NULL };
static const JigAsk side_ask = { "Which?", sides, 0, right_side, { "Look.", "Compute." } };
static const JigAsk sum_ask = { "How much?", NULL, 0.1, right_sum, { "Look.", "Compute." } };
static const JigStep steps[] = {
  { .id = "left", .title = "Left", .makes = "left", .params = left_params, .run = run_left,
    .free = free_box, .show = show_sum },
  { .id = "right", .title = "Right", .makes = "right", .mistakes = right_mistakes,
    .ask = &side_ask, .run = run_right, .free = free_box, .show = show_sum },
  { .id = "sum", .title = "Sum", .needs = "left right", .makes = "sum", .ask = &sum_ask,
    .run = run_sum, .free = free_box, .show = show_sum, .check = is_large,
    .commands = list_sum },
  { .id = "late", .title = "Late", .needs = "sum", .makes = "late", .roles = "target",
    .run = run_late, .free = free_box, .show = show_sum },
  { .id = "last", .title = "Last", .needs = "late", .makes = "last", .run = run_late,
    .free = free_box, .show = show_sum },
  { .id = "both", .title = "Both", .needs = "left late?", .makes = "both", .run = run_both,
    .free = free_box, .show = show_sum },
  { NULL }
};
static const JigPatternRole roles[] = {
  { JIG_ROLE_FEATURE, JIG_NODE_TAKES_ANY, 2, NULL },
  { 0 }
};
static const JigPattern pattern = {
  .id = "test", .title = "Test", .sample = "city-bikes", .roles = roles, .steps = steps,
};

enum { LEFT, RIGHT, SUM, LATE, LAST, BOTH };

static JigDataset *
make_dataset (gboolean has_target)
{
  const double values[] = { 1, 2, 3 };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("a", values, 3),
                                              jig_test_numbers ("b", values, 3),
                                              jig_test_numbers ("c", values, 3), NULL);
  g_autoptr(JigSchema) plain = jig_schema_from_frame (frame);
  g_autoptr(JigSchema) schema = jig_schema_with_role (plain, "c", JIG_ROLE_TARGET, NULL);

  return jig_dataset_new ("own.csv", frame, has_target ? schema : plain);
}

static JigRun *
make_run (gboolean has_target)
{
  g_autoptr(JigDataset) dataset = make_dataset (has_target);
  g_autoptr(GError) error = NULL;
  JigRun *run = jig_run_new (&pattern, dataset, 1, &error);

  g_assert_no_error (error);
  memset (n_runs, 0, sizeof n_runs);

  return run;
}

static void
update (JigRun *run,
        gsize   step)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_run_update (run, step, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_runs (guint left,
             guint right,
             guint sum)
{
  g_assert_cmpuint (n_runs[LEFT], ==, left);
  g_assert_cmpuint (n_runs[RIGHT], ==, right);
  g_assert_cmpuint (n_runs[SUM], ==, sum);
}

static void
test_runs_only_what_is_stale (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);
  g_autoptr(JigExhibit) exhibit = NULL;

  g_assert_cmpint (jig_run_get_state (run, SUM, NULL), ==, JIG_STEP_STALE);
  g_assert_null (jig_run_get (run, "sum"));
  update (run, SUM);
  assert_runs (1, 1, 1);
  update (run, SUM);
  assert_runs (1, 1, 1);
  g_assert_cmpfloat (read_box (run, "sum"), ==, 11);
  exhibit = jig_run_show (run, SUM, NULL);
  g_assert_cmpfloat (jig_exhibit_get_headline (exhibit)->value, ==, 11);

  g_assert_true (jig_run_set_value (run, "left", "size", "5", NULL));
  g_assert_cmpint (jig_run_get_state (run, LEFT, NULL), ==, JIG_STEP_STALE);
  g_assert_cmpint (jig_run_get_state (run, RIGHT, NULL), ==, JIG_STEP_DONE);
  g_assert_cmpint (jig_run_get_state (run, SUM, NULL), ==, JIG_STEP_STALE);
  update (run, SUM);
  assert_runs (2, 1, 2);
  g_assert_cmpfloat (read_box (run, "sum"), ==, 15);

  /* The same value again changes nothing. */
  g_assert_true (jig_run_set_value (run, "left", "size", "5.0", NULL));
  g_assert_cmpint (jig_run_get_state (run, SUM, NULL), ==, JIG_STEP_DONE);

  g_assert_true (jig_run_set_seed (run, 2, NULL));
  g_assert_cmpint (jig_run_get_state (run, RIGHT, NULL), ==, JIG_STEP_STALE);
}

static void
test_mistakes (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_run_set_mistake (run, "right", "wrong", TRUE, NULL));
  g_assert_true (jig_run_has_mistake (run, "right", "wrong"));
  update (run, SUM);
  g_assert_cmpfloat (read_box (run, "sum"), ==, 0);
  g_assert_true (jig_run_set_mistake (run, "right", "wrong", FALSE, NULL));
  g_assert_cmpint (jig_run_get_state (run, LEFT, NULL), ==, JIG_STEP_DONE);
  g_assert_cmpint (jig_run_get_state (run, SUM, NULL), ==, JIG_STEP_STALE);
  update (run, SUM);
  g_assert_cmpfloat (read_box (run, "sum"), ==, 11);

  g_assert_true (jig_run_can_mistake (run, "right", "wrong"));
  g_assert_false (jig_run_can_mistake (run, "right", "impossible"));
  g_assert_false (jig_run_set_mistake (run, "right", "impossible", TRUE, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_clear_error (&error);
  g_assert_false (jig_run_set_mistake (run, "right", "unknown", TRUE, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

/* The seed chooses among what is possible and not made yet. */
static void
test_hidden_mistake (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);
  const JigStep *step = NULL;
  const JigMistake *mistake = NULL;

  g_assert_true (jig_run_hide_mistake (run, &step, &mistake));
  g_assert_cmpstr (step->id, ==, "right");
  g_assert_cmpstr (mistake->id, ==, "wrong");
  g_assert_true (jig_run_has_mistake (run, "right", "wrong"));
  g_assert_false (jig_run_hide_mistake (run, &step, &mistake));
}

/* Two runs of the same origin do not know each other. */
static void
test_copy (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);
  g_autoptr(JigRun) copy = NULL;

  update (run, SUM);
  copy = jig_run_copy (run);
  g_assert_true (jig_run_get (copy, "sum") == jig_run_get (run, "sum"));

  g_assert_true (jig_run_set_value (copy, "left", "size", "7", NULL));
  g_assert_cmpint (jig_run_get_state (run, SUM, NULL), ==, JIG_STEP_DONE);
  update (copy, SUM);
  g_assert_cmpfloat (read_box (copy, "sum"), ==, 17);
  g_assert_cmpfloat (read_box (run, "sum"), ==, 11);
  g_assert_true (jig_run_get (copy, "right") == jig_run_get (run, "right"));
  g_clear_pointer (&run, jig_run_free);
  g_assert_cmpfloat (read_box (copy, "right"), ==, 10);
  g_clear_pointer (&copy, jig_run_free);
  g_assert_cmpuint (n_alive, ==, 0);
}

static void
test_missing_role (void)
{
  g_autoptr(JigRun) run = make_run (FALSE);
  g_autoptr(GError) error = NULL;
  const char *why;

  update (run, SUM);
  g_assert_null (jig_run_get_target (run));
  for (gsize step = LATE; step <= LAST; step++)
    {
      g_assert_cmpint (jig_run_get_state (run, step, &why), ==, JIG_STEP_CANNOT);
      g_assert_nonnull (strstr (why, "\"target\""));
      g_assert_false (jig_run_update (run, step, NULL, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (error->message, ==, why);
      g_clear_error (&error);
    }
}

/* What cannot be made is not waited for. */
static void
test_optional_need (void)
{
  g_autoptr(JigRun) with = make_run (TRUE);
  g_autoptr(JigRun) without = make_run (FALSE);

  update (with, BOTH);
  update (without, BOTH);
  g_assert_cmpfloat (read_box (with, "both"), ==, 2);
  g_assert_cmpfloat (read_box (without, "both"), ==, 1);
  g_assert_true (jig_run_set_value (with, "left", "size", "5", NULL));
  g_assert_cmpint (jig_run_get_state (with, BOTH, NULL), ==, JIG_STEP_STALE);
}

static void
test_does_not_fit (void)
{
  const double values[] = { 1, 2, 3 };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("a", values, 3), NULL);
  g_autoptr(JigDataset) dataset = jig_dataset_new ("own.csv", frame, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_run_new (&pattern, dataset, 1, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_true (g_str_has_prefix (error->message, "own.csv: "));
}

static void
test_built_in_data (void)
{
  g_autoptr(JigRun) run = jig_run_new (&pattern, NULL, 1, NULL);
  g_autoptr(JigRun) other = jig_run_new (&pattern, NULL, 2, NULL);
  const char *hash = jig_frame_get_hash (jig_run_get_dataset (other)->frame);

  g_assert_false (jig_run_is_own_data (run));
  g_assert_nonnull (jig_run_get_target (run));
  g_assert_cmpstr (jig_frame_get_hash (jig_run_get_dataset (run)->frame), !=, hash);
  g_assert_true (jig_run_set_seed (run, 2, NULL));
  g_assert_cmpuint (jig_run_get_seed (run), ==, 2);
  g_assert_cmpstr (jig_frame_get_hash (jig_run_get_dataset (run)->frame), ==, hash);
}

static void
test_errors (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  JigProgress progress = { .cancellable = cancellable, .to = 1 };
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_run_set_value (run, "lef", "size", "5", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "Did you mean \"left\"?"));
  g_clear_error (&error);
  g_assert_false (jig_run_set_value (run, "left", "size", "101", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_true (jig_values_is_default (jig_run_get_values (run, "left"), "size"));

  /* What was finished before the error stays. */
  g_assert_true (jig_run_set_value (run, "left", "size", "95", NULL));
  g_assert_false (jig_run_update (run, LAST, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_clear_error (&error);
  g_assert_cmpint (jig_run_get_state (run, RIGHT, NULL), ==, JIG_STEP_DONE);
  g_assert_cmpint (jig_run_get_state (run, SUM, NULL), ==, JIG_STEP_STALE);

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_run_update (run, SUM, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_answers (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);

  g_assert_true (jig_run_is_answered (run, LEFT));
  g_assert_false (jig_run_is_answered (run, SUM));
  g_assert_true (isnan (jig_run_get_right (run, SUM)));
  jig_run_set_answer (run, SUM, 10);
  g_assert_true (jig_run_is_answered (run, SUM));
  g_assert_false (jig_run_is_right (run, SUM));
  update (run, SUM);
  g_assert_cmpfloat (jig_run_get_right (run, SUM), ==, 11);
  g_assert_true (jig_run_is_right (run, SUM));
  jig_run_set_answer (run, SUM, 12.2);
  g_assert_false (jig_run_is_right (run, SUM));
  jig_run_set_answer (run, SUM, JIG_ANSWER_SKIPPED);
  g_assert_true (jig_run_is_answered (run, SUM));
  g_assert_false (jig_run_is_right (run, SUM));

  jig_run_set_answer (run, RIGHT, 1);
  g_assert_true (jig_run_is_right (run, RIGHT));
  jig_run_set_answer (run, RIGHT, 0);
  g_assert_false (jig_run_is_right (run, RIGHT));
}

/* Once understood, always understood. */
static void
test_checks (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);

  update (run, SUM);
  g_assert_false (jig_run_is_checked (run, SUM));
  g_assert_true (jig_run_set_value (run, "left", "size", "60", NULL));
  update (run, SUM);
  g_assert_true (jig_run_is_checked (run, SUM));
  g_assert_true (jig_run_set_value (run, "left", "size", "1", NULL));
  update (run, SUM);
  g_assert_true (jig_run_is_checked (run, SUM));
}

static void
test_commands (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);
  g_autoptr(GPtrArray) none = jig_run_list_commands (run, "rides");
  g_autoptr(GPtrArray) own = NULL;
  g_autoptr(GPtrArray) built_in = NULL;

  update (run, SUM);
  own = jig_run_list_commands (run, "rides");
  built_in = jig_run_list_commands (run, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpstr (own->pdata[0], ==, "rides 11");
  g_assert_cmpuint (built_in->len, ==, 2);
  g_assert_cmpstr (built_in->pdata[0], ==,
                   "{\"do\":\"generate\",\"as\":\"city-bikes\",\"with\":{\"sample\":"
                   "\"city-bikes\",\"settings\":\"\",\"seed\":1}}");
  g_assert_cmpstr (built_in->pdata[1], ==, "city-bikes 11");
}

static char *
write_run (const JigRun *run)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_run_write (run, writer);

  return jig_json_writer_finish (writer);
}

static gboolean
read_run (JigRun      *run,
          const char  *text,
          GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "walk", error);

  g_assert_nonnull (node);

  return jig_run_read (run, json_node_get_object (node), error);
}

static void
test_json (void)
{
  g_autoptr(JigRun) run = make_run (TRUE);
  g_autoptr(JigRun) other = make_run (TRUE);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  g_assert_true (jig_run_set_value (run, "left", "size", "60", NULL));
  g_assert_true (jig_run_set_mistake (run, "right", "wrong", TRUE, NULL));
  g_assert_true (jig_run_set_seed (run, 9, NULL));
  jig_run_set_answer (run, SUM, 12.5);
  jig_run_set_answer (run, RIGHT, JIG_ANSWER_SKIPPED);
  update (run, SUM);

  text = write_run (run);
  g_assert_cmpstr (text, ==,
                   "{\"pattern\":\"test\",\"seed\":9,\"steps\":{"
                   "\"left\":{\"settings\":{\"size\":60},\"mistakes\":[],\"checked\":false},"
                   "\"right\":{\"settings\":{},\"mistakes\":[\"wrong\"],\"answer\":\"skipped\","
                   "\"checked\":false},"
                   "\"sum\":{\"settings\":{},\"mistakes\":[],\"answer\":12.5,\"checked\":true},"
                   "\"late\":{\"settings\":{},\"mistakes\":[],\"checked\":false},"
                   "\"last\":{\"settings\":{},\"mistakes\":[],\"checked\":false},"
                   "\"both\":{\"settings\":{},\"mistakes\":[],\"checked\":false}}}");
  update (other, SUM);
  g_assert_true (read_run (other, text, &error));
  g_assert_no_error (error);
  again = write_run (other);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpint (jig_run_get_state (other, SUM, NULL), ==, JIG_STEP_STALE);

  /* What is the same already stays done. */
  g_assert_true (read_run (run, text, NULL));
  g_assert_cmpint (jig_run_get_state (run, SUM, NULL), ==, JIG_STEP_DONE);
}

static void
test_bad_json (void)
{
  const char *bad[] = {
    "{}",
    "{\"pattern\":\"other\",\"seed\":1,\"steps\":{}}",
    "{\"pattern\":\"test\",\"seed\":-1,\"steps\":{}}",
    "{\"pattern\":\"test\",\"seed\":1,\"steps\":{\"no\":{}}}",
    "{\"pattern\":\"test\",\"seed\":1,\"steps\":{\"left\":1}}",
    "{\"pattern\":\"test\",\"seed\":1,\"steps\":{\"left\":{\"settings\":{\"size\":1000},"
    "\"mistakes\":[],\"checked\":true}}}",
    "{\"pattern\":\"test\",\"seed\":1,\"steps\":{\"right\":{\"settings\":{},"
    "\"mistakes\":[\"no\"],\"checked\":true}}}",
    "{\"pattern\":\"test\",\"seed\":1,\"steps\":{\"right\":{\"settings\":{},"
    "\"mistakes\":[[]],\"checked\":true}}}",
    "{\"pattern\":\"test\",\"seed\":5,\"steps\":{\"left\":{\"settings\":{\"size\":7},"
    "\"mistakes\":[],\"checked\":1}}}",
    "{\"pattern\":\"test\",\"seed\":5,\"steps\":{\"left\":{\"settings\":{\"size\":7},"
    "\"mistakes\":[],\"answer\":\"maybe\",\"checked\":true}}}",
  };
  g_autoptr(JigRun) run = make_run (TRUE);
  g_autofree char *before = write_run (run);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *after = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (read_run (run, bad[i], &error));
      g_assert_nonnull (error);
      after = write_run (run);
      g_assert_cmpstr (after, ==, before);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/runs-only-what-is-stale", test_runs_only_what_is_stale);
  g_test_add_func ("/run/mistakes", test_mistakes);
  g_test_add_func ("/run/hidden-mistake", test_hidden_mistake);
  g_test_add_func ("/run/copy", test_copy);
  g_test_add_func ("/run/missing-role", test_missing_role);
  g_test_add_func ("/run/optional-need", test_optional_need);
  g_test_add_func ("/run/does-not-fit", test_does_not_fit);
  g_test_add_func ("/run/built-in-data", test_built_in_data);
  g_test_add_func ("/run/errors", test_errors);
  g_test_add_func ("/run/answers", test_answers);
  g_test_add_func ("/run/checks", test_checks);
  g_test_add_func ("/run/commands", test_commands);
  g_test_add_func ("/run/json", test_json);
  g_test_add_func ("/run/bad-json", test_bad_json);

  return g_test_run ();
}
