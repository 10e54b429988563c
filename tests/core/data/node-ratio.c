#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a n:1|1|?|-6", "b n:4|0|2|3" }, { NULL }, "f", "0.25|nan|nan|-2" },
};

static void
test_cases (void)
{
  node_cases_run ("ratio", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-ratio/cases", test_cases);

  return g_test_run ();
}
