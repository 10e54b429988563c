#include "core/base/error.h"
#include "core/base/limits.h"
#include "tests/support/recipes.h"

#include <string.h>

static char *
write_specs (const GPtrArray *specs)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_node_specs_write (specs, writer);

  return jig_json_writer_finish (writer);
}

static void
test_there_and_back (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) specs = jig_test_specs (
    "[{'kind':'clip','name':'a','inputs':['x'],'settings':{'upper':9}},"
    "{'kind':'product','name':'b','inputs':['a','y'],'feature':false}]", &error);
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  g_assert_no_error (error);
  text = write_specs (specs);
  g_assert_cmpstr (text, ==,
                   "[{\"kind\":\"clip\",\"name\":\"a\",\"inputs\":[\"x\"],\"feature\":true,"
                   "\"settings\":{\"lower\":0,\"upper\":9}},"
                   "{\"kind\":\"product\",\"name\":\"b\",\"inputs\":[\"a\",\"y\"],"
                   "\"feature\":false,\"settings\":{}}]");

  again = jig_test_specs (text, &error);
  g_assert_no_error (error);
  text_again = write_specs (again);
  g_assert_cmpstr (text_again, ==, text);
}

static void
test_copy (void)
{
  const char * const inputs[] = { "x", NULL };
  g_autoptr(JigNodeSpec) spec = jig_node_spec_new (jig_node_find ("clip"), "a", inputs, TRUE);
  g_autoptr(JigNodeSpec) copy = jig_node_spec_copy (spec);

  jig_values_set_number (copy->values, "upper", 7, NULL);
  g_assert_cmpfloat (jig_values_get_number (spec->values, "upper"), ==, 1);
  g_assert_cmpfloat (jig_values_get_number (copy->values, "upper"), ==, 7);
  g_assert_cmpstr (copy->inputs[0], ==, "x");
  g_assert_true (copy->ops == spec->ops && copy->is_feature);
}

/* Letters and their accents are put together, so that names can be compared. */
static void
test_composed (void)
{
  const char * const inputs[] = { "e\xcc\x81", NULL };
  g_autoptr(JigNodeSpec) spec = jig_node_spec_new (jig_node_find ("pass"), "a\xcc\x8a", inputs,
                                                   TRUE);

  g_assert_cmpstr (spec->name, ==, "å");
  g_assert_cmpstr (spec->inputs[0], ==, "é");
}

static const struct
{
  const char *json;
  JigError    code;
  const char *message;
} refused[] = {
  { "[7]", JIG_ERROR_FORMAT, "nodes.json, node 1: This is not an object." },
  { "[{'kind':'pass','inputs':[]}]", JIG_ERROR_FORMAT, "name" },
  { "[{'kind':'pass','name':'','inputs':[]}]", JIG_ERROR_LIMIT,
    "nodes.json, node 1: A name has from 1 to 1024 bytes." },
  { "[{'kind':'z-scores','name':'a','inputs':[]}]", JIG_ERROR_FORMAT,
    "nodes.json, node \"a\": There is no kind \"z-scores\". Did you mean \"z-score\"?" },
  { "[{'kind':'xyzzyxyzzy','name':'a','inputs':[]}]", JIG_ERROR_FORMAT,
    "nodes.json, node \"a\": There is no kind \"xyzzyxyzzy\"." },
  { "[{'kind':'pass','name':'a','input':['x']}]", JIG_ERROR_FORMAT,
    "nodes.json, node \"a\": A node has no \"input\". Did you mean \"inputs\"?" },
  { "[{'kind':'pass','name':'a','inputs':['x',2]}]", JIG_ERROR_FORMAT,
    "nodes.json, node \"a\": input 2 is not the name of a column or node." },
  { "[{'kind':'pass','name':'a','inputs':'x'}]", JIG_ERROR_FORMAT, "inputs" },
  { "[{'kind':'pass','name':'a','inputs':[],'feature':1}]", JIG_ERROR_FORMAT, "feature" },
  { "[{'kind':'clip','name':'a','inputs':[],'settings':{'uper':1}}]", JIG_ERROR_VALUE,
    "\"upper\"" },
  { "[{'kind':'clip','name':'a','inputs':[],'settings':[]}]", JIG_ERROR_FORMAT, "settings" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", refused[i].json);
      g_assert_null (jig_test_specs (refused[i].json, &error));
      g_assert_error (error, JIG_ERROR, (int) refused[i].code);
      g_assert_cmpstr (strstr (error->message, refused[i].message), !=, NULL);
    }
}

static GPtrArray *
read_many (guint    n_specs,
           gsize    name_bytes,
           GError **error)
{
  g_autoptr(GString) json = g_string_new ("[");
  g_autofree char *name = g_strnfill (name_bytes, 'a');

  for (guint i = 0; i < n_specs; i++)
    g_string_append_printf (json, "%s{'kind':'pass','name':'%s','inputs':[]}", i > 0 ? "," : "",
                            name);
  g_string_append_c (json, ']');

  return jig_test_specs (json->str, error);
}

static void
test_limits (void)
{
  g_autoptr(GPtrArray) longest = read_many (1, JIG_LIMIT_NAME_BYTES, NULL);
  g_autoptr(GPtrArray) most = read_many (JIG_LIMIT_COLUMNS, 1, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (longest);
  g_assert_cmpuint (most->len, ==, JIG_LIMIT_COLUMNS);

  g_assert_null (read_many (1, JIG_LIMIT_NAME_BYTES + 1, NULL));
  g_assert_null (read_many (JIG_LIMIT_COLUMNS + 1, 1, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==, "nodes.json: 16385 nodes are more than the limit of 16384.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipe-spec/there-and-back", test_there_and_back);
  g_test_add_func ("/recipe-spec/copy", test_copy);
  g_test_add_func ("/recipe-spec/composed", test_composed);
  g_test_add_func ("/recipe-spec/refused", test_refused);
  g_test_add_func ("/recipe-spec/limits", test_limits);

  return g_test_run ();
}
