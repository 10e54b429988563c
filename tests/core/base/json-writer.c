#include "core/base/json.h"

#include <math.h>
#include <string.h>

static void
write_everything (JigJsonWriter *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, "나이");
  jig_json_writer_name (writer, "empty");
  jig_json_writer_begin_array (writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "list");
  jig_json_writer_begin_array (writer);
  jig_json_writer_int (writer, G_MININT64);
  jig_json_writer_double (writer, 0.1);
  jig_json_writer_begin_object (writer);
  jig_json_writer_end_object (writer);
  jig_json_writer_bool (writer, 5);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "last");
  jig_json_writer_null (writer);
  jig_json_writer_end_object (writer);
}

static void
test_one_line (void)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  write_everything (writer);
  text = jig_json_writer_finish (writer);
  g_assert_cmpstr (text, ==,
                   "{\"name\":\"나이\",\"empty\":[],"
                   "\"list\":[-9223372036854775808,0.1,{},true],\"last\":null}");
}

static void
test_pretty (void)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (TRUE);
  g_autofree char *text = NULL;

  write_everything (writer);
  text = jig_json_writer_finish (writer);
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"name\": \"나이\",\n"
                   "  \"empty\": [],\n"
                   "  \"list\": [\n"
                   "    -9223372036854775808,\n"
                   "    0.1,\n"
                   "    {},\n"
                   "    true\n"
                   "  ],\n"
                   "  \"last\": null\n"
                   "}");
}

static void
test_numbers (void)
{
  static const struct
  {
    double      value;
    const char *text;
  } cases[] = {
    { 5.0, "5" },
    { -0.0, "-0" },
    { 1e300, "1e300" },
    { NAN, "null" },
    { INFINITY, "null" },
    { -INFINITY, "null" },
  };
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      jig_json_writer_double (writer, cases[i].value);
      text = jig_json_writer_finish (writer);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_strings (void)
{
  static const struct
  {
    const char *value;
    const char *text;
  } cases[] = {
    { NULL, "null" },
    { "", "\"\"" },
    { "a/b", "\"a/b\"" },
    { "\"\\", "\"\\\"\\\\\"" },
    { "\a\b\t\n\v\f\r\016\033\037", "\"\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u001b\\u001f\"" },
    { "\x7f 😀", "\"\x7f 😀\"" },
    { "a\xff", "\"a\xef\xbf\xbd\"" },
  };
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      jig_json_writer_string (writer, cases[i].value);
      text = jig_json_writer_finish (writer);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* json-glib does not read what JSON forbids about texts; it is the judge here. */
static void
test_every_character (void)
{
  for (gunichar c = 1; c < 0x3000; c++)
    {
      char value[8] = { 0 };
      g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
      g_autoptr(JsonNode) read = NULL;
      g_autofree char *text = NULL;

      g_unichar_to_utf8 (c, value);
      jig_json_writer_string (writer, value);
      text = jig_json_writer_finish (writer);
      read = json_from_string (text, NULL);
      g_assert_cmpstr (json_node_get_string (read), ==, value);
    }
}

/* Written, read and written again it is the same. */
static void
test_node (void)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (TRUE);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  write_everything (writer);
  text = jig_json_writer_finish (writer);
  node = jig_json_parse (text, strlen (text), "x.json", &error);
  g_assert_no_error (error);

  jig_json_writer_node (writer, node);
  again = jig_json_writer_finish (writer);
  g_assert_cmpstr (again, ==, text);
}

static void
test_node_inside (void)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(JsonNode) node = jig_json_parse ("{\"z\":1,\"a\":[2.5,\"x\"]}", 21, NULL, NULL);
  g_autofree char *text = NULL;

  jig_json_writer_begin_array (writer);
  jig_json_writer_node (writer, node);
  jig_json_writer_node (writer, node);
  jig_json_writer_end_array (writer);
  text = jig_json_writer_finish (writer);
  g_assert_cmpstr (text, ==, "[{\"z\":1,\"a\":[2.5,\"x\"]},{\"z\":1,\"a\":[2.5,\"x\"]}]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-writer/one-line", test_one_line);
  g_test_add_func ("/json-writer/pretty", test_pretty);
  g_test_add_func ("/json-writer/numbers", test_numbers);
  g_test_add_func ("/json-writer/strings", test_strings);
  g_test_add_func ("/json-writer/every-character", test_every_character);
  g_test_add_func ("/json-writer/node", test_node);
  g_test_add_func ("/json-writer/node-inside", test_node_inside);

  return g_test_run ();
}
