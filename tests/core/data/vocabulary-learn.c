#include "core/base/error.h"
#include "core/data/vocabulary.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

static const struct
{
  const char *column;
  const char *appearance;
  const char *sorted;
} cases[] = {
  { "a c:b|?|a|b|C", "[\"b\",\"a\",\"C\"]", "[\"C\",\"a\",\"b\"]" },
  { "a n:10|9|?|10|-0|0|0.5", "[\"10\",\"9\",\"0\",\"0.5\"]", "[\"0\",\"0.5\",\"9\",\"10\"]" },
  { "a b:1|1|0", "[\"1\",\"0\"]", "[\"0\",\"1\"]" },
  { "a n:7", "[\"7\"]", "[\"7\"]" },
};

static char *
learn (const char *text,
       gboolean    is_sorted)
{
  g_autoptr(JigColumn) column = jig_test_column (text);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigVocabulary) self = jig_vocabulary_learn (column, is_sorted, FALSE, &error);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  g_assert_no_error (error);
  jig_vocabulary_write (self, writer);

  return jig_json_writer_finish (writer);
}

static void
test_order (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *appearance = learn (cases[i].column, FALSE);
      g_autofree char *sorted = learn (cases[i].column, TRUE);

      g_assert_cmpstr (appearance, ==, cases[i].appearance);
      g_assert_cmpstr (sorted, ==, cases[i].sorted);
    }
}

static void
test_nothing (void)
{
  const char * const empty[] = { "a c:?|?", "a n:?" };

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr(JigColumn) column = jig_test_column (empty[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_vocabulary_learn (column, FALSE, TRUE, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (jig_error_get_place (error)->column, ==, "a");
    }
}

static gboolean
try_learn (gpointer   data,
           GError   **error)
{
  g_autoptr(JigVocabulary) self = jig_vocabulary_learn (data, TRUE, TRUE, error);

  return self != NULL;
}

static void
test_memory (void)
{
  g_autoptr(JigColumn) category = jig_test_column ("a c:b|a");
  g_autoptr(JigColumn) numbers = jig_test_column ("a n:2|1|2");

  g_assert_cmpuint (jig_test_every_allocation_fails (try_learn, category), >, 2);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_learn, numbers), >, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vocabulary-learn/order", test_order);
  g_test_add_func ("/vocabulary-learn/nothing", test_nothing);
  g_test_add_func ("/vocabulary-learn/memory", test_memory);

  return g_test_run ();
}
