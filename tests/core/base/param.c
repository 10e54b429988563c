#include "core/base/error.h"
#include "core/base/param.h"

#include <math.h>

static const JigParam boost_params[] = {
  { "trees", "Trees", JIG_PARAM_INTEGER, 50, 1, 500 },
  { "rate", "Learning rate", JIG_PARAM_LOG, 0.1, 0.001, 1 },
  { NULL }
};

static const JigParam ridge_params[] = {
  { "penalty", "Penalty", JIG_PARAM_REAL, 1, 0, INFINITY },
  { "rate", "Step", JIG_PARAM_REAL, 1, 0, 10 },
  { NULL }
};

static const JigChoice models[] = {
  { "boost", "Boosted trees", boost_params },
  { "ridge", "Ridge regression", ridge_params },
  { "mean", "The mean" },
  { NULL }
};

static const JigParam table[] = {
  { "model", "Model", JIG_PARAM_CHOICE, .text = "boost", .choices = models },
  { "rows", "Rows", JIG_PARAM_INTEGER, 1000000, 1, 10000000 },
  { "huge", "Huge", JIG_PARAM_INTEGER, 0, 0, 1e300 },
  { "offset", "Offset", JIG_PARAM_REAL, 0, -INFINITY, INFINITY },
  { "ceiling", "Ceiling", JIG_PARAM_REAL, 0, -INFINITY, 5 },
  { "weighted", "Weighted", JIG_PARAM_SWITCH, 1 },
  { "seed", "Seed", JIG_PARAM_SEED, 1 },
  { "target", "Target", JIG_PARAM_COLUMN },
  { "note", "Note", JIG_PARAM_TEXT, .flags = JIG_PARAM_OPTIONAL },
  { "data", "Data", JIG_PARAM_OBJECT },
  { "input", "Input", JIG_PARAM_FILE },
  { NULL }
};

static const struct
{
  const char *id;
  double      value;
  const char *message;   /* NULL if the value is fine */
} numbers[] = {
  { "trees", 1, NULL },
  { "trees", 500, NULL },
  { "trees", 0, "Trees must be between 1 and 500, not 0." },
  { "trees", 900, "Trees must be between 1 and 500, not 900." },
  { "trees", 2.5, "Trees must be a whole number, not 2.5." },
  { "trees", NAN, "Trees must be between 1 and 500, not nan." },
  { "rows", 12345678, "Rows must be between 1 and 10000000, not 12345678." },
  { "rate", 0.5, NULL },
  { "rate", -1, "Learning rate must be between 0.001 and 1, not -1." },
  { "penalty", 1e300, NULL },
  { "penalty", -0.5, "Penalty must be at least 0, not -0.5." },
  { "penalty", INFINITY, "Penalty must be a finite number, not inf." },
  { "ceiling", -1e300, NULL },
  { "ceiling", 5.5, "Ceiling must be at most 5, not 5.5." },
  { "offset", -1e300, NULL },
  { "offset", NAN, "Offset must be a finite number, not nan." },
  { "weighted", 0, NULL },
  { "weighted", 1, NULL },
  { "weighted", 2, "Weighted must be on or off, not 2." },
  { "huge", 1e18, NULL },
  { "huge", 1e19, "Huge must be a whole number, not 1e19." },
  { "seed", 0, NULL },
  { "seed", 9223372036854774784.0, NULL },
  { "seed", -1, "Seed must be between 0 and 9223372036854775807, not -1." },
  { "seed", 9223372036854775808.0,
    "Seed must be between 0 and 9223372036854775807, not 9.223372036854776e18." },
  { "seed", 0.5, "Seed must be a whole number, not 0.5." },
};

static const struct
{
  const char *id;
  const char *value;
  const char *message;
} texts[] = {
  { "model", "ridge", NULL },
  { "model", "Ridge regression",
    "Model must be one of \"boost\", \"ridge\", \"mean\", not \"Ridge regression\"." },
  { "model", "\033", "Model must be one of \"boost\", \"ridge\", \"mean\", not \"\\u{1B}\"." },
  { "model", "", "Model must be one of \"boost\", \"ridge\", \"mean\", not \"\"." },
  { "target", "가격", NULL },
  { "target", "", "Target must not be empty." },
  { "target", "a\xff", "Target must be UTF-8, not \"a\\x{FF}\"." },
  { "note", "", NULL },
  { "note", "anything, \"really\"", NULL },
  { "data", "rides", NULL },
  { "input", "/tmp/x.csv", NULL },
  { "input", "", "Input must not be empty." },
};

static void
assert_message (GError     *error,
                const char *message)
{
  if (message == NULL)
    {
      g_assert_no_error (error);
      return;
    }

  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_check_number (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(GError) error = NULL;
      const JigParam *param = jig_param_find (table, numbers[i].id);

      g_test_message ("%s = %g", numbers[i].id, numbers[i].value);
      g_assert_cmpint (jig_param_check_number (param, numbers[i].value, &error), ==,
                       numbers[i].message == NULL);
      assert_message (error, numbers[i].message);
    }
}

static void
test_check_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      const JigParam *param = jig_param_find (table, texts[i].id);

      g_test_message ("%s, row %" G_GSIZE_FORMAT, texts[i].id, i);
      g_assert_cmpint (jig_param_check_text (param, texts[i].value, &error), ==,
                       texts[i].message == NULL);
      assert_message (error, texts[i].message);
    }
}

static void
test_find (void)
{
  g_assert_true (jig_param_find (table, "rows") == &table[1]);
  g_assert_true (jig_param_find (table, "trees") == &boost_params[0]);
  g_assert_true (jig_param_find (table, "penalty") == &ridge_params[0]);
  g_assert_true (jig_param_find (table, "rate") == &boost_params[1]);
  g_assert_null (jig_param_find (table, "mean"));
  g_assert_null (jig_param_find (table, ""));
}

static void
test_find_choice (void)
{
  g_assert_true (jig_param_find_choice (&table[0], "mean") == &models[2]);
  g_assert_null (jig_param_find_choice (&table[0], "The mean"));
  g_assert_null (jig_param_find_choice (&table[1], "boost"));
}

static void
test_nearest (void)
{
  g_assert_cmpstr (jig_param_nearest (table, "rwos"), ==, "rows");
  g_assert_cmpstr (jig_param_nearest (table, "tree"), ==, "trees");
  g_assert_cmpstr (jig_param_nearest (table, "penlty"), ==, "penalty");
  g_assert_null (jig_param_nearest (table, "temperature"));
}

static void
test_kinds (void)
{
  static const struct
  {
    JigParamKind  kind;
    const char   *name;
    gboolean      is_number;
    gboolean      is_whole;
  } cases[] = {
    { JIG_PARAM_REAL, "real", TRUE },
    { JIG_PARAM_LOG, "log", TRUE },
    { JIG_PARAM_INTEGER, "integer", TRUE, TRUE },
    { JIG_PARAM_SWITCH, "switch", TRUE },
    { JIG_PARAM_CHOICE, "choice", FALSE },
    { JIG_PARAM_COLUMN, "column", FALSE },
    { JIG_PARAM_TEXT, "text", FALSE },
    { JIG_PARAM_OBJECT, "object", FALSE },
    { JIG_PARAM_FILE, "file", FALSE },
    { JIG_PARAM_SEED, "seed", TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigParam param = { "it", "It", cases[i].kind, .flags = JIG_PARAM_SEVERAL };

      g_assert_cmpstr (jig_param_kind_name (cases[i].kind), ==, cases[i].name);
      g_assert_cmpint (jig_param_is_number (&param), ==, cases[i].is_number);
      g_assert_cmpint (jig_param_is_whole (&param), ==, cases[i].is_whole);
      g_assert_cmpint (jig_param_is_list (&param), ==, !cases[i].is_number);
    }
}

static void
test_refuse_id (void)
{
  static const struct
  {
    const char *id;
    const char *message;
  } cases[] = {
    { "rwos", "There is no setting \"rwos\"; did you mean \"rows\"?" },
    { "temperature", "There is no setting \"temperature\"." },
    { "penalty", "The setting \"penalty\" needs \"model\" to be \"ridge\"." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      jig_param_refuse_id (table, cases[i].id, &error);
      assert_message (error, cases[i].message);
    }
}

static void
test_default_text (void)
{
  const JigParam first = { "it", "It", JIG_PARAM_CHOICE, .choices = models };
  const JigParam none = { "it", "It", JIG_PARAM_CHOICE, .choices = models,
                          .flags = JIG_PARAM_OPTIONAL };

  g_assert_cmpstr (jig_param_get_default_text (&table[0]), ==, "boost");
  g_assert_cmpstr (jig_param_get_default_text (&first), ==, "boost");
  g_assert_cmpstr (jig_param_get_default_text (&none), ==, "");
  g_assert_cmpstr (jig_param_get_default_text (jig_param_find (table, "target")), ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/param/check-number", test_check_number);
  g_test_add_func ("/param/check-text", test_check_text);
  g_test_add_func ("/param/find", test_find);
  g_test_add_func ("/param/find-choice", test_find_choice);
  g_test_add_func ("/param/nearest", test_nearest);
  g_test_add_func ("/param/refuse-id", test_refuse_id);
  g_test_add_func ("/param/kinds", test_kinds);
  g_test_add_func ("/param/default-text", test_default_text);

  return g_test_run ();
}
