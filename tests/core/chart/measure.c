#include "core/chart/measure.h"

static void
test_fixed (void)
{
  const JigMeasure *fixed = jig_measure_get_fixed ();

  g_assert_cmpfloat_with_epsilon (jig_measure_width (fixed, "abcd", 10, FALSE), 24, 1e-9);
  g_assert_cmpfloat_with_epsilon (jig_measure_width (fixed, "abcd", 10, TRUE), 26, 1e-9);
  g_assert_cmpfloat_with_epsilon (jig_measure_width (fixed, "가나", 10, FALSE), 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (jig_measure_height (fixed, 10), 12.5, 1e-9);
  g_assert_cmpfloat (jig_measure_width (fixed, "", 10, FALSE), ==, 0);
}

static void
test_longer (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean    is_first;
  } rows[] = {
    { "abc", "ab", TRUE }, { "ab", "abc", FALSE }, { "가나", "abc", TRUE }, { "", NULL, TRUE },
    { NULL, "a", FALSE }, { "one", "two", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (jig_measure_longer (rows[i].a, rows[i].b)
                   == (rows[i].is_first ? rows[i].a : rows[i].b));
  g_assert_null (jig_measure_longer (NULL, NULL));
}

/* Whatever fonts there are: more letters and larger ones are wider. */
static void
test_pango (void)
{
  const JigMeasure *pango = jig_measure_get_pango ();
  const double word = jig_measure_width (pango, "False positive", 12, FALSE);

  g_assert_cmpfloat (word, >, 30);
  g_assert_cmpfloat (jig_measure_width (pango, "False positive rate", 12, FALSE), >, word);
  g_assert_cmpfloat (jig_measure_width (pango, "False positive", 24, FALSE), >, 1.5 * word);
  g_assert_cmpfloat (jig_measure_width (pango, "", 12, FALSE), ==, 0);
  g_assert_cmpfloat (jig_measure_height (pango, 12), >=, 12);
  g_assert_cmpfloat (jig_measure_height (pango, 12), <, 30);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/measure/fixed", test_fixed);
  g_test_add_func ("/measure/longer", test_longer);
  g_test_add_func ("/measure/pango", test_pango);

  return g_test_run ();
}
