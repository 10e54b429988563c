#include "core/data/profile.h"

#include "core/base/error.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

static char *
write_text (const JigProfile *self)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_profile_write (self, writer);

  return jig_json_writer_finish (writer);
}

static JigProfile *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) root = jig_json_parse (text, strlen (text), "m.jig", NULL);

  return jig_profile_read (json_node_get_object (root), "m.jig", error);
}

/* Everything but the quantiles, which stand on the right. */
static const struct
{
  const char *column;
  const char *begin;
  const char *end;
} cases[] = {
  { "a n:1|3|?",
    "{\"name\":\"a\",\"rows\":3,\"missing\":1,\"mean\":2,\"sd\":1,\"min\":1,\"max\":3,"
    "\"quantiles\":[1,1.1,1.2,1.3", "2.9,3],\"levels\":[],\"other\":0}" },
  { "a c:x|y|?|y|ä",
    "{\"name\":\"a\",\"rows\":5,\"missing\":1,\"mean\":null,\"sd\":null,\"min\":null,"
    "\"max\":null,\"quantiles\":[null,",
    "null],\"levels\":[[\"y\",2],[\"x\",1],[\"ä\",1]],\"other\":0}" },
  { "a b:1|0|1|?",
    "{\"name\":\"a\",\"rows\":4,\"missing\":1,\"mean\":0.6666666666666666,\"sd\":0.4714",
    "1],\"levels\":[[\"true\",2],[\"false\",1]],\"other\":0}" },
  { "a t:1970-01-01T00:00:10|1970-01-01T00:00:20",
    "{\"name\":\"a\",\"rows\":2,\"missing\":0,\"mean\":15,\"sd\":5,\"min\":10,\"max\":20,", "}" },
  { "a x:one||two",
    "{\"name\":\"a\",\"rows\":3,\"missing\":1,\"mean\":null,", "\"levels\":[],\"other\":0}" },
  { "a n:?", "{\"name\":\"a\",\"rows\":1,\"missing\":1,\"mean\":null,", "\"other\":0}" },
};

static void
test_columns (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JigColumn) column = jig_test_column (cases[i].column);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigProfile) profile = jig_profile_new_column (column, &error);
      g_autoptr(JigProfile) again = NULL;
      g_autofree char *text = NULL;
      g_autofree char *text_again = NULL;

      g_assert_no_error (error);
      text = write_text (profile);
      g_test_message ("%s", text);
      g_assert_true (g_str_has_prefix (text, cases[i].begin));
      g_assert_true (g_str_has_suffix (text, cases[i].end));

      again = read_text (text, &error);
      g_assert_no_error (error);
      text_again = write_text (again);
      g_assert_cmpstr (text_again, ==, text);
    }
}

/* 150 levels: level k occurs k times, and the least frequent are added up. */
static void
test_many_levels (void)
{
  g_autoptr(GString) text = g_string_new ("a c:");
  g_autoptr(JigColumn) column = NULL;
  g_autoptr(JigProfile) profile = NULL;

  for (int k = 1; k <= 150; k++)
    for (int i = 0; i < k; i++)
      g_string_append_printf (text, "%s%d", text->len > 4 ? "|" : "", k);

  column = jig_test_column (text->str);
  profile = jig_profile_new_column (column, NULL);
  g_assert_cmpuint (profile->n_levels, ==, JIG_PROFILE_MAX_LEVELS);
  g_assert_cmpstr (profile->levels[0].text, ==, "150");
  g_assert_cmpuint (profile->levels[0].count, ==, 150);
  g_assert_cmpstr (profile->levels[99].text, ==, "51");
  g_assert_cmpuint (profile->n_other, ==, 50 * 51 / 2);
}

/* Every second number of a matrix; infinite ones count as missing. */
static void
test_numbers (void)
{
  const double numbers[] = { 1, 90, INFINITY, 91, 5, 92, NAN, 93, 3, 94 };
  g_autoptr(JigProfile) profile = jig_profile_new_numbers ("f", numbers, 5, 2, NULL);
  g_autoptr(JigProfile) none = jig_profile_new_numbers ("f", numbers, 0, 2, NULL);

  g_assert_cmpuint (profile->n_rows, ==, 5);
  g_assert_cmpuint (profile->n_missing, ==, 2);
  g_assert_true (profile->mean == 3 && profile->min == 1 && profile->max == 5);
  g_assert_cmpfloat (profile->quantiles[10], ==, 3);
  g_assert_cmpuint (none->n_rows, ==, 0);
  g_assert_true (isnan (none->mean) && isnan (none->quantiles[0]));
}

/* Of very many numbers the quantiles are those of a part, evenly spaced. */
static void
test_large (void)
{
  const gsize n_rows = 300001;
  g_autofree double *numbers = g_new (double, n_rows);
  g_autoptr(JigProfile) profile = NULL;

  for (gsize i = 0; i < n_rows; i++)
    numbers[i] = (double) ((i * 7919) % n_rows);

  profile = jig_profile_new_numbers ("f", numbers, n_rows, 1, NULL);
  g_assert_cmpfloat (profile->max, ==, (double) n_rows - 1);
  for (int i = 0; i < JIG_PROFILE_N_QUANTILES; i++)
    {
      /* 100,000 of them: within four standard errors of the middle, 0.0063. */
      g_assert_cmpfloat_with_epsilon (profile->quantiles[i] / (double) n_rows, i / 20.0, 0.0063);
    }
}

static const struct
{
  const char *old;
  const char *new;
} changes[] = {
  { "\"name\":\"a\"", "\"name\":7" },
  { "\"rows\":3", "\"rows\":-1" },
  { "\"rows\":3", "\"rows\":1e99" },
  { "\"missing\":1", "\"missing\":null" },
  { "\"mean\":2", "\"mean\":\"2\"" },
  { "\"sd\":1", "\"se\":1" },
  { "[1,", "[" },
  { "[1,", "[[],"},
  { "\"levels\":[]", "\"levels\":[[\"x\"]]" },
  { "\"levels\":[]", "\"levels\":[[1,1]]" },
  { "\"levels\":[]", "\"levels\":[[\"x\",-1]]" },
  { "\"levels\":[]", "\"levels\":[[\"x\",1],7]" },
  { "\"levels\":[]", "\"levels\":{}" },
  { ",\"other\":0", "" },
};

static void
test_refused (void)
{
  g_autoptr(JigColumn) column = jig_test_column ("a n:1|3|?");
  g_autoptr(JigProfile) profile = jig_profile_new_column (column, NULL);
  g_autofree char *text = write_text (profile);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto(GStrv) pieces = g_strsplit (text, changes[i].old, 2);
      g_autofree char *changed = g_strjoinv (changes[i].new, pieces);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", changes[i].new);
      g_assert_cmpuint (g_strv_length (pieces), ==, 2);
      g_assert_null (read_text (changed, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_true (g_str_has_prefix (error->message, "m.jig"));
    }
}

static gboolean
try_profile (gpointer   data,
             GError   **error)
{
  g_autoptr(JigProfile) profile = jig_profile_new_column (data, error);

  return profile != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigColumn) category = jig_test_column ("a c:b|a");
  g_autoptr(JigColumn) numbers = jig_test_column ("a n:2|1|2");

  g_assert_cmpuint (jig_test_every_allocation_fails (try_profile, category), ==, 1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_profile, numbers), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/columns", test_columns);
  g_test_add_func ("/profile/many-levels", test_many_levels);
  g_test_add_func ("/profile/numbers", test_numbers);
  g_test_add_func ("/profile/large", test_large);
  g_test_add_func ("/profile/refused", test_refused);
  g_test_add_func ("/profile/memory", test_memory);

  return g_test_run ();
}
