#include "core/data/boolean-words.h"

#include <string.h>

static const struct
{
  const char *cells[3];   /* the last ones NULL if there are fewer */
  const char *values;     /* "0", "1", or "-" where a cell does not fit */
  const char *no;
  const char *yes;
} rows[] = {
  { { "Y", "N", "Y" }, "101", "N", "Y" },
  { { "y", "N", "n" }, "100", "N", "y" },
  { { "yes", "YES", "no" }, "110", "no", "yes" },
  { { "True", "FALSE" }, "10", "FALSE", "True" },
  { { "t", "f" }, "10", "f", "t" },
  { { "O", "X" }, "10", "X", "O" },
  { { "예", "아니오" }, "10", "아니오", "예" },
  { { "1", "0" }, "10", "0", "1" },
  { { "N" }, "0", "N", "Y" },
  { { "true" }, "1", "false", "true" },
  { { "Y", "no", "n" }, "1-0", "n", "Y" },
  { { "1", "true" }, "1-", "0", "1" },
  { { "", "Ye", "yess" }, "---", NULL, NULL },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JigBooleanWords words = JIG_BOOLEAN_WORDS_INIT;

      g_test_message ("row %zu", i);
      for (gsize k = 0; k < 3 && rows[i].cells[k] != NULL; k++)
        {
          const char *cell = rows[i].cells[k];
          guint8 value = 9;
          gboolean fits = jig_boolean_words_read (&words, cell, strlen (cell), &value);

          g_assert_cmpint (fits, ==, rows[i].values[k] != '-');
          g_assert_cmpint (value, ==, fits ? rows[i].values[k] - '0' : 9);
        }
      g_assert_cmpstr (jig_boolean_words_get (&words, FALSE), ==, rows[i].no);
      g_assert_cmpstr (jig_boolean_words_get (&words, TRUE), ==, rows[i].yes);
    }
}

static void
test_length (void)
{
  JigBooleanWords words = JIG_BOOLEAN_WORDS_INIT;
  guint8 value;

  g_assert_true (jig_boolean_words_read (&words, "Yes", 1, &value));
  g_assert_cmpstr (jig_boolean_words_get (&words, TRUE), ==, "Y");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/boolean-words/words", test_words);
  g_test_add_func ("/boolean-words/length", test_length);

  return g_test_run ();
}
