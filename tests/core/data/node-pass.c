#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a n:1.5|?" }, { NULL }, "f", "1.5|nan" },
  { NULL, { "a b:1|0|?" }, { NULL }, "f", "1|0|nan" },
};

static void
test_cases (void)
{
  node_cases_run ("pass", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-pass/cases", test_cases);

  return g_test_run ();
}
