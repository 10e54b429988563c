#include "core/view/percent.h"

static void
test_cases (void)
{
  static const struct
  {
    double      share;
    const char *text;
  } rows[] = {
    { 0, "0 %" }, { 0.0004, "<0.1 %" }, { 0.001, "0.1 %" }, { 0.0345, "3.5 %" },
    { 0.04, "4 %" }, { 0.2, "20 %" }, { 0.256, "26 %" }, { 0.994, "99.4 %" },
    { 0.99999, "99.9 %" }, { 1, "100 %" }, { -0.05, "-5 %" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = jig_percent_to_text (rows[i].share);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/percent/cases", test_cases);

  return g_test_run ();
}
