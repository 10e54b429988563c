#include "core/base/alloc.h"
#include "core/data/dictionary.h"
#include "tests/support/memory.h"

#include <string.h>

static guint32
add (JigDictionary *dictionary,
     const char    *string)
{
  g_autoptr(GError) error = NULL;
  guint32 code = 99;

  g_assert_true (jig_dictionary_add (dictionary, string, strlen (string), &code, &error));
  g_assert_no_error (error);

  return code;
}

static void
test_first_appearance (void)
{
  g_autoptr(JigDictionary) dictionary = jig_dictionary_new ();
  g_autoptr(JigStringTable) table = NULL;

  g_assert_cmpuint (add (dictionary, "b"), ==, 0);
  g_assert_cmpuint (add (dictionary, ""), ==, 1);
  g_assert_cmpuint (add (dictionary, "a"), ==, 2);
  g_assert_cmpuint (add (dictionary, "b"), ==, 0);
  g_assert_cmpuint (add (dictionary, ""), ==, 1);
  g_assert_cmpuint (jig_dictionary_get_size (dictionary), ==, 3);

  table = jig_dictionary_finish (dictionary, NULL);
  g_assert_cmpuint (jig_string_table_get_size (table), ==, 3);
  g_assert_cmpstr (jig_string_table_get (table, 0, NULL), ==, "b");
  g_assert_cmpstr (jig_string_table_get (table, 1, NULL), ==, "");
  g_assert_cmpstr (jig_string_table_get (table, 2, NULL), ==, "a");
  g_assert_cmpuint (jig_dictionary_get_size (dictionary), ==, 0);
  g_assert_cmpuint (add (dictionary, "a"), ==, 0);
}

static void
test_length (void)
{
  g_autoptr(JigDictionary) dictionary = jig_dictionary_new ();
  guint32 code;

  g_assert_true (jig_dictionary_add (dictionary, "abc", 2, &code, NULL));
  g_assert_cmpuint (add (dictionary, "ab"), ==, code);
  g_assert_cmpuint (add (dictionary, "abc"), !=, code);
}

static void
test_many (void)
{
  g_autoptr(JigDictionary) dictionary = jig_dictionary_new ();
  g_autoptr(JigStringTable) table = NULL;

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < 5000; i++)
      {
        g_autofree char *string = g_strdup_printf ("%u", i * 2654435761u);

        if (add (dictionary, string) != i)
          g_error ("string %u has another number", i);
      }

  table = jig_dictionary_finish (dictionary, NULL);
  g_assert_cmpuint (jig_string_table_get_size (table), ==, 5000);
  g_assert_cmpint (jig_string_table_find (table, "0"), ==, 0);
}

static void
test_empty (void)
{
  g_autoptr(JigDictionary) dictionary = jig_dictionary_new ();
  g_autoptr(JigStringTable) table = jig_dictionary_finish (dictionary, NULL);

  g_assert_cmpuint (jig_string_table_get_size (table), ==, 0);
}

static gboolean
fill (gpointer   data,
      GError   **error)
{
  g_autoptr(JigDictionary) dictionary = jig_dictionary_new ();
  g_autoptr(JigStringTable) table = NULL;

  for (guint i = 0; i < 40; i++)
    {
      const char string[] = { (char) ('a' + i % 20), (char) ('a' + i / 20), '\0' };
      guint32 code = 99;

      if (!jig_dictionary_add (dictionary, string, 2, &code, error))
        {
          g_assert_cmpuint (code, ==, 99);
          g_assert_cmpuint (jig_dictionary_get_size (dictionary), ==, i);
          return FALSE;
        }
    }

  table = jig_dictionary_finish (dictionary, error);

  return table != NULL;
}

static void
test_no_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (fill, NULL), >, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dictionary/first-appearance", test_first_appearance);
  g_test_add_func ("/dictionary/length", test_length);
  g_test_add_func ("/dictionary/many", test_many);
  g_test_add_func ("/dictionary/empty", test_empty);
  g_test_add_func ("/dictionary/no-memory", test_no_memory);

  return g_test_run ();
}
