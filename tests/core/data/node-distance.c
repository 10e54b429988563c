#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { "{\"measure\":\"euclid\"}", { "a n:0", "b n:0", "c n:3", "d n:4" }, { NULL }, "f", "5" },
  { NULL, { "a n:10", "b n:20", "c n:10", "d n:20" }, { NULL }, "f", "0" },
};

static void
test_cases (void)
{
  node_cases_run ("distance", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-distance/cases", test_cases);

  return g_test_run ();
}
