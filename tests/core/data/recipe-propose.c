#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/recipe.h"
#include "tests/support/columns.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

static char *
describe (const GPtrArray *specs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < specs->len; i++)
    {
      const JigNodeSpec *spec = g_ptr_array_index (specs, i);

      g_string_append_printf (text, "%s%s %s<%s%s", i > 0 ? "|" : "", spec->ops->id, spec->name,
                              spec->inputs[0], spec->is_feature ? "" : " hidden");
    }

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *column;
  const char *linear;
  const char *trees;
} cases[] = {
  { "a n:1|2|3", "impute a filled<a hidden|z-score a<a filled", "pass a<a" },
  { "a n:1|?|3", "impute a missing<a|impute a filled<a hidden|z-score a<a filled", "pass a<a" },
  { "a n:1|1e200", "quantile-bucket a<a", "pass a<a" },
  { "a n:?|?", "", "" },
  { "a b:0|1", "pass a<a", "pass a<a" },
  { "a b:0|?", "impute a missing<a|impute a<a", "pass a<a" },
  { "a c:x|y", "one-hot a<a", "one-hot a<a" },
  { "a c:p|q|r|s|t", "one-hot a<a", "vocabulary a<a" },
  { "a c:?|?", "", "" },
  { "a x:one|two three", "tokens a<a", "tokens a<a" },
  { "a x:...|", "", "" },
  { "a t:2024-01-01|?",
    "date-part a day of week number<a hidden|one-hot a day of week<a day of week number|"
    "date-part a month number<a hidden|one-hot a month<a month number",
    "date-part a day of week<a|date-part a month<a" },
  { "a t:2024-01-01T10:00:00",
    "date-part a day of week number<a hidden|one-hot a day of week<a day of week number|"
    "date-part a hour number<a hidden|one-hot a hour<a hour number|"
    "date-part a month number<a hidden|one-hot a month<a month number",
    "date-part a day of week<a|date-part a hour<a|date-part a month<a" },
};

/* What is proposed can be fitted and applied. */
static void
check (JigFrame       *frame,
       JigRecipeStyle  style,
       const char     *expected)
{
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) specs = jig_node_specs_propose (frame, schema, style, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = describe (specs);
  if (expected != NULL)
    g_assert_cmpstr (text, ==, expected);

  if (specs->len > 0)
    {
      g_autoptr(JigRecipe) recipe = jig_recipe_fit (specs, frame, schema, NULL, NULL, &error);
      g_autofree char *features = NULL;

      g_assert_no_error (error);
      features = jig_test_apply (recipe, frame);
      if (style == JIG_RECIPE_LINEAR)
        g_assert_null (strstr (features, "nan"));
    }
}

static void
test_types (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigFrame) frame = jig_test_table (
        (const char * const[]) { cases[i].column, NULL });

      g_test_message ("%s", cases[i].column);
      check (frame, JIG_RECIPE_LINEAR, cases[i].linear);
      check (frame, JIG_RECIPE_TREES, cases[i].trees);
    }
}

static JigFrame *
make_levels (guint n_levels)
{
  g_autoptr(GString) text = g_string_new ("a c:");

  for (guint i = 0; i < n_levels; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "|" : "", i);

  return jig_test_table ((const char * const[]) { text->str, NULL });
}

static void
test_many_levels (void)
{
  g_autoptr(JigFrame) few = make_levels (64);
  g_autoptr(JigFrame) many = make_levels (65);

  check (few, JIG_RECIPE_LINEAR, "one-hot a<a");
  check (many, JIG_RECIPE_LINEAR, "hash a<a");
  check (many, JIG_RECIPE_TREES, "vocabulary a<a");
  check (many, JIG_RECIPE_CATEGORIES, "category a<a");
}

/* Numbers that are none give no constant either. */
static void
test_infinite (void)
{
  const double values[] = { INFINITY, -INFINITY };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("a", values, 2), NULL);

  check (frame, JIG_RECIPE_LINEAR, "");
  check (frame, JIG_RECIPE_TREES, "");
}

/* Only features and the time; the target and what identifies a row are not. */
static void
test_roles (void)
{
  const JigField fields[] = {
    { "price", JIG_COLUMN_NUMBER, JIG_ROLE_TARGET },
    { "number", JIG_COLUMN_NUMBER, JIG_ROLE_ID },
    { "when", JIG_COLUMN_TIME, JIG_ROLE_TIME },
    { "tick", JIG_COLUMN_NUMBER, JIG_ROLE_WEIGHT },
    { "size", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE },
    { "note", JIG_COLUMN_NUMBER, JIG_ROLE_IGNORE },
  };
  g_autoptr(JigSchema) schema = jig_schema_new (fields, G_N_ELEMENTS (fields));
  g_autoptr(JigFrame) frame = jig_test_table ((const char * const[]) {
    "when t:2024-01-01", "tick n:1", "size n:2", "note n:3", "price n:4", "number n:5", NULL });
  g_autoptr(JigFrame) other = jig_test_table ((const char * const[]) { "size n:2", NULL });
  g_autoptr(GPtrArray) specs = jig_node_specs_propose (frame, schema, JIG_RECIPE_TREES, NULL);
  g_autofree char *text = describe (specs);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (text, ==,
                   "date-part when day of week<when|date-part when month<when|pass size<size");
  g_assert_null (jig_node_specs_propose (other, schema, JIG_RECIPE_TREES, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
}

/* Columns that are called like what would be made, or too long to say more. */
static void
test_names (void)
{
  g_autofree char *longest = g_strnfill (JIG_LIMIT_NAME_BYTES, 'n');
  g_autofree char *column = g_strdup_printf ("%s n:1|?", longest);
  g_autoptr(JigFrame) taken = jig_test_table ((const char * const[]) {
    "a filled n:1|2", "a n:1|?", "a missing n:1|?", "a missing filled n:3|4", NULL });
  g_autoptr(JigFrame) accents = jig_test_table ((const char * const[]) { "e\xcc\x81 n:1|?", NULL });
  g_autoptr(JigFrame) wordy = jig_test_table ((const char * const[]) { column, NULL });

  check (taken, JIG_RECIPE_LINEAR, NULL);
  check (accents, JIG_RECIPE_LINEAR,
         "impute é missing<é|impute é filled<é hidden|z-score é<é filled");
  check (wordy, JIG_RECIPE_LINEAR, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipe-propose/types", test_types);
  g_test_add_func ("/recipe-propose/many-levels", test_many_levels);
  g_test_add_func ("/recipe-propose/infinite", test_infinite);
  g_test_add_func ("/recipe-propose/roles", test_roles);
  g_test_add_func ("/recipe-propose/names", test_names);

  return g_test_run ();
}
