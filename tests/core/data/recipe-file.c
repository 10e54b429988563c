#include "core/base/error.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <string.h>

static const char * const table[] = {
  "x n:1|3|?", "s c:a|b|a", "t t:2024-03-03T10:00:00|2024-03-04T11:00:00|?", "b b:0|1|1",
  "words x:a cat|the cat|", NULL
};

/* One of every kind. */
static const char every_kind[] =
  "[{'kind':'cast','name':'1','inputs':['s']},"
  "{'kind':'clip','name':'2','inputs':['x']},"
  "{'kind':'cross','name':'3','inputs':['s','b']},"
  "{'kind':'date-part','name':'4','inputs':['t']},"
  "{'kind':'difference','name':'5','inputs':['x','b']},"
  "{'kind':'distance','name':'6','inputs':['x','x','b','b']},"
  "{'kind':'embedding','name':'7','inputs':['s'],'settings':{'table':'a 1 2'}},"
  "{'kind':'fixed-bucket','name':'8','inputs':['x']},"
  "{'kind':'hash','name':'9','inputs':['words'],'settings':{'buckets':4}},"
  "{'kind':'impute','name':'10','inputs':['x']},"
  "{'kind':'log1p','name':'11','inputs':['10']},"
  "{'kind':'min-max','name':'12','inputs':['x']},"
  "{'kind':'one-hot','name':'13','inputs':['4'],'settings':{'range':'1..7'}},"
  "{'kind':'pass','name':'14','inputs':['b']},"
  "{'kind':'product','name':'15','inputs':['10','11']},"
  "{'kind':'quantile-bucket','name':'16','inputs':['x'],'settings':{'buckets':3}},"
  "{'kind':'ratio','name':'17','inputs':['x','b']},"
  "{'kind':'tokens','name':'18','inputs':['words'],'settings':{'words':2}},"
  "{'kind':'vocabulary','name':'19','inputs':['s']},"
  "{'kind':'winsorise','name':'20','inputs':['x']},"
  "{'kind':'z-score','name':'21','inputs':['x'],'feature':false},"
  "{'kind':'category','name':'22','inputs':['s']}]";

static JigRecipe *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) root = jig_json_parse (text, strlen (text), "m.jig", error);

  return root != NULL ? jig_recipe_read (json_node_get_object (root), "m.jig", error) : NULL;
}

static void
test_there_and_back (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (every_kind, frame);
  g_autofree char *text = jig_test_write (recipe);
  g_autofree char *features = jig_test_apply (recipe, frame);
  g_autofree char *hash = jig_recipe_dup_hash (recipe);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigRecipe) again = read_text (text, &error);
  g_autofree char *text_again = NULL;
  g_autofree char *features_again = NULL;
  g_autofree char *hash_again = NULL;
  gsize n_kinds = 0;

  g_assert_no_error (error);
  text_again = jig_test_write (again);
  features_again = jig_test_apply (again, frame);
  hash_again = jig_recipe_dup_hash (again);
  g_assert_cmpstr (text_again, ==, text);
  g_assert_cmpstr (features_again, ==, features);
  g_assert_cmpstr (hash_again, ==, hash);

  while (jig_nodes[n_kinds] != NULL)
    n_kinds++;
  g_assert_cmpuint (jig_recipe_get_n_nodes (recipe), ==, n_kinds);
}

/* Members of the small recipe below, and what is in their place. */
static const char small[] =
  "{\"inputs\":[{\"name\":\"x\",\"type\":\"number\",\"role\":\"feature\"}],"
  "\"nodes\":[{\"kind\":\"min-max\",\"name\":\"a\",\"inputs\":[\"x\"],\"feature\":true,"
  "\"settings\":{\"clip\":false},\"state\":{\"min\":1,\"max\":3}}],"
  "\"features\":[\"a\"],\"fitted_rows\":2}";

static const struct
{
  const char *old;
  const char *new;
  const char *message;
} changes[] = {
  { "\"fitted_rows\":2", "\"fitted_rows\":0", "m.jig" },
  { "\"fitted_rows\":2", "\"fitted_rows\":\"2\"", "m.jig" },
  { "\"inputs\":[{", "\"inputz\":[{", "m.jig" },
  { "\"nodes\":[", "\"nodes\":7,\"n\":[", "m.jig" },
  { "\"min\":1", "\"min\":9", "m.jig, node \"a\": \"min\" is greater than \"max\"." },
  { "\"min\":1", "\"min\":null", "m.jig, node \"a\"" },
  { "\"state\":{\"min\":1,\"max\":3}", "\"state\":[]", "m.jig, node \"a\"" },
  { "\"inputs\":[\"x\"]", "\"inputs\":[\"y\"]",
    "m.jig: Node \"a\": there is no column or earlier node \"y\"." },
  { "\"type\":\"number\"", "\"type\":\"text\"",
    "m.jig: Node \"a\": min-max reads number, boolean" },
  { "\"features\":[\"a\"]", "\"features\":[\"b\"]",
    "m.jig: name 1 of \"features\" is not \"a\", which the nodes make." },
  { "\"features\":[\"a\"]", "\"features\":[]",
    "m.jig: \"features\" has 0 names, but the nodes make 1." },
  { "\"features\":[\"a\"]", "\"features\":[[]]", "m.jig: name 1 of \"features\"" },
  { "\"features\":[\"a\"]", "\"features\":\"a\"", "m.jig" },
  { "\"clip\":false", "\"clip\":7", "m.jig, node \"a\"" },
  { "\"feature\":true", "\"feature\":false", "m.jig: No node makes a feature" },
};

static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  g_auto(GStrv) pieces = g_strsplit (text, old, 2);

  g_assert_cmpuint (g_strv_length (pieces), ==, 2);

  return g_strjoinv (new, pieces);
}

static void
test_refused (void)
{
  g_autoptr(JigRecipe) fine = read_text (small, NULL);

  g_assert_nonnull (fine);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = replace (small, changes[i].old, changes[i].new);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", text);
      g_assert_null (read_text (text, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, changes[i].message));
    }
}

/* The names of the features may be left out; the hash is that of what is written. */
static void
test_short (void)
{
  g_autofree char *text = replace (small, "\"features\":[\"a\"],", "");
  g_autoptr(GError) error = NULL;
  g_autoptr(JigRecipe) recipe = read_text (text, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = jig_test_write (recipe);
  g_assert_cmpstr (again, ==, small);
}

/* Whatever is cut out or doubled: a sentence or a recipe, never anything else. */
static void
test_mangled (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (every_kind, frame);
  g_autofree char *text = jig_test_write (recipe);
  gsize length = strlen (text);

  for (gsize at = 0; at < length; at += 7)
    {
      g_autofree char *mangled = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(JigRecipe) read = NULL;

      mangled = g_strdup_printf ("%.*s%s", (int) at, text, text + MIN (length, at + 1 + at % 5));
      read = read_text (mangled, &error);
      g_assert_true ((read == NULL) == (error != NULL));
    }
}

static gboolean
try_read (gpointer   data,
          GError   **error)
{
  g_autoptr(JigRecipe) recipe = read_text (data, error);

  return recipe != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (every_kind, frame);
  g_autofree char *text = jig_test_write (recipe);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_read, text), >, 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipe-file/there-and-back", test_there_and_back);
  g_test_add_func ("/recipe-file/refused", test_refused);
  g_test_add_func ("/recipe-file/short", test_short);
  g_test_add_func ("/recipe-file/mangled", test_mangled);
  g_test_add_func ("/recipe-file/memory", test_memory);

  return g_test_run ();
}
