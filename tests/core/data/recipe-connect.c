#include "core/base/error.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

static const char * const table[] = {
  "x n:1|2|3", "y n:1|2|3", "s c:hello|world|hello", "t t:2024-01-01|2024-01-02|?", NULL
};

static const struct
{
  const char *json;
  const char *message;
} refused[] = {
  { "[{'kind':'pass','name':'a','inputs':['temperature']}]",
    "Node \"a\": there is no column or earlier node \"temperature\"." },
  { "[{'kind':'pass','name':'aa','inputs':['x']},{'kind':'pass','name':'b','inputs':['ab']}]",
    "Node \"b\": there is no column or earlier node \"ab\". Did you mean \"aa\"?" },
  { "[{'kind':'pass','name':'b','inputs':['aa']},{'kind':'pass','name':'aa','inputs':['x']}]",
    "Node \"b\": there is no column or earlier node \"aa\"." },
  { "[{'kind':'pass','name':'a','inputs':['a']}]",
    "Node \"a\": there is no column or earlier node \"a\"." },
  { "[{'kind':'pass','name':'a','inputs':['s']}]",
    "Node \"a\": pass reads number, boolean, but \"s\" is category." },
  { "[{'kind':'date-part','name':'a','inputs':['x']}]",
    "Node \"a\": date-part reads date, but \"x\" is number." },
  { "[{'kind':'pass','name':'a','inputs':['x','y']}]", "Node \"a\": pass reads 1 inputs, not 2." },
  { "[{'kind':'cross','name':'a','inputs':['s']}]",
    "Node \"a\": cross reads 2 to 8 inputs, not 1." },
  { "[{'kind':'one-hot','name':'a','inputs':['s']},{'kind':'pass','name':'b','inputs':['a']}]",
    "Node \"b\": what node \"a\" makes cannot be read by another node." },
  { "[{'kind':'pass','name':'x','inputs':['y']},{'kind':'pass','name':'b','inputs':['x']}]",
    "Node \"b\": \"x\" is both a column and an earlier node; one of them needs another name." },
  { "[{'kind':'pass','name':'a','inputs':['x']},{'kind':'pass','name':'a','inputs':['y']}]",
    "Two nodes have the name \"a\"." },
  { "[{'kind':'quantile-bucket','name':'a','inputs':['x']},"
    "{'kind':'pass','name':'b','inputs':['a']}]",
    "Node \"a\": it makes 10 features, and a later node can read only one." },
};

static void
test_refused (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GPtrArray) specs = jig_test_specs (refused[i].json, NULL);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", refused[i].json);
      g_assert_null (jig_recipe_fit (specs, frame, schema, NULL, NULL, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, refused[i].message);
    }
}

/* A node that nobody reads by its name may be called like its column. */
static void
test_same_name (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (
    "[{'kind':'min-max','name':'x','inputs':['x']},"
    "{'kind':'one-hot','name':'s','inputs':['s']},"
    "{'kind':'vocabulary','name':'index','inputs':['s']}]", frame);
  g_autofree char *features = jig_test_apply (recipe, frame);

  g_assert_cmpstr (features, ==, "0 1 0 0|0.5 0 1 1|1 1 0 0");
}

/* Only the columns that are read become inputs, in the order of the table. */
static void
test_inputs (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (
    "[{'kind':'one-hot','name':'a','inputs':['s']},{'kind':'pass','name':'b','inputs':['y']}]",
    frame);
  const JigSchema *inputs = jig_recipe_get_inputs (recipe);

  g_assert_cmpuint (jig_schema_get_size (inputs), ==, 2);
  g_assert_cmpstr (jig_schema_get_field (inputs, 0)->name, ==, "y");
  g_assert_cmpstr (jig_schema_get_field (inputs, 1)->name, ==, "s");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipe-connect/refused", test_refused);
  g_test_add_func ("/recipe-connect/same-name", test_same_name);
  g_test_add_func ("/recipe-connect/inputs", test_inputs);

  return g_test_run ();
}
