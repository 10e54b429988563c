#include "core/base/error.h"
#include "core/data/sheet.h"

#include <string.h>

static JigSheet *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "p", error);

  g_assert_nonnull (node);

  return jig_sheet_read (json_node_get_object (node), "p", error);
}

static char *
write_text (const JigSheet *sheet)
{
  JigJsonWriter *writer = jig_json_writer_new (FALSE);

  jig_sheet_write (sheet, writer);

  return jig_json_writer_finish (writer);
}

static const char * const full =
  "{\"encoding\":\"CP949\",\"bom\":true,\"delimiter\":\";\",\"quote\":\"'\",\"decimal\":\",\","
  "\"thousands\":\".\",\"header\":2,\"skip\":1,\"comment\":\"#\",\"na\":[\"\",\"-\"],"
  "\"column_na\":{\"a\":[\"?\"],\"b\":[]},\"types\":{\"x\":\"text\",\"y\":\"date\"},"
  "\"ignored\":[\"z\"],\"names\":[\"a\",\"b\"],\"stop_at_bad_row\":true,\"max_bad_rate\":0.5}";

static void
test_there_and_back (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigSheet) sheet = read_text (full, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = write_text (sheet);
  g_assert_cmpstr (text, ==, full);
}

static void
test_defaults (void)
{
  g_autoptr(JigSheet) defaults = jig_sheet_new ();
  g_autoptr(JigSheet) empty = read_text ("{}", NULL);
  g_autofree char *text = write_text (defaults);
  g_autofree char *of_empty = write_text (empty);
  g_autoptr(JigSheet) back = read_text (text, NULL);
  g_autofree char *again = write_text (back);

  g_assert_cmpstr (of_empty, ==, text);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (g_str_has_prefix (text, "{\"encoding\":null,\"bom\":false,\"delimiter\":null,"
                                   "\"quote\":\"\\\"\",\"decimal\":null,\"thousands\":null,"
                                   "\"header\":-1,\"skip\":0,\"comment\":null,\"na\":[\"\","));
  g_assert_null (back->names);
}

static void
test_no_quote (void)
{
  g_autoptr(JigSheet) sheet = read_text ("{\"quote\":null}", NULL);

  g_assert_cmpint (sheet->quote, ==, 0);
}

static void
test_tables_are_sorted (void)
{
  g_autoptr(JigSheet) sheet = read_text ("{\"types\":{\"c\":\"text\",\"a\":\"number\","
                                         "\"b\":\"date\"},\"column_na\":{\"2\":[],\"1\":[]}}",
                                         NULL);
  g_autofree char *text = write_text (sheet);

  g_assert_nonnull (strstr (text, "{\"a\":\"number\",\"b\":\"date\",\"c\":\"text\"}"));
  g_assert_nonnull (strstr (text, "{\"1\":[],\"2\":[]}"));
}

static const struct
{
  const char *text;
  JigError    code;
} bad[] = {
  { "{\"encoding\":1}", JIG_ERROR_FORMAT },
  { "{\"encoding\":\"no such / thing\"}", JIG_ERROR_VALUE },
  { "{\"bom\":\"yes\"}", JIG_ERROR_FORMAT },
  { "{\"delimiter\":\"ab\"}", JIG_ERROR_FORMAT },
  { "{\"delimiter\":\"\"}", JIG_ERROR_FORMAT },
  { "{\"delimiter\":\"é\"}", JIG_ERROR_FORMAT },
  { "{\"delimiter\":7}", JIG_ERROR_FORMAT },
  { "{\"delimiter\":\"a\"}", JIG_ERROR_VALUE },
  { "{\"header\":-2}", JIG_ERROR_FORMAT },
  { "{\"header\":1.5}", JIG_ERROR_FORMAT },
  { "{\"skip\":-1}", JIG_ERROR_FORMAT },
  { "{\"na\":\"-\"}", JIG_ERROR_FORMAT },
  { "{\"na\":[1]}", JIG_ERROR_FORMAT },
  { "{\"column_na\":[]}", JIG_ERROR_FORMAT },
  { "{\"column_na\":{\"a\":\"-\"}}", JIG_ERROR_FORMAT },
  { "{\"types\":{\"a\":\"float\"}}", JIG_ERROR_FORMAT },
  { "{\"types\":{\"a\":1}}", JIG_ERROR_FORMAT },
  { "{\"names\":[\"\"]}", JIG_ERROR_VALUE },
  { "{\"ignored\":[[]]}", JIG_ERROR_FORMAT },
  { "{\"stop_at_bad_row\":1}", JIG_ERROR_FORMAT },
  { "{\"max_bad_rate\":2}", JIG_ERROR_VALUE },
  { "{\"max_bad_rate\":\"2\"}", JIG_ERROR_FORMAT },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i].text);
      g_assert_null (read_text (bad[i].text, &error));
      g_assert_error (error, JIG_ERROR, (int) bad[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet-json/there-and-back", test_there_and_back);
  g_test_add_func ("/sheet-json/defaults", test_defaults);
  g_test_add_func ("/sheet-json/no-quote", test_no_quote);
  g_test_add_func ("/sheet-json/tables-are-sorted", test_tables_are_sorted);
  g_test_add_func ("/sheet-json/bad", test_bad);

  return g_test_run ();
}
