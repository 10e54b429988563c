#include "core/base/error.h"
#include "core/base/values.h"

#include <math.h>

static const JigParam loss_params[] = {
  { "quantile", "Quantile", JIG_PARAM_REAL, 0.5, 0, 1 },
  { NULL }
};

static const JigChoice losses[] = {
  { "squared", "Squared" },
  { "pinball", "Pinball", loss_params },
  { NULL }
};

static const JigParam boost_params[] = {
  { "trees", "Trees", JIG_PARAM_INTEGER, 50, 1, 500 },
  { "rate", "Learning rate", JIG_PARAM_LOG, 0.1, 0.001, 1 },
  { "loss", "Loss", JIG_PARAM_CHOICE, .choices = losses },
  { NULL }
};

static const JigParam ridge_params[] = {
  { "penalty", "Penalty", JIG_PARAM_REAL, 1, 0, INFINITY },
  { "rate", "Step", JIG_PARAM_REAL, 2, 0, 10 },
  { NULL }
};

static const JigChoice models[] = {
  { "boost", "Boosted trees", boost_params },
  { "ridge", "Ridge regression", ridge_params },
  { NULL }
};

static const JigParam table[] = {
  { "model", "Model", JIG_PARAM_CHOICE, .text = "boost", .choices = models },
  { "weighted", "Weighted", JIG_PARAM_SWITCH, 1 },
  { "seed", "Seed", JIG_PARAM_SEED, 7 },
  { "target", "Target", JIG_PARAM_COLUMN },
  { "inputs", "Inputs", JIG_PARAM_COLUMN, .text = "a,b", .flags = JIG_PARAM_SEVERAL },
  { "note", "Note", JIG_PARAM_TEXT, .flags = JIG_PARAM_OPTIONAL },
  { NULL }
};

static void
test_defaults (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);
  g_auto(GStrv) inputs = jig_values_dup_list (values, "inputs");

  g_assert_true (jig_values_get_table (values) == table);
  g_assert_cmpstr (jig_values_get_text (values, "model"), ==, "boost");
  g_assert_true (jig_values_get_switch (values, "weighted"));
  g_assert_cmpint (jig_values_get_int (values, "seed"), ==, 7);
  g_assert_cmpfloat (jig_values_get_number (values, "seed"), ==, 7.0);
  g_assert_cmpstr (jig_values_get_text (values, "target"), ==, "");
  g_assert_cmpstrv (inputs, ((const char *[]) { "a", "b", NULL }));
  g_assert_cmpint (jig_values_get_int (values, "trees"), ==, 50);
  g_assert_cmpfloat (jig_values_get_number (values, "rate"), ==, 0.1);
  g_assert_cmpstr (jig_values_get_text (values, "loss"), ==, "squared");
}

static void
test_set (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_values_set_number (values, "trees", 120.0, &error));
  g_assert_true (jig_values_set_number (values, "weighted", 0.0, &error));
  g_assert_true (jig_values_set_int (values, "rate", 1, &error));
  g_assert_true (jig_values_set_text (values, "target", "가격", &error));
  g_assert_no_error (error);

  g_assert_cmpint (jig_values_get_int (values, "trees"), ==, 120);
  g_assert_false (jig_values_get_switch (values, "weighted"));
  g_assert_cmpfloat (jig_values_get_number (values, "rate"), ==, 1.0);
  g_assert_cmpstr (jig_values_get_text (values, "target"), ==, "가격");
}

static void
assert_refused (GError     **error,
                const char  *message)
{
  g_assert_error (*error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr ((*error)->message, ==, message);
  g_clear_error (error);
}

static void
test_refused (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);
  g_autoptr(JigValues) untouched = jig_values_new (table);
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_values_set_number (values, "trees", 900.0, &error));
  assert_refused (&error, "Trees must be between 1 and 500, not 900.");
  g_assert_false (jig_values_set_int (values, "trees", 0, &error));
  assert_refused (&error, "Trees must be between 1 and 500, not 0.");
  g_assert_false (jig_values_set_int (values, "seed", -1, &error));
  assert_refused (&error, "Seed must be between 0 and 9223372036854775807, not -1.");
  g_assert_false (jig_values_set_text (values, "model", "forest", &error));
  assert_refused (&error, "Model must be one of \"boost\", \"ridge\", not \"forest\".");
  g_assert_false (jig_values_set_text (values, "inputs", "a,,b", &error));
  assert_refused (&error, "Inputs: \"a,,b\" is not a list of names separated by commas.");
  g_assert_false (jig_values_set_text (values, "inputs", "", &error));
  assert_refused (&error, "Inputs must not be empty.");
  g_assert_false (jig_values_set_text (values, "inputs", "a,\"\"", &error));
  assert_refused (&error, "Inputs must not be empty.");
  g_assert_true (jig_values_equal (values, untouched));
}

static void
test_unknown (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_values_set_number (values, "tress", 1.0, &error));
  assert_refused (&error, "There is no setting \"tress\"; did you mean \"trees\"?");
  g_assert_false (jig_values_set_text (values, "temperature", "", &error));
  assert_refused (&error, "There is no setting \"temperature\".");
  g_assert_false (jig_values_set_int (values, "penalty", 1, &error));
  assert_refused (&error, "The setting \"penalty\" needs \"model\" to be \"ridge\".");
  g_assert_false (jig_values_set_number (values, "quantile", 0.9, &error));
  assert_refused (&error, "The setting \"quantile\" needs \"loss\" to be \"pinball\".");
  g_assert_null (jig_values_find_param (values, "penalty"));
}

/* Both models have a rate: which one is meant depends on the model. */
static void
test_choices (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);

  g_assert_true (jig_values_find_param (values, "rate") == &boost_params[1]);
  g_assert_true (jig_values_set_number (values, "rate", 0.5, NULL));
  g_assert_true (jig_values_set_text (values, "loss", "pinball", NULL));
  g_assert_cmpfloat (jig_values_get_number (values, "quantile"), ==, 0.5);

  g_assert_true (jig_values_set_text (values, "model", "ridge", NULL));
  g_assert_true (jig_values_find_param (values, "rate") == &ridge_params[1]);
  g_assert_cmpfloat (jig_values_get_number (values, "rate"), ==, 2.0);
  g_assert_null (jig_values_find_param (values, "quantile"));

  /* Changing one's mind back loses nothing. */
  g_assert_true (jig_values_set_text (values, "model", "boost", NULL));
  g_assert_cmpfloat (jig_values_get_number (values, "rate"), ==, 0.5);
  g_assert_cmpstr (jig_values_get_text (values, "loss"), ==, "pinball");
}

/* A double cannot tell the largest seeds apart. */
static void
test_large_seed (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);

  g_assert_true (jig_values_set_int (values, "seed", G_MAXINT64, NULL));
  g_assert_cmpint (jig_values_get_int (values, "seed"), ==, G_MAXINT64);
  g_assert_true (jig_values_set_int (values, "seed", G_MAXINT64 - 1, NULL));
  g_assert_cmpint (jig_values_get_int (values, "seed"), ==, G_MAXINT64 - 1);
  g_assert_false (jig_values_set_number (values, "seed", 9223372036854775808.0, NULL));
  g_assert_cmpint (jig_values_get_int (values, "seed"), ==, G_MAXINT64 - 1);
}

static void
test_lists (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);
  g_auto(GStrv) inputs = NULL;
  g_auto(GStrv) target = NULL;
  g_auto(GStrv) nothing = jig_values_dup_list (values, "target");

  g_assert_cmpuint (g_strv_length (nothing), ==, 0);

  g_assert_true (jig_values_set_text (values, "inputs", " x , \"y,z\"", NULL));
  g_assert_cmpstr (jig_values_get_text (values, "inputs"), ==, "x,\"y,z\"");
  inputs = jig_values_dup_list (values, "inputs");
  g_assert_cmpstrv (inputs, ((const char *[]) { "x", "y,z", NULL }));

  g_assert_true (jig_values_set_text (values, "target", "y,z", NULL));
  target = jig_values_dup_list (values, "target");
  g_assert_cmpstrv (target, ((const char *[]) { "y,z", NULL }));
}

static void
test_is_default (void)
{
  static const char * const ids[] = { "model", "weighted", "seed", "target", "inputs", "trees" };
  g_autoptr(JigValues) values = jig_values_new (table);

  g_assert_true (jig_values_set_int (values, "trees", 51, NULL));
  g_assert_true (jig_values_set_number (values, "weighted", 0.0, NULL));
  g_assert_true (jig_values_set_text (values, "inputs", "a", NULL));
  g_assert_true (jig_values_set_text (values, "target", "y", NULL));
  g_assert_false (jig_values_is_default (values, "trees"));
  g_assert_false (jig_values_is_default (values, "weighted"));
  g_assert_false (jig_values_is_default (values, "inputs"));
  g_assert_false (jig_values_is_default (values, "target"));
  g_assert_true (jig_values_is_default (values, "seed"));

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      jig_values_reset (values, ids[i]);
      g_assert_true (jig_values_is_default (values, ids[i]));
    }

  /* The way back to nothing is open. */
  g_assert_true (jig_values_set_text (values, "target", "y", NULL));
  g_assert_true (jig_values_set_text (values, "target", "", NULL));
}

static void
test_copy (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);
  g_autoptr(JigValues) copy = NULL;

  g_assert_true (jig_values_set_text (values, "note", "one", NULL));
  copy = jig_values_copy (values);
  g_assert_true (jig_values_equal (values, copy));

  g_assert_true (jig_values_set_text (values, "note", "two", NULL));
  g_assert_cmpstr (jig_values_get_text (copy, "note"), ==, "one");
  g_assert_false (jig_values_equal (values, copy));

  jig_values_assign (copy, values);
  g_assert_cmpstr (jig_values_get_text (copy, "note"), ==, "two");
  jig_values_assign (copy, copy);
  g_assert_true (jig_values_equal (values, copy));
}

static void
test_equal (void)
{
  g_autoptr(JigValues) a = jig_values_new (table);
  g_autoptr(JigValues) b = jig_values_new (table);
  g_autoptr(JigValues) other = jig_values_new (boost_params);

  g_assert_false (jig_values_equal (a, other));
  g_assert_true (jig_values_set_int (b, "trees", 3, NULL));
  g_assert_false (jig_values_equal (a, b));

  /* The trees of a model that nobody chose do not count. */
  g_assert_true (jig_values_set_text (a, "model", "ridge", NULL));
  g_assert_true (jig_values_set_text (b, "model", "ridge", NULL));
  g_assert_true (jig_values_equal (a, b));
  g_assert_true (jig_values_set_number (b, "penalty", 3.0, NULL));
  g_assert_false (jig_values_equal (a, b));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/defaults", test_defaults);
  g_test_add_func ("/values/set", test_set);
  g_test_add_func ("/values/refused", test_refused);
  g_test_add_func ("/values/unknown", test_unknown);
  g_test_add_func ("/values/choices", test_choices);
  g_test_add_func ("/values/large-seed", test_large_seed);
  g_test_add_func ("/values/lists", test_lists);
  g_test_add_func ("/values/is-default", test_is_default);
  g_test_add_func ("/values/copy", test_copy);
  g_test_add_func ("/values/equal", test_equal);

  return g_test_run ();
}
