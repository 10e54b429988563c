#include "core/base/error.h"
#include "core/base/json.h"

#include <string.h>

static const char text[] =
  "{\"name\":\"rides\",\"rate\":0.5,\"trees\":100,\"thousand\":1e3,\"huge\":1e17,"
  "\"half\":2.5,\"on\":true,\"rows\":[1,2],\"model\":{\"a\":1},\"nothing\":null}";

static JsonNode *root;

static JsonObject *
object (void)
{
  return json_node_get_object (root);
}

static void
assert_refused (GError     **error,
                const char  *message)
{
  g_assert_error (*error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_assert_cmpstr ((*error)->message, ==, message);
  g_assert_cmpstr (jig_error_get_place (*error)->file, ==, "x.json");
  g_clear_error (error);
}

static void
test_string (void)
{
  g_autoptr(GError) error = NULL;
  const char *value = NULL;

  g_assert_true (jig_json_get_string (object (), "name", "x.json", &value, &error));
  g_assert_cmpstr (value, ==, "rides");

  g_assert_false (jig_json_get_string (object (), "trees", "x.json", &value, &error));
  assert_refused (&error, "x.json: \"trees\" must be a text.");
  g_assert_false (jig_json_get_string (object (), "nothing", "x.json", &value, &error));
  assert_refused (&error, "x.json: \"nothing\" must be a text.");
  g_assert_false (jig_json_get_string (object (), "absent", "x.json", &value, &error));
  assert_refused (&error, "x.json: \"absent\" is missing.");
  g_assert_cmpstr (value, ==, "rides");
}

static void
test_double (void)
{
  g_autoptr(GError) error = NULL;
  double value = -1.0;

  g_assert_true (jig_json_get_double (object (), "rate", "x.json", &value, &error));
  g_assert_cmpfloat (value, ==, 0.5);
  g_assert_true (jig_json_get_double (object (), "trees", "x.json", &value, &error));
  g_assert_cmpfloat (value, ==, 100.0);

  g_assert_false (jig_json_get_double (object (), "name", "x.json", &value, &error));
  assert_refused (&error, "x.json: \"name\" must be a number.");
  g_assert_false (jig_json_get_double (object (), "on", "x.json", &value, &error));
  assert_refused (&error, "x.json: \"on\" must be a number.");
  g_assert_cmpfloat (value, ==, 100.0);
}

static void
test_int (void)
{
  static const struct
  {
    const char *member;
    gint64      lower;
    gint64      upper;
    gint64      value;   /* -1: refused */
  } cases[] = {
    { "trees", 1, 100, 100 },
    { "trees", 100, 100, 100 },
    { "trees", 1, 99, -1 },
    { "trees", 101, 1000, -1 },
    { "thousand", 1, 100000, 1000 },
    { "huge", 1, G_MAXINT64, -1 },
    { "half", 1, 100, -1 },
    { "name", 1, 100, -1 },
    { "rows", 1, 100, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;

      g_test_message ("%s", cases[i].member);
      g_assert_cmpint (jig_json_get_int (object (), cases[i].member, "x.json", cases[i].lower,
                                         cases[i].upper, &value, NULL), ==, cases[i].value != -1);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_int_sentence (void)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  g_assert_false (jig_json_get_int (object (), "trees", "x.json", 200, 100000, &value, &error));
  assert_refused (&error, "x.json: \"trees\" must be a whole number from 200 to 100000.");
  g_assert_false (jig_json_get_int (object (), "absent", "x.json", 1, 2, &value, &error));
  assert_refused (&error, "x.json: \"absent\" is missing.");
}

static void
test_bool (void)
{
  g_autoptr(GError) error = NULL;
  gboolean value = FALSE;

  g_assert_true (jig_json_get_bool (object (), "on", "x.json", &value, &error));
  g_assert_true (value);
  g_assert_false (jig_json_get_bool (object (), "trees", "x.json", &value, &error));
  assert_refused (&error, "x.json: \"trees\" must be true or false.");
}

static void
test_containers (void)
{
  g_autoptr(GError) error = NULL;
  JsonArray *rows = NULL;
  JsonObject *model = NULL;

  g_assert_true (jig_json_get_array (object (), "rows", "x.json", &rows, &error));
  g_assert_cmpuint (json_array_get_length (rows), ==, 2);
  g_assert_true (jig_json_get_object (object (), "model", "x.json", &model, &error));
  g_assert_true (json_object_has_member (model, "a"));

  g_assert_false (jig_json_get_array (object (), "model", "x.json", &rows, &error));
  assert_refused (&error, "x.json: \"model\" must be a list.");
  g_assert_false (jig_json_get_object (object (), "rows", "x.json", &model, &error));
  assert_refused (&error, "x.json: \"rows\" must be an object.");
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  root = jig_json_parse (text, strlen (text), "x.json", NULL);

  g_test_add_func ("/json/string", test_string);
  g_test_add_func ("/json/double", test_double);
  g_test_add_func ("/json/int", test_int);
  g_test_add_func ("/json/int-sentence", test_int_sentence);
  g_test_add_func ("/json/bool", test_bool);
  g_test_add_func ("/json/containers", test_containers);

  status = g_test_run ();
  json_node_unref (root);

  return status;
}
