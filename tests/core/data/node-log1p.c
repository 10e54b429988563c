#include "tests/support/node-cases.h"

static const NodeCase cases[] = {
  { NULL, { "a n:0|1|-1|-2|?" }, { NULL }, "f", "0|0.6931471805599453|nan|nan|nan" },
};

static void
test_cases (void)
{
  node_cases_run ("log1p", cases, G_N_ELEMENTS (cases));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node-log1p/cases", test_cases);

  return g_test_run ();
}
