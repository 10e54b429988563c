#include "core/base/error.h"
#include "core/base/values.h"

#include <string.h>

static const JigParam boost_params[] = {
  { "trees", "Trees", JIG_PARAM_INTEGER, 50, 1, 500 },
  { "rate", "Learning rate", JIG_PARAM_LOG, 0.1, 0.001, 1 },
  { NULL }
};

static const JigChoice kernels[] = {
  { "line", "Line" },
  { "bell", "Bell", (const JigParam[]) {
    { "width", "Width", JIG_PARAM_REAL, 1, 0, 10 },
    { NULL }
  } },
  { NULL }
};

static const JigParam ridge_params[] = {
  { "penalty", "Penalty", JIG_PARAM_REAL, 1, 0, 100 },
  { "rate", "Step", JIG_PARAM_REAL, 2, 0, 10 },
  { "kernel", "Kernel", JIG_PARAM_CHOICE, .choices = kernels },
  { NULL }
};

static const JigChoice models[] = {
  { "boost", "Boosted trees", boost_params },
  { "ridge", "Ridge regression", ridge_params },
  { NULL }
};

static const JigParam table[] = {
  { "target", "Target", JIG_PARAM_COLUMN },
  { "model", "Model", JIG_PARAM_CHOICE, .text = "boost", .choices = models },
  { "inputs", "Inputs", JIG_PARAM_COLUMN, .flags = JIG_PARAM_SEVERAL | JIG_PARAM_OPTIONAL },
  { "weighted", "Weighted", JIG_PARAM_SWITCH, 1 },
  { "seed", "Seed", JIG_PARAM_SEED, 7 },
  { NULL }
};

static const struct
{
  const char *id;
  const char *word;
  const char *text;      /* what it is then; NULL: refused */
  const char *message;
} words[] = {
  { "trees", "120", "120" },
  { "trees", "1e2", "100" },
  { "trees", "+7", "7" },
  { "trees", "2.5", NULL, "Trees must be a whole number, not 2.5." },
  { "trees", "900", NULL, "Trees must be between 1 and 500, not 900." },
  { "trees", "many", NULL, "Trees must be a whole number, not \"many\"." },
  { "trees", "", NULL, "Trees must be a whole number, not \"\"." },
  { "trees", "99999999999999999999", NULL, "Trees must be between 1 and 500, not 1e20." },
  { "rate", "1e-3", "0.001" },
  { "rate", ".25", "0.25" },
  { "rate", "0,25", NULL, "Learning rate must be a number, not \"0,25\"." },
  { "rate", "nan", NULL, "Learning rate must be a number, not \"nan\"." },
  { "rate", "1e999", NULL, "Learning rate must be between 0.001 and 1, not inf." },
  { "weighted", "true", "true" },
  { "weighted", "no", "false" },
  { "weighted", "on", "true" },
  { "weighted", "off", "false" },
  { "weighted", "YES", "true" },
  { "weighted", "0", "false" },
  { "weighted", "1", "true" },
  { "weighted", "False", "false" },
  { "weighted", "2", NULL, "Weighted must be true or false, not \"2\"." },
  { "weighted", "", NULL, "Weighted must be true or false, not \"\"." },
  { "model", "ridge", "ridge" },
  { "model", "Ridge", NULL, "Model must be one of \"boost\", \"ridge\", not \"Ridge\"." },
  { "target", "a,b", "a,b" },
  { "inputs", "a, b", "a,b" },
  { "inputs", "\"a,b\"", "\"a,b\"" },
  { "inputs", "", "" },
  { "inputs", "a,", NULL, "Inputs: \"a,\" is not a list of names separated by commas." },
  { "seed", "9223372036854775807", "9223372036854775807" },
  { "seed", "9223372036854775806", "9223372036854775806" },
  { "seed", "9223372036854775808", NULL,
    "Seed must be between 0 and 9223372036854775807, not 9.223372036854776e18." },
  { "seed", "-1", NULL, "Seed must be between 0 and 9223372036854775807, not -1." },
  { "penalty", "1", NULL, "The setting \"penalty\" needs \"model\" to be \"ridge\"." },
  { "dept\033", "1", NULL, "There is no setting \"dept\\u{1B}\"." },
  { "tree", "1", NULL, "There is no setting \"tree\"; did you mean \"trees\"?" },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (table);
      g_autoptr(GError) error = NULL;
      gboolean is_fine = jig_values_parse (values, words[i].id, words[i].word, &error);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      if (words[i].text != NULL)
        {
          g_autofree char *text = NULL;

          g_assert_no_error (error);
          g_assert_true (is_fine);
          text = jig_values_to_text (values, words[i].id);
          g_assert_cmpstr (text, ==, words[i].text);
        }
      else
        {
          g_assert_false (is_fine);
          g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
          g_assert_cmpstr (error->message, ==, words[i].message);
        }
    }
}

static void
test_parse_all (void)
{
  static const char * const all[] = {
    "width=3", "rate=4", "kernel=bell", "target=a=b", "model=boost", "rate=5", "model=ridge", NULL
  };
  g_autoptr(JigValues) values = jig_values_new (table);
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_values_parse_all (values, all, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (jig_values_get_text (values, "model"), ==, "ridge");
  g_assert_cmpfloat (jig_values_get_number (values, "rate"), ==, 5.0);
  g_assert_cmpfloat (jig_values_get_number (values, "width"), ==, 3.0);
  g_assert_cmpstr (jig_values_get_text (values, "target"), ==, "a=b");
}

static void
test_parse_all_or_nothing (void)
{
  static const struct
  {
    const char *words[4];
    const char *message;
  } cases[] = {
    { { "trees=3", "weighted" },
      "\"weighted\" must be a setting, an equals sign and a value." },
    { { "trees=3", "model" }, "\"model\" must be a setting, an equals sign and a value." },
    { { "trees=3", "=5" }, "There is no setting \"\"." },
    { { "trees=3", "model=x" }, "Model must be one of \"boost\", \"ridge\", not \"x\"." },
    { { "model=ridge", "trees=3" }, "The setting \"trees\" needs \"model\" to be \"boost\"." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (table);
      g_autoptr(JigValues) untouched = jig_values_new (table);
      g_autoptr(GError) error = NULL;

      g_assert_false (jig_values_parse_all (values, cases[i].words, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_true (jig_values_equal (values, untouched));
    }
}

static char *
write_values (const JigValues *values)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_values_write (values, writer);

  return jig_json_writer_finish (writer);
}

static gboolean
read_values (JigValues   *values,
             const char  *text,
             GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "x.json", NULL);

  g_assert_nonnull (node);

  return jig_values_read (values, json_node_get_object (node), error);
}

static void
test_write (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);
  g_autofree char *defaults = write_values (values);
  g_autofree char *changed = NULL;

  g_assert_cmpstr (defaults, ==,
                   "{\"target\":\"\",\"model\":\"boost\",\"trees\":50,\"rate\":0.1,"
                   "\"inputs\":[],\"weighted\":true,\"seed\":7}");

  g_assert_true (jig_values_set_text (values, "model", "ridge", NULL));
  g_assert_true (jig_values_set_text (values, "kernel", "bell", NULL));
  g_assert_true (jig_values_set_text (values, "inputs", "x,\"y,z\"", NULL));
  g_assert_true (jig_values_set_int (values, "seed", G_MAXINT64, NULL));
  changed = write_values (values);
  g_assert_cmpstr (changed, ==,
                   "{\"target\":\"\",\"model\":\"ridge\",\"penalty\":1,\"rate\":2,"
                   "\"kernel\":\"bell\",\"width\":1,"
                   "\"inputs\":[\"x\",\"y,z\"],\"weighted\":true,\"seed\":9223372036854775807}");
}

static void
test_round_trip (void)
{
  static const char * const texts[] = {
    "{}",
    "{\"target\":\"나이\"}",
    "{\"width\":2.5,\"kernel\":\"bell\",\"rate\":0,\"model\":\"ridge\",\"penalty\":0.1}",
    "{\"seed\":9223372036854775807,\"weighted\":false,\"inputs\":[\"a,b\",\" c\",\"\\\"\"]}",
    "{\"trees\":3.0,\"rate\":1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (table);
      g_autoptr(JigValues) again = jig_values_new (table);
      g_autoptr(GError) error = NULL;
      g_autofree char *written = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_true (read_values (values, texts[i], &error));
      g_assert_no_error (error);
      written = write_values (values);
      g_assert_true (read_values (again, written, &error));
      g_assert_no_error (error);
      g_assert_true (jig_values_equal (values, again));
    }
}

/* What is not there stays: reading is not resetting. */
static void
test_read_part (void)
{
  g_autoptr(JigValues) values = jig_values_new (table);

  g_assert_true (jig_values_set_int (values, "trees", 3, NULL));
  g_assert_true (read_values (values, "{\"rate\":0.5}", NULL));
  g_assert_cmpint (jig_values_get_int (values, "trees"), ==, 3);
  g_assert_cmpfloat (jig_values_get_number (values, "rate"), ==, 0.5);
}

static void
test_read_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "{\"weighted\":false,\"tree\":3}",
      "There is no setting \"tree\"; did you mean \"trees\"?" },
    { "{\"weighted\":false,\"penalty\":3}",
      "The setting \"penalty\" needs \"model\" to be \"ridge\"." },
    { "{\"trees\":\"3\"}", "Trees must be a number." },
    { "{\"trees\":2.5}", "Trees must be a whole number, not 2.5." },
    { "{\"trees\":null}", "Trees must be a number." },
    { "{\"trees\":true}", "Trees must be a number." },
    { "{\"weighted\":1}", "Weighted must be true or false." },
    { "{\"target\":1}", "Target must be a text." },
    { "{\"target\":[\"a\"]}", "Target must be a text." },
    { "{\"inputs\":\"a\"}", "Inputs must be a list of texts." },
    { "{\"inputs\":[1]}", "Inputs must be a list of texts." },
    { "{\"model\":\"x\"}", "Model must be one of \"boost\", \"ridge\", not \"x\"." },
    { "{\"seed\":-1}", "Seed must be between 0 and 9223372036854775807, not -1." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigValues) values = jig_values_new (table);
      g_autoptr(JigValues) untouched = jig_values_new (table);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_false (read_values (values, cases[i].text, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_true (jig_values_equal (values, untouched));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values-text/parse", test_parse);
  g_test_add_func ("/values-text/parse-all", test_parse_all);
  g_test_add_func ("/values-text/parse-all-or-nothing", test_parse_all_or_nothing);
  g_test_add_func ("/values-text/write", test_write);
  g_test_add_func ("/values-text/round-trip", test_round_trip);
  g_test_add_func ("/values-text/read-part", test_read_part);
  g_test_add_func ("/values-text/read-refused", test_read_refused);

  return g_test_run ();
}
