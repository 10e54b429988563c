#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a n:5|1|?", "b n:2|?|1" }, { NULL }, "f", "3|nan|nan" },
  { NULL, { "a n:5|6", "b b:1|0" }, { NULL }, "f", "4|6" },
};

static void
test_cases (void)
{
  node_cases_run ("difference", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-difference/cases", test_cases);

  return g_test_run ();
}
