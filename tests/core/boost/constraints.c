#include "core/boost/constraints.h"

#include "core/base/error.h"
#include "core/boost/boost-settings.h"
#include "tests/support/memory.h"

#include <string.h>

static const char * const features[] = { "age", "price", "a,b", "x:y", "s;t", NULL };

static gboolean
read_texts (JigConstraints  *self,
            const char      *monotone,
            const char      *interactions,
            GError         **error)
{
  g_autoptr(JigValues) values = jig_values_new (jig_boost_settings);

  g_assert_true (jig_values_parse (values, "monotone", monotone, NULL));
  g_assert_true (jig_values_parse (values, "interactions", interactions, NULL));

  return jig_constraints_read (self, values, features, error);
}

static void
test_nothing (void)
{
  g_auto(JigConstraints) constraints = { 0 };

  g_assert_true (read_texts (&constraints, "", " ", NULL));
  g_assert_null (constraints.directions);
  g_assert_null (constraints.sets);
}

static void
test_directions (void)
{
  static const struct
  {
    const char *text;
    gint8       directions[5];
  } cases[] = {
    { "age:+1", { 1 } }, { "age:1", { 1 } }, { "price:-1", { 0, -1 } }, { "age:0", { 0 } },
    { "price : -1, age: +1", { 1, -1 } }, { "x:y:1", { 0, 0, 0, 1 } },
    { "\"a,b:+1\",s;t:-1", { 0, 0, 1, 0, -1 } }, { "age:1,age:+1", { 1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(JigConstraints) constraints = { 0 };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      read_texts (&constraints, cases[i].text, "", &error);
      g_assert_no_error (error);
      g_assert_cmpmem (constraints.directions, 5, cases[i].directions, 5);
      g_assert_null (constraints.sets);
    }
}

static void
test_sets (void)
{
  static const struct
  {
    const char *text;
    guint64     sets[5];
  } cases[] = {
    { "age", { 1 } }, { "age,price", { 1, 1 } }, { "age,price;price,x:y", { 1, 3, 0, 2 } },
    { "x:y ; \"a,b\" ; age", { 4, 0, 2, 1 } }, { "\"s;t\",age;price", { 1, 2, 0, 0, 1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(JigConstraints) constraints = { 0 };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      read_texts (&constraints, "", cases[i].text, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (constraints.sets, 5 * sizeof (guint64), cases[i].sets,
                       sizeof cases[i].sets);
      g_assert_null (constraints.directions);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *monotone;
    const char *interactions;
    const char *says;
  } cases[] = {
    { "pric:+1", "", "monotone: there is no feature \"pric\"; did you mean \"price\"?" },
    { "zzzzzzzzz:+1", "", "monotone: there is no feature \"zzzzzzzzz\"." },
    { "age", "", "monotone: \"age\" is not a feature with +1, -1 or 0, such as \"age:+1\"." },
    { "age:2", "", "monotone: \"age:2\" is not a feature with +1, -1 or 0" },
    { "age:", "", "\"age:\" is not a feature with" },
    { "age:+1,", "", "is not a list of names" },
    { "age:+1,age:-1", "", "monotone: \"age\" cannot go two ways." },
    { "", "ages,price", "interactions: there is no feature \"ages\"; did you mean \"age\"?" },
    { "", "age;;price", "interactions: set 2 has no feature" },
    { "", "age;", "interactions: set 2 has no feature" },
    { "", "age,", "is not a list of names" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(JigConstraints) constraints = { 0 };
      g_autoptr(GError) error = NULL;

      g_assert_false (read_texts (&constraints, cases[i].monotone, cases[i].interactions, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static void
test_many_sets (void)
{
  for (guint n_sets = 64; n_sets <= 65; n_sets++)
    {
      g_auto(JigConstraints) constraints = { 0 };
      g_autoptr(GError) error = NULL;
      g_autoptr(GString) text = g_string_new ("age");

      for (guint i = 1; i < n_sets; i++)
        g_string_append (text, i < n_sets - 1 ? ";age" : ";price");
      g_assert_cmpint (read_texts (&constraints, "", text->str, &error), ==, n_sets == 64);
      if (n_sets == 64)
        g_assert_cmpuint (constraints.sets[1], ==, G_GUINT64_CONSTANT (1) << 63);
      else
        g_assert_cmpstr (error->message, ==,
                         "interactions: there are 65 sets; at most 64 can be.");
    }
}

static gboolean
try_reading (gpointer   data,
             GError   **error)
{
  g_auto(JigConstraints) constraints = { 0 };

  return read_texts (&constraints, "age:+1", "age,price", error);
}

static void
test_out_of_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_reading, NULL), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/constraints/nothing", test_nothing);
  g_test_add_func ("/constraints/directions", test_directions);
  g_test_add_func ("/constraints/sets", test_sets);
  g_test_add_func ("/constraints/refused", test_refused);
  g_test_add_func ("/constraints/many-sets", test_many_sets);
  g_test_add_func ("/constraints/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
