#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/schema.h"

#include <string.h>

static JigSchema *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", error);

  g_assert_nonnull (node);

  return jig_schema_read (json_node_get_array (node), "m.jig", error);
}

static char *
write_text (const JigSchema *schema)
{
  JigJsonWriter *writer = jig_json_writer_new (FALSE);

  jig_schema_write (schema, writer);

  return jig_json_writer_finish (writer);
}

static void
test_there_and_back (void)
{
  const JigField fields[] = {
    { "금액", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE, "98.7 % parse as number", "%" },
    { "일자", JIG_COLUMN_TIME, JIG_ROLE_TIME, NULL, NULL },
    { "\"quoted\"", JIG_COLUMN_BOOLEAN, JIG_ROLE_TARGET, NULL, "" },
  };
  g_autoptr(JigSchema) schema = jig_schema_new (fields, 3);
  g_autofree char *text = write_text (schema);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigSchema) back = read_text (text, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = write_text (back);
  g_assert_cmpstr (text, ==,
                   "[{\"name\":\"금액\",\"type\":\"number\",\"role\":\"feature\","
                   "\"why\":\"98.7 % parse as number\",\"unit\":\"%\"},"
                   "{\"name\":\"일자\",\"type\":\"date\",\"role\":\"time\"},"
                   "{\"name\":\"\\\"quoted\\\"\",\"type\":\"boolean\",\"role\":\"target\","
                   "\"unit\":\"\"}]");
  g_assert_cmpstr (again, ==, text);
}

static void
test_empty (void)
{
  g_autoptr(JigSchema) schema = read_text ("[]", NULL);
  g_autofree char *text = write_text (schema);

  g_assert_cmpstr (text, ==, "[]");
}

static const struct
{
  const char *text;
  JigError    code;
  const char *message;
} bad[] = {
  { "[1]", JIG_ERROR_FORMAT, "m.jig: column 1 of the schema is not an object." },
  { "[{\"type\":\"number\",\"role\":\"id\"}]", JIG_ERROR_FORMAT, NULL },
  { "[{\"name\":3,\"type\":\"number\",\"role\":\"id\"}]", JIG_ERROR_FORMAT, NULL },
  { "[{\"name\":\"a\",\"role\":\"id\"}]", JIG_ERROR_FORMAT, NULL },
  { "[{\"name\":\"a\",\"type\":\"number\"}]", JIG_ERROR_FORMAT, NULL },
  { "[{\"name\":\"a\",\"type\":\"number\",\"role\":\"id\",\"why\":1}]", JIG_ERROR_FORMAT, NULL },
  { "[{\"name\":\"a\",\"type\":\"number\",\"role\":\"id\",\"unit\":[]}]", JIG_ERROR_FORMAT, NULL },
  { "[{\"name\":\"a\",\"type\":\"float\",\"role\":\"id\"}]", JIG_ERROR_FORMAT,
    "m.jig: column \"a\" has the unknown type \"float\"." },
  { "[{\"name\":\"a\",\"type\":\"number\",\"role\":\"label\"}]", JIG_ERROR_FORMAT,
    "m.jig: column \"a\" has the unknown role \"label\"." },
  { "[{\"name\":\"\",\"type\":\"number\",\"role\":\"id\"}]", JIG_ERROR_LIMIT,
    "m.jig: the name of a column has 0 bytes; from 1 to 1024 are allowed." },
  { "[{\"name\":\"a\",\"type\":\"number\",\"role\":\"id\"},"
    "{\"name\":\"a\",\"type\":\"text\",\"role\":\"feature\"}]", JIG_ERROR_FORMAT,
    "m.jig: two columns have the name \"a\"." },
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
      g_assert_true (g_str_has_prefix (error->message, "m.jig: "));
      if (bad[i].message != NULL)
        g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static gboolean
reads_name_of (gsize n_bytes)
{
  g_autofree char *name = g_strnfill (n_bytes, 'x');
  g_autofree char *text =
    g_strdup_printf ("[{\"name\":\"%s\",\"type\":\"number\",\"role\":\"id\"}]", name);
  g_autoptr(JigSchema) schema = read_text (text, NULL);

  return schema != NULL;
}

static gboolean
reads_columns (guint    n_columns,
               GError **error)
{
  GString *text = g_string_new ("[");
  g_autoptr(JigSchema) schema = NULL;

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "%s{\"name\":\"c%u\",\"type\":\"number\",\"role\":\"id\"}",
                            i > 0 ? "," : "", i);
  g_string_append (text, "]");
  schema = read_text (text->str, error);
  g_string_free (text, TRUE);

  return schema != NULL;
}

static void
test_limits (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (reads_name_of (JIG_LIMIT_NAME_BYTES - 1));
  g_assert_true (reads_name_of (JIG_LIMIT_NAME_BYTES));
  g_assert_false (reads_name_of (JIG_LIMIT_NAME_BYTES + 1));
  g_assert_true (reads_columns (JIG_LIMIT_COLUMNS - 1, NULL));
  g_assert_true (reads_columns (JIG_LIMIT_COLUMNS, NULL));
  g_assert_false (reads_columns (JIG_LIMIT_COLUMNS + 1, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema-json/there-and-back", test_there_and_back);
  g_test_add_func ("/schema-json/empty", test_empty);
  g_test_add_func ("/schema-json/bad", test_bad);
  g_test_add_func ("/schema-json/limits", test_limits);

  return g_test_run ();
}
