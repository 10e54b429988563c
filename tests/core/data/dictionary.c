#include "core/data/dictionary.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#include <string.h>

static void
test_first_appearance_counts (void)
{
  static const struct { const char *text; guint32 code; } rows[] = {
    { "b", 0 }, { "a", 1 }, { "", 2 }, { "b", 0 }, { "가", 3 }, { "ab", 4 }, { "", 2 },
  };
  g_autoptr(JigDictionary) words = jig_dictionary_new ();
  g_autoptr(JigStringTable) table = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint32 code;

      g_assert_true (jig_dictionary_add (words, rows[i].text, strlen (rows[i].text), &code,
                                         NULL));
      g_assert_cmpuint (code, ==, rows[i].code);
    }

  g_assert_cmpuint (jig_dictionary_get_size (words), ==, 5);
  table = jig_dictionary_finish (words, NULL);
  g_assert_cmpstr (jig_string_table_get (table, 3, NULL), ==, "가");
  g_assert_cmpstr (jig_string_table_get (table, 4, NULL), ==, "ab");
}

static void
test_many_words (void)
{
  g_autoptr(JigDictionary) words = jig_dictionary_new ();

  for (int turn = 0; turn < 2; turn++)
    for (guint32 i = 0; i < 20000; i++)
      {
        g_autofree char *text = g_strdup_printf ("word %u", i);
        guint32 code;

        g_assert_true (jig_dictionary_add (words, text, strlen (text), &code, NULL));
        g_assert_cmpuint (code, ==, i);
      }
}

static gboolean
fill (GError **error)
{
  g_autoptr(JigDictionary) words = jig_dictionary_new ();
  g_autoptr(JigStringTable) table = NULL;

  for (int i = 0; i < 100; i++)
    {
      char text[2] = { (char) ('!' + i % 90), '\0' };
      guint32 code;

      if (!jig_dictionary_add (words, text, 1, &code, error))
        return FALSE;
    }
  table = jig_dictionary_finish (words, error);

  return table != NULL;
}

static void
test_every_allocation_may_fail (void)
{
  gsize before = jig_alloc_get_in_use ();
  gboolean is_filled = FALSE;

  for (gssize n = 0; !is_filled; n++)
    {
      g_autoptr(GError) error = NULL;

      jig_alloc_fail_after (n);
      is_filled = fill (&error);
      jig_alloc_fail_after (-1);
      if (!is_filled)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
      g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dictionary/first-appearance-counts", test_first_appearance_counts);
  g_test_add_func ("/dictionary/many-words", test_many_words);
  g_test_add_func ("/dictionary/every-allocation-may-fail", test_every_allocation_may_fail);

  return g_test_run ();
}
