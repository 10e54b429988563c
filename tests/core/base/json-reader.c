#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/limits.h"

#include <string.h>

/* Text, and what a writer makes of it once it has been read. */
static const struct
{
  const char *text;
  const char *written;
} good[] = {
  { "null", "null" },
  { " true ", "true" },
  { "\xef\xbb\xbf" "false\r\n", "false" },
  { "0", "0" },
  { "-0", "-0" },
  { "-0.0", "-0" },
  { "-12", "-12" },
  { "1.50", "1.5" },
  { "1E2", "100" },
  { "1e-7", "1e-7" },
  { "9223372036854775807", "9223372036854775807" },
  { "-9223372036854775808", "-9223372036854775808" },
  { "9223372036854775808", "9.223372036854776e18" },
  { "1e-999", "0" },
  { "\"\"", "\"\"" },
  { "\"나이\"", "\"나이\"" },
  { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
  { "\"\\u0041\\uB098\\u001f\"", "\"A나\\u001f\"" },
  { "\"\\ud83d\\uDE00\"", "\"😀\"" },
  { "[]", "[]" },
  { "[ ]", "[]" },
  { "{ }", "{}" },
  { "[1,[2,[]],{}]", "[1,[2,[]],{}]" },
  { "{\"b\":1,\"a\":{\"b\":[null]}}", "{\"b\":1,\"a\":{\"b\":[null]}}" },
  { "{\"\":\"\"}", "{\"\":\"\"}" },
  { "\t[\n1 ,\r2\n]\n", "[1,2]" },
};

static const struct
{
  const char *text;
  guint64     line;
  gint64      byte;
  const char *what;
} bad[] = {
  { "", 1, 0, "a value was expected." },
  { " \n", 2, 2, "a value was expected." },
  { "nul", 1, 0, "a value was expected." },
  { "NaN", 1, 0, "a value was expected." },
  { "Infinity", 1, 0, "a value was expected." },
  { "-Infinity", 1, 0, "this is not a number." },
  { "'a'", 1, 0, "a value was expected." },
  { "[1,]", 1, 3, "a value was expected." },
  { "[,1]", 1, 1, "a value was expected." },
  { "[1\n2]", 2, 3, "a comma or ] was expected." },
  { "[1}", 1, 2, "a comma or ] was expected." },
  { "[[1]", 1, 4, "a comma or ] was expected." },
  { "{\"a\":1", 1, 6, "a comma or } was expected." },
  { "{\"a\":1]", 1, 6, "a comma or } was expected." },
  { "{\"a\":}", 1, 5, "a value was expected." },
  { "{\"a\"}", 1, 4, "a colon was expected." },
  { "{a:1}", 1, 1, "a name in quotation marks was expected." },
  { "{\"a\":1,}", 1, 7, "a name in quotation marks was expected." },
  { "{1:1}", 1, 1, "a name in quotation marks was expected." },
  { "{\"a\":1,\n\"a\":2}", 2, 8, "this name is there twice." },
  { "{\"a\":1,\"\\u0061\":2}", 1, 7, "this name is there twice." },
  { "01", 1, 0, "this is not a number." },
  { "-", 1, 0, "this is not a number." },
  { "1.", 1, 0, "this is not a number." },
  { "+1", 1, 0, "a value was expected." },
  { ".5", 1, 0, "a value was expected." },
  { "1e", 1, 0, "this is not a number." },
  { "1e+", 1, 0, "this is not a number." },
  { "0x10", 1, 1, "nothing may follow the value." },
  { "1e309", 1, 0, "a number is larger than a double can hold." },
  { "1 2", 1, 2, "nothing may follow the value." },
  { "{}]", 1, 2, "nothing may follow the value." },
  { "\"a", 1, 0, "a text has no closing quotation mark." },
  { "\"a\nb\"", 1, 2, "a control character in a text must be escaped." },
  { "\"\\", 1, 1, "there is no such escape." },
  { "\"\\x41\"", 1, 1, "there is no such escape." },
  { "\"\\u12\"", 1, 1, "\\u does not stand for a character here." },
  { "\"\\u0000\"", 1, 1, "\\u does not stand for a character here." },
  { "\"\\ud800\"", 1, 1, "\\u does not stand for a character here." },
  { "\"\\ud800\\u0041\"", 1, 1, "\\u does not stand for a character here." },
  { "\"\\udc00\"", 1, 1, "\\u does not stand for a character here." },
  { "\"a\xff\"", 1, 2, "this is not UTF-8." },
  { "[1] // no", 1, 4, "nothing may follow the value." },
};

static JsonNode *
parse (const char  *text,
       GError     **error)
{
  return jig_json_parse (text, strlen (text), "x.json", error);
}

static char *
write_node (JsonNode *node)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_json_writer_node (writer, node);

  return jig_json_writer_finish (writer);
}

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = parse (good[i].text, &error);
      g_autofree char *written = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      written = write_node (node);
      g_assert_cmpstr (written, ==, good[i].written);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_null (parse (bad[i].text, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_true (g_str_has_suffix (error->message, bad[i].what));
      g_assert_cmpuint (jig_error_get_place (error)->line, ==, bad[i].line);
      g_assert_cmpint (jig_error_get_place (error)->byte, ==, bad[i].byte);
    }
}

static void
test_sentence (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (parse ("[\n  1,\n  2, 3 4\n]", &error));
  g_assert_cmpstr (error->message, ==, "x.json, line 3, byte 14: a comma or ] was expected.");
}

static void
test_zero_byte (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_json_parse ("[1\0]", 4, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_clear_error (&error);

  g_assert_null (jig_json_parse ("1\0", 2, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_clear_error (&error);

  g_assert_null (jig_json_parse ("\"\0\"", 3, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
}

/* The text need not end where its bytes do. */
static void
test_only_its_bytes (void)
{
  const char *text = "[12,true]";

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *part = g_memdup2 (text, length);

      g_assert_null (jig_json_parse (part, length, NULL, NULL));
    }
}

static void
test_kinds (void)
{
  g_autoptr(JsonNode) whole = parse ("3", NULL);
  g_autoptr(JsonNode) real = parse ("3.0", NULL);
  g_autoptr(JsonNode) zero = parse ("-0", NULL);

  g_assert_true (json_node_get_value_type (whole) == G_TYPE_INT64);
  g_assert_true (json_node_get_value_type (real) == G_TYPE_DOUBLE);
  g_assert_true (json_node_get_value_type (zero) == G_TYPE_DOUBLE);
}

static void
assert_limit (const char *text,
              gboolean    is_fine,
              const char *limit)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = parse (text, &error);

  if (is_fine)
    {
      g_assert_no_error (error);
      g_assert_nonnull (node);
      return;
    }

  g_assert_null (node);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, limit));
}

static void
test_depth (void)
{
  for (gsize depth = JIG_LIMIT_JSON_DEPTH - 1; depth <= JIG_LIMIT_JSON_DEPTH + 1; depth++)
    {
      g_autoptr(GString) lists = g_string_new (NULL);
      g_autoptr(GString) objects = g_string_new (NULL);

      for (gsize i = 0; i < depth; i++)
        {
          g_string_append_c (lists, '[');
          g_string_append (objects, i + 1 < depth ? "{\"a\":" : "{");
        }
      for (gsize i = 0; i < depth; i++)
        {
          g_string_append_c (lists, ']');
          g_string_append_c (objects, '}');
        }

      assert_limit (lists->str, depth <= JIG_LIMIT_JSON_DEPTH, "64");
      assert_limit (objects->str, depth <= JIG_LIMIT_JSON_DEPTH, "64");
    }
}

static void
test_very_deep (void)
{
  g_autofree char *text = g_strnfill (1000000, '[');

  assert_limit (text, FALSE, "64");
}

static void
test_string_limit (void)
{
  for (int more = -1; more <= 1; more++)
    {
      gsize length = (gsize) (JIG_LIMIT_JSON_STRING_BYTES + more);
      g_autofree char *text = g_strnfill (length + 2, 'a');

      text[0] = '"';
      text[length + 1] = '"';
      assert_limit (text, more <= 0, "16 MiB");
    }
}

static void
test_number_limit (void)
{
  for (int more = -1; more <= 1; more++)
    {
      g_autofree char *text = g_strnfill ((gsize) (JIG_LIMIT_NUMBER_BYTES + more), '1');

      text[1] = '.';
      assert_limit (text, more <= 0, "1,100");
    }
}

/* What is refused half-way is given back: valgrind and ASan look here. */
static void
test_cut_anywhere (void)
{
  const char *text = "{\"a\":[1,{\"b\":\"\\u00e9x\"},[[-1.5e3]]],\"c\":{\"d\":null}}";
  g_autoptr(JsonNode) whole = parse (text, NULL);

  g_assert_nonnull (whole);
  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_json_parse (text, length, "x.json", &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-reader/good", test_good);
  g_test_add_func ("/json-reader/bad", test_bad);
  g_test_add_func ("/json-reader/sentence", test_sentence);
  g_test_add_func ("/json-reader/zero-byte", test_zero_byte);
  g_test_add_func ("/json-reader/only-its-bytes", test_only_its_bytes);
  g_test_add_func ("/json-reader/kinds", test_kinds);
  g_test_add_func ("/json-reader/depth", test_depth);
  g_test_add_func ("/json-reader/very-deep", test_very_deep);
  g_test_add_func ("/json-reader/string-limit", test_string_limit);
  g_test_add_func ("/json-reader/number-limit", test_number_limit);
  g_test_add_func ("/json-reader/cut-anywhere", test_cut_anywhere);

  return g_test_run ();
}
