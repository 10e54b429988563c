/* Patterns and steps are found, and what fits them. */

#include "patterns/kit/pattern.h"

static const JigPatternRole roles[] = {
  { JIG_ROLE_FEATURE, JIG_NODE_TAKES_VALUES, 2, NULL },
  { JIG_ROLE_RATING, JIG_NODE_TAKES (JIG_COLUMN_NUMBER), 1, NULL },
  { JIG_ROLE_TARGET, JIG_NODE_TAKES_ANY, 0, "Only half of it." },
  { 0 }
};

static const JigStep steps[] = {
  { .id = "first", .makes = "a" },
  { .id = "second", .needs = "a", .makes = "b" },
  { NULL }
};

static const JigPattern pattern = {
  .id = "test", .title = "Test", .roles = roles, .steps = steps,
};

typedef struct
{
  const char *name;
  JigField    fields[4];
  gboolean    fits;
  const char *why;
} Case;

static const Case cases[] = {
  { "all", { { "a", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE, NULL, NULL },
             { "b", JIG_COLUMN_CATEGORY, JIG_ROLE_FEATURE, NULL, NULL },
             { "c", JIG_COLUMN_NUMBER, JIG_ROLE_RATING, NULL, NULL },
             { "d", JIG_COLUMN_NUMBER, JIG_ROLE_TARGET, NULL, NULL } }, TRUE, NULL },
  { "no label", { { "a", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE, NULL, NULL },
                  { "b", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE, NULL, NULL },
                  { "c", JIG_COLUMN_NUMBER, JIG_ROLE_RATING, NULL, NULL },
                  { "d", JIG_COLUMN_NUMBER, JIG_ROLE_ID, NULL, NULL } },
    TRUE, "Only half of it." },
  { "rating is text", { { "a", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE, NULL, NULL },
                        { "b", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE, NULL, NULL },
                        { "c", JIG_COLUMN_TEXT, JIG_ROLE_RATING, NULL, NULL },
                        { "d", JIG_COLUMN_NUMBER, JIG_ROLE_TARGET, NULL, NULL } },
    FALSE, "Test needs a column with the role \"rating\": --role rating=COLUMN." },
  { "one input", { { "a", JIG_COLUMN_NUMBER, JIG_ROLE_FEATURE, NULL, NULL },
                   { "b", JIG_COLUMN_NUMBER, JIG_ROLE_IGNORE, NULL, NULL },
                   { "c", JIG_COLUMN_NUMBER, JIG_ROLE_RATING, NULL, NULL },
                   { "d", JIG_COLUMN_NUMBER, JIG_ROLE_TARGET, NULL, NULL } },
    FALSE, "Test needs 2 columns with the role \"feature\", and there are 1." },
};

static void
test_fits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigSchema) schema = jig_schema_new (cases[i].fields, 4);
      g_autofree char *why = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (jig_pattern_fits (&pattern, schema, &why), ==, cases[i].fits);
      g_assert_cmpstr (why, ==, cases[i].why);
      g_assert_cmpint (jig_pattern_fits (&pattern, schema, NULL), ==, cases[i].fits);
    }
}

static void
test_steps (void)
{
  g_assert_cmpuint (jig_pattern_n_steps (&pattern), ==, 2);
  g_assert_cmpint (jig_pattern_find_step (&pattern, "second"), ==, 1);
  g_assert_cmpint (jig_pattern_find_step (&pattern, "third"), ==, -1);
  g_assert_cmpint (jig_pattern_find_maker (&pattern, "a"), ==, 0);
  g_assert_cmpint (jig_pattern_find_maker (&pattern, "c"), ==, -1);
}

static void
test_find (void)
{
  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    g_assert_true (jig_pattern_find (jig_patterns[i]->id) == jig_patterns[i]);
  g_assert_null (jig_pattern_find ("no-such-pattern"));
}

static void
test_groups (void)
{
  for (JigGroup group = 0; group < JIG_N_GROUPS; group++)
    {
      g_assert_cmpstr (jig_group_name (group), !=, "");
      g_assert_cmpstr (jig_group_title (group), !=, "");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pattern/fits", test_fits);
  g_test_add_func ("/pattern/steps", test_steps);
  g_test_add_func ("/pattern/find", test_find);
  g_test_add_func ("/pattern/groups", test_groups);

  return g_test_run ();
}
